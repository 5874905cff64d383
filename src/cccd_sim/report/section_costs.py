"""What the chosen alternative costs: every line with the events that explain it."""

from __future__ import annotations

from cccd_sim.language import number, rounded, say
from cccd_sim.report.cost_labels import FEES, FUNDERS, HEADS, LINES, UNITS, told
from cccd_sim.report.pieces import Grid, Piece, Section, Text
from cccd_sim.report.spans import count, span, whole
from cccd_sim.report.words import dong_in_words
from cccd_sim.report.workbook_figures import Figures, Row


def costs_section(found: Figures) -> Section | None:
    """Return the costs; of a run without them it is said so, other questions have none."""
    language, one = found.language, found.chosen
    title = say(language, "Costs")
    if one.ending is None:
        return None
    if not found.has_costs:
        text = say(language, "The scenarios of this run have no prices: nothing is said of costs.")
        return Section("costs", title, (Text(text),))
    about = say(
        language,
        "Alternative: {title}. Every line is counted in the simulation and priced. Quantity and "
        "amount are means over the replications; where a price is uncertain it is drawn in each "
        "of them, so the mean amount need not be the mean quantity at the unit price. Fees come "
        "in and are not taken off.",
        title=one.title,
    )
    pieces: list[Piece] = [Text(about), _lines(found)]
    total = found.measure(one, "cost_vnd")
    if total is not None:
        text = say(
            language,
            "Total without fees, mean: {total} VND (in words: {words}).",
            total=number(language, total),
            words=dong_in_words(language, int(rounded(total))).lower(),
        )
        pieces.append(Text(text))
    pieces += _sums(found)
    return Section("costs", title, tuple(pieces), own_page=True)


def _sums(found: Figures) -> list[Piece]:
    """Return the sums by head and by source of funds, as the answer has them."""
    language, ending = found.language, found.chosen.ending or {}
    cost = ending.get("cost") or {}
    pieces: list[Piece] = []
    for key, names, title, first in (
        ("by_head_vnd", HEADS, say(language, "By head (answer.json)"), say(language, "Head")),
        (
            "by_funder_vnd",
            FUNDERS,
            say(language, "By source of funds (answer.json)"),
            say(language, "Source of funds"),
        ),
    ):
        sums = cost.get(key) or {}
        rows = tuple(
            (told(language, names, name), number(language, sums[name]))
            for name in names
            if sums.get(name)
        )
        header = (first, say(language, "Amount, VND, mean"))
        if rows:
            pieces.append(Grid(title, header, rows, "lr", widths=(0.7, 0.3)))
    return pieces


def _lines(found: Figures) -> Grid:
    """Return the lines of cost under their heads."""
    language, one = found.language, found.chosen
    header = (
        say(language, "Item"),
        say(language, "Source of funds"),
        say(language, "Unit of measure"),
        say(language, "Quantity"),
        say(language, "Unit price, VND"),
        say(language, "Amount, VND, mean"),
        "P5–P95",
    )
    rows: list[tuple[str, ...]] = []
    lines = found.lines(one)
    for head in (*HEADS, FEES):
        under = [row for row in lines if row["head"] == head]
        if under:
            rows.append((_head(found, head),))
            rows += [_line(found, row) for row in under]
    total = [found.measure(one, "cost_vnd", each) for each in ("mean", "p05", "p95")]
    last = (say(language, "Total without fees"), "", "", "", "", whole(language, total[0]))
    rows.append((*last, span(language, *total[1:])))
    title = say(language, "Lines of cost (tables/cost_lines.csv)")
    align = "lllrrrr"
    widths = (0.21, 0.12, 0.08, 0.1, 0.12, 0.16, 0.21)
    return Grid(title, header, tuple(rows), align, total=True, widths=widths)


def _head(found: Figures, head: str) -> str:
    """Return the name of a head."""
    return (
        say(found.language, "Fees received") if head == FEES else told(found.language, HEADS, head)
    )


def _line(found: Figures, row: Row) -> tuple[str, ...]:
    """Return one line of cost."""
    language = found.language
    return (
        told(language, LINES, row["line"]),
        told(language, FUNDERS, row["funder"]),
        told(language, UNITS, row["unit"]),
        count(language, row["quantity"]),
        number(language, row["unit_price"]),
        number(language, row["vnd"]),
        span(language, row["vnd_p05"], row["vnd_p95"]),
    )
