"""Luck and ignorance told apart: what the intervals hold, and how much of the spread is which."""

from __future__ import annotations

from math import hypot, isnan, nan
from typing import Any

from cccd_sim.experiment.ignorance import BLOCK
from cccd_sim.language import N_, Language, number, say
from cccd_sim.planning import cells
from cccd_sim.planning.ending import Ending
from cccd_sim.results.answer import Listing

SHOWN = ("dossier_by_deadline", "in_hand_by_deadline")
"""The measures whose spread is shown on screen; ``summary.csv`` has every one."""

NOT_ESTIMATED = {"luck_sd": nan, "ignorance_sd": nan}

Data = dict[str, Any]


def is_told(data: Data) -> bool:
    """Return whether any scenario has a spread of which both parts are estimated."""
    return any(_is_split(one) for one in data["scenarios"])


def listing(data: Data, language: Language) -> Listing:
    """Return the standard deviations of dossiers and cards: in all, of luck, of ignorance."""
    header = (
        N_("scenario"),
        N_("dossiers"),
        N_("of that luck"),
        N_("inputs unknown"),
        N_("cards in hand"),
        N_("of that luck"),
        N_("inputs unknown"),
    )
    rows = [
        (
            one["scenario"],
            *(
                cell
                for measure in SHOWN
                for cell in _parts(one["spread"].get(measure, NOT_ESTIMATED), language)
            ),
        )
        for one in data["scenarios"]
    ]
    title = say(
        language,
        "Spread over the replications: how much is luck, how much not knowing the inputs (standard "
        "deviations; their squares add up)",
    )
    return cells.listing(language, title, header, rows)


def held(data: Data, language: Language) -> str:
    """Return what the intervals hold and what they leave out."""
    unclear = max(one["unknown_parameters"] for one in data["scenarios"])
    if unclear:
        drawn = say(
            language,
            "The intervals hold luck and what is unknown about the inputs: each replication draws "
            "its own value of the numbers given with a range ({count}). A number without a range "
            "counts as known.",
            count=unclear,
        )
        if any(one["replications"] % BLOCK for one in data["scenarios"]):
            drawn += " " + _partly(language)
        return drawn if is_told(data) else f"{drawn} {_too_few(language)}"
    if any(one["known_parameters"] for one in data["scenarios"]):
        return say(
            language,
            "The intervals hold luck only, not what is unknown about the inputs: every number "
            "given with a range is at its base value (--known-parameters); only deliveries and "
            "courses still take a time of their own.",
        )
    return say(
        language,
        "The intervals hold luck only: no number of these scenarios is given with a range, but "
        "those of deliveries and courses.",
    )


def _partly(language: Language) -> str:
    return say(
        language,
        "They are drawn in blocks of {block} that cover each range evenly: with a part of a block, "
        "as here, means may be off to one side, above all those of prices.",
        block=BLOCK,
    )


def _too_few(language: Language) -> str:
    return say(language, "From 20 replications on it is told how much of the spread is which.")


def _is_split(one: Ending) -> bool:
    """Return whether both parts of the spread of the dossiers are there."""
    part = one["spread"].get(SHOWN[0])  # not estimated from few replications
    return part is not None and bool(one["unknown_parameters"]) and not isnan(part["ignorance_sd"])


def _parts(part: dict[str, float], language: Language) -> tuple[str, str, str]:
    """Return a standard deviation and its two parts."""
    values = (
        hypot(part["luck_sd"], part["ignorance_sd"]),
        part["luck_sd"],
        part["ignorance_sd"],
    )
    whole, luck, unclear = ("–" if isnan(each) else number(language, each) for each in values)
    return whole, luck, unclear
