"""Numbers as they stand in the tables on screen and in the sentence, Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isnan
from textwrap import wrap
from typing import Any

from cccd_sim.language import N_, Language, brief_day, number, percent, rounded, say
from cccd_sim.planning.ending import Ending
from cccd_sim.results.answer import Listing

BOUNDS = {
    "capacity": N_("capacity"),
    "absence": N_("absence"),
    "records": N_("records"),
    "home_visits": N_("home visits"),
    "upload": N_("upload"),
    "check": N_("check"),
    "plant": N_("card plant"),
    "return": N_("collection"),
    "nothing": N_("nothing"),
}
"""What keeps the province from 100 %."""


SCALES = (
    (10**9, 10**9, 2, N_("{amount} billion VND")),
    (10**6, 10**6, 1, N_("{amount} million VND")),
)
"""From which amount, divided by what, with how many decimals, money is told how."""

NARROW, WIDE = 10, 20
"""Columns of a header before it goes on in the next line."""


def exactly(language: Language, share: float) -> str:
    """Return a stated share with as many decimals as it has."""
    decimals = len(f"{100 * share:.4f}".rstrip("0").partition(".")[2])
    return percent(language, share, decimals)


def span(language: Language, low: float, high: float) -> str:
    """Return two shares as a range: 88.4–94.0%."""
    return f"{percent(language, low).removesuffix('%')}–{percent(language, high)}"


def kits(language: Language, count: float) -> str:
    """Return a mean number of kits, with a decimal only where it has one."""
    whole = abs(count - round(count)) < 0.05  # noqa: PLR2004
    return number(language, count, 0 if whole else 1)


def date_told(language: Language, found: str, one: Ending) -> str:
    """Return a date, without its year if that is the deadline's."""
    told, year = brief_day(language, date.fromisoformat(found)), one["deadline"][:4]
    return told[: -len(f" {year}")] if found.startswith(year) else told


def met(language: Language, milestone: dict[str, Any], one: Ending) -> str:
    """Return the median date on which a target is met."""
    found = milestone["finish"]["p50"]
    return date_told(language, found, one) if found else say(language, "not met")


def spell(language: Language, limits: dict[str, str | None], one: Ending) -> str:
    """Return from when to when a queue limits."""
    if limits["from"] is None:
        return "–"
    begins = date_told(language, limits["from"], one)
    if limits["until"] is None:
        return say(language, "from {date}", date=begins)
    return f"{begins}–{date_told(language, limits['until'], one)}"


def reach(language: Language, literal: dict[str, Any]) -> tuple[str, str, str]:
    """Return the largest share simulated, that of plain arithmetic, and what binds."""
    known, bound = literal["by_arithmetic"], BOUNDS[literal["bound_by"]]
    return (
        percent(language, literal["largest_share"]),
        percent(language, known["share"]) if known else "–",
        say(language, bound),
    )


def signed(language: Language, value: float) -> str:
    """Return a whole number with its sign."""
    told = number(language, abs(rounded(value)))
    return {1: "+", 0: "", -1: "−"}[(rounded(value) > 0) - (rounded(value) < 0)] + told


def difference(name: str, milestone: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the row of the comparison that counts the citizens at a milestone."""
    for row in data["comparison"]:
        if row["scenario"] == name and row["measure"] == f"{milestone}_by_deadline":
            return dict(row)
    raise KeyError(name)


def gain(language: Language, name: str, milestone: str, data: dict[str, Any]) -> str:
    """Return the paired difference in citizens to the first scenario."""
    if name == data["baseline"]:
        return "–"
    row = difference(name, milestone, data)
    return interval(language, row["difference"], row["ci_low"], row["ci_high"])


def interval(language: Language, found: float, low: float, high: float) -> str:
    """Return a difference with the ends of its interval, where it has them."""
    told = signed(language, found)
    return told if isnan(low) else f"{told} ({signed(language, low)}…{signed(language, high)})"


def money(language: Language, vnd: float) -> str:
    """Return an amount of money, in million or billion VND where it is large."""
    for least, scale, decimals, text in SCALES:
        if vnd >= least:
            shown = number(language, vnd / scale, decimals)
            whole = number(language, round(vnd / scale))
            exact = abs(vnd / scale - round(vnd / scale)) < 1e-9  # noqa: PLR2004
            return say(language, text, amount=whole if exact else shown)
    return say(language, "{amount} VND", amount=number(language, vnd))


def listing(
    language: Language,
    title: str,
    header: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    room: int = NARROW,
) -> Listing:
    """Return a table, its header told in the language and broken into lines."""
    told = ("\n".join(wrap(say(language, text), room, break_long_words=False)) for text in header)
    return Listing(title, tuple(told), tuple(rows))
