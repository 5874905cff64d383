"""The queues of all stations on one day, as plain arrays.

Every visit of the day has a number at its station: first those who waited yesterday (the
received before the others), then today's arrivals in order of time. Servers are kept as a
sorted row of keys, so that one comparison orders by time and then by number:

* at a desk ``free << VISIT_BITS | visit``: when it is free, and whom it then hands on
  (``NOBODY`` if she has been handed on already);
* at capture ``free << KIT_BITS | slot``: when the kit is free, and its place at the station.

A citizen queues for capture under ``ready << VISIT_BITS | visit`` and keeps that key when her
kit fails: sorting the returned keys *is* putting her at the head of the queue.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

VISIT_BITS = 21
KIT_BITS = 12
NOBODY = (1 << VISIT_BITS) - 1
SLOT = (1 << KIT_BITS) - 1
FAR = 1 << 62
"""Later than anything: the key of a server that is not there."""

RECEPTION, CAPTURE, FINISHING = range(3)

# Counters of one station: columns of ``Queue.counts``.
(
    HEAD,  # next visit to be received
    TAIL,  # visits laid out for the day
    LOGGED_1,  # departures from reception written to the log …
    PASSED_1,  # … and how many of them capture has taken
    LOGGED_2,
    PASSED_2,
    LOGGED_3,
    KITS_UP,
    RETURNED,  # citizens whose kit failed, waiting at the head of the capture queue
    CARRIED,  # visits kept from yesterday …
    RECEIVED,  # … of whom so many were received and not captured
    GATE,  # nobody starts before this tick (the opening)
    SHUT,  # nobody starts from this tick on (the break or the closing)
    REOPEN,  # when the break ends that began at SHUT
    NOW,  # how far the queue has been advanced
    DESKS_1,
    DESKS_3,
    WAITED,  # ticks waited by all visits of the day
    COUNTERS,
) = range(19)


class Queue(NamedTuple):
    """Arrays over stations (S), servers (M), kits (K) and visits of a day (V); ticks in int64."""

    counts: NDArray[np.int64]  # (S, COUNTERS)
    free: NDArray[np.int64]  # (3, S, M) sorted server keys
    holds: NDArray[np.int64]  # (S, K) key of the citizen at each kit, or -1
    returned: NDArray[np.int64]  # (S, K) sorted keys of citizens whose kit failed
    busy: NDArray[np.int64]  # (S, K) ticks of capture begun today
    overtime: NDArray[np.int64]  # (S, K) of which outside the opening hours
    line: NDArray[np.int64]  # (S, V) citizens who wait for tomorrow: RECEIVED first, CARRIED in all
    citizen: NDArray[np.int64]  # (S, V)
    arrival: NDArray[np.int64]  # (S, V)
    service: NDArray[np.int64]  # (3, S, V)
    log: NDArray[np.int64]  # (3, S, V) departures of each step: ``end << VISIT_BITS | visit``


def empty_queue(stations: int, servers: int, kits: int, visits: int) -> Queue:
    """Return stations with no kit, no desk and nobody in them."""

    def zeros(*shape: int) -> NDArray[np.int64]:
        return np.zeros(shape, np.int64)

    return Queue(
        counts=zeros(stations, COUNTERS),
        free=np.full((3, stations, servers + 1), FAR, np.int64),
        holds=np.full((stations, kits + 1), -1, np.int64),
        returned=zeros(stations, kits + 1),
        busy=zeros(stations, kits + 1),
        overtime=zeros(stations, kits + 1),
        **_visits(stations, visits),
    )


def with_room(queue: Queue, visits: int) -> Queue:
    """Return the queue with room for ``visits`` a station; who is carried over stays."""
    if visits <= queue.arrival.shape[1]:
        return queue
    stations, old = queue.arrival.shape
    grown = queue._replace(**_visits(stations, max(visits, old * 3 // 2)))
    grown.line[:, :old] = queue.line
    return grown


def _visits(stations: int, visits: int) -> dict[str, NDArray[Any]]:
    """Return the arrays that are as long as a day's visits."""
    return {
        "line": np.zeros((stations, visits), np.int64),
        "citizen": np.zeros((stations, visits), np.int64),
        "arrival": np.zeros((stations, visits), np.int64),
        "service": np.zeros((3, stations, visits), np.int64),
        "log": np.zeros((3, stations, visits), np.int64),
    }
