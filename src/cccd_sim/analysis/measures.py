"""Performance measures: one function, one table in, one number per replication.

Definitions follow STRESS-DES item 1.2; each docstring is the definition the report prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cccd_sim.analysis import bottlenecks, trajectories
from cccd_sim.analysis.costs import cost_measures
from cccd_sim.analysis.intervals import (
    Interval,
    mean_interval,
    proportion_interval,
    quantile,
    quantile_interval,
    reached_by,
)
from cccd_sim.analysis.spread import UNKNOWN, Spread
from cccd_sim.analysis.trajectories import Facts, Floats
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import MILESTONES, TABLES

_OF_A_MILESTONE = {
    "{}_by_deadline": "citizens",
    "{}_share_by_deadline": "share",
    "{}_finish_day": "day",
    "on_time_{}": "0 or 1",
    "complete_{}": "0 or 1",
}
UNITS: dict[str, str] = {
    **{
        name.format(milestone): unit
        for milestone in MILESTONES
        for name, unit in _OF_A_MILESTONE.items()
    },
    "waiting_minutes_mean": "minutes",
    "kit_utilisation": "share",
    "kits_idle_no_crew": "kits",
    "unserved_not_summoned": "citizens",
    "unserved_missed_summons": "citizens",
    "unserved_waiting": "citizens",
    "unserved_correction": "citizens",
    "unserved_home_visit": "citizens",
    "returnees_by_deadline": "dossiers",
    "recaptured_by_deadline": "dossiers",
    "held_by_upload": "dossiers",
    "held_by_check": "dossiers",
    "held_by_plant": "dossiers",
    "held_by_return": "cards",
    "upload_limits_from": "day",
    "upload_limits_until": "day",
    "plant_limits_from": "day",
    "plant_limits_until": "day",
}
"""Every measure of a replication, in the order of the columns, with its unit."""

MONEY = dict.fromkeys(("cost_vnd", "cost_per_dossier_vnd", "cost_per_card_vnd"), "VND")
"""Measures that follow where a scenario has costs."""

PROBABILITIES = {
    f"p_{measure}": measure
    for milestone in MILESTONES
    for measure in (f"on_time_{milestone}", f"complete_{milestone}")
}
"""Probabilities of the summary, and the yes-or-no measure each is the mean of."""

_QUANTILES = {"p05": 0.05, "p50": 0.50, "p80": 0.80, "p95": 0.95}
_WITH_INTERVAL = {name: share for name, share in _QUANTILES.items() if name != "p05"}
"""Quantiles a plan may rest on; for the worst twentieth of dossiers few replications say little."""


def before_deadline(table: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return the rows of days before the deadline, which itself no longer counts."""
    return table[table["date"] < np.datetime64(facts["deadline"], "s")]


def waiting_minutes(stations: pd.DataFrame, facts: Facts) -> pd.Series[Any]:
    """Mean wait of a citizen in a day, all steps, minutes, before the deadline; per replication."""
    days = before_deadline(stations, facts).dropna(subset=["waiting_minutes_mean"])
    waited = days["waiting_minutes_mean"] * days["citizens_present"]
    sums = pd.DataFrame({"waited": waited, "people": days["citizens_present"]})
    total = sums.groupby(days["replication"]).sum()
    return total["waited"] / total["people"]


def utilisation(stations: pd.DataFrame, facts: Facts, by: str = "replication") -> pd.Series[Any]:
    """Minutes of capture in opening hours over open kit-minutes, before the deadline.

    Per replication or per station; open kit-minutes count kits that are down as well.
    """
    minutes = ["busy_minutes", "overtime_minutes", "open_kit_minutes"]
    total = before_deadline(stations, facts).groupby(by, observed=False)[minutes].sum()
    within_hours = total["busy_minutes"] - total["overtime_minutes"]
    return within_hours / total["open_kit_minutes"].where(total["open_kit_minutes"] > 0)


def idle_kits(stations: pd.DataFrame, facts: Facts) -> pd.Series[Any]:
    """Kits without a crew at opening, mean of the open days before the deadline."""
    days = before_deadline(stations, facts)
    per_day = days.groupby(["replication", "date"])["kits_idle_no_crew"].sum()
    return per_day.groupby("replication").mean()


def milestone_measures(ensemble: Ensemble, milestone: str) -> dict[str, Floats]:
    """Return what every milestone is measured by: how many, what share, when, whether in time."""
    eligible = ensemble.facts["eligible"]
    count = trajectories.province_by_deadline(ensemble, milestone)
    met = count >= trajectories.goal(ensemble, milestone)
    days = trajectories.province_finish_days(ensemble, milestone)
    values = (count, count / eligible, days, met.astype(int), (count >= eligible).astype(int))
    return {
        name.format(milestone): value for name, value in zip(_OF_A_MILESTONE, values, strict=True)
    }


