"""The best of several by simulation: sequential selection, with what does not matter stated.

The fully sequential procedure of Kim and Nelson (2001), "A fully sequential procedure for
indifference-zone selection in simulation", ACM Transactions on Modeling and Computer Simulation
11(3), 251-273: after each replication whoever is clearly behind drops out. Common random numbers
are allowed. Where the best is better than all others by the zone or more it is found with the
stated confidence; what lies within the zone may be taken for the best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, floor, log

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis.intervals import LEVEL

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Selection:
    """How far a selection is.

    Parameters
    ----------
    left
        Who is still in it.
    at
        Replications that were looked at.
    dropped
        Who dropped out, and after how many replications.
    """

    left: tuple[str, ...]
    at: int
    dropped: dict[str, int]

    @property
    def is_over(self) -> bool:
        """Return whether one is left."""
        return len(self.left) == 1


def select(
    values: Mapping[str, Floats], zone: float, first: int, level: float = LEVEL
) -> Selection:
    """Return who is left in the selection of the largest mean, as far as the values go.

    Parameters
    ----------
    values
        What each one comes to, replication by replication, the same luck in all; those who
        dropped out need no more of them.
    zone
        A difference that does not matter.
    first
        Replications the variances of the differences are estimated from.
    """
    names = list(values)
    if len(names) == 1:
        return Selection((names[0],), first, {})
    scale = _scale(len(names), first, level)
    apart = {
        (one, other): scale * _variance(values[one][:first] - values[other][:first]) / zone**2
        for one in names
        for other in names
        if one != other
    }
    last = {one: max(floor(apart[one, other]) for other in names if other != one) for one in names}
    left, dropped, at = names, dict[str, int](), first
    while True:
        if at > max(last[one] for one in left):  # nobody needs more: the largest mean is it
            best = max(left, key=lambda one: float(values[one][:at].mean()))
            dropped |= {one: at for one in left if one != best}
            return Selection((best,), at, dropped)
        behind = [one for one in left if _is_behind(one, left, values, apart, zone, at)]
        dropped |= dict.fromkeys(behind, at)
        left = [one for one in left if one not in behind]
        if len(left) == 1 or any(len(values[one]) <= at for one in left):
            return Selection(tuple(left), at, dropped)
        at += 1


def _scale(count: int, first: int, level: float) -> float:
    """Return Kim and Nelson's h squared, with c = 1."""
    eta = (exp(-2 / (first - 1) * log(2 * (1 - level) / (count - 1))) - 1) / 2
    return 2 * eta * (first - 1)


def _variance(differences: Floats) -> float:
    return float(np.var(differences, ddof=1))


def _is_behind(
    one: str,
    left: list[str],
    values: Mapping[str, Floats],
    apart: Mapping[tuple[str, str], float],
    zone: float,
    at: int,
) -> bool:
    """Return whether somebody is better by more than luck can explain after so many."""
    mean = float(values[one][:at].mean())
    return any(
        float(values[other][:at].mean()) - mean
        > max(0.0, zone / (2 * at) * (apart[one, other] - at))
        for other in left
        if other != one
    )
