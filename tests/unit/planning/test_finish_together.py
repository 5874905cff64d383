"""Marginal allocation: by arithmetic nothing beats it in small provinces."""

from itertools import product

import numpy as np
import pytest
from places import district

from cccd_sim.planning.district_capacity import DistrictCapacity
from cccd_sim.planning.finish_together import improved, marginal, ranked_moves

ONE = np.ones(1)


@pytest.fixture
def capacity(quiet):
    scenario = quiet.with_(
        demand={
            "districts": [district("1", 4_000), district("2", 1_500), district("3", 500)],
        },
        supply={
            "initial_kits": 2,
            "deliveries": {"spring": {"kits": 4, "funder": "central", "in_service": "2021-03-10"}},
        },
        service={"periods": {"office": {"dossiers_per_kit_day": 60}}},
    )
    return DistrictCapacity(scenario)


def start(capacity):
    return capacity.planned(capacity.scenario, "start", None)


def everything(capacity):
    """Return every placement there is."""
    ways = [
        [way for way in product(range(batch.kits + 1), repeat=3) if sum(way) == batch.kits]
        for batch in capacity.batches
    ]
    return np.array([list(pair) for pair in product(*ways)])


@pytest.mark.parametrize("aim", ["dossiers", "days"])
def test_no_placement_is_better_by_the_same_arithmetic(capacity, aim):
    found = marginal(capacity, start(capacity), ONE, aim).array
    best = max(capacity.expect(everything(capacity), ONE).scores(aim))
    mine = capacity.expect(found[np.newaxis], ONE).scores(aim)[0]
    assert mine[0] == pytest.approx(best[0])


def test_it_can_tell_a_bad_placement(capacity):
    bad = np.array([[0, 0, 2], [0, 0, 4]])
    best = max(capacity.expect(everything(capacity), ONE).scores("dossiers"))
    assert capacity.expect(bad[np.newaxis], ONE).scores("dossiers")[0] < best


@pytest.mark.parametrize("aim", ["dossiers", "days"])
def test_every_kit_is_placed(capacity, aim):
    found = marginal(capacity, start(capacity), ONE, aim).array
    assert found.sum(axis=1).tolist() == [2, 4]


def test_single_moves_mend_a_bad_placement(capacity):
    bad = np.array([[0, 0, 2], [0, 0, 4]])
    mended = capacity.expect(improved(capacity, bad, ONE, "dossiers")[np.newaxis], ONE)
    best = max(capacity.expect(everything(capacity), ONE).scores("dossiers"))
    assert mended.scores("dossiers")[0][0] == pytest.approx(best[0])


def test_moves_take_kits_that_are_there_the_best_first(capacity):
    kits = np.array([[2, 0, 0], [0, 0, 4]])
    moves = ranked_moves(capacity, kits, ONE, "dossiers")
    assert all(kits[move.batch, move.giver] for move, _ in moves)
    scores = [score for _, score in moves]
    assert scores == sorted(scores, reverse=True)


def test_what_may_not_be_placed_stays(tiny):
    capacity = DistrictCapacity(tiny)
    found = marginal(capacity, start(capacity), ONE, "dossiers")
    assert found.kits[0] == (0, 0, 1)
    assert sum(found.kits[1]) == 3
    assert found.kits[1][2] == 0
