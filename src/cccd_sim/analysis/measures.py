"""Performance measures: one function, one table in, one number per replication.

Definitions follow STRESS-DES item 1.2; each docstring is the definition the report prints.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cccd_sim.analysis.intervals import Interval, mean_interval, proportion_interval, quantile
from cccd_sim.results.ensemble import Ensemble

UNITS: dict[str, str] = {
    "dossier_by_deadline": "dossiers",
    "dossier_share_by_deadline": "share",
    "dossier_finish_day": "day",
    "on_time_dossier": "0 or 1",
    "complete_dossier": "0 or 1",
    "waiting_minutes_mean": "minutes",
    "kit_utilisation": "share",
    "unserved_not_summoned": "citizens",
    "unserved_missed_summons": "citizens",
    "unserved_waiting": "citizens",
}
"""Every measure of a replication, in the order of the columns, with its unit."""

PROBABILITIES = {"p_on_time_dossier": "on_time_dossier", "p_complete_dossier": "complete_dossier"}
"""Probabilities of the summary, and the yes-or-no measure each is the mean of."""

Facts = dict[str, Any]


def before_deadline(table: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return the rows of days before the deadline, which itself no longer counts."""
    return table[table["date"] < np.datetime64(facts["deadline"], "s")]


def taken_by_deadline(daily: pd.DataFrame, facts: Facts) -> pd.Series[Any]:
    """Dossiers of the province's residents taken before the deadline, per replication."""
    return before_deadline(daily, facts).groupby("replication")["taken"].sum()


def finish_day(daily: pd.DataFrame, facts: Facts) -> pd.Series[Any]:
    """First day on which the target share is met, day 1 = start; empty if it never is."""
    per_day = daily.groupby(["replication", "date"])["taken"].sum()
    reached = per_day.groupby("replication").cumsum() >= needed(facts["eligible"], facts)
    done = reached[reached].reset_index().groupby("replication")["date"].min()
    day = (done - np.datetime64(facts["start"], "s")).dt.days + 1
    return day.reindex(daily["replication"].unique()).astype(float)


def needed(eligible: int, facts: Facts) -> int:
    """Return the dossiers that meet the target: the least whole number of them."""
    return int(np.ceil(facts["target_share"]["dossier"] * eligible - 1e-6))


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


def measure(ensemble: Ensemble) -> pd.DataFrame:
    """Return the ``replications`` table: every measure, one row per replication."""
    facts, numbers = ensemble.facts, [each.number for each in ensemble.replications]
    taken = taken_by_deadline(ensemble.daily, facts).reindex(numbers)
    left = ensemble.unserved.groupby("replication")[
        ["not_summoned", "missed_summons", "waiting", "in_service"]
    ].sum()
    columns = {
        "dossier_by_deadline": taken,
        "dossier_share_by_deadline": taken / facts["eligible"],
        "dossier_finish_day": finish_day(ensemble.daily, facts),
        "on_time_dossier": (taken >= needed(facts["eligible"], facts)).astype(int),
        "complete_dossier": (taken >= facts["eligible"]).astype(int),
        "waiting_minutes_mean": waiting_minutes(ensemble.stations, facts),
        "kit_utilisation": utilisation(ensemble.stations, facts),
        "unserved_not_summoned": left["not_summoned"],
        "unserved_missed_summons": left["missed_summons"],
        "unserved_waiting": left["waiting"] + left["in_service"],
    }
    table = pd.DataFrame(columns, index=pd.Index(numbers, name="replication")).reset_index()
    table.insert(0, "scenario", ensemble.name)
    return table


def summarise(measures: pd.DataFrame) -> pd.DataFrame:
    """Return the ``summary`` table: one row per measure over the replications."""
    rows = []
    for name, unit in UNITS.items():
        values = measures[name].to_numpy(dtype=float)
        if unit != "0 or 1":
            rows.append({"measure": name, "unit": unit, **_spread(values, name)})
    for name, source in PROBABILITIES.items():
        met = measures[source]
        share = proportion_interval(int(met.sum()), len(met))
        rows.append({"measure": name, "unit": "probability", **_ends(share)})
    table = pd.DataFrame(rows)
    table.insert(0, "scenario", measures["scenario"].iloc[0])
    table["replications"] = len(measures)
    table["beyond_horizon"] = pd.array(
        [_missing(measures, name) for name in table["measure"]], dtype="Int64"
    )
    return table


def _spread(values: np.ndarray[Any, Any], name: str) -> dict[str, float]:
    """Return mean, interval and quantiles of one measure."""
    known = values if name == "dossier_finish_day" else values[~np.isnan(values)]
    shares = {"p05": 0.05, "p50": 0.50, "p80": 0.80, "p95": 0.95}
    quantiles = {column: quantile(known, share) for column, share in shares.items()}
    return {**_ends(mean_interval(known)), **quantiles}


def _ends(interval: Interval) -> dict[str, float]:
    """Return an interval as columns of the summary."""
    return {"mean": interval.mean, "ci_low": interval.low, "ci_high": interval.high}


def _missing(measures: pd.DataFrame, name: str) -> int | None:
    """Return how many replications never finished, where the measure is a finish."""
    return int(measures[name].isna().sum()) if name.endswith("_finish_day") else None
