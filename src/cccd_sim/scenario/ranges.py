"""Numbers known only within a range: found in a scenario, and settled to one value each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.nodes import Trail, dotted
from cccd_sim.scenario.schema import Scenario

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
    found: Scenario = _settled(scenario, values) if values else scenario
    return found


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


def _settled(entry: Any, values: Mapping[Trail, float]) -> Any:
    """Return an entry in which the ranges of ``values`` are settled; trails start below it."""
    if () in values:
        return entry.model_copy(update={"value": values[()], "low": None, "high": None})
    below: dict[Any, dict[Trail, float]] = {}
    for (step, *rest), value in values.items():
        below.setdefault(step, {})[tuple(rest)] = value
    if isinstance(entry, Mapping):
        return {**entry, **{step: _settled(entry[step], some) for step, some in below.items()}}
    update = {step: _settled(getattr(entry, str(step)), some) for step, some in below.items()}
    return entry.model_copy(update=update)
