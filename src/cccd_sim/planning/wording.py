"""The sentences and small tables a planner reads, in Vietnamese or English."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

from cccd_sim.language import N_, Language, day, number, percent, say
from cccd_sim.results.answer import Listing

SIMULATED = N_("simulated, mean of all replications")
"""Last step of the bridge."""

BOUNDS = {
    "capacity": N_("capacity"),
    "absence": N_("absence"),
    "nothing": N_("nothing"),
}
"""What keeps the province from 100 %."""

Ending = dict[str, Any]


def headline(data: dict[str, Any], language: Language) -> str:
    """Return the answer in one sentence, with its uncertainty."""
    best = data["scenarios"][0]
    told = _ending(best, data, language)
    if "baseline" in data and best["scenario"] != data["baseline"]:
        told += _gain(best["scenario"], data, language)
    if len(data["scenarios"]) == 1:
        return f"{told[:1].upper()}{told[1:]}."
    feasible = sum(
        one["p_on_time"]["estimate"] >= data["required_probability"] for one in data["scenarios"]
    )
    values = {
        "count": len(data["scenarios"]),
        "feasible": feasible,
        "required": _exactly(language, data["required_probability"]),
        "name": best["scenario"],
    }
    if feasible:
        lead = say(
            language,
            "{feasible} of {count} scenarios are on time with probability {required} or more; "
            "the one with fewest kits is {name}:",
            **values,
        )
    else:
        lead = say(
            language,
            "None of the {count} scenarios is on time with probability {required} or more; "
            "the nearest is {name}:",
            **values,
        )
    return f"{lead} {told}."


def listings(data: dict[str, Any], language: Language) -> tuple[Listing, ...]:
    """Return what the screen shows below the sentence."""
    endings = data["scenarios"]
    shown = [_outcomes(data, language), _literal(endings, language)]
    if any(len(one["bridge"]) > 1 for one in endings):
        shown.append(_bridge(endings, language))
    return tuple(shown)


def caveats(data: dict[str, Any], language: Language) -> tuple[str, ...]:
    """Return what the reader must know before relying on the numbers."""
    readings = [
        _reading(one["scenario"], one["reading"], language)
        for one in data["scenarios"]
        if one["reading"]
    ]
    luck = say(
        language,
        "The intervals hold luck only, not what is unknown about the inputs: delivery dates are "
        "drawn, every other uncertain number is at its base value.",
    )
    return (*readings, luck)


def _ending(one: Ending, data: dict[str, Any], language: Language) -> str:
    """Return how one scenario ends, as a clause without its full stop."""
    dossiers, chance = one["dossiers"], one["p_on_time"]
    return say(
        language,
        "before {deadline}, {dossiers} dossiers are taken (P5–P95: {low} to {high}), {share} of "
        "{eligible} eligible citizens; the target of {target} is met in time with probability "
        "{chance} (exact 95% interval {chance_low} to {chance_high}; {replications} "
        "replications, seed {seed})",
        deadline=day(language, date.fromisoformat(one["deadline"])),
        dossiers=number(language, dossiers["mean"]),
        low=number(language, dossiers["p05"]),
        high=number(language, dossiers["p95"]),
        share=percent(language, one["share"]["mean"]),
        eligible=number(language, one["eligible"]),
        target=_exactly(language, one["target_share"]),
        chance=percent(language, chance["estimate"]),
        chance_low=percent(language, chance["ci_low"]),
        chance_high=percent(language, chance["ci_high"]),
        replications=data["replications"],
        seed=data["seed"],
    )


def _exactly(language: Language, share: float) -> str:
    """Return a stated share with as many decimals as it has."""
    decimals = len(f"{100 * share:.4f}".rstrip("0").partition(".")[2])
    return percent(language, share, decimals)


def _gain(name: str, data: dict[str, Any], language: Language) -> str:
    """Return what a scenario gains over the first one, as a clause."""
    row = _difference(name, data)
    if isnan(row["ci_low"]):
        return ""
    return say(
        language,
        "; against {baseline} {gain} dossiers (95% interval {low} to {high})",
        baseline=data["baseline"],
        gain=_signed(language, row["difference"]),
        low=_signed(language, row["ci_low"]),
        high=_signed(language, row["ci_high"]),
    )


def _outcomes(data: dict[str, Any], language: Language) -> Listing:
    """Return one row per scenario, the feasible ones first."""
    header = [
        say(language, "scenario"),
        say(language, "kits"),
        say(language, "dossiers"),
        say(language, "P5–P95"),
        say(language, "share"),
        say(language, "P(on time)"),
        say(language, "95% interval"),
        say(language, "target met (median)"),
    ]
    rows = [_outcome(one, language) for one in data["scenarios"]]
    if "baseline" in data:
        header.append(say(language, "dossiers against the first, 95% interval"))
        rows = [
            (*row, _against(one["scenario"], data, language))
            for row, one in zip(rows, data["scenarios"], strict=True)
        ]
    return Listing(say(language, "By the deadline"), tuple(header), tuple(rows))


def _outcome(one: Ending, language: Language) -> tuple[str, ...]:
    """Return how one scenario ends, cell by cell."""
    dossiers, chance, finish = one["dossiers"], one["p_on_time"], one["finish"]["p50"]
    return (
        one["scenario"],
        number(language, one["kits"]),
        number(language, dossiers["mean"]),
        f"{number(language, dossiers['p05'])}–{number(language, dossiers['p95'])}",
        percent(language, one["share"]["mean"]),
        percent(language, chance["estimate"]),
        f"{percent(language, chance['ci_low'])}–{percent(language, chance['ci_high'])}",
        day(language, date.fromisoformat(finish)) if finish else say(language, "not met"),
    )


def _against(name: str, data: dict[str, Any], language: Language) -> str:
    """Return the paired difference in dossiers to the first scenario."""
    if name == data["baseline"]:
        return "–"
    row = _difference(name, data)
    found = _signed(language, row["difference"])
    if isnan(row["ci_low"]):
        return found
    return f"{found} ({_signed(language, row['ci_low'])}…{_signed(language, row['ci_high'])})"


def _literal(endings: list[Ending], language: Language) -> Listing:
    """Return the directive's literal 100 %: how likely, how near, and what is in the way."""
    header = (
        say(language, "scenario"),
        say(language, "probability"),
        say(language, "95% interval"),
        say(language, "largest share reached"),
        say(language, "never summoned (capacity)"),
        say(language, "missed their summons (absence)"),
        say(language, "waiting"),
        say(language, "bound by"),
    )
    rows = []
    for one in endings:
        literal = one["literal_100_percent"]
        chance, bound = literal["probability"], BOUNDS[literal["bound_by"]]
        rows.append(
            (
                one["scenario"],
                percent(language, chance["estimate"]),
                f"{percent(language, chance['ci_low'])}–{percent(language, chance['ci_high'])}",
                percent(language, literal["largest_share"], 2),
                number(language, literal["never_summoned"]),
                number(language, literal["missed_summons"]),
                number(language, literal["waiting"]),
                say(language, bound),
            )
        )
    return Listing(say(language, "The directive's literal 100%"), header, tuple(rows))


