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
from cccd_sim.queueing.state import CARRIED, LOGGED_3, NOBODY, RECEIVED, TAIL, VISIT_BITS, Queue

WALKS_IN, GOES_HOME, FIRST = 0, 1, 2
SHOWS_UP, BACK_AFTER, HOUR = range(3)

NEVER_ASKED, MISSED, BACK, PRESENT, HOME, TAKEN = range(6)
"""Where a citizen stands: never asked to come; did not come and is asked again later; was sent
home and went back to the pool; at a station; sent home until the next working day; dossier taken.
"""

Counts = NDArray[np.int64]
Moments = NDArray[np.float64]


class Pool(NamedTuple):
    """The citizens (N, district after district) and the queues of those to be asked again."""

    word: NDArray[np.uint64]  # (N) luck
    unit: NDArray[np.float32]  # (3, N) service at each step as a multiple of its mean
    tries: NDArray[np.uint8]  # (N) how often asked
    state: NDArray[np.uint8]  # (N)
    after: NDArray[np.int32]  # (N) next in the same list, or -1
    district: NDArray[np.int16]  # (N)
    first: Counts  # (D + 1) where each district begins
    fresh: Counts  # (D) first citizen never asked
    due: NDArray[np.int32]  # (D, days, 2) list of those back in the pool on a day: head, tail
    ready: NDArray[np.int32]  # (D, 2) list of those who can be asked again now
    again: Counts  # (D) length of that list
    tally: Counts  # (D, 3) today's summoned, arrived, taken


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


class Hours(NamedTuple):
    """When people arrive: pieces of the day, each with the share that comes until its end."""

    upto: Moments  # (pieces) cumulative share, the last is 1
    start: Moments  # (pieces) tick of the day
    length: Moments  # (pieces) ticks


class Today(NamedTuple):
    """What a working day asks of everybody; ``mean`` is each step's service in ticks."""

    number: int
    midnight: int
    habits: Habits
    invited: Hours
    walking: Hours
    mean: Moments  # (3)


