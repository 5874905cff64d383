"""The law of money: every line of cost is explained by events that other tables count."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cccd_sim import clock
from cccd_sim.errors import BrokenLawError
from cccd_sim.results.ensemble import Columns
from cccd_sim.scenario.cost_lines import costs_of, fee_line, lines_of
from cccd_sim.scenario.placement import INITIAL
from cccd_sim.scenario.schema import Scenario

NEAR = 1e-9
"""How far sums of hours and kilometres may be off, as a share."""

DUTY = (
    "crew_regular",
    "crew_overtime_working_day",
    "crew_rest_day",
    "crew_holiday",
    "home_visit_officers",
)
EVENING = ("evening_completion", "evening_rest_day", "evening_holiday")
"""Lines that share the hours of officers on duty, and those of the evening, among them."""

Explained = Iterator[tuple[tuple[str, ...], float]]


def money_is_explained(scenario: Scenario, tables: dict[str, Columns], fixed: int) -> None:
    """Compare the quantity of every line with its events, and VND with quantity times price.

    Parameters
    ----------
    fixed
        Number of the first mobile team among the stations.
    """
    costs = tables["costs"]
    quantities = {
        name: float(costs["quantity"][costs["line"] == name].sum())
        for name in np.unique(costs["line"]).tolist()
    }
    known: set[str] = set()
    for names, count in (*_people(scenario, tables), *_stations(tables, fixed), *_kits(tables)):
        known.update(names)
        found = sum(quantities.get(name, 0.0) for name in names)
        _hold(abs(found - count) <= NEAR * max(1.0, count), " + ".join(names), found, count)
    for night, hours in (("crew_night", DUTY), ("evening_night", EVENING)):
        known.add(night)
        found, most = quantities.get(night, 0.0), sum(quantities.get(each, 0.0) for each in hours)
        _hold(-NEAR <= found <= most * (1 + NEAR), night, found, most)
    for name in set(quantities) - known:
        _hold(False, name, quantities[name], 0.0)
    prices = {line.name: line.unit_price(scenario) for line in lines_of(scenario)}
    each = np.array([prices[name] for name in costs["line"].tolist()], float)
    off = np.abs(costs["vnd"] - costs["quantity"] * each) > 0.5 + NEAR * np.abs(costs["vnd"])
    for row in np.flatnonzero(off)[:1].tolist():
        line, vnd = str(costs["line"][row]), float(costs["vnd"][row])
        _hold(False, line, vnd, float(costs["quantity"][row] * each[row]))


def _people(scenario: Scenario, tables: dict[str, Columns]) -> Explained:
    """Yield what is counted in citizens and dossiers."""
    daily, minutes = tables["daily"], scenario.service.completion.minutes.value
    first = daily["taken"] + daily["returnees"]
    yield ("consumables",), float((first + daily["recaptured"]).sum())
    yield ("information",), float(daily["summoned"].sum())
    yield EVENING, float(tables["pipeline"]["uploaded"].sum()) * minutes / 60
    fees = costs_of(scenario).fees
    begins = [clock.day_number(scenario.campaign.start, fee.from_) for fee in fees.values()]
    holds = np.searchsorted(begins, daily["day"], side="right")
    for number in range(1, len(begins) + 1):
        yield (fee_line(number),), float(first[holds == number].sum())


def _stations(tables: dict[str, Columns], fixed: int) -> Explained:
    """Yield what is counted in days of stations, officers and kilometres."""
    stations = tables["stations"]
    mobile = stations["station"] >= fixed
    yield ("premises",), float((stations["open_kit_minutes"] > 0).sum())
    yield DUTY, float(stations["officer_minutes"].sum()) / 60
    yield ("mobile_per_diem",), float(stations["officers"][mobile].sum())
    yield ("mobile_fuel",), float(stations["kilometres"][mobile].sum())
    yield ("home_visit_fuel",), float(stations["kilometres"][~mobile].sum())


def _kits(tables: dict[str, Columns]) -> Explained:
    """Yield what is counted in kits: all but those lent."""
    kits = tables["kits"]
    paid, spare = kits["funder"] != "loan", kits["spare"] > 0
    first = np.array([name.rpartition("-")[0] == INITIAL for name in kits["kit"].tolist()], bool)
    yield ("initial_kits",), float((paid & first).sum())
    yield ("spare_kits",), float((paid & spare & ~first).sum())
    yield ("kits",), float((paid & ~spare & ~first).sum())


def _hold(holds: bool, line: str, found: float, counted: float) -> None:
    """Raise if a line does not agree with what happened."""
    if not holds:
        raise BrokenLawError(f"cost without its events: {line} is {found:.6g}, not {counted:.6g}")
