"""Totals in words that follow the prices: a hidden sheet of numerals, and formulas that read it.

The amount in words is what counts where it differs from the figures, so it must not stand still
while the figures change.
"""

from __future__ import annotations

from dataclasses import dataclass

from cccd_sim.language import Language, say
from cccd_sim.report.words import BILLION, ROUND, SCALES, below_thousand, dong_in_words, in_words
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_formulas import Cell, Formula, rounded
from cccd_sim.report.workbook_sheet import Sheet

_ROWS = 1000
_GROUPS = (10**12, 10**9, 10**6, 10**3, 1)
"""Scales of the groups of three digits; amounts beyond them are far above any plan's."""

_ENDING: dict[Language, str] = {
    "vi": f'IF(AND({{1}}>0,MOD({{1}},{ROUND})=0)," đồng chẵn"," đồng")',
    "en": '" dong"',
}
_FIRST = 3
"""Column in which the helping cells begin, after number, leading and following reading."""


@dataclass
class Numerals:
    """The hidden sheet: 0 to 999 in words, leading and following, and the amounts read so far."""

    sheet: Sheet

    def read(self, amount: Cell) -> Formula:
        """Return a formula for the line *In words: …* of an amount."""
        sheet, language = self.sheet, self.sheet.draft.language
        row, name = sheet.row, sheet.name
        value = rounded(amount.amount)
        sheet.put(_FIRST, Formula("ROUND(ABS({0}),0)", (amount,), abs(value)), "")
        whole = Cell(name, row, _FIRST, abs(value))
        groups = []
        for place, scale in enumerate(_GROUPS):
            found = abs(value) // scale % _ROWS
            pattern = f"MOD(INT({{0}}/{scale}),{_ROWS})"
            groups.append(sheet.put(_FIRST + 1 + place, Formula(pattern, (whole,), found), ""))
        words = Formula(_reading(language), tuple(groups), in_words(language, abs(value)))
        spelled = sheet.put(_FIRST + 1 + len(_GROUPS), words, "")
        sheet.row += 1
        label = say(language, "In words")
        capital = f'"{label}: "&UPPER(LEFT({{0}},1))&MID({{0}},2,999)&'
        told = f"{label}: {dong_in_words(language, abs(value))}."
        return Formula(f'{capital}{_ENDING[language]}&"."', (spelled, whole), told)


def write_numerals(draft: Draft) -> Numerals:
    """Write the readings of 0 to 999."""
    sheet = Sheet(draft, draft.names["numerals"], (8, 40, 40))
    for number in range(_ROWS):
        words = [below_thousand(draft.language, number, leads) for leads in (True, False)]
        sheet.line((number, *words), ("", "", ""))
    sheet.page.hide()
    sheet.row = 0
    return Numerals(sheet)


def _reading(language: Language) -> str:
    """Return the formula that joins the readings of the groups of three digits."""
    million, thousand = SCALES[language]
    scales = (f" {thousand}", "", f" {million}", f" {thousand}", "")
    pieces = []
    for at, scale in enumerate(scales):
        before = "+".join(f"{{{each}}}" for each in range(at)) or "0"
        words = (
            f"IF({before}>0,INDEX($C$1:$C${_ROWS},{{{at}}}+1),INDEX($B$1:$B${_ROWS},{{{at}}}+1))"
        )
        pieces.append(f'IF({{{at}}}>0,{words}&"{scale} ","")')
        if at == 1:
            pieces.append(f'IF({{0}}+{{1}}>0,"{BILLION[language]} ","")')
    everything = "+".join(f"{{{each}}}" for each in range(len(scales)))
    return f"TRIM(IF({everything}=0,INDEX($B$1:$B$1,1),{'&'.join(pieces)}))"
