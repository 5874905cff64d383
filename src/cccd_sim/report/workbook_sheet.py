"""One sheet of the workbook: written from top to bottom, printed on A4, locked but for inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from math import ceil, isnan
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from xlsxwriter.chart import Chart

from cccd_sim.language import say
from cccd_sim.report.workbook_formulas import Cell, Formula

if TYPE_CHECKING:
    from cccd_sim.report.workbook_draft import Draft

NOTHING = "–"
"""What stands where there is no number."""

A4 = 9
LINE = 16.5
"""Height of a line of text, points."""
_NARROWER = 1.05
"""Characters of our font in the width of a digit, on average, with some room to spare."""
_BROAD = {"small": 0.85, "head": 1.12, "bold": 1.12}
"""How much broader, or less, texts with a trait are."""
_LOW = 0.84
"""How high small lines are."""
_CHART_HEIGHT, _PIXELS_A_LINE = 340, 22


class Sheet:
    """A sheet being written.

    Parameters
    ----------
    draft
        The workbook it belongs to.
    name
        What stands on its tab.
    widths
        Widths of its columns, in characters.
    wide, one_page
        Whether it is printed across, and on a single page.
    """

    def __init__(
        self,
        draft: Draft,
        name: str,
        widths: Sequence[float],
        wide: bool = True,
        one_page: bool = False,
    ) -> None:
        self.draft, self.name, self.widths = draft, name, list(widths)
        self.page = draft.page_of(name)
        self.row = 0
        self.written: dict[tuple[int, int], Cell] = {}
        self._heights: dict[int, float] = {}
        self._merged: set[int] = set()
        self.last = len(self.widths) - 1
        for column, width in enumerate(self.widths):
            self.page.set_column(column, column, width, draft.looks.of(""))
        self._set_up(wide, one_page)

    # ---- cells -----------------------------------------------------------------------------------

    def put(self, column: int, value: Any, traits: str = "cell") -> Cell:
        """Write a value into the row at hand; texts stay texts, whatever they begin with."""
        return self.put_at(self.row, column, value, traits)

    def put_at(self, row: int, column: int, value: Any, traits: str = "cell") -> Cell:
        """Write a value into a cell."""
        if isinstance(value, float) and isnan(value):
            value = None
        shown = value.value if isinstance(value, Formula) else value
        if value is None and not {"input", "blank"} & set(traits.split()):
            value, traits = NOTHING, f"{traits} center"
        look = self.draft.looks.of(traits, shown)
        if isinstance(value, Formula):
            self.page.write_formula(row, column, value.text(self.name), look, value.value)
        elif value is None:
            self.page.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.page.write_string(row, column, value, look)
        elif isinstance(value, date):
            self.page.write_datetime(row, column, value, look)
        else:
            self.page.write_number(row, column, value, look)
        cell = Cell(self.name, row, column, shown)
        self.written[row, column] = cell
        if isinstance(value, str) and row not in self._merged and column <= self.last:
            lines = self.lines_of(value, [self.widths[column] - 1], traits)
            self._heighten(row, lines * _LOW if "small" in traits else lines)
        return cell

    def line(self, values: Sequence[Any], traits: Sequence[str]) -> list[Cell]:
        """Write a row of a table and go to the next."""
        pairs = zip(values, traits, strict=True)
        cells = [self.put(column, *pair) for column, pair in enumerate(pairs)]
        self.row += 1
        return cells

    def header(self, texts: Sequence[str], repeats: bool = False) -> None:
        """Write the header of a table, on every page if it repeats."""
        if repeats:
            self.page.repeat_rows(self.row)
            self.page.freeze_panes(self.row + 1, 0)
        self._heighten(self.row, 2)
        self.line(texts, ["cell head"] * len(texts))

    def _heighten(self, row: int, lines: float) -> None:
        """Make a row at least so many lines high: not every program finds the height itself."""
        if lines > self._heights.get(row, 1):
            self._heights[row] = lines
            self.page.set_row(row, LINE * lines + 1)

    def merge(self, first: int, last: int, value: Any, traits: str, lines: int = 0) -> Cell:
        """Write a value over some columns of the row at hand, as high as it needs."""
        if last > first:
            self.page.merge_range(self.row, first, self.row, last, "", self.draft.looks.of(traits))
        text = value.value if isinstance(value, Formula) else value
        widths = self.widths[first : last + 1]
        self._heighten(self.row, lines or self.lines_of(str(text), widths, traits))
        self._merged.add(self.row)
        return self.put(first, value, traits)

    # ---- words -----------------------------------------------------------------------------------

    def banner(self, title: str, about: str = "", unit: str = "") -> None:
        """Write whose sheet it is, its title, what it is about and the unit of its amounts."""
        self.across(self.draft.told_office, "bold", 1)
        self.across(title, "title", 2)
        if about:
            self.across(about, "italic center")
        if unit:
            self.across(unit, "italic right")
        else:
            self.row += 1

    def across(self, value: Any, traits: str = "", lines: int = 0) -> Cell:
        """Write a text or formula over the whole width."""
        cell = self.merge(0, self.last, value, traits, lines)
        self.row += 1
        return cell

    def lines_of(self, text: str, columns: Sequence[float] | None = None, traits: str = "") -> int:
        """Return how many lines a text takes over some columns, the whole width if none."""
        broad = next((share for word, share in _BROAD.items() if word in traits), 1.0)
        room = sum(self.widths if columns is None else columns) * _NARROWER / broad
        wrapped = (wrap(part, max(1, int(room))) for part in text.split("\n"))
        return sum(max(1, len(lines)) for lines in wrapped)

    def sign(self) -> None:
        """Write the places where it is signed: who made it, chief accountant, head of office."""
        language = self.draft.language
        self.row += 1
        edges = self._thirds()
        texts = (
            say(language, "PREPARED BY"),
            say(language, "CHIEF ACCOUNTANT"),
            say(language, "HEAD OF OFFICE"),
        )
        below = (
            say(language, "(signature, full name)"),
            say(language, "(signature, full name)"),
            say(language, "(signature, full name, seal)"),
        )
        dated = ("", "", say(language, "…………, day …… month …… year ………"))
        for words, traits in ((dated, "italic"), (texts, "bold"), (below, "italic")):
            for (first, last), text in zip(edges, words, strict=True):
                self.merge(first, last, text, f"{traits} center", 1)
            self.row += 1
        self.row += 4

    def _thirds(self) -> list[tuple[int, int]]:
        """Return the columns that make up each third of the width, more or less."""
        ends = list(accumulate(self.widths))
        cuts = []
        for part in (1, 2):
            off = [abs(end - part * ends[-1] / 3) for end in ends[:-1]]
            cuts.append(off.index(min(off)))
        return [(0, cuts[0]), (cuts[0] + 1, cuts[1]), (cuts[1] + 1, self.last)]

    # ---- charts and paper ------------------------------------------------------------------------

    def draw(self, chart: Chart, told: str, height: int = _CHART_HEIGHT) -> None:
        """Put a chart below what is written, over the width; ``told`` is read out to the blind."""
        width = round(sum(self.widths) * 7.3)
        chart.set_size({"width": width, "height": height})
        chart.set_chartarea({"border": {"color": "#8C8C8C"}})
        self.row += 1
        options = {"description": told, "object_position": 1, "x_offset": 2}
        self.page.insert_chart(self.row, 0, chart, options)
        self.row += ceil(height / _PIXELS_A_LINE) + 1

    def _set_up(self, wide: bool, one_page: bool) -> None:
        """Set paper, margins, header, footer and protection."""
        page, language = self.page, self.draft.language
        page.set_paper(A4)
        if wide:
            page.set_landscape()
        page.fit_to_pages(1, 1 if one_page else 0)
        page.center_horizontally()
        page.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        page.hide_gridlines(2)
        numbered = say(language, "Page {page} of {pages}", page="&P", pages="&N")
        name = self.name.replace("&", "&&")
        page.set_header(f'&R&"Times New Roman,Italic"&10{name}')
        page.set_footer(f'&L&"Times New Roman"&10{self.draft.told_run}&R&10{numbered}')
        page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
