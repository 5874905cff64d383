"""How far each milestone can be reached by plain arithmetic, and what bounds it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.planning.capacity import planned_days
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.schema import Scenario

LAST_STAGE = {"dossier": "home_visits", "sent": "check", "produced": "plant", "in_hand": "collect"}
"""The stage that brings a citizen to each milestone."""

FRIDAY, HALF_A_CITIZEN = 4, 0.5
Floats = NDArray[np.float64]


def reach(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """Return the share of each milestone by the deadline, and the stage that costs most of it.

    Kits from their planned dates and never idle, every evening used, first in, first out: luck
    and absence can hardly do better.
    """
    eligible = sum(district.eligible for district in scenario.demand.districts)
    passed = passed_by_deadline(scenario)
    stages, found = list(passed), {}
    for milestone in MILESTONES:
        until = stages.index(LAST_STAGE[milestone]) + 1
        levels = [float(eligible), *(passed[stage] for stage in stages[:until])]
        losses = -np.diff(levels)
        worst = int(np.argmax(losses))
        found[milestone] = {
            "share": levels[-1] / eligible,
            "bound_by": stages[worst] if losses[worst] > HALF_A_CITIZEN else "nothing",
        }
    return found


def passed_by_deadline(scenario: Scenario) -> dict[str, float]:
    """Return how many pass each stage before the deadline, in the order of the stages."""
    central, demand = scenario.central, scenario.demand
    eligible = sum(district.eligible for district in demand.districts)
    planned = {day.date: day for day in planned_days(scenario)}
    taken = np.cumsum(_by_day(scenario, {day: one.bounded for day, one in planned.items()}))
    kits = {day: one.kits for day, one in planned.items()}
    visited = taken
    if not scenario.service.home_visits.happens:
        visited = np.minimum(taken, eligible * (1 - demand.home_visit_share.value))
    uploaded = _through(visited, _by_day(scenario, _evenings(scenario, kits)))
    accepted = _later(scenario, uploaded, central.check.days.value)
    produced = _through(accepted, _by_day(scenario, _cards(scenario)))
    back = _later(scenario, produced, central.return_days.value)
    stages = {
        "kits": taken,
        "home_visits": visited,
        "upload": uploaded,
        "check": accepted,
        "plant": produced,
        "return": back,
        "collect": back * (1 - central.collection.never.value),
    }
    return {stage: float(counts[-1]) for stage, counts in stages.items()}


def _evenings(scenario: Scenario, kits: Mapping[date, int]) -> dict[date, float]:
    """Return the dossiers that can be completed and sent each evening."""
    service, found = scenario.service, {}
    for day, there in kits.items():
        evening = service.period_on(day).evening
        minutes = there * evening.officers_per_kit.value * evening.length.value
        found[day] = minutes / service.completion.minutes.value
    return found


def _cards(scenario: Scenario) -> dict[date, float]:
    """Return the cards the plant makes for the province each day."""
    plant = scenario.central.plant
    return {day: plant.cards_on(day) * plant.share.value for day in _calendar(scenario)}


def _calendar(scenario: Scenario) -> list[date]:
    """Return the days before the deadline."""
    dates = scenario.campaign
    length = (dates.deadline - dates.start).days
    return [dates.start + timedelta(days=ahead) for ahead in range(length)]


def _by_day(scenario: Scenario, counts: Mapping[date, float]) -> Floats:
    """Return counts by date as an array, one number a day before the deadline."""
    return np.array([counts.get(day, 0.0) for day in _calendar(scenario)])


def _through(coming: Floats, capacity: Floats) -> Floats:
    """Return how many are through up to each day, of those that came by then."""
    through, done = np.zeros(coming.size), 0.0
    for day, (there, most) in enumerate(zip(coming, capacity, strict=True)):
        through[day] = done = min(float(there), done + float(most))
    return through


def _later(scenario: Scenario, counts: Floats, working_days: int) -> Floats:
    """Return the counts up to each day, as many office days later."""
    calendar, holidays = _calendar(scenario), scenario.service.holidays.values()
    works = np.array(
        [
            day.weekday() <= FRIDAY and not any(one.first <= day <= one.last for one in holidays)
            for day in calendar
        ]
    )
    begun = np.cumsum(works)  # office days up to each day, itself included
    first = np.searchsorted(begun, begun - working_days, side="right") - 1
    return np.where(first >= 0, counts[first], 0.0)
