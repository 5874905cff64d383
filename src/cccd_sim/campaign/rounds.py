"""Rounds: where mobile teams go, with which kits; and visits to those who cannot come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.fleet import Fleet
from cccd_sim.campaign.kits import KitState
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing import visits
from cccd_sim.queueing.uplink import Uplink
from cccd_sim.queueing.visits import Visiting
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]
NONE = -1


class Rounds:
    """One mobile team a district; it stays in a commune until everybody there has been asked.

    Attributes
    ----------
    commune
        Commune each district's team is in, or -1 (D).
    """

    def __init__(
        self, scenario: Scenario, places: Places, fleet: Fleet, citizens: Citizens
    ) -> None:
        self.mobile, self.places = scenario.service.mobile, places
        self.fleet, self.citizens = fleet, citizens
        self.speed = scenario.service.road_speed.value
        self.commune = np.full(places.units, NONE)

    def begin(self, day: WorkingDay, now: int) -> NDArray[np.float64]:
        """Send teams out; return the minutes each district's loses today to the road and set-up."""
        lost = np.zeros(self.places.units)
        if self.mobile is None or day.date < self.mobile.from_:
            return lost
        left = self.citizens.never_asked()
        wanted = self.kits_wanted()
        for d in range(self.places.units):
            moved, commune = self.next_commune(d, left)
            self.commune[d] = commune
            self.share_kits(d, int(wanted[d]) if commune >= 0 else 0, now)
            if commune >= 0:
                lost[d] = self.minutes_lost(commune) + moved * self.mobile.move.value
        return lost

    def kits_wanted(self) -> Counts:
        """Return the kits of each district's team: the share of all, one at least stays behind.

        They are handed out one by one to the district with most kits for each it has sent.
        """
        assert self.mobile is not None
        places, all_kits = self.places, self.fleet.belonging()
        here = all_kits[: places.units] + all_kits[places.team]
        sent = np.zeros(places.units, np.int64)
        for _ in range(round(self.mobile.share.value * int(here.sum()))):
            worth = np.where(sent < here - 1, here / (2 * sent + 1), -1.0)
            d = int(np.argmax(worth))
            if worth[d] < 0:
                break
            sent[d] += 1
        return sent

    def next_commune(self, d: int, left: Counts) -> tuple[bool, int]:
        """Tell whether the team moves today, and to which commune: most citizens for the road."""
        here = int(self.commune[d])
        if here >= 0 and left[here] > 0:
            return False, here
        first, end = self.places.communes[d], self.places.communes[d + 1]
        hours = 1.0 + 2.0 * self.places.commune_km[first:end] / self.speed
        worth = left[first:end] / hours
        best = int(np.argmax(worth))
        return (True, int(first) + best) if worth[best] > 0 else (False, NONE)

    def minutes_lost(self, commune: int) -> float:
        """Return the minutes of a day in a commune that go into the road and setting up."""
        assert self.mobile is not None
        road = 2 * float(self.places.commune_km[commune]) / self.speed * 60
        return road + self.mobile.set_up.value

    def share_kits(self, d: int, wanted: int, now: int) -> None:
        """Move kits between a district's station and its team, overnight."""
        fleet, team = self.fleet, int(self.places.team[d])
        there = np.flatnonzero(fleet.place == team)
        for number in there[wanted:].tolist():
            self.move(number, d, now)
        spare = np.flatnonzero((fleet.place == d) & fleet.up)[::-1]
        for number in spare[: max(0, wanted - there.size)].tolist():
            self.move(number, team, now)

    def move(self, number: int, station: int, now: int) -> None:
        """Have a kit belong to another station of its district from now on."""
        fleet, kit = self.fleet, self.fleet.kits[number]
        if fleet.unfinished(kit, now):
            return  # a capture of the night is not over: tomorrow
        if fleet.at_work[number]:
            fleet.stations.lose(int(fleet.place[number]), number, now)
            fleet.at_work[number] = False
        kit.station = station
        fleet.put(number, station, bool(fleet.up[number]))


class HomeVisits:
    """When few are left in a district, one of its kits goes to those who cannot come."""

    def __init__(
        self, scenario: Scenario, places: Places, fleet: Fleet, citizens: Citizens
    ) -> None:
        self.section, self.places = scenario.service.home_visits, places
        self.fleet, self.citizens = fleet, citizens
        visit, speed = self.section.visit, scenario.service.road_speed.value
        self.minutes_per_km = 2 * 60 / speed
        self.task = Visiting(
            mean=visit.mean.value * clock.TICKS_PER_MINUTE,
            sigma=float(np.sqrt(np.log1p(visit.cv.value**2))),
            between=clock.ticks(self.section.between.value),
            rework=float(scenario.central.check.rework.value),
        )
        below = self.section.below_remaining.value if self.section.happens else -1.0
        self.enough = places.eligible * (1 - below)
        """Dossiers after which few are left."""
        minutes = self.section.hours.minutes - places.commune_km * self.minutes_per_km
        self.ticks = np.array([clock.ticks(max(0.0, left)) for left in minutes.tolist()])
        """What a day's visits may take in each commune, by its road."""
        self.nobody = np.zeros(places.units, np.int64)
        self.kits = np.full(places.units, NONE)
        self.busy: dict[int, int] = {}

    def begin(self, taken: Counts, now: int) -> Counts:
        """Send a kit of each district that is nearly done; return officers out, by district.

        ``taken`` are dossiers of residents so far. A station keeps its only kit while it has
        anybody left to serve.
        """
        self.kits[:] = NONE
        waits = taken > self.enough
        if waits.any():
            waits &= self.citizens.housebound() > 0
        if not waits.any():
            return self.nobody
        fleet, up = self.fleet, np.flatnonzero(self.fleet.up)
        here, last = fleet.fit()[: waits.size], np.full(self.places.count, NONE)
        last[fleet.place[up]] = up  # of several, the one with the highest number
        spared = (here > 1) | ((here == 1) & (self.citizens.can_be_asked() == 0))
        out = np.flatnonzero(waits & spared)
        kits = last[out]
        ready = [not fleet.unfinished(fleet.kits[kit], now) for kit in kits.tolist()]
        self.kits[out[ready]] = kits[ready]
        fleet.go_out(kits[ready], now)
        return np.where(self.kits >= 0, self.section.officers.value, 0)

    def kilometres(self) -> NDArray[np.float64]:
        """Return the road of today's visits in each district, there and back."""
        found, out = np.zeros(self.places.units), np.flatnonzero(self.kits >= 0)
        if out.size:
            communes = visits.communes_of_next(out, self.citizens.pool)
            found[out] = np.where(communes >= 0, 2 * self.places.commune_km[communes], 0.0)
        return found

    def end(self, up: Uplink) -> None:
        """Make the day's visits, hand in their dossiers and bring the kits back."""
        self.busy = {}
        out = np.flatnonzero(self.kits >= 0)
        if not out.size:
            return
        kits, spent = self.kits[out].tolist(), np.zeros(out.size, np.int64)
        visits.visit_homes(out, self.ticks, spent, self.task, self.citizens.pool, up)
        self.busy = dict(zip(kits, spent.tolist(), strict=True))
        for number in kits:
            if self.fleet.kits[number].state is KitState.IN_SERVICE:
                self.fleet.put(number, int(self.fleet.place[number]), True)
