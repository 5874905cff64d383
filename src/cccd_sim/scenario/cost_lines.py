"""Cost lines: what each counts, in which unit, at which price, under which head, who pays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from cccd_sim.scenario.costs import Costs
from cccd_sim.scenario.schema import Scenario

BY_DELIVERY = ""
"""Payer of what is paid as the delivery says."""

FEES = "fees"
"""First of the lines of fees, and their head: money that comes in."""

_HOUR = ("costs.pay.month", "costs.pay.coefficient", "costs.pay.days_in_month", "costs.pay.day")


class Line(NamedTuple):
    """One line of cost: a price times what happened.

    Parameters
    ----------
    head
        One of the six of ID4D, or fees.
    event
        Table and column of the run folder that count what happened.
    payer
        Entry of `costs.payers`.
    entries
        Entries of the scenario the price is made of.
    price
        What one unit costs, VND, before it is rounded.
    """

    name: str
    head: str
    unit: str
    event: str
    payer: str
    entries: tuple[str, ...]
    price: Callable[[Scenario], float]

    def unit_price(self, scenario: Scenario) -> int:
        """Return what one unit costs, in whole VND: so do estimates state it."""
        return round(self.price(scenario))


def costs_of(scenario: Scenario) -> Costs:
    """Return the costs of a scenario that has them."""
    assert scenario.costs is not None, "asked only where there are costs"
    return scenario.costs


def _kit(scenario: Scenario) -> float:
    return scenario.supply.kit_price.value


def _hour(factor: str | None, scenario: Scenario) -> float:
    """Return an officer's hour, times one of the factors of pay."""
    pay = costs_of(scenario).pay
    return pay.hour * (getattr(pay, factor).value if factor else 1.0)


def _hours(name: str, event: str, payer: str, factor: str | None = None) -> Line:
    """Return a line of officers' hours."""
    entries = (*_HOUR, f"costs.pay.{factor}") if factor else _HOUR
    return Line(name, "staff", "officer-hour", event, payer, entries, partial(_hour, factor))


def _fuel(name: str) -> Line:
    """Return a line of kilometres driven."""
    entries = ("costs.journeys.litres_per_km", "costs.journeys.litre")
    event = "stations.csv: kilometres"
    return Line(name, "equipment", "km", event, "journeys", entries, _km)


def _km(scenario: Scenario) -> float:
    return costs_of(scenario).journeys.km


def _each(entry: str) -> Callable[[Scenario], float]:
    """Return what reads the price at an entry of the costs."""
    return lambda scenario: float(getattr(costs_of(scenario), entry).value)


def _kits(name: str, event: str) -> Line:
    """Return a line of kits."""
    return Line(name, "equipment", "kit", event, BY_DELIVERY, ("supply.kit_price",), _kit)


_DUTY, _SENT = "stations.csv: officer_minutes", "pipeline.csv: uploaded"

LINES: tuple[Line, ...] = (
    _kits("initial_kits", "kits.csv: delivered"),
    _kits("kits", "kits.csv: delivered"),
    _kits("spare_kits", "kits.csv: spare"),
    _hours("crew_regular", _DUTY, "pay"),
    _hours("crew_overtime_working_day", _DUTY, "overtime", "overtime_working_day"),
    _hours("crew_rest_day", _DUTY, "overtime", "overtime_rest_day"),
    _hours("crew_holiday", _DUTY, "overtime", "overtime_holiday"),
    _hours("crew_night", _DUTY, "overtime", "night_more"),
    _hours("evening_completion", _SENT, "overtime", "overtime_working_day"),
    _hours("evening_rest_day", _SENT, "overtime", "overtime_rest_day"),
    _hours("evening_holiday", _SENT, "overtime", "overtime_holiday"),
    _hours("evening_night", _SENT, "overtime", "night_more"),
    _hours("home_visit_officers", "stations.csv: kits_visiting", "pay"),
    Line(
        "mobile_per_diem",
        "staff",
        "officer-day",
        "stations.csv: officers",
        "journeys",
        ("costs.journeys.per_diem",),
        lambda scenario: float(costs_of(scenario).journeys.per_diem.value),
    ),
    _fuel("mobile_fuel"),
    _fuel("home_visit_fuel"),
    Line(
        "consumables",
        "credentials",
        "dossier",
        "daily.csv: taken, returnees, recaptured",
        "consumables",
        ("costs.consumables",),
        _each("consumables"),
    ),
    Line(
        "premises",
        "premises",
        "station-day",
        "stations.csv: open_kit_minutes",
        "premises",
        ("costs.premises",),
        _each("premises"),
    ),
    Line(
        "information",
        "information",
        "citizen summoned",
        "daily.csv: summoned",
        "information",
        ("costs.invitation",),
        _each("invitation"),
    ),
)
"""Every line but the fees, in the order in which an estimate lists them."""


def lines_of(scenario: Scenario) -> tuple[Line, ...]:
    """Return the lines of a scenario: with one for each of its fees, at a price below nothing."""
    return (*LINES, *(_fee(*each) for each in enumerate(costs_of(scenario).fees, 1)))


def fee_line(number: int) -> str:
    """Return the name of the line of the first, second … fee."""
    return FEES if number == 1 else f"{FEES}_{number}"


def _fee(number: int, name: str) -> Line:
    """Return the line of one fee."""
    return Line(
        fee_line(number),
        FEES,
        "dossier",
        "daily.csv: taken, returnees",
        "fees",
        (f"costs.fees.{name}.fee",),
        lambda scenario: -float(costs_of(scenario).fees[name].fee.value),
    )
