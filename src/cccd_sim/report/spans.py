"""How far numbers reach, and numbers that may be missing, as they are read in a document."""

from __future__ import annotations

from datetime import date

from cccd_sim.language import Language, day, number, percent, rounded

NOTHING = "–"
"""What stands where there is no number."""


def span(language: Language, low: float | None, high: float | None) -> str:
    """Return two numbers as a range: 1.454.110–1.480.045."""
    if low is None or high is None:
        return NOTHING
    dash = " … " if low < 0 else "–"
    return f"{number(language, low)}{dash}{number(language, high)}"


def share_span(language: Language, low: float | None, high: float | None) -> str:
    """Return two shares as a range: 88,4–94,0%."""
    if low is None or high is None:
        return NOTHING
    return f"{percent(language, low).removesuffix('%')}–{percent(language, high)}"


def whole(language: Language, value: float | None) -> str:
    """Return a number of people, cards or VND: a mean is rounded."""
    return NOTHING if value is None else number(language, value)


def count(language: Language, value: float | None) -> str:
    """Return a number, with a decimal only where a small one needs it."""
    if value is None:
        return NOTHING
    whole = abs(value) >= 100 or abs(value - round(value)) < 0.05  # noqa: PLR2004
    return number(language, value, 0 if whole else 1)


def share(language: Language, value: float | None) -> str:
    """Return a share as a percentage."""
    return NOTHING if value is None else percent(language, value)


def dated(language: Language, value: date | None) -> str:
    """Return a date."""
    return NOTHING if value is None else day(language, value)


def signed(language: Language, value: float | None) -> str:
    """Return a whole number with its sign."""
    if value is None:
        return NOTHING
    whole = rounded(value)
    sign = {1: "+", 0: "", -1: "−"}[(whole > 0) - (whole < 0)]
    return f"{sign}{number(language, abs(whole))}"


def figures(language: Language, value: float | None) -> str:
    """Return an input as it was written: no decimals it does not have."""
    if value is None:
        return NOTHING
    decimals = len(f"{float(value):.6f}".rstrip("0").partition(".")[2])
    return number(language, value, decimals)
