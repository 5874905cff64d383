"""Uncertain inputs: which of them a question can hang on, in which unit, and set to a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any, NamedTuple

from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.scenario import units
from cccd_sim.scenario.nodes import Step
from cccd_sim.scenario.ranges import Range, ranges, settled
from cccd_sim.scenario.schema import Scenario

PRICES = N_("prices change no date")
UNUSED_ROUTE = N_("no delivery takes this route")
NO_TRANSFERS = N_("kits never move between districts")
STATED_RATE = N_("every period states its rate")
OBSERVED_RATE = N_("the rate is observed: this is in it already")
SWITCHED_OFF = N_("switched off in this scenario")
DOWNSTREAM = N_("acts only after what is measured")
TOO_LATE = N_("begins too late to count")


class Question(NamedTuple):
    """What decides whether an input can matter: the scenario, the milestone, the first day after.

    Parameters
    ----------
    end
        First day that no longer counts.
    """

    scenario: Scenario
    milestone: str
    end: date


class Inputs(NamedTuple):
    """The uncertain inputs of a scenario.

    Parameters
    ----------
    tried
        Those that may matter, in file order.
    left_out
        Those that cannot, each with the reason.
    """

    tried: tuple[Range, ...]
    left_out: tuple[tuple[Range, str], ...]


def inputs_of(question: Question, beginnings: Sequence[str] = ()) -> Inputs:
    """Return the inputs that may matter to a question, and those that cannot.

    Parameters
    ----------
    beginnings
        Beginnings of entries, such as ``supply`` or ``demand.show_up``; none stated: all inputs.
    """
    found = ranges(question.scenario)
    if not found:
        raise UsageError(
            N_("{name} has no entry with low, base and high: nothing to vary"),
            name=question.scenario.name,
        )
    for beginning in beginnings:
        if not any(_begins(each, beginning) for each in found):
            raise UsageError(
                N_("--inputs {found}: no entry with low, base and high begins so; known: {known}"),
                found=beginning,
                known=", ".join(_areas(found)),
            )
    asked = [
        each
        for each in found
        if not beginnings or any(_begins(each, beginning) for beginning in beginnings)
    ]
    reasons = {each.path: _why_not(each, question) for each in asked}
    left_out = tuple((each, why) for each in asked if (why := reasons[each.path]) is not None)
    return Inputs(tuple(each for each in asked if reasons[each.path] is None), left_out)


def with_values(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """Return a scenario with some inputs at a value, by entry, and all others at their base."""
    return settled(
        scenario,
        {each.trail: allowed(each, values.get(each.path, each.base)) for each in ranges(scenario)},
    )


def allowed(one: Range, value: float) -> float:
    """Return a value as the input takes it: a whole number where only these make sense."""
    return round(value) if one.is_whole else value


def unit_of(scenario: Scenario, one: Range) -> str:
    """Return the unit of an input."""
    found: Any = scenario
    return units.unit_of(reduce(_entry, one.trail, found))


def _entry(found: Any, step: Step) -> Any:
    """Return an entry of a section or mapping."""
    return found[step] if isinstance(found, Mapping) else getattr(found, str(step))


def _begins(one: Range, beginning: str) -> bool:
    """Say whether an entry lies at or below another."""
    return f"{one.path}.".startswith(f"{beginning.strip().strip('.')}.")


def _areas(found: Iterable[Range]) -> list[str]:
    """Return the first two steps of every entry, once each."""
    return list(dict.fromkeys(".".join(each.path.split(".")[:2]) for each in found))


Rule = Callable[[Range, Question], str | None]


def _why_not(one: Range, question: Question) -> str | None:
    """Return why an input cannot matter, None if it may."""
    for start, rule in RULES.items():
        if _begins(one, start) and (reason := rule(one, question)) is not None:
            return reason
    return None


def _money(_: Range, __: Question) -> str | None:
    return PRICES


def _route(one: Range, question: Question) -> str | None:
    """Leave out routes by which no delivery is ordered that has no times of its own."""
    name, what = str(one.trail[2]), str(one.trail[3])
    if what == "limit":
        return PRICES
    used = (
        each.in_service is None and each.route == name and getattr(each, what) is None
        for each in question.scenario.supply.deliveries.values()
    )
    return None if any(used) else UNUSED_ROUTE


def _transfers(_: Range, question: Question) -> str | None:
    return NO_TRANSFERS if question.scenario.supply.transfers.policy == "none" else None


def _breakdown(_: Range, question: Question) -> str | None:
    if not question.scenario.supply.breakdown.happens:
        return SWITCHED_OFF
    return OBSERVED_RATE if is_observed(question.scenario) else None


def _no_show(_: Range, question: Question) -> str | None:
    return OBSERVED_RATE if is_observed(question.scenario) else None


def is_observed(scenario: Scenario) -> bool:
    """Say whether every period's rate is a realised average: breakdown and no-show are in it."""
    return all(each.rate_is == "observed" for each in scenario.service.periods.values())


def _stated(_: Range, question: Question) -> str | None:
    """Leave out what a stated rate scales, or holds without: capture, and learning."""
    return STATED_RATE if is_stated(question.scenario) else None


def is_stated(scenario: Scenario) -> bool:
    """Say whether every period states its rate."""
    periods = scenario.service.periods.values()
    return all(each.dossiers_per_kit_day is not None for each in periods)


def _learning(one: Range, question: Question) -> str | None:
    return _switch("service", "learning")(one, question) or _stated(one, question)


def _switch(*names: str) -> Rule:
    """Return the rule of a section that can be switched off."""

    def rule(_: Range, question: Question) -> str | None:
        section: Any = reduce(getattr, names, question.scenario)
        on = section.limited if names[-1] == "crews" else section.happens
        return None if on else SWITCHED_OFF

    return rule


def _after(*milestones: str) -> Rule:
    """Return the rule of what acts only on these milestones."""

    def rule(_: Range, question: Question) -> str | None:
        return None if question.milestone in milestones else DOWNSTREAM

    return rule


def _from(names: tuple[str, ...], first: str) -> Rule:
    """Return the rule of named entries that begin on a day."""

    def rule(one: Range, question: Question) -> str | None:
        section: Any = reduce(_entry, one.trail[: len(names) + 1], question.scenario)
        return TOO_LATE if getattr(section, first) >= question.end else None

    return rule


CARDS = ("produced", "in_hand")
RULES: dict[str, Rule] = {
    "costs": _money,
    "supply.kit_price": _money,
    "supply.routes": _route,
    "supply.transfers": _transfers,
    "supply.breakdown": _breakdown,
    "demand.show_up": _no_show,
    "demand.no_show": _no_show,
    "demand.away": _switch("demand", "away"),
    "demand.away.waves": _from(("demand", "away", "waves"), "first"),
    "service.capture.mean": _stated,
    "service.learning": _learning,
    "service.night": _switch("service", "night"),
    "service.crews": _switch("service", "crews"),
    "service.home_visits": _switch("service", "home_visits"),
    "service.line": _switch("service", "line"),
    "service.stops": _from(("service", "stops"), "first"),
    "service.periods": _from(("service", "periods"), "from_"),
    "central.plant": _after(*CARDS),
    "central.plant.capacity": _from(("central", "plant", "capacity"), "from_"),
    "central.return_days": _after("in_hand"),
    "central.collection": _after("in_hand"),
}
"""Why inputs below an entry may be unable to matter."""
