"""After closing: the day's dossiers are booked, and who waits or was sent away goes home."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.pool import (
    AGAIN,
    BACK,
    CORRECTION,
    DELAY,
    ELSEWHERE,
    FAILS,
    HOME,
    KEPT,
    LATE,
    MENDED,
    RECAPTURED,
    RETURNEES,
    STAYS,
    TAKEN,
    Pool,
    district_of,
    enlist,
    normal,
    own_number,
)
from cccd_sim.queueing.state import (
    BUSY,
    CARRIED,
    HEAD,
    LINE,
    LOG_1,
    LOG_2,
    LOG_3,
    LOGGED_3,
    NEED_1,
    NOBODY,
    OVERTIME,
    READY,
    RECEIVED,
    VISIT_BITS,
    WHO,
    Queue,
)
from cccd_sim.queueing.today import Habits, Today
from cccd_sim.queueing.turns import Sites
from cccd_sim.queueing.uplink import Uplink, hand_in

Counts = NDArray[np.int64]


@compiled
def _book(j: int, home: int, deadline: int, pool: Pool, up: Uplink, q: Queue) -> None:
    """Count the day's dossiers by district, and hand them in for the evening."""
    log, citizen, n = q.visits[LOG_3, j], q.visits[WHO, j], q.counts[j, LOGGED_3]
    state, tally, first = pool.state, pool.tally, pool.first
    marked, where, marks, d, late = q.visits[LOG_1, j], q.visits[LOG_2, j], 0, max(home, 0), n
    plain, plain_late = 0, 0
    while late > 0 and log[late - 1] >> VISIT_BITS >= deadline:
        late -= 1
    for k in range(n):
        i = citizen[log[k] & NOBODY]
        special = state[i] & (ELSEWHERE | AGAIN | FAILS)
        if home >= 0 and special == 0:
            plain += 1
            plain_late += int(k >= late)
            continue
        if home < 0:
            d = district_of(i, d, first)
        if special & ELSEWHERE:
            tally[d, RETURNEES] += 1
        elif special & AGAIN:
            tally[d, RECAPTURED] += 1
        else:
            tally[d, TAKEN if k < late else LATE] += 1
        if special & (ELSEWHERE | FAILS):
            marked[marks], where[marks] = i, k
            marks += 1
        elif home < 0:
            marked[marks], where[marks] = -1 - d, k
            marks += 1
    if home >= 0:
        tally[home, TAKEN] += plain - plain_late
        tally[home, LATE] += plain_late
    hand_in(j, n, marks, marked, where, up)


@compiled
def _send_home(j: int, day: int, pool: Pool, q: Queue) -> None:
    """Send home who waits: some come first on the next working day, the others are asked anew."""
    state, first, n, received = pool.state, pool.first, 0, 0
    line, ready = q.visits[LINE, j], q.visits[READY, j]
    leaving, places, left, d = q.visits[LOG_1, j], q.visits[LOG_2, j], 0, 0
    columns = pool.due.shape[1]
    for k in range(q.counts[j, CARRIED]):
        i = line[k]
        if state[i] & STAYS:
            line[n], ready[n] = i, ready[k]
            n += 1
            received += int(k < q.counts[j, RECEIVED])
            state[i] = (state[i] & (KEPT | FAILS)) | HOME
        else:
            d = district_of(i, d, first)
            leaving[left], places[left] = i, d * columns + min(day + 1, columns - 2)
            left += 1
            state[i] = (state[i] & KEPT) | BACK
    if left > 0:
        enlist(left, leaving, places, pool)
    q.counts[j, CARRIED], q.counts[j, RECEIVED] = n, received


@compiled
def send_back(stations: Counts, day: int, pool: Pool, q: Queue) -> None:
    """Have whoever waits at ``stations`` that are no more be asked anew, from tomorrow on."""
    for j in stations:
        for k in range(q.counts[j, CARRIED]):
            pool.state[q.visits[LINE, j, k]] &= ~np.uint8(STAYS)
        _send_home(j, day, pool, q)


@compiled
def _send_away(j: int, day: int, habits: Habits, pool: Pool, q: Queue) -> None:
    """Have those whose record must be mended asked again when it is."""
    citizen, need, people, state = q.visits[WHO, j], q.visits[NEED_1, j], pool.people, pool.state
    leaving, places, left, first = q.visits[LOG_1, j], q.visits[LOG_2, j], 0, pool.first
    columns, mean, sigma, d = pool.due.shape[1], habits.correction, habits.correction_sigma, 0
    for visit in range(q.counts[j, HEAD]):
        if need[visit] < 0:
            i = citizen[visit]
            z = normal(people[i].word, own_number(people[i].member) + DELAY)
            days = mean * np.exp(sigma * z - sigma**2 / 2)
            d = district_of(i, d, first)
            back = min(day + max(1, int(np.ceil(days))), columns - 2)
            leaving[left], places[left] = i, d * columns + back
            left += 1
            state[i] = (state[i] & KEPT) | MENDED | CORRECTION
    if left > 0:
        enlist(left, leaving, places, pool)


@compiled
def work_of_kits(
    stations: Counts, busy: Counts, overtime: Counts, most: Counts, where: Counts, q: Queue
) -> None:
    """Add up each kit's ticks of a closed day, and note the station where it worked most.

    ``most``, what it worked there, is 0 at first as the sums are; who did not work stays where it
    is noted.
    """
    for j in stations:
        here, outside = q.kits[BUSY, j], q.kits[OVERTIME, j]
        for k in range(busy.size):
            if here[k] != 0:  # at most stations a kit never is
                busy[k] += here[k]
                overtime[k] += outside[k]
                if here[k] > most[k]:
                    most[k], where[k] = here[k], j


@compiled
def settle_day(
    stations: Counts,
    deadline: int,
    today: Today,
    sites: Sites,
    pool: Pool,
    up: Uplink,
    q: Queue,
) -> None:
    """Book the dossiers of a closed day, then send home who waits and who was sent away.

    Dossiers of residents finished at or after tick ``deadline`` are late in ``pool.tally``.
    """
    for j in stations:
        _book(j, sites.homes[j], deadline, pool, up, q)
        _send_away(j, today.number, today.habits, pool, q)
        _send_home(j, today.number, pool, q)
