"""How far luck may have carried a mean or a share: 95 % intervals over replications."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
"""Confidence of every interval this product prints."""


@dataclass(frozen=True)
class Interval:
    """An estimate and the ends of its interval; the ends are NaN where none can be given."""

    mean: float
    low: float
    high: float


def mean_interval(values: NDArray[np.float64], level: float = LEVEL) -> Interval:
    """Return the mean of independent values with Student's t interval.

    Empty where a value is missing; one value has no interval. Source: Law, Simulation
    Modeling and Analysis, 9.4.1 (fixed-sample-size procedure).
    """
    from scipy.special import stdtrit  # noqa: PLC0415  (0.4 s)

    if len(values) == 0 or np.isnan(values).any():
        return Interval(nan, nan, nan)
    mean = float(np.mean(values))
    if len(values) == 1:
        return Interval(mean, nan, nan)
    error = float(np.std(values, ddof=1)) / sqrt(len(values))
    half = float(stdtrit(len(values) - 1, (1 + level) / 2)) * error
    return Interval(mean, mean - half, mean + half)


def proportion_interval(successes: int, trials: int, level: float = LEVEL) -> Interval:
    """Return a share with its exact binomial interval (Clopper and Pearson 1934)."""
    from scipy.special import betaincinv  # noqa: PLC0415

    if trials == 0:
        return Interval(nan, nan, nan)
    tail = (1 - level) / 2
    failures = trials - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures else 1.0
    return Interval(successes / trials, low, high)


def paired_interval(
    values: NDArray[np.float64], baseline: NDArray[np.float64], level: float = LEVEL
) -> Interval:
    """Return the mean of value minus baseline, pair by pair, with Student's t interval.

    With the same luck on both sides the pairs move together, so the interval is much
    shorter than that of two independent ensembles.
    """
    return mean_interval(values - baseline, level)


def paired_proportion_interval(
    values: NDArray[np.float64], baseline: NDArray[np.float64], level: float = LEVEL
) -> Interval:
    """Return the difference of two paired shares (0 or 1 each) with a safe interval.

    The difference is the share of pairs won minus the share lost. Each gets an exact
    binomial interval at half the error (Bonferroni), so together they hold at ``level``
    or better, also when no pair differs.
    """
    each = (1 + level) / 2
    won = proportion_interval(int(np.sum(values > baseline)), len(values), each)
    lost = proportion_interval(int(np.sum(values < baseline)), len(values), each)
    return Interval(won.mean - lost.mean, won.low - lost.high, won.high - lost.low)


def quantile(values: NDArray[np.float64], share: float) -> float:
    """Return a quantile; a missing value counts as beyond all others, a missing result is NaN.

    Interpolated between neighbours as usual, unless one of the two is missing.
    """
    ordered = np.sort(np.where(np.isnan(values), np.inf, values))
    if len(ordered) == 0:
        return nan
    place = share * (len(ordered) - 1)
    below, above = int(np.floor(place)), int(np.ceil(place))
    if np.isinf(ordered[above]):
        return nan
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def reached_by(values: NDArray[np.float64], share: float) -> float:
    """Return the smallest value by which at least ``share`` of all replications are done.

    For dates: always one of the values, never a mean of two. NaN if too many are missing.
    """
    ordered = np.sort(np.where(np.isnan(values), np.inf, values))
    if len(ordered) == 0:
        return nan
    place = max(int(np.ceil(share * len(ordered) - 1e-9)) - 1, 0)
    return float(ordered[place]) if np.isfinite(ordered[place]) else nan
