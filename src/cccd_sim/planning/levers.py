"""What else would help: longer hours, more officers, mobile teams; each as a changed scenario."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from cccd_sim.experiment.trials import Case
from cccd_sim.language import N_
from cccd_sim.scenario.fields import Given, Hours
from cccd_sim.scenario.mobile import Mobile
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.service import Period, Service

HOURS, SOONER, OFFICERS, MOBILE = "longer hours", "sooner", "officers", "mobile teams"

TITLES = {
    HOURS: N_("stations open round the clock, every day, from {day}"),
    SOONER: N_("the last working arrangement two weeks sooner, from {day}"),
    OFFICERS: N_("half as many trained officers again, from the first day"),
    MOBILE: N_("half the kits with mobile teams, from {day}"),
}
"""The levers in words."""

ROUND_THE_CLOCK = "00:00-24:00"
MORE_OFFICERS = 1.5
FORTNIGHT = timedelta(days=14)
SHIFT_MINUTES = 480
"""Longest shift of a crew."""

TEAMS = {"share": 0.5, "show_up": 0.92, "set_up": "45 min", "move": "240 min"}
"""Mobile teams as in the shipped scenario of that name; see docs/model.md."""


def levers(scenario: Scenario) -> Iterator[Case]:
    """Yield the scenario with each lever that it leaves room for."""
    longer = with_longer_hours(scenario)
    if longer is not None:
        yield Case(HOURS, longer)
    earlier = begun_sooner(scenario)
    if earlier is not None:
        yield Case(SOONER, earlier)
    if scenario.service.crews.limited:
        yield Case(OFFICERS, with_more_officers(scenario))
    teams = with_mobile_teams(scenario)
    if teams is not None:
        yield Case(MOBILE, teams)


def begins(scenario: Scenario, lever: str) -> date:
    """Return the day from which a lever works."""
    start = scenario.campaign.start
    if lever == OFFICERS:
        return start
    first = max(last_period(scenario)[1].from_, start)
    return max(first - FORTNIGHT, start) if lever == SOONER else first


def last_period(scenario: Scenario) -> tuple[str, Period]:
    """Return the working arrangement that holds just before the deadline, with its name."""
    end = scenario.campaign.deadline - timedelta(days=1)
    periods = scenario.service.periods.items()
    return [(name, period) for name, period in periods if period.from_ <= end][-1]


def with_longer_hours(scenario: Scenario) -> Scenario | None:
    """Return a scenario that ends with stations open round the clock; None: it does already.

    A stated rate grows with the time in which it is worked; crews with the shifts.
    """
    name, period = last_period(scenario)
    service = scenario.service
    hours = (Hours.model_validate(ROUND_THE_CLOCK),)
    longer = period.model_copy(update={"hours": hours, "days": "every", "closed": None})
    shifts = max(period.crew.shifts.value, ceil(longer.open_minutes / SHIFT_MINUTES))
    crew = period.crew.model_copy(
        update={"shifts": period.crew.shifts.model_copy(update={"value": shifts})}
    )
    growth = service.working_minutes(longer) / service.working_minutes(period)
    rate = period.dossiers_per_kit_day
    stated = rate and times(rate, growth)
    longer = longer.model_copy(update={"crew": crew, "dossiers_per_kit_day": stated})
    if period.days == "every" and growth <= 1:
        return None
    return _served(scenario, {"periods": {**service.periods, name: longer}})


def begun_sooner(scenario: Scenario) -> Scenario | None:
    """Return a scenario whose last working arrangement begins sooner; None: it has only one."""
    name, period = last_period(scenario)
    first = begins(scenario, SOONER)
    if first >= period.from_:
        return None
    service = scenario.service
    kept = {
        other: one
        for other, one in service.periods.items()
        if other != name and (one.from_ < first or one.from_ > period.from_)
    }
    sooner = {**kept, name: period.model_copy(update={"from_": first})}
    if len(sooner) == 1 and first > scenario.campaign.start:
        return None
    ordered = dict(sorted(sooner.items(), key=lambda item: item[1].from_))
    return _served(scenario, {"periods": ordered})


def with_more_officers(scenario: Scenario) -> Scenario:
    """Return a scenario with half as many trained officers again from the first day."""
    crews = scenario.service.crews
    more = times(crews.trained_per_10000, MORE_OFFICERS)
    return _served(scenario, {"crews": crews.model_copy(update={"trained_per_10000": more})})


def with_mobile_teams(scenario: Scenario) -> Scenario | None:
    """Return a scenario with half the kits on rounds; None: it has teams, or no communes."""
    if scenario.service.mobile is not None or not scenario.demand.communes:
        return None
    _, period = last_period(scenario)
    teams = Mobile.model_validate({"from": max(period.from_, scenario.campaign.start), **TEAMS})
    return _served(scenario, {"mobile": teams})


def times(given: Given[float], factor: float) -> Given[float]:
    """Return a number and its range, multiplied."""
    known = {name: getattr(given, name) for name in ("value", "low", "high")}
    more = {name: value * factor for name, value in known.items() if value is not None}
    return given.model_copy(update=more)


def _served(scenario: Scenario, changes: dict[str, object]) -> Scenario:
    service: Service = scenario.service.model_copy(update=changes)
    return scenario.model_copy(update={"service": service})
