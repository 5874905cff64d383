"""What holds dossiers and cards back: how many wait where, and from when to when it limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis.trajectories import Floats, days_before_deadline, pipeline
from cccd_sim.results.ensemble import Ensemble

QUEUES: dict[str, tuple[str, ...]] = {
    "upload": ("waiting_upload",),
    "check": ("in_check",),
    "plant": ("waiting_plant",),
    "return": ("returning", "uncollected"),
}
"""The queues after the station, in order, and the columns of ``pipeline`` that count each."""

LASTING = 7
"""Days in a row from which a backlog is more than a bad day: a week."""


def held(ensemble: Ensemble, queue: str) -> Floats:
    """Return what a queue holds at the end of each day: replications x days."""
    counts = [pipeline(ensemble, column) for column in QUEUES[queue]]
    return np.asarray(np.sum(counts, axis=0), dtype=np.float64)


def held_at_deadline(ensemble: Ensemble, queue: str) -> Floats:
    """Return what a queue holds when the deadline comes, one number per replication."""
    return held(ensemble, queue)[:, days_before_deadline(ensemble) - 1]


def limits(ensemble: Ensemble, queue: str) -> Floats:
    """Return from which day to which ``upload`` or ``plant`` limits: replications x 2.

    A queue limits while, a week or longer, it ends every day with more than one day of its
    capacity; of several such times the one with the longest queue counts. The second day is the
    first on which it no longer does. NaN: never, or not in the simulated time.
    """
    capacity = pipeline(ensemble, f"{queue}_capacity")
    if queue == "upload":  # nobody uploads on a closed day, which says nothing about capacity
        capacity = _last_working(capacity)
    waiting = held(ensemble, queue)
    days = [_longest(*each) for each in zip(waiting, waiting > capacity, strict=True)]
    return np.array(days, dtype=np.float64)


def _last_working(capacity: Floats) -> Floats:
    """Return capacities with that of the last day that had any in place of 0."""
    days = np.arange(capacity.shape[1])
    last = np.maximum.accumulate(np.where(capacity > 0, days, 0), axis=1)
    return np.take_along_axis(capacity, last, axis=1)


def _longest(waiting: Floats, behind: NDArray[np.bool_]) -> tuple[float, float]:
    """Return first day, and first day after, of the time behind in which most wait."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], behind.astype(int), [0]])))
    spells = [(int(a), int(b)) for a, b in edges.reshape(-1, 2) if b - a >= LASTING]
    if not spells:
        return np.nan, np.nan
    first, after = max(spells, key=lambda spell: waiting[spell[0] : spell[1]].max())
    return first + 1, (np.nan if after == len(waiting) else after + 1)
