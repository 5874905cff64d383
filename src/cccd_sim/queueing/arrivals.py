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
    ARRIVED,
    AT_A_TIME,
    CAME,
    MISSED,
    STAYS,
    SUMMONED,
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
    LOG_1,
    LOG_2,
    LOG_3,
    NEED_1,
    NEED_2,
    NEED_3,
    NOBODY,
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
def _next_in_turn(d: int, turns: int, pool: Pool) -> int:
    """Note in ``pool.who`` whose turn it is: those back in the pool, then those never asked."""
    ready, who, fresh = pool.ready[d], pool.who, pool.fresh[d]
    again = min(turns, int(ready[2]))
    n = again + min(turns - again, int(pool.first[d + 1] - fresh))
    strike(again, ready, who, pool.sheets, pool.spare)
    for k in range(again, n):
        who[k] = fresh + k - again
    pool.fresh[d] = fresh + n - again
    return n


@compiled
def _draw_lucks(n: int, pool: Pool) -> None:
    """Note the luck of the first ``n`` citizens of ``pool.who``; then their turn is over.

    No branches: the numbers of one citizen after the other are computed side by side.
    """
    people, tries, who, u = pool.people, pool.tries, pool.who, pool.lucks
    word, number = pool.words, pool.numbers
    for k in range(n):
        i = who[k]
        word[k], number[k] = people[i].word, FIRST + PER_TRY * np.int64(tries[i])
        tries[i] = min(tries[i] + 1, MOST_TRIES)
    walks_in, shows_up, hour, goes_home = u[0], u[1], u[2], u[3]
    for k in range(n):
        walks_in[k] = luck(word[k], WALKS_IN)
        shows_up[k] = luck(word[k], number[k] + SHOWS_UP)
        hour[k] = luck(word[k], number[k] + HOUR)
        goes_home[k] = luck(word[k], GOES_HOME)


@compiled
def _ask(j: int, d: int, n: int, today: Today, pool: Pool, q: Queue) -> None:
    """Let the turn of the first ``n`` citizens of ``pool.who`` come at station ``j`` today.

    Some come of their own accord, the others are summoned; of these some do not come.
    """
    # arrays are fetched once: fetching them from a tuple for each citizen would count references
    state, who, u, missed = pool.state, pool.who, pool.lucks, pool.missed
    walk_in, show_up, next_day = today.habits.walk_in, today.habits.show_up, today.habits.next_day
    upto, start, pace = today.upto, today.start, today.pace
    arrival, came = q.visits[ARRIVAL, j], q.visits[LOG_3, j]
    before, summoned, absent = q.counts[j, TAIL], 0, 0
    visit = before
    for k in range(n):
        i, walks_in = who[k], int(u[0, k] < walk_in)
        summoned += 1 - walks_in
        if walks_in == 0 and u[1, k] >= show_up:
            state[i], missed[absent] = MISSED, k
            absent += 1
            continue
        share, piece, behind = u[2, k], 0, 0.0
        while share >= upto[walks_in, piece]:
            behind = upto[walks_in, piece]
            piece += 1
        moment = start[walks_in, piece] + (share - behind) * pace[walks_in, piece]
        arrival[visit] = int(moment) << VISIT_BITS | visit  # unsorted yet, see _lay_out
        came[visit] = i
        state[i] = CAME | (STAYS if u[3, k] < next_day else 0)
        visit += 1
    q.counts[j, TAIL] = visit
    pool.tally[d, SUMMONED] += summoned
    pool.tally[d, ARRIVED] += visit - before
    _put_off(absent, d, today, pool)


@compiled
def _put_off(absent: int, d: int, today: Today, pool: Pool) -> None:
    """Have the first ``absent`` of ``pool.missed``, who did not come, asked again some day."""
    habits, days, places = today.habits, pool.due.shape[1], pool.places
    who, word, number, missed = pool.who, pool.words, pool.numbers, pool.missed
    early = habits.early_to - habits.early_from + 1
    late = habits.late_to - habits.late_from + 1
    for m in range(absent):
        k = missed[m]
        u = luck(word[k], number[k] + BACK_AFTER)
        if u < habits.early:
            away = habits.early_from + int(u / habits.early * early)
        else:
            away = habits.late_from + int((u - habits.early) / (1.0 - habits.early) * late)
        missed[m] = who[k]
        places[m] = d * days + min(today.number + away, days - 1)
    enlist(absent, missed, places, pool)


