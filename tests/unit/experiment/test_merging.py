"""Ensembles put together: what one run of all replications would have given."""

from __future__ import annotations

import pandas as pd
import pytest

from cccd_sim import Ensemble, UsageError, differences, replicate, replicate_all
from cccd_sim.experiment.bench import in_blocks
from cccd_sim.results.answer import EVERY_RUN, MONEY
from cccd_sim.scenario.ranges import ranges

ALL = (*EVERY_RUN, *MONEY)


@pytest.fixture(scope="module")
def doubtful(tiny):
    """Return the tiny province with something unknown."""
    share = {"low": 0.7, "base": 0.85, "high": 0.92, "source": "assumed", "grade": "L"}
    return tiny.with_(demand={"show_up": share})


@pytest.fixture(scope="module")
def whole(doubtful):
    return replicate(doubtful, 30, seed=4, jobs=1)


def parts(scenario, *sizes, seed=4):
    """Return ensembles of these sizes, one after the other."""
    found, first = [], 1
    for size in sizes:
        found.append(replicate(scenario, size, seed=seed, jobs=1, first=first))
        first += size
    return found


def assert_same(one: Ensemble, other: Ensemble):
    """Compare all tables bit for bit, and what else there is."""
    for name in ALL:
        pd.testing.assert_frame_equal(one.table(name), other.table(name), check_exact=True)
    assert (one.facts, one.seed, one.numbers) == (other.facts, other.seed, other.numbers)
    assert [each.number for each in one.twins] == [each.number for each in other.twins]


@pytest.mark.parametrize("sizes", [(20, 10), (10, 10, 10), (7, 23), (25, 5)])
def test_parts_make_the_whole_bit_for_bit(doubtful, whole, sizes):
    first, *others = parts(doubtful, *sizes)
    assert any(each.path == "demand.show_up" for each in ranges(doubtful))
    assert_same(first.merged(*others), whole)
    assert whole.summary()["ignorance_sd"].notna().any()


def test_parts_may_be_merged_in_any_order(doubtful, whole):
    one, two, three = parts(doubtful, 10, 10, 10)
    assert_same(three.merged(one).merged(two), whole)


def test_a_part_is_what_the_whole_has_there(whole, doubtful):
    later = replicate(doubtful, 5, seed=4, jobs=1, first=21)
    assert later.numbers == (21, 22, 23, 24, 25)
    there = whole.daily[whole.daily["replication"].between(21, 25)].reset_index(drop=True)
    pd.testing.assert_frame_equal(later.daily, there, check_exact=True)


def test_merging_leaves_the_parts_as_they_are(doubtful):
    one, two = parts(doubtful, 5, 5)
    before = one.summary().copy()
    one.merged(two)
    assert len(one) == 5
    pd.testing.assert_frame_equal(one.summary(), before)


def test_replications_drawn_together_are_known_from_their_numbers():
    assert in_blocks(range(1, 31))
    assert in_blocks(range(1, 16)), "too few for a mean of blocks anyway"
    assert in_blocks([*range(1, 11), *range(41, 51)])
    assert not in_blocks(range(5, 35))
    assert not in_blocks([*range(1, 11), *range(15, 25)])


REFUSED = {
    "twice": (lambda tiny: replicate(tiny, 3, jobs=1, first=2), "replication 2 is in both"),
    "seed": (lambda tiny: replicate(tiny, 3, 2, jobs=1, first=4), "seeds 1 and 2 differ"),
    "scenario": (
        lambda tiny: replicate(tiny.with_(supply={"initial_kits": 2}), 3, jobs=1, first=4),
        "tiny and tiny are not the same scenario",
    ),
    "hooks": (
        lambda tiny: replicate(tiny.with_hooks(transfers=lambda night: []), 3, jobs=1, first=4),
        "are not the same scenario",
    ),
    "known": (
        lambda tiny: replicate(tiny, 3, jobs=1, known_parameters=True, first=4),
        "known in one ensemble and drawn in the other",
    ),
    "by hand": (
        lambda tiny: Ensemble({"name": "made"}, 1, ()),
        "tiny was put together by hand",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_belong_together_is_not_merged(tiny, case):
    make, message = REFUSED[case]
    with pytest.raises(UsageError, match=message):
        replicate(tiny, 3, jobs=1).merged(make(tiny))


def test_by_hand_merges_with_nothing(tiny):
    with pytest.raises(UsageError, match="made was put together by hand"):
        Ensemble({"name": "made"}, 1, ()).merged(replicate(tiny, 1, jobs=1))


def test_a_first_number_that_means_nothing_is_refused(tiny):
    with pytest.raises(UsageError, match="first: from 1 to 99997, not 0"):
        replicate(tiny, 3, jobs=1, first=0)
    with pytest.raises(UsageError, match="numbered from 1"):
        replicate(tiny, "auto", jobs=1, first=31)


def test_pairs_are_replications_of_one_number(tiny):
    more = tiny.with_(name="more", supply={"initial_kits": 3})
    base, other = replicate_all([tiny, more], 6, jobs=1)
    later = replicate(more, 4, jobs=1, first=3)
    found = differences([base, later]).set_index("measure")
    row = found.loc["dossier_by_deadline"]
    both = (each.replications["dossier_by_deadline"].iloc[2:] for each in (other, base))
    assert row["replications"] == 4
    assert row["difference"] == pytest.approx(next(both).mean() - next(both).mean())


@pytest.mark.parametrize(("seed", "first"), [(2, 1), (1, 4)])
def test_without_common_luck_there_are_no_differences(tiny, seed, first):
    more = tiny.with_(name="more", supply={"initial_kits": 3})
    with pytest.raises(UsageError, match="tiny and more have no replications with the same luck"):
        differences([replicate(tiny, 3, jobs=1), replicate(more, 3, seed, jobs=1, first=first)])


def test_an_ensemble_says_which_tables_it_has(tiny):
    free = replicate(tiny.model_copy(update={"costs": None}), 1, jobs=1)
    with pytest.raises(UsageError, match="tiny has no table costs; there are daily, stations"):
        _ = free.costs
    with pytest.raises(UsageError, match="tiny has no table name"):
        free.table("name")
