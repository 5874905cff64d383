"""What a working day asks of everybody: habits, hours and services."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.turns import Waves

Moments = NDArray[np.float64]


class Habits(NamedTuple):
    """How citizens behave in a period; shares between 0 and 1, days whole."""

    walk_in: float
    present: float  # of those never asked: can leave home and live here
    early: float
    early_from: int
    early_to: int
    late_from: int
    late_to: int
    next_day: float
    sent_away: float  # of those whose record is not ready
    correction: float  # mean days until it is mended …
    correction_sigma: float  # … a lognormal
    rework: float  # dossiers the centre refuses


class Today(NamedTuple):
    """What a working day asks of everybody.

    Arrivals are pieces of even flow, by opening hours (H), for the invited (0) and for those who
    walk in (1): the cumulative share that has come by each piece's end, its first tick of the day,
    and the ticks it takes for all citizens to come at its pace.
    """

    number: int
    midnight: int
    ready: float  # share of the records that are ready
    habits: Habits
    upto: Moments  # (H, 2, pieces), the last is 1
    start: Moments  # (H, 2, pieces)
    pace: Moments  # (H, 2, pieces)
    mean: Moments  # (4) ticks of reception, capture, finishing; of reception if not ready
    anew: Moments  # (3, …) equally likely multiples of the first three
    factors: Moments  # (5) of capture, by age band
    unready: Moments  # equally likely multiples of the mean reception if not ready
    waves: Waves
