"""Placement by marginal allocation: each kit to the district where it is worth most.

Kit by kit, in the order of the deliveries, to where it takes most dossiers before the deadline;
where that is the same everywhere, to the district that would finish last (Fox 1966). Then single
kits move between districts as long as the arithmetic gains by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.planning.district_capacity import Aim, DistrictCapacity
from cccd_sim.planning.placements import Plan

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

NAMES: dict[Aim, str] = {"dossiers": "most_dossiers", "days": "finish_together"}

_STEPS = 200
"""Most steps in which a batch is shared out; larger batches go several kits at a time."""

_ENDS = 8
"""Districts that may give kits, those that finish first; and that may get them, the last."""

_AHEAD = 6
"""Moves after which a second one is looked for, the best first."""

_ROUNDS = 400
"""Most moves of the arithmetic; each gains, so it ends before."""


class Move(NamedTuple):
    """A kit of a batch that goes to another district.

    Parameters
    ----------
    back
        Batch of which a kit goes the other way instead; none: -1. So a district may have its
        kits earlier or later.
    """

    batch: int
    giver: int
    to: int
    back: int = -1


def marginal(capacity: DistrictCapacity, start: Plan, paces: Floats, aim: Aim) -> Plan:
    """Return the placement by marginal allocation; what may not be placed stays as in ``start``."""
    kits = start.array
    free = [row for row, each in enumerate(capacity.batches) if each.is_free]
    kits[free] = 0
    for row in free:
        left = capacity.batches[row].kits
        step = ceil(left / _STEPS)
        while left > 0:
            count = min(step, left)
            tried = np.repeat(kits[np.newaxis], capacity.units, axis=0)
            tried[np.arange(capacity.units), row, np.arange(capacity.units)] += count
            scores = capacity.expect(tried, paces).scores(aim)
            kits = tried[scores.index(max(scores))]
            left -= count
    return start.named(NAMES[aim], improved(capacity, kits, paces, aim))


def improved(capacity: DistrictCapacity, kits: Counts, paces: Floats, aim: Aim) -> Counts:
    """Return a placement after all moves by which the arithmetic gains.

    Single moves; where none gains, two in a row: a kit that is too large for the one gap may make
    room for two that fit.
    """
    now = capacity.expect(kits[np.newaxis], paces).scores(aim)[0]
    for _ in range(_ROUNDS):
        ranked = ranked_moves(capacity, kits, paces, aim)
        first = [moved(kits, move) for move, _ in ranked[:_AHEAD]]
        if not first or ranked[0][1] <= now:
            ahead = [ranked_moves(capacity, each, paces, aim)[:1] for each in first]
            second = [(found[0][1], -at, found[0][0]) for at, found in enumerate(ahead) if found]
            if not second or max(second)[0] <= now:
                break
            now, at, move = max(second)
            kits = moved(first[-at], move)
        else:
            kits, now = first[0], ranked[0][1]
    return kits


def ranked_moves(
    capacity: DistrictCapacity, kits: Counts, paces: Floats, aim: Aim
) -> list[tuple[Move, tuple[float, float, float]]]:
    """Return moves and their scores, the best first.

    From the districts that finish first to those that finish last; so do exchanges between
    batches.
    """
    finish = capacity.expect(kits[np.newaxis], paces).finish[0].mean(axis=0)
    order = np.argsort(finish, kind="stable").tolist()
    moves = list(_moves(capacity, kits, order[:_ENDS], order[-_ENDS:]))
    if not moves:
        return []
    tried = np.array([moved(kits, move) for move in moves])
    scores = capacity.expect(tried, paces).scores(aim)
    places = sorted(range(len(moves)), key=lambda at: (_negative(scores[at]), at))
    return [(moves[at], scores[at]) for at in places]


def moved(kits: Counts, move: Move) -> Counts:
    """Return a placement after a move."""
    found = kits.copy()
    found[move.batch, move.giver] -= 1
    found[move.batch, move.to] += 1
    if move.back >= 0:
        found[move.back, move.to] -= 1
        found[move.back, move.giver] += 1
    return found


def _moves(
    capacity: DistrictCapacity, kits: Counts, givers: Sequence[int], takers: Sequence[int]
) -> Iterator[Move]:
    """Yield the moves of a kit from some districts to others, alone or for one of another batch."""
    free = [row for row, batch in enumerate(capacity.batches) if batch.is_free]
    for row, giver, to in product(free, givers, takers):
        if giver == to or not kits[row, giver]:
            continue
        yield Move(row, giver, to)
        yield from (
            Move(row, giver, to, other) for other in free if other != row and kits[other, to]
        )


def _negative(score: Sequence[float]) -> tuple[float, ...]:
    """Return a score that sorts the other way round."""
    return tuple(-each for each in score)
