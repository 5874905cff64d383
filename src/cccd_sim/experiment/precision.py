"""How many replications are enough: precision in days and dossiers, or a probability decided.

The look-ahead rule of Hoad, Robinson and Davies (2010), "Automated selection of the number of
replications for a discrete-event simulation", Journal of the Operational Research Society 61,
1632-1644: enough is where every interval is short enough and stays so while one looks some
replications ahead. Theirs is a share of the mean; ours is in days and dossiers, because a share
of a date means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil, inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.intervals import FEWEST_BLOCKS, LEVEL, independent
from cccd_sim.analysis.sequential import is_enough
from cccd_sim.errors import UsageError
from cccd_sim.experiment.ignorance import BLOCK
from cccd_sim.language import N_
from cccd_sim.results.ensemble import Ensemble

TOLD = ("dossier", "in_hand")
"""The milestones whose precision is asked for: those of the sentence."""

AHEAD, MANY = 5, 100
"""Replications to look ahead; beyond a hundred, as many for each hundred."""

ZONE = 0.02
"""A difference of two probabilities that does not matter."""

SHARE = 0.01
"""Share of the eligible that dossiers may be off, if no number is stated."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Auto:
    """As many replications as it takes.

    Parameters
    ----------
    within_days
        How far the mean finish day may be off, at 95 % confidence.
    within_dossiers
        How far the mean number of citizens may be off; none stated: 1 % of the eligible. Where
        the best of several is asked for, a difference that does not matter.
    required
        Decide instead whether the dossiers are on time with this probability or more.
    best
        Find the best of several scenarios, instead of each one's numbers.
    most
        Replications of a scenario after which one gives up, and says so.
    """

    within_days: float = 2.0
    within_dossiers: float | None = None
    required: float | None = None
    best: bool = False
    most: int = 500

    def __post_init__(self) -> None:
        """Refuse precision that nothing can have."""
        for name in ("within_days", "within_dossiers"):
            found = getattr(self, name)
            if found is not None and not 0 < found < inf:
                raise UsageError(N_("{name}: more than 0, not {found}"), name=name, found=found)

    def dossiers(self, eligible: int) -> float:
        """Return how far the number of citizens may be off."""
        return SHARE * eligible if self.within_dossiers is None else self.within_dossiers

    def as_data(self) -> dict[str, Any]:
        """Return the same as plain data."""
        return asdict(self)


class Aim(NamedTuple):
    """A measure with the half width its interval should have.

    Parameters
    ----------
    together
        Replications whose unknown parameters were drawn together.
    """

    measure: str
    values: Floats
    within: float
    together: int = 1

    @property
    def half_width(self) -> float:
        """Return half the width of its interval."""
        return float(half_widths(independent(self.values, self.together))[-1])


class Stop(NamedTuple):
    """Whether it is enough, after how many, and how many it may be in all."""

    is_enough: bool
    after: int
    expected: int


def aims(ensemble: Ensemble, auto: Auto) -> list[Aim]:
    """Return what must be precise.

    A finish day only where every replication has one: else it has no mean, and the dossiers tell.
    """
    found, together = [], ensemble.facts["drawn_together"]
    for milestone in TOLD:
        reached = trajectories.province_by_deadline(ensemble, milestone).astype(np.float64)
        within = auto.dossiers(ensemble.facts["eligible"])
        found.append(Aim(f"{milestone}_by_deadline", reached, within, together))
        days = trajectories.province_finish_days(ensemble, milestone)
        if not np.isnan(days).any():
            found.append(Aim(f"{milestone}_finish_day", days, auto.within_days, together))
    return found


def precise(wanted: Sequence[Aim]) -> Stop:
    """Return whether every measure is precise, and stays so while looking ahead.

    Replications drawn together count as one: one looks at whole blocks.
    """
    count, step = len(wanted[0].values), wanted[0].together
    widths = [half_widths(_in_blocks(each.values, step)) <= each.within for each in wanted]
    met = np.all(widths, axis=0)
    first = BLOCK if step == 1 else FEWEST_BLOCKS
    for after in range(first, len(met) + 1):
        last = after + ceil(ahead(after * step) / step)
        if last > len(met):
            break
        if met[after - 1 : last].all():
            return Stop(True, after * step, count)
    guess = max(count * (each.half_width / each.within) ** 2 for each in wanted)
    return Stop(False, count, max(_block(guess), count + BLOCK))


def _in_blocks(values: Floats, size: int) -> Floats:
    """Return the means of whole blocks."""
    whole = len(values) // size * size
    return np.asarray(values[:whole].reshape(-1, size).mean(axis=1), dtype=np.float64)


def decided(met: NDArray[np.bool_], required: float) -> bool | None:
    """Return whether a probability is what is required or more; None: more is needed to tell.

    Rather that than less by the zone, each error at most 5 %. What is decided stays so: the
    test stops at the first of the replications that decides it.
    """
    high = min(required, 1 - 1e-9)
    low = max(high - ZONE, 1e-9)
    if low >= high:  # nothing is required
        return True
    for trials in range(1, len(met) + 1):
        successes = int(met[:trials].sum())
        found = is_enough(successes, trials - successes, low, high)
        if found is not None:
            return found
    return None


def half_widths(values: Floats) -> Floats:
    """Return the half width of the interval of the mean of the first one, two, … values."""
    from scipy.special import stdtrit  # noqa: PLC0415  (0.4 s)

    counts = np.arange(1, len(values) + 1)
    off = values - values[0]  # nearer to 0: the sums of squares lose nothing
    squares = np.cumsum(off**2) - np.cumsum(off) ** 2 / counts
    widths = np.full(len(values), inf)
    many = counts > 1
    degrees = counts[many] - 1
    variances = np.maximum(squares[many], 0.0) / degrees
    widths[many] = stdtrit(degrees, (1 + LEVEL) / 2) * np.sqrt(variances / counts[many])
    return widths


def ahead(count: int) -> int:
    """Return how many replications to look ahead after so many."""
    return AHEAD if count <= MANY else AHEAD * count // MANY


def _block(count: float) -> int:
    """Return the next whole number of blocks: in each, every range is covered evenly."""
    return ceil(count / BLOCK) * BLOCK
