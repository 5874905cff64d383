"""How the campaign ends: dossiers by the deadline, how surely, and what holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, isnan
from typing import Any

import pandas as pd

from cccd_sim.analysis.intervals import proportion_interval
from cccd_sim.language import Language
from cccd_sim.planning import wording
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble

REQUIRED = 0.95
"""Probability of being on time from which a scenario counts as feasible, if none is stated."""


Rows = dict[Any, dict[Any, Any]]
"""The summary: measure to column to value."""


def outcome(
    ensembles: Sequence[Ensemble],
    language: Language = "vi",
    required: float | None = None,
    differences: pd.DataFrame | None = None,
) -> Answer:
    """Return how the simulated campaigns end, the feasible ones first.

    Parameters
    ----------
    required
        Probability of being on time that makes a scenario feasible.
    differences
        The ``comparison`` table, where scenarios were compared with the first of them.
    """
    needed = REQUIRED if required is None else required
    endings = sorted((ending(each) for each in ensembles), key=lambda one: _order(one, needed))
    data: dict[str, Any] = {
        "language": language,
        "seed": ensembles[0].seed,
        "replications": len(ensembles[0].replications),
        "required_probability": needed,
        "required_is_met": all(is_feasible(one, needed) for one in endings),
        "best": endings[0]["scenario"],
        "scenarios": endings,
    }
    tables = {"bridge": bridge_table(ensembles)}
    if differences is not None:
        data["required_is_met"] = any(is_feasible(one, needed) for one in endings)
        data["baseline"] = ensembles[0].name
        data["comparison"] = differences.to_dict("records")
        tables["comparison"] = differences
    return Answer(
        headline=wording.headline(data, language),
        table=_side_by_side(endings),
        listings=wording.listings(data, language),
        caveats=wording.caveats(data, language),
        data=data,
        ensembles=tuple(ensembles),
        tables=tables,
    )


def ending(ensemble: Ensemble) -> dict[str, Any]:
    """Return how one scenario ends, as plain data."""
    facts = ensemble.facts
    rows = ensemble.summary().set_index("measure").to_dict("index")
    measures = ensemble.derived["replications"]
    left = {
        "never_summoned": float(rows["unserved_not_summoned"]["mean"]),
        "missed_summons": float(rows["unserved_missed_summons"]["mean"]),
        "waiting": float(rows["unserved_waiting"]["mean"]),
    }
    return {
        "scenario": ensemble.name,
        "title": facts["title"],
        "deadline": facts["deadline"],
        "eligible": facts["eligible"],
        "target_share": facts["target_share"]["dossier"],
        "kits": facts["kits"],
        "dossiers": _spread(rows, "dossier_by_deadline"),
        "share": _spread(rows, "dossier_share_by_deadline"),
        "p_on_time": _probability(measures["on_time_dossier"]),
        "finish": _finish(rows, facts),
        "literal_100_percent": {
            "probability": _probability(measures["complete_dossier"]),
            "largest_share": float(measures["dossier_share_by_deadline"].max()),
            **left,
            "bound_by": bound_by(left),
        },
        "reading": reading(facts),
        "bridge": bridge_of(ensemble),
    }


def is_feasible(one: dict[str, Any], required: float) -> bool:
    """Return whether a scenario is on time often enough."""
    return bool(one["p_on_time"]["estimate"] >= required)


def bound_by(left: dict[str, float]) -> str:
    """Return what keeps the province from 100 %: most people left out belong to it."""
    if sum(left.values()) == 0:
        return "nothing"
    return "absence" if left["missed_summons"] > left["never_summoned"] else "capacity"


def reading(facts: dict[str, Any]) -> dict[str, Any] | None:
    """Return how an observed rate is read: per kit-day, and a day for the first kits together."""
    observed = [each for each in facts["rates"] if each["rate_is"] == "observed"]
    if not observed:
        return None
    rate = observed[0]["dossiers_per_kit_day"]
    return {
        "dossiers_per_kit_day": rate,
        "kits": facts["initial_kits"],
        "dossiers_per_day": rate * facts["initial_kits"],
    }


def bridge_of(ensemble: Ensemble) -> list[dict[str, Any]]:
    """Return the steps from plain arithmetic to the simulated mean."""
    mean = float(ensemble.derived["replications"]["dossier_by_deadline"].mean())
    return [*ensemble.facts.get("bridge", []), {"step": wording.SIMULATED, "dossiers": mean}]


def bridge_table(ensembles: Sequence[Ensemble]) -> pd.DataFrame:
    """Return the ``bridge`` table."""
    rows = [{"scenario": each.name, **step} for each in ensembles for step in bridge_of(each)]
    return pd.DataFrame(rows).astype({"dossiers": float})


def _order(one: dict[str, Any], required: float) -> tuple[float, ...]:
    """Feasible first, with fewest kits; the others by the dossiers they reach."""
    if is_feasible(one, required):
        return (0, one["kits"], -one["p_on_time"]["estimate"], -one["dossiers"]["mean"])
    return (1, -one["p_on_time"]["estimate"], -one["dossiers"]["mean"], one["kits"])


def _spread(rows: Rows, measure: str) -> dict[str, float]:
    """Return mean, interval and quantiles of a measure."""
    columns = ("mean", "ci_low", "ci_high", "p05", "p50", "p80", "p95")
    return {column: float(rows[measure][column]) for column in columns}


def _probability(met: pd.Series[Any]) -> dict[str, float]:
    """Return a share of replications with its exact interval."""
    share = proportion_interval(int(met.sum()), len(met))
    return {"estimate": share.mean, "ci_low": share.low, "ci_high": share.high}


def _finish(rows: Rows, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the dates by which the target is met, None where it is not within the horizon."""
    found: dict[str, Any] = {}
    for column in ("p50", "p80", "p95"):
        day = float(rows["dossier_finish_day"][column])
        start = date.fromisoformat(facts["start"])
        found[column] = None if isnan(day) else str(start + timedelta(days=ceil(day) - 1))
    return {**found, "beyond_horizon": int(rows["dossier_finish_day"]["beyond_horizon"])}


def _side_by_side(endings: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return one row per scenario, the feasible ones first."""
    return pd.DataFrame(
        {
            "scenario": one["scenario"],
            "kits": one["kits"],
            "dossier_by_deadline": one["dossiers"]["mean"],
            "p05": one["dossiers"]["p05"],
            "p95": one["dossiers"]["p95"],
            "dossier_share_by_deadline": one["share"]["mean"],
            "p_on_time_dossier": one["p_on_time"]["estimate"],
            "ci_low": one["p_on_time"]["ci_low"],
            "ci_high": one["p_on_time"]["ci_high"],
            "finish_date_p50": one["finish"]["p50"],
        }
        for one in endings
    )