@compiled
def _sort(keys: Counts, spare: Counts, ends: Counts) -> None:
    """Sort ``keys``: about as many buckets as keys, then insertion."""
    low, shift = keys.min(), 0
    span = keys.max() - low
    while span >> shift > keys.size:
        shift += 1
    buckets = (span >> shift) + 1
    ends[: buckets + 1] = 0
    for key in keys:
        ends[((key - low) >> shift) + 1] += 1
    for k in range(buckets):
        ends[k + 1] += ends[k]
    for key in keys:
        bucket = (key - low) >> shift
        spare[ends[bucket]] = key
        ends[bucket] += 1
    for k in range(keys.size):
        key, v = spare[k], k
        while v > 0 and keys[v - 1] > key:
            keys[v] = keys[v - 1]
            v -= 1
        keys[v] = key


@compiled
def _lay_out(j: int, today: Today, pool: Pool, q: Queue) -> None:
    """Put the day's arrivals in order of time and give each visit its three services."""
    carried, tail = q.counts[j, CARRIED], q.counts[j, TAIL]
    citizen, arrival, came = q.visits[WHO, j], q.visits[ARRIVAL, j], q.visits[LOG_3, j]
    if tail > carried:
        _sort(arrival[carried:tail], q.visits[LOG_2, j], q.visits[LOG_1, j])
    for visit in range(carried, tail):
        citizen[visit] = came[arrival[visit] & NOBODY]
        arrival[visit] = today.midnight + (arrival[visit] >> VISIT_BITS)
    people, mean, state = pool.people, today.mean, pool.state
    for visit in range(carried):
        citizen[visit] = q.visits[LINE, j, visit]
        state[citizen[visit]] = CAME | STAYS
    need_1, need_2, need_3 = q.visits[NEED_1, j], q.visits[NEED_2, j], q.visits[NEED_3, j]
    for visit in range(tail):
        person = people[citizen[visit]]
        need_1[visit] = max(1, int(person.reception * mean[RECEPTION] + 0.5))
        need_2[visit] = max(1, int(person.capture * mean[CAPTURE] + 0.5))
        need_3[visit] = max(1, int(person.finishing * mean[FINISHING] + 0.5))


@compiled
def summon(plan: Counts, today: Today, pool: Pool, q: Queue) -> None:
    """Lay out the visits of a working day: who waited yesterday, then who comes today.

    ``plan[j, d]`` citizens of district ``d`` have their turn at station ``j``. One station after
    the other, so that what is written of it is still at hand when it is sorted.
    """
    pool.tally[:] = 0
    for j in range(plan.shape[0]):
        q.counts[j, TAIL] = q.counts[j, CARRIED]
        for d in range(plan.shape[1]):
            turns = plan[j, d]
            while turns > 0:
                n = _next_in_turn(d, min(turns, AT_A_TIME), pool)
                _draw_lucks(n, pool)
                _ask(j, d, n, today, pool, q)
                turns = turns - AT_A_TIME if n > 0 else 0
        _lay_out(j, today, pool, q)


@compiled
def share_out(wanted: Moments, host: int, left: Counts) -> Counts:
    """Return whose turn it is: citizens by station (rows) and district (columns).

    Station ``d`` asks for ``wanted[d]`` citizens of district ``d``, the first districts' stations
    before the provincial one. That, if there is one (the last, its ``host`` not negative), asks
    for citizens of every district in proportion to who remains; of the fractions the host's is
    rounded up first, then the largest.
    """
    plan, rest, total = np.zeros((wanted.size, left.size), np.int64), left.copy(), 0
    for d in range(left.size):
        plan[d, d] = min(int(wanted[d] + 0.5), rest[d])
        rest[d] -= plan[d, d]
        total += rest[d]
    if host < 0 or total == 0:
        return plan
    people, row, fraction = min(int(wanted[-1] + 0.5), total), plan[-1], np.empty(left.size)
    over = people
    for d in range(left.size):
        exact = rest[d] * (people / total)
        row[d] = int(exact)
        fraction[d] = exact - row[d] + (1.0 if d == host else 0.0)
        over -= row[d]
    for _ in range(over):
        best = -1
        for d in range(left.size):
            if row[d] < rest[d] and (best < 0 or fraction[d] > fraction[best]):
                best = d
        row[best] += 1
        fraction[best] -= 2.0  # once round before anybody's second turn
    return plan
