"""The campaign: built from a scenario, run once, hands back a replication."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import simpy
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign import laws
from cccd_sim.campaign.agenda import KITS, OPENING, Moment, Steps
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.costs import costs_table
from cccd_sim.campaign.crews import Crews
from cccd_sim.campaign.deliveries import Deliveries
from cccd_sim.campaign.duty import duty_of
from cccd_sim.campaign.evenings import Evenings
from cccd_sim.campaign.fleet import Fleet
from cccd_sim.campaign.interruptions import Line, Spell
from cccd_sim.campaign.kits import batches
from cccd_sim.campaign.money_law import money_is_explained
from cccd_sim.campaign.recorder import Recorder
from cccd_sim.campaign.rounds import HomeVisits, Rounds
from cccd_sim.campaign.routine import CLOSE, PAUSE, REOPEN, SHIFT
from cccd_sim.campaign.setting import setting_of
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.campaign.station import Stations
from cccd_sim.campaign.summons import Summons
from cccd_sim.campaign.tables import tables_of
from cccd_sim.campaign.workshop import Workshop
from cccd_sim.queueing import arrivals, evening
from cccd_sim.queueing.pool import LATE
from cccd_sim.queueing.state import LOGGED_3
from cccd_sim.queueing.today import Today
from cccd_sim.queueing.turns import Sites
from cccd_sim.results.ensemble import Replication
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]


class Morning(NamedTuple):
    """What is decided when a day begins."""

    today: Today
    sites: Sites
    gates: Counts
    crews: Counts
    share: NDArray[np.float64] | None


class Campaign:
    """One run of a scenario with the luck of one replication."""

    def __init__(self, scenario: Scenario, streams: Streams) -> None:
        self.scenario, self.streams = scenario, streams
        self.setting = setting = setting_of(scenario)
        self.days, self.horizon, self.deadline = setting.days, setting.horizon, setting.deadline
        self.places = places = setting.places
        self.calendar, self.hours, self.stops = setting.calendar, setting.hours, setting.stops
        self.line = Line(scenario, places, streams, self.horizon)
        self.batches = batches(scenario, streams)
        self.kits = [kit for batch in self.batches.values() for kit in batch]
        self.citizens = Citizens(scenario, places, streams, self.days)
        self.stations = Stations(scenario, places.count, len(self.kits))
        self.fleet = Fleet(self.kits, self.stations)
        self.crews = Crews(scenario, places, streams, len(self.kits))
        self.rounds = Rounds(scenario, places, self.fleet, self.citizens)
        self.visits = HomeVisits(scenario, places, self.fleet, self.citizens)
        self.summons = Summons(scenario, setting, self.citizens, self.rounds, streams)
        self.evenings = Evenings(scenario, setting, self.citizens, self.line)
        self.recorder = Recorder(self.horizon, places, self.fleet, self.calendar)
        self.workshop = Workshop(scenario, self.fleet, places, self.hours)
        self.deliveries = Deliveries(
            scenario, places, self.fleet, self.workshop, self.recorder, streams
        )
        self.left: tuple[Counts, Counts] | None = None
        """Where residents without a dossier stand at the deadline, and dossiers too late."""
        self.env = simpy.Environment()

    def run(self) -> Replication:
        """Run to the horizon and return what happened."""
        env = self.env
        for name, kits in self.batches.items():
            if kits and kits[0].in_service <= self.days:
                env.process(self.deliveries.batch(env, name, kits))
        if self.line.freezes:
            for station, spells in enumerate(self.line.spells):
                env.process(self.losing_the_line(station, spells))
        env.process(self.working_days())
        env.run(until=clock.TICKS_PER_DAY * (self.days + 1))
        laws.days_add_up(self.recorder)
        laws.census_agrees(self.citizens, self.stations, self.recorder)
        self.last_evenings()
        duty = duty_of(self.scenario, self.recorder)
        tables = tables_of(self, duty)
        laws.milestones_follow(tables["daily"], self.places.units)
        if self.scenario.costs is not None:
            tables["costs"] = costs_table(self, duty)
            money_is_explained(self.scenario, tables, self.places.fixed)
        return Replication(self.streams.replication, tables)

    # ---- what happens in the province --------------------------------------------------------

    def working_days(self) -> Steps:
        """Summon, open, pause and close, day by day; before the deadline look who is left."""
        for day in self.calendar:
            if self.left is None and day.midnight >= self.deadline:
                self.look_who_is_left()
            yield Moment(self.env, max(day.midnight, int(self.env.now)), KITS)
            self.deliveries.overnight(self.env, day, self.citizens)
            yield from self.working_day(day)
        if self.left is None:
            self.look_who_is_left()

    def working_day(self, day: WorkingDay) -> Steps:
        """One day at all stations: they share their hours, so one event serves them all."""
        env, stations = self.env, self.stations
        yield Moment(env, day.blocks[0][0], OPENING)
        morning = self.open(day)
        for tick, order, act, until in self.setting.routine.of(day, morning.crews):
            yield Moment(env, tick, order)
            if act == PAUSE:
                stations.pause(tick, until)
            elif act == REOPEN:
                stations.reopen(tick, np.maximum(morning.gates, tick), until)
            elif act == CLOSE:
                self.close(day, morning)
            else:
                if act == SHIFT:
                    self.change_shift(tick, until, morning)
                self.change_paces(day, tick)

    def open(self, day: WorkingDay) -> Morning:
        """Summon citizens, send out teams, man the kits and open the doors."""
        now, stations, fleet = day.blocks[0][0], self.stations, self.fleet
        self.citizens.gather(day.number)
        share = self.stops.crews_share(day.date)
        lost = self.rounds.begin(day, now)
        officers_out = self.visits.begin(self.recorder.residents, now)
        here = fleet.belonging()
        here[: self.places.units] -= self.visits.kits >= 0
        crews = self.crews.by_shift(day, here, officers_out, share)
        fleet.crews = crews[:, 0]
        fleet.man_all(now)
        today, sites = self.summons.today(day, lost)
        gates, open_ticks = self.opening(day, lost, crews[:, 0])
        stations.open_today = np.flatnonzero(open_ticks > 0)
        stations.send_back(np.flatnonzero(here == 0), day.number, self.citizens.pool)
        where = np.where(fleet.at_work, fleet.place, -1)
        able = fleet.working() / self.crews.slowness(day, where) * open_ticks / day.open_ticks
        plan = self.summons.plan(day, today, sites, able, stations.waiting)
        plan[open_ticks == 0] = 0
        stations.make_room(plan, self.citizens.present)
        arrivals.summon(stations.open_today, plan, today, sites, self.citizens.pool, stations.queue)
        each = day.period.desks_per_kit
        desks = [each.reception, each.finishing] if each.shared is None else [each.shared, None]
        per_crew = np.array([0 if desk is None else desk.value for desk in desks])
        stations.open(gates, day.blocks[0][1], crews[:, :1] * per_crew)
        self.recorder.morning(open_ticks, sites, self.visits.kits, stations, share)
        self.recorder.on_duty(crews)
        self.change_paces(day, now)
        laws.kits_add_up(fleet, stations, day.number, now)
        return Morning(today, sites, gates, crews, share)

    def opening(
        self,
        day: WorkingDay,
        lost: NDArray[np.float64],
        crews: Counts,
    ) -> tuple[Counts, Counts]:
        """Return when each station opens, and for how many ticks.

        None where it is closed by order, has no crew, or is a team that stays at home.
        """
        if self.rounds.mobile is None:
            gates = np.full(self.places.count, day.blocks[0][0])
            return gates, np.where(crews > 0, day.open_ticks, 0)
        late = np.zeros(self.places.count, np.int64)
        late[self.places.fixed :] = np.rint(
            lost[: self.places.count - self.places.fixed] * clock.TICKS_PER_MINUTE
        )
        gates = day.blocks[0][0] + late
        open_ticks = sum(np.maximum(0, end - np.maximum(gates, start)) for start, end in day.blocks)
        idle = crews == 0
        idle[self.places.fixed :] |= self.rounds.commune[: idle.size - self.places.fixed] < 0
        return gates, np.where(idle, 0, open_ticks)

    def change_shift(self, now: int, shift: int, morning: Morning) -> None:
        """Begin another shift: crews may be fewer, so that other kits stand idle."""
        self.fleet.crews = morning.crews[:, shift]
        self.fleet.man_all(now)
        self.recorder.shift(1 - shift / morning.crews.shape[1], morning.share)

    def change_paces(self, day: WorkingDay, now: int) -> None:
        """Have crews work as fast as they have learnt to, and slower at night."""
        fleet = self.fleet
        at_night = self.setting.routine.is_night(now)
        working = np.where(fleet.at_work, fleet.place, -1)
        self.stations.set_pace(now, *self.crews.paces(day, at_night, working))

    def close(self, day: WorkingDay, morning: Morning) -> None:
        """Close, book the dossiers, send people home, complete and send in the evening."""
        stations, recorder, pool = self.stations, self.recorder, self.citizens.pool
        stations.close(day.blocks[-1][1])
        recorder.evening(stations)
        dossiers = stations.queue.counts[stations.open_today, LOGGED_3].max(initial=0)
        self.evenings.make_room(int(dossiers) + pool.who.size)
        deadline = self.deadline if day.midnight < self.deadline else clock.MAX_TICK
        evening.settle_day(
            stations.open_today,
            deadline,
            morning.today,
            morning.sites,
            pool,
            self.evenings.up,
            stations.queue,
        )
        recorder.visit_km[recorder.noted] = self.visits.kilometres()
        self.visits.end(self.evenings.up)
        recorder.night(day, pool.tally, self.visits.busy)
        refused = self.evenings.work([day], self.fleet.belonging(), morning.sites)
        recorder.dossiers -= refused
        self.crews.learn(stations.queue.done, day.period.crew.shifts.value)
        laws.citizens_add_up(self.citizens, stations, recorder, day.number)

    def losing_the_line(self, station: int, spells: list[Spell]) -> Steps:
        """Have captures at a station stand still whenever its line is down."""
        here = self.stations.all[station : station + 1]
        for start, end in spells:
            yield Moment(self.env, start, KITS)
            self.stations.freeze(here, start, end)

    def last_evenings(self) -> None:
        """Complete and send what is left when stations have stopped, up to the horizon."""
        if self.setting.later:
            sites = self.summons.today(self.setting.later[0], NO_LOSS)[1]
            self.evenings.work(self.setting.later, self.fleet.belonging(), sites)

    def look_who_is_left(self) -> None:
        """Note where residents without a dossier stand, and dossiers finished too late."""
        _, residents = self.citizens.census()
        late = self.recorder.daily[:, :, LATE].sum(axis=0)
        self.left = residents, late


NO_LOSS = np.zeros(0)
