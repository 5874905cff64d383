"""What changes a station: opening, break, closing, kits that come and fail, paces, the line.

First advance, then change: each of these relies on queues advanced to its moment.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.state import (
    ARRIVAL,
    BUSY,
    CAPTURE,
    CARRIED,
    DESKS_1,
    DESKS_3,
    DONE,
    FAILED,
    FAR,
    FINISHING,
    GATE,
    HEAD,
    HOLDS,
    KIT_BITS,
    KITS_UP,
    LINE,
    LOG_1,
    LOGGED_1,
    LOGGED_2,
    LOGGED_3,
    NOBODY,
    NOW,
    OVERTIME,
    PACE,
    PASSED_1,
    PASSED_2,
    READY,
    RECEIVED,
    RECEPTION,
    REOPEN,
    RETURNED,
    SENT_AWAY,
    SHUT,
    SLOT,
    TAIL,
    THAW,
    VISIT_BITS,
    WAITED,
    WHO,
    Queue,
)

FOREVER = FAR >> VISIT_BITS
"""A tick later than any in a campaign."""

Keys = NDArray[np.int64]


@compiled
def _insert(h: Keys, n: int, key: int) -> None:
    """Insert ``key`` into the sorted ``h[:n]``, which grows by one."""
    k = n
    while k > 0 and h[k - 1] > key:
        h[k] = h[k - 1]
        k -= 1
    h[k] = key


@compiled
def _man_desks(h: Keys, before: int, desks: int) -> None:
    """Have ``desks`` desks today; the last to finish yesterday are the first to go."""
    for _ in range(before, desks):
        _insert(h, before, NOBODY)
        before += 1
    for k in range(desks, before):
        h[k] = FAR


@compiled
def open_day(stations: Keys, gates: Keys, shut: int, desks: Keys, q: Queue) -> None:
    """Open: yesterday's waiting are there already, the received first at capture.

    Station ``j`` works from ``gates[j]`` until ``shut``; ``desks[j]`` holds its reception and
    finishing desks today. Today's arrivals may be laid out before or after, up to the next advance.
    """
    for j in stations:
        s, now = q.counts[j], gates[j]
        _man_desks(q.free[RECEPTION, j], s[DESKS_1], desks[j, 0])
        _man_desks(q.free[FINISHING, j], s[DESKS_3], desks[j, 1])
        s[DESKS_1], s[DESKS_3] = desks[j, 0], desks[j, 1]
        s[HEAD], s[LOGGED_1], s[PASSED_1] = s[RECEIVED], s[RECEIVED], 0
        s[LOGGED_2], s[PASSED_2], s[LOGGED_3], s[WAITED], s[SENT_AWAY] = 0, 0, 0, 0, 0
        s[GATE], s[SHUT], s[REOPEN], s[NOW] = now, shut, shut, now
        q.visits[ARRIVAL, j, : s[CARRIED]] = now
        for visit in range(s[RECEIVED]):
            ready = max(now, q.visits[READY, j, visit])
            q.visits[LOG_1, j, visit] = ready << VISIT_BITS | visit
        q.kits[BUSY, j] = 0
        q.kits[OVERTIME, j] = 0


@compiled
def _count_overtime(j: int, now: int, until: int, q: Queue) -> None:
    """Add to each kit's overtime what its capture takes between ``now`` and ``until``."""
    since = max(now, q.counts[j, THAW])
    for k in range(q.counts[j, KITS_UP]):
        key = q.free[CAPTURE, j, k]
        q.kits[OVERTIME, j, key & SLOT] += max(0, min(key >> KIT_BITS, until) - since)


@compiled
def pause(stations: Keys, until: int, q: Queue) -> None:
    """Begin a break that ends at ``until``: nobody starts, nobody goes home."""
    for j in stations:
        _count_overtime(j, q.counts[j, SHUT], until, q)
        q.counts[j, REOPEN] = until


@compiled
def reopen(stations: Keys, gates: Keys, shut: int, q: Queue) -> None:
    """End a break: station ``j`` works from ``gates[j]`` until ``shut``."""
    for j in stations:
        q.counts[j, GATE], q.counts[j, SHUT], q.counts[j, REOPEN] = gates[j], shut, shut


@compiled
def set_pace(stations: Keys, desks: Keys, kits: Keys, q: Queue) -> None:
    """From now on services take ``desks[j]`` and ``kits[slot]`` times their ticks (in UNITs)."""
    for j in stations:
        q.counts[j, PACE] = desks[j]
    for slot in range(kits.size):
        q.paces[slot] = kits[slot]


