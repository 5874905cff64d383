"""Stations that know who began what when, and what they tell of a day when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.station import Stations
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing import changes, kernel
from cccd_sim.queueing.pool import STAYS
from cccd_sim.queueing.retrace import no_starts, retrace, snapshot
from cccd_sim.queueing.state import (
    CAPTURE,
    CARRIED,
    FINISHING,
    HEAD,
    LOGGED_1,
    LOGGED_2,
    LOGGED_3,
    NOBODY,
    READY,
    RECEIVED,
    RECEPTION,
    TAIL,
    VISIT_BITS,
)
from cccd_sim.results.events import LATER, TOMORROW, Events, Kind, made
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Broken(NamedTuple):
    """A capture that ended because its kit failed or was taken away."""

    station: int
    who: int
    kit: int
    start: int
    end: int


class WatchedStations(Stations):
    """Stations that note the start of every step of every visit of the day.

    Parameters
    ----------
    at_close
        Called when the queues have closed, before anybody is sent home.
    """

    def __init__(
        self, scenario: Scenario, count: int, kits: int, at_close: Callable[[], None]
    ) -> None:
        super().__init__(scenario, count, kits)
        self.at_close = at_close
        self.starts = no_starts(self.queue)
        self.broken: list[Broken] = []
        self.are_open = False
        self.gates = self.carried = self.received = np.zeros(count, np.int64)
        """When each opened today, and who had waited since yesterday."""

    def advance(self, stations: Counts, now: int, closing: bool = False) -> None:
        """Advance some stations, and note who began what meanwhile: before every change."""
        before = snapshot(stations, self.queue)
        kernel.advance(stations, now, closing, self.queue)
        retrace(stations, before, self.starts, self.queue)

    def open(self, gates: Counts, shut: int, desks: Counts) -> None:
        """Open for the first block of the day."""
        super().open(gates, shut, desks)
        counts = self.queue.counts
        self.gates, self.are_open, self.broken = gates, True, []
        self.carried, self.received = counts[:, CARRIED].copy(), counts[:, RECEIVED].copy()
        if self.starts.kit.shape != self.queue.visits.shape[1:]:
            self.starts = no_starts(self.queue)

    def pause(self, now: int, until: int) -> None:
        """Begin a break."""
        self.advance(self.open_today, now)
        super().pause(now, until)

    def reopen(self, now: int, gates: Counts, shut: int) -> None:
        """End a break."""
        self.advance(self.open_today, now)
        super().reopen(now, gates, shut)

    def set_pace(self, now: int, desks: Counts, kits: Counts) -> None:
        """Have crews work at another pace from now on."""
        self.advance(self.all, now)
        super().set_pace(now, desks, kits)

    def freeze(self, stations: Counts, now: int, until: int) -> None:
        """Stop capture while the line is down."""
        self.advance(stations, now)
        super().freeze(stations, now, until)

    def gain(self, station: int, slot: int, now: int) -> None:
        """Put a kit to work, new or repaired."""
        self.advance(self.here(station), now)
        super().gain(station, slot, now)

    def unfinished(self, station: int, slot: int, now: int) -> int:
        """Return the ticks a kit still needs for a capture begun before closing."""
        self.advance(self.here(station), now)
        return super().unfinished(station, slot, now)

    def lose(self, station: int, slot: int, now: int) -> None:
        """Take a kit away from work, and note whose capture that broke off."""
        self.advance(self.here(station), now)
        key = int(self.queue.holds[station, slot])
        if key >= 0:
            visit = key & NOBODY
            who, start = self.queue.citizen[station, visit], self.starts.capture[station, visit]
            self.broken.append(Broken(station, int(who), slot, int(start), now))
        super().lose(station, slot, now)

    def man(self, lost: Counts, gained: Counts, now: int) -> None:
        """Take some kits away from work and put others to it, one by one."""
        for station, slot in lost.T.tolist():
            self.lose(station, slot, now)
        for station, slot in gained.T.tolist():
            self.gain(station, slot, now)

    def close(self, now: int) -> None:
        """Close for the day, step by step as :func:`moments.close` does in one."""
        self.advance(self.open_today, now)
        changes.count_overtime(self.open_today, self.queue)
        self.advance(self.open_today, changes.FOREVER, closing=True)
        changes.close_day(self.open_today, self.queue)
        for station in self.open_today.tolist():
            self.note_end(changes.last_end(station, self.queue))
        self.are_open = False
        self.at_close()

    # ---- what a closed day tells -----------------------------------------------------------------

    def finished(self, j: int) -> tuple[Counts, Counts]:
        """Return whose dossiers were finished at a station, and when, in this order."""
        log = self.queue.log[FINISHING, j, : self.queue.counts[j, LOGGED_3]]
        return self.queue.citizen[j, log & NOBODY], log >> VISIT_BITS

    def arrivals(self, j: int) -> tuple[Counts, Counts]:
        """Return who came to a station today, and when."""
        today = slice(self.carried[j], self.queue.counts[j, TAIL])
        return self.queue.citizen[j, today], self.queue.arrival[j, today]

    def events(
        self, j: int, dossiers: int, shut: int, state: NDArray[np.uint8]
    ) -> Iterator[Events]:
        """Yield what happened to people at a station, but for their arrival.

        Parameters
        ----------
        dossiers
            How many the station had taken before today.
        shut
            The tick of closing.
        state
            Where all citizens stand.
        """
        waited = slice(0, self.carried[j])
        citizen, arrival = self.queue.citizen[j, waited], self.queue.arrival[j, waited]
        yield made(arrival, Kind.CAME_AGAIN, j, citizen)
        yield from self._receptions(j)
        yield from self._captures(j)
        who, end = self.finished(j)
        numbers = np.arange(dossiers + 1, dossiers + who.size + 1)
        visit = self.queue.log[FINISHING, j, : who.size] & NOBODY
        check("finishing", j, self.starts.finished[j, visit], end)
        yield made(self.starts.finishing[j, visit], Kind.FINISHING_START, j, who)
        yield made(end, Kind.FINISHING_END, j, who, what=numbers)
        line = self.queue.line[j, : self.queue.counts[j, CARRIED]]
        ends = np.full(line.size, shut)
        received = slice(0, self.queue.counts[j, RECEIVED])
        ends[received] = np.maximum(shut, self.queue.visits[READY, j, received])
        stays = np.where(state[line] & STAYS, TOMORROW, LATER)
        yield made(ends, Kind.SENT_HOME, j, line, what=stays)

    def _receptions(self, j: int) -> Iterator[Events]:
        """Yield who was received, and who was sent away then."""
        q, s = self.queue, self.queue.counts[j]
        today = slice(self.received[j], s[HEAD])
        who, away = q.citizen[j, today], q.service[RECEPTION, j, today] < 0
        end = self.starts.received[j, today]
        known = q.log[RECEPTION, j, self.received[j] : s[LOGGED_1]]
        check("reception", j, self.starts.received[j, known & NOBODY], known >> VISIT_BITS)
        yield made(self.starts.reception[j, today], Kind.RECEPTION_START, j, who)
        yield made(end, Kind.RECEPTION_END, j, who)
        yield made(end[away], Kind.SENT_AWAY, j, who[away])

    def _captures(self, j: int) -> Iterator[Events]:
        """Yield who was captured with which kit, and whose capture broke off."""
        log = self.queue.log[CAPTURE, j, : self.queue.counts[j, LOGGED_2]]
        visit = log & NOBODY
        who, kit = self.queue.citizen[j, visit], self.starts.kit[j, visit]
        yield made(self.starts.capture[j, visit], Kind.CAPTURE_START, j, who, kit)
        yield made(log >> VISIT_BITS, Kind.CAPTURE_END, j, who, kit)
        for each in self.broken:
            if each.station == j:
                yield made(each.start, Kind.CAPTURE_START, j, each.who, each.kit)
                yield made(each.end, Kind.CAPTURE_BROKEN_OFF, j, each.who, each.kit)


def check(step: str, station: int, retraced: Counts, logged: Counts) -> None:
    """Compare when people left a step, as retraced, with what the queue has logged."""
    if not np.array_equal(retraced, logged):
        raise BrokenLawError(f"{step} cannot be retraced: station {station}")
