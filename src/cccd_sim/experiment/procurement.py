"""What documents must know of purchases: deliveries and routes, their dates by plain arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cccd_sim.scenario.fields import Given
from cccd_sim.scenario.routes import Route
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.supply import DURATIONS, Delivery, Supply

ENDS = ("low", "base", "high")
"""If everything is quick, as planned, slow."""


def procurement(scenario: Scenario) -> dict[str, Any]:
    """Return price, deliveries and routes as plain data.

    Dates come from the durations stated, rounded as the campaign rounds them; holidays that the
    stated durations leave out are left out here too.
    """
    supply, last = scenario.supply, _last_working_day(scenario)
    return {
        "kit_price": _given(supply.kit_price),
        "initial": {"kits": supply.initial_kits.value, "funder": supply.initial_funder},
        "deliveries": [
            _delivery(supply, name, delivery) for name, delivery in supply.deliveries.items()
        ],
        "routes": [_route(name, route, last) for name, route in supply.routes.items()],
    }


def _delivery(supply: Supply, name: str, delivery: Delivery) -> dict[str, Any]:
    """Return one batch: what is bought, who pays, and its steps."""
    return {
        "name": name,
        "kits": delivery.kits.value,
        "funder": delivery.funder,
        "route": delivery.route,
        "ordered": _day(delivery.ordered),
        "steps": {end: _steps(supply, delivery, end) for end in ENDS},
        "until": _day(delivery.until),
        "source": delivery.kits.source,
    }


def _steps(supply: Supply, delivery: Delivery, end: str) -> dict[str, str | None]:
    """Return when the contract is signed, the kits come and go into service."""
    if delivery.in_service is not None:
        late = _at(delivery.delay, end) if delivery.delay is not None else 0.0
        begins = delivery.in_service + timedelta(days=round(late))
        return {"contract": None, "delivered": None, "in_service": _day(begins)}
    assert delivery.ordered is not None, "checked when the scenario was read"
    durations = [_at(each, end) for each in supply.durations(delivery)]
    days = (round(sum(durations[: count + 1])) for count in range(len(durations)))
    dates = (_day(delivery.ordered + timedelta(days=each)) for each in days)
    return dict(zip(("contract", "delivered", "in_service"), dates, strict=True))


def _last_working_day(scenario: Scenario) -> date:
    """Return the last day before the deadline on which stations work."""
    day = scenario.campaign.deadline - timedelta(days=1)
    while day > scenario.campaign.start and not scenario.service.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _route(name: str, route: Route, last: date) -> dict[str, Any]:
    """Return one way to a kit, and the last order that puts it to work on the ``last`` day."""
    durations = {step: _given(getattr(route, step)) for step in DURATIONS}
    lead = {end: round(sum(_at(getattr(route, step), end) for step in DURATIONS)) for end in ENDS}
    return {
        "name": name,
        "title": {"vi": route.title.vi, "en": route.title.en},
        "law": route.law,
        "limit": None if route.limit is None else _given(route.limit),
        **durations,
        "lead": lead,
        "last_order": {end: _day(last - timedelta(days=days)) for end, days in lead.items()},
    }


def _at(given: Given[Any], end: str) -> float:
    """Return the low, base or high of a number; its value where it has no range."""
    found = None if end == "base" else getattr(given, end)
    return float(given.value if found is None else found)


def _given(given: Given[Any]) -> dict[str, Any]:
    """Return a number with its range and origin."""
    return {
        "value": given.value,
        "low": given.low,
        "high": given.high,
        "source": given.source,
        "grade": given.grade,
    }


def _day(found: date | None) -> str | None:
    """Return a date as ISO, None if there is none."""
    return None if found is None else found.isoformat()
