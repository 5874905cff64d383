"""The alternatives side by side: what each reaches, how surely, and what it costs."""

from __future__ import annotations

from typing import Any

from cccd_sim.analysis.costs import MARGINAL
from cccd_sim.language import percent, say
from cccd_sim.report.cost_labels import FUNDERS, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import Alternative, as_date
from cccd_sim.report.workbook_formulas import total
from cccd_sim.report.workbook_funding import in_order
from cccd_sim.report.workbook_prices import Money
from cccd_sim.report.workbook_sheet import Sheet

_WIDTHS = (6, 34, *(17,) * 10)


def write_alternatives(draft: Draft, money: Money) -> None:
    """Write one row for each scenario, the best first, and draw them."""
    language = draft.language
    sheet = Sheet(draft, draft.names["alternatives"], _WIDTHS, one_page=True)
    sheet.banner(
        say(language, "ALTERNATIVES SIDE BY SIDE"),
        say(language, "The order is that of the answer: what is on time first"),
    )
    first = _reached(sheet)
    if draft.figures.has_costs:
        sheet.row += 1
        _costs(sheet, money)
    _chart(sheet, first, len(draft.figures.alternatives))


def _reached(sheet: Sheet) -> int:
    """Write what each alternative reaches; return the first row."""
    draft, language = sheet.draft, sheet.draft.language
    sheet.across(say(language, "A. What is reached by the deadline (simulated)"), "bold")
    sheet.header(
        (
            say(language, "No."),
            say(language, "Alternative"),
            say(language, "Kits"),
            say(language, "Dossiers, mean"),
            say(language, "Dossiers, P5"),
            say(language, "Dossiers, P95"),
            say(language, "Share of the eligible"),
            say(language, "P(on time)"),
            say(language, "95% interval"),
            say(language, "Target met, median"),
            say(language, "Cards in hand, mean"),
            say(language, "Dossiers against the baseline"),
        )
    )
    first = sheet.row
    for one in draft.figures.alternatives:
        whole, share = "cell simulated whole", "cell simulated share"
        looks = ["cell center", "cell", "cell simulated decimal", whole, whole, whole]
        looks += [share, share, "cell simulated center", "cell simulated", whole, whole]
        sheet.line([one.number, f"{one.title} ({one.name})", *_found(draft, one)], looks)
    return first


def _found(draft: Draft, one: Alternative) -> list[Any]:
    """Return what a scenario reaches."""
    measure = draft.figures.measure
    dossiers, chance = "dossier_by_deadline", "p_on_time_dossier"
    finish = one.ending["milestones"]["dossier"]["finish"]["p50"] if one.ending else None
    gain = draft.figures.gain(one, dossiers)
    return [
        one.ending["kits"] if one.ending else None,
        *(measure(one, dossiers, column) for column in ("mean", "p05", "p95")),
        measure(one, "dossier_share_by_deadline"),
        measure(one, chance),
        _interval(draft, one, chance),
        as_date(finish),
        measure(one, "in_hand_by_deadline"),
        gain["difference"] if gain else None,
    ]


def _interval(draft: Draft, one: Alternative, chance: str) -> str | None:
    """Return the interval of a probability: 63,1%–100,0%."""
    ends = [draft.figures.measure(one, chance, end) for end in ("ci_low", "ci_high")]
    known = [percent(draft.language, end) for end in ends if end is not None]
    return "–".join(known) if known else None


def _costs(sheet: Sheet, money: Money) -> None:
    """Write what each alternative costs, by source of funds, at the prices of now."""
    draft, language = sheet.draft, sheet.draft.language
    rows = [line.row["funder"] for one in draft.figures.alternatives for line in money.spent(one)]
    funders = in_order(FUNDERS, rows)
    sheet.across(
        say(language, "B. What it costs, VND (means; they follow the unit prices)"), "bold"
    )
    sheet.header(
        (
            say(language, "No."),
            say(language, "Alternative"),
            *(told(language, FUNDERS, funder) for funder in funders),
            say(language, "Total, mean"),
            say(language, "Total, P5 (simulated)"),
            say(language, "Total, P95 (simulated)"),
            say(language, "Per card in hand on time"),
            say(language, "Per dossier"),
            say(language, "P(on time and within budget)"),
            say(language, "The next 1,000 dossiers"),
        )
    )
    for one in draft.figures.alternatives:
        _costs_of(sheet, money, one, funders)
    text = say(
        language,
        "The next 1,000 dossiers: what they cost more than in the baseline; empty where the "
        "dossiers are not clearly more.",
    )
    sheet.across(text, "italic small")


def _costs_of(sheet: Sheet, money: Money, one: Alternative, funders: list[str]) -> None:
    """Write what one alternative costs."""
    measure = sheet.draft.figures.measure
    lines = money.spent(one)
    sheet.put(0, one.number, "cell center")
    sheet.put(1, f"{one.title} ({one.name})")
    cells = []
    for column, funder in enumerate(funders, 2):
        parts = [line.mean for line in lines if line.row["funder"] == funder]
        cells.append(sheet.put(column, total(parts) if lines else None, "cell money"))
    at = 2 + len(funders)
    sheet.put(at, total(cells) if lines else None, "cell bold money")
    values = (
        measure(one, "cost_vnd", "p05"),
        measure(one, "cost_vnd", "p95"),
        measure(one, "cost_per_card_vnd"),
        measure(one, "cost_per_dossier_vnd"),
    )
    for column, value in enumerate(values, at + 1):
        sheet.put(column, value, "cell simulated money")
    chance = measure(one, "p_on_time_within_budget")
    sheet.put(at + 5, chance, "cell simulated share")
    gain = sheet.draft.figures.gain(one, MARGINAL)
    sheet.put(at + 6, gain["difference"] if gain else None, "cell simulated money")
    sheet.row += 1


def _chart(sheet: Sheet, first: int, rows: int) -> None:
    """Draw the dossiers of each alternative, and how surely it is on time."""
    draft, language, last = sheet.draft, sheet.draft.language, first + rows - 1
    columns = draft.book.add_chart({"type": "column"})
    line = draft.book.add_chart({"type": "line"})
    categories = [sheet.name, first, 0, last, 0]
    columns.add_series(
        {
            "name": [sheet.name, first - 1, 3],
            "categories": categories,
            "values": [sheet.name, first, 3, last, 3],
            "fill": {"color": "#0072B2"},
            "gap": 80,
        }
    )
    line.add_series(
        {
            "name": [sheet.name, first - 1, 7],
            "categories": categories,
            "values": [sheet.name, first, 7, last, 7],
            "y2_axis": True,
            "line": {"none": True},
            "marker": {"type": "diamond", "size": 10, "fill": {"color": "#D55E00"}},
        }
    )
    columns.combine(line)
    told_chart = say(language, "Dossiers by the deadline and P(on time), by alternative")
    columns.set_title({"name": told_chart, "overlay": False})
    columns.set_legend({"position": "bottom"})
    columns.set_x_axis({"name": say(language, "Alternative")})
    columns.set_y_axis({"min": 0, "num_format": draft.looks.number_format("whole")})
    line.set_y2_axis({"min": 0, "max": 1, "num_format": "0%"})
    sheet.draw(columns, told_chart)
