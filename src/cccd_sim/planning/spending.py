"""What a budget buys: the route by which as many kits as it pays for are most surely on time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cccd_sim.errors import UsageError
from cccd_sim.experiment.trials import FRESH, Laboratory
from cccd_sim.language import N_
from cccd_sim.planning.effort import Effort
from cccd_sim.planning.goal import Goal
from cccd_sim.planning.ladder import Standing
from cccd_sim.planning.purchase import MOST_KITS, Purchase, limit_of
from cccd_sim.planning.size_data import COMMON, FRESH_NUMBERS, chance, purchase_data, size_row
from cccd_sim.scenario.amounts import written_money
from cccd_sim.scenario.schema import Scenario

Data = dict[str, Any]


@dataclass(frozen=True)
class Offer:
    """What a route sells for a budget, and how that did.

    Parameters
    ----------
    ahead
        Mean share of the eligible by which it was ahead of the target.
    """

    purchase: Purchase
    standing: Standing
    ahead: float


def spent_best(
    goal: Goal, laboratory: Laboratory, purchases: list[Purchase], budget: int, effort: Effort
) -> Data:
    """Return the best probability that money buys, as plain data.

    Every route sells what the budget pays for, within the limit of the route. All are tried with
    common numbers, the best of them with fresh ones, so that the choice does not flatter it.

    Parameters
    ----------
    purchases
        The routes to choose from.
    """
    plain = _tried(goal, laboratory, purchases[0].of(0), effort.common, 0)
    offers = [
        _tried(goal, laboratory, one, effort.common, 0)
        for one in affordable(goal.scenario, purchases, budget)
    ]
    best = max(offers, key=lambda one: (one.standing.successes, one.ahead)).purchase
    sure = _tried(goal, laboratory, best, effort.fresh, FRESH)
    told = [*((COMMON, one) for one in (plain, *offers)), (FRESH_NUMBERS, sure)]
    return {
        "budget_vnd": budget,
        **purchase_data(goal, best),
        "chance": chance(sure.standing),
        "chance_without": chance(plain.standing),
        "sizes": [
            size_row(goal, one.purchase, kind, chance(one.standing), "tried") for kind, one in told
        ],
        "routes": [{**purchase_data(goal, one.purchase), **chance(one.standing)} for one in offers],
    }


def affordable(scenario: Scenario, purchases: list[Purchase], budget: int) -> list[Purchase]:
    """Return what each route sells for a budget, within its limit; nothing lent or allocated.

    Raises
    ------
    UsageError
        If the budget buys no kit.
    """
    price = max(scenario.supply.kit_price.value, 1)
    found = []
    for one in purchases:
        limit = limit_of(scenario, one)
        kits = min(budget if limit is None else min(budget, limit), MOST_KITS * price) // price
        if kits and one.funder == "provincial":
            found.append(one.of(kits))
    if not found:
        message = N_("budget: {found} buys no kit by {routes}; one costs {price}")
        routes = ", ".join(one.route or "–" for one in purchases)
        raise UsageError(
            message, found=written_money(budget), routes=routes, price=written_money(price)
        )
    return found


def _tried(
    goal: Goal, laboratory: Laboratory, purchase: Purchase, numbers: int, offset: int
) -> Offer:
    """Return how a purchase does, every number simulated."""
    asked = range(1 + offset, numbers + 1 + offset)
    ahead = [goal.ahead(one) for one in laboratory.try_(purchase.case(goal.scenario), asked)]
    met = sum(each >= 0 for each in ahead)
    standing = Standing(purchase.kits, numbers, met, numbers)
    return Offer(purchase, standing, sum(ahead) / numbers)
