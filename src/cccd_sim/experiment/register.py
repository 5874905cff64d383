"""The register: every number of a scenario that has an origin, prices apart, and the cost lines."""

from __future__ import annotations

from typing import Any

from cccd_sim.scenario.cost_lines import BY_DELIVERY, Line, costs_of, lines_of
from cccd_sim.scenario.fields import Given
from cccd_sim.scenario.nodes import dotted
from cccd_sim.scenario.ranges import givens
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.units import unit_of

Entry = dict[str, Any]

WEAKEST_LAST = ("", "H", "M", "L")
"""Grades; a price made of several numbers is no better known than the weakest."""


def register(scenario: Scenario) -> dict[str, list[Entry]]:
    """Return prices, assumptions and cost lines as plain data.

    Without a section of costs nothing is priced: then the price of a kit is an assumption.
    """
    found = {dotted(trail): given for trail, given in givens(scenario)}
    priced = scenario.costs is not None
    prices = {
        path: given
        for path, given in found.items()
        if priced and (path == "supply.kit_price" or path.startswith("costs."))
    }
    facts = {
        "assumptions": [
            _entry(path, given)
            for path, given in found.items()
            if path not in prices and (given.grade or given.low is not None)
        ]
    }
    if priced:
        facts["prices"] = [_entry(path, given) for path, given in prices.items()]
        facts["cost_lines"] = [_line(line, scenario, prices) for line in lines_of(scenario)]
    return facts


def _entry(path: str, given: Given[Any]) -> Entry:
    """Return one number with its range and origin."""
    return {
        "path": path,
        "value": given.value,
        "low": given.low,
        "base": given.value,
        "high": given.high,
        "unit": unit_of(given),
        "source": given.source,
        "grade": given.grade,
    }


def _line(line: Line, scenario: Scenario, prices: dict[str, Given[Any]]) -> Entry:
    """Return one cost line; its sources are those of the numbers its price is made of."""
    made_of = [prices[entry] for entry in line.entries]
    payer = None if line.payer == BY_DELIVERY else getattr(costs_of(scenario).payers, line.payer)
    return {
        "line": line.name,
        "head": line.head,
        "unit": line.unit,
        "unit_price": line.unit_price(scenario),
        "funder": payer,
        "event": line.event,
        "entries": list(line.entries),
        "source": "; ".join(dict.fromkeys(each.source for each in made_of if each.source)),
        "grade": max((each.grade for each in made_of), key=WEAKEST_LAST.index),
    }
