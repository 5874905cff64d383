"""The stations of the province: every change first advances the queue, then changes it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing import changes, evening, moments
from cccd_sim.queueing.pool import Pool
from cccd_sim.queueing.state import CARRIED, KITS_UP, empty_queue, with_room
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Stations:
    """The queues of all stations; ``open`` are those that open today."""

    def __init__(self, scenario: Scenario, count: int, kits: int) -> None:
        self.count, self.all = count, np.arange(count)
        self.open_today = self.all
        desks = [
            max(each.value for each in (desk.reception, desk.finishing, desk.shared) if each)
            for desk in (period.desks_per_kit for period in scenario.service.periods.values())
        ]
        self.queue = empty_queue(count, kits * max(1, *desks), kits, visits=1024)
        self.paces: tuple[Counts, Counts] | None = None
        """Of the desks of each station and of each kit, when they were last set."""

        self.last_end = 0
        """When the last capture begun before a closing ends."""

    def here(self, station: int) -> Counts:
        """Return one station as compiled code takes several."""
        return self.all[station : station + 1]

    def gain(self, station: int, slot: int, now: int) -> None:
        """Put a kit to work, new or repaired."""
        moments.gain_kit(self.here(station), slot, now, self.queue)

    def unfinished(self, station: int, slot: int, now: int) -> int:
        """Return the ticks a kit still needs for a capture begun before closing."""
        if now >= self.last_end:
            return 0
        return int(moments.unfinished(self.here(station), slot, now, self.queue))

    def lose(self, station: int, slot: int, now: int) -> None:
        """Take a kit away from work; nothing begun before closing may be unfinished."""
        moments.lose_kit(self.here(station), slot, now, self.queue)

    def man(self, lost: Counts, gained: Counts, now: int) -> None:
        """Take some kits away from work and put others to it: rows are stations and slots."""
        moments.man_kits(lost, gained, now, self.queue)

    def kits_up(self, station: int) -> int:
        """Return the kits at work at a station."""
        return int(self.queue.counts[station, KITS_UP])

    @property
    def waiting(self) -> Counts:
        """Citizens of each station who wait for the next working day."""
        return self.queue.counts[:, CARRIED].copy()

    def send_back(self, stations: Counts, day: int, pool: Pool) -> None:
        """Send back to the pool who waits where there is no kit any more."""
        waiting = stations[self.queue.counts[stations, CARRIED] > 0]
        if waiting.size:
            evening.send_back(waiting, day, pool, self.queue)

    def make_room(self, plan: Counts, present: float) -> None:
        """Make room for today's visits; ``plan`` holds citizens by station and district.

        More are asked, because only the share ``present`` can come; by luck all of them may.
        """
        asked = plan.sum(axis=1) * (1.01 / present) + 2 * plan.shape[1]
        people = self.queue.counts[:, CARRIED] + asked
        self.queue = with_room(self.queue, int(people.max()) + 3)

    def open(self, gates: Counts, shut: int, desks: Counts) -> None:
        """Open for the first block of the day; ``desks`` are (station, reception and finishing)."""
        changes.open_day(self.open_today, gates, shut, desks, self.queue)

    def pause(self, now: int, until: int) -> None:
        """Begin a break."""
        moments.pause(self.open_today, now, until, self.queue)

    def reopen(self, now: int, gates: Counts, shut: int) -> None:
        """End a break."""
        moments.reopen(self.open_today, now, gates, shut, self.queue)

    def set_pace(self, now: int, desks: Counts, kits: Counts) -> None:
        """Have crews work at another pace from now on, if it is another, at every station.

        Those that do not open today need the pace when they do.
        """
        before, self.paces = self.paces, (desks, kits)
        if before is None or not all(map(np.array_equal, before, self.paces)):
            moments.set_pace(self.all, now, desks, kits, self.queue)

    def freeze(self, stations: Counts, now: int, until: int) -> None:
        """Stop capture while the line is down."""
        moments.freeze(stations, now, until, self.queue)

    def close(self, now: int) -> None:
        """Close for the day; who was captured still passes finishing."""
        self.note_end(moments.close(self.open_today, now, self.queue))

    def note_end(self, end: int) -> None:
        """Note when the last capture begun before a closing ends."""
        self.last_end = max(self.last_end, int(end))
