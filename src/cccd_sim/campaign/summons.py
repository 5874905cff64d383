"""The daily summons: how many citizens a station asks for, of which district, and at what hour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.flow import flows
from cccd_sim.campaign.hooked import citizens_wanted
from cccd_sim.campaign.lucks import equally_likely, equally_likely_gammas, equally_likely_lognormals
from cccd_sim.campaign.rounds import Rounds
from cccd_sim.campaign.setting import Setting
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing.today import Habits, Today
from cccd_sim.queueing.turns import Sites, Waves, available, share_out
from cccd_sim.scenario.hooks import SummonsDay
from cccd_sim.scenario.rates import capture_minutes, captures_per_kit_day
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]
Minutes = NDArray[np.float64]


class Summons:
    """Who is asked to come, day by day (`docs/model.md`, Summons)."""

    def __init__(
        self,
        scenario: Scenario,
        setting: Setting,
        citizens: Citizens,
        rounds: Rounds,
        streams: Streams,
    ) -> None:
        self.scenario, self.places, self.streams = scenario, setting.places, streams
        self.citizens, self.rounds = citizens, rounds
        self.ready, self.hook = setting.ready, scenario.hooks.summons
        self.reserve = scenario.demand.reserve.value
        not_ready = scenario.service.not_ready
        self.unready = equally_likely_gammas(not_ready.cv.value)
        self._days: dict[tuple[object, ...], Today] = setting.todays
        self._calm = self._sites(np.zeros(self.places.units))

    def today(self, day: WorkingDay, lost: Minutes) -> tuple[Today, Sites]:
        """Return what a day asks of everybody; teams come ``lost`` minutes late (by district)."""
        late = tuple(sorted(set(lost.tolist()) - {0.0})) if lost.any() else ()
        key = day.period.from_, day.blocks[0][0] - day.midnight, day.blocks[-1][1] - day.midnight
        if (*key, late) not in self._days:
            self._days[*key, late] = self._today(day, late)
        today = self._days[*key, late]._replace(
            number=day.number, midnight=day.midnight, ready=self.ready[day.number]
        )
        sites = self._sites(lost) if late else self._calm
        if day.period.rate_is == "observed":
            sites = sites._replace(show_up=np.ones(self.places.count))
        return today, sites

    def _sites(self, lost: Minutes) -> Sites:
        """Return where stations are; teams that lose minutes keep hours of their own."""
        places, mobile = self.places, self.scenario.service.mobile
        communes, hours = np.full(places.count, -1), np.zeros(places.count, np.int64)
        show_up = np.full(places.count, self.scenario.demand.show_up.value, float)
        late = sorted(set(lost[lost > 0].tolist()))
        if mobile is not None:
            communes[places.fixed :] = self.rounds.commune
            show_up[places.fixed :] = mobile.show_up.value
            rows = np.searchsorted(late, lost) + 1 if late else np.zeros(self.places.units)
            hours[places.fixed :] = np.where(lost > 0, rows, 0)
        return Sites(homes=places.home, communes=communes, hours=hours, show_up=show_up)

    def plan(
        self, day: WorkingDay, today: Today, sites: Sites, at_work: Minutes, waiting: Counts
    ) -> Counts:
        """Return how many citizens (station, district) have their turn, and draw their luck.

        A station wants (1 + reserve) × expected − waiting citizens to come; ``at_work`` are its
        kits with a crew, each as the share of a day's work it can do. Of those whose turn it is
        some walk in and the others come with the show-up share; of all who come some are sent
        away.
        """
        demand, service = self.scenario.demand, self.scenario.service
        expected = captures_per_kit_day(demand, service, day.period, today.ready)
        each = (1 + self.reserve) * expected
        walk_in, stay = today.habits.walk_in, 1 - (1 - today.ready) * today.habits.sent_away
        who_comes = (walk_in + (1 - walk_in) * sites.show_up) * stay
        if self.hook is not None:
            asked = SummonsDay(
                day=day.number,
                ordinal=day.date.toordinal(),
                kits=at_work,
                waiting=waiting,
                comes=who_comes,
                district=sites.homes,
                left=available(self.citizens.pool),
                expected=float(expected),
                reserve=float(self.reserve),
                luck=self.streams.of("hook", "summons", day.number),
            )
            wanted = citizens_wanted(self.hook, asked)
        else:
            wanted = np.zeros(who_comes.size)
            missing = np.maximum(0.0, each * at_work - waiting)
            np.divide(missing, who_comes, out=wanted, where=who_comes > 0)
        plan: Counts = share_out(wanted, self.places.host, sites, self.citizens.pool)
        self.citizens.draw(plan, sites)
        return plan

    def _today(self, day: WorkingDay, late: tuple[float, ...]) -> Today:
        """Work out habits, hours and services of a period."""
        service, period = self.scenario.service, day.period
        minutes = [
            service.reception.mean.value,
            capture_minutes(self.scenario.demand, service, period),
            service.finishing.mean.value,
            service.not_ready.mean.value,
        ]
        cv = [step.cv.value for step in (service.reception, service.capture, service.finishing)]
        upto, start, pace = flows(day, (0.0, *late), self.scenario.demand)
        return Today(
            number=day.number,
            midnight=day.midnight,
            ready=1.0,
            habits=self._habits(),
            upto=upto,
            start=start,
            pace=pace,
            mean=np.array(minutes) * clock.TICKS_PER_MINUTE,
            anew=np.stack(self._anew(cv)),
            factors=np.array(service.age_factors.values, float),
            unready=self.unready,
            waves=self._waves(),
        )

    def _anew(self, cv: list[float]) -> list[Minutes]:
        """Return equally likely services of the three steps, as multiples of their means."""
        shapes = self.citizens.lasting.shapes
        if shapes is None:
            return [equally_likely_lognormals(each) for each in cv]
        return [equally_likely(shape) for shape in shapes]

    def _habits(self) -> Habits:
        """Return how citizens behave; all but days as floats, or it would be compiled anew."""
        demand = self.scenario.demand
        absent, records = demand.no_show, demand.records
        return Habits(
            walk_in=float(demand.walk_in_share.value),
            present=self.citizens.present,
            early=float(absent.early_share.value),
            early_from=round(absent.early_from.value),
            early_to=round(absent.early_to.value),
            late_from=round(absent.late_from.value),
            late_to=round(absent.late_to.value),
            next_day=float(demand.return_next_day.value),
            sent_away=float(records.sent_away.value),
            correction=float(records.correction.mean.value),
            correction_sigma=float(np.sqrt(np.log1p(records.correction.cv.value**2))),
            rework=float(self.scenario.central.check.rework.value),
        )

    def _waves(self) -> Waves:
        """Return when those living elsewhere come home."""
        start, waves = self.scenario.campaign.start, self.scenario.demand.away.waves.values()
        return Waves(
            upto=np.cumsum([wave.share.value for wave in waves], dtype=float),
            first=np.array([clock.day_number(start, wave.first) for wave in waves], np.int64),
            last=np.array([clock.day_number(start, wave.last) for wave in waves], np.int64),
        )
