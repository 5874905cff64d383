"""A crew of two: the same officers receive and finish, reception first.

The two queues of the desks then depend on each other, so starts and departures are taken one by
one in order of time. That is slower than the fused loop of the kernel; crews of two are few.
"""

from __future__ import annotations

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.servers import capture, release_desks, release_kits, replace, serve
from cccd_sim.queueing.state import (
    ARRIVAL,
    BUSY,
    CAPTURE,
    DESKS_1,
    DONE,
    FAR,
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
    PACE,
    PACE_BITS,
    PASSED_1,
    PASSED_2,
    RECEPTION,
    SENT_AWAY,
    SLOT,
    TAIL,
    THAW,
    VISIT_BITS,
    WAITED,
    Queue,
)


@compiled
def _next_starts(
    j: int, limit: int, last: int, may_capture: bool, q: Queue
) -> tuple[int, int, int]:
    """Return when the next reception, capture and finishing would start."""
    s, desk = q.counts[j], q.free[RECEPTION, j, 0] >> VISIT_BITS
    receive, take, finish = FAR, FAR, FAR
    if s[HEAD] < s[TAIL]:
        t = max(q.visits[ARRIVAL, j, s[HEAD]], s[GATE], desk)
        receive = t if t < limit else FAR
    if may_capture and s[PASSED_1] < s[LOGGED_1]:
        ready = q.visits[LOG_1, j, s[PASSED_1]] >> VISIT_BITS
        t = max(ready, q.free[CAPTURE, j, 0] >> KIT_BITS, s[GATE], s[THAW])
        take = t if t < limit else FAR
    if s[PASSED_2] < s[LOGGED_2]:
        t = max(q.visits[LOG_2, j, s[PASSED_2]] >> VISIT_BITS, s[GATE], desk)
        finish = t if t < last else FAR
    return receive, take, finish


@compiled
def _next_departure(j: int, q: Queue) -> int:
    """Return when the next citizen leaves reception or capture."""
    s, end = q.counts[j], FAR
    for k in range(s[DESKS_1]):
        key = q.free[RECEPTION, j, k]
        if key & NOBODY != NOBODY:
            end = min(end, key >> VISIT_BITS)
            break
    for k in range(s[KITS_UP]):
        key = q.free[CAPTURE, j, k]
        if q.kits[HOLDS, j, key & SLOT] >= 0:
            return int(min(end, key >> KIT_BITS))
    return end


@compiled
def _receive(j: int, t: int, q: Queue) -> None:
    """Receive the next citizen at ``t``."""
    s, visit = q.counts[j], q.counts[j, HEAD]
    need = q.visits[NEED_1, j, visit]
    s[WAITED] += t - q.visits[ARRIVAL, j, visit]
    s[SENT_AWAY] += int(need < 0)
    end = t + (abs(need) * s[PACE] >> PACE_BITS)
    who = visit if need > 0 else NOBODY
    log = q.visits[LOG_1, j]
    s[LOGGED_1] = serve(q.free[RECEPTION, j], s[DESKS_1], end, who, log, s[LOGGED_1])
    s[HEAD] += 1


@compiled
def _take(j: int, t: int, q: Queue) -> None:
    """Capture the next of the received at ``t``."""
    s, h, key = q.counts[j], q.free[CAPTURE, j], q.visits[LOG_1, j, q.counts[j, PASSED_1]]
    slot = h[0] & SLOT
    need = q.visits[NEED_2, j, key & NOBODY] * q.paces[slot] >> PACE_BITS
    s[WAITED] += t - (key >> VISIT_BITS)
    q.kits[BUSY, j, slot] += need
    q.kits[DONE, j, slot] += 1
    holds, log = q.kits[HOLDS, j], q.visits[LOG_2, j]
    s[LOGGED_2] = capture(h, s[KITS_UP], t + need, key, holds, log, s[LOGGED_2])
    s[PASSED_1] += 1


@compiled
def _finish(j: int, t: int, q: Queue) -> None:
    """Finish the next of the captured at ``t``; her departure is logged at once, in its order."""
    s, key, log = q.counts[j], q.visits[LOG_2, j, q.counts[j, PASSED_2]], q.visits[LOG_3, j]
    visit = key & NOBODY
    s[WAITED] += t - (key >> VISIT_BITS)
    end = t + (q.visits[NEED_3, j, visit] * s[PACE] >> PACE_BITS)
    replace(q.free[RECEPTION, j], s[DESKS_1], end << VISIT_BITS | NOBODY)
    k = s[LOGGED_3]
    while k > 0 and log[k - 1] >> VISIT_BITS > end:
        log[k] = log[k - 1]
        k -= 1
    log[k] = end << VISIT_BITS | visit
    s[LOGGED_3] += 1
    s[PASSED_2] += 1


@compiled
def share_desks(j: int, limit: int, last: int, may_capture: bool, until: int, q: Queue) -> None:
    """Decide every start at station ``j`` before ``limit`` (finishing: before ``last``).

    Within a tick departures come first, then reception, capture, finishing.
    """
    s = q.counts[j]
    h1, h2 = q.free[RECEPTION, j], q.free[CAPTURE, j]
    while True:
        receive, take, finish = _next_starts(j, limit, last, may_capture, q)
        start, end = min(receive, take, finish), _next_departure(j, q)
        if end <= start:
            if end > until:
                break
            s[LOGGED_1] = release_desks(h1, s[DESKS_1], end, q.visits[LOG_1, j], s[LOGGED_1])
            s[LOGGED_2] = release_kits(
                h2, s[KITS_UP], end, q.kits[HOLDS, j], q.visits[LOG_2, j], s[LOGGED_2]
            )
        elif start == receive:
            _receive(j, start, q)
        elif start == take:
            _take(j, start, q)
        else:
            _finish(j, start, q)
