"""How the cells of the workbook look: one word for each trait, joined in a cell."""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from cccd_sim.language import Language

FONT = "Times New Roman"
SIZE = 12
SIMULATED, INPUT, HEAD, FLAGGED = "#E4E9EF", "#FFF6D6", "#D3E0EC", "#C00000"
"""Fill of what was simulated, of what may be changed, of headers; colour of warnings."""

_TRAITS: dict[str, dict[str, Any]] = {
    "cell": {"border": 1, "border_color": "#8C8C8C"},
    "simulated": {"bg_color": SIMULATED},
    "input": {"bg_color": INPUT, "font_color": "#1F3FA0", "locked": False},
    "head": {"bold": True, "bg_color": HEAD, "align": "center", "valign": "vcenter"},
    "blank": {},
    "locked": {"locked": True},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "middle": {"valign": "vcenter"},
    "box": {"border": 2, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 15, "align": "center", "valign": "vcenter"},
    "small": {"font_size": 10},
    "link": {"font_color": "#1F3FA0", "underline": 1},
    "warning": {"bold": True, "font_color": FLAGGED},
}

_NUMBERS = {
    "money": "#,##0",
    "whole": "#,##0",
    "decimal": "#,##0.0",
    "fraction": "#,##0.0###",
    "share": "0.0%",
}
_VIETNAMESE = "[$-42A]"
"""Makes a program that minds it write 1.500.000 whatever its own settings."""

_MONTHS = {"vi": '"Tháng" m"/"yyyy', "en": "mmm yyyy"}
_FEBRUARY = 2


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book, self.language = book, language
        self._made: dict[tuple[str, Any], Format] = {}

    def of(self, traits: str, value: Any = None) -> Format:
        """Return the format with these traits, for this value if it is a date."""
        shape = self.date_format(value) if isinstance(value, date) else None
        key = (traits, shape)
        if key not in self._made:
            self._made[key] = self.book.add_format(self._properties(traits, shape))
        return self._made[key]

    def number_format(self, trait: str) -> str:
        """Return how numbers with a trait are written."""
        locale = _VIETNAMESE if self.language == "vi" else ""
        shape = locale + _NUMBERS[trait]
        return f'{shape};{locale}-{_NUMBERS[trait]};"–"' if trait == "money" else shape

    def date_format(self, value: date) -> str:
        """Return how a date is written: as in decrees, the month padded in January, February."""
        if self.language == "en":
            return "d mmm yyyy"
        return "dd/mm/yyyy" if value.month <= _FEBRUARY else "dd/m/yyyy"

    def _properties(self, traits: str, shape: str | None) -> dict[str, Any]:
        """Return what the traits come to."""
        words = traits.split()
        found: dict[str, Any] = {
            "font_name": FONT,
            "font_size": SIZE,
            "text_wrap": True,
            "valign": "top",
        }
        for word in words:
            if word in _NUMBERS:
                found |= {"num_format": self.number_format(word), "align": "right", "indent": 1}
            elif word == "month":
                found["num_format"] = _MONTHS[self.language]
            else:
                found |= _TRAITS[word]
        if "num_format" in found:
            found["text_wrap"] = False
        if shape is not None and "month" not in words:
            found |= {"num_format": shape, "align": "center", "text_wrap": False}
        return found
