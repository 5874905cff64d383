"""How one simulated campaign ends: milestones, who is left, which queue holds the rest."""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan
from typing import Any

import pandas as pd

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.bottlenecks import QUEUES
from cccd_sim.analysis.intervals import proportion_interval
from cccd_sim.language import N_
from cccd_sim.planning.money import cost_of
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import MILESTONES

SIMULATED = N_("simulated, mean of all replications")
"""Last step of the bridge."""

LEFT = {
    "never_summoned": "unserved_not_summoned",
    "missed_summons": "unserved_missed_summons",
    "correction": "unserved_correction",
    "home_visit": "unserved_home_visit",
    "waiting": "unserved_waiting",
}
"""Residents without a dossier at the deadline, and the measure that counts each kind."""

CAUSES = {
    "never_summoned": "capacity",
    "waiting": "capacity",
    "missed_summons": "absence",
    "correction": "records",
    "home_visit": "home_visits",
}
"""What keeps each kind of them from their dossier."""

BEFORE = {
    "dossier": (),
    "sent": ("upload", "check"),
    "produced": ("upload", "check", "plant"),
    "in_hand": ("upload", "check", "plant", "return"),
}
"""The queues a dossier or card passes before each milestone."""

Ending = dict[str, Any]
Rows = dict[Any, dict[Any, Any]]
"""The summary: measure to column to value."""


def ending(ensemble: Ensemble) -> Ending:
    """Return how one scenario ends, as plain data."""
    facts = ensemble.facts
    rows = ensemble.summary().set_index("measure").to_dict("index")
    left = {kind: float(rows[measure]["mean"]) for kind, measure in LEFT.items()}
    held = {queue: float(rows[f"held_by_{queue}"]["mean"]) for queue in QUEUES}
    return {
        "scenario": ensemble.name,
        "title": facts["title"],
        "deadline": facts["deadline"],
        "horizon": facts["horizon"],
        "eligible": facts["eligible"],
        "kits": float(trajectories.kits_at_deadline(ensemble).mean()),
        "kits_planned": facts["kits"],
        "purchase_vnd": facts["purchase_vnd"],
        "cost": cost_of(ensemble, rows),
        "replications": len(ensemble.runs),
        "known_parameters": facts["known_parameters"],
        "unknown_parameters": facts["unknown_parameters"],
        "spread": {
            measure: {part: float(row[part]) for part in ("luck_sd", "ignorance_sd")}
            for measure, row in rows.items()
            if not isnan(row["luck_sd"])
        },
        "auto": facts.get("auto"),
        "kits_idle_no_crew": float(rows["kits_idle_no_crew"]["mean"]),
        "milestones": {
            milestone: _milestone(ensemble, milestone, rows, bound_by(milestone, left, held))
            for milestone in MILESTONES
        },
        "without_dossier": left,
        "held_at_deadline": held,
        "limits": {queue: _limits(queue, rows, facts) for queue in ("upload", "plant")},
        "reading": reading(facts),
        "goes_on": facts["after_deadline"] == "continue",
        "cautions": [*facts.get("caveats", ()), *facts["cautions"]],
        "bridge": bridge_of(ensemble),
    }


def bound_by(milestone: str, left: dict[str, float], held: dict[str, float]) -> str:
    """Return what keeps the province from 100 %: most of those not there belong to it."""
    losses: dict[str, float] = {}
    for kind, cause in CAUSES.items():
        losses[cause] = losses.get(cause, 0.0) + left[kind]
    losses |= {queue: held[queue] for queue in BEFORE[milestone]}
    worst = max(losses, key=lambda cause: losses[cause])
    return worst if losses[worst] > 0 else "nothing"


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
    return [*ensemble.facts.get("bridge", []), {"step": SIMULATED, "dossiers": mean}]


def _milestone(ensemble: Ensemble, milestone: str, rows: Rows, bound: str) -> dict[str, Any]:
    """Return how far one milestone is reached, how surely and when, and its literal 100 %."""
    measures, facts = ensemble.derived["replications"], ensemble.facts
    return {
        "target_share": facts["target_share"][milestone],
        "citizens": _spread(rows, f"{milestone}_by_deadline"),
        "share": _spread(rows, f"{milestone}_share_by_deadline"),
        "p_on_time": _probability(measures[f"on_time_{milestone}"]),
        "finish": _finish(rows[f"{milestone}_finish_day"], facts),
        "literal_100_percent": {
            "probability": _probability(measures[f"complete_{milestone}"]),
            "largest_share": float(measures[f"{milestone}_share_by_deadline"].max()),
            "bound_by": bound,
            "by_arithmetic": facts.get("reach", {}).get(milestone),
        },
    }


def _spread(rows: Rows, measure: str) -> dict[str, float]:
    """Return mean, interval and quantiles of a measure."""
    columns = ("mean", "ci_low", "ci_high", "p05", "p50", "p80", "p95")
    return {column: float(rows[measure][column]) for column in columns}


def _probability(met: pd.Series[Any]) -> dict[str, float]:
    """Return a share of replications with its exact interval."""
    share = proportion_interval(int(met.sum()), len(met))
    return {"estimate": share.mean, "ci_low": share.low, "ci_high": share.high}


def _finish(row: dict[Any, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """Return the dates by which the target is met, None where it is not within the horizon."""
    dates = {column: _date(float(row[column]), facts) for column in ("p50", "p80", "p95")}
    return {**dates, "beyond_horizon": int(row["beyond_horizon"])}


def _limits(queue: str, rows: Rows, facts: dict[str, Any]) -> dict[str, str | None]:
    """Return from when to when a queue limits: medians, None if it mostly never does or ends."""
    ends = (("from", f"{queue}_limits_from"), ("until", f"{queue}_limits_until"))
    return {end: _date(float(rows[measure]["p50"]), facts) for end, measure in ends}


def _date(day: float, facts: dict[str, Any]) -> str | None:
    """Return the date of a day of the campaign, None if there is none."""
    if isnan(day):
        return None
    return str(date.fromisoformat(facts["start"]) + timedelta(days=int(day) - 1))
