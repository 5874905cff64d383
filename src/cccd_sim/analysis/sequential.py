"""Tests of a probability that may stop early, and exact one-sided bounds of it.

Who looks at the numbers while they come in, and stops when they please, is wrong more often than
any one look would be. So every look is planned beforehand, and all looks share one error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, log

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis.intervals import LEVEL

GROWTH = 1.5
"""How much more has been seen at each look than at the one before."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Look:
    """A planned look: after so many trials, pass with at most so many failures."""

    trials: int
    most_failures: int


def at_least(successes: int, trials: int, level: float = LEVEL) -> float:
    """Return the lower end of the exact one-sided interval (Clopper and Pearson 1934)."""
    from scipy.special import betaincinv  # noqa: PLC0415  (0.4 s)

    if successes == 0:
        return 0.0
    return float(betaincinv(successes, trials - successes + 1, 1 - level))


def at_most(successes: int, trials: int, level: float = LEVEL) -> float:
    """Return the upper end of the exact one-sided interval."""
    return 1 - at_least(trials - successes, trials, level)


def ratio(successes: int, failures: int, low: float, high: float) -> float:
    """Return the log likelihood ratio of a probability ``high`` against ``low``."""
    return successes * log(high / low) + failures * log((1 - high) / (1 - low))


def is_enough(
    successes: int, failures: int, low: float, high: float, error: float = 1 - LEVEL
) -> bool | None:
    """Return whether a probability is rather ``high`` or more than ``low`` or less.

    The sequential probability ratio test (Wald 1945), each error at most ``error`` or nearly so;
    None: more trials are needed.
    """
    found, edge = ratio(successes, failures, low, high), log((1 - error) / error)
    return None if abs(found) < edge else found > 0


def most_failures(trials: int, low: float, high: float) -> int:
    """Return the failures up to which so many trials speak rather for ``high`` than ``low``."""
    return int(trials * log(high / low) / (log(high / low) - log((1 - high) / (1 - low))) + 1e-9)


def fewest_trials(floor: float, error: float = 1 - LEVEL) -> int:
    """Return the trials that, all successes, show that a probability is more than ``floor``."""
    return ceil(log(error) / log(floor))


@cache
def looks(most: int, floor: float, error: float = 1 - LEVEL) -> tuple[Look, ...]:
    """Plan looks that pass what has a probability of ``floor`` or less with at most ``error``.

    Up to a share of all trials the error spent is at most its square of the whole (Lan and DeMets
    1983; Kim and DeMets 1987), so that early looks cost the last one little; the failures allowed
    are found exactly, by the binomial distribution of those that have not yet passed.

    Parameters
    ----------
    most
        Trials at the last look.
    """
    plan: list[Look] = []
    state, seen, spent = np.ones(1), 0, 0.0
    for trials in _sizes(most, floor, error):
        state = _after(state, trials - seen, floor)
        within = spent + np.cumsum(state) <= _spendable(trials, most, error)
        allowed = int(np.argmin(within)) - 1 if not within.all() else len(state) - 1
        seen = trials
        if allowed > (plan[-1].most_failures if plan else -1):
            spent += float(state[: allowed + 1].sum())
            state[: allowed + 1] = 0
            plan.append(Look(trials, allowed))
    return tuple(plan)


def trimmed(most: int, floor: float) -> int:
    """Return the fewest trials of which the last look allows as many failures as after ``most``.

    The others would only give what is good more time to fail. ``most`` must be enough for a look.
    """
    allowed = looks(most, floor)[-1].most_failures
    while looks(most - 1, floor)[-1:] == (Look(most - 1, allowed),):
        most -= 1
    return most


def passing(plan: Sequence[Look], probability: float) -> float:
    """Return how probable it is that something passes one of the looks."""
    state, seen, passed = np.ones(1), 0, 0.0
    for look in plan:
        state = _after(state, look.trials - seen, probability)
        passed += float(state[: look.most_failures + 1].sum())
        state[: look.most_failures + 1] = 0
        seen = look.trials
    return passed


def shown(plan: Sequence[Look], at: int, failures: int, level: float = LEVEL) -> float:
    """Return the probability that is shown to be exceeded by passing at a look.

    Exact in spite of the earlier looks: passing sooner, or at this look with fewer failures, is
    taken for the stronger result (Jennison and Turnbull 1999, 8.5: stagewise ordering).

    Parameters
    ----------
    at
        Which look was passed, from 0.
    failures
        How many there were by then.
    """
    stronger = (*plan[:at], Look(plan[at].trials, failures))
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if passing(stronger, middle) > 1 - level else (middle, high)
    return low


def _sizes(most: int, floor: float, error: float) -> list[int]:
    """Return after how many trials one looks: the fewest that can pass, then more and more."""
    first = next((n for n in range(1, most) if floor**n <= _spendable(n, most, error)), most)
    sizes, size = [], float(first)
    while size * GROWTH**0.5 < most:
        sizes.append(round(size))
        size *= GROWTH
    return [*sizes, most]


def _spendable(trials: int, most: int, error: float) -> float:
    """Return the error that may be spent up to so many trials."""
    return error * (trials / most) ** 2


def _after(state: Floats, more: int, probability: float) -> Floats:
    """Return how the failures are distributed after some more trials."""
    from scipy.special import gammaln, xlog1py, xlogy  # noqa: PLC0415

    failures = np.arange(more + 1)
    successes = more - failures
    ways = gammaln(more + 1) - gammaln(failures + 1) - gammaln(successes + 1)
    chances = ways + xlog1py(failures, -probability) + xlogy(successes, probability)
    return np.convolve(state, np.exp(chances))
