"""How sensitivity is told on a screen: numbers, listings, caveats."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

from cccd_sim.language import N_, Language, number, replications_told, say
from cccd_sim.planning import cells
from cccd_sim.planning.input_names import written
from cccd_sim.planning.response import unfinished_told
from cccd_sim.planning.tornado import FOLLOWED, SCREENED
from cccd_sim.results.answer import Listing

Data = dict[str, Any]
Row = dict[str, Any]

MEASURES = {
    "dossier": N_("dossiers taken before {deadline}"),
    "sent": N_("dossiers sent before {deadline}"),
    "produced": N_("cards produced before {deadline}"),
    "in_hand": N_("cards in hand before {deadline}"),
    "finish-day": N_("day on which the target of dossiers is met"),
}
"""What is measured."""

SHOWN = 15
"""Inputs on the screen; the table has all."""


def measure_told(data: Data, language: Language) -> str:
    """Return what is measured, in words."""
    text = MEASURES[data["measure"]]
    return say(language, text, deadline=date.fromisoformat(data["deadline"]))


def amount(unit: str, language: Language, value: float) -> str:
    """Return a response: whole citizens, days to a tenth."""
    return number(language, value, 1 if unit == "day" else 0)


def change(unit: str, language: Language, value: float) -> str:
    """Return a difference of responses with its sign."""
    if unit != "day":
        return cells.signed(language, value)
    told = number(language, abs(value), 1)
    still = told == number(language, 0, 1)
    return told if still else f"{'+' if value > 0 else '−'}{told}"


def in_words(row: Row, unit: str, language: Language) -> dict[str, str]:
    """Return the numbers of an input as they are shown, on screens and charts alike."""
    told = {end: written(language, row["unit"], row[end]) for end in ("low", "high")}
    for column in ("at_low", "at_high", "mean_size", "margin", "spread"):
        if column in row:
            told[column] = amount(unit, language, row[column])
    for column in ("difference", "mean"):
        if column in row:
            told[column] = change(unit, language, row[column])
    for column in ("total", "total_margin", "alone", "alone_margin"):
        if column in row:
            told[column] = number(language, row[column], 2)
    if "ci_low" in row:
        ends = [change(unit, language, row[end]) for end in ("ci_low", "ci_high")]
        told["interval"] = "–" if isnan(row["ci_low"]) else "…".join(ends)
    return told


def listings(data: Data, language: Language) -> tuple[Listing, ...]:
    """Return what the screen shows: the inputs that matter, and those that cannot."""
    shown = [_inputs(data, language)] if data["inputs"] else []
    if data["left_out"]:
        shown.append(_left_out(data, language))
    return tuple(shown)


COLUMNS = {
    "tornado": {
        "low": N_("low"),
        "high": N_("high"),
        "at_low": N_("at low"),
        "at_high": N_("at high"),
        "difference": N_("difference"),
        "interval": N_("95% interval"),
    },
    "morris": {
        "low": N_("low"),
        "high": N_("high"),
        "mean_size": N_("size"),
        "margin": N_("± 95%"),
        "mean": N_("mean"),
        "spread": N_("spread"),
    },
    "sobol": {
        "low": N_("low"),
        "high": N_("high"),
        "total": N_("total"),
        "total_margin": N_("± 95%"),
        "alone": N_("alone"),
        "alone_margin": N_("± 95%"),
    },
}
"""What the screen shows of each method, and the headers."""


def _inputs(data: Data, language: Language) -> Listing:
    """Return the inputs that matter most, the largest first."""
    columns = COLUMNS[data["method"]]
    header = [say(language, "input")]
    for name in columns:
        text = columns[name]
        header.append(say(language, text))
    rows = [
        (row["name"], *(row["told"][name] for name in columns)) for row in data["inputs"][:SHOWN]
    ]
    if data["method"] == "tornado":
        header.append(say(language, "replications"))
        counts = [number(language, row["replications"]) for row in data["inputs"]]
        rows = [(*row, count) for row, count in zip(rows, counts, strict=False)]
    title = say(language, "What moves the {measure}", measure=measure_told(data, language))
    return Listing(title, tuple(header), tuple(rows))


def _left_out(data: Data, language: Language) -> Listing:
    """Return the inputs that cannot matter, by reason."""
    reasons: dict[str, list[str]] = {}
    for row in data["left_out"]:
        reasons.setdefault(row["reason"], []).append(row["input"])
    header = say(language, "reason"), say(language, "number"), say(language, "entries")
    rows = (
        (say(language, reason), number(language, len(paths)), _brief(paths))
        for reason, paths in reasons.items()
    )
    return Listing(say(language, "Inputs that cannot matter, not tried"), header, tuple(rows))


def _brief(paths: list[str]) -> str:
    """Return entries with what they share written once: supply.routes.* for many of them."""
    shared = paths[0].split(".")
    for path in paths[1:]:
        steps = path.split(".")
        same = [one == other for one, other in zip(shared, steps, strict=False)]
        shared = shared[: [*same, False].index(False)]
    if len(paths) == 1:
        return paths[0]
    parts = dict.fromkeys(".".join(path.split(".")[: len(shared) + 1]) for path in paths)
    return ", ".join(parts)


def caveats(data: Data, language: Language) -> tuple[str, ...]:
    """Return how the numbers were made and what they leave out."""
    told = []
    match data["method"]:
        case "tornado":
            one_by_one = say(
                language,
                "One input at a time, all others at base, delivery times too: what inputs do "
                "together is not in a tornado (--method morris or sobol).",
            )
            told += [_stages(data, language), one_by_one]
        case "morris":
            told.append(say(language, "Every input goes over its whole range, from low to high."))
        case _:
            told.append(
                say(
                    language,
                    "Values are drawn from low over base to high (triangular): ends are rare. What "
                    "is missing to 100% is luck, and what inputs do together.",
                )
            )
    hidden = data["inputs"][SHOWN:]
    if hidden:
        told.append(
            say(
                language,
                "Not shown, but in the table: {count} inputs that move it less.",
                count=len(hidden),
            )
        )
    if data["unfinished"]:
        told.append(unfinished_told(data, language))
    return tuple(told)


def _stages(data: Data, language: Language) -> str:
    """Return how many replications each input has."""
    if len(data["inputs"]) <= FOLLOWED or data["replications"] <= SCREENED:
        return say(
            language,
            "{replications} at each end of every input; each interval holds for its own row.",
            replications=replications_told(language, data["replications"]),
        )
    return say(
        language,
        "{few} replications at each end of every input, {many} for the {followed} that moved most "
        "in these; each interval holds for its own row.",
        few=SCREENED,
        many=number(language, data["replications"]),
        followed=FOLLOWED,
    )
