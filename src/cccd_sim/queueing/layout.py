"""The day's visits laid out: in order of time, each with its three services."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.pool import (
    AGAIN,
    AGE_BAND,
    CAME,
    FAILS,
    KEPT,
    LOW,
    MENDED,
    READY_OR_AWAY,
    STAYS,
    UNREADY,
    Pool,
    anew_number,
    luck,
    mixed,
    own_number,
)
from cccd_sim.queueing.state import (
    ARRIVAL,
    CAPTURE,
    CARRIED,
    LINE,
    LOG_1,
    LOG_2,
    LOG_3,
    NEED_1,
    NEED_2,
    NEED_3,
    NOBODY,
    RECEIVED,
    TAIL,
    VISIT_BITS,
    WHO,
    Queue,
)
from cccd_sim.queueing.today import Today

Counts = NDArray[np.int64]


@compiled
def sort(keys: Counts, spare: Counts, ends: Counts) -> None:
    """Sort ``keys``: about as many buckets as keys, then insertion."""
    low, high, shift = keys[0], keys[0], 0
    for key in keys:
        low, high = min(low, key), max(high, key)
    span = high - low
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
def _services(j: int, today: Today, pool: Pool, q: Queue) -> None:
    """Give each visit of the day its three services; negative: sent away after reception.

    In NEED_1 stand the bits of each citizen's record: above, from which share on it is ready;
    below, whether it must be mended first.
    """
    people, state, mean, unready = pool.people, pool.state, today.mean, today.unready
    citizen, n, received = q.visits[WHO, j], q.counts[j, TAIL], q.counts[j, RECEIVED]
    need_1, need_2, need_3 = q.visits[NEED_1, j], q.visits[NEED_2, j], q.visits[NEED_3, j]
    ready, sent_away = np.int64(today.ready * 2.0**32), np.int64(today.habits.sent_away * 2.0**32)
    for visit in range(n):
        i, bits, sign = citizen[visit], need_1[visit], 1
        person, ready_from = people[i], bits >> 32 & LOW
        need = person.reception * mean[0]
        if ready_from > ready:
            u = luck(person.word, own_number(person.member) + UNREADY)
            need = unready[int(u * unready.size)] * mean[3]
            if visit >= received and bits & LOW < sent_away:
                sign = -1
        need_1[visit] = sign * max(1, int(need + 0.5))
        need_2[visit] = max(1, int(person.capture * mean[1] + 0.5))
        need_3[visit] = max(1, int(person.finishing * mean[2] + 0.5))
        # by now the record of those whose dossier was refused is ready from the share 0 on
        if ready_from == 0 and state[i] & AGAIN:
            _draw_anew(j, visit, today, pool, q)


@compiled
def _draw_anew(j: int, visit: int, today: Today, pool: Pool, q: Queue) -> None:
    """Draw the services anew of a visitor whose dossier was refused."""
    mean, anew, i = today.mean, today.anew, q.visits[WHO, j, visit]
    person = pool.people[i]
    first = anew_number(person.member, pool.tries[i])
    for step in range(3):
        u = luck(person.word, first + step)
        need = mean[step] * anew[step, int(u * anew.shape[1])]
        if step == CAPTURE:
            need *= today.factors[person.kind >> AGE_BAND]
        q.visits[NEED_1 + step, j, visit] = max(1, int(need + 0.5))


@compiled
def lay_out(j: int, today: Today, pool: Pool, q: Queue) -> None:
    """Put the day's arrivals in order of time, behind those who waited yesterday."""
    carried, tail = q.counts[j, CARRIED], q.counts[j, TAIL]
    citizen, arrival, came = q.visits[WHO, j], q.visits[ARRIVAL, j], q.visits[LOG_3, j]
    if tail > carried:
        sort(arrival[carried:tail], q.visits[LOG_2, j], q.visits[LOG_1, j])
    records, unsorted = q.visits[NEED_1, j], q.visits[NEED_3, j]
    for visit in range(carried, tail):
        came_as = arrival[visit] & NOBODY
        citizen[visit], records[visit] = came[came_as], unsorted[came_as]
        arrival[visit] = today.midnight + (arrival[visit] >> VISIT_BITS)
    state, people = pool.state, pool.people
    for visit in range(carried):
        i = q.visits[LINE, j, visit]
        citizen[visit], person = i, people[i]
        bits = np.int64(mixed(person.word, own_number(person.member) + READY_OR_AWAY))
        records[visit] = bits & LOW if state[i] & (AGAIN | MENDED) else bits
        state[i] = (state[i] & (KEPT | FAILS)) | CAME | STAYS
    _services(j, today, pool, q)
