"""Formulas that know their value: what a spreadsheet will compute, computed here as well.

So a reader without a spreadsheet program sees the same numbers, and whoever changes a price gets
new ones without a simulation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import copysign, floor, fsum
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell


@dataclass(frozen=True)
class Cell:
    """A cell that was written: where it stands and what it shows."""

    sheet: str
    row: int
    column: int
    value: Any

    @property
    def amount(self) -> float:
        """Return the number shown; an empty cell counts as 0, as it does in a spreadsheet."""
        return self.value if isinstance(self.value, int | float) else 0

    def seen_from(self, sheet: str) -> str:
        """Return how a formula on a sheet names this cell."""
        place = xl_rowcol_to_cell(self.row, self.column)
        return place if sheet == self.sheet else f"'{self.sheet}'!{place}"


@dataclass(frozen=True)
class Stretch:
    """Cells that stand one after the other in a column or row."""

    first: Cell
    last: Cell

    def seen_from(self, sheet: str) -> str:
        """Return how a formula on a sheet names these cells."""
        return f"{self.first.seen_from(sheet)}:{self.last.seen_from(self.last.sheet)}"


@dataclass(frozen=True)
class Formula:
    """A formula: its text with places for cells, the cells, and its value."""

    pattern: str
    cells: tuple[Cell | Stretch, ...]
    value: float | str

    def text(self, sheet: str) -> str:
        """Return the formula as it stands on a sheet."""
        return "=" + self.pattern.format(*(cell.seen_from(sheet) for cell in self.cells))


def rounded(value: float) -> int:
    """Return a number rounded as spreadsheets round: halves away from zero."""
    return int(copysign(floor(abs(value) + 0.5), value))


def same(cell: Cell) -> Formula:
    """Return the value of another cell."""
    return Formula("{0}", (cell,), cell.amount)


def product(quantity: Cell, price: Cell, received: bool = False) -> Formula:
    """Return quantity times price, in whole đồng; what is received counts as negative."""
    value = rounded(quantity.amount * price.amount)
    if received:
        return Formula("-ROUND({0}*{1},0)", (quantity, price), -value)
    return Formula("ROUND({0}*{1},0)", (quantity, price), value)


def repriced(simulated: Cell, price: Cell, price_simulated: Cell) -> Formula:
    """Return a simulated amount at another price, in whole đồng."""
    if not price_simulated.amount:
        return same(simulated)
    value = rounded(simulated.amount * price.amount / price_simulated.amount)
    return Formula("ROUND({0}*{1}/{2},0)", (simulated, price, price_simulated), value)


def portion(total: Cell, part: Cell, whole: Cell) -> Formula:
    """Return the part of a total that is to it as ``part`` is to ``whole``, in whole đồng."""
    if not whole.amount:
        return same(total)
    value = rounded(total.amount * part.amount / whole.amount)
    return Formula("ROUND({0}*{1}/{2},0)", (total, part, whole), value)


def total(cells: Sequence[Cell]) -> Formula:
    """Return the sum of cells; cells that stand in one stretch are named by its ends."""
    if not cells:
        return Formula("0", (), 0)
    amounts = [cell.amount for cell in cells]
    value = sum(amounts) if all(isinstance(each, int) for each in amounts) else fsum(amounts)
    if len(cells) > 1 and _is_stretch(cells):
        return Formula("SUM({0})", (Stretch(cells[0], cells[-1]),), value)
    return Formula("+".join(f"{{{at}}}" for at in range(len(cells))), tuple(cells), value)


def difference(one: Cell, other: Cell) -> Formula:
    """Return one cell minus another."""
    return Formula("{0}-{1}", (one, other), one.amount - other.amount)


def rest(whole: Cell, parts: Sequence[Cell]) -> Formula:
    """Return what is left of a cell after others."""
    if not parts:
        return same(whole)
    taken = total(parts)
    pattern = taken.pattern
    for at in reversed(range(len(taken.cells))):
        pattern = pattern.replace(f"{{{at}}}", f"{{{at + 1}}}")
    cells = (whole, *taken.cells)
    return Formula(f"{{0}}-({pattern})", cells, whole.amount - float(taken.value))


def gap(needed: Cell, available: Cell) -> Formula:
    """Return what is missing of a sum; nothing where none was stated."""
    missing = "" if available.value is None else needed.amount - available.amount
    return Formula('IF({1}="","",{0}-{1})', (needed, available), missing)


def days_until(begin: Cell, end: Cell, last: date | None = None) -> Formula:
    """Return the days from one date to another, or to the end of the ``last``; none if later."""
    if last is None:
        return Formula("MAX(0,{1}-{0})", (begin, end), max(0, (end.value - begin.value).days))
    after = last + timedelta(days=1)
    found = max(0, (min(end.value, after) - begin.value).days)
    first_off = f"DATE({after.year},{after.month},{after.day})"
    return Formula(f"MAX(0,MIN({{1}},{first_off})-{{0}})", (begin, end), found)


def flag(amount: Cell, limit: Cell, words: str, otherwise: str) -> Formula:
    """Return words where an amount is beyond a limit."""
    value = words if amount.amount > limit.amount else otherwise
    quoted, other = words.replace('"', '""'), otherwise.replace('"', '""')
    return Formula(f'IF({{0}}>{{1}},"{quoted}","{other}")', (amount, limit), value)


def _is_stretch(cells: Sequence[Cell]) -> bool:
    """Return whether cells stand one after the other in one column or row of one sheet."""
    first, count = cells[0], len(cells)
    if any(cell.sheet != first.sheet for cell in cells):
        return False
    places = [(cell.row, cell.column) for cell in cells]
    down = [(first.row + step, first.column) for step in range(count)]
    across = [(first.row, first.column + step) for step in range(count)]
    return places in (down, across)
