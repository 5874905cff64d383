"""A small spreadsheet: what the formulas of a workbook come to, worked out anew.

It knows the functions our workbook uses and no others; an unknown one is an error and not a 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<cells>(?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)
    |(?P<name>[A-Z]+)(?=\()
    |(?P<sign><>|[-+*/&=<>(),]))""",
    re.VERBOSE,
)


def rounded(value: float, digits: float) -> float:
    scale = 10**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5), value) / scale


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ROUND": rounded,
    "SUM": lambda *parts: math.fsum(
        one for part in parts for one in listed(part) if is_number(one)
    ),
    "MAX": max,
    "ABS": abs,
    "INT": math.floor,
    "MOD": lambda number, divisor: number - divisor * math.floor(number / divisor),
    "AND": lambda *parts: all(parts),
    "INDEX": lambda cells, at: cells[int(at) - 1],
    "TRIM": lambda text: " ".join(text.split()),
    "UPPER": str.upper,
    "LEFT": lambda text, count: text[: int(count)],
    "MID": lambda text, first, count: text[int(first) - 1 : int(first) - 1 + int(count)],
}


def listed(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class Spreadsheet:
    """A workbook read back: its formulas, the values kept, and those that should be."""

    def __init__(self, content: bytes) -> None:
        self.formulas = openpyxl.load_workbook(BytesIO(content))
        self.kept = openpyxl.load_workbook(BytesIO(content), data_only=True)
        self.known: dict[tuple[str, str], Any] = {}

    def cells(self) -> Iterator[Any]:
        """Yield every cell that holds something."""
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                yield from (cell for cell in row if cell.value is not None)

    def formula_cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield sheet, place and text of every formula."""
        for cell in self.cells():
            if cell.data_type == "f":
                yield cell.parent.title, cell.coordinate, cell.value

    def set(self, sheet: str, place: str, value: Any) -> None:
        """Change a cell; everything is worked out anew."""
        self.formulas[sheet][place].value = value
        self.known.clear()

    def value(self, sheet: str, place: str) -> Any:
        """Return what a cell shows."""
        key = (sheet, place)
        if key not in self.known:
            found = self.formulas[sheet][place]
            is_formula = found.data_type == "f"
            self.known[key] = self._read(sheet, found.value) if is_formula else found.value
        return self.known[key]

    def _read(self, sheet: str, formula: str) -> Any:
        reader = Reader(self, sheet, formula.removeprefix("="))
        found = reader.comparison()
        assert reader.kind is None, f"{formula}: not read to its end"
        return found


class Reader:
    """A formula, read from left to right."""

    def __init__(self, book: Spreadsheet, sheet: str, text: str) -> None:
        self.book, self.sheet, self.text, self.at = book, sheet, text, 0
        self.kind: str | None = None
        self.token = ""
        self.next()

    def next(self) -> str:
        token, self.kind, self.token = self.token, None, ""
        if self.at < len(self.text):
            found = TOKEN.match(self.text, self.at)
            assert found is not None, f"cannot read {self.text[self.at :]!r}"
            self.at, self.kind = found.end(), found.lastgroup
            self.token = found[self.kind or 0]
        return token

    def comparison(self) -> Any:
        left = self.joined()
        while self.token in ("=", "<>", "<", ">"):
            sign, right = self.next(), self.joined()
            left = self.compare(sign, left, right)
        return left

    def compare(self, sign: str, left: Any, right: Any) -> bool:
        if "" in (left, right):
            left, right = ("" if each is None else each for each in (left, right))
        if sign in ("=", "<>"):
            return (left == right) == (sign == "=")
        left, right = self.amount(left), self.amount(right)
        return left < right if sign == "<" else left > right

    def joined(self) -> Any:
        left = self.sum()
        while self.token == "&":
            self.next()
            left = f"{left}{self.sum()}"
        return left

    def sum(self) -> Any:
        left = self.product()
        while self.token in ("+", "-"):
            sign, right = self.next(), self.product()
            left = self.amount(left) + self.amount(right) * (1 if sign == "+" else -1)
        return left

    def product(self) -> Any:
        left = self.one()
        while self.token in ("*", "/"):
            sign, right = self.next(), self.amount(self.one())
            left = self.amount(left) * right if sign == "*" else self.amount(left) / right
        return left

    def one(self) -> Any:
        kind = self.kind
        token = self.next()
        if kind == "number":
            return float(token) if "." in token else int(token)
        if kind == "text":
            return token[1:-1].replace('""', '"')
        if kind == "cells":
            return self.cells(token)
        if kind == "name":
            return self.call(token)
        if token == "-":
            return -self.amount(self.one())
        assert token == "(", f"{token!r} begins nothing"
        found = self.comparison()
        assert self.next() == ")"
        return found

    def call(self, name: str) -> Any:
        assert self.next() == "("
        parts = []
        while self.token != ")":
            parts.append(self.comparison())
            if self.token == ",":
                self.next()
        self.next()
        if name == "IF":
            return parts[1] if parts[0] else parts[2]
        return FUNCTIONS[name](*parts)

    def cells(self, token: str) -> Any:
        home, _, place = token.rpartition("!")
        sheet, place = home.strip("'") or self.sheet, place.replace("$", "")
        if ":" not in place:
            return self.book.value(sheet, place)
        left, top, right, bottom = range_boundaries(place)
        page = self.book.formulas[sheet]
        rows = page.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right)
        return [self.book.value(sheet, cell.coordinate) for row in rows for cell in row]

    @staticmethod
    def amount(value: Any) -> float:
        if value is None:
            return 0
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return (value - date(1899, 12, 30)).days
        assert is_number(value), f"{value!r} is no number"
        return value
