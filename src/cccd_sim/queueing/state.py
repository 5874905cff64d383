"""The queues of all stations on one day, as plain arrays.

Every visit of the day has a number at its station: first those who waited yesterday (the
received before the others), then today's arrivals in order of time. A kit's slot is its number in
the province, at whichever station it works. Servers are kept as a sorted row of keys, so that one
comparison orders by time and then by number:

* at a desk ``free << VISIT_BITS | visit``: when it is free, and whom it then hands on
  (``NOBODY`` if she has been handed on already);
* at capture ``free << KIT_BITS | slot``: when the kit is free, and which it is.

A citizen queues for capture under ``ready << VISIT_BITS | visit`` and keeps that key when her
kit fails: sorting the returned keys *is* putting her at the head of the queue.

A service takes its drawn ticks times the pace of the crew at its start (learning, fatigue), in
units of ``1 / UNIT``. Whoever is to be sent away after reception has her ticks there negated.
Without finishing desks the reception desks finish too, reception first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.memory import kept, kept_size

VISIT_BITS = 21
KIT_BITS = 12
NOBODY = (1 << VISIT_BITS) - 1
SLOT = (1 << KIT_BITS) - 1
PACE_BITS = 16
UNIT = 1 << PACE_BITS
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
    SENT_AWAY,  # received, and sent away to have a record mended
    PACE,  # of the crews at the desks
    THAW,  # no capture starts before this tick: the line is down
    COUNTERS,
) = range(22)


# Rows of ``Queue.kits`` …
HOLDS, FAILED, BUSY, OVERTIME, DONE, KIT_ROWS = range(6)

# … and of ``Queue.visits``. READY: when those in LINE were received; NEED: ticks of each step;
# LOG: departures from each step.
WHO, ARRIVAL, LINE, READY, NEED_1, NEED_2, NEED_3, LOG_1, LOG_2, LOG_3, ROWS = range(11)


class Queue(NamedTuple):
    """Arrays over stations (S), servers (M), kits (K) and visits of a day (V); ticks in int64.

    Few and large, because handing an array to compiled code costs more than a row in it.
    """

    counts: NDArray[np.int64]  # (S, COUNTERS)
    free: NDArray[np.int64]  # (3, S, M) sorted server keys of each step
    kits: NDArray[np.int64]  # (KIT_ROWS, S, K)
    visits: NDArray[np.int64]  # (ROWS, S, V)
    paces: NDArray[np.int64]  # (K) of the crew at each kit, wherever it is

    @property
    def holds(self) -> NDArray[np.int64]:
        """Key of the citizen at each kit, or -1."""
        return _rows(self.kits, HOLDS)

    @property
    def failed(self) -> NDArray[np.int64]:
        """Sorted keys of the citizens whose kit failed; ``RETURNED`` tells how many."""
        return _rows(self.kits, FAILED)

    @property
    def busy(self) -> NDArray[np.int64]:
        """Ticks of capture begun today, by kit."""
        return _rows(self.kits, BUSY)

    @property
    def overtime(self) -> NDArray[np.int64]:
        """Of which outside the opening hours."""
        return _rows(self.kits, OVERTIME)

    @property
    def done(self) -> NDArray[np.int64]:
        """Captures begun in the whole campaign, by kit."""
        return _rows(self.kits, DONE)

    @property
    def citizen(self) -> NDArray[np.int64]:
        """Whose visit it is."""
        return _rows(self.visits, WHO)

    @property
    def arrival(self) -> NDArray[np.int64]:
        """When she came; the opening for those who waited yesterday."""
        return _rows(self.visits, ARRIVAL)

    @property
    def line(self) -> NDArray[np.int64]:
        """Citizens who wait for tomorrow: ``RECEIVED`` first, ``CARRIED`` in all."""
        return _rows(self.visits, LINE)

    @property
    def service(self) -> NDArray[np.int64]:
        """Ticks each step takes (3, S, V)."""
        return _rows(self.visits, slice(NEED_1, LOG_1))

    @property
    def log(self) -> NDArray[np.int64]:
        """Departures of each step (3, S, V): ``end << VISIT_BITS | visit``, in order."""
        return _rows(self.visits, slice(LOG_1, ROWS))


def _rows(array: NDArray[np.int64], which: int | slice) -> NDArray[np.int64]:
    """Return some rows of an array, to read and to write."""
    found: NDArray[np.int64] = array[which]
    return found


def empty_queue(stations: int, servers: int, kits: int, visits: int) -> Queue:
    """Return stations with no kit, no desk and nobody in them; room for ``visits`` or more each."""
    visits = max(visits, kept_size("visits") // (ROWS * stations))
    queue = Queue(
        counts=np.zeros((stations, COUNTERS), np.int64),
        free=np.full((3, stations, servers + 1), FAR, np.int64),
        kits=np.zeros((KIT_ROWS, stations, kits + 1), np.int64),
        visits=kept("visits", (ROWS, stations, visits), np.int64),
        paces=np.zeros(kits + 1, np.int64),
    )
    queue.holds[:] = -1
    queue.counts[:, PACE] = queue.paces[:] = UNIT
    return queue


def with_room(queue: Queue, visits: int) -> Queue:
    """Return the queue with room for ``visits`` a station; who is carried over stays."""
    rows, stations, old = queue.visits.shape
    if visits <= old:
        return queue
    waiting = queue.visits[LINE : READY + 1].copy()
    grown = kept("visits", (rows, stations, max(visits, old * 3 // 2)), np.int64)
    grown[LINE : READY + 1, :, :old] = waiting
    return queue._replace(visits=grown)
