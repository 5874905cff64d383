"""Capacity arithmetic district by district: many placements at once, nothing left to chance.

Each kit there from its planned date, open days at the expected rate, no more kits at work than
trained officers can man, no district beyond its citizens. A pace other than 1 stands for what the
arithmetic leaves out: breakdown, no-show, rates that turn out lower.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cccd_sim.planning.capacity import working_rates
from cccd_sim.planning.placements import Plan, batches, placed_by, station_count
from cccd_sim.scenario.schema import Scenario

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

Aim = Literal["dossiers", "days"]

NEVER = 1e6
"""Working days until a district finishes to which nobody comes."""

_SLOWEST, _FASTEST, _HALVINGS = 0.02, 2.0, 24


@dataclass(frozen=True)
class Expected:
    """What plain arithmetic expects of placements.

    Parameters
    ----------
    taken
        Dossiers before the deadline: placements x paces x districts.
    finish
        Working days until each district meets its target, at its last pace beyond the deadline.
    """

    taken: Floats
    finish: Floats

    def scores(self, aim: Aim) -> list[tuple[float, float, float]]:
        """Return how good each placement is, the more the better.

        Parameters
        ----------
        aim
            What comes first: ``dossiers`` before the deadline, or the ``days`` until the last
            district finishes, then all of them.
        """
        taken = self.taken.sum(axis=2).mean(axis=1)
        latest = self.finish.max(axis=2).mean(axis=1)
        total = self.finish.sum(axis=2).mean(axis=1)
        found = []
        for row in zip(taken.tolist(), latest.tolist(), total.tolist(), strict=True):
            dossiers, last, all_ = float(round(row[0])), -round(row[1], 3), -round(row[2], 3)
            by_days = last, all_, dossiers
            found.append((dossiers, last, all_) if aim == "dossiers" else by_days)
        return found


class DistrictCapacity:
    """What kits can take in each district of a scenario before its deadline."""

    def __init__(self, scenario: Scenario) -> None:
        demand, supply, service = scenario.demand, scenario.supply, scenario.service
        self.scenario, self.batches = scenario, batches(scenario)
        self.units, self.stations = len(demand.districts), station_count(scenario)
        self.eligible = np.array([one.eligible for one in demand.districts], float)
        self.left_at_target = self.eligible * (1 - scenario.target.share.dossier.value)
        days = list(working_rates(scenario))
        self.days = [day for day, _ in days]
        self.rate = np.array([rate for _, rate in days])
        self.at_work = np.array([_open_share(scenario, day, self.stations) for day in self.days])
        self.shifts = [service.period_on(day).crew.shifts.value for day in self.days]
        self.crews = [_crews(scenario, day) for day in self.days]
        office = supply.provincial_station
        self.host = demand.districts.index(demand.district(office.host)) if office else -1
        self.there = np.array(
            [
                [each.begins <= day and not (each.until and day > each.until) for day in self.days]
                for each in self.batches
            ]
        ).reshape(len(self.batches), len(self.days))

    def expect(self, kits: Counts, paces: Floats) -> Expected:
        """Return what to expect of some placements.

        Parameters
        ----------
        kits
            Placements x batches x stations.
        paces
            Dossiers taken over dossiers expected.
        """
        shape = len(kits), paces.size, self.units
        remaining, finish = np.broadcast_to(self.eligible, shape).copy(), np.full(shape, np.nan)
        step = np.zeros(shape)
        for at, could in enumerate(self._by_day(kits)):
            before = remaining.copy()
            step = paces[:, np.newaxis] * could[:, np.newaxis, : self.units]
            remaining -= np.minimum(step, remaining)
            if self.stations > self.units:
                more = paces * could[:, np.newaxis, self.units]
                total = remaining.sum(axis=2)
                share = np.divide(more, total, out=np.zeros_like(total), where=total > 0)
                remaining *= 1 - np.minimum(1, share)[..., np.newaxis]
                step = step + share[..., np.newaxis] * before
            met = np.isnan(finish) & (remaining <= self.left_at_target)
            done = np.maximum(before - remaining, 1e-9)
            finish = np.where(met, at + (before - self.left_at_target) / done, finish)
        late = remaining - self.left_at_target
        beyond = np.where(step > 0, late / np.maximum(step, 1e-9), NEVER + late)
        finish = np.where(np.isnan(finish), len(self.days) + beyond, finish)
        return Expected(self.eligible - remaining, finish)

    def _by_day(self, kits: Counts) -> Iterator[Floats]:
        """Yield what the kits of each placement can take a day at each station."""
        there: Counts = np.empty(0, np.int64)
        for at, rate in enumerate(self.rate):
            if not at or (self.there[:, at] != self.there[:, at - 1]).any():
                there = np.tensordot(kits, self.there[:, at].astype(np.int64), ([1], [0]))
            yield rate * self._manned(there, at) * self.at_work[at]

    def _manned(self, there: Counts, at: int) -> Floats:
        """Return the kits that have a crew, in kits at work all day."""
        crews = self.crews[at]
        if crews is None:
            return there.astype(float)
        shifts = self.shifts[at]
        wanted, left = there * shifts, np.broadcast_to(crews, (len(there), self.units)).copy()
        found = np.zeros(there.shape)
        if self.stations > self.units:
            found[:, self.units] = np.minimum(wanted[:, self.units], left[:, self.host])
            left[:, self.host] -= found[:, self.units].astype(np.int64)
        found[:, : self.units] = np.minimum(wanted[:, : self.units], left)
        return np.asarray(found / shifts, np.float64)

    def remaining_on(self, kits: Counts, day: date) -> Floats:
        """Return the citizens of each district left on the morning of a day."""
        upto = sum(each < day for each in self.days)
        remaining = self.eligible.copy()
        for could, _ in zip(self._by_day(kits[np.newaxis]), range(upto), strict=False):
            remaining -= np.minimum(could[0, : self.units], remaining)
            if self.stations > self.units and remaining.sum() > 0:
                remaining *= 1 - min(1.0, could[0, self.units] / remaining.sum())
        return remaining

    def planned(self, scenario: Scenario, name: str, rule: str | None) -> Plan:
        """Return where the rules of a scenario send each batch if all goes to plan."""
        kits = np.zeros((len(self.batches), self.stations), np.int64)
        for row, batch in enumerate(self.batches):
            gone = [bool(one.until and one.until < batch.begins) for one in self.batches]
            there = kits[~np.array(gone)].sum(axis=0)
            remaining = self.remaining_on(kits, batch.begins)
            kits[row] = placed_by(scenario, batch, there, remaining)
        return Plan(name, rule, tuple(map(tuple, kits.tolist())))

    def calibrated(self, kits: Counts, taken: Floats) -> Floats:
        """Return the paces at which a placement takes as many dossiers as were taken."""
        low, high = np.full(taken.size, _SLOWEST), np.full(taken.size, _FASTEST)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            short = self.expect(kits[np.newaxis], middle).taken[0].sum(axis=1) < taken
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        return np.asarray((low + high) / 2, np.float64)


def _open_share(scenario: Scenario, day: date, stations: int) -> Floats:
    """Return the share of the crews that work at each station on a day, by planned stops."""
    demand, found = scenario.demand, np.ones(stations)
    for stop in scenario.service.stops.values():
        if not stop.first <= day <= stop.last:
            continue
        if stop.districts is None:
            found *= stop.crews.value
        for one in stop.districts or ():
            found[demand.districts.index(demand.district(one))] *= stop.crews.value
    return found


def _crews(scenario: Scenario, day: date) -> Counts | None:
    """Return the crews each district has officers for on a day; none if that is no limit."""
    crews, demand = scenario.service.crews, scenario.demand
    if not crews.limited:
        return None
    each = scenario.service.period_on(day).crew.officers.value
    eligible = np.array([one.eligible for one in demand.districts])
    officers = np.floor(eligible * crews.trained_per_10000.value / 10_000).astype(np.int64)
    officers = np.maximum(officers, each)
    for course in crews.courses.values():
        if course.first + timedelta(days=ceil(course.length.value)) > day:
            continue
        if course.district is not None:
            officers[demand.districts.index(demand.district(course.district))] += (
                course.officers.value
            )
        else:
            upto = np.rint(np.cumsum(eligible) * course.officers.value / eligible.sum())
            officers += np.diff(upto.astype(np.int64), prepend=0)
    found: Counts = officers // each
    return found
