"""What a reader must know before relying on the numbers."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import Language, number, say
from cccd_sim.planning import uncertainty
from cccd_sim.planning.ending import Ending
from cccd_sim.planning.stopping import stopping

IDLE = 0.05
"""Share of the kits from which kits without a crew are worth telling."""

DIRECTIVE = 50
"""Dossiers a day, as the directive says."""


def caveats(data: dict[str, Any], language: Language) -> tuple[str, ...]:
    """Return readings, idle kits, cautions of the scenarios, and what the intervals leave out."""
    told: list[str] = []
    for one in data["scenarios"]:
        if one["reading"]:
            told.append(_reading(one["scenario"], one["reading"], language))
        if one["kits_idle_no_crew"] > IDLE * one["kits"]:
            told.append(_idle(one, language))
        told += [f"{one['scenario']}: {caution[language]}." for caution in one["cautions"]]
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
