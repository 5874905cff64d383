"""The day of a station: opening, break, reopening, closing; whoever waits comes tomorrow.

Each of these first advances the queue to its moment, then changes it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.kernel import advance_one, insert
from cccd_sim.queueing.state import (
    CAPTURE,
    CARRIED,
    DESKS_1,
    DESKS_3,
    FAR,
    FINISHING,
    GATE,
    HEAD,
    KIT_BITS,
    KITS_UP,
    LOGGED_1,
    LOGGED_2,
    LOGGED_3,
    NOBODY,
    NOW,
    PASSED_1,
    PASSED_2,
    RECEIVED,
    RECEPTION,
    REOPEN,
    RETURNED,
    SHUT,
    SLOT,
    TAIL,
    VISIT_BITS,
    WAITED,
    Queue,
)

FOREVER = FAR >> VISIT_BITS
"""A tick later than any in a campaign."""

Keys = NDArray[np.int64]


@compiled
def _man_desks(h: Keys, before: int, desks: int) -> None:
    """Have ``desks`` desks today; the last to finish yesterday are the first to go."""
    for _ in range(before, desks):
        insert(h, before, NOBODY)
        before += 1
    h[desks:before] = FAR


@compiled
def open_day(stations: Keys, now: int, shut: int, desks: Keys, q: Queue) -> None:
    """Open: yesterday's waiting are there already, the received first at capture.

    ``desks[j]`` holds the reception and finishing desks of station ``j`` today. Today's
    arrivals may be laid out before or after, up to the next advance.
    """
    for j in stations:
        s = q.counts[j]
        _man_desks(q.free[RECEPTION, j], s[DESKS_1], desks[j, 0])
        _man_desks(q.free[FINISHING, j], s[DESKS_3], desks[j, 1])
        s[DESKS_1], s[DESKS_3] = desks[j, 0], desks[j, 1]
        s[HEAD], s[LOGGED_1], s[PASSED_1] = s[RECEIVED], s[RECEIVED], 0
        s[LOGGED_2], s[PASSED_2], s[LOGGED_3], s[WAITED] = 0, 0, 0, 0
        s[GATE], s[SHUT], s[REOPEN], s[NOW] = now, shut, shut, now
        q.arrival[j, : s[CARRIED]] = now
        for visit in range(s[RECEIVED]):
            q.log[0, j, visit] = now << VISIT_BITS | visit
        q.busy[j] = 0
        q.overtime[j] = 0


@compiled
def _count_overtime(j: int, now: int, until: int, q: Queue) -> None:
    """Add to each kit's overtime what its capture takes between ``now`` and ``until``."""
    for k in range(q.counts[j, KITS_UP]):
        key = q.free[CAPTURE, j, k]
        q.overtime[j, key & SLOT] += max(0, min(key >> KIT_BITS, until) - now)


@compiled
def pause(stations: Keys, now: int, until: int, q: Queue) -> None:
    """Begin a break at ``now`` that ends at ``until``: nobody starts, nobody goes home."""
    for j in stations:
        advance_one(j, now, False, q)
        _count_overtime(j, now, until, q)
        q.counts[j, REOPEN] = until


@compiled
def reopen(stations: Keys, now: int, shut: int, q: Queue) -> None:
    """End a break at ``now``; the next break or closing is at ``shut``."""
    for j in stations:
        advance_one(j, now, False, q)
        q.counts[j, GATE], q.counts[j, SHUT], q.counts[j, REOPEN] = now, shut, shut


@compiled
def _line_up(j: int, now: int, q: Queue) -> None:
    """Line up who was not captured: those whose kit failed, the received, the others."""
    s, row, line = q.counts[j], q.citizen[j], q.line[j]
    n, waited = 0, s[WAITED] + now * s[RETURNED]
    for k in range(s[RETURNED]):
        line[n] = row[q.returned[j, k] & NOBODY]
        n += 1
    for k in range(s[PASSED_1], s[LOGGED_1]):
        key = q.log[0, j, k]
        waited += max(0, now - (key >> VISIT_BITS))
        line[n] = row[key & NOBODY]
        n += 1
    s[RECEIVED] = n
    for visit in range(s[HEAD], s[TAIL]):
        waited += now - q.arrival[j, visit]
        line[n] = row[visit]
        n += 1
    s[CARRIED], s[RETURNED], s[WAITED] = n, 0, waited


@compiled
def close_day(stations: Keys, now: int, q: Queue) -> None:
    """Close: let the captured finish, then line up who waits, the received in front.

    Afterwards ``q.line[j, :CARRIED]`` are those who were not captured.
    """
    for j in stations:
        advance_one(j, now, False, q)
        _count_overtime(j, now, FOREVER, q)
        advance_one(j, FOREVER, True, q)
        q.counts[j, NOW] = now
        _line_up(j, now, q)
