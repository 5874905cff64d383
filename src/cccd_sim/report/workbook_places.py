"""Sheets about the districts: what each needs, and which kits it gets."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import say
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import Row, as_date
from cccd_sim.report.workbook_formulas import Cell, total
from cccd_sim.report.workbook_sheet import Sheet

_WIDTHS = (6, 24, 14, 12, 15, 12, 14, 15, 15, 14, 15, 12)


def write_needs(draft: Draft) -> None:
    """Write how each district stands at the deadline in the chosen alternative."""
    language, one = draft.language, draft.figures.chosen
    sheet = Sheet(draft, draft.names["needs"], _WIDTHS, one_page=True)
    sheet.banner(
        say(language, "NEEDS BY DISTRICT"),
        f"{one.title} ({one.name})",
        say(language, "Means and dates of the simulation"),
    )
    header = (
        say(language, "No."),
        say(language, "District"),
        say(language, "Eligible citizens"),
        say(language, "Kits"),
        say(language, "Dossiers by the deadline"),
        say(language, "Share"),
        say(language, "P(on time)"),
        say(language, "Target met, median"),
        say(language, "Target met, 80% sure"),
        say(language, "Use of kits"),
        say(language, "Cards in hand by the deadline"),
        say(language, "Rank (1: furthest behind)"),
    )
    sheet.header(header, repeats=True)
    first = sheet.row
    rows = [_district(sheet, at, row) for at, row in enumerate(draft.figures.districts(one), 1)]
    sums: dict[int, Any] = {
        column: total([row[column] for row in rows]) for column in (2, 3, 4, 10)
    }
    for column in range(len(_WIDTHS)):
        value = sums.get(column, say(language, "Districts together") if column == 1 else None)
        shape = "decimal" if column == 3 else "whole"  # noqa: PLR2004  (kits are means)
        traits = f"cell bold {shape}" if column in sums else "cell bold blank"
        sheet.put(column, value, traits)
    sheet.row += 1
    share = one.facts["target_share"]["dossier"]
    _chart(sheet, first, len(rows), share)


def _district(sheet: Sheet, number: int, row: Row) -> list[Cell]:
    """Write one district."""
    values = (
        number,
        row["name"],
        row["eligible"],
        row["kits"],
        row["taken_by_deadline"],
        row["share_by_deadline"],
        row["p_on_time"],
        as_date(row["finish_date_p50"]),
        as_date(row["finish_date_p80"]),
        row["utilisation"],
        row.get("in_hand_by_deadline"),
        row["rank"],
    )
    whole, share = "cell simulated whole", "cell simulated share"
    date, kits = "cell simulated", "cell simulated decimal"
    looks = ("cell center", "cell", "cell whole", kits, whole, share, share, date, date, share)
    return sheet.line(values, (*looks, whole, "cell simulated center"))


def _chart(sheet: Sheet, first: int, rows: int, target: float) -> None:
    """Draw the share each district reaches."""
    draft, language = sheet.draft, sheet.draft.language
    chart = draft.book.add_chart({"type": "column"})
    last = first + rows - 1
    chart.add_series(
        {
            "name": [sheet.name, first - 1, 5],
            "categories": [sheet.name, first, 1, last, 1],
            "values": [sheet.name, first, 5, last, 5],
            "fill": {"color": "#0072B2"},
            "gap": 60,
        }
    )
    told = say(language, "Share of eligible citizens with a dossier by the deadline")
    chart.set_title({"name": told, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": True}})
    told_target = say(
        language, "The target is {share} of the whole province.", share=f"{target:.0%}"
    )
    sheet.draw(chart, f"{told}. {told_target}")


def _has_provincial_station(facts: Row) -> bool:
    """Tell whether a scenario has a station that is neither a district's nor a mobile team."""
    districts = {each["code"] for each in facts["districts"]}
    return any(one["code"] not in districts and "district" not in one for one in facts["stations"])


def write_allocation(draft: Draft) -> None:
    """Write the kits each district has at the deadline, in every alternative."""
    language, figures = draft.language, draft.figures
    sheet = Sheet(draft, draft.names["allocation"], (6, 26, *(18,) * len(figures.alternatives)))
    sheet.banner(
        say(language, "ALLOCATION OF KITS"),
        say(language, "Kits at the stations of each district at the deadline, mean"),
        say(language, "Unit: kits"),
    )
    sheet.header(
        (
            say(language, "No."),
            say(language, "District"),
            *(f"{one.number}. {one.title}" for one in figures.alternatives),
        ),
        repeats=True,
    )
    columns: list[list[Cell]] = [[] for _ in figures.alternatives]
    kits = [
        {row["district"]: row for row in figures.districts(one)} for one in figures.alternatives
    ]
    for number, (code, row) in enumerate(kits[0].items(), 1):
        sheet.put(0, number, "cell center")
        sheet.put(1, row["name"], "cell")
        for at, rows in enumerate(kits):
            found = rows[code]["kits"] if code in rows else None
            columns[at].append(sheet.put(at + 2, found, "cell simulated decimal"))
        sheet.row += 1
    sheet.put(0, "", "cell bold")
    sheet.put(1, say(language, "Districts together"), "cell bold")
    for at, cells in enumerate(columns):
        sheet.put(at + 2, total(cells), "cell bold decimal")
    sheet.row += 1
    if any(_has_provincial_station(one.facts) for one in figures.alternatives):
        text = say(
            language,
            "Kits of the provincial station stand beside these: they serve citizens of every "
            "district.",
        )
        sheet.across(text, "italic small")
