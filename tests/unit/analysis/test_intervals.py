"""Intervals against scipy.stats, and against chance itself."""

import numpy as np
import pytest
from scipy import stats
from scipy.stats import binom

from cccd_sim.analysis.intervals import (
    _ranks,
    mean_interval,
    paired_interval,
    paired_proportion_interval,
    proportion_interval,
    quantile,
    quantile_interval,
    reached_by,
)


@pytest.mark.parametrize("count", [2, 3, 30, 200])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_the_interval_of_a_mean_is_students(luck, count, level):
    values = luck.normal(50, 7, count)
    found = mean_interval(values, level)
    expected = stats.ttest_1samp(values, 0).confidence_interval(level)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.mean == pytest.approx(values.mean())


@pytest.mark.parametrize(("successes", "trials"), [(0, 1), (0, 30), (1, 30), (15, 30), (30, 30)])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_the_interval_of_a_share_is_clopper_and_pearsons(successes, trials, level):
    found = proportion_interval(successes, trials, level)
    expected = stats.binomtest(successes, trials).proportion_ci(level, method="exact")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.mean == successes / trials


def test_the_interval_of_a_mean_covers_the_truth_as_often_as_it_says(luck):
    covered = [
        interval.low <= 10 <= interval.high
        for interval in (mean_interval(luck.normal(10, 3, 12)) for _ in range(2000))
    ]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize("truth", [0.02, 0.3, 0.95])
def test_the_interval_of_a_share_covers_the_truth_at_least_as_often_as_it_says(luck, truth):
    covered = [
        interval.low <= truth <= interval.high
        for interval in (proportion_interval(luck.binomial(30, truth), 30) for _ in range(1000))
    ]
    assert np.mean(covered) > 0.94


def test_pairs_with_the_same_luck_have_a_short_interval(luck):
    common = luck.normal(0, 100, 30)
    here, there = common + 5 + luck.normal(0, 1, 30), common
    paired = paired_interval(here, there)
    assert paired.low < 5 < paired.high
    assert paired.high - paired.low < 2
    expected = stats.ttest_rel(here, there).confidence_interval(0.95)
    assert (paired.low, paired.high) == pytest.approx((expected.low, expected.high))


def test_a_difference_of_shares_is_never_certain():
    same = np.ones(30)
    found = paired_proportion_interval(same, same)
    assert found.mean == 0
    assert found.low == -found.high
    assert 0.1 < found.high < 0.2


def test_a_difference_of_shares_covers_the_truth(luck):
    covered = []
    for _ in range(500):
        common = luck.random(40)
        here, there = (common < 0.6).astype(float), (common < 0.5).astype(float)
        found = paired_proportion_interval(here, there)
        covered.append(found.low <= 0.1 <= found.high)
    assert np.mean(covered) > 0.95


def test_one_value_has_no_interval():
    found = mean_interval(np.array([4.0]))
    assert found.mean == 4
    assert np.isnan(found.low)
    assert np.isnan(found.high)


def test_a_missing_value_leaves_the_mean_empty():
    assert np.isnan(mean_interval(np.array([1.0, np.nan])).mean)
    assert np.isnan(mean_interval(np.array([])).mean)


def test_quantiles_are_the_usual_ones_where_nothing_is_missing(luck):
    values = luck.normal(0, 1, 37)
    for share in (0.0, 0.05, 0.5, 0.8, 0.95, 1.0):
        assert quantile(values, share) == pytest.approx(np.quantile(values, share))


def test_what_never_finished_lies_beyond_every_quantile_it_touches():
    values = np.array([10.0, 20.0, 30.0, np.nan])
    assert quantile(values, 0.5) == 25
    assert np.isnan(quantile(values, 0.95))


def test_a_date_reached_by_most_is_one_of_the_dates():
    values = np.array([10.0, 20.0, 30.0, 40.0, np.nan])
    assert reached_by(values, 0.5) == 30
    assert reached_by(values, 0.8) == 40
    assert np.isnan(reached_by(values, 0.95))


@pytest.mark.parametrize(
    ("count", "share", "ends"),
    [(30, 0.5, (10, 21)), (100, 0.5, (40, 60)), (100, 0.8, (72, 88)), (30, 0.95, (26, None))],
)
def test_a_quantile_lies_between_two_of_the_values(count, share, ends):
    """Ranks as in tables of order statistics; the largest of thirty is no bound of the P95."""
    low, high = quantile_interval(np.arange(1.0, count + 1), share)
    assert (low, None if np.isnan(high) else high) == ends


def test_ranks_hold_the_quantile_as_often_as_they_must():
    for count in (5, 20, 67, 200):
        for share in (0.5, 0.8, 0.95):
            low, high = _ranks(count, share, 0.95)
            assert binom.cdf(high - 1, count, share) - binom.cdf(low - 1, count, share) >= 0.95


def test_an_end_that_is_never_reached_is_not_known():
    values = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, np.nan, np.nan])
    low, high = quantile_interval(values, 0.5)
    assert low == 2
    assert np.isnan(high)


def test_no_values_have_no_quantile_interval():
    assert np.isnan(quantile_interval(np.array([]), 0.5)).all()
