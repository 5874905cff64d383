"""The finance workbook: a run folder as the sheets a finance office works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cccd_sim.language import Language
from cccd_sim.report.workbook_alternatives import write_alternatives
from cccd_sim.report.workbook_cash import write_cash
from cccd_sim.report.workbook_draft import SHEETS, Draft
from cccd_sim.report.workbook_estimate import Estimate, write_estimate
from cccd_sim.report.workbook_figures import Figures
from cccd_sim.report.workbook_formulas import Cell
from cccd_sim.report.workbook_funding import write_funding
from cccd_sim.report.workbook_numerals import Numerals, write_numerals
from cccd_sim.report.workbook_placements import write_placements
from cccd_sim.report.workbook_places import write_allocation, write_needs
from cccd_sim.report.workbook_prices import Money, write_prices, write_quantities
from cccd_sim.report.workbook_procurement import write_plan
from cccd_sim.report.workbook_record import write_assumptions, write_record
from cccd_sim.report.workbook_risks import write_risks
from cccd_sim.report.workbook_summary import write_summary
from cccd_sim.report.workbook_timeline import write_timeline

if TYPE_CHECKING:
    from cccd_sim.results.contents import Contents

_OF_PURCHASES = ("plan", "timeline")
_OF_COSTS = ("estimate", "quantities", "funding", "cash")
_OF_RUNS = {"alternatives": "summary", "needs": "districts", "allocation": "districts"}
"""Sheets that need a table, and which."""


def workbook(folder: Contents, language: Language) -> bytes:
    """Return the workbook of a run folder, as the bytes of an .xlsx file.

    Sheets of what the run does not hold are left out. Numbers from the simulation are locked; of
    money, only unit prices and what was provided are entered, all else follows by formulas whose
    values are kept in the file.
    """
    draft = Draft(folder, language, _keys(folder, language))
    names, money = draft.names, Money()
    numerals = write_numerals(draft) if "numerals" in names else None
    if "prices" in names:
        write_prices(draft, money)
    estimate, months = _costs(draft, money, numerals)
    write_summary(draft, estimate, numerals)
    if "alternatives" in names:
        write_alternatives(draft, money)
    if "needs" in names:
        write_needs(draft)
        write_allocation(draft)
    elif "allocation" in names:
        write_placements(draft)
    if "plan" in names and numerals is not None:
        write_plan(draft, money, numerals)
        write_timeline(draft)
    write_risks(draft)
    write_assumptions(draft)
    write_record(draft, money, months)
    return draft.content()


def _costs(
    draft: Draft, money: Money, numerals: Numerals | None
) -> tuple[Estimate | None, dict[tuple[str, str], Cell]]:
    """Write the sheets of costs, where there are any."""
    if "estimate" not in draft.names or numerals is None:
        return None, {}
    write_quantities(draft, money)
    estimate = write_estimate(draft, money, numerals)
    write_funding(draft, estimate, numerals)
    return estimate, write_cash(draft, estimate)


def _keys(folder: Contents, language: Language) -> list[str]:
    """Return the sheets a folder gives, in their order."""
    figures = Figures(folder, language)
    money = figures.has_costs or "procurement" in figures.chosen.facts
    there = {key: folder.table(table) is not None for key, table in _OF_RUNS.items()}
    there["allocation"] |= folder.table("allocation") is not None
    there |= dict.fromkeys(_OF_COSTS, figures.has_costs)
    there |= dict.fromkeys(_OF_PURCHASES, "procurement" in figures.chosen.facts)
    there |= dict.fromkeys(("prices", "numerals"), money)
    return [key for key in SHEETS if there.get(key, True)]
