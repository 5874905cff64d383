"""Where the money comes from: heads by source of funds, what was provided, what is missing."""

from __future__ import annotations

from cccd_sim.language import say
from cccd_sim.report.cost_labels import FUNDERS, HEADS, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_estimate import Estimate
from cccd_sim.report.workbook_formulas import Cell, gap, total
from cccd_sim.report.workbook_numerals import Numerals
from cccd_sim.report.workbook_sheet import Sheet


def write_funding(draft: Draft, estimate: Estimate, numerals: Numerals) -> None:
    """Write who pays for what, what was provided, and what is missing."""
    language, one = draft.language, draft.figures.chosen
    funders = in_order(FUNDERS, [funder for _, funder in estimate.groups])
    heads = in_order(HEADS, [head for head, _ in estimate.groups])
    widths = (6, 36, *(21,) * len(funders), 22)
    sheet = Sheet(draft, draft.names["funding"], widths, one_page=True)
    sheet.banner(
        say(language, "FUNDING BY SOURCE"), f"{one.title} ({one.name})", say(language, "Unit: VND")
    )
    header = (
        say(language, "No."),
        say(language, "Content"),
        *(told(language, FUNDERS, funder) for funder in funders),
        say(language, "Total"),
    )
    sheet.header(header)
    rows = []
    for number, head in enumerate(heads, 1):
        cells = []
        sheet.put(0, number, "cell center")
        sheet.put(1, told(language, HEADS, head))
        for column, funder in enumerate(funders, 2):
            parts = estimate.groups.get((head, funder), [])
            cells.append(sheet.put(column, total(parts), "cell money"))
        cells.append(sheet.put(len(funders) + 2, total(cells), "cell bold money"))
        rows.append(cells)
        sheet.row += 1
    needed = _sums(sheet, say(language, "Needed (mean of the simulation)"), rows)
    _provided(sheet, needed)
    sheet.across(numerals.read(needed[-1]), "italic bold", 2)
    _chance(sheet)
    _columns(sheet, needed[:-1], header[2:-1], rows)
    sheet.sign()


def _sums(sheet: Sheet, text: str, rows: list[list[Cell]]) -> list[Cell]:
    """Write the sums of all columns below them."""
    sheet.put(0, "", "cell bold")
    sheet.put(1, text, "cell bold")
    columns = [[row[at] for row in rows] for at in range(len(rows[0]))]
    cells = [
        sheet.put(at, total(column), "cell bold money") for at, column in enumerate(columns, 2)
    ]
    sheet.row += 1
    return cells


def _provided(sheet: Sheet, needed: list[Cell]) -> None:
    """Write what was provided, to be filled in, and the gap."""
    language, budget = sheet.draft.language, sheet.draft.figures.budget
    sheet.put(0, "", "cell")
    sheet.put(1, say(language, "Provided so far (fill in)"), "cell")
    columns = range(2, 2 + len(needed))
    values = [*(None,) * (len(needed) - 1), budget]
    given = [
        sheet.put(at, value, "cell input money") for at, value in zip(columns, values, strict=True)
    ]
    sheet.row += 1
    sheet.put(0, "", "cell")
    sheet.put(1, say(language, "Gap (needed less provided; negative: left over)"), "cell bold")
    for at, need, found in zip(columns, needed, given, strict=True):
        sheet.put(at, gap(need, found), "cell bold money")
    sheet.row += 1


def _chance(sheet: Sheet) -> None:
    """Write how surely the campaign is on time and within the budget."""
    figures, language = sheet.draft.figures, sheet.draft.language
    chance = figures.measure(figures.chosen, "p_on_time_within_budget")
    if chance is None:
        return
    sheet.row += 1
    sheet.put(1, say(language, "P(on time and within budget), simulated"), "cell")
    sheet.put(2, chance, "cell simulated share")
    sheet.row += 1


def _columns(
    sheet: Sheet, needed: list[Cell], names: tuple[str, ...], rows: list[list[Cell]]
) -> None:
    """Draw who pays for what."""
    draft, language = sheet.draft, sheet.draft.language
    chart = draft.book.add_chart({"type": "column", "subtype": "stacked"})
    first, last = rows[0][0].row, rows[-1][0].row
    head = first - 1
    for at, _ in enumerate(names):
        column = needed[at].column
        chart.add_series(
            {
                "name": [sheet.name, head, column],
                "categories": [sheet.name, first, 1, last, 1],
                "values": [sheet.name, first, column, last, column],
            }
        )
    chart.set_title({"name": say(language, "Needed by head and source, VND"), "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"num_format": draft.looks.number_format("money")})
    sheet.draw(chart, say(language, "Columns: what each head costs, by source of funds"))


def in_order(names: dict[str, str], there: list[str]) -> list[str]:
    """Return what is there in the order of its names, unknown ones last."""
    found = list(dict.fromkeys(there))
    return [one for one in names if one in found] + [one for one in found if one not in names]
