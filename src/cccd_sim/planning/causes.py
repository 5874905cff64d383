"""Causes of delay: what each is in a scenario, and the scenario without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cccd_sim.language import N_
from cccd_sim.planning.inputs import is_observed, is_stated
from cccd_sim.scenario.central import PlantRate
from cccd_sim.scenario.fields import Given
from cccd_sim.scenario.schema import Scenario

Cause = Callable[[Scenario], Scenario]
"""A cause, as what takes it out of a scenario; the scenario unchanged if it is not in it."""

NAMES = {
    "late_kits": N_("late kits"),
    "uneven_districts": N_("uneven districts"),
    "breakdown": N_("breakdown"),
    "no_show": N_("no-show"),
    "learning": N_("learning"),
    "closed_days": N_("closed days"),
    "home_visits": N_("home visits"),
    "rework": N_("rework"),
    "upload": N_("upload"),
    "printing": N_("printing"),
}

WITHOUT = {
    "late_kits": N_("every delivery in service on the first day"),
    "uneven_districts": N_("kits go where most citizens wait, again every Monday, losing no time"),
    "breakdown": N_("no kit ever fails"),
    "no_show": N_("everyone summoned comes"),
    "learning": N_("every crew is used to the work from the start"),
    "closed_days": N_("every day worked: no weekends, holidays or stops"),
    "home_visits": N_("everyone can come to a station"),
    "rework": N_("the centre sends no dossier back"),
    "upload": N_("every dossier is completed and sent the same evening"),
    "printing": N_("the plant makes every card the same day"),
}
"""What the campaign would be without each cause."""

UNLIMITED = 10_000_000
"""Cards a day: more than a scenario may have citizens waiting."""

AT_ONCE = 0.001
"""Minutes for a dossier in the evening: any day's dossiers are done in an hour."""


def without(scenario: Scenario, causes: Iterable[Cause]) -> Scenario:
    """Return a scenario without some causes; their order does not matter."""
    for cause in causes:
        scenario = cause(scenario)
    return scenario


def causes_of(milestone: str) -> dict[str, Cause]:
    """Return the causes that can keep citizens from a milestone, by name."""
    causes = dict(STATION)
    if milestone != "dossier":
        causes["upload"] = no_upload
    if milestone in ("produced", "in_hand"):
        causes["printing"] = no_printing
    return causes


def present(scenario: Scenario, causes: Mapping[str, Cause]) -> dict[str, Cause]:
    """Return the causes that are in a scenario: without them it is another one."""
    return {name: cause for name, cause in causes.items() if cause(scenario) != scenario}


def no_late_kits(scenario: Scenario) -> Scenario:
    """Put every delivery into service on the first day."""
    start, supply = scenario.campaign.start, scenario.supply
    times = dict.fromkeys(("delay", "contract", "supply", "commissioning", "ordered"))
    deliveries = {
        name: each.model_copy(update={**times, "in_service": start})
        for name, each in supply.deliveries.items()
    }
    return _with(scenario, "supply", deliveries=deliveries)


def no_uneven_districts(scenario: Scenario) -> Scenario:
    """Let kits follow the need: placed by it, moved every Monday, without loss of time."""
    supply, districts = scenario.supply, scenario.demand.districts
    in_districts = supply.deliveries or (
        supply.initial_at == "districts" and supply.initial_kits.value > 0
    )
    if len(districts) == 1 or not in_districts:
        return scenario
    deliveries = {
        name: each.model_copy(update={"placement": None, "to": None})
        for name, each in supply.deliveries.items()
    }
    transfers = supply.transfers.model_copy(
        update={"policy": "weekly_by_need", "time": _fixed(supply.transfers.time, 0.0)}
    )
    return _with(
        scenario, "supply", deliveries=deliveries, transfers=transfers, placement="by_need"
    )


def no_breakdown(scenario: Scenario) -> Scenario:
    """Let no kit fail."""
    if is_observed(scenario):  # the rate has it in it
        return scenario
    breakdown = scenario.supply.breakdown.model_copy(update={"happens": False})
    return _with(scenario, "supply", breakdown=breakdown)


def no_no_show(scenario: Scenario) -> Scenario:
    """Let everyone who is summoned come."""
    if is_observed(scenario):
        return scenario
    found, mobile = scenario, scenario.service.mobile
    if scenario.demand.show_up.value < 1:
        found = _with(found, "demand", show_up=_fixed(scenario.demand.show_up, 1.0))
    if mobile is not None and mobile.show_up.value < 1:
        teams = mobile.model_copy(update={"show_up": _fixed(mobile.show_up, 1.0)})
        found = _with(found, "service", mobile=teams)
    return found


def no_learning(scenario: Scenario) -> Scenario:
    """Let every crew be used to the work."""
    if is_stated(scenario):  # a stated rate holds for such crews
        return scenario
    learning = scenario.service.learning.model_copy(update={"happens": False})
    return _with(scenario, "service", learning=learning)


def no_closed_days(scenario: Scenario) -> Scenario:
    """Open every station every day."""
    periods = {
        name: each.model_copy(update={"days": "every", "closed": None})
        for name, each in scenario.service.periods.items()
    }
    return _with(scenario, "service", periods=periods, stops={})


def no_home_visits(scenario: Scenario) -> Scenario:
    """Let everyone be able to come."""
    share = scenario.demand.home_visit_share
    if share.value == 0:
        return scenario
    return _with(scenario, "demand", home_visit_share=_fixed(share, 0.0))


def no_rework(scenario: Scenario) -> Scenario:
    """Let the centre accept every dossier."""
    check = scenario.central.check
    if check.rework.value == 0:
        return scenario
    accepting = check.model_copy(update={"rework": _fixed(check.rework, 0.0)})
    return _with(scenario, "central", check=accepting)


def no_upload(scenario: Scenario) -> Scenario:
    """Let every dossier be completed in no time."""
    completion = scenario.service.completion
    quick = completion.model_copy(update={"minutes": _fixed(completion.minutes, AT_ONCE)})
    return _with(scenario, "service", completion=quick)


def no_printing(scenario: Scenario) -> Scenario:
    """Let the plant make every card at once."""
    plant = scenario.central.plant
    cards = _fixed(next(iter(plant.capacity.values())).cards, UNLIMITED)
    rate = PlantRate.model_construct(from_=scenario.campaign.start, cards=cards)
    whole = plant.model_copy(
        update={"capacity": {"unlimited": rate}, "share": _fixed(plant.share, 1.0)}
    )
    return _with(scenario, "central", plant=whole)


STATION: dict[str, Cause] = {
    "late_kits": no_late_kits,
    "uneven_districts": no_uneven_districts,
    "breakdown": no_breakdown,
    "no_show": no_no_show,
    "learning": no_learning,
    "closed_days": no_closed_days,
    "home_visits": no_home_visits,
    "rework": no_rework,
}
"""Causes that act at the stations, by name."""


def _with(scenario: Scenario, section: str, **changed: Any) -> Scenario:
    """Return a scenario with some entries of a section changed."""
    found = getattr(scenario, section).model_copy(update=changed)
    return scenario.model_copy(update={section: found})


def _fixed(given: Given[Any], value: float) -> Given[Any]:
    """Return a number known for sure."""
    return given.model_copy(update={"value": value, "low": None, "high": None})
