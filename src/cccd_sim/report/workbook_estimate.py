"""The estimate: what the best alternative costs, head by head, in the form of a finance office."""

from __future__ import annotations

from dataclasses import dataclass

from cccd_sim.language import say
from cccd_sim.report.cost_labels import FUNDERS, HEADS, LINES, UNITS, source, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_formulas import Cell, Formula, difference, product, same, total
from cccd_sim.report.workbook_numerals import Numerals
from cccd_sim.report.workbook_prices import Money, Priced, shape_of
from cccd_sim.report.workbook_sheet import Sheet

_WIDTHS = (6, 38, 12, 14, 16, 19, 19, 24, 66)
_AMOUNT, _MEAN = 5, 6


@dataclass(frozen=True)
class Estimate:
    """The sums other sheets refer to.

    Parameters
    ----------
    amount
        Quantities times prices.
    mean
        What the simulation says it costs on average.
    groups
        The mean by head and funder.
    """

    amount: Cell
    mean: Cell
    groups: dict[tuple[str, str], list[Cell]]


def write_estimate(draft: Draft, money: Money, numerals: Numerals) -> Estimate:
    """Write the estimate of the chosen alternative."""
    language, one = draft.language, draft.figures.chosen
    sheet = Sheet(draft, draft.names["estimate"], _WIDTHS)
    sheet.banner(
        say(language, "ESTIMATE OF THE CAMPAIGN"),
        f"{one.title} ({one.name})",
        say(language, "Unit: VND"),
    )
    header = (
        say(language, "No."),
        say(language, "Content"),
        say(language, "Unit of measure"),
        say(language, "Quantity"),
        say(language, "Unit price"),
        say(language, "Amount"),
        say(language, "Mean of the simulation"),
        say(language, "Source of funds"),
        say(language, "Basis"),
    )
    sheet.header(header, repeats=True)
    groups: dict[tuple[str, str], list[Cell]] = {}
    sums = [
        _head(sheet, number, head, money, groups)
        for number, head in enumerate(_heads(money.spent(one)), 1)
    ]
    estimate = _totals(sheet, sums, groups)
    sheet.across(numerals.read(estimate.mean), "italic bold", 2)
    _fees(sheet, money.fees(one))
    sheet.sign()
    return estimate


def _heads(lines: list[Priced]) -> list[str]:
    """Return the heads there are, in their order, unknown ones last."""
    there = list(dict.fromkeys(line.row["head"] for line in lines))
    return [head for head in HEADS if head in there] + [head for head in there if head not in HEADS]


def _head(
    sheet: Sheet,
    number: int,
    head: str,
    money: Money,
    groups: dict[tuple[str, str], list[Cell]],
) -> tuple[Cell, Cell]:
    """Write a head with its lines; return its sums."""
    language, row = sheet.draft.language, sheet.row
    sheet.line((_roman(number), told(language, HEADS, head), *("",) * 7), ["cell bold"] * 9)
    amounts, means = [], []
    lines = [one for one in money.spent(sheet.draft.figures.chosen) if one.row["head"] == head]
    for at, line in enumerate(lines, 1):
        amount, mean = _line(sheet, at, line)
        amounts.append(amount)
        means.append(mean)
        groups.setdefault((head, line.row["funder"]), []).append(mean)
    return (
        sheet.put_at(row, _AMOUNT, total(amounts), "cell bold money"),
        sheet.put_at(row, _MEAN, total(means), "cell bold money"),
    )


def _line(sheet: Sheet, number: int, line: Priced) -> tuple[Cell, Cell]:
    """Write one line; return its amount and its mean."""
    language, row, put = sheet.draft.language, line.row, sheet.put
    put(0, number, "cell center")
    put(1, told(language, LINES, row["line"]))
    put(2, told(language, UNITS, row["unit"]))
    quantity = put(3, row["quantity"], f"cell simulated {shape_of(row['quantity'])}")
    price = put(4, same(line.price.now), "cell money")
    amount = put(_AMOUNT, product(quantity, price, line.is_received), "cell money")
    mean = put(_MEAN, same(line.mean), "cell money")
    put(7, told(language, FUNDERS, row["funder"]))
    put(8, _basis(sheet, line), "cell small")
    sheet.row += 1
    return amount, mean


def _basis(sheet: Sheet, line: Priced) -> str:
    """Return where price and quantity come from."""
    row = line.row
    parts = [source(sheet.draft.language, row)]
    if row.get("grade"):
        parts.append(say(sheet.draft.language, "grade {grade}", grade=row["grade"]))
    if row.get("event"):
        parts.append(say(sheet.draft.language, "quantity: {event}", event=row["event"]))
    return "; ".join(part for part in parts if part)


def _totals(
    sheet: Sheet, sums: list[tuple[Cell, Cell]], groups: dict[tuple[str, str], list[Cell]]
) -> Estimate:
    """Write the total at the prices, what variation adds, and the total to be provided."""
    language, figures = sheet.draft.language, sheet.draft.figures
    amount = _total(
        sheet, say(language, "A. Total at unit prices"), total([one[0] for one in sums])
    )
    mean = sheet.put_at(sheet.row - 1, _MEAN, total([one[1] for one in sums]), "cell bold money")
    text = say(
        language, "B. For variation of quantities and prices (mean of the simulation less A)"
    )
    more = _total(sheet, text, difference(mean, amount))
    whole = _total(sheet, say(language, "TOTAL ESTIMATE (A + B)"), total([amount, more]))
    for text, column in (
        (say(language, "5% of the replications cost less than"), "p05"),
        (say(language, "5% of the replications cost more than"), "p95"),
    ):
        value = figures.measure(figures.chosen, "cost_vnd", column)
        _total(sheet, text, value, "simulated")
    return Estimate(amount, whole, groups)


def _total(sheet: Sheet, text: str, value: Formula | float | None, look: str = "bold") -> Cell:
    """Write a line below the table."""
    looks = f"cell {look}"
    sheet.merge(0, _AMOUNT - 1, text, looks)
    cell = sheet.put(_AMOUNT, value, f"{looks} money")
    for column in range(_MEAN, len(_WIDTHS)):
        sheet.put(column, None, "cell blank")
    sheet.row += 1
    return cell


def _fees(sheet: Sheet, lines: list[Priced]) -> None:
    """Write the fees received: they go to the state budget and pay for nothing here."""
    language = sheet.draft.language
    if not lines:
        return
    sheet.row += 1
    text = say(
        language,
        "Fees received (negative): paid into the state budget, not deducted from the estimate",
    )
    sheet.across(text, "italic")
    for number, line in enumerate(lines, 1):
        _line(sheet, number, line)


def _roman(number: int) -> str:
    """Return I to X, as heads are numbered."""
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 1]
