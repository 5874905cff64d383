"""Who comes to a station today, and when: the pool of a district, its luck, the day's visits.

Luck belongs to the citizen. Each has one random 64-bit word, drawn from her district's stream;
``luck(word, n)`` is her n-th uniform number (the SplitMix64 finaliser, as in ``streams.luck``).
Number 0 says whether she comes unsummoned, number 1 what she does when sent home; attempt k has
the numbers from ``FIRST + 4 k``: does she come, when will she be back, at what hour. So the same
citizen has the same luck in every scenario, whenever and wherever her turn comes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.pool import (
    BACK,
    CAME,
    HOME,
    MISSED,
    Pool,
    enlist,
    luck,
    strike,
)
from cccd_sim.queueing.state import (
    ARRIVAL,
    CAPTURE,
    CARRIED,
    FINISHING,
    LINE,
    LOG_3,
    LOGGED_3,
    NEED_1,
    NEED_2,
    NEED_3,
    NOBODY,
    RECEIVED,
    RECEPTION,
    TAIL,
    VISIT_BITS,
    WHO,
    Queue,
)

WALKS_IN, GOES_HOME, FIRST = 0, 1, 2
SHOWS_UP, BACK_AFTER, HOUR = range(3)
PER_TRY, MOST_TRIES = 4, 255

Counts = NDArray[np.int64]
Places = NDArray[np.int32]
Moments = NDArray[np.float64]


class Habits(NamedTuple):
    """How citizens behave in a period; shares between 0 and 1, days whole."""

    walk_in: float
    show_up: float
    early: float
    early_from: int
    early_to: int
    late_from: int
    late_to: int
    next_day: float


class Today(NamedTuple):
    """What a working day asks of everybody.

    Arrivals are pieces of even flow, for the invited (row 0) and for those who walk in (row 1):
    the cumulative share that has come by each piece's end, its first tick of the day, and the
    ticks it takes for all citizens to come at its pace.
    """

    number: int
    midnight: int
    habits: Habits
    upto: Moments  # (2, pieces), the last is 1
    start: Moments  # (2, pieces)
    pace: Moments  # (2, pieces)
    mean: Moments  # (3) service at each step, ticks


@compiled
def _days_away(u: float, habits: Habits) -> int:
    """Return after how many days somebody who did not come can be asked again."""
    if u < habits.early:
        span = habits.early_to - habits.early_from + 1
        return habits.early_from + int(u / habits.early * span)
    span = habits.late_to - habits.late_from + 1
    return habits.late_from + int((u - habits.early) / (1.0 - habits.early) * span)


@compiled
def _next_in_turn(d: int, turns: int, pool: Pool) -> Counts:
    """Return the citizens whose turn it is: those back in the pool, then those never asked."""
    ready = pool.ready[d]
    n = min(turns, ready[2] + pool.first[d + 1] - pool.fresh[d])
    who, again = np.empty(n, np.int64), min(n, np.int64(ready[2]))
    strike(again, ready, who, pool.sheets, pool.spare)
    for k in range(again, n):
        who[k] = pool.fresh[d] + k - again
    pool.fresh[d] += n - again
    return who


@compiled
def _lucks(who: Counts, people: NDArray[np.void]) -> tuple[NDArray[np.uint64], Moments]:
    """Return words, and whether each walks in, shows up and when; then her turn is over.

    No branches: the numbers of one citizen after the other are computed side by side.
    """
    word, number, u = np.empty(who.size, np.uint64), np.empty_like(who), np.empty((3, who.size))
    for k in range(who.size):
        person = people[who[k]]
        word[k], number[k] = person.word, FIRST + PER_TRY * np.int64(person.tries)
        person.tries = min(person.tries + 1, MOST_TRIES)
    walks, shows, hour = u[0], u[1], u[2]
    for k in range(who.size):
        walks[k] = luck(word[k], WALKS_IN)
        shows[k] = luck(word[k], number[k] + SHOWS_UP)
        hour[k] = luck(word[k], number[k] + HOUR)
    return word, u


@compiled
def _ask(j: int, d: int, turns: int, today: Today, pool: Pool, q: Queue) -> None:
    """Let the turn of ``turns`` citizens of district ``d`` come at station ``j`` today.

    Some come of their own accord, the others are summoned; of these some do not come.
    """
    # arrays are fetched once: fetching them from a tuple for each citizen would count references
    people, state, due, habits = pool.people, pool.state, pool.due[d], today.habits
    upto, start, pace, sheets, spare = today.upto, today.start, today.pace, pool.sheets, pool.spare
    arrival, citizen, last = q.visits[ARRIVAL, j], q.visits[WHO, j], due.shape[0] - 1
    who = _next_in_turn(d, turns, pool)
    word, u = _lucks(who, people)
    before, summoned = q.counts[j, TAIL], 0
    visit = before
    for k in range(who.size):
        i, walks_in = who[k], int(u[0, k] < habits.walk_in)
        summoned += 1 - walks_in
        if walks_in == 0 and u[1, k] >= habits.show_up:
            number = FIRST + PER_TRY * (int(people[i].tries) - 1) + BACK_AFTER
            back = today.number + _days_away(luck(word[k], number), habits)
            state[i] = MISSED
            enlist(i, due[min(back, last)], sheets, spare)
            continue
        share, piece, behind = u[2, k], 0, 0.0
        while share >= upto[walks_in, piece]:
            behind = upto[walks_in, piece]
            piece += 1
        moment = start[walks_in, piece] + (share - behind) * pace[walks_in, piece]
        arrival[visit] = np.int64(moment)
        citizen[visit] = i
        state[i] = CAME
        visit += 1
    q.counts[j, TAIL] = visit
    pool.tally[d, 0] += summoned
    pool.tally[d, 1] += visit - before


@compiled
def _sort(first: int, last: int, arrival: Counts, citizen: Counts, spare: Counts) -> None:
    """Sort visits ``first … last`` by arrival: buckets by time, then insertion."""
    n = last - first
    if n <= 1:
        return
    low, high = arrival[first:last].min(), arrival[first:last].max() + 1
    scale = n / (high - low)
    ends = np.zeros(n + 1, np.int64)
    for v in range(first, last):
        ends[np.int64((arrival[v] - low) * scale) + 1] += 1
    for k in range(n):
        ends[k + 1] += ends[k]
    times = np.empty(n, np.int64)
    for v in range(first, last):
        k = int((arrival[v] - low) * scale)
        times[ends[k]] = arrival[v]
        spare[ends[k]] = citizen[v]
        ends[k] += 1
    for k in range(n):
        t, i, v = times[k], spare[k], first + k
        while v > first and arrival[v - 1] > t:
            arrival[v], citizen[v] = arrival[v - 1], citizen[v - 1]
            v -= 1
        arrival[v], citizen[v] = t, i


@compiled
def _lay_out(j: int, today: Today, pool: Pool, q: Queue) -> None:
    """Put the day's arrivals in order of time and give each visit its three services."""
    carried, tail = q.counts[j, CARRIED], q.counts[j, TAIL]
    _sort(carried, tail, q.visits[ARRIVAL, j], q.visits[WHO, j], q.visits[LOG_3, j])
    q.visits[ARRIVAL, j, carried:tail] += today.midnight
    for visit in range(carried):
        pool.state[q.visits[WHO, j, visit]] = CAME
    people, citizen, mean = pool.people, q.visits[WHO, j], today.mean
    first, second, third = (
        q.visits[NEED_1, j],
        q.visits[NEED_2, j],
        q.visits[NEED_3, j],
    )
    for visit in range(tail):
        person = people[citizen[visit]]
        first[visit] = max(1, np.int64(person.reception * mean[RECEPTION] + 0.5))
        second[visit] = max(1, np.int64(person.capture * mean[CAPTURE] + 0.5))
        third[visit] = max(1, np.int64(person.finishing * mean[FINISHING] + 0.5))


