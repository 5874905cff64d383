"""The answer of sensitivity in one sentence."""

from __future__ import annotations

from math import isnan

from cccd_sim.language import Language, percent, replications_told, say
from cccd_sim.planning.sensitivity_told import Data, Row, change, measure_told

SIZE = {"tornado": "swing", "morris": "mean_size", "sobol": "total"}
"""How much an input matters, by method; the first input's is the largest."""


def headline(data: Data, language: Language) -> str:
    """Return in one sentence what matters most."""
    if not data["inputs"]:
        return say(
            language,
            "{name}: none of the {count} uncertain inputs can matter to the {measure}.",
            name=data["scenario"],
            count=len(data["left_out"]),
            measure=measure_told(data, language),
        )
    if not data["inputs"][0][SIZE[data["method"]]] > 0:
        return say(
            language,
            "{scenario}: none of {count} uncertain inputs moves the {measure} ({replications} in "
            "all, seed {seed}).",
            scenario=data["scenario"],
            count=len(data["inputs"]),
            measure=measure_told(data, language),
            replications=replications_told(language, data["spent"]),
            seed=data["seed"],
        )
    match data["method"]:
        case "tornado":
            return _tornado(data, language)
        case "morris":
            return _morris(data, language)
        case _:
            return _sobol(data, language)


def _tornado(data: Data, language: Language) -> str:
    """Return the sentence of a tornado."""
    first, *others = data["inputs"]
    told = say(
        language,
        "{scenario}: of {count} uncertain inputs, “{name}” moves the {measure} most: from "
        "{at_low} (at {low}) to {at_high} (at {high}), a difference of {difference}{interval}",
        scenario=data["scenario"],
        count=len(data["inputs"]),
        name=first["name"],
        measure=measure_told(data, language),
        at_low=first["told"]["at_low"],
        at_high=first["told"]["at_high"],
        low=first["told"]["low"],
        high=first["told"]["high"],
        difference=first["told"]["difference"],
        interval=_interval(data, first, language),
    )
    then = [
        f"“{row['name']}” ({row['told']['difference']})" for row in others[:2] if row["swing"] > 0
    ]
    if then:
        told += say(language, "; then {others}", others=", ".join(then))
    return told + say(
        language,
        "; {replications} in all, the same luck at every end, seed {seed}.",
        replications=replications_told(language, data["spent"]),
        seed=data["seed"],
    )


def _interval(data: Data, row: Row, language: Language) -> str:
    """Return the interval of a difference in brackets; nothing if there is none."""
    if isnan(row["ci_low"]):
        return ""
    return say(
        language,
        " (95% interval {low} to {high})",
        low=change(data["unit"], language, row["ci_low"]),
        high=change(data["unit"], language, row["ci_high"]),
    )


def _morris(data: Data, language: Language) -> str:
    """Return the sentence of a Morris screening."""
    first = data["inputs"][0]
    return say(
        language,
        "{scenario}: of {count} uncertain inputs, “{name}” moves the {measure} most: on average "
        "by {size} (± {margin}, 95%) from low to high, wherever the others are (Morris, "
        "{samples} trajectories, {replications} in all, seed {seed}).",
        scenario=data["scenario"],
        count=len(data["inputs"]),
        name=first["name"],
        measure=measure_told(data, language),
        size=first["told"]["mean_size"],
        margin=first["told"]["margin"],
        samples=data["samples"],
        replications=replications_told(language, data["spent"]),
        seed=data["seed"],
    )


def _sobol(data: Data, language: Language) -> str:
    """Return the sentence of Sobol indices."""
    first = data["inputs"][0]
    return say(
        language,
        "{scenario}: of {count} uncertain inputs, “{name}” has the largest part in the variance "
        "of the {measure}: {total} (± {margin}, 95%) together with the others, {alone} alone "
        "(Sobol, base sample {samples}, {replications} in all, seed {seed}).",
        scenario=data["scenario"],
        count=len(data["inputs"]),
        name=first["name"],
        measure=measure_told(data, language),
        total=_share(first["total"], language),
        margin=percent(language, first["total_margin"], 0),
        alone=_share(first["alone"], language),
        samples=data["samples"],
        replications=replications_told(language, data["spent"]),
        seed=data["seed"],
    )


def _share(found: float, language: Language) -> str:
    """Return an estimated share of the variance; an estimate may lie beyond nothing or all."""
    return percent(language, min(max(found, 0.0), 1.0), 0)