@compiled
def freeze(stations: Keys, now: int, until: int, q: Queue) -> None:
    """Stop capture from ``now`` until ``until``; what is in progress goes on afterwards."""
    for j in stations:
        s, h, away = q.counts[j], q.free[CAPTURE, j], until - now
        for k in range(s[KITS_UP]):
            end, slot = h[k] >> KIT_BITS, h[k] & SLOT
            if end > now and q.kits[HOLDS, j, slot] >= 0:
                h[k] += away << KIT_BITS
                if now >= s[SHUT]:  # in a break, whose overtime is counted already
                    q.kits[OVERTIME, j, slot] += max(0, min(end + away, s[REOPEN]) - until) - (
                        min(end, s[REOPEN]) - now
                    )
        s[THAW] = until


@compiled
def _line_up(j: int, now: int, q: Queue) -> None:
    """Line up who was not captured: those whose kit failed, the received, the others."""
    s, row, line, ready = q.counts[j], q.visits[WHO, j], q.visits[LINE, j], q.visits[READY, j]
    n, waited = 0, s[WAITED] + now * s[RETURNED]
    for k in range(s[RETURNED]):
        line[n], ready[n] = row[q.kits[FAILED, j, k] & NOBODY], now
        n += 1
    for k in range(s[PASSED_1], s[LOGGED_1]):
        key = q.visits[LOG_1, j, k]
        waited += max(0, now - (key >> VISIT_BITS))
        line[n], ready[n] = row[key & NOBODY], key >> VISIT_BITS
        n += 1
    s[RECEIVED] = n
    for visit in range(s[HEAD], s[TAIL]):
        waited += now - q.visits[ARRIVAL, j, visit]
        line[n] = row[visit]
        n += 1
    s[CARRIED], s[RETURNED], s[WAITED] = n, 0, waited


@compiled
def count_overtime(stations: Keys, q: Queue) -> None:
    """Close: what kits still have in hand is overtime.

    The caller then advances to ``FOREVER`` with ``closing``, and calls :func:`close_day`.
    """
    for j in stations:
        _count_overtime(j, q.counts[j, SHUT], FOREVER, q)


@compiled
def close_day(stations: Keys, q: Queue) -> None:
    """Send home who was not captured: afterwards they stand in ``q.line[j, :CARRIED]``."""
    for j in stations:
        q.counts[j, NOW] = q.counts[j, SHUT]
        _line_up(j, q.counts[j, SHUT], q)


@compiled
def last_end(j: int, q: Queue) -> int:
    """Return when the kit that is free last is free; 0 without kits."""
    up = q.counts[j, KITS_UP]
    return int(q.free[CAPTURE, j, up - 1] >> KIT_BITS) if up > 0 else 0


@compiled
def gain_kit(j: int, slot: int, now: int, q: Queue) -> None:
    """Put a kit to work, new or repaired, at a station advanced to ``now``."""
    _insert(q.free[CAPTURE, j], q.counts[j, KITS_UP], now << KIT_BITS | slot)
    q.counts[j, KITS_UP] += 1


@compiled
def _place(j: int, slot: int, q: Queue) -> int:
    """Return where a kit stands in its station's row."""
    h, k = q.free[CAPTURE, j], 0
    while h[k] & SLOT != slot or h[k] == FAR:
        k += 1
    return k


@compiled
def unfinished(j: int, slot: int, now: int, q: Queue) -> int:
    """Return the ticks a kit still needs for work begun before yesterday's closing.

    That is done in any case; until then the kit may not be taken away.
    """
    end = q.free[CAPTURE, j, _place(j, slot, q)] >> KIT_BITS
    return int(end - now) if end > now and q.kits[HOLDS, j, slot] < 0 else 0


@compiled
def lose_kit(j: int, slot: int, now: int, q: Queue) -> None:
    """Take a failed kit away from a station advanced to ``now``.

    Its citizen goes to the head of the capture queue; the minutes lost stay busy.
    """
    s, h, holds, k = q.counts[j], q.free[CAPTURE, j], q.kits[HOLDS, j], _place(j, slot, q)
    end = h[k] >> KIT_BITS
    while k < s[KITS_UP]:
        h[k] = h[k + 1]
        k += 1
    s[KITS_UP] -= 1
    if end <= now:
        return
    _insert(q.kits[FAILED, j], s[RETURNED], holds[slot])
    s[RETURNED] += 1
    s[WAITED] -= now
    since = max(now, s[THAW])
    q.kits[BUSY, j, slot] -= end - since
    q.kits[DONE, j, slot] -= 1
    if now >= s[SHUT]:
        q.kits[OVERTIME, j, slot] -= max(0, min(end, s[REOPEN]) - since)
    holds[slot] = -1
