"""Do intervals hold the truth as often as they say? A thousand cheap experiments each.

An interval of 95 % that holds the truth in 93 to 97 % of a thousand experiments is within three
standard deviations of what it says (0.7 points each). Exact intervals of a share, and of a
quantile of few replications, hold it more often, because counts are whole numbers.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cccd_sim.analysis.intervals import mean_interval, proportion_interval, quantile_interval
from cccd_sim.experiment.ignorance import place
from cccd_sim.experiment.trials import Case, Laboratory
from cccd_sim.scenario.schema import Scenario

pytestmark = pytest.mark.slow

EXPERIMENTS = 1000
Floats = NDArray[np.float64]
SIZE = 91
"""Replications for which exact intervals of all three quantiles come near to 95 %: ranks are whole
numbers, so with others they hold the truth more often."""

SHAPES = {
    "normal": lambda luck, size: luck.normal(1_300_000, 60_000, size),
    "uniform": lambda luck, size: luck.uniform(0, 1, size),
    "gamma": lambda luck, size: luck.gamma(4.0, 1.0, size),
}
MEANS = {"normal": 1_300_000.0, "uniform": 0.5, "gamma": 4.0}


def covered(experiment) -> float:
    """Return the share of a thousand experiments whose interval holds the truth."""
    return float(np.mean([experiment(number) for number in range(EXPERIMENTS)]))


@pytest.mark.parametrize("shape", SHAPES)
def test_intervals_of_means_hold_the_truth_in_93_to_97_of_100(shape):
    def holds(number):
        found = mean_interval(SHAPES[shape](np.random.default_rng((1, number)), 30))
        return found.low <= MEANS[shape] <= found.high

    assert 0.93 <= covered(holds) <= 0.97


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("shape", SHAPES)
def test_intervals_of_quantiles_hold_the_truth_in_93_to_97_of_100(shape, share):
    truth = np.quantile(SHAPES[shape](np.random.default_rng(0), 4_000_000), share)

    def holds(number):
        values = SHAPES[shape](np.random.default_rng((2, number)), SIZE)
        low, high = quantile_interval(values, share)
        return low <= truth <= high

    assert 0.93 <= covered(holds) <= 0.97


@pytest.mark.parametrize("probability", [0.5, 0.8, 0.95, 0.99])
@pytest.mark.parametrize("trials", [30, 100])
def test_exact_intervals_of_a_share_hold_the_truth_in_at_least_94_of_100(probability, trials):
    def holds(number):
        met = np.random.default_rng((3, number)).random(trials) < probability
        found = proportion_interval(int(met.sum()), trials)
        return found.low <= probability <= found.high

    assert covered(holds) >= 0.94


def test_the_oracle_says_no_to_an_interval_that_is_too_short():
    def holds(number):
        values = np.random.default_rng((4, number)).normal(0, 1, 30)
        half = 1.5 * values.std(ddof=1) / 30**0.5  # should be 2.05
        return abs(values.mean()) <= half

    assert not 0.93 <= covered(holds) <= 0.97


def simulated(scenario: Scenario) -> tuple[Floats, Floats]:
    """Return dossiers, and whether they were on time: a thousand runs of ten replications each."""
    laboratory = Laboratory(seed=5)
    made = laboratory.try_(Case("tiny", scenario), range(1, 10 * EXPERIMENTS + 1))
    goal = 0.85 * sum(district.eligible for district in scenario.demand.districts)
    dossiers = np.array([float(each.reached[0]) for each in made])
    return dossiers.reshape(EXPERIMENTS, 10), (dossiers >= goal).reshape(EXPERIMENTS, 10)


@pytest.fixture(scope="module")
def small(tiny):
    """Return the tiny province with about an even chance of being on time."""
    return tiny.with_(supply={"initial_kits": 2}, target={"share": {"dossier": 0.85}})


@pytest.mark.slow(minutes=2)
@pytest.mark.timeout(1200)
def test_intervals_over_simulated_campaigns_hold_the_truth(small):
    """The truth is that of all ten thousand replications together."""
    dossiers, on_time = simulated(small)
    means = [mean_interval(run) for run in dossiers]
    truth = dossiers.mean()
    assert 0.93 <= np.mean([each.low <= truth <= each.high for each in means]) <= 0.97
    shares = [proportion_interval(int(run.sum()), 10) for run in on_time]
    chance = on_time.mean()
    assert np.mean([each.low <= chance <= each.high for each in shares]) >= 0.94
    median = np.median(dossiers)
    ends = [quantile_interval(run, 0.5) for run in dossiers]
    assert np.mean([low <= median <= high for low, high in ends]) >= 0.94


@pytest.mark.slow(minutes=2)
@pytest.mark.timeout(1200)
def test_with_ignorance_intervals_hold_the_truth_at_least_as_often(small):
    """Parameters cover their ranges evenly, so a mean varies less than its interval supposes."""
    rate = {"low": 40, "base": 60, "high": 80}
    doubtful = small.with_(service={"periods": {"office": {"dossiers_per_kit_day": rate}}})
    dossiers, on_time = simulated(doubtful)
    truth, chance = dossiers.mean(), on_time.mean()
    means = [mean_interval(run) for run in dossiers]
    shares = [proportion_interval(int(run.sum()), 10) for run in on_time]
    assert np.mean([each.low <= truth <= each.high for each in means]) >= 0.94
    assert np.mean([each.low <= chance <= each.high for each in shares]) >= 0.94


@pytest.mark.parametrize("luck_sd", [0.02, 0.3, 2.0])
@pytest.mark.parametrize("blocks", [3, 10])
def test_intervals_over_latin_hypercubes_hold_the_truth_in_93_to_97_of_100(luck_sd, blocks):
    """A response to four unknown parameters, bent and with an interaction, and luck on top."""

    def holds(seed):
        luck = np.random.default_rng((5, seed))
        rows = range(1, 10 * blocks + 1)
        a, b, c, d = np.array([[place(seed, row, name) for row in rows] for name in "abcd"])
        values = a + np.sqrt(b) + c**2 + 0.5 * a * d + luck.normal(0, luck_sd, len(a))
        found = mean_interval(values, together=10)
        return found.low <= 1 / 2 + 2 / 3 + 1 / 3 + 1 / 8 <= found.high

    assert 0.93 <= covered(holds) <= 0.97


def test_the_oracle_says_no_to_hypercubes_taken_one_by_one():
    def holds(seed):
        a = np.array([place(seed, row, "a") for row in range(1, 31)])
        found = mean_interval(a)
        return found.low <= 0.5 <= found.high

    assert not 0.93 <= covered(holds) <= 0.97
