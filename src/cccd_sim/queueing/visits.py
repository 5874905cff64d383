"""Home visits: one kit of a district goes from house to house in one commune a day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled, compiled_with_arrays
from cccd_sim.queueing.pool import (
    AGAIN,
    CAME,
    CHECK_ANEW,
    ELSEWHERE,
    FAILS,
    GOES_HOME_AND_CHECK,
    HOME_VISITS,
    KEPT,
    RECAPTURED,
    RETURNEES,
    TAKEN,
    VISIT,
    Pool,
    anew_number,
    luck,
    normal,
    own_number,
    strike,
    two_lucks,
)
from cccd_sim.queueing.uplink import Uplink, hand_in

Counts = NDArray[np.int64]


class Visiting(NamedTuple):
    """What a visit takes: a lognormal of ``mean`` ticks, then ``between`` to the next house."""

    mean: float
    sigma: float
    between: int
    rework: float  # dossiers the centre refuses


@compiled
def commune_of_next(d: int, pool: Pool) -> int:
    """Return the commune of the citizen of district ``d`` who waits longest for a visit, or -1."""
    row = pool.due[d, pool.due.shape[1] - 1]
    if row[2] == 0:
        return -1
    i, c = pool.sheets[row[0], 0], pool.communes[d]
    while i >= pool.begins[c + 1]:
        c += 1
    return int(c)


@compiled_with_arrays
def communes_of_next(districts: Counts, pool: Pool) -> Counts:
    """Return the commune of whom a kit of each of some districts visits first, or -1."""
    found = np.empty_like(districts)
    for k in range(districts.size):
        found[k] = commune_of_next(districts[k], pool)
    return found


@compiled
def visit_homes(
    districts: Counts, ticks: Counts, spent: Counts, task: Visiting, pool: Pool, up: Uplink
) -> None:
    """Have a kit of each of some districts visit citizens in the commune of the first.

    Whoever is begun within that commune's ``ticks`` is finished; the dossiers are handed in at the
    district's station. ``spent`` takes the ticks each kit was at work in houses.
    """
    for k in range(districts.size):
        d, commune = districts[k], commune_of_next(districts[k], pool)
        spent[k] = _visit(d, commune, ticks[commune], task, pool, up) if commune >= 0 else 0


@compiled
def _visit(d: int, commune: int, ticks: int, task: Visiting, pool: Pool, up: Uplink) -> int:
    """Visit citizens of one district and commune; return the ticks at work."""
    row, state, one = pool.due[d, pool.due.shape[1] - 1], pool.state, pool.missed
    spent, at_work, visits, marks = 0, 0, 0, 0
    while spent < ticks and marks < pool.who.size and commune_of_next(d, pool) == commune:
        strike(1, row, one, pool.sheets, pool.spare)
        i = one[0]
        person = pool.people[i]
        tries = pool.tries[i]
        again = state[i] & AGAIN
        own = own_number(person.member)
        first = anew_number(person.member, tries) if again else own + VISIT
        z = normal(person.word, first)
        need = int(task.mean * np.exp(task.sigma * z - task.sigma**2 / 2))
        _, check = two_lucks(person.word, own + GOES_HOME_AND_CHECK)
        if again:
            check = luck(person.word, first + CHECK_ANEW)
        fails = check < task.rework
        state[i] = (state[i] & KEPT) | CAME | (FAILS if fails else 0)
        pool.tries[i] = min(tries + 1, 255)
        spent += need + task.between
        at_work += need
        if state[i] & (ELSEWHERE | FAILS | AGAIN):
            pool.who[marks], pool.places[marks] = i, visits
            marks += 1
        visits += 1
        column = RETURNEES if state[i] & ELSEWHERE else RECAPTURED if again else TAKEN
        pool.tally[d, column] += 1
        pool.tally[d, HOME_VISITS] += int(column == TAKEN)
    hand_in(d, visits, marks, pool.who, pool.places, up)
    return int(at_work)
