"""A country taken apart: each province as a scenario of its own.

A district knows its province. Everything that is nobody's in particular holds in every province;
what is counted (kits, officers of a course) is shared out, so that the parts are the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.scenario.crews import Course
from cccd_sim.scenario.fields import Given
from cccd_sim.scenario.placement import INITIAL, destinations
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.supply import Delivery

Counts = NDArray[np.int64]


def provinces_apart(scenario: Scenario) -> dict[str, Scenario]:
    """Return the scenario of each province of a country, by name; nothing if it is no country."""
    names = scenario.demand.provinces
    if not names:
        return {}
    kits = kits_of_provinces(scenario)
    spares = {
        name: shared(batch.spares.value if batch.spares else 0, kits[name])
        for name, batch in scenario.supply.deliveries.items()
    }
    sizes = [
        sum(one.eligible for one in scenario.demand.districts if one.province == name)
        for name in names
    ]
    found = {}
    for place, (name, upto) in enumerate(zip(names, pairwise([0, *np.cumsum(sizes)]), strict=True)):
        own = {batch: int(kits[batch][place]) for batch in kits}
        kept = {batch: int(counts[place]) for batch, counts in spares.items()}
        part = (upto[0] / sum(sizes), upto[1] / sum(sizes))
        found[name] = _province(scenario, name, own, kept, part)
    return found


def kits_of_provinces(scenario: Scenario) -> dict[str, Counts]:
    """Return the kits of each batch that go to each province, spares of it not counted.

    As many as the scenario's own rule sends to its districts, if it places the batches of the whole
    country in the order of their planned days, and nobody had a dossier before.
    """
    districts, supply = scenario.demand.districts, scenario.supply
    names = scenario.demand.provinces
    home = np.array([names.index(str(one.province)) for one in districts])
    eligible = np.array([one.eligible for one in districts])
    there = np.zeros(len(districts), np.int64)
    planned = sorted(
        supply.deliveries, key=lambda n: supply.planned_in_service(supply.deliveries[n])
    )
    found = {}
    for batch in (INITIAL, *planned):
        to = destinations(scenario, batch, _placed(scenario, batch), there, eligible)
        came = np.bincount(np.array(to, np.int64), minlength=len(districts))
        there += came
        found[batch] = np.bincount(home, came, minlength=len(names)).astype(np.int64)
    return {batch: found[batch] for batch in (INITIAL, *supply.deliveries)}


def shared(number: int, weights: Sequence[int] | Counts) -> Counts:
    """Return a number in whole parts in proportion to weights; no weight, all to the first."""
    upto: Counts = np.cumsum(np.array(weights, np.int64))
    whole = int(upto[-1])
    if not whole:
        return np.array([number, *[0] * (len(weights) - 1)], np.int64)
    ends: Counts = np.rint(upto * number / whole).astype(np.int64)
    ends[1:] -= ends[:-1].copy()
    return ends


def _placed(scenario: Scenario, batch: str) -> int:
    """Return how many kits of a batch are placed: all but its spares."""
    if batch == INITIAL:
        return scenario.supply.initial_kits.value
    delivery = scenario.supply.deliveries[batch]
    return delivery.kits.value - (delivery.spares.value if delivery.spares else 0)


def _province(
    scenario: Scenario,
    name: str,
    kits: dict[str, int],
    spares: dict[str, int],
    part: tuple[float, float],
) -> Scenario:
    """Return the scenario of one province.

    Parameters
    ----------
    kits, spares
        Of each batch.
    part
        Where the province begins and ends among the eligible of the country, as shares.
    """
    demand, supply, service = scenario.demand, scenario.supply, scenario.service
    districts = tuple(one for one in demand.districts if one.province == name)
    own = {one.code for one in districts}
    communes = demand.communes and tuple(one for one in demand.communes if one.district in own)
    deliveries = {
        batch: _delivery(scenario, delivery, kits[batch], spares[batch], own)
        for batch, delivery in supply.deliveries.items()
    }
    courses = {
        course: found
        for course, one in service.crews.courses.items()
        if (found := _course(scenario, one, part, own)) is not None
    }
    stops = {}
    for stop, one in service.stops.items():
        here = one.districts and _codes(scenario, one.districts, own)
        if here or one.districts is None:
            stops[stop] = one.model_copy(update={"districts": here})
    crews = service.crews.model_copy(update={"courses": courses})
    changed: dict[str, Any] = {
        "demand": demand.model_copy(update={"districts": districts, "communes": communes}),
        "supply": supply.model_copy(
            update={
                "initial_kits": _numbered(supply.initial_kits, kits[INITIAL]),
                "deliveries": deliveries,
            }
        ),
        "service": service.model_copy(update={"crews": crews, "stops": stops}),
    }
    return scenario.model_copy(update=changed)


def _delivery(
    scenario: Scenario, delivery: Delivery, kits: int, spares: int, own: set[str]
) -> Delivery:
    """Return a province's part of a delivery."""
    to = delivery.to
    if to is not None:
        to = {code: n for ref, n in to.items() for code in _codes(scenario, [ref], own)}
    changed: dict[str, Any] = {"kits": _numbered(delivery.kits, kits + spares), "to": to}
    if delivery.spares is not None:
        changed["spares"] = _numbered(delivery.spares, spares)
    return delivery.model_copy(update=changed)


def _course(
    scenario: Scenario, course: Course, part: tuple[float, float], own: set[str]
) -> Course | None:
    """Return a province's part of a course; none if it is for another province's district."""
    if course.district is not None:
        here = _codes(scenario, [course.district], own)
        return course.model_copy(update={"district": here[0]}) if here else None
    first, last = (round(end * course.officers.value) for end in part)
    return course.model_copy(update={"officers": _numbered(course.officers, last - first)})


def _codes(scenario: Scenario, references: Iterable[str], own: set[str]) -> tuple[str, ...]:
    """Return the codes of those districts that are of one's own."""
    codes = (scenario.demand.district(reference).code for reference in references)
    return tuple(code for code in codes if code in own)


def _numbered(given: Given[int], number: int) -> Given[int]:
    """Return a count with another value: its part of what was given."""
    return given.model_copy(update={"value": number, "low": None, "high": None})
