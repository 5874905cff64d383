"""Why the replications stopped where they did, where their number was left to the program."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import N_, Language, number, percent, replications_told, say
from cccd_sim.planning.ending import Ending

MEASURES = {
    "dossier_by_deadline": N_("dossiers ±{half}"),
    "in_hand_by_deadline": N_("cards in hand ±{half}"),
    "dossier_finish_day": N_("day on which the dossiers are there ±{half} days"),
    "in_hand_finish_day": N_("day on which the cards are there ±{half} days"),
}
"""What was to be precise."""


def stopping(endings: list[Ending], language: Language) -> list[str]:
    """Return, for every scenario or for all together, what the number of replications rests on."""
    told = [one for one in endings if one["auto"]]
    if told and told[0]["auto"]["rule"] == "selection":
        return [_selection(told, language)]
    return [_of_one(one, language) for one in told]


def _of_one(one: Ending, language: Language) -> str:
    """Return what the replications of one scenario were enough for."""
    auto = one["auto"]
    if auto["rule"] == "probability":
        return _probability(one, auto, language)
    values = {
        "name": one["scenario"],
        "replications": replications_told(language, one["replications"]),
        "found": ", ".join(
            _half(name, each["half_width"], language) for name, each in auto["measures"].items()
        ),
    }
    if auto["is_enough"]:
        return say(
            language, "{name}: {replications} were enough for 95% intervals of {found}.", **values
        )
    return say(
        language,
        "{name}: {replications} were not enough, and more are not tried: the 95% intervals are "
        "{found}; wanted were {wanted}.",
        **values,
        wanted=", ".join(
            _half(name, each["within"], language) for name, each in auto["measures"].items()
        ),
    )


def _half(measure: str, half: float, language: Language) -> str:
    """Return half the width of an interval, days with a decimal."""
    text = MEASURES[measure]
    decimals = 1 if measure.endswith("day") else 0
    return say(language, text, half=number(language, half, decimals))


def _probability(one: Ending, auto: dict[str, Any], language: Language) -> str:
    """Return whether the test of a probability came to an end."""
    values = {
        "name": one["scenario"],
        "required": percent(language, auto["required"]),
        "points": number(language, 100 * auto["zone"]),
        "replications": replications_told(language, one["replications"]),
    }
    if not auto["is_enough"]:
        return say(
            language,
            "{name}: {replications} do not tell whether the dossiers are on time with {required} "
            "or more, and more are not tried: the probability is too near to it.",
            **values,
        )
    if auto["is_on_time"]:
        return say(
            language,
            "{name}: {replications} were enough to tell that the dossiers are on time with "
            "{required} or more, rather than with {points} points less (sequential probability "
            "ratio test, errors of 5%).",
            **values,
        )
    return say(
        language,
        "{name}: {replications} were enough to tell that the dossiers are on time with less than "
        "{required}, by {points} points or more (sequential probability ratio test, errors of 5%).",
        **values,
    )


def _selection(told: list[Ending], language: Language) -> str:
    """Return how sure the selection of the best is."""
    auto = told[0]["auto"]
    values = {
        "points": number(language, 100 * auto["zone"]),
        "dossiers": number(language, auto["dossiers"]),
        "most": number(language, auto["most"]),
    }
    if not auto["is_enough"]:
        return say(
            language,
            "The selection is not over: with {most} replications, the most that are tried, more "
            "than one scenario may be the best.",
            **values,
        )
    return say(
        language,
        "Selected one after the other: who is on time by a sequential probability ratio test "
        "(errors of 5%; {points} points do not matter), the best of equals by Kim and Nelson's "
        "procedure (95%; {dossiers} dossiers do not matter). Scenarios that had dropped out were "
        "not simulated any further.",
        **values,
    )