def measure(ensemble: Ensemble) -> pd.DataFrame:
    """Return the ``replications`` table: every measure, one row per replication."""
    facts, numbers = ensemble.facts, [each.number for each in ensemble.runs]
    index = pd.Index(numbers, name="replication")
    columns: dict[str, Any] = {}
    for milestone in MILESTONES:
        columns |= milestone_measures(ensemble, milestone)
    columns |= {
        "waiting_minutes_mean": waiting_minutes(ensemble.stations, facts).reindex(index),
        "kit_utilisation": utilisation(ensemble.stations, facts).reindex(index),
        "kits_idle_no_crew": idle_kits(ensemble.stations, facts).reindex(index),
        **_unserved(ensemble),
        **_dossiers_apart(ensemble),
    }
    for queue in bottlenecks.QUEUES:
        columns[f"held_by_{queue}"] = bottlenecks.held_at_deadline(ensemble, queue).astype(int)
    for queue in ("upload", "plant"):
        days = bottlenecks.limits(ensemble, queue)
        columns[f"{queue}_limits_from"], columns[f"{queue}_limits_until"] = days.T
    table = pd.DataFrame(columns, index=index)[list(UNITS)].reset_index()
    table.insert(0, "scenario", ensemble.name)
    return cost_measures(ensemble, table)


def summarise(
    measures: pd.DataFrame, parts: Mapping[str, Spread] | None = None, together: int = 1
) -> pd.DataFrame:
    """Return the ``summary`` table: one row per measure over the replications.

    Parameters
    ----------
    parts
        Luck and ignorance in the spread of each measure; none: not estimated.
    together
        Replications whose unknown parameters were drawn together; see ``mean_interval``.
    """
    rows, parts = [], parts or {}
    for name, unit in {**UNITS, **MONEY}.items():
        if unit != "0 or 1" and name in measures:
            values = _counted(measures, name)
            part = parts.get(name, UNKNOWN)
            row = {"measure": name, "unit": unit, **_spread(values, unit, together)}
            rows.append({**row, "luck_sd": part.luck, "ignorance_sd": part.ignorance})
    for name, source in PROBABILITIES.items():
        met = measures[source]
        share = proportion_interval(int(met.sum()), len(met))
        rows.append({"measure": name, "unit": "probability", **_ends(share)})
    table = pd.DataFrame(rows)[list(TABLES["summary"].columns[1:-2])]
    table.insert(0, "scenario", measures["scenario"].iloc[0])
    table["replications"] = len(measures)
    table["beyond_horizon"] = pd.array(
        [_missing(measures, name) for name in table["measure"]], dtype="Int64"
    )
    return table


def _unserved(ensemble: Ensemble) -> dict[str, Floats]:
    """Return residents without a dossier at the deadline, by what kept them from it."""
    tables = [each.tables["unserved"] for each in ensemble.runs]

    def people(*reasons: str) -> Floats:
        return np.array([sum(int(table[one].sum()) for one in reasons) for table in tables])

    reasons = ("not_summoned", "missed_summons", "correction", "home_visit")
    apart = {f"unserved_{reason}": people(reason) for reason in reasons}
    return {**apart, "unserved_waiting": people("waiting", "in_service")}


def _dossiers_apart(ensemble: Ensemble) -> dict[str, Floats]:
    """Return dossiers before the deadline that are no resident's first."""
    days = trajectories.days_before_deadline(ensemble)
    return {
        f"{kind}_by_deadline": trajectories.daily(ensemble, kind)[:, :days].sum(axis=(1, 2))
        for kind in ("returnees", "recaptured")
    }


def _counted(measures: pd.DataFrame, name: str) -> Floats:
    """Return the values of a measure in the replications where it means something.

    No day on which a limit ends where it never began; no wait where nobody came.
    """
    values = measures[name].to_numpy(dtype=float)
    if name.endswith("_limits_until"):
        began = measures[name.replace("until", "from")].notna().to_numpy()
        return np.asarray(values[began], dtype=np.float64)
    return values if UNITS.get(name) == "day" else values[~np.isnan(values)]


def _spread(values: Floats, unit: str, together: int) -> dict[str, float]:
    """Return mean, interval and quantiles of one measure; of days, one of the days."""
    found = reached_by if unit == "day" else quantile
    quantiles = {column: found(values, share) for column, share in _QUANTILES.items()}
    ends = {}
    for column, share in _WITH_INTERVAL.items():
        ends[f"{column}_low"], ends[f"{column}_high"] = quantile_interval(values, share)
    return {**_ends(mean_interval(values, together=together)), **quantiles, **ends}


def _ends(interval: Interval) -> dict[str, float]:
    """Return an interval as columns of the summary."""
    return {"mean": interval.mean, "ci_low": interval.low, "ci_high": interval.high}


def _missing(measures: pd.DataFrame, name: str) -> int | None:
    """Return in how many replications a day lies beyond the simulated time."""
    if UNITS.get(name) != "day":
        return None
    return int(np.isnan(_counted(measures, name)).sum())
