"""Sheets of prices and quantities: what may be changed, and what the simulation counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from cccd_sim.language import say
from cccd_sim.report.cost_labels import FEES, FUNDERS, LINES, UNITS, source, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import Alternative, Row
from cccd_sim.report.workbook_formulas import Cell, product, repriced, same, total
from cccd_sim.report.workbook_sheet import Sheet

PriceKey = tuple[str, str, float]
"""Head, unit and price: what is of one kind and costs the same has one price."""


@dataclass(frozen=True)
class Price:
    """A unit price: as it was in the simulation, and as it is now."""

    simulated: Cell
    now: Cell


@dataclass(frozen=True)
class Priced:
    """A line of cost on the sheet of quantities, at the prices of now."""

    row: Row
    price: Price
    quantity: Cell
    amount: Cell
    simulated: Cell
    mean: Cell

    @property
    def is_received(self) -> bool:
        """Return whether the line is money that comes in."""
        return is_received(self.row)


@dataclass
class Money:
    """What other sheets refer to: prices, lines of each scenario, and their sums."""

    prices: dict[PriceKey, Price] = field(default_factory=dict)
    lines: dict[str, list[Priced]] = field(default_factory=dict)
    totals: dict[str, Cell] = field(default_factory=dict)

    def spent(self, one: Alternative) -> list[Priced]:
        """Return the lines of a scenario without fees."""
        return [line for line in self.lines.get(one.name, []) if line.row["head"] != FEES]

    def fees(self, one: Alternative) -> list[Priced]:
        """Return what a scenario receives."""
        return [line for line in self.lines.get(one.name, []) if line.row["head"] == FEES]

    def of_kit(self, one: Alternative) -> Price | None:
        """Return the price of a kit in a scenario."""
        bought = one.facts.get("procurement")
        return self.prices.get(key_of(_kit(bought))) if bought else None


def key_of(row: Row) -> PriceKey:
    """Return under which price a line of cost goes."""
    return row["head"], row["unit"], float(row["unit_price"])


def wanted_prices(draft: Draft) -> dict[PriceKey, list[Row]]:
    """Return the prices of all scenarios, each once, with the lines it is the price of."""
    found: dict[PriceKey, list[Row]] = {}
    for one in draft.figures.alternatives:
        rows = draft.figures.lines(one)
        if bought := one.facts.get("procurement"):
            rows = [*rows, _kit(bought)]
        for row in rows:
            lines = found.setdefault(key_of(row), [])
            if row["line"] not in {each["line"] for each in lines}:
                lines.append(row)
    return found


def _kit(bought: Row) -> Row:
    """Return the price of a kit in the form of a line of cost."""
    given = bought["kit_price"]
    kind = {"line": "kits", "head": "equipment", "unit": "kit", "unit_price": given["value"]}
    return {**kind, "source": given["source"], "grade": given["grade"]}


def write_prices(draft: Draft, money: Money) -> None:
    """Write the unit prices, the only cells of the estimate to be changed."""
    language = draft.language
    sheet = Sheet(draft, draft.names["prices"], (6, 40, 16, 20, 20, 56, 10))
    sheet.banner(
        say(language, "UNIT PRICES"),
        say(language, "Change the yellow cells: estimate, funding and cash follow, no simulation."),
        say(language, "Unit: VND"),
    )
    _price_header(sheet)
    for number, (key, rows) in enumerate(wanted_prices(draft).items(), 1):
        row = rows[0]
        names = dict.fromkeys(told(language, LINES, each["line"]) for each in rows)
        values = (
            number,
            "; ".join(names),
            told(language, UNITS, row["unit"]),
            row["unit_price"],
            row["unit_price"],
            source(language, row),
            row.get("grade") or "",
        )
        looks = ("cell center", "cell", "cell", "cell simulated money", "cell input money")
        cells = sheet.line(values, (*looks, "cell small", "cell center"))
        money.prices[key] = Price(cells[3], cells[4])
        _only_amounts(sheet, cells[4])
    sheet.across(
        say(
            language,
            "A new price changes every amount in proportion. It does not change how the campaign "
            "goes, nor the totals' quantiles, which were simulated at the old price.",
        ),
        "italic small",
    )


def _price_header(sheet: Sheet) -> None:
    """Write the columns of the prices."""
    language = sheet.draft.language
    header = (
        say(language, "No."),
        say(language, "Item"),
        say(language, "Unit of measure"),
        say(language, "Price in the simulation"),
        say(language, "Price applied"),
        say(language, "Source"),
        say(language, "Grade"),
    )
    sheet.header(header, repeats=True)


def _only_amounts(sheet: Sheet, cell: Cell) -> None:
    """Refuse what is no amount, or has the other sign: fees are negative, prices are not."""
    language = sheet.draft.language
    sheet.page.data_validation(
        cell.row,
        cell.column,
        cell.row,
        cell.column,
        {
            "validate": "decimal",
            "criteria": "<=" if cell.amount < 0 else ">=",
            "value": 0,
            "error_title": say(language, "Unit price"),
            "error_message": say(language, "Write an amount in VND; fees are negative."),
        },
    )


def write_quantities(draft: Draft, money: Money) -> None:
    """Write what was counted in every scenario, times the prices."""
    language = draft.language
    widths = (6, 42, 24, 17, 15, 16, 19, 19, 19, 19, 19, 44)
    sheet = Sheet(draft, draft.names["quantities"], widths)
    sheet.banner(
        say(language, "QUANTITIES SIMULATED, ALL ALTERNATIVES"),
        say(language, "A quantity is the mean over the replications of what happened."),
        say(language, "Unit: VND"),
    )
    header = (
        say(language, "No."),
        say(language, "Item"),
        say(language, "Source of funds"),
        say(language, "Unit of measure"),
        say(language, "Quantity"),
        say(language, "Unit price"),
        say(language, "Amount"),
        say(language, "Mean, simulated"),
        say(language, "Mean at the price applied"),
        say(language, "P5, simulated"),
        say(language, "P95, simulated"),
        say(language, "Counted in"),
    )
    sheet.header(header, repeats=True)
    for one in draft.figures.alternatives:
        if draft.figures.lines(one):
            _one_scenario(sheet, money, one)


def _one_scenario(sheet: Sheet, money: Money, one: Alternative) -> None:
    """Write the lines of a scenario and their sum."""
    language, rows = sheet.draft.language, sheet.draft.figures.lines(one)
    sheet.across(f"{one.number}. {one.title}", "cell bold")
    lines = [_line(sheet, money, number, row) for number, row in enumerate(rows, 1)]
    money.lines[one.name] = lines
    sheet.line(["", say(language, "Total without fees"), *("",) * 10], ["cell bold"] * 12)
    row, spent = sheet.row - 1, money.spent(one)
    sheet.put_at(row, 6, total([line.amount for line in spent]), "cell bold money")
    mean = total([line.mean for line in spent])
    money.totals[one.name] = sheet.put_at(row, 8, mean, "cell bold money")


def _line(sheet: Sheet, money: Money, number: int, row: Row) -> Priced:
    """Write a line of cost: what was counted, its price, the amounts."""
    language, put = sheet.draft.language, sheet.put
    price = money.prices[key_of(row)]
    put(0, number, "cell center")
    put(1, told(language, LINES, row["line"]))
    put(2, told(language, FUNDERS, row["funder"]))
    put(3, told(language, UNITS, row["unit"]))
    quantity = put(4, row["quantity"], f"cell simulated {shape_of(row['quantity'])}")
    unit_price = put(5, same(price.now), "cell money")
    received = is_received(row)
    amount = put(6, product(quantity, unit_price, received), "cell money")
    simulated = put(7, row["vnd"], "cell simulated money")
    mean = put(8, repriced(simulated, price.now, price.simulated), "cell money")
    put(9, row["vnd_p05"], "cell simulated money")
    put(10, row["vnd_p95"], "cell simulated money")
    put(11, row.get("event") or "", "cell small")
    sheet.row += 1
    return Priced(row, price, quantity, amount, simulated, mean)


def is_received(row: Row) -> bool:
    """Return whether a line is money that comes in: its price is positive, its sum negative."""
    return bool(row["vnd"] < 0 <= row["unit_price"])


def shape_of(quantity: float) -> str:
    """Return how a quantity is written: with decimals only where it has some."""
    return "whole" if float(quantity).is_integer() else "decimal"
