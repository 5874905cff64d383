"""Arithmetic without simulation: kits × days × rate, the first guess and the sanity check."""

from __future__ import annotations

from collections.abc import Iterator
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


def bridge(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the steps of plain arithmetic that lead to the simulated answer.

    Each step is ``{"step": what it takes into account, "dossiers": by the deadline}``. Nothing is
    random in it: planned dates, no breakdown, nobody who does not come.
    """
    rates = [rate for _, rate in working_rates(scenario)]
    kits = scenario.supply.initial_kits.value + sum(
        delivery.kits.value for delivery in scenario.supply.deliveries.values()
    )
    by_date, capped = _by_station(scenario)
    return [
        {"step": FROM_DAY_ONE, "dossiers": kits * sum(rates)},
        {"step": FROM_PLANNED_DATES, "dossiers": by_date},
        {"step": NOT_BEYOND_CITIZENS, "dossiers": capped},
    ]


def working_rates(scenario: Scenario) -> Iterator[tuple[date, float]]:
    """Yield the working days before the deadline and the captures expected of a kit on each."""
    service, day = scenario.service, scenario.campaign.start
    while day < scenario.campaign.deadline:
        if service.is_working_day(day):
            yield day, captures_per_kit_day(service, service.period_on(day))
        day += timedelta(days=1)


def rate_needed(citizens: int, kits: int, days: int) -> float:
    """Return the dossiers a kit must take a day to serve everybody in time."""
    return citizens / (kits * days)


def _by_station(scenario: Scenario) -> tuple[float, float]:
    """Return dossiers by planned dates: without bound, and bounded by each district's citizens."""
    eligible = np.array([district.eligible for district in scenario.demand.districts])
    units, remaining = eligible.size, eligible.astype(float)
    there = np.zeros(units + (scenario.supply.provincial_station is not None), int)
    batches, total = _batches(scenario), 0.0
    for day, rate in working_rates(scenario):
        while batches and batches[0][0] <= day:
            _, kits, name = batches.pop(0)
            for station in destinations(
                scenario, name, kits, there, np.rint(remaining).astype(int)
            ):
                there[station] += 1
        total += rate * int(there.sum())
        remaining -= np.minimum(rate * there[:units], remaining)
        if there.size > units and remaining.sum() > 0:
            remaining *= 1 - min(1.0, rate * there[units] / remaining.sum())
    return total, float((eligible - remaining).sum())


def _batches(scenario: Scenario) -> list[tuple[date, int, str]]:
    """Return planned date, kits and name of each batch in order of date."""
    supply = scenario.supply
    first = scenario.campaign.start, supply.initial_kits.value, INITIAL
    later = [
        (delivery.planned_in_service, delivery.kits.value, name)
        for name, delivery in supply.deliveries.items()
    ]
    return [first, *sorted(later, key=lambda batch: batch[0])]
