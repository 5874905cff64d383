"""Whose turn it is: citizens by station and district, those back in the pool before the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled, compiled_with_arrays
from cccd_sim.queueing.pool import (
    AGAIN,
    AWAY,
    CANNOT_COME,
    ELSEWHERE,
    EXCUSED,
    HOUSEBOUND,
    KEPT,
    LIVES_ELSEWHERE,
    NEVER_ASKED,
    WAVE,
    Pool,
    enlist,
    own_number,
    strike,
    two_lucks,
)

Counts = NDArray[np.int64]
Moments = NDArray[np.float64]


class Sites(NamedTuple):
    """Where stations are today, by station."""

    homes: Counts  # the one district it serves, or -1 for all
    communes: Counts  # the commune a mobile team is in, else -1
    hours: Counts  # which hours it keeps: a row of Today.upto
    show_up: Moments  # probability that the summoned come


class Waves(NamedTuple):
    """When people living elsewhere come home; the rest never do."""

    upto: Moments  # (W) cumulative shares
    first: Counts  # (W) days
    last: Counts


@compiled
def next_in_turn(d: int, commune: int, turns: int, present: float, pool: Pool) -> int:
    """Note in ``pool.who`` whose turn it is: those back in the pool, then those never asked.

    Of the latter only the share ``present`` is there to be asked, so more have their turn. With
    a ``commune`` (not negative) only those of it who were never asked.
    """
    ready, who, fresh, n, left = pool.ready[d], pool.who, pool.fresh, 0, turns
    first, last = pool.communes[d], pool.communes[d + 1]
    if commune >= 0:
        first, last = commune, commune + 1
    else:
        n = min(turns, int(ready[2]))
        strike(n, ready, who, pool.sheets, pool.spare)
        left = turns - n
    left = min(int(left / present + 0.5), who.size - n)
    for c in range(first, last):
        here = min(left, pool.begins[c + 1] - fresh[c])
        for k in range(here):
            who[n + k] = fresh[c] + k
        fresh[c] += here
        n += here
        left -= here
        if left == 0:
            break
    return n


@compiled
def excuse(d: int, n: int, day: int, waves: Waves, pool: Pool) -> int:
    """Keep in ``pool.who`` those of the first ``n`` who can come today; return how many.

    Who cannot leave home is put on the list of home visits; who lives elsewhere and is not here
    is asked on the day she comes home, if ever.
    """
    # arrays are fetched once: fetching them from a tuple for each citizen would count references
    people, state, who, missed, places = pool.people, pool.state, pool.who, pool.missed, pool.places
    upto, first, last = waves.upto, waves.first, waves.last
    columns, here, listed, gone, kinds = pool.due.shape[1], 0, 0, 0, pool.records
    for k in range(n):  # all at once: fetching some of them one by one would wait for each
        kinds[k] = people[who[k]].kind
    for k in range(n):
        i, kind = who[k], kinds[k]
        who[here] = i
        here += 1
        if kind & (LIVES_ELSEWHERE | CANNOT_COME) == 0:
            continue
        if state[i] & (ELSEWHERE | AGAIN) == 0 and state[i] != NEVER_ASKED | EXCUSED:
            continue
        person = people[i]
        column, place = columns - 1, HOUSEBOUND
        if kind & LIVES_ELSEWHERE:
            u, when = two_lucks(person.word, own_number(person.member) + WAVE)
            w = 0
            while w < upto.size and u >= upto[w]:
                w += 1
            if w == upto.size or day > last[w]:
                here, gone, state[i] = here - 1, gone + 1, (state[i] & KEPT) | AWAY
                continue
            column, place = first[w] + int(when * (last[w] - first[w] + 1)), AWAY
            column = min(column, columns - 2)
            if column <= day and kind & CANNOT_COME:
                column, place = columns - 1, HOUSEBOUND
        if column > day:
            here, state[i] = here - 1, (state[i] & KEPT) | place
            missed[listed], places[listed] = i, d * columns + column
            listed += 1
    pool.gone[d] += gone
    if listed > 0:
        enlist(listed, missed, places, pool)
    return here


@compiled
def _asked(turns: int, present: float) -> int:
    """Return no less than the citizens asked when ``turns`` have their turn, some at a time."""
    return int(turns / present + turns / 200 + 2.0)


@compiled
def districts_of(j: int, sites: Sites, plan: Counts) -> range:
    """Return the districts whose citizens may come to station ``j``: its own, or all."""
    d = sites.homes[j]
    return range(d, d + 1) if d >= 0 else range(plan.shape[1])


@compiled_with_arrays
def reach(plan: Counts, sites: Sites, present: float, pool: Pool) -> Counts:
    """Return how far, by district, luck must be drawn for a ``plan``: citizens from the first."""
    needed = np.zeros(plan.shape[1], np.int64)
    turns, of_teams = np.zeros_like(needed), np.zeros_like(pool.fresh)
    for j in range(plan.shape[0]):
        for d in districts_of(j, sites, plan):
            if plan[j, d] > 0 and sites.communes[j] < 0:
                turns[d] += _asked(plan[j, d], present)
            elif plan[j, d] > 0:
                of_teams[sites.communes[j]] += _asked(plan[j, d], present)
    for d in range(plan.shape[1]):
        left = max(np.int64(0), turns[d] - pool.ready[d, 2])
        for c in range(pool.communes[d], pool.communes[d + 1]):
            never_asked = pool.begins[c + 1] - pool.fresh[c]
            asked = min(never_asked, of_teams[c] + left)
            left = max(np.int64(0), left - asked)
            if asked > 0:
                needed[d] = pool.fresh[c] + asked - pool.first[d]
    return needed


@compiled_with_arrays
def available(pool: Pool) -> Counts:
    """Return how many citizens of each district can be asked today."""
    left = pool.ready[:, 2].astype(np.int64)
    for d in range(left.size):
        for c in range(pool.communes[d], pool.communes[d + 1]):
            left[d] += pool.begins[c + 1] - pool.fresh[c]
    return left


@compiled_with_arrays
def share_out(wanted: Moments, host: int, sites: Sites, pool: Pool) -> Counts:
    """Return whose turn it is: citizens by station (rows) and district (columns).

    Station ``j`` asks for ``wanted[j]`` citizens of its district, a mobile team in its commune;
    teams come first, then the districts' stations, then the provincial one, if there is one (its
    ``host`` not negative): it asks for citizens of every district in proportion to who remains; of
    the fractions the host's is rounded up first, then the largest.
    """
    rest = available(pool)
    plan = np.zeros((wanted.size, rest.size), np.int64)
    for mobile in (True, False):
        for j in range(wanted.size):
            d, c = sites.homes[j], sites.communes[j]
            if d >= 0 and (c >= 0) == mobile:
                left = pool.begins[c + 1] - pool.fresh[c] if mobile else rest[d]
                plan[j, d] = min(int(wanted[j] + 0.5), left)
                rest[d] -= plan[j, d]
    for j in range(wanted.size):
        if sites.homes[j] < 0 and rest.sum() > 0:
            _spread(min(int(wanted[j] + 0.5), rest.sum()), host, rest, plan[j])
    return plan


@compiled_with_arrays
def _spread(people: int, host: int, rest: Counts, row: Counts) -> None:
    """Ask for ``people`` of all districts in proportion to ``rest``."""
    fraction, total, over = np.empty(rest.size), rest.sum(), people
    for d in range(rest.size):
        exact = rest[d] * (people / total)
        row[d] = int(exact)
        fraction[d] = exact - row[d] + (1.0 if d == host else 0.0)
        over -= row[d]
    for _ in range(over):
        best = -1
        for d in range(rest.size):
            if row[d] < rest[d] and (best < 0 or fraction[d] > fraction[best]):
                best = d
        row[best] += 1
        fraction[best] -= 2.0  # once round before anybody's second turn
