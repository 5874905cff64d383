"""The stations of the province: every change first advances the queue, then changes it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing import changes, evening, kernel
from cccd_sim.queueing.pool import Pool
from cccd_sim.queueing.state import CARRIED, NOW, empty_queue, with_room
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

    def advance(self, stations: Counts, now: int, closing: bool = False) -> None:
        """Advance some stations to ``now``: whoever changes anything does this first."""
        kernel.advance(stations, now, closing, self.queue)

    def look_at(self, station: int, now: int) -> None:
        """Advance one station to ``now``, if it has not been advanced so far."""
        if self.queue.counts[station, NOW] != now:
            self.advance(self.all[station : station + 1], now)

    def gain(self, station: int, slot: int, now: int) -> None:
        """Put a kit to work, new or repaired."""
        self.look_at(station, now)
        changes.gain_kit(station, slot, now, self.queue)

    def unfinished(self, station: int, slot: int, now: int) -> int:
        """Return the ticks a kit still needs for a capture begun before closing."""
        self.look_at(station, now)
        return int(changes.unfinished(station, slot, now, self.queue))

    def lose(self, station: int, slot: int, now: int) -> None:
        """Take a kit away from work; nothing begun before closing may be unfinished."""
        self.look_at(station, now)
        changes.lose_kit(station, slot, now, self.queue)

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
        asked = (plan * (1.01 / present) + 2).sum(axis=1)
        people = self.queue.counts[:, CARRIED] + asked
        self.queue = with_room(self.queue, int(people.max()) + 3)

    def open(self, gates: Counts, shut: int, desks: Counts) -> None:
        """Open for the first block of the day; ``desks`` are (station, reception and finishing)."""
        changes.open_day(self.open_today, gates, shut, desks, self.queue)

    def pause(self, now: int, until: int) -> None:
        """Begin a break."""
        self.advance(self.open_today, now)
        changes.pause(self.open_today, until, self.queue)

    def reopen(self, now: int, gates: Counts, shut: int) -> None:
        """End a break."""
        self.advance(self.open_today, now)
        changes.reopen(self.open_today, gates, shut, self.queue)

    def set_pace(self, now: int, desks: Counts, kits: Counts) -> None:
        """Have crews work at another pace from now on."""
        self.advance(self.open_today, now)
        changes.set_pace(self.open_today, desks, kits, self.queue)

    def freeze(self, stations: Counts, now: int, until: int) -> None:
        """Stop capture while the line is down."""
        self.advance(stations, now)
        changes.freeze(stations, now, until, self.queue)

    def close(self, now: int) -> None:
        """Close for the day; who was captured still passes finishing."""
        self.advance(self.open_today, now)
        changes.count_overtime(self.open_today, self.queue)
        self.advance(self.open_today, changes.FOREVER, closing=True)
        changes.close_day(self.open_today, self.queue)
