"""The answer to ``allocate`` in one sentence, and what must be known before relying on it."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

from cccd_sim.language import N_, Language, number, replications_told, say
from cccd_sim.planning import cells

Data = dict[str, Any]
Row = dict[str, Any]

PLACEMENTS = {
    "proportional": N_("proportional"),
    "two_per_unit": N_("two per unit"),
    "by_need": N_("by need"),
    "as_planned": N_("as in the scenario"),
    "most_dossiers": N_("most dossiers"),
    "finish_together": N_("finish together"),
    "improved": N_("improved kit by kit"),
    "best": N_("recommended"),
}
"""What placements are called."""

COUNTED = {
    "dossier": N_("{count} dossiers are taken"),
    "sent": N_("{count} dossiers are sent"),
    "produced": N_("{count} cards are produced"),
    "in_hand": N_("{count} cards are in hand"),
}
"""What placements are judged by."""


def placement(language: Language, name: str) -> str:
    """Return what a placement is called."""
    text = PLACEMENTS[name]
    return say(language, text)


def days(language: Language, value: float) -> str:
    """Return a difference in days, to a tenth, with its sign."""
    told = number(language, abs(value), 1)
    if told == number(language, 0, 1):
        return told
    return f"{'+' if value > 0 else '−'}{told}"


def days_gained(language: Language, row: Row, name: str = "days_gained") -> str:
    """Return days gained with the interval, where there is one."""
    told, low, high = (days(language, row[name + end]) for end in ("", "_ci_low", "_ci_high"))
    return told if isnan(row[f"{name}_ci_low"]) else f"{told} ({low}…{high})"


def gained(language: Language, row: Row) -> str:
    """Return citizens gained with the interval, where there is one."""
    return cells.interval(language, row["gain"], row["gain_ci_low"], row["gain_ci_high"])


def headline(data: Data, language: Language) -> str:
    """Return the answer in one sentence, with its uncertainty."""
    told = _placement(data, language)
    if data["transfers_found"]:
        told += _transfers(data, language)
    return say(
        language,
        "{told} ({replications} of fresh luck, seed {seed}; 95% intervals).",
        told=told,
        replications=replications_told(language, data["replications"]),
        seed=data["seed"],
    )


def _placement(data: Data, language: Language) -> str:
    """Return which placement is recommended and what it gains, as a clause."""
    best = data["checked"][data["best"]]
    word = COUNTED[data["milestone"]]
    values = {
        "deadline": date.fromisoformat(data["deadline"]),
        "counted": say(language, word, count=number(language, best["reached"])),
    }
    if data["best"] != "proportional":
        return say(
            language,
            "Before {deadline} {counted} with the placement “{name}”, {gain} against the "
            "proportional rule, and the target is met {sooner}",
            **values,
            name=placement(language, data["best"]),
            gain=gained(language, best),
            sooner=_sooner(language, best),
        )
    if data["rival"] is None:
        return say(
            language,
            "Before {deadline} {counted} with kits in proportion to the eligible citizens, and no "
            "other placement that was tried takes more",
            **values,
        )
    return say(
        language,
        "Before {deadline} {counted} with kits in proportion to the eligible citizens; no other "
        "placement is clearly better, the nearest, “{name}”, {gain}",
        **values,
        name=placement(language, data["rival"]),
        gain=gained(language, data["checked"][data["rival"]]),
    )


def _sooner(language: Language, row: Row) -> str:
    """Return by how many days a target is met sooner, or later, with the interval."""
    ends = [row[f"days_gained{end}"] for end in ("", "_ci_low", "_ci_high")]
    is_later = ends[0] < 0
    days_, low, high = (
        number(language, -each if is_later else each, 1).replace("-", "−") for each in ends
    )
    low, high = (high, low) if is_later else (low, high)
    span = days_ if isnan(ends[1]) else f"{days_} ({low}…{high})"
    if is_later:
        return say(language, "{days} days later", days=span)
    return say(language, "{days} days sooner", days=span)


def _transfers(data: Data, language: Language) -> str:
    """Return what moving kits every week gains, as a clause."""
    found = data["transfers_found"]
    values = {"gain": gained(language, found), "days": days_gained(language, found)}
    if data["transfers_are_worth_it"]:
        return say(
            language, "; moving kits every week adds {gain} of them and gains {days} days", **values
        )
    return say(
        language,
        "; moving kits every week is not clearly better: {gain}, days gained {days}",
        **values,
    )


def caveats(data: Data, language: Language) -> tuple[str, ...]:
    """Return what is simulated and what is arithmetic, and what was left as it is."""
    told = [
        say(
            language,
            "Placements are found by arithmetic (planned dates, expected rates, trained crews) "
            "and then simulated: the search on replications 1 to 10 (moves of single kits "
            "tried: {moves}), the gains on {replications} no search has seen; {spent} replications "
            "in all.",
            moves=number(language, data["moves_tried"]),
            replications=number(language, data["replications"]),
            spent=number(language, data["spent"]),
        ),
        say(
            language,
            "A placement counts as better only if its interval lies above the proportional rule: "
            "in citizens, or in days with no fewer citizens. For days the stations go on after "
            "the deadline; a target not met by {horizon} counts as met the day after.",
            horizon=date.fromisoformat(data["horizon"]),
        ),
    ]
    told += _not_tried_apart(data, language)
    if data["without_kits"]:
        text = N_("The recommended placement sends no kit to {names}.")
        told.append(say(language, text, names=", ".join(data["without_kits"])))
    if not data["initial_are_free"]:
        text = N_("The kits of the first day stay where they are.")
        told.append(say(language, text))
    if data["best_rule"] in ("by_need", "as_planned"):
        told.append(
            say(
                language,
                "Kits are shown as the rule places them if all goes to plan; on the day it sends "
                "them where need then is.",
            )
        )
    return (*told, *_of_transfers(data, language))


def _not_tried_apart(data: Data, language: Language) -> list[str]:
    """Return which placements come to the same kits."""
    told = []
    for other in dict.fromkeys(data["same_kits"].values()):
        same = [name for name, kits in data["same_kits"].items() if kits == other]
        told.append(
            say(
                language,
                "The same kits as “{other}”, so not tried apart: {names}.",
                other=placement(language, other),
                names=", ".join(placement(language, name) for name in same),
            )
        )
    return told


def _of_transfers(data: Data, language: Language) -> list[str]:
    """Return how kits move between districts, where they may."""
    if not data["transfers_found"]:
        return []
    told = []
    if not data["kits_moved"]:
        text = N_("In none of the replications that were watched does a kit move in time.")
        told.append(say(language, text))
    told.append(
        say(
            language,
            "Transfers: every Monday kits go from the district with fewest remaining "
            "citizens a kit to the one with most, as long as that helps it; a list of them is "
            "one simulated course of events, not an order: what moves depends on the "
            "progress. "
            "Placements are compared with kits that stay where they are.",
        )
    )
    return told
