"""Completion and upload: each station's dossiers, first in, first out, evening after evening.

Dossiers are counted, not kept. Only those that need a look when they are sent are written down
with their number at the station: of people living elsewhere, of those the centre will refuse, and
(by their district alone) all that were taken at a station that serves several districts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled, compiled_with_arrays
from cccd_sim.queueing.memory import kept, kept_size
from cccd_sim.queueing.pool import (
    AGAIN,
    BACK,
    ELSEWHERE,
    FAILS,
    KEPT,
    Pool,
    district_of,
    enlist,
)
from cccd_sim.queueing.turns import Sites

Counts = NDArray[np.int64]

ACCEPTED, REFUSED, OF_RETURNEES, OUTCOMES = range(4)
"""Columns of what is sent: of residents, to be refused, of people living elsewhere."""


ROWS = "numbers", "owners"


class Uplink(NamedTuple):
    """The evening's work, by station (S)."""

    taken: Counts  # (S) dossiers since the start …
    sent: Counts  # (S) … and those sent up
    marks: Counts  # (S) marked dossiers written …
    seen: Counts  # (S) … and looked at
    number: NDArray[np.int32]  # (S, room) number of each marked dossier at its station
    who: NDArray[np.int32]  # (S, room) whose it is; or -1 - d: any citizen's of district d


def empty_uplink(stations: int) -> Uplink:
    """Return stations without dossiers."""
    taken, sent, marks, seen = (np.zeros(stations, np.int64) for _ in range(4))
    room = min(kept_size(name) for name in ROWS) // stations
    number, who = (kept(name, (stations, room), np.int32) for name in ROWS)
    return Uplink(taken, sent, marks, seen, number, who)


def with_room(up: Uplink, marks: int) -> Uplink:
    """Return an uplink with room for ``marks`` more marked dossiers at every station."""
    old, needed = up.number.shape[1], int(up.marks.max()) + marks
    if needed <= old:
        return up
    grown = [kept(name, (up.marks.size, needed * 2), np.int32) for name in ROWS]
    for new, row in zip(grown, (up.number.copy(), up.who.copy()), strict=True):
        new[:, :old] = row
    return up._replace(number=grown[0], who=grown[1])


@compiled
def hand_in(j: int, n: int, marks: int, marked: Counts, where: Counts, up: Uplink) -> None:
    """Add ``n`` dossiers to those of station ``j``; ``marked[k]`` owns the ``where[k]``-th."""
    number, who, at, before = up.number[j], up.who[j], up.marks[j], up.taken[j]
    for k in range(marks):
        number[at + k], who[at + k] = before + where[k], marked[k]
    up.marks[j] += marks
    up.taken[j] += n


@compiled_with_arrays
def send_up(
    capacity: Counts, due: Counts, sites: Sites, pool: Pool, up: Uplink
) -> tuple[Counts, Counts]:
    """Send up to ``capacity[e, j]`` dossiers of each station in evening ``e``, one after another.

    Whose dossier the centre will refuse is asked again from day ``due[e]`` on.

    Returns
    -------
    tuple of ndarray
        Dossiers sent, by evening and station; and by evening, district and outcome.
    """
    sent = np.zeros(capacity.shape, np.int64)
    found = np.zeros((due.size, pool.gone.size, OUTCOMES), np.int64)
    for e in range(due.size):
        for j in range(capacity.shape[1]):
            n = min(up.taken[j] - up.sent[j], capacity[e, j])
            if n == 0:
                continue
            up.sent[j] += n
            sent[e, j] = n
            plain = n - _look_at(j, due[e], found[e], pool, up)
            if plain > 0:
                found[e, sites.homes[j], ACCEPTED] += plain
    return sent, found


@compiled
def _look_at(j: int, due: int, found: Counts, pool: Pool, up: Uplink) -> int:
    """Look at the marked dossiers among those sent; return how many there were."""
    # arrays and counters are fetched once: fetching them each time would count references
    state, who, places, first = pool.state, pool.missed, pool.places, pool.first
    number, owner, columns, sent = up.number[j], up.who[j], pool.due.shape[1], up.sent[j]
    begin, seen, end, listed, d = up.seen[j], up.seen[j], up.marks[j], 0, 0
    while seen < end and number[seen] < sent:
        i = owner[seen]
        seen += 1
        if i < 0:
            found[-1 - i, ACCEPTED] += 1
            continue
        d = district_of(i, d, first)
        if state[i] & FAILS:
            found[d, REFUSED] += 1
            state[i] = (state[i] & KEPT) | BACK | AGAIN
            who[listed], places[listed] = i, d * columns + min(due, columns - 2)
            listed += 1
            if listed == who.size:
                enlist(listed, who, places, pool)
                listed = 0
        elif state[i] & ELSEWHERE:
            found[d, OF_RETURNEES] += 1
        else:
            found[d, ACCEPTED] += 1
    if listed > 0:
        enlist(listed, who, places, pool)
    up.seen[j] = seen
    return int(seen - begin)
