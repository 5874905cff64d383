"""Advance the three queues of a station exactly to a given tick: reception, capture, finishing.

Three first-come-first-served recursions, interleaved citizen by citizen. The server a citizen
takes is the one free earliest, so the keys a step takes are its departures in order of time:
each step appends them to a log, which is the queue of the next step; nothing is ever merged.

Order within a tick: completions and arrivals; closing; breakdowns and repairs; opening; starts.
Ties: receptions end in order of visit, captures in order of kit; capture takes the kit that has
been free longest, then the lowest slot. Nobody starts at reception or capture from closing on;
what is in progress finishes, and whoever was captured passes finishing. A break stops starts at
all three steps and sends nobody home. A capture interrupted by a breakdown starts again; one
frozen with the line goes on when the line is back (``changes.freeze``).

Parameter ``j`` is a station's place, ``q`` the :class:`~cccd_sim.queueing.state.Queue`.
"""

from __future__ import annotations

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.servers import Keys, capture, release_desks, release_kits, serve
from cccd_sim.queueing.shared_desks import share_desks
from cccd_sim.queueing.state import (
    ARRIVAL,
    BUSY,
    CAPTURE,
    DESKS_1,
    DESKS_3,
    DONE,
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
    PACE,
    PACE_BITS,
    PASSED_1,
    PASSED_2,
    RECEPTION,
    RETURNED,
    SENT_AWAY,
    SHUT,
    SLOT,
    TAIL,
    THAW,
    VISIT_BITS,
    WAITED,
    Queue,
)


@compiled
def _restart(j: int, limit: int, q: Queue) -> bool:
    """Capture again those whose kit failed; tell whether the others may now be captured."""
    s, h, waiting = q.counts[j], q.free[CAPTURE, j], q.kits[FAILED, j]
    while s[RETURNED] > 0 and s[KITS_UP] > 0:
        t = max(h[0] >> KIT_BITS, s[NOW], s[GATE], s[THAW])
        if t >= limit:
            break
        key = waiting[0]
        s[RETURNED] -= 1
        for k in range(s[RETURNED]):
            waiting[k] = waiting[k + 1]
        slot = h[0] & SLOT
        need = q.visits[NEED_2, j, key & NOBODY] * q.paces[slot] >> PACE_BITS
        q.kits[BUSY, j, slot] += need
        q.kits[DONE, j, slot] += 1
        s[WAITED] += t
        s[LOGGED_2] = capture(
            h, s[KITS_UP], t + need, key, q.kits[HOLDS, j], q.visits[LOG_2, j], s[LOGGED_2]
        )
    return bool(s[KITS_UP] > 0 and s[RETURNED] == 0)


@compiled
def _receive(j: int, limit: int, last: int, may_capture: bool, q: Queue) -> None:
    """Receive everybody whose turn comes before ``limit``, the later steps close behind."""
    s = q.counts[j]
    gate, tail, kits, desks_1, desks_3 = s[GATE], s[TAIL], s[KITS_UP], s[DESKS_1], s[DESKS_3]
    h1, h2, h3 = q.free[RECEPTION, j], q.free[CAPTURE, j], q.free[FINISHING, j]
    log1, log2, log3 = q.visits[LOG_1, j], q.visits[LOG_2, j], q.visits[LOG_3, j]
    need1, need2, need3 = q.visits[NEED_1, j], q.visits[NEED_2, j], q.visits[NEED_3, j]
    arrival, holds, busy = q.visits[ARRIVAL, j], q.kits[HOLDS, j], q.kits[BUSY, j]
    paces, done, pace, thaw = q.paces, q.kits[DONE, j], s[PACE], max(gate, s[THAW])
    i, n1, p1, n2, p2, n3 = s[HEAD], s[LOGGED_1], s[PASSED_1], s[LOGGED_2], s[PASSED_2], s[LOGGED_3]
    waited, away = s[WAITED], s[SENT_AWAY]
    while i < tail:
        t = max(arrival[i], gate, h1[0] >> VISIT_BITS)
        if t >= limit:
            break
        waited += t - arrival[i]
        need = need1[i]
        away += int(need < 0)
        end = t + (abs(need) * pace >> PACE_BITS)
        n1 = serve(h1, desks_1, end, i if need > 0 else NOBODY, log1, n1)
        i += 1
        if may_capture and p1 < n1:
            key = log1[p1]
            t = max(key >> VISIT_BITS, h2[0] >> KIT_BITS, thaw)
            if t < limit:
                slot = h2[0] & SLOT
                need = need2[key & NOBODY] * paces[slot] >> PACE_BITS
                waited += t - (key >> VISIT_BITS)
                busy[slot] += need
                done[slot] += 1
                n2 = capture(h2, kits, t + need, key, holds, log2, n2)
                p1 += 1
        if p2 < n2:
            key = log2[p2]
            t = max(key >> VISIT_BITS, h3[0] >> VISIT_BITS, gate)
            if t < last:
                waited += t - (key >> VISIT_BITS)
                end = t + (need3[key & NOBODY] * pace >> PACE_BITS)
                n3 = serve(h3, desks_3, end, key & NOBODY, log3, n3)
                p2 += 1
    s[HEAD], s[LOGGED_1], s[PASSED_1], s[WAITED], s[SENT_AWAY] = i, n1, p1, waited, away
    s[LOGGED_2], s[PASSED_2], s[LOGGED_3] = n2, p2, n3


