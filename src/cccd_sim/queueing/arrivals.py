"""Who comes to a station today, and when: luck looked up, the day's visits laid out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.layout import lay_out
from cccd_sim.queueing.pool import (
    AGAIN,
    ARRIVED,
    AT_A_TIME,
    BACK_AFTER,
    CAME,
    CHECK_ANEW,
    FAILS,
    FIRST,
    GOES_HOME_AND_CHECK,
    KEPT,
    LOW,
    MENDED,
    MISSED,
    MOST_TRIES,
    OF_A_MEMBER,
    PER_TRY,
    READY_OR_AWAY,
    SHOWS_UP_AT,
    STAYS,
    SUMMONED,
    WALKS_IN,
    Pool,
    anew_number,
    enlist,
    luck,
    mixed,
    own_number,
    two_lucks,
)
from cccd_sim.queueing.state import (
    ARRIVAL,
    CARRIED,
    LOG_3,
    NEED_3,
    TAIL,
    VISIT_BITS,
    Queue,
)
from cccd_sim.queueing.today import Today
from cccd_sim.queueing.turns import Sites, districts_of, excuse, next_in_turn

Counts = NDArray[np.int64]
Moments = NDArray[np.float64]


@compiled
def _draw_lucks(n: int, pool: Pool) -> None:
    """Note the luck of the first ``n`` citizens of ``pool.who``; then their turn is over.

    Few branches: the numbers of one citizen after the other are computed side by side.
    """
    people, tries, state, who, u = pool.people, pool.tries, pool.state, pool.who, pool.lucks
    word, number, own, record = pool.words, pool.numbers[0], pool.numbers[1], pool.records
    for k in range(n):
        i = who[k]
        person = people[i]
        word[k], own[k] = person.word, own_number(person.member)
        number[k] = FIRST + PER_TRY * np.int64(tries[i])
    walks_in, shows_up, hour, goes_home, check = u[0], u[1], u[2], u[3], u[4]
    for k in range(n):
        walks_in[k] = luck(word[k], WALKS_IN)
        shows_up[k], hour[k] = two_lucks(word[k], number[k] + SHOWS_UP_AT)
    for k in range(n):
        goes_home[k], check[k] = two_lucks(word[k], own[k] + GOES_HOME_AND_CHECK)
        record[k] = np.int64(mixed(word[k], own[k] + READY_OR_AWAY))
    for k in range(n):
        i = who[k]
        if state[i] & (AGAIN | MENDED):
            record[k] &= LOW  # ready from the share 0 on
            if state[i] & AGAIN:
                member = (own[k] - own_number(0)) // OF_A_MEMBER
                check[k] = luck(word[k], anew_number(member, tries[i]) + CHECK_ANEW)
        tries[i] = min(tries[i] + 1, MOST_TRIES)


@compiled
def _ask(j: int, d: int, n: int, today: Today, sites: Sites, pool: Pool, q: Queue) -> None:
    """Let the turn of the first ``n`` citizens of ``pool.who`` come at station ``j`` today.

    Some come of their own accord, the others are summoned; of these some do not come.
    """
    # arrays are fetched once: fetching them from a tuple for each citizen would count references
    state, who, u, missed = pool.state, pool.who, pool.lucks, pool.missed
    record, habits, show_up = pool.records, today.habits, sites.show_up[j]
    walk_in, next_day, rework = habits.walk_in, habits.next_day, habits.rework
    hours = sites.hours[j]
    upto, start, pace = today.upto[hours], today.start[hours], today.pace[hours]
    arrival, came, records = q.visits[ARRIVAL, j], q.visits[LOG_3, j], q.visits[NEED_3, j]
    before, summoned, absent = q.counts[j, TAIL], 0, 0
    visit = before
    for k in range(n):
        i, walks_in = who[k], int(u[0, k] < walk_in)
        comes = walks_in | int(u[1, k] < show_up)
        summoned += 1 - walks_in
        share, piece, behind = u[2, k], 0, 0.0
        while share >= upto[walks_in, piece]:
            behind = upto[walks_in, piece]
            piece += 1
        moment = start[walks_in, piece] + (share - behind) * pace[walks_in, piece]
        # noted of everybody, and overwritten if she does not come: cheaper than to foresee it
        arrival[visit] = int(moment) << VISIT_BITS | visit  # unsorted yet, see layout
        came[visit], records[visit], missed[absent] = i, record[k], k
        will = CAME | (STAYS * int(u[3, k] < next_day)) | (FAILS * int(u[4, k] < rework))
        state[i] = (state[i] & KEPT) | (will if comes else MISSED)
        visit += comes
        absent += 1 - comes
    q.counts[j, TAIL] = visit
    pool.tally[d, SUMMONED] += summoned
    pool.tally[d, ARRIVED] += visit - before
    if absent > 0:
        _put_off(absent, d, today, pool)


@compiled
def _put_off(absent: int, d: int, today: Today, pool: Pool) -> None:
    """Have the first ``absent`` of ``pool.missed``, who did not come, asked again some day."""
    habits, columns, places = today.habits, pool.due.shape[1], pool.places
    who, word, number, missed = pool.who, pool.words, pool.numbers[0], pool.missed
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
        places[m] = d * columns + min(today.number + away, columns - 2)
    enlist(absent, missed, places, pool)


@compiled
def summon(
    stations: Counts, plan: Counts, today: Today, sites: Sites, pool: Pool, q: Queue
) -> None:
    """Lay out the visits of a working day: who waited yesterday, then who comes today.

    ``plan[j, d]`` citizens of district ``d`` have their turn at station ``j``. One station after
    the other, so that what is written of it is still at hand when it is sorted.
    """
    pool.tally[:] = 0
    for j in stations:
        q.counts[j, TAIL] = q.counts[j, CARRIED]
        for d in districts_of(j, sites, plan):
            turns = plan[j, d]
            while turns > 0:
                some = min(turns, int(AT_A_TIME * today.habits.present) - 1)
                n = next_in_turn(d, sites.communes[j], some, today.habits.present, pool)
                here = excuse(d, n, today.number, today.waves, pool)
                _draw_lucks(here, pool)
                _ask(j, d, here, today, sites, pool, q)
                turns = turns - some if n > 0 else 0
        lay_out(j, today, pool, q)
