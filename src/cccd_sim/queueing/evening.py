"""After closing: the day's dossiers are booked, and who waits is sent home."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.arrivals import Today
from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.pool import (
    BACK,
    HOME,
    STAYS,
    TAKEN,
    Pool,
    enlist,
)
from cccd_sim.queueing.state import (
    CARRIED,
    LINE,
    LOG_1,
    LOG_2,
    LOG_3,
    LOGGED_3,
    NOBODY,
    READY,
    RECEIVED,
    VISIT_BITS,
    WHO,
    Queue,
)

Counts = NDArray[np.int64]


@compiled
def _book(j: int, home: int, deadline: int, late: Counts, pool: Pool, q: Queue) -> None:
    """Count the day's dossiers by district; those finished from ``deadline`` on apart.

    A station with a ``home`` serves that district alone; its dossiers need no looking up.
    """
    log, citizen, n = q.visits[LOG_3, j], q.visits[WHO, j], q.counts[j, LOGGED_3]
    first, tally, in_time = pool.first, pool.tally, n
    while in_time > 0 and log[in_time - 1] >> VISIT_BITS >= deadline:
        in_time -= 1
    if home >= 0:
        tally[home, TAKEN] += in_time
        late[home] += n - in_time
        return
    for k in range(n):
        i, d = citizen[log[k] & NOBODY], 0
        while i >= first[d + 1]:
            d += 1
        if k < in_time:
            tally[d, TAKEN] += 1
        else:
            late[d] += 1


@compiled
def _send_home(j: int, day: int, pool: Pool, q: Queue) -> None:
    """Send home who waits: some come first on the next working day, the others are asked anew."""
    state, first, n, received = pool.state, pool.first, 0, 0
    line, ready = q.visits[LINE, j], q.visits[READY, j]
    leaving, places, left = q.visits[LOG_1, j], q.visits[LOG_2, j], 0
    days = pool.due.shape[1]
    for k in range(q.counts[j, CARRIED]):
        i = line[k]
        if state[i] & STAYS:
            line[n], ready[n] = i, ready[k]
            n += 1
            received += int(k < q.counts[j, RECEIVED])
            state[i] = HOME
        else:
            d = 0
            while i >= first[d + 1]:
                d += 1
            leaving[left], places[left] = i, d * days + min(day + 1, days - 1)
            left += 1
            state[i] = BACK
    enlist(left, leaving, places, pool)
    q.counts[j, CARRIED], q.counts[j, RECEIVED] = n, received


@compiled
def settle_day(homes: Counts, deadline: int, today: Today, pool: Pool, q: Queue) -> Counts:
    """Book the dossiers of a closed day and send home who waits.

    ``homes[j]`` is the one district station ``j`` serves, or -1 if it serves them all.

    Returns
    -------
    ndarray
        Dossiers of each district finished at or after tick ``deadline``; they are not in
        ``pool.tally``.
    """
    late = np.zeros(pool.fresh.size, np.int64)
    for j in range(homes.size):
        _book(j, homes[j], deadline, late, pool, q)
        _send_home(j, today.number, pool, q)
    return late
