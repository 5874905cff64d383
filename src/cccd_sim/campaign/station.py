"""The stations of the province: every change first advances the queue, then changes it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing import arrivals, changes, evening, kernel
from cccd_sim.queueing.arrivals import Today
from cccd_sim.queueing.state import (
    CARRIED,
    empty_queue,
    with_room,
)
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Stations:
    """District stations in the order of the districts, then the provincial station if any."""

    def __init__(self, scenario: Scenario, citizens: Citizens, kits: int) -> None:
        self.citizens = citizens
        units = len(scenario.demand.districts)
        provincial = scenario.supply.provincial_station
        self.count = units + (provincial is not None)
        self.all = np.arange(self.count)
        self.homes = np.where(self.all < units, self.all, -1)
        desks = [
            max(period.desks_per_kit.reception.value, period.desks_per_kit.finishing.value)
            for period in scenario.service.periods.values()
        ]
        self.queue = empty_queue(self.count, kits * max(1, *desks), kits, visits=1024)
        self.kits = np.zeros(self.count, np.int64)

    def advance(self, stations: Counts, now: int) -> None:
        """Advance some stations to ``now``: whoever changes anything does this first."""
        kernel.advance(stations, now, False, self.queue)

    def place(self, station: int) -> int:
        """Take a new kit into service at a station; return its slot there."""
        slot = int(self.kits[station])
        self.kits[station] += 1
        return slot

    def gain(self, station: int, slot: int, now: int) -> None:
        """Put a kit to work, new or repaired."""
        self.advance(self.all[station : station + 1], now)
        changes.gain_kit(station, slot, now, self.queue)

    def lose(self, station: int, slot: int, now: int) -> int:
        """Take a failed kit away; return the ticks it still needs for work begun before closing."""
        self.advance(self.all[station : station + 1], now)
        return int(changes.lose_kit(station, slot, now, self.queue))

    @property
    def waiting(self) -> Counts:
        """Citizens of each station who wait for the next working day."""
        return self.queue.counts[:, CARRIED].copy()

    def summon(self, plan: Counts, today: Today) -> None:
        """Lay out the day's visits; ``plan`` holds citizens by station and district."""
        people = self.queue.counts[:, CARRIED] + plan.sum(axis=1)
        self.queue = with_room(self.queue, int(people.max()) + 3)
        arrivals.summon(plan, today, self.citizens.pool, self.queue)

    def open(self, today: WorkingDay) -> None:
        """Open for the first block of the day, with desks for the kits in service."""
        each = today.period.desks_per_kit
        desks = self.kits[:, None] * np.array([each.reception.value, each.finishing.value])
        start, end = today.blocks[0]
        changes.open_day(self.all, start, end, desks, self.queue)

    def pause(self, now: int, until: int) -> None:
        """Begin a break."""
        self.advance(self.all, now)
        changes.pause(self.all, now, until, self.queue)

    def reopen(self, now: int, shut: int) -> None:
        """End a break."""
        self.advance(self.all, now)
        changes.reopen(self.all, now, shut, self.queue)

    def close(self, now: int) -> None:
        """Close for the day; who was captured still passes finishing."""
        self.advance(self.all, now)
        changes.count_overtime(self.all, now, self.queue)
        kernel.advance(self.all, changes.FOREVER, True, self.queue)
        changes.close_day(self.all, now, self.queue)

    def settle(self, deadline: int, today: Today) -> Counts:
        """Book the day's dossiers, send home who waits; return dossiers too late by district."""
        late: Counts = evening.settle_day(
            self.homes, deadline, today, self.citizens.pool, self.queue
        )
        return late