@compiled
def luck(word: int, number: int) -> float:
    """Return the ``number``-th uniform in [0, 1) of the owner of ``word``."""
    z = np.uint64(word) + np.uint64(number + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.float64((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


@compiled
def _moment(u: float, hours: Hours) -> int:
    """Return the tick of the day at which the share ``u`` of all has arrived."""
    k = 0
    while u >= hours.upto[k]:
        k += 1
    before = hours.upto[k - 1] if k > 0 else 0.0
    inside = (u - before) / (hours.upto[k] - before)
    return np.int64(hours.start[k]) + np.int64(inside * hours.length[k])


@compiled
def _enlist(i: int, row: NDArray[np.int32], after: NDArray[np.int32]) -> None:
    """Append citizen ``i`` to the list whose head and tail stand in ``row``."""
    after[i] = -1
    if row[0] < 0:
        row[0] = i
    else:
        after[row[1]] = i
    row[1] = i


@compiled
def gather(day: int, last: int, pool: Pool) -> None:
    """Let those who are back by ``day`` be asked again, in the order of their days."""
    for d in range(pool.fresh.size):
        for past in range(last + 1, day + 1):
            i = pool.due[d, past, 0]
            while i >= 0:
                following = pool.after[i]
                _enlist(i, pool.ready[d], pool.after)
                pool.again[d] += 1
                i = following


@compiled
def _put_off(i: int, day: int, number: int, habits: Habits, pool: Pool) -> None:
    """Have citizen ``i``, who did not come, back in the pool after some days."""
    u = luck(pool.word[i], number)
    if u < habits.early:
        days = habits.early_from
        days += np.int64(u / habits.early * (habits.early_to - habits.early_from + 1))
    else:
        u = (u - habits.early) / (1.0 - habits.early)
        days = habits.late_from + np.int64(u * (habits.late_to - habits.late_from + 1))
    pool.state[i] = MISSED
    back = min(day + days, pool.due.shape[1] - 1)
    _enlist(i, pool.due[pool.district[i], back], pool.after)


@compiled
def _ask(j: int, d: int, people: int, today: Today, pool: Pool, q: Queue) -> None:
    """Let the turn of ``people`` citizens of district ``d`` come at station ``j`` today.

    Those back in the pool come first, then those never asked, in order of their numbers. Some
    come of their own accord, the others are summoned; of these some do not come.
    """
    visit = q.count[j, TAIL]
    for _ in range(people):
        i = pool.ready[d, 0]
        if i >= 0:
            pool.ready[d, 0] = pool.after[i]
            pool.again[d] -= 1
        elif pool.fresh[d] < pool.first[d + 1]:
            i = pool.fresh[d]
            pool.fresh[d] += 1
        else:
            break
        word, number = pool.word[i], FIRST + 4 * np.int64(pool.tries[i])
        pool.tries[i] = min(pool.tries[i] + 1, 255)
        walks_in = luck(word, WALKS_IN) < today.habits.walk_in
        pool.tally[d, 0] += not walks_in
        if not walks_in and luck(word, number + SHOWS_UP) >= today.habits.show_up:
            _put_off(i, today.number, number + BACK_AFTER, today.habits, pool)
            continue
        u = luck(word, number + HOUR)
        q.arrival[j, visit] = _moment(u, today.walking if walks_in else today.invited)
        q.citizen[j, visit] = i
        pool.state[i] = PRESENT
        pool.tally[d, 1] += 1
        visit += 1
    q.count[j, TAIL] = visit


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
        k = np.int64((arrival[v] - low) * scale)
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
    carried, tail = q.count[j, CARRIED], q.count[j, TAIL]
    _sort(carried, tail, q.arrival[j], q.citizen[j], q.log[2, j])
    q.arrival[j, carried:tail] += today.midnight
    for visit in range(carried):
        pool.state[q.citizen[j, visit]] = PRESENT
    for step in range(3):
        unit, service, mean = pool.unit[step], q.service[step, j], today.mean[step]
        for visit in range(tail):
            service[visit] = max(1, np.int64(unit[q.citizen[j, visit]] * mean + 0.5))


@compiled
def summon(stations: Counts, plan: Counts, today: Today, pool: Pool, q: Queue) -> None:
    """Lay out the visits of a working day: who waited yesterday, then who comes today.

    Each row of ``plan`` is (station, district, citizens whose turn it is).
    """
    pool.tally[:] = 0
    for j in stations:
        n = q.count[j, CARRIED]
        q.citizen[j, :n] = q.line[j, :n]
        q.count[j, TAIL] = n
    for k in range(plan.shape[0]):
        _ask(plan[k, 0], plan[k, 1], plan[k, 2], today, pool, q)
    for j in stations:
        _lay_out(j, today, pool, q)


@compiled
def _book(j: int, deadline: int, late: Counts, pool: Pool, q: Queue) -> None:
    """Count the day's dossiers by district; those finished from ``deadline`` on apart."""
    for k in range(q.count[j, LOGGED_3]):
        key = q.log[2, j, k]
        i = q.citizen[j, key & NOBODY]
        d = pool.district[i]
        pool.state[i] = TAKEN
        if key >> VISIT_BITS < deadline:
            pool.tally[d, 2] += 1
        else:
            late[d] += 1


@compiled
def _send_home(j: int, day: int, next_day: float, pool: Pool, q: Queue) -> None:
    """Send home who waits: some come first on the next working day, the others are asked anew."""
    n, received = 0, 0
    for k in range(q.count[j, CARRIED]):
        i = q.line[j, k]
        if luck(pool.word[i], GOES_HOME) < next_day:
            q.line[j, n] = i
            n += 1
            received += k < q.count[j, RECEIVED]
            pool.state[i] = HOME
        else:
            pool.state[i] = BACK
            back = min(day + 1, pool.due.shape[1] - 1)
            _enlist(i, pool.due[pool.district[i], back], pool.after)
    q.count[j, CARRIED], q.count[j, RECEIVED] = n, received


@compiled
def settle_day(stations: Counts, deadline: int, today: Today, pool: Pool, q: Queue) -> Counts:
    """Book the dossiers of a closed day and send home who waits.

    Returns
    -------
    ndarray
        Dossiers of each district finished at or after tick ``deadline``; they are not in
        ``pool.tally``.
    """
    late = np.zeros(pool.fresh.size, np.int64)
    for j in stations:
        _book(j, deadline, late, pool, q)
        _send_home(j, today.number, today.habits.next_day, pool, q)
    return late


@compiled
def census(pool: Pool) -> Counts:
    """Return how many citizens of each district (rows) are in each state (columns)."""
    found = np.zeros((pool.fresh.size, TAKEN + 1), np.int64)
    for d in range(pool.fresh.size):
        for i in range(pool.first[d], pool.fresh[d]):
            found[d, pool.state[i]] += 1
        found[d, NEVER_ASKED] += pool.first[d + 1] - pool.fresh[d]
    return found
