"""Advance the three queues of a station exactly to a given tick: reception, capture, finishing.

Three first-come-first-served recursions, interleaved citizen by citizen. The server a citizen
takes is the one free earliest, so the keys a step takes are its departures in order of time:
each step appends them to a log, which is the queue of the next step; nothing is ever merged.

Order within a tick: completions and arrivals; closing; breakdowns and repairs; opening; starts.
Ties: receptions end in order of visit, captures in order of kit; capture takes the kit that has
been free longest, then the lowest slot. Nobody starts at reception or capture from closing on;
what is in progress finishes, and whoever was captured passes finishing. A break stops starts at
all three steps and sends nobody home. A capture interrupted by a breakdown starts again.

Parameter ``j`` is a station's place, ``q`` the :class:`~cccd_sim.queueing.state.Queue`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.state import (
    ARRIVAL,
    BUSY,
    CAPTURE,
    DESKS_1,
    DESKS_3,
    FAILED,
    FINISHING,
    GATE,
    HEAD,
    HOLDS,
    KIT_BITS,
    KITS_UP,
    LOG_1,
    LOG_2,
    LOG_3,
    LOGGED_1,
    LOGGED_2,
    LOGGED_3,
    NEED_1,
    NEED_2,
    NEED_3,
    NOBODY,
    NOW,
    PASSED_1,
    PASSED_2,
    RECEPTION,
    RETURNED,
    SHUT,
    SLOT,
    TAIL,
    VISIT_BITS,
    WAITED,
    Queue,
)

Keys = NDArray[np.int64]


@compiled
def _replace(h: Keys, n: int, key: int) -> None:
    """Drop the first of the sorted ``h[:n]`` and insert ``key``; no branches, so it vectorises."""
    for k in range(n - 1):
        h[k] = min(max(h[k], key), h[k + 1])
    h[n - 1] = max(h[n - 1], key)


@compiled
def _serve(h: Keys, n: int, end: int, visit: int, log: Keys, logged: int) -> int:
    """Let the first desk take ``visit`` until ``end``; log whom it hands on."""
    log[logged] = h[0]
    logged += int(h[0] & NOBODY != NOBODY)
    _replace(h, n, end << VISIT_BITS | visit)
    return logged


@compiled
def _capture(h: Keys, n: int, end: int, key: int, holds: Keys, log: Keys, logged: int) -> int:
    """Let the first kit take the citizen with queue ``key`` until ``end``; log whom it hands on."""
    slot = h[0] & SLOT
    log[logged] = (h[0] >> KIT_BITS) << VISIT_BITS | holds[slot] & NOBODY
    logged += int(holds[slot] >= 0)
    holds[slot] = key
    _replace(h, n, end << KIT_BITS | slot)
    return logged


@compiled
def _release_desks(h: Keys, n: int, until: int, log: Keys, logged: int) -> int:
    """Hand on everybody whose service at a desk ends by ``until``."""
    for k in range(n):
        if h[k] >> VISIT_BITS > until:
            break
        if h[k] & NOBODY != NOBODY:
            log[logged] = h[k]
            logged += 1
            h[k] |= NOBODY
    return logged


@compiled
def _release_kits(h: Keys, n: int, until: int, holds: Keys, log: Keys, logged: int) -> int:
    """Hand on everybody whose capture ends by ``until``."""
    for k in range(n):
        end, slot = h[k] >> KIT_BITS, h[k] & SLOT
        if end > until:
            break
        if holds[slot] >= 0:
            log[logged] = end << VISIT_BITS | holds[slot] & NOBODY
            logged += 1
            holds[slot] = -1
    return logged


@compiled
def _restart(j: int, limit: int, q: Queue) -> bool:
    """Capture again those whose kit failed; tell whether the others may now be captured."""
    s, h, waiting = q.counts[j], q.free[CAPTURE, j], q.kits[FAILED, j]
    while s[RETURNED] > 0 and s[KITS_UP] > 0:
        t = max(h[0] >> KIT_BITS, s[NOW], s[GATE])
        if t >= limit:
            break
        key = waiting[0]
        s[RETURNED] -= 1
        for k in range(s[RETURNED]):
            waiting[k] = waiting[k + 1]
        need = q.visits[NEED_2, j, key & NOBODY]
        q.kits[BUSY, j, h[0] & SLOT] += need
        s[WAITED] += t
        s[LOGGED_2] = _capture(
            h, s[KITS_UP], t + need, key, q.kits[HOLDS, j], q.visits[LOG_2, j], s[LOGGED_2]
        )
    return bool(s[KITS_UP] > 0 and s[RETURNED] == 0)


@compiled
def _receive(j: int, limit: int, last: int, may_capture: bool, q: Queue) -> None:
    """Receive everybody whose turn comes before ``limit``, the later steps close behind."""
    s = q.counts[j]
    gate, tail, kits, desks_1, desks_3 = s[GATE], s[TAIL], s[KITS_UP], s[DESKS_1], s[DESKS_3]
    h1, h2, h3 = q.free[RECEPTION, j], q.free[CAPTURE, j], q.free[FINISHING, j]
    log1, log2, log3 = (
        q.visits[LOG_1, j],
        q.visits[LOG_2, j],
        q.visits[LOG_3, j],
    )
    need1, need2, need3 = (
        q.visits[NEED_1, j],
        q.visits[NEED_2, j],
        q.visits[NEED_3, j],
    )
    arrival, holds, busy = q.visits[ARRIVAL, j], q.kits[HOLDS, j], q.kits[BUSY, j]
    i, n1, p1, n2, p2, n3 = s[HEAD], s[LOGGED_1], s[PASSED_1], s[LOGGED_2], s[PASSED_2], s[LOGGED_3]
    waited = s[WAITED]
    while i < tail:
        t = max(arrival[i], gate, h1[0] >> VISIT_BITS)
        if t >= limit:
            break
        waited += t - arrival[i]
        n1 = _serve(h1, desks_1, t + need1[i], i, log1, n1)
        i += 1
        if may_capture and p1 < n1:
            key = log1[p1]
            t = max(key >> VISIT_BITS, h2[0] >> KIT_BITS, gate)
            if t < limit:
                need = need2[key & NOBODY]
                waited += t - (key >> VISIT_BITS)
                busy[h2[0] & SLOT] += need
                n2 = _capture(h2, kits, t + need, key, holds, log2, n2)
                p1 += 1
        if p2 < n2:
            key = log2[p2]
            t = max(key >> VISIT_BITS, h3[0] >> VISIT_BITS, gate)
            if t < last:
                waited += t - (key >> VISIT_BITS)
                n3 = _serve(h3, desks_3, t + need3[key & NOBODY], key & NOBODY, log3, n3)
                p2 += 1
    s[HEAD], s[LOGGED_1], s[PASSED_1], s[WAITED] = i, n1, p1, waited
    s[LOGGED_2], s[PASSED_2], s[LOGGED_3] = n2, p2, n3


@compiled
def _capture_rest(j: int, limit: int, q: Queue) -> None:
    """Capture the received whose turn comes before ``limit``."""
    s, h, holds, busy = q.counts[j], q.free[CAPTURE, j], q.kits[HOLDS, j], q.kits[BUSY, j]
    queue, log, service = (
        q.visits[LOG_1, j],
        q.visits[LOG_2, j],
        q.visits[NEED_2, j],
    )
    kits, gate, waited = s[KITS_UP], s[GATE], s[WAITED]
    passed, received, logged = s[PASSED_1], s[LOGGED_1], s[LOGGED_2]
    while passed < received:
        key = queue[passed]
        t = max(key >> VISIT_BITS, h[0] >> KIT_BITS, gate)
        if t >= limit:
            break
        need = service[key & NOBODY]
        waited += t - (key >> VISIT_BITS)
        busy[h[0] & SLOT] += need
        logged = _capture(h, kits, t + need, key, holds, log, logged)
        passed += 1
    s[PASSED_1], s[LOGGED_2], s[WAITED] = passed, logged, waited


@compiled
def _finish_rest(j: int, last: int, q: Queue) -> None:
    """Finish the captured whose turn comes before ``last``."""
    s, h = q.counts[j], q.free[FINISHING, j]
    queue, log, service = (
        q.visits[LOG_2, j],
        q.visits[LOG_3, j],
        q.visits[NEED_3, j],
    )
    desks, gate, waited = s[DESKS_3], s[GATE], s[WAITED]
    passed, captured, logged = s[PASSED_2], s[LOGGED_2], s[LOGGED_3]
    while passed < captured:
        key = queue[passed]
        t = max(key >> VISIT_BITS, h[0] >> VISIT_BITS, gate)
        if t >= last:
            break
        waited += t - (key >> VISIT_BITS)
        logged = _serve(h, desks, t + service[key & NOBODY], key & NOBODY, log, logged)
        passed += 1
    s[PASSED_2], s[LOGGED_3], s[WAITED] = passed, logged, waited


@compiled
def _advance(j: int, until: int, closing: bool, q: Queue) -> None:
    """Decide every start before ``until``; log every departure up to and including it.

    With ``closing`` finishing goes on past the closing hour until all captured have left.
    Whoever has left a step by ``until`` is handed on before the next step decides.
    """
    s = q.counts[j]
    limit = min(until, s[SHUT])
    last = until if closing else limit
    may_capture = _restart(j, limit, q)
    _receive(j, limit, last, may_capture, q)
    h1, h2, h3 = q.free[RECEPTION, j], q.free[CAPTURE, j], q.free[FINISHING, j]
    s[LOGGED_1] = _release_desks(h1, s[DESKS_1], until, q.visits[LOG_1, j], s[LOGGED_1])
    if may_capture:
        _capture_rest(j, limit, q)
    s[LOGGED_2] = _release_kits(
        h2, s[KITS_UP], until, q.kits[HOLDS, j], q.visits[LOG_2, j], s[LOGGED_2]
    )
    _finish_rest(j, last, q)
    s[LOGGED_3] = _release_desks(h3, s[DESKS_3], until, q.visits[LOG_3, j], s[LOGGED_3])
    s[NOW] = until


@compiled
def advance(stations: Keys, until: int, closing: bool, q: Queue) -> None:
    """Advance each of ``stations`` to tick ``until``.

    Whoever is about to change anything a queue depends on (a kit, the hours, the day) calls this
    first; the functions that change things rely on it.
    """
    for j in stations:
        _advance(j, until, closing, q)
