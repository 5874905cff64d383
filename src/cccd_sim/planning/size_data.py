"""What was found about a size, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from cccd_sim.analysis.intervals import paired_interval, proportion_interval
from cccd_sim.experiment.trials import Laboratory
from cccd_sim.language import Language
from cccd_sim.planning import levers
from cccd_sim.planning.bounds import Bound
from cccd_sim.planning.certificate import Certificate
from cccd_sim.planning.goal import Goal
from cccd_sim.planning.ladder import BLOCK, Standing
from cccd_sim.planning.procurement import Way
from cccd_sim.planning.purchase import (
    Purchase,
    cost,
    highest_cost,
    highest_price,
    in_service,
    last_day_of_use,
    limit_of,
    packages,
)
from cccd_sim.planning.sized import PURCHASE, Beside, Sized

COMMON, FRESH_NUMBERS = "common", "fresh"
"""Which numbers a row stands on: those of the search, or those of the certificate."""

Row = dict[str, Any]


def data_of(found: Sized) -> Row:
    """Return what the search found."""
    return {
        **purchase_data(found.goal, found.purchase),
        "state": found.state.value,
        "kits_by_arithmetic": found.least,
        "kits_searched": found.certificates[0].kits if found.certificates else None,
        "kits_even_chance": found.even,
        "fresh_so_far": chance(found.fresh.standing(found.purchase.kits)),
        "certificate": _certificate(found.certificate),
        "one_kit_less": _certificate(found.one_less),
        "sizes": list(_sizes(found)),
        "routes": [_route(found, way) for way in found.ways],
        "levers": [_lever(found, one) for one in found.beside],
        "bound": _bound(found.bound),
    }


def about(goal: Goal, laboratory: Laboratory, language: Language) -> Row:
    """Return what was asked, of what, and how much was spent on it."""
    scenario = goal.scenario
    return {
        "language": language,
        "scenario": scenario.name,
        "seed": laboratory.seed,
        "known_parameters": laboratory.known_parameters,
        "replications_spent": laboratory.spent,
        "milestone": goal.milestone,
        "target_share": goal.share,
        "eligible": goal.eligible,
        "start": scenario.campaign.start.isoformat(),
        "deadline": scenario.campaign.deadline.isoformat(),
        "on_time": goal.on_time,
        "zone": goal.zone,
        "floor": goal.floor,
        "kit_price_vnd": scenario.supply.kit_price.value,
        "kit_price_high_vnd": highest_price(scenario),
    }


def purchase_data(goal: Goal, purchase: Purchase) -> Row:
    """Return a purchase as plain data."""
    scenario = goal.scenario
    route = scenario.supply.routes.get(purchase.route or "")
    return {
        "route": purchase.route,
        "route_title": {"vi": route.title.vi, "en": route.title.en} if route else None,
        "law": route.law if route else None,
        "funder": purchase.funder,
        "ordered": purchase.ordered.isoformat(),
        "in_service": in_service(scenario, purchase).isoformat(),
        "kits": purchase.kits,
        "cost_vnd": cost(scenario, purchase),
        "cost_high_vnd": highest_cost(scenario, purchase),
        "limit_vnd": limit_of(scenario, purchase),
        "packages": packages(scenario, purchase),
    }


def chance(standing: Standing | None) -> Row:
    """Return what common numbers say of P(on time), if there are enough of them to say."""
    if standing is None or standing.replications < BLOCK:
        nothing = {"replications": 0, "successes": 0, "simulated": 0}
        return {**nothing, "p_on_time": None, "ci_low": None, "ci_high": None}
    share = proportion_interval(standing.successes, standing.replications)
    return {
        "replications": standing.replications,
        "successes": standing.successes,
        "simulated": standing.simulated,
        "p_on_time": share.mean,
        "ci_low": share.low,
        "ci_high": share.high,
    }


def _sizes(found: Sized) -> Iterator[Row]:
    """Yield every size tried: first with common numbers, then with fresh ones."""
    goal, ladder = found.goal, found.ladder
    for kits in sorted(ladder.found):
        purchase = found.purchase.of(kits)
        known = chance(ladder.standing(kits))
        yield size_row(goal, purchase, COMMON, known, _judged(found, kits))
    told = {one.kits: one for one in found.certificates}
    for kits in sorted(told):
        one, purchase = told[kits], found.purchase.of(kits)
        yield size_row(goal, purchase, FRESH_NUMBERS, _fresh(one), one.verdict)


def size_row(goal: Goal, purchase: Purchase, numbers: str, known: Row, verdict: str) -> Row:
    """Return one size that was tried, with these numbers."""
    price = cost(goal.scenario, purchase)
    row = {"kits": purchase.kits, "numbers": numbers, "route": purchase.route}
    row |= {"ordered": purchase.ordered.isoformat(), "cost_vnd": price}
    return {**row, **known, "verdict": verdict}


def _judged(found: Sized, kits: int) -> str:
    """Return what the search made of a size, whatever it was asked about it."""
    goal = found.goal
    return "enough" if found.ladder.enough(kits, goal.floor, goal.on_time) else "not enough"


def _fresh(one: Certificate) -> Row:
    """Return what fresh numbers say; of those not certified only the upper end is known.

    Numbers that were not simulated count as in time in what was not certified: the successes are
    then no finding, and not told.
    """
    passed = one.verdict == "certified"
    known = passed or one.simulated >= one.replications
    return {
        "replications": one.replications,
        "successes": one.successes if known else None,
        "simulated": one.simulated,
        "p_on_time": one.successes / one.replications if passed else None,
        "ci_low": one.bound if passed else None,
        "ci_high": None if passed else one.bound,
    }


def _certificate(one: Certificate | None) -> Row | None:
    if one is None:
        return None
    return {"kits": one.kits, "verdict": one.verdict, **_fresh(one)}


def _route(found: Sized, way: Way) -> Row:
    """Return what a route comes to."""
    goal, main = found.goal, found.purchase
    asked = Purchase(0, way.route, main.ordered)
    last = last_day_of_use(goal.scenario, way.route)
    row = purchase_data(goal, way.purchase or asked)
    if way.purchase is None:
        row |= {"kits": None, "cost_vnd": None, "packages": None}
    checked = {f"checked_{name}": item for name, item in chance(way.checked).items()}
    last_checked = {f"last_{name}": item for name, item in chance(way.last_checked).items()}
    return {
        **row,
        **checked,
        "last_kits": main.kits,
        "last_order": way.last and way.last.isoformat(),
        "last_order_by": _found_by(way, main),
        **last_checked,
        "last_order_of_any_use": last.isoformat() if last >= goal.scenario.campaign.start else None,
    }


def _found_by(way: Way, main: Purchase) -> str:
    """Return how the last order date of a route was found."""
    if way.route == main.route:
        return "simulation"
    return "arithmetic" if way.last_checked is None else "arithmetic, checked"


def _lever(found: Sized, one: Beside) -> Row:
    """Return what a lever comes to, against the scenario as it is with the same luck."""
    goal, plain = found.goal, found.beside[0]
    met = sum(goal.ahead(end) >= 0 for end in one.ends)
    share = proportion_interval(met, len(one.ends))
    reached = np.array([end.reached[goal.place] for end in one.ends], float)
    there = np.array([end.reached[goal.place] for end in plain.ends[: len(one.ends)]], float)
    gain = paired_interval(reached, there)
    is_bought = one.name == PURCHASE
    title = levers.TITLES.get(one.name)
    return {
        "lever": one.name or "as it is",
        "title": title,
        "day": levers.begins(goal.scenario, one.name).isoformat() if title else None,
        "kits": found.purchase.kits if is_bought else 0,
        "cost_vnd": cost(goal.scenario, found.purchase) if is_bought else None,
        "replications": len(one.ends),
        "successes": met,
        "p_on_time": share.mean,
        "ci_low": share.low,
        "ci_high": share.high,
        "reached": float(reached.mean()),
        "gain": gain.mean if one.name else None,
        "gain_low": gain.low if one.name else None,
        "gain_high": gain.high if one.name else None,
    }


def _bound(one: Bound | None) -> Row | None:
    if one is None:
        return None
    return {
        "name": one.name,
        "largest_share": one.share,
        "by_arithmetic": one.by_arithmetic,
        "late": len(one.tried[0].ends),
        "tried": [{"without": each.hindrance, "on_time": each.on_time} for each in one.tried],
    }
