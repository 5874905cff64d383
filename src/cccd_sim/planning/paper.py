"""A campaign on paper: plain arithmetic of one scenario, the province as one place."""

from __future__ import annotations

from datetime import timedelta

from cccd_sim.analysis.trajectories import needed
from cccd_sim.experiment.facts import facts_of
from cccd_sim.planning.reach import LAST_STAGE, passed_by_deadline
from cccd_sim.planning.response import beyond
from cccd_sim.scenario.districts import AGE_BANDS, District
from cccd_sim.scenario.schema import Scenario


def on_paper(scenario: Scenario, milestone: str) -> tuple[int, int]:
    """Return citizens at a milestone before the deadline, and the day its target is met.

    Kits from their planned dates and never idle, wherever citizens are; nothing is random. A
    target that is not met within the horizon counts as met the day after.
    """
    place, facts = in_one_place(scenario), facts_of(scenario)
    goal = needed(facts["eligible"], facts, milestone)
    length, last = (place.campaign.deadline - place.campaign.start).days, beyond(scenario)
    first, found = 1, last
    while first < found:  # citizens only grow with the days
        middle = (first + found) // 2
        if _reached(place, milestone, middle) >= goal:
            found = middle
        else:
            first = middle + 1
    return _reached(place, milestone, length), found


def in_one_place(scenario: Scenario) -> Scenario:
    """Return a scenario whose districts are one, where all kits stand."""
    districts = scenario.demand.districts
    people = sum(each.eligible for each in districts)
    ages = {
        band: sum(each.eligible * each.ages[at] for each in districts) / people
        for at, band in enumerate(AGE_BANDS)
    }
    whole: District = districts[0].model_copy(update={"eligible": people, **ages})
    demand = scenario.demand.model_copy(update={"districts": (whole,), "communes": None})
    deliveries = {
        name: each.model_copy(update={"placement": None, "to": None})
        for name, each in scenario.supply.deliveries.items()
    }
    supply = scenario.supply.model_copy(
        update={
            "deliveries": deliveries,
            "placement": "proportional",
            "initial_at": "districts",
            "provincial_station": None,
        }
    )
    return scenario.model_copy(update={"demand": demand, "supply": supply})


def _reached(place: Scenario, milestone: str, days: int) -> int:
    """Return citizens at a milestone after so many days, part of one not counted."""
    deadline = place.campaign.start + timedelta(days=days)
    campaign = place.campaign.model_copy(update={"deadline": deadline})
    passed = passed_by_deadline(place.model_copy(update={"campaign": campaign}))
    return int(passed[LAST_STAGE[milestone]] + 1e-6)
