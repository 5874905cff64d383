"""Luck is never used twice: no two replications share a random stream.

The questions as they are asked on the command line are in tests/verification/test_streams.py.
"""

from __future__ import annotations

import pytest
from heard import listening

from cccd_sim.experiment.precision import Auto
from cccd_sim.experiment.replicate import MOST_REPLICATIONS, replicate, replicate_all
from cccd_sim.experiment.trials import FRESH, Case, Laboratory
from cccd_sim.results.ensemble import TWIN
from cccd_sim.streams import Streams


@pytest.fixture(scope="module")
def doubtful(tiny):
    """Return the tiny province with a show-up share nobody knows."""
    return tiny.with_(name="doubtful", demand={"show_up": {"low": 0.7, "base": 0.85, "high": 0.9}})


def test_replications_of_a_run_and_their_twins_share_no_stream(doubtful):
    with listening() as heard:
        replicate(doubtful, 20, jobs=1)
    assert set(heard.luck) == {*range(1, 21), *(TWIN + n for n in (5, 10, 15, 20))}
    assert heard.nothing_is_shared()
    assert heard.ignorance
    assert not heard.stray


def test_replications_of_a_comparison_that_grows_share_no_stream(doubtful):
    auto = Auto(required=0.95, best=True, within_dossiers=100, most=30)
    with listening() as heard:
        replicate_all(
            [doubtful, doubtful.with_(name="b", supply={"initial_kits": 2})], auto, jobs=1
        )
    assert len(heard.luck) >= 10
    assert heard.nothing_is_shared()


@pytest.mark.parametrize("known", [True, False])
def test_trials_and_certificates_share_no_stream(doubtful, known):
    laboratory = Laboratory(seed=1, jobs=1, known_parameters=known)
    with listening() as heard:
        laboratory.try_(Case("here", doubtful), [1, 2, 3, FRESH + 1, FRESH + 2])
        more = doubtful.with_(supply={"initial_kits": 3})
        laboratory.try_(Case("there", more), [1, FRESH + 1])
    assert len(heard.luck) == 5
    assert heard.nothing_is_shared()


def test_the_same_number_is_the_same_luck_in_every_scenario(tiny):
    """Common random numbers: the only streams shared are those of equal numbers."""
    with listening() as heard:
        replicate(tiny, 1, jobs=1)
        alone = set(heard.luck[1])
        replicate(tiny.with_(demand={"show_up": 0.7}), 1, jobs=1)
    assert heard.luck[1] == alone


def test_the_oracle_notices_a_shared_stream(tiny):
    """It says no: with the number left out of the key every replication has the same luck."""
    with listening(lambda call: Streams(call.seed, 1)) as heard:
        replicate(tiny, 2, jobs=1)
    assert not heard.nothing_is_shared()


def test_numbers_of_runs_twins_and_certificates_do_not_meet():
    """A run has up to 99,999 replications; a search none above 20,000, which certificates have."""
    assert FRESH < MOST_REPLICATIONS < TWIN
