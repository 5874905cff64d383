"""How far luck may have carried a mean or a share: 95 % intervals over replications."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
"""Confidence of every interval this product prints."""

FEWEST_BLOCKS = 3
"""Blocks of values drawn together from which their means say how far luck may carry them."""

_ROUNDING = 1e-12


@dataclass(frozen=True)
class Interval:
    """An estimate and the ends of its interval; the ends are NaN where none can be given."""

    mean: float
    low: float
    high: float


def mean_interval(values: NDArray[np.float64], level: float = LEVEL, together: int = 1) -> Interval:
    """Return the mean of independent values with Student's t interval.

    Empty where a value is missing; one value has no interval. Source: Law, Simulation
    Modeling and Analysis, 9.4.1 (fixed-sample-size procedure).

    Parameters
    ----------
    together
        So many values, one after the other, were drawn together so that they cover the ranges of
        unknown parameters evenly (Latin hypercube). They balance each other, and only their means
        are independent; taken one by one they would make the interval too wide. Fewer than three
        whole blocks are taken one by one nevertheless. Source: replicated Latin hypercubes, McKay,
        Beckman and Conover (1979), Technometrics 21; Owen (1992), JRSS B 54.
    """
    from scipy.special import stdtrit  # noqa: PLC0415  (0.4 s)

    if len(values) == 0 or np.isnan(values).any():
        return Interval(nan, nan, nan)
    mean = float(np.mean(values))
    if len(values) == 1:
        return Interval(mean, nan, nan)
    free = independent(values, together)
    error = float(np.std(free, ddof=1)) / sqrt(len(free))
    half = float(stdtrit(len(free) - 1, (1 + level) / 2)) * error
    return Interval(mean, mean - half, mean + half)


def independent(values: NDArray[np.float64], together: int) -> NDArray[np.float64]:
    """Return the means of values drawn together, or the values where these are too few blocks."""
    blocks, left = divmod(len(values), together)
    if together == 1 or left or blocks < FEWEST_BLOCKS:
        return values
    return np.asarray(values.reshape(blocks, together).mean(axis=1), dtype=np.float64)


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
    values: NDArray[np.float64],
    baseline: NDArray[np.float64],
    level: float = LEVEL,
    together: int = 1,
) -> Interval:
    """Return the mean of value minus baseline, pair by pair, with Student's t interval.

    With the same luck on both sides the pairs move together, so the interval is much
    shorter than that of two independent ensembles.

    Parameters
    ----------
    together
        See :func:`mean_interval`.
    """
    return mean_interval(values - baseline, level, together)


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


def ratio_interval(
    values: NDArray[np.float64], by: NDArray[np.float64], level: float = LEVEL
) -> Interval:
    """Return the mean of paired values over that of others, with its interval after Fieller.

    Empty where the divisor is not clearly other than 0: the interval would have no end. Source:
    Fieller (1954), Some problems in interval estimation, Journal of the Royal Statistical Society
    B 16.
    """
    divisor = mean_interval(by, level)
    if not (divisor.low > 0 or divisor.high < 0):
        return Interval(nan, nan, nan)
    from scipy.special import stdtrit  # noqa: PLC0415

    t = float(stdtrit(len(by) - 1, (1 + level) / 2))
    above, below = float(np.mean(values)), divisor.mean
    (var_above, both), (_, var_below) = np.cov(values, by) * (t * t / len(by))
    # the ratios r for which above - r below is not clearly other than 0 lie between two roots
    square, middle = below * below - var_below, above * below - both
    half = sqrt(max(0.0, middle * middle - square * (above * above - var_above)))
    return Interval(above / below, (middle - half) / square, (middle + half) / square)


def quantile_interval(
    values: NDArray[np.float64], share: float, level: float = LEVEL
) -> tuple[float, float]:
    """Return two of the values between which a quantile lies, with at least this confidence.

    Exact for any distribution: the number of replications below the quantile is binomial. Of all
    pairs of ranks that hold it often enough, the nearest to each other, both ends given where that
    can be; of equals, the one with the most even tails. An end is NaN where not even the extreme
    value does, or where that value is not known.
    Source: David and Nagaraja, Order Statistics (2003), 7.1.
    """
    ordered = np.sort(np.where(np.isnan(values), np.inf, values))
    low, high = _ranks(len(ordered), share, level)
    ends = [float(ordered[rank - 1]) if 1 <= rank <= len(ordered) else nan for rank in (low, high)]
    return ends[0] if np.isfinite(ends[0]) else nan, ends[1] if np.isfinite(ends[1]) else nan


@cache
def _ranks(count: int, share: float, level: float) -> tuple[int, int]:
    """Return the ranks, from 1, that hold a quantile between them; 0 and count + 1: no end."""
    from scipy.special import bdtr  # noqa: PLC0415  (scipy.stats takes another 0.8 s)

    # the quantile lies from rank l on and below rank u if l to u - 1 values are below it
    fewer = np.concatenate(([0.0], bdtr(np.arange(count + 1), count, share)))
    low, last = np.triu_indices(count + 1)
    enough = fewer[last + 1] - fewer[low] >= level - _ROUNDING
    low, last = low[enough], last[enough]
    uneven = np.abs(fewer[low] - (1 - fewer[last + 1]))
    without = (low == 0).astype(int) + (last == count)
    best = np.lexsort((low, np.round(uneven, 12), last - low, without))[0]
    return int(low[best]), int(last[best]) + 1


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
