"""What is asked about a size, as plain data: read, checked, and turned into goal and purchase."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.planning.effort import Effort, effort_for
from cccd_sim.planning.goal import Goal
from cccd_sim.planning.one_province import refuse_a_country
from cccd_sim.planning.purchase import Purchase, asked_for
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.amounts import money
from cccd_sim.scenario.quantities import QuantityError, calendar_date
from cccd_sim.scenario.schema import Scenario

ON_TIME = 0.95
"""Probability asked for if none is stated."""

ZONE = 0.02
"""Width of the indifference zone: what is this much below the target may be certified."""

LOWEST, HIGHEST = 0.1, 0.99
"""Probabilities that can be asked for; more than that no affordable certificate can show."""

Options = Mapping[str, Any]


def asked(
    on_time: float,
    milestone: str,
    route: str | None,
    ordered: date | str | None,
    budget: str | None,
    replications: int | None,
) -> dict[str, Any]:
    """Return what is asked as plain data."""
    return {
        "on_time": on_time,
        "milestone": milestone,
        "route": route,
        "ordered": _day(ordered),
        "budget": budget,
        "replications": replications,
    }


def check(scenario: Scenario, options: Options) -> Effort:
    """Refuse what cannot be asked of a scenario; return the effort it will take.

    Raises
    ------
    UsageError
        With what was found and what would be right.
    """
    refuse_a_country(scenario)
    milestone, on_time = options["milestone"], options["on_time"]
    if milestone not in MILESTONES:
        message = N_("no milestone {found}; known: {known}")
        raise UsageError(message, found=milestone, known=", ".join(MILESTONES))
    if not LOWEST <= on_time <= HIGHEST:
        message = N_("--on-time: a share from {lowest} to {highest}, such as 0.95, not {found}")
        raise UsageError(message, lowest=LOWEST, highest=HIGHEST, found=on_time)
    purchase_of(scenario, options)
    budget_of(options)
    return effort_for(scenario, options["replications"])


def goal_of(scenario: Scenario, options: Options) -> Goal:
    """Return what must be reached."""
    milestone = options["milestone"]
    return Goal(scenario, milestone, list(MILESTONES).index(milestone), options["on_time"], ZONE)


def purchase_of(scenario: Scenario, options: Options) -> Purchase:
    """Return the purchase asked for, yet of no kits."""
    ordered = options["ordered"]
    return asked_for(scenario, options["route"], ordered and date.fromisoformat(ordered))


def budget_of(options: Options) -> int | None:
    """Return the budget, VND."""
    if options["budget"] is None:
        return None
    try:
        return money(options["budget"])
    except QuantityError as error:
        raise UsageError(error.message, **error.values) from error


def _day(found: date | str | None) -> str | None:
    """Return a date as it is kept, however it was written."""
    if found is None:
        return None
    try:
        return str(calendar_date(found))
    except QuantityError as error:
        raise UsageError(error.message, **error.values) from error
