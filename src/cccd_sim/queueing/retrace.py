"""Who began what when, and at which kit: worked out from a queue before and after an advance.

The kernel keeps departures only. Between two stops nothing changes but the time, so the starts
counted meanwhile follow from where its servers stood: each step serves first come, first served,
and takes the server free earliest. The kernel itself notes nothing and loses no time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled, compiled_with_arrays
from cccd_sim.queueing.pool import luck
from cccd_sim.queueing.servers import replace
from cccd_sim.queueing.state import (
    ARRIVAL,
    CAPTURE,
    DESKS_1,
    DESKS_3,
    FAILED,
    FAR,
    FINISHING,
    GATE,
    HEAD,
    KIT_BITS,
    KITS_UP,
    LOG_1,
    LOG_2,
    NEED_1,
    NEED_2,
    NEED_3,
    NOBODY,
    NOW,
    PACE,
    PACE_BITS,
    PASSED_1,
    PASSED_2,
    RECEPTION,
    RETURNED,
    SLOT,
    THAW,
    VISIT_BITS,
    Queue,
)

Ticks = NDArray[np.int64]


class Snapshot(NamedTuple):
    """What the starts of an advance follow from, as it was before: rows are its stations."""

    counts: Ticks
    free: Ticks
    failed: Ticks


class Starts(NamedTuple):
    """When each visit of the day began and left each step, by station (S) and visit (V)."""

    reception: Ticks
    received: Ticks  # also of those who are then sent away
    capture: Ticks  # the last start, should kits have failed
    kit: Ticks  # at which it was
    finishing: Ticks
    finished: Ticks


def no_starts(queue: Queue) -> Starts:
    """Return room for the starts of a day."""
    return Starts(*np.zeros((6, *queue.visits.shape[1:]), np.int64))


def snapshot(stations: Ticks, queue: Queue) -> Snapshot:
    """Return what must be known of stations that are about to be advanced."""
    return Snapshot(queue.counts[stations], queue.free[:, stations], queue.kits[FAILED, stations])


@compiled
def _desks(j: int, s: Ticks, first: Ticks, last: Ticks, starts: Starts, q: Queue) -> None:
    """Retrace reception and finishing; ``first`` and ``last`` are one row if desks are shared."""
    now, arrival, queue = q.counts[j], q.visits[ARRIVAL, j], q.visits[LOG_2, j]
    need_1, need_3, gate, pace = q.visits[NEED_1, j], q.visits[NEED_3, j], s[GATE], s[PACE]
    desks_1, desks_3 = s[DESKS_1], s[DESKS_3] if s[DESKS_3] > 0 else s[DESKS_1]
    i, p = s[HEAD], s[PASSED_2]
    while i < now[HEAD] or p < now[PASSED_2]:
        receive, finish = FAR, FAR
        if i < now[HEAD]:
            receive = max(arrival[i], gate, first[0])
        if p < now[PASSED_2]:
            finish = max(queue[p] >> VISIT_BITS, gate, last[0])
        if receive <= finish:
            end = receive + (abs(need_1[i]) * pace >> PACE_BITS)
            starts.reception[j, i], starts.received[j, i] = receive, end
            replace(first, desks_1, end)
            i += 1
        else:
            visit = queue[p] & NOBODY
            end = finish + (need_3[visit] * pace >> PACE_BITS)
            starts.finishing[j, visit], starts.finished[j, visit] = finish, end
            replace(last, desks_3, end)
            p += 1


@compiled
def _kits(j: int, s: Ticks, row: Ticks, failed: Ticks, starts: Starts, q: Queue) -> None:
    """Retrace capture: first those whose kit failed, then the received."""
    now, queue, need = q.counts[j], q.visits[LOG_1, j], q.visits[NEED_2, j]
    again, gate = s[RETURNED] - now[RETURNED], max(s[GATE], s[THAW])
    for k in range(again + now[PASSED_1] - s[PASSED_1]):
        key, ready = failed[k], s[NOW]
        if k >= again:
            key = queue[s[PASSED_1] + k - again]
            ready = key >> VISIT_BITS
        visit, slot = key & NOBODY, row[0] & SLOT
        start = max(ready, row[0] >> KIT_BITS, gate)
        starts.capture[j, visit], starts.kit[j, visit] = start, slot
        end = start + (need[visit] * q.paces[slot] >> PACE_BITS)
        replace(row, s[KITS_UP], end << KIT_BITS | slot)


@compiled_with_arrays
def retrace(stations: Ticks, before: Snapshot, starts: Starts, q: Queue) -> None:
    """Note in ``starts`` who began a step in the advance of ``stations`` that followed a snapshot.

    The snapshot is used up.
    """
    for k in range(stations.size):
        j, s = stations[k], before.counts[k]
        first = before.free[RECEPTION, k] >> VISIT_BITS
        last = before.free[FINISHING, k] >> VISIT_BITS
        _desks(j, s, first, first if s[DESKS_3] == 0 else last, starts, q)
        _kits(j, s, before.free[CAPTURE, k], before.failed[k], starts, q)


@compiled_with_arrays
def lucks(words: NDArray[np.uint64], numbers: Ticks) -> NDArray[np.float64]:
    """Return a uniform number of each owner of a word; see :func:`pool.luck`."""
    found = np.empty(words.size)
    for k in range(words.size):
        found[k] = luck(words[k], numbers[k])
    return found
