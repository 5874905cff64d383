"""What the numbers stand on: assumptions, and the record by which they can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cccd_sim.language import number, say
from cccd_sim.report.cost_labels import FUNDERS, HEADS, UNITS, source, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import Alternative, Row
from cccd_sim.report.workbook_formulas import Cell, difference, same, total
from cccd_sim.report.workbook_prices import Money
from cccd_sim.report.workbook_sheet import Sheet

_FOUND = ("prices", "assumptions")


def write_assumptions(draft: Draft) -> None:
    """Write every number with a range: of the chosen alternative, and where others differ."""
    language, figures = draft.language, draft.figures
    sheet = Sheet(draft, draft.names["assumptions"], (6, 58, 17, 17, 17, 24, 52, 10))
    sheet.banner(
        say(language, "REGISTER OF ASSUMPTIONS"),
        say(language, "Grade: H read in a source, M inferred, L assumed"),
    )
    sheet.header(
        (
            say(language, "No."),
            say(language, "Entry of the scenario"),
            say(language, "Low"),
            say(language, "Base"),
            say(language, "High"),
            say(language, "Unit of measure"),
            say(language, "Source"),
            say(language, "Grade"),
        ),
        repeats=True,
    )
    others = [one for one in figures.alternatives if one != figures.chosen]
    known: set[str] = set()
    for one in (figures.chosen, *others):
        rows = [row for row in _assumed(one) if _key(row) not in known]
        known |= {_key(row) for row in rows}
        if rows:
            sheet.across(f"{one.number}. {one.title} ({one.name})", "cell bold")
        for count, row in enumerate(rows, 1):
            _assumption(sheet, count, row)


def _assumed(one: Alternative) -> list[Row]:
    """Return prices and other ranges of a scenario."""
    return [row for name in _FOUND for row in one.facts.get(name, [])]


def _key(row: Row) -> str:
    """Return an assumption as a text, to see whether it was told before."""
    return json.dumps(row, sort_keys=True, default=str)


def _assumption(sheet: Sheet, count: int, row: Row) -> None:
    """Write one assumption."""
    base = row.get("base", row.get("value"))
    numbers = [row.get("low"), base, row.get("high")]
    whole = all(one is None or float(one).is_integer() for one in numbers)
    shape = "whole" if whole else "fraction"
    title = row.get("title") or {}
    name = title.get(sheet.draft.language) if isinstance(title, dict) else title
    path = f"{name} ({row['path']})" if name and name != row["path"] else row["path"]
    unit = told(sheet.draft.language, UNITS, str(row.get("unit") or ""))
    grade = str(row.get("grade") or "")
    values = (count, path, *numbers, unit, source(sheet.draft.language, row), grade)
    looks = ("cell center", "cell", *(f"cell {shape}",) * 3, "cell", "cell small", "cell center")
    sheet.line(values, looks)


def _replications(draft: Draft) -> tuple[str, str]:
    """Return how many replications there are: of each scenario, or spent on a question in all."""
    language, spent = draft.language, draft.folder.answer.get("replications_spent")
    if spent is not None:
        return say(language, "Replications in all"), number(language, spent)
    each = number(language, draft.folder.manifest.replications)
    return say(language, "Replications of each scenario"), each


def write_record(draft: Draft, money: Money, months: Mapping[tuple[str, str], Cell]) -> None:
    """Write what made the numbers: command, seed, versions, digests; and that the sums agree."""
    language, manifest = draft.language, draft.folder.manifest
    sheet = Sheet(draft, draft.names["record"], (34, 34, 24, 24, 20))
    sheet.banner(say(language, "VERIFICATION RECORD"))
    about = [
        (say(language, "Command"), manifest.command),
        (say(language, "Scenarios"), ", ".join(manifest.scenarios)),
        (say(language, "Seed"), str(manifest.seed)),
        _replications(draft),
        (say(language, "Run begun"), manifest.started),
        (say(language, "Machine"), manifest.platform),
        *manifest.versions.items(),
    ]
    for name, value in about:
        _entry(sheet, name, value)
    if months:
        sheet.row += 1
        _sums(sheet, money, months)
    sheet.row += 1
    text = say(language, "Digests (SHA-256) of what went in and what came out")
    sheet.across(text, "bold")
    for name, value in {**manifest.inputs, **manifest.tables}.items():
        _entry(sheet, name, value)
    text = say(
        language,
        "To check: `cccd-sim verify FOLDER` simulates everything again and compares the digests.",
    )
    sheet.across(text, "italic")


def _entry(sheet: Sheet, name: str, value: str) -> None:
    """Write a name and a text as wide as the sheet."""
    sheet.put(0, name, "cell bold")
    sheet.merge(1, sheet.last, value, "cell")
    sheet.row += 1


def _sums(sheet: Sheet, money: Money, months: Mapping[tuple[str, str], Cell]) -> None:
    """Write that lines and months come to the same, by head and source of funds."""
    language, one = sheet.draft.language, sheet.draft.figures.chosen
    sheet.across(say(language, "Lines (cost_lines.csv) against months (costs.csv), VND"), "bold")
    sheet.header(
        (
            say(language, "Head"),
            say(language, "Source of funds"),
            say(language, "Sum of the lines"),
            say(language, "Sum of the months"),
            say(language, "Difference"),
        )
    )
    for (head, funder), whole in months.items():
        lines = [
            line.simulated
            for line in money.spent(one)
            if (line.row["head"], line.row["funder"]) == (head, funder)
        ]
        sheet.put(0, told(language, HEADS, head))
        sheet.put(1, told(language, FUNDERS, funder))
        by_line = sheet.put(2, total(lines), "cell money")
        by_month = sheet.put(3, same(whole), "cell money")
        sheet.put(4, difference(by_line, by_month), "cell bold whole")
        sheet.row += 1
