"""Crews: how many kits have one in each shift, and how fast they work."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.kits import triangular
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing.state import UNIT
from cccd_sim.scenario.crews import Course
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]
MOST_SHIFTS = 4


class Crews:
    """Trained officers by district, and what the crews of each kit have learnt."""

    def __init__(self, scenario: Scenario, places: Places, streams: Streams, kits: int) -> None:
        self.scenario, self.places = scenario, places
        self.limited = scenario.service.crews.limited
        self.graduates: list[tuple[int, Counts]] = []
        for name, course in scenario.service.crews.courses.items():
            length = triangular(course.length, streams.of("course", name).random())
            first = clock.day_number(scenario.campaign.start, course.first)
            self.graduates.append((first + ceil(length), self._spread(course)))
        self.learning = scenario.service.learning
        self.learns = self.learning.happens and any(
            period.dossiers_per_kit_day is None for period in scenario.service.periods.values()
        )
        self.steady = {
            factor: (in_units(np.full(places.count, factor)), in_units(np.full(kits, factor)))
            for factor in (1.0, scenario.service.night.factor.value)
        }
        """Paces of crews that do not learn, by day and at night."""
        self.experience = np.zeros((kits, MOST_SHIFTS))
        self.counted = np.zeros(kits, np.int64)
        self._known: dict[tuple[object, ...], Counts] = {}

    def _spread(self, course: Course) -> Counts:
        """Return the officers of a course by district."""
        demand, eligible = self.scenario.demand, self.places.eligible
        district, officers = course.district, course.officers.value
        if district is not None:
            found = np.zeros(eligible.size, np.int64)
            found[demand.districts.index(demand.district(district))] = officers
            return found
        upto = np.rint(np.cumsum(eligible) * officers / eligible.sum()).astype(np.int64)
        shares: Counts = np.diff(upto, prepend=0)
        return shares

    def officers(self, day: WorkingDay) -> Counts:
        """Return the trained officers of each district on a day; at least one full crew."""
        per_10000 = self.scenario.service.crews.trained_per_10000.value
        trained = np.floor(self.places.eligible * per_10000 / 10_000).astype(np.int64)
        trained = np.maximum(trained, day.period.crew.officers.value)
        for ready, more in self.graduates:
            if ready <= day.number:
                trained = trained + more
        return trained

    def by_shift(
        self, day: WorkingDay, kits: Counts, visiting: Counts, share: NDArray[np.float64] | None
    ) -> Counts:
        """Return the crews of each station (rows) in each shift (columns).

        The provincial station is manned first, then mobile teams, then the districts' own;
        ``kits`` belong to a station, up or down, ``visiting`` officers are out on home visits (by
        district), and a ``share`` of the crews works today, if not all. Shifts that lack crews are
        the late ones.
        """
        shifts = day.period.crew.shifts.value
        when = day.number if self.graduates else 0
        key = day.period.from_, when, kits.tobytes(), visiting.tobytes()
        if key not in self._known:
            self._known[key] = self._by_shift(day, kits, visiting, shifts)
        found = self._known[key]
        if share is None:
            return found
        return np.stack([some_of(column, share) for column in found.T], axis=1)

    def _by_shift(self, day: WorkingDay, kits: Counts, visiting: Counts, shifts: int) -> Counts:
        """Share out the officers of each district among its stations, then among the shifts."""
        if not self.limited:
            return np.repeat(kits[:, None], shifts, axis=1)
        places, each = self.places, day.period.crew.officers.value
        left = np.maximum(0, self.officers(day) - visiting) // each
        total, ends = kits * shifts, (0, places.units, places.fixed, places.count)
        own, provincial, mobile = (slice(a, b) for a, b in pairwise(ends))
        for stations in (provincial, mobile, own):  # of each kind a district has one at most
            seats = places.seat[stations]
            total[stations] = np.minimum(total[stations], left[seats])
            left[seats] -= total[stations]
        return (total[:, None] + shifts - 1 - np.arange(shifts)) // shifts

    def learn(self, by_station: Counts, shifts: int) -> None:
        """Note what each kit (column) has captured; its crews share what was done since the last.

        It may have captured at several stations (rows).
        """
        if self.learns:
            done = by_station[:, : self.counted.size].sum(axis=0)
            self.experience[:, :shifts] += ((done - self.counted) / shifts)[:, None]
            self.counted = done

    def slowness(self, day: WorkingDay, working: Counts) -> NDArray[np.float64]:
        """Return how much longer a citizen takes at each station than with crews past learning."""
        desks, _ = self.paces(day, False, working)
        return desks / UNIT

    def paces(self, day: WorkingDay, at_night: bool, working: Counts) -> tuple[Counts, Counts]:
        """Return the pace at the desks of each station and at each kit, in UNITs.

        ``working`` is the station of each kit at work, -1 for the others. The officers at the
        desks are of the crews of the station's kits.
        """
        night = self.scenario.service.night
        factor = night.factor.value if at_night and night.happens else 1.0
        if not self.learns or day.period.dossiers_per_kit_day is not None:
            return self.steady[factor]
        seen = self.experience[:, : day.period.crew.shifts.value]
        extra = self.learning.extra.value * np.exp(-seen / self.learning.dossiers.value)
        kits = factor * (1 + extra.mean(axis=1))
        here = working >= 0
        crews = np.bincount(working[here], minlength=self.places.count)
        total = np.bincount(working[here], weights=kits[here], minlength=self.places.count)
        desks = np.divide(total, crews, out=np.full(crews.size, factor), where=crews > 0)
        return in_units(desks), in_units(kits)


def in_units(paces: NDArray[np.float64]) -> Counts:
    """Return paces as the kernel wants them: the same on every machine, however they came about."""
    return np.rint(paces * UNIT).astype(np.int64)


def some_of(crews: Counts, share: NDArray[np.float64]) -> Counts:
    """Return the crews that work if only a ``share`` of each station's does; largest remainder."""
    exact = crews * share
    found: Counts = np.floor(exact + 1e-9).astype(np.int64)
    missing = round(float(exact.sum())) - int(found.sum())
    for station in np.argsort(found - exact, kind="stable")[: max(0, missing)].tolist():
        found[station] += int(exact[station] > found[station])
    return found
