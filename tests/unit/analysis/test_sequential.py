"""Tests that may stop early: their errors are what they say, worked out and tried."""

import numpy as np
import pytest
from scipy.stats import binom

from cccd_sim.analysis.intervals import proportion_interval
from cccd_sim.analysis.sequential import (
    Look,
    at_least,
    at_most,
    fewest_trials,
    is_enough,
    looks,
    most_failures,
    passing,
    shown,
    trimmed,
)


@pytest.mark.parametrize(("successes", "trials"), [(0, 5), (3, 10), (42, 42), (97, 100)])
def test_one_sided_bounds_are_the_ends_of_a_wider_two_sided_interval(successes, trials):
    both = proportion_interval(successes, trials, level=0.90)
    assert at_least(successes, trials) == pytest.approx(both.low)
    assert at_most(successes, trials) == pytest.approx(both.high)


def test_forty_two_successes_show_more_than_93_percent_and_forty_one_do_not():
    assert fewest_trials(0.93) == 42
    assert at_least(42, 42) > 0.93 > at_least(41, 41)


@pytest.mark.parametrize("most", [60, 115, 300, 1150])
@pytest.mark.parametrize("floor", [0.48, 0.88, 0.93])
def test_all_looks_together_pass_what_is_at_the_floor_with_five_percent_at_most(most, floor):
    plan = looks(most, floor)
    assert passing(plan, floor) <= 0.05
    assert passing(plan, floor - 0.02) < passing(plan, floor) < passing(plan, floor + 0.02)
    assert [look.trials for look in plan] == sorted({look.trials for look in plan})


@pytest.mark.parametrize("most", [60, 121, 290, 1150])
@pytest.mark.parametrize("floor", [0.48, 0.88, 0.93])
def test_trimmed_plans_pass_what_is_good_as_often(most, floor):
    fewer = trimmed(most, floor)
    assert fewer <= most
    long, short = looks(most, floor), looks(fewer, floor)
    assert short[-1].most_failures == long[-1].most_failures
    for probability in (floor + 0.02, floor + 0.05):
        assert passing(short, probability) >= passing(long, probability) - 0.005


def test_of_121_trials_113_do_and_112_do_not():
    assert trimmed(121, 0.93) == trimmed(113, 0.93) == 113
    assert looks(112, 0.93)[-1].most_failures < looks(121, 0.93)[-1].most_failures == 3


def test_looking_often_at_one_look_s_level_would_pass_too_much():
    """The oracle says no: the same bound at every look is not a plan."""
    careless = [
        Look(n, max(f for f in range(n) if binom.cdf(f, n, 0.07) <= 0.05)) for n in (60, 90, 115)
    ]
    assert passing(careless, 0.93) > 0.05


def test_how_often_a_plan_passes_is_as_worked_out(luck):
    plan = looks(115, 0.93)
    failed = np.cumsum(luck.random((20_000, 115)) > 0.96, axis=1)
    passed = np.zeros(len(failed), bool)
    for look in plan:
        passed |= failed[:, look.trials - 1] <= look.most_failures
    assert passed.mean() == pytest.approx(passing(plan, 0.96), abs=0.01)


def test_what_is_shown_is_at_least_the_floor_and_less_with_more_failures():
    plan = looks(115, 0.93)
    ends = [shown(plan, at, look.most_failures) for at, look in enumerate(plan)]
    assert all(end >= 0.93 for end in ends)
    assert shown(plan, 0, 0) >= ends[-1]
    assert shown(plan, 0, 0) == pytest.approx(at_least(plan[0].trials, plan[0].trials))


def test_the_ratio_test_decides_far_from_the_zone_and_waits_within():
    assert is_enough(0, 10, 0.93, 0.95) is False
    assert is_enough(140, 0, 0.93, 0.95) is True
    assert is_enough(20, 1, 0.93, 0.95) is None


def test_the_ratio_test_keeps_its_errors(luck):
    def says_enough(chance):
        successes = failures = 0
        while (verdict := is_enough(successes, failures, 0.8, 0.9)) is None:
            met = luck.random() < chance
            successes, failures = successes + met, failures + (not met)
        return verdict

    assert np.mean([says_enough(0.8) for _ in range(400)]) < 0.08
    assert np.mean([says_enough(0.9) for _ in range(400)]) > 0.92


def test_failures_that_speak_for_enough_are_fewer_than_the_middle_of_the_zone():
    assert most_failures(20, 0.93, 0.95) == 1
    assert most_failures(200, 0.93, 0.95) == 11
    assert most_failures(10, 0.48, 0.5) == 5
