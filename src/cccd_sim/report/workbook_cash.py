"""When the money is needed: the estimate, shared out over the months as it was simulated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from cccd_sim.language import say
from cccd_sim.report.cost_labels import FUNDERS, HEADS, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_estimate import Estimate
from cccd_sim.report.workbook_figures import as_date
from cccd_sim.report.workbook_formulas import Cell, Formula, portion, rest, same, total
from cccd_sim.report.workbook_sheet import Sheet

Group = tuple[str, str]
"""A head and who pays."""

Spent = Mapping[date, Mapping[Group, int]]


def write_cash(draft: Draft, estimate: Estimate) -> dict[Group, Cell]:
    """Write what is spent in each month; return what was simulated of each head and source.

    The last month takes what is left, so that the months add up whatever the prices.
    """
    language, one = draft.language, draft.figures.chosen
    groups, spent = list(estimate.groups), _spent(draft)
    months = sorted(spent)
    widths = (19, *(20,) * len(groups), 21, 21)
    sheet = Sheet(draft, draft.names["cash"], widths, one_page=True)
    sheet.banner(
        say(language, "CASH NEEDED BY MONTH"),
        f"{one.title} ({one.name})",
        say(language, "Unit: VND"),
    )
    labels = tuple(
        f"{told(language, HEADS, head)} – {told(language, FUNDERS, funder)}"
        for head, funder in groups
    )
    sheet.header(
        (say(language, "Month"), *labels, say(language, "Total"), say(language, "Total so far"))
    )
    first = sheet.row
    sheet.row = first + len(months) + 2
    text = say(language, "Simulated, mean of the replications (costs.csv): how the months share it")
    sheet.across(text, "bold")
    sheet.header((say(language, "Month"), *labels))
    simulated = [_simulated(sheet, months, spent, group, at) for at, group in enumerate(groups, 1)]
    end = sheet.row + len(months) + 1
    for at, (group, parts) in enumerate(zip(groups, simulated, strict=True), 1):
        _shared_out(sheet, first, at, total(estimate.groups[group]), parts)
    _sums(sheet, first, months, len(groups))
    sheet.row = end
    _chart(sheet, first, len(months), len(groups))
    return {group: parts[-1] for group, parts in zip(groups, simulated, strict=True)}


def _spent(draft: Draft) -> Spent:
    """Return what the chosen alternative spends by month, head and funder."""
    found: dict[date, dict[Group, int]] = defaultdict(dict)
    for row in draft.figures.months(draft.figures.chosen):
        month = as_date(row["month"])
        assert month is not None, "a key of the table"
        found[month][row["head"], row["funder"]] = round(row["vnd"])
    return found


def _simulated(
    sheet: Sheet, months: list[date], spent: Spent, group: Group, column: int
) -> list[Cell]:
    """Write what was simulated for a head and funder, and its sum; return all, the sum last."""
    row, look = sheet.row, "cell simulated money"
    if column == 1:
        for at, month in enumerate(months):
            sheet.put_at(row + at, 0, month, "cell month")
        sheet.put_at(row + len(months), 0, say(sheet.draft.language, "Total"), "cell bold")
    cells = [
        sheet.put_at(row + at, column, spent[month].get(group, 0), look)
        for at, month in enumerate(months)
    ]
    whole = sheet.put_at(row + len(months), column, total(cells), "cell bold money")
    return [*cells, whole]


def _shared_out(
    sheet: Sheet, first: int, column: int, estimate: Formula, simulated: list[Cell]
) -> None:
    """Write the months of a head and funder: its estimate at the prices of now, shared out."""
    *months, whole = simulated
    at_sum = first + len(months)
    needed = sheet.put_at(at_sum, column, estimate, "cell bold money")
    before: list[Cell] = []
    for at, month in enumerate(months):
        is_last = at == len(months) - 1
        formula = rest(needed, before) if is_last else portion(needed, month, whole)
        before.append(sheet.put_at(first + at, column, formula, "cell money"))


def _sums(sheet: Sheet, first: int, months: list[date], groups: int) -> None:
    """Write the months, their sums, and the sum so far."""
    before: Cell | None = None
    for at, month in enumerate([*months, None]):
        row, look = first + at, "cell bold money" if month is None else "cell money"
        if month is None:
            sheet.put_at(row, 0, say(sheet.draft.language, "Total"), "cell bold")
        else:
            sheet.put_at(row, 0, month, "cell month")
        parts = [sheet.written[row, column] for column in range(1, groups + 1)]
        whole = sheet.put_at(row, groups + 1, total(parts), look)
        if month is None:
            sheet.put_at(row, groups + 2, None, "cell blank")
        else:
            so_far = same(whole) if before is None else total([before, whole])
            before = sheet.put_at(row, groups + 2, so_far, look)


def _chart(sheet: Sheet, first: int, months: int, groups: int) -> None:
    """Draw the months, head upon head, and the total so far as a line."""
    draft, language, last = sheet.draft, sheet.draft.language, first + months - 1
    columns = draft.book.add_chart({"type": "column", "subtype": "stacked"})
    line = draft.book.add_chart({"type": "line"})
    categories = [sheet.name, first, 0, last, 0]
    for column in range(1, groups + 1):
        columns.add_series(
            {
                "name": [sheet.name, first - 1, column],
                "categories": categories,
                "values": [sheet.name, first, column, last, column],
            }
        )
    line.add_series(
        {
            "name": [sheet.name, first - 1, groups + 2],
            "categories": categories,
            "values": [sheet.name, first, groups + 2, last, groups + 2],
            "y2_axis": True,
            "line": {"color": "#000000", "width": 1.75},
            "marker": {"type": "diamond"},
        }
    )
    columns.combine(line)
    columns.set_title({"name": say(language, "Cash needed by month, VND"), "overlay": False})
    columns.set_legend({"position": "bottom"})
    columns.set_x_axis({"num_format": "mm/yyyy", "text_axis": True})
    columns.set_y_axis({"num_format": draft.looks.number_format("money")})
    line.set_y2_axis({"num_format": draft.looks.number_format("money")})
    sheet.draw(columns, say(language, "Columns: what each month costs; line: the total so far"))
