"""What a reader must know before relying on the numbers."""

from __future__ import annotations

from datetime import date
from math import ceil, log
from typing import Any

from cccd_sim.analysis.intervals import LEVEL
from cccd_sim.language import N_, Language, brief_day, number, percent, say
from cccd_sim.planning import cells, uncertainty
from cccd_sim.planning.ending import Ending
from cccd_sim.planning.stopping import stopping

IDLE = 0.05
"""Share of the kits from which kits without a crew are worth telling."""

DIRECTIVE = 50
"""Dossiers a day, as the directive says."""


def caveats(data: dict[str, Any], language: Language) -> tuple[str, ...]:
    """Return readings, idle kits, cautions, what too few show, and what the intervals leave out."""
    told: list[str] = []
    for one in data["scenarios"]:
        if one["reading"]:
            told.append(_reading(one["scenario"], one["reading"], language))
        if one["kits_idle_no_crew"] > IDLE * one["kits"]:
            told.append(_idle(one, language))
        told += [f"{one['scenario']}: {caution[language]}." for caution in one["cautions"]]
    told += _deadlines(data, language)
    told += _goes_on(data, language)
    told += _not_shown(data, language)
    told += stopping(data["scenarios"], language)
    return (*told, uncertainty.held(data, language))


def _idle(one: Ending, language: Language) -> str:
    """Return how many kits had nobody to work them."""
    return say(
        language,
        "{name}: on an open day {idle} kits on average stand idle for want of a trained crew.",
        name=one["scenario"],
        idle=number(language, one["kits_idle_no_crew"], 1),
    )


def _deadlines(data: dict[str, Any], language: Language) -> list[str]:
    """Return that deadlines differ, where they do: dossiers by then are of different days."""
    found = {one["scenario"]: date.fromisoformat(one["deadline"]) for one in data["scenarios"]}
    if len(set(found.values())) == 1:
        return []
    told = ", ".join(f"{name} {brief_day(language, day)}" for name, day in found.items())
    text = N_("The deadlines differ, and with them what is counted by the deadline: {deadlines}.")
    return [say(language, text, deadlines=told)]


def _goes_on(data: dict[str, Any], language: Language) -> list[str]:
    """Return which costs run on after the deadline."""
    found = [one for one in data["scenarios"] if one.get("goes_on") and one["cost"] is not None]
    return [
        say(
            language,
            "{name}: stations go on after the deadline; what that costs until {horizon} is in its "
            "costs, also in those of a dossier in time.",
            name=one["scenario"],
            horizon=date.fromisoformat(one["horizon"]),
        )
        for one in found
    ]


def _not_shown(data: dict[str, Any], language: Language) -> list[str]:
    """Return which scenarios are on time often enough, but in too few replications to show it.

    Where the number of replications was left to the program, it tells itself what they show.
    """
    required = data["required_probability"]
    chances = {
        one["scenario"]: one["milestones"]["dossier"]["p_on_time"]
        for one in data["scenarios"]
        if not one["auto"]
    }
    lows = [
        f"{percent(language, chance['ci_low'], 1)} ({name})"
        for name, chance in chances.items()
        if chance["estimate"] >= required > chance["ci_low"]
    ]
    if not lows:
        return []
    told = say(
        language,
        "On time with {required} or more is what these replications say, and is not shown yet: "
        "the 95% interval begins at {lows}.",
        required=cells.exactly(language, required),
        lows=", ".join(lows),
    )
    if required == 1:
        return [told]
    fewest = number(language, ceil(log((1 - LEVEL) / 2) / log(required)))
    more = say(
        language,
        "To show it takes {fewest} replications or more, all of them on time (--replications).",
        fewest=fewest,
    )
    return [f"{told} {more}"]


def _reading(name: str, found: dict[str, Any], language: Language) -> str:
    """Return how an observed rate is read."""
    rate, per_day = found["dossiers_per_kit_day"], found["dossiers_per_day"]
    values = {
        "name": name,
        "rate": number(language, rate),
        "kits": number(language, found["kits"]),
        "per_day": number(language, per_day),
    }
    if per_day == DIRECTIVE:
        return say(
            language,
            "{name} reads “50 dossiers a day” as the whole province: {rate} per kit-day with "
            "{kits} kits; an observed average, so breakdowns and no-shows are in it already.",
            **values,
        )
    if rate == DIRECTIVE:
        return say(
            language,
            "{name} reads “50 dossiers a day” as per kit: {per_day} a day with {kits} kits; an "
            "observed average, so breakdowns and no-shows are in it already.",
            **values,
        )
    return say(
        language,
        "{name} uses an observed rate, {rate} per kit-day: breakdowns and no-shows are in it "
        "already.",
        **values,
    )
