"""At what hour people come: the summoned over the opening hours, walk-ins as the day goes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.scenario.demand import Demand

MINUTES_PER_DAY = 1440

Block = tuple[float, float]
Piece = tuple[float, float, float]
"""Start and length in minutes of the day, and the weight of those who come in it."""


def flows(
    day: WorkingDay, late: Sequence[float], demand: Demand
) -> tuple[NDArray[np.float64], ...]:
    """Return arrivals as pieces of even flow, as ``queueing.arrivals.Today`` holds them.

    Row ``h`` is for stations that open ``late[h]`` minutes after the others; first the summoned,
    then walk-ins.

    Returns
    -------
    tuple of ndarray
        Cumulative shares, first ticks of the day, ticks for all citizens: each (hours, 2, pieces).
    """
    bands = [
        (part.hours.start_minute, part.hours.end_minute, part.share.value)
        for part in demand.walk_in_hours
    ]
    last = demand.last_invitation_before_closing.value
    kinds = []
    for minutes in late:
        blocks = open_blocks(day, minutes)
        kinds += [invited_pieces(blocks, last), walk_in_pieces(blocks, bands)]
    found = _arrays(kinds)
    return tuple(array.reshape(len(late), 2, -1) for array in found)


def open_blocks(day: WorkingDay, late: float) -> list[Block]:
    """Return the opening hours of a day in minutes after midnight, begun ``late`` minutes late."""
    opens = (day.blocks[0][0] - day.midnight) / clock.TICKS_PER_MINUTE + late
    blocks = [
        (
            max(opens, (a - day.midnight) / clock.TICKS_PER_MINUTE),
            (b - day.midnight) / clock.TICKS_PER_MINUTE,
        )
        for a, b in day.blocks
    ]
    return [(a, b) for a, b in blocks if a < b]


def invited_pieces(blocks: list[Block], last: float) -> list[Piece]:
    """Spread the invited uniformly over the open minutes, less the ``last`` ones of the day."""
    left = max(1.0, sum(end - start for start, end in blocks) - last)
    pieces = []
    for start, end in blocks:
        length = min(end - start, left)
        if length > 0:
            pieces.append((start, length, length))
        left -= length
    return pieces


def walk_in_pieces(blocks: list[Block], bands: list[tuple[int, int, float]]) -> list[Piece]:
    """Spread walk-ins over the open minutes as they come over the day; evenly if they never do."""
    pieces = []
    for start, end in blocks:
        for first, last, share in bands:
            for shift in (-MINUTES_PER_DAY, 0, MINUTES_PER_DAY):
                a, b = max(start, first + shift), min(end, last + shift)
                if a < b and share > 0:
                    pieces.append((a, b - a, share * (b - a) / (last - first)))
    return sorted(pieces) or invited_pieces(blocks, 0)


def _arrays(kinds: list[list[Piece]]) -> tuple[NDArray[np.float64], ...]:
    """Return the pieces of each kind of arrival as rows of arrays."""
    width = max(len(pieces) for pieces in kinds)
    upto, start, pace = (fill((len(kinds), width)) for fill in (np.ones, np.zeros, np.zeros))
    for kind, pieces in enumerate(kinds):
        if not pieces:  # a team that spends the whole day on the road: nobody comes
            continue
        begin, length, weight = np.array(pieces, float).T
        n, shares = len(pieces), weight / weight.sum()
        upto[kind, : n - 1] = np.cumsum(shares)[:-1]
        start[kind, :n] = begin * clock.TICKS_PER_MINUTE
        pace[kind, :n] = length * clock.TICKS_PER_MINUTE / shares
    return upto, start, pace
