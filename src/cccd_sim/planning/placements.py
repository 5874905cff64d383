"""Placements: how many kits of each batch each station gets, by rule or by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cccd_sim.scenario.placement import INITIAL, destinations
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.supply import Delivery

RULES = ("proportional", "two_per_unit", "by_need")
"""Rules a scenario may state."""

AS_PLANNED = "as_planned"
"""The scenario's own placement."""

FIRST_KITS = "first-kits"
"""Delivery that stands for the initial kits where these are placed by name."""

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """Kits that go to their stations together.

    Parameters
    ----------
    name
        Of the delivery, or ``INITIAL``.
    kits
        To be placed: spares stay in the store.
    begins
        Planned first day of work.
    until
        Last day of a loan; none: the kits stay.
    is_free
        Whether it may be placed otherwise.
    """

    name: str
    kits: int
    begins: date
    until: date | None
    is_free: bool


def batches(scenario: Scenario) -> tuple[Batch, ...]:
    """Return the batches in the order of their planned dates.

    The initial kits may be placed otherwise where they stand in districts and are a known number.
    """
    supply, start = scenario.supply, scenario.campaign.start
    initial = supply.initial_kits
    known = initial.low is None or initial.low == initial.high
    free = supply.initial_at == "districts" and known
    found = [Batch(INITIAL, initial.value, start, None, free)]
    for name, delivery in supply.deliveries.items():
        kits = delivery.kits.value - (delivery.spares.value if delivery.spares else 0)
        begins = supply.planned_in_service(delivery)
        found.append(Batch(name, kits, begins, delivery.until, is_free=True))
    return tuple(sorted((each for each in found if each.kits), key=lambda each: each.begins))


@dataclass(frozen=True)
class Plan:
    """Where every batch goes.

    Parameters
    ----------
    name
        As it stands in tables.
    rule
        One of ``RULES`` or ``AS_PLANNED``: then ``kits`` is what it comes to if all goes to plan;
        none: the kits are placed by name.
    kits
        Of each batch (rows, in the order of ``batches``) for each station (columns): districts in
        their order, then the provincial station, if any.
    """

    name: str
    rule: str | None
    kits: tuple[tuple[int, ...], ...]

    @property
    def array(self) -> Counts:
        """Return the kits as an array, batches x stations."""
        return np.array(self.kits, np.int64)

    def is_within_districts(self, found: Sequence[Batch], units: int) -> bool:
        """Return whether every kit that may be placed otherwise goes to a district."""
        pairs = zip(found, self.kits, strict=True)
        return not any(sum(row[units:]) for batch, row in pairs if batch.is_free)

    def named(self, name: str, kits: Counts) -> Plan:
        """Return another plan, placed by name."""
        return Plan(name, None, tuple(map(tuple, kits.tolist())))


def station_count(scenario: Scenario) -> int:
    """Return the districts, and the provincial station if there is one."""
    return len(scenario.demand.districts) + (scenario.supply.provincial_station is not None)


def ruled(scenario: Scenario, rule: str) -> Scenario:
    """Return a scenario in which one rule places every batch that may be placed otherwise."""
    supply = scenario.supply
    deliveries = {
        name: one.model_copy(update={"placement": None, "to": None})
        for name, one in supply.deliveries.items()
    }
    changed = {"placement": rule, "deliveries": deliveries}
    return scenario.model_copy(update={"supply": supply.model_copy(update=changed)})


def placed_by(
    scenario: Scenario, batch: Batch, there: Counts, remaining: NDArray[np.float64]
) -> Counts:
    """Return the kits of a batch by station, as the scenario places them on its planned day."""
    need = np.rint(remaining).astype(np.int64)
    stations = destinations(scenario, batch.name, batch.kits, there, need)
    return np.bincount(stations, minlength=there.size)


def placed(scenario: Scenario, plan: Plan) -> Scenario:
    """Return a scenario with its kits where a plan has them.

    A rule stays a rule: it minds what happens until the kits are there.
    """
    if plan.rule is not None:
        return scenario if plan.rule == AS_PLANNED else ruled(scenario, plan.rule)
    supply, deliveries = scenario.supply, dict(scenario.supply.deliveries)
    changed: dict[str, object] = {}
    for batch, row in zip(batches(scenario), plan.kits, strict=True):
        if not batch.is_free:
            continue
        to = named(scenario, row)
        if batch.name == INITIAL:
            deliveries = {free_name(supply.deliveries): _first(scenario, to), **deliveries}
            nothing = {"value": 0, "low": None, "high": None}
            changed["initial_kits"] = supply.initial_kits.model_copy(update=nothing)
        else:
            update = {"to": to, "placement": None}
            deliveries[batch.name] = deliveries[batch.name].model_copy(update=update)
    changed["deliveries"] = deliveries
    return scenario.model_copy(update={"supply": supply.model_copy(update=changed)})


def named(scenario: Scenario, row: Sequence[int]) -> dict[str, int]:
    """Return the kits of a batch by the codes of their districts."""
    districts = scenario.demand.districts
    return {one.code: kits for one, kits in zip(districts, row, strict=False) if kits}


def free_name(deliveries: dict[str, Delivery]) -> str:
    """Return the name of the delivery that stands for the initial kits."""
    name = FIRST_KITS
    while name in deliveries:
        name += "-"
    return name


def _first(scenario: Scenario, to: dict[str, int]) -> Delivery:
    """Return the initial kits as a delivery of the first day, which can be placed by name."""
    supply = scenario.supply
    entries = {
        "kits": sum(to.values()),
        "funder": supply.initial_funder,
        "in_service": scenario.campaign.start,
        "to": to,
    }
    return Delivery.model_validate(entries)
