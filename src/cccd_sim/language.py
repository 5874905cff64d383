"""The catalogue of words shown to people (Vietnamese, English), and numbers and dates by locale.

The English text is the key; ``locale/vi/LC_MESSAGES/cccd_sim.po`` holds the Vietnamese one.
Modules write ``say(language, "…")``; nothing here keeps a global state.
"""

from __future__ import annotations

import gettext
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_NOISE = 1e-9
"""How far a share may be off that is a sum of floats."""


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    folder = Path(__file__).with_name("locale")
    return gettext.translation("cccd_sim", folder, languages=[language], fallback=language == "en")


def say(language: Language, text: str, **values: object) -> str:
    """Return ``text`` in ``language``, its ``{names}`` filled in; dates by locale."""
    found = _catalogue(language).gettext(text)
    told = {
        name: day(language, value) if isinstance(value, date) else value
        for name, value in values.items()
    }
    return found.format(**told) if told else found


def N_(text: str) -> str:  # noqa: N802  (the name gettext's tools look for)
    """Return ``text`` unchanged: marks a text for the catalogue that is told later by ``say``."""
    return text


def rounded(value: float, decimals: int = 0) -> float:
    """Return a number rounded as spreadsheets do, halves away from nothing."""
    if not isfinite(value):
        return value
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def number(language: Language, value: float, decimals: int = 0) -> str:
    """Return a number as written there: 1.500.000,5 (vi), 1,500,000.5 (en)."""
    told = value if isinstance(value, int) else rounded(value, decimals)
    text = f"{told:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def percent(language: Language, share: float, decimals: int = 1) -> str:
    """Return a share as a percentage: 92,4% (vi), 92.4% (en).

    What is short of all, or more than nothing, never reads as all or nothing.
    """
    sign, shown, step = "", rounded(share, decimals + 2), 10.0 ** -(decimals + 2)
    if shown >= 1 > share + _NOISE:
        sign, shown = ">", 1 - step
    elif shown <= 0 < share - _NOISE:
        sign, shown = "<", step
    return f"{sign}{number(language, 100 * shown, decimals)}%"


def replications_told(language: Language, count: int) -> str:
    """Return a number of replications in words: 30 replications, but 1 replication."""
    if count == 1:
        return say(language, "1 replication")
    return say(language, "{count} replications", count=number(language, count))


def day(language: Language, value: date) -> str:
    """Return a date: 01/7/2021 (vi), 1 July 2021 (en)."""
    return _date(language, value, "%B")


def brief_day(language: Language, value: date) -> str:
    """Return a date for a narrow place: 01/7/2021 (vi), 1 Jul 2021 (en)."""
    return _date(language, value, "%b")


def _date(language: Language, value: date, month_name: str) -> str:
    """Return a date, the month as a number (vi) or by name (en)."""
    if language == "vi":
        # Decree 30/2020: day always two digits, month padded only for January and February
        month = f"{value.month:02d}" if value.month <= 2 else str(value.month)  # noqa: PLR2004
        return f"{value.day:02d}/{month}/{value.year}"
    return f"{value.day} {value:{month_name}} {value.year}"
