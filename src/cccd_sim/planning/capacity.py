"""Arithmetic without simulation: kits × days × rate, the first guess and the sanity check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from cccd_sim.language import N_
from cccd_sim.scenario.placement import INITIAL, destinations
from cccd_sim.scenario.rates import captures_per_kit_day
from cccd_sim.scenario.schema import Scenario

FROM_DAY_ONE = N_("all kits from the first day, every working day at the stated rate")
FROM_PLANNED_DATES = N_("each kit from its planned date")
NOT_BEYOND_CITIZENS = N_("where the kits stand, no district beyond its citizens")


@dataclass(frozen=True)
class PlannedDay:
    """A working day as planned, nothing left to chance.

    Parameters
    ----------
    kits
        In service.
    dossiers
        What the kits take if citizens never run out.
    bounded
        The same, no district beyond its citizens.
    """

    date: date
    kits: int
    dossiers: float
    bounded: float


def bridge(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the steps of plain arithmetic that lead to the simulated answer.

    Each step is ``{"step": what it takes into account, "dossiers": by the deadline}``. Nothing is
    random in it: planned dates, no breakdown, nobody who does not come.
    """
    rates = [rate for _, rate in working_rates(scenario)]
    kits = scenario.supply.initial_kits.value + sum(
        delivery.kits.value for delivery in scenario.supply.deliveries.values()
    )
    days = planned_days(scenario)
    return [
        {"step": FROM_DAY_ONE, "dossiers": kits * sum(rates)},
        {"step": FROM_PLANNED_DATES, "dossiers": sum(day.dossiers for day in days)},
        {"step": NOT_BEYOND_CITIZENS, "dossiers": sum(day.bounded for day in days)},
    ]


_last: list[tuple[Scenario, list[tuple[date, float]]]] = []


def working_rates(scenario: Scenario) -> list[tuple[date, float]]:
    """Return the working days before the deadline and the captures expected of a kit on each.

    Those of the last scenario are kept: a search for a day asks for them again and again.
    """
    if not _last or _last[0][0] is not scenario:
        _last[:] = [(scenario, list(_working_rates(scenario)))]
    return _last[0][1]


def _working_rates(scenario: Scenario) -> Iterator[tuple[date, float]]:
    """Work them out, one by one."""
    service, day = scenario.service, scenario.campaign.start
    while day < scenario.campaign.deadline:
        if service.is_working_day(day):
            ready, period = scenario.demand.records.ready_share(day), service.period_on(day)
            yield day, captures_per_kit_day(scenario.demand, service, period, ready)
        day += timedelta(days=1)


def rate_needed(citizens: int, kits: int, days: int) -> float:
    """Return the dossiers a kit must take a day to serve everybody in time."""
    return citizens / (kits * days)


def planned_days(scenario: Scenario) -> list[PlannedDay]:
    """Return the working days before the deadline, each kit there from its planned date."""
    eligible = np.array([district.eligible for district in scenario.demand.districts])
    units, remaining = eligible.size, eligible.astype(float)
    there = np.zeros(units + (scenario.supply.provincial_station is not None), int)
    batches, lent, days = _batches(scenario), list[tuple[date, list[int]]](), []
    for day, rate in working_rates(scenario):
        while batches and batches[0].begins <= day:
            batch = batches.pop(0)
            need = np.rint(remaining).astype(int)
            stations = destinations(scenario, batch.name, batch.kits, there, need)
            np.add.at(there, stations, 1)
            if batch.until is not None:
                lent.append((batch.until, stations))
        for until, stations in lent:
            if until < day:
                np.subtract.at(there, stations, 1)
        lent = [loan for loan in lent if loan[0] >= day]
        before = remaining.sum()
        remaining -= np.minimum(rate * there[:units], remaining)
        if there.size > units and remaining.sum() > 0:
            remaining *= 1 - min(1.0, rate * there[units] / remaining.sum())
        kits = int(there.sum())
        days.append(PlannedDay(day, kits, rate * kits, float(before - remaining.sum())))
    return days


@dataclass(frozen=True)
class _Batch:
    """Kits that begin together: planned first day, and the last of a loan."""

    begins: date
    kits: int
    name: str
    until: date | None = None


def _batches(scenario: Scenario) -> list[_Batch]:
    """Return the batches in order of date; spares stay in the store."""
    supply = scenario.supply
    first = _Batch(scenario.campaign.start, supply.initial_kits.value, INITIAL)
    later = []
    for name, delivery in supply.deliveries.items():
        kits = delivery.kits.value - (delivery.spares.value if delivery.spares else 0)
        begins = supply.planned_in_service(delivery)
        later.append(_Batch(begins, kits, name, delivery.until))
    return [first, *sorted(later, key=lambda batch: batch.begins)]
