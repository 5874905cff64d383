"""How explain is told: the sentence, the listing, the caveats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import isnan
from typing import Any

from cccd_sim.language import N_, Language, brief_day, number, replications_told, say
from cccd_sim.planning import cells
from cccd_sim.planning.causes import NAMES, WITHOUT
from cccd_sim.planning.response import unfinished_told
from cccd_sim.results.answer import Listing

Data = dict[str, Any]
Row = dict[str, Any]

STEPS = {
    "on_paper": N_("on paper"),
    **NAMES,
    "everything_else": N_("everything else"),
    "simulated": N_("simulated"),
}

THERE = {
    "dossier": N_("citizens with a dossier"),
    "sent": N_("citizens whose dossier is accepted"),
    "produced": N_("citizens whose card is made"),
    "in_hand": N_("citizens with their card in hand"),
}
"""Who is counted."""

NAMED = 3
"""Causes named in the sentence."""


def step_told(language: Language, step: str) -> str:
    """Return what a step of the bridge is called."""
    text = STEPS[step]
    return say(language, text)


def date_of(data: Data, day: int) -> date:
    """Return the date of a day of the campaign, day 1 = start."""
    return date.fromisoformat(data["start"]) + timedelta(days=day - 1)


def headline(data: Data, language: Language) -> str:
    """Return in one sentence why the campaign is late."""
    citizens = data["bridge"]["citizens"]
    word = THERE[data["milestone"]]
    told = say(
        language,
        "{scenario}: {found} {citizens} before {deadline}, {missing} fewer than the {paper} of "
        "plain arithmetic",
        scenario=data["scenario"],
        found=number(language, citizens[-1]["shown"]),
        citizens=say(language, word),
        deadline=date.fromisoformat(data["deadline"]),
        missing=number(language, citizens[0]["shown"] - citizens[-1]["shown"]),
        paper=number(language, citizens[0]["shown"]),
    )
    largest = _largest(citizens)
    if largest:
        first, *others = largest
        named = ", ".join([_surely(first, language), *(_named(row, language) for row in others)])
        told += say(language, "; most are due to {causes}", causes=named)
    return told + _delay(data, language) + _source(data, language)


def _largest(rows: list[Row]) -> list[Row]:
    """Return the parts that matter most, the largest first."""
    parts = [row for row in rows[1:-1] if row["shown"] > 0]
    return sorted(parts, key=lambda row: -row["shown"])[:NAMED]


def _named(row: Row, language: Language) -> str:
    """Return a cause with its part."""
    return f"{row['name']} ({number(language, row['shown'])})"


def _surely(row: Row, language: Language) -> str:
    """Return a cause with its part and the interval of it."""
    if isnan(row["ci_low"]):
        return _named(row, language)
    return say(
        language,
        "{cause} ({part}, 95% interval {low} to {high})",
        cause=row["name"],
        part=number(language, row["shown"]),
        low=number(language, row["ci_low"]).replace("-", "−"),
        high=number(language, row["ci_high"]).replace("-", "−"),
    )


def _delay(data: Data, language: Language) -> str:
    """Return how many days the causes cost, as a clause."""
    days = data["bridge"]["days"]
    target = cells.exactly(language, data["target_share"])
    if not data["is_ever_met"]:
        return say(
            language,
            "; the target of {target} is not met by {horizon}",
            target=target,
            horizon=date.fromisoformat(data["horizon"]),
        )
    told = say(
        language,
        "; the target of {target} is met around {date}, {days} days later than on paper",
        target=target,
        date=date_of(data, days[-1]["shown"]),
        days=days[-1]["shown"] - days[0]["shown"],
    )
    largest = _largest(days)
    if not largest:
        return told
    return told + say(language, ", most for {cause}", cause=_named(largest[0], language))


def _source(data: Data, language: Language) -> str:
    """Return what the sentence stands on."""
    return say(
        language,
        " ({replications} of each of {combinations} combinations of causes, seed {seed}).",
        replications=replications_told(language, data["replications"]),
        combinations=number(language, data["combinations"]),
        seed=data["seed"],
    )


def listings(data: Data, language: Language) -> tuple[Listing, ...]:
    """Return the bridge, and what the campaign would be without each cause."""
    return _bridge(data, language), _meaning(data, language)


def _bridge(data: Data, language: Language) -> Listing:
    """Return both bridges side by side, in the order of the citizens."""
    days = {row["step"]: row for row in data["bridge"]["days"]}
    rows = [
        (
            row["name"],
            *_citizens(row, language),
            *_days(days[row["step"]], data, language),
        )
        for row in data["bridge"]["citizens"]
    ]
    word = THERE[data["milestone"]]
    header = (
        say(language, "step"),
        say(language, word),
        say(language, "95% interval"),
        say(language, "days"),
        say(language, "95% interval"),
    )
    title = say(language, "From arithmetic to simulation, cause by cause (exact Shapley values)")
    return Listing(title, header, tuple(rows))


def _citizens(row: Row, language: Language) -> tuple[str, str]:
    """Return level or loss, with its interval."""
    if isnan(row["part"]):
        return number(language, row["shown"]), _level_ends(row, lambda end: number(language, end))
    return cells.signed(language, -row["shown"]), _ends(row, language, -1)


def _days(row: Row, data: Data, language: Language) -> tuple[str, str]:
    """Return the date, or the days a cause costs, with their interval."""
    if isnan(row["part"]):
        told = brief_day(language, date_of(data, row["shown"]))
        return told, _level_ends(
            row, lambda end: brief_day(language, date_of(data, max(round(end), 1)))
        )
    return cells.signed(language, row["shown"]), _ends(row, language, 1)


def _level_ends(row: Row, told: Callable[[float], str]) -> str:
    """Return the interval of a level; none where nothing is random."""
    if isnan(row["ci_low"]) or row["ci_low"] == row["ci_high"]:
        return "–"
    return f"{told(row['ci_low'])}…{told(row['ci_high'])}"


def _ends(row: Row, language: Language, sign: int) -> str:
    """Return an interval, in the order of its numbers."""
    if isnan(row["ci_low"]):
        return "–"
    ends = sorted(sign * row[end] for end in ("ci_low", "ci_high"))
    return "…".join(cells.signed(language, end) for end in ends)


def _meaning(data: Data, language: Language) -> Listing:
    """Return what the campaign would be without each cause."""
    rows = []
    for cause in data["causes"]:
        text = WITHOUT[cause]
        rows.append((step_told(language, cause), say(language, text)))
    header = say(language, "cause"), say(language, "without it")
    return Listing(say(language, "What the causes are"), header, tuple(rows))


def caveats(data: Data, language: Language) -> tuple[str, ...]:
    """Return what is in no cause, which causes are absent, what was not met in time."""
    told = [
        say(
            language,
            "On paper: kits never idle, wherever citizens are, without any of these causes. "
            "Everything else is what is missing to it without them: queues, crews, records, "
            "outages, people living elsewhere.",
        ),
        say(
            language,
            "A cause's part is its effect averaged over every order in which the causes can come; "
            "together they make up the whole. The interval is that of one part, over "
            "{replications}.",
            replications=replications_told(language, data["replications"]),
        ),
    ]
    if data["absent"]:
        names = ", ".join(step_told(language, each) for each in data["absent"])
        told.append(
            say(
                language,
                "Not in this scenario, or in its stated rates already: {causes}.",
                causes=names,
            )
        )
    told.append(
        say(
            language,
            "For the days stations go on after the deadline; nothing before it changes.",
        )
    )
    if data["unfinished"]:
        told.append(unfinished_told(data, language))
    return tuple(told)
