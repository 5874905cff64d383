from __future__ import annotations

import numpy as np

from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.placement import placed

ELIGIBLE = np.array([d.eligible for d in load_scenario("promised-32-campaign").demand.districts])
NONE = np.zeros(16, np.int64)


def counts(kits, rule, there=NONE, remaining=ELIGIBLE):
    return np.bincount(placed(kits, rule, there, remaining, ELIGIBLE), minlength=16).tolist()


def test_32_kits_in_proportion_to_the_eligible():
    known = [7, 2, 2, 1, 1, 3, 1, 2, 3, 1, 2, 3, 1, 1, 2]
    assert counts(32, "proportional") == [*known, 0]


def test_two_per_unit_fills_the_districts_and_the_provincial_station():
    there = NONE.copy()
    there[15] = 2
    assert counts(30, "two_per_unit", there) == [2] * 15 + [0]


def test_two_per_unit_gives_a_first_kit_to_all_before_a_second_to_any():
    there = NONE.copy()
    there[15] = 2
    given = counts(24, "two_per_unit", there)
    assert sorted(given[:15]) == [1] * 6 + [2] * 9
    assert given[0] == 2


def test_by_need_goes_where_most_wait_for_a_kit():
    remaining, there = ELIGIBLE.copy(), np.full(16, 2)
    remaining[3] = 10**6
    assert placed(1, "by_need", there, remaining, ELIGIBLE) == [3]
