"""A purchase: more kits by a procurement route, ordered on a day; what it costs and when it comes.

Beside the simulation stands plain arithmetic: the kits that are worth as many working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from cccd_sim.errors import UsageError
from cccd_sim.experiment.trials import Case
from cccd_sim.language import N_
from cccd_sim.planning.capacity import working_rates
from cccd_sim.planning.reach import LAST_STAGE, passed_by_deadline
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.supply import Delivery, Funder

EXTRA = "extra"
"""Name of the delivery that is bought; a number is added where the scenario has it already."""

USUAL_ROUTE = "competitive_quotation"
"""Route taken if none is asked for: how provinces bought equipment of this price in 2021."""

DAYS_TO_DECIDE = timedelta(days=14)
"""From the start of the campaign to the order, if no date is asked for: 20 January 2021 after
the directive of 6 January, as in the shipped scenario of such a purchase."""

FUNDERS: dict[str, Funder] = {"loan": "loan", "central_allocation": "central"}
"""Who pays for kits of a route, if not the province."""

MOST_KITS = 4000
"""What a delivery can hold."""


@dataclass(frozen=True)
class Purchase:
    """More kits for a scenario.

    Parameters
    ----------
    kits
        How many; none leave the scenario as it is.
    route
        Name of the procurement route; none: the scenario describes none, and the kits are in
        service on the day itself.
    ordered
        Day of the order.
    """

    kits: int
    route: str | None
    ordered: date

    @property
    def funder(self) -> Funder:
        """Return who pays."""
        return FUNDERS.get(self.route or "", "provincial")

    def of(self, kits: int) -> Purchase:
        """Return the same purchase with another number of kits."""
        return replace(self, kits=kits)

    def on(self, ordered: date) -> Purchase:
        """Return the same purchase, ordered on another day."""
        return replace(self, ordered=ordered)

    def case(self, scenario: Scenario) -> Case:
        """Return the scenario with these kits, named for the tables."""
        if not self.kits:
            return Case("as it is", scenario)
        way = f"{self.route}, " if self.route else ""
        return Case(f"{self.kits} more, {way}{self.ordered}", bought(scenario, self))


def asked_for(scenario: Scenario, route: str | None, ordered: date | None) -> Purchase:
    """Return a purchase by the route and on the day asked for, or the usual ones; yet of no kits.

    Raises
    ------
    UsageError
        If the scenario has no such route, or the day is not one of its campaign.
    """
    routes, dates = scenario.supply.routes, scenario.campaign
    if route is not None and route not in routes:
        known = ", ".join(routes) or "–"
        raise UsageError(N_("no route {found}; known: {known}"), found=route, known=known)
    usual = USUAL_ROUTE if USUAL_ROUTE in routes else next(iter(routes), None)
    usual_day = min(dates.start + DAYS_TO_DECIDE, dates.deadline - timedelta(days=1))
    day = ordered or usual_day
    if not dates.start <= day < dates.deadline:
        raise UsageError(
            N_("ordered: from {start} to before {deadline}, not {found}"),
            start=dates.start,
            deadline=dates.deadline,
            found=day,
        )
    return Purchase(0, route or usual, day)


def bought(scenario: Scenario, purchase: Purchase) -> Scenario:
    """Return a scenario with the kits of a purchase, sent where need is greatest.

    Not checked against the limit of the route: how many kits would be needed is worth knowing even
    where the law wants another way to buy them; see ``packages``.
    """
    day = "ordered" if purchase.route else "in_service"
    entries = {
        "kits": purchase.kits,
        "funder": purchase.funder,
        "route": purchase.route,
        "placement": "by_need",
        day: purchase.ordered,
    }
    supply, number = scenario.supply, 1
    while (name := EXTRA if number == 1 else f"{EXTRA}_{number}") in supply.deliveries:
        number += 1
    deliveries = {**supply.deliveries, name: Delivery.model_validate(entries)}
    changed = supply.model_copy(update={"deliveries": deliveries})
    return scenario.model_copy(update={"supply": changed})


def cost(scenario: Scenario, purchase: Purchase) -> int:
    """Return what the kits cost, VND; nothing if they are lent."""
    return 0 if purchase.funder == "loan" else purchase.kits * scenario.supply.kit_price.value


def highest_price(scenario: Scenario) -> int:
    """Return the price of a kit at the high end of its range, VND."""
    price = scenario.supply.kit_price
    return price.value if price.high is None else price.high


def highest_cost(scenario: Scenario, purchase: Purchase) -> int:
    """Return what the kits cost at that price, VND; nothing if they are lent."""
    return 0 if purchase.funder == "loan" else purchase.kits * highest_price(scenario)


def packages(scenario: Scenario, purchase: Purchase) -> int:
    """Return the packages of the route that the purchase fills; more than one is unlawful.

    A kit is in one package. One dearer than a package may be counts as several.
    """
    limit, price = limit_of(scenario, purchase), scenario.supply.kit_price.value
    if limit is None or not purchase.kits:
        return min(purchase.kits, 1)
    if price > limit:
        return ceil(cost(scenario, purchase) / limit) if limit else purchase.kits
    return ceil(purchase.kits / (limit // price)) if price else 1


def limit_of(scenario: Scenario, purchase: Purchase) -> int | None:
    """Return the largest package of the route, VND; none: any."""
    route = scenario.supply.routes.get(purchase.route or "")
    return route.limit.value if route and route.limit else None


def in_service(scenario: Scenario, purchase: Purchase) -> date:
    """Return the day planned as the first on which the kits work."""
    return purchase.ordered + lead(scenario, purchase.route)


def lead(scenario: Scenario, route: str | None) -> timedelta:
    """Return how long kits of a route take, from the order to the first dossier, as planned."""
    found = scenario.supply.routes.get(route or "")
    parts = (found.contract, found.supply, found.commissioning) if found else ()
    return timedelta(days=round(sum(part.value for part in parts)))


def worth(scenario: Scenario, purchase: Purchase) -> float:
    """Return the dossiers that one kit of the purchase takes before the deadline, by arithmetic.

    Never idle, from its planned day on.
    """
    begins = in_service(scenario, purchase)
    return sum(rate for day, rate in working_rates(scenario) if day >= begins)


def last_day_of_use(scenario: Scenario, route: str | None) -> date:
    """Return the last day to order one more kit that still takes a dossier, by arithmetic."""
    working = [day for day, rate in working_rates(scenario) if rate > 0]
    return working[-1] - lead(scenario, route)


def routes_of(scenario: Scenario, purchase: Purchase) -> Iterator[Purchase]:
    """Yield the same purchase by every route of the scenario, its own first."""
    yield purchase
    for route in scenario.supply.routes:
        if route != purchase.route:
            yield replace(purchase, route=route)


def arithmetic_minimum(scenario: Scenario, purchase: Purchase, milestone: str) -> int | None:
    """Return the fewest kits with which plain arithmetic meets the target; None: no number does.

    Planned dates, nobody absent, nothing that fails: luck and absence need more than these.
    """
    target = getattr(scenario.target.share, milestone).value
    eligible = sum(district.eligible for district in scenario.demand.districts)

    def meets(kits: int) -> bool:
        passed = passed_by_deadline(purchase.of(kits).case(scenario).scenario)
        return bool(passed[LAST_STAGE[milestone]] >= target * eligible)

    if not meets(MOST_KITS):
        return None
    low, high = -1, MOST_KITS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if meets(middle) else (middle, high)
    return high