@compiled
def _capture_rest(j: int, limit: int, q: Queue) -> None:
    """Capture the received whose turn comes before ``limit``."""
    s, h, holds, busy = q.counts[j], q.free[CAPTURE, j], q.kits[HOLDS, j], q.kits[BUSY, j]
    paces, done = q.paces, q.kits[DONE, j]
    queue, log, service = (
        q.visits[LOG_1, j],
        q.visits[LOG_2, j],
        q.visits[NEED_2, j],
    )
    kits, gate, waited = s[KITS_UP], max(s[GATE], s[THAW]), s[WAITED]
    passed, received, logged = s[PASSED_1], s[LOGGED_1], s[LOGGED_2]
    while passed < received:
        key = queue[passed]
        t = max(key >> VISIT_BITS, h[0] >> KIT_BITS, gate)
        if t >= limit:
            break
        slot = h[0] & SLOT
        need = service[key & NOBODY] * paces[slot] >> PACE_BITS
        waited += t - (key >> VISIT_BITS)
        busy[slot] += need
        done[slot] += 1
        logged = capture(h, kits, t + need, key, holds, log, logged)
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
    desks, gate, waited, pace = s[DESKS_3], s[GATE], s[WAITED], s[PACE]
    passed, captured, logged = s[PASSED_2], s[LOGGED_2], s[LOGGED_3]
    while passed < captured:
        key = queue[passed]
        t = max(key >> VISIT_BITS, h[0] >> VISIT_BITS, gate)
        if t >= last:
            break
        waited += t - (key >> VISIT_BITS)
        end = t + (service[key & NOBODY] * pace >> PACE_BITS)
        logged = serve(h, desks, end, key & NOBODY, log, logged)
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
    h1, h2, h3 = q.free[RECEPTION, j], q.free[CAPTURE, j], q.free[FINISHING, j]
    if s[DESKS_3] == 0:
        share_desks(j, limit, last, may_capture, until, q)
    else:
        _receive(j, limit, last, may_capture, q)
    s[LOGGED_1] = release_desks(h1, s[DESKS_1], until, q.visits[LOG_1, j], s[LOGGED_1])
    if may_capture:
        _capture_rest(j, limit, q)
    s[LOGGED_2] = release_kits(
        h2, s[KITS_UP], until, q.kits[HOLDS, j], q.visits[LOG_2, j], s[LOGGED_2]
    )
    if s[DESKS_3] > 0:
        _finish_rest(j, last, q)
        s[LOGGED_3] = release_desks(h3, s[DESKS_3], until, q.visits[LOG_3, j], s[LOGGED_3])
    s[NOW] = until


@compiled
def advance(stations: Keys, until: int, closing: bool, q: Queue) -> None:
    """Advance each of ``stations`` to tick ``until``; one that is there already stays as it is.

    Whoever is about to change anything a queue depends on (a kit, the hours, the day) calls this
    first; the functions that change things rely on it.
    """
    for j in stations:
        if q.counts[j, NOW] < until:
            _advance(j, until, closing, q)
