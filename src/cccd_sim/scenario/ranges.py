"""Numbers known only within a range: found in a scenario, and settled to one value each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, TypeVar

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.nodes import Trail, dotted
from cccd_sim.scenario.schema import Scenario

S = TypeVar("S", bound=Section)

OF_EACH_DELIVERY = (("supply", "deliveries"), ("supply", "routes"))
DURATIONS = ("delay", "contract", "supply", "commissioning")
OF_EACH_COURSE = ("service", "crews", "courses")
"""Where ranges stand that the campaign itself draws from: durations, for each delivery and course
anew."""

DECIMALS = 9


@dataclass(frozen=True)
class Range:
    """A number of a scenario with its low, base and high values, in the units of the schema.

    Parameters
    ----------
    path
        The entry as one writes it: ``demand.show_up``.
    trail
        The same, step by step.
    is_whole
        Whether only whole numbers make sense.
    is_luck
        Whether it differs between two campaigns in one and the same world, such as the delay of a
        delivery: the campaign draws it itself. All others are one number that nobody knows.
    """

    path: str
    trail: Trail
    low: float
    base: float
    high: float
    is_whole: bool
    is_luck: bool

    def at(self, u: float) -> float:
        """Return the ``u``-quantile of the triangular distribution from low over base to high.

        With no more digits than a scenario file can hold.
        """
        low, base, high = self.low, self.base, self.high
        width = high - low
        if u * width < base - low:
            found = low + sqrt(u * width * (base - low))
        else:
            found = high - sqrt((1 - u) * width * (high - base))
        return round(found) if self.is_whole else round(found, DECIMALS)


def ranges(scenario: Scenario) -> tuple[Range, ...]:
    """Return every number that is written with a low and a high that differ, in file order."""
    found = (_range(trail, given) for trail, given in givens(scenario))
    return tuple(each for each in found if each is not None)


def settled(scenario: Scenario, values: Mapping[Trail, float]) -> Scenario:
    """Return a scenario in which some ranges are one number each.

    Quick, because the entries are not checked against each other again: a value within its range
    may contradict another, say as a rate that the desks cannot feed. Then the campaign does what it
    can, as it would in the field.
    """
    return _settled(scenario, values, ())


def givens(found: Any, trail: Trail = ()) -> Iterator[tuple[Trail, Given[Any]]]:
    """Yield the numbers with an origin below an entry, each with its trail, in file order."""
    if isinstance(found, Given):
        yield trail, found
    elif isinstance(found, Section):
        for name in type(found).model_fields:
            yield from givens(getattr(found, name), (*trail, name))
    elif isinstance(found, Mapping):
        for name, item in found.items():
            yield from givens(item, (*trail, name))


def _range(trail: Trail, given: Given[Any]) -> Range | None:
    """Return the range of a number, if it has one."""
    low, base, high = given.low, given.value, given.high
    if low is None or high is None or low >= high:
        return None
    of_a_delivery = trail[:2] in OF_EACH_DELIVERY and trail[-1] in DURATIONS
    is_luck = of_a_delivery or trail[:3] == OF_EACH_COURSE
    is_whole = type(given).model_fields["value"].annotation is int
    return Range(dotted(trail), trail, low, base, high, is_whole, is_luck)


def _settled(section: S, values: Mapping[Trail, float], trail: Trail) -> S:
    """Return a section in which the ranges of ``values`` are settled, the same if none is."""
    changed: dict[str, Any] = {}
    steps = {at[len(trail)] for at in values if at[: len(trail)] == trail}
    for step in steps:
        name, below = str(step), (*trail, step)
        changed[name] = _settled_entry(getattr(section, name), values, below)
    return section.model_copy(update=changed) if changed else section


def _settled_entry(entry: Any, values: Mapping[Trail, float], trail: Trail) -> Any:
    """Return one entry of a section, settled."""
    if isinstance(entry, Given):
        return entry.model_copy(update={"value": values[trail], "low": None, "high": None})
    if isinstance(entry, Mapping):
        steps = {at[len(trail)] for at in values if at[: len(trail)] == trail}
        more = {step: _settled_entry(entry[step], values, (*trail, step)) for step in steps}
        return {**entry, **more}
    return _settled(entry, values, trail)