@compiled
def summon(stations: Counts, plan: Counts, today: Today, pool: Pool, q: Queue) -> None:
    """Lay out the visits of a working day: who waited yesterday, then who comes today.

    Each row of ``plan`` is (station, district, citizens whose turn it is).
    """
    pool.tally[:] = 0
    for j in stations:
        n = q.counts[j, CARRIED]
        q.visits[WHO, j, :n] = q.visits[LINE, j, :n]
        q.counts[j, TAIL] = n
    for k in range(plan.shape[0]):
        _ask(plan[k, 0], plan[k, 1], plan[k, 2], today, pool, q)
    for j in stations:
        _lay_out(j, today, pool, q)


@compiled
def _district_of(i: int, first: Counts) -> int:
    """Return the district of citizen ``i``."""
    d = 0
    while i >= first[d + 1]:
        d += 1
    return d


@compiled
def _book(j: int, home: int, deadline: int, late: Counts, pool: Pool, q: Queue) -> None:
    """Count the day's dossiers by district; those finished from ``deadline`` on apart.

    A station with a ``home`` serves that district alone; its dossiers need no looking up.
    """
    log, citizen, n = q.visits[LOG_3, j], q.visits[WHO, j], q.counts[j, LOGGED_3]
    while n > 0 and log[n - 1] >> VISIT_BITS >= deadline:
        n -= 1
        late[_district_of(citizen[log[n] & NOBODY], pool.first)] += 1
    if home >= 0:
        pool.tally[home, 2] += n
    else:
        for k in range(n):
            pool.tally[_district_of(citizen[log[k] & NOBODY], pool.first), 2] += 1


@compiled
def _send_home(j: int, day: int, next_day: float, pool: Pool, q: Queue) -> None:
    """Send home who waits: some come first on the next working day, the others are asked anew."""
    people, state = pool.people, pool.state
    line, n, received = q.visits[LINE, j], 0, 0
    tomorrow = min(day + 1, pool.due.shape[1] - 1)
    for k in range(q.counts[j, CARRIED]):
        i = line[k]
        if luck(people[i].word, GOES_HOME) < next_day:
            line[n] = i
            n += 1
            received += int(k < q.counts[j, RECEIVED])
            state[i] = HOME
        else:
            state[i] = BACK
            enlist(i, pool.due[_district_of(i, pool.first), tomorrow], pool.sheets, pool.spare)
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
        _send_home(j, today.number, today.habits.next_day, pool, q)
    return late
