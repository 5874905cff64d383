"""The campaign: built from a scenario, run once, hands back a replication."""

from __future__ import annotations

import numpy as np
import simpy
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.agenda import CLOSING, KITS, OPENING, Moment, Steps
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.kits import Kit, Workshop, delivered_kits, initial_kits
from cccd_sim.campaign.recorder import Recorder
from cccd_sim.campaign.shifts import OpenHours, WorkingDay, last_day, working_days
from cccd_sim.campaign.station import Stations
from cccd_sim.campaign.summons import Summons
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing import pool
from cccd_sim.queueing.pool import TAKEN
from cccd_sim.results.ensemble import Columns, Replication
from cccd_sim.scenario.placement import INITIAL, destinations
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]


class Campaign:
    """One run of a scenario with the luck of one replication."""

    def __init__(self, scenario: Scenario, streams: Streams) -> None:
        self.scenario, self.streams = scenario, streams
        dates = scenario.campaign
        self.days = clock.day_number(dates.start, last_day(scenario))
        self.deadline = clock.midnight(dates.start, dates.deadline)
        self.calendar = working_days(scenario)
        self.hours = OpenHours(self.calendar)
        wearing = OpenHours(day for day in self.calendar if day.period.rate_is != "observed")
        self.batches = {INITIAL: initial_kits(scenario, streams)}
        for name, delivery in scenario.supply.deliveries.items():
            self.batches[name] = delivered_kits(name, delivery, scenario, streams)
        self.kits = [kit for batch in self.batches.values() for kit in batch]
        self.citizens = Citizens(scenario, streams, self.days)
        self.stations = Stations(scenario, self.citizens, len(self.kits))
        self.summons = Summons(scenario, self.citizens)
        self.workshop = Workshop(scenario, self.stations, wearing)
        self.eligible = np.diff(self.citizens.first)
        self.recorder = Recorder(self.days, self.eligible.size, self.stations, self.calendar)
        self.late = np.zeros_like(self.eligible)
        self.env = simpy.Environment()

    def run(self) -> Replication:
        """Run from day 1 to the last day and return what happened."""
        for name, kits in self.batches.items():
            if kits and kits[0].in_service <= self.days:
                self.env.process(self.delivery(name, kits))
        self.env.process(self.working_days())
        self.env.run(until=clock.TICKS_PER_DAY * (self.days + 1))
        self.recorder.check()
        self.check_citizens()
        tables = {
            "daily": self.recorder.daily_table(self.target()),
            "stations": self.recorder.stations_table(),
            "kits": self.recorder.kits_table(self.kits, self.hours),
            "unserved": self.unserved,
        }
        return Replication(self.streams.replication, tables)

    # ---- what happens in the province --------------------------------------------------------

    def working_days(self) -> Steps:
        """Summon, open, pause and close, day by day; before the deadline look who is left."""
        self.unserved: Columns = {}
        for day in self.calendar:
            if not self.unserved and day.midnight >= self.deadline:
                self.unserved = self.left_over()
            yield from self.working_day(day)
        if not self.unserved:
            self.unserved = self.left_over()

    def working_day(self, day: WorkingDay) -> Steps:
        """One day at all stations: they share their hours, so one event serves them all."""
        env, stations, recorder = self.env, self.stations, self.recorder
        yield Moment(env, day.blocks[0][0], OPENING)
        today = self.summons.today(day)
        self.gather(day.number)
        kits_up, waiting = recorder.morning()
        plan = self.summons.plan(day, kits_up, waiting)
        stations.summon(plan, today)
        stations.open(day)
        for (_, end), (start, shut) in zip(day.blocks, day.blocks[1:], strict=False):
            yield Moment(env, end, CLOSING)
            stations.pause(end, start)
            yield Moment(env, start, OPENING)
            stations.reopen(start, shut)
        closing = day.blocks[-1][1]
        yield Moment(env, closing, CLOSING)
        stations.close(closing)
        recorder.evening()
        deadline = self.deadline if day.midnight < self.deadline else clock.MAX_TICK
        late = stations.settle(deadline, today)
        self.late += late
        recorder.night(day, self.citizens.pool.tally, late)

    gathered = 0

    def gather(self, day: int) -> None:
        """Let those whose time has come be summoned again."""
        pool.gather(day, self.gathered, self.citizens.pool)
        self.gathered = day

    def delivery(self, name: str, kits: list[Kit]) -> Steps:
        """Have a batch enter service at midnight, each kit where the rule sends it."""
        yield Moment(self.env, (kits[0].in_service - 1) * clock.TICKS_PER_DAY, KITS)
        remaining = self.eligible - self.recorder.daily[:, :, TAKEN].sum(axis=0)
        to = destinations(self.scenario, name, len(kits), self.stations.kits, remaining)
        for kit, station in zip(kits, to, strict=True):
            kit.station, kit.slot = station, self.stations.place(station)
            kit.open_from = self.hours.until(int(self.env.now))
            self.env.process(self.workshop.life(self.env, kit))

    # ---- what is told ------------------------------------------------------------------------

    def target(self) -> Counts:
        """Return the dossiers due by (day, district): evenly by working day, up to the deadline."""
        share = self.scenario.target.share.dossier.value
        due = np.zeros((self.days, self.eligible.size), np.int64)
        days = [day.number for day in self.calendar if day.midnight < self.deadline]
        steps = np.arange(1, len(days) + 1) / max(1, len(days))
        upto = np.ceil(np.outer(steps, self.eligible * share) - 1e-6).astype(np.int64)
        due[[number - 1 for number in days]] = np.diff(upto, axis=0, prepend=0)
        return due

    def left_over(self) -> Columns:
        """Return where the citizens without a dossier stand now, by district."""
        states = self.citizens.census()
        return {
            "district": np.arange(self.eligible.size),
            "not_summoned": states[:, pool.NEVER_ASKED],
            "missed_summons": states[:, pool.MISSED],
            "waiting": states[:, pool.HOME] + states[:, pool.BACK],
            "in_service": self.late.copy(),
        }

    def check_citizens(self) -> None:
        """Compare each citizen's state with the counts that were kept."""
        states = self.citizens.census()
        taken = self.recorder.daily[:, :, TAKEN].sum(axis=0)
        counted = taken if self.days > self.deadline // clock.TICKS_PER_DAY else taken + self.late
        if (states[:, pool.CAME] != counted).any():
            raise BrokenLawError("dossiers taken by district do not add up")
        if states[:, pool.HOME].sum() != self.stations.waiting.sum():
            raise BrokenLawError("citizens waiting for the next day do not add up")
