"""The answer in one sentence, in Vietnamese or English."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

from cccd_sim.language import N_, Language, day, number, percent, replications_told, say
from cccd_sim.planning import cells, money_told, standing
from cccd_sim.planning.ending import Ending

Data = dict[str, Any]

HOLDING = {
    "upload": N_("; {held} dossiers then wait at the stations to be sent"),
    "check": N_("; {held} dossiers are then being checked at the centre"),
    "plant": N_("; {held} accepted dossiers then wait for their card at the plant"),
    "return": N_("; {held} cards are then on their way or not collected"),
}
"""What is said of the queue that holds most at the deadline."""

MATERIAL = 0.01
"""Share of the eligible from which a queue is worth telling."""


def headline(data: Data, language: Language) -> str:
    """Return the answer in one sentence, with its uncertainty."""
    best = data["scenarios"][0]
    told = _dossiers(best, data, language)
    if "baseline" in data:
        if best["scenario"] != data["baseline"]:
            told += _gain(best["scenario"], data, language)
        told += standing.tie(data, language)
    told += _cards(best, language)
    if best["milestones"]["in_hand"]["p_on_time"]["estimate"] < data["required_probability"]:
        told += _queue(best, language)
    told += money_told.clause(best, language)
    if len(data["scenarios"]) == 1:
        return f"{told[:1].upper()}{told[1:]}."
    return f"{_lead(data, language)} {told}."


def _lead(data: Data, language: Language) -> str:
    """Return how many scenarios are on time, and which is told."""
    needed = data["required_probability"]
    chances = [one["milestones"]["dossier"]["p_on_time"]["estimate"] for one in data["scenarios"]]
    feasible = sum(chance >= needed for chance in chances)
    values = {
        "count": len(chances),
        "feasible": feasible,
        "required": cells.exactly(language, needed),
        "name": data["scenarios"][0]["scenario"],
        "price": standing.price(data["scenarios"][0], language),
    }
    if feasible:
        return say(
            language,
            "{feasible} of {count} scenarios have their dossiers on time with probability "
            "{required} or more; the cheapest is {name}, {price}:",
            **values,
        )
    return say(
        language,
        "None of the {count} scenarios has its dossiers on time with probability {required} or "
        "more; the nearest is {name}:",
        **values,
    )


def _dossiers(one: Ending, data: Data, language: Language) -> str:
    """Return how the dossiers of a scenario end, as a clause without its full stop."""
    dossier = one["milestones"]["dossier"]
    citizens, chance = dossier["citizens"], dossier["p_on_time"]
    return say(
        language,
        "before {deadline}, {dossiers} dossiers are taken (P5–P95: {low} to {high}), {share} of "
        "{eligible} eligible citizens; the target of {target} is met in time with probability "
        "{chance} (exact 95% interval {chance_low} to {chance_high}; {replications}, seed {seed})",
        deadline=day(language, date.fromisoformat(one["deadline"])),
        dossiers=number(language, citizens["mean"]),
        low=number(language, citizens["p05"]),
        high=number(language, citizens["p95"]),
        share=percent(language, dossier["share"]["mean"]),
        eligible=number(language, one["eligible"]),
        target=cells.exactly(language, dossier["target_share"]),
        chance=percent(language, chance["estimate"]),
        chance_low=percent(language, chance["ci_low"]),
        chance_high=percent(language, chance["ci_high"]),
        replications=replications_told(language, one["replications"]),
        seed=data["seed"],
    )


def _gain(name: str, data: Data, language: Language) -> str:
    """Return what a scenario gains over the first one, as a clause."""
    row = cells.difference(name, "dossier", data)
    if isnan(row["ci_low"]):
        return ""
    return say(
        language,
        "; against {baseline} {gain} dossiers (95% interval {low} to {high})",
        baseline=data["baseline"],
        gain=cells.signed(language, row["difference"]),
        low=cells.signed(language, row["ci_low"]),
        high=cells.signed(language, row["ci_high"]),
    )


def _cards(one: Ending, language: Language) -> str:
    """Return how many hold their card, as a clause."""
    in_hand = one["milestones"]["in_hand"]
    return say(
        language,
        "; {share} hold their card by then (target {target}, met with probability {chance})",
        share=percent(language, in_hand["share"]["mean"]),
        target=cells.exactly(language, in_hand["target_share"]),
        chance=percent(language, in_hand["p_on_time"]["estimate"]),
    )


def _queue(one: Ending, language: Language) -> str:
    """Return which queue holds most at the deadline, how many, and until when, as a clause."""
    held = one["held_at_deadline"]
    queue = max(held, key=lambda name: held[name])
    if held[queue] < MATERIAL * one["eligible"]:
        return ""
    text = HOLDING[queue]
    told = say(language, text, held=number(language, held[queue]))
    limits = one["limits"].get(queue, {})
    if limits.get("from") is None:
        return told
    if limits["until"] is None:
        horizon = date.fromisoformat(one["horizon"])
        return told + say(language, ", a backlog not cleared by {horizon}", horizon=horizon)
    until = date.fromisoformat(limits["until"])
    return told + say(language, ", a backlog cleared on {until} (median)", until=until)