def _bridge(endings: list[Ending], language: Language) -> Listing:
    """Return the arithmetic beside the simulated answer."""
    header = (say(language, "scenario"), say(language, "step"), say(language, "dossiers"))
    rows = [
        (one["scenario"], say(language, step["step"]), number(language, step["dossiers"]))
        for one in endings
        for step in one["bridge"]
    ]
    return Listing(say(language, "From arithmetic to simulation"), header, tuple(rows))


def _reading(name: str, found: dict[str, Any], language: Language) -> str:
    """Return how an observed rate is read."""
    directive = 50
    rate, per_day = found["dossiers_per_kit_day"], found["dossiers_per_day"]
    values = {
        "name": name,
        "rate": number(language, rate),
        "kits": number(language, found["kits"]),
        "per_day": number(language, per_day),
    }
    if per_day == directive:
        return say(
            language,
            "{name} reads “50 dossiers a day” as the whole province: {rate} per kit-day with "
            "{kits} kits; an observed average, so breakdowns and no-shows are in it already.",
            **values,
        )
    if rate == directive:
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


def _difference(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the row of the comparison in dossiers."""
    for row in data["comparison"]:
        if row["scenario"] == name and row["measure"] == "dossier_by_deadline":
            return dict(row)
    raise KeyError(name)


def _signed(language: Language, value: float) -> str:
    """Return a number with its sign."""
    return "+" + number(language, value) if value > 0 else number(language, value).replace("-", "−")
