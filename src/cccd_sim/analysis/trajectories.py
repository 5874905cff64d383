"""How each replication went day by day, as arrays: what measures count and charts draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.results.ensemble import Columns, Ensemble
from cccd_sim.results.tables import MILESTONES

Facts = dict[str, Any]
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Band:
    """The 5 %, 50 % and 95 % quantiles over replications, one number per column."""

    low: Floats
    middle: Floats
    high: Floats


def band(values: NDArray[Any]) -> Band:
    """Return the quantiles down the rows; NaN rows are left out, an empty column stays NaN."""
    quantiles = np.full((3, values.shape[1]), np.nan)
    known = ~np.isnan(values)
    whole, partly = known.all(axis=0), known.any(axis=0)
    shares = [0.05, 0.50, 0.95]
    quantiles[:, whole] = np.quantile(values[:, whole], shares, axis=0)
    for column in np.flatnonzero(partly & ~whole):
        quantiles[:, column] = np.quantile(values[known[:, column], column], shares)
    return Band(*quantiles)


def start(ensemble: Ensemble) -> date:
    """Return day 1."""
    return date.fromisoformat(ensemble.facts["start"])


def deadline(ensemble: Ensemble) -> date:
    """Return the first day that no longer counts."""
    return date.fromisoformat(ensemble.facts["deadline"])


def date_of(ensemble: Ensemble, day: float) -> date:
    """Return the date of a day of the campaign, day 1 = start."""
    return start(ensemble) + timedelta(days=int(day) - 1)


def last_midnight(ensemble: Ensemble) -> date:
    """Return the day whose midnight ends the simulation, or the deadline if that is later."""
    return max(date_of(ensemble, simulated_days(ensemble) + 1), deadline(ensemble))


def stations_end(ensemble: Ensemble) -> date:
    """Return the day from which no station opens any more."""
    goes_on = ensemble.facts["after_deadline"] == "continue"
    return last_midnight(ensemble) if goes_on else deadline(ensemble)


def days_before_deadline(ensemble: Ensemble) -> int:
    """Return the number of days that count."""
    return (deadline(ensemble) - start(ensemble)).days


def simulated_days(ensemble: Ensemble) -> int:
    """Return the last day any replication reached, day 1 = start."""
    return max(int(each.tables["daily"]["day"].max()) for each in ensemble.runs)


def daily(ensemble: Ensemble, column: str) -> Counts:
    """Return a column of ``daily``: replications x days x districts; none after the last day."""
    districts = len(ensemble.facts["districts"])
    shape = (len(ensemble.runs), simulated_days(ensemble), districts)
    found = np.zeros(shape, dtype=np.int64)
    for row, replication in zip(found, ensemble.runs, strict=True):
        per_day = replication.tables["daily"][column].reshape(-1, districts)
        row[: len(per_day)] = per_day
    return found


def pipeline(ensemble: Ensemble, column: str) -> Floats:
    """Return a column of ``pipeline``: replications x days, whole province."""
    rows = [each.tables["pipeline"][column] for each in ensemble.runs]
    return np.array(rows, dtype=np.float64)


def reached(ensemble: Ensemble, milestone: str) -> Counts:
    """Return residents who reach a milestone: replications x days x districts."""
    return daily(ensemble, MILESTONES[milestone])


def due(ensemble: Ensemble) -> Counts:
    """Return the province's dossiers due per day until the deadline, the same in every run."""
    first = ensemble.runs[0].tables["daily"]
    per_day = first["target"].reshape(-1, len(ensemble.facts["districts"])).sum(axis=1)
    return np.asarray(per_day[: days_before_deadline(ensemble)], dtype=np.int64)


def by_deadline(ensemble: Ensemble, milestone: str) -> Counts:
    """Return residents who reach a milestone before the deadline: replications x districts."""
    days = days_before_deadline(ensemble)
    return np.asarray(reached(ensemble, milestone)[:, :days].sum(axis=1), dtype=np.int64)


def province_by_deadline(ensemble: Ensemble, milestone: str = "dossier") -> Counts:
    """Return the province's residents there before the deadline, one number per replication."""
    return np.asarray(by_deadline(ensemble, milestone).sum(axis=1), dtype=np.int64)


def needed(eligible: int, facts: Facts, milestone: str = "dossier") -> int:
    """Return the residents who meet the target of a milestone: the least whole number of them."""
    return int(np.ceil(facts["target_share"][milestone] * eligible - 1e-6))


def goal(ensemble: Ensemble, milestone: str = "dossier") -> int:
    """Return the residents who meet the province's target of a milestone."""
    return needed(ensemble.facts["eligible"], ensemble.facts, milestone)


def finish_days(ensemble: Ensemble, milestone: str = "dossier") -> Floats:
    """Return the day each district meets its target, NaN if never: replications x districts."""
    goals = [
        needed(each["eligible"], ensemble.facts, milestone) for each in ensemble.facts["districts"]
    ]
    return _first_days(reached(ensemble, milestone), np.array(goals))


def province_finish_days(ensemble: Ensemble, milestone: str = "dossier") -> Floats:
    """Return the day the province meets its target, NaN if never: one per replication."""
    per_day = reached(ensemble, milestone).sum(axis=2)
    return _first_days(per_day, np.array(goal(ensemble, milestone)))


def _first_days(per_day: Counts, goals: NDArray[np.int64]) -> Floats:
    """Return the first day on which the counts up to then meet their goal, NaN if never."""
    met = np.cumsum(per_day, axis=1) >= goals
    return np.where(met.any(axis=1), np.argmax(met, axis=1) + 1.0, np.nan)


def serving(kits: Columns, days: Counts) -> NDArray[np.bool_]:
    """Return whether each kit belongs to a station, up or down, on each day: kits x days."""
    began, gone = kits["in_service"][:, np.newaxis], kits["returned"][:, np.newaxis]
    there = (began > 0) & (began <= days) & ((gone == 0) | (days <= gone))
    return np.asarray(there & (kits["station"][:, np.newaxis] >= 0))


def kits_in_service(ensemble: Ensemble) -> Counts:
    """Return kits that belong to a station, up or down: replications x days."""
    days = np.arange(1, simulated_days(ensemble) + 1)
    counts = [serving(each.tables["kits"], days).sum(axis=0) for each in ensemble.runs]
    return np.array(counts, dtype=np.int64)


def kits_at_deadline(ensemble: Ensemble) -> Counts:
    """Return kits that belong to a station on the last day that counts, one per replication."""
    return kits_in_service(ensemble)[:, days_before_deadline(ensemble) - 1]


def busy_share(ensemble: Ensemble) -> Floats:
    """Return busy over there: kit-minutes, NaN on days no station opened: replications x days."""
    busy, there = _minutes(ensemble)
    return busy / np.where(there > 0, there, np.nan)


def typical_busy_share(ensemble: Ensemble) -> float:
    """Return busy over there, in kit-minutes before the deadline: the median replication's."""
    days = days_before_deadline(ensemble)
    busy, there = (np.nansum(each[:, :days], axis=1) for each in _minutes(ensemble))
    known = there > 0
    return float(np.median(busy[known] / there[known])) if known.any() else 0.0


def _minutes(ensemble: Ensemble) -> tuple[Floats, Floats]:
    """Return kit-minutes busy within opening hours, and there: replications x days.

    There are kits of stations that opened, and of those that did not for want of a crew: these
    for the hours of the day. Kits out on home visits, and of stations closed by order, are not.
    """
    busy = station_days(ensemble, "busy_minutes") - station_days(ensemble, "overtime_minutes")
    opened = station_days(ensemble, "open_kit_minutes")
    return busy, opened + _without_crew(ensemble) * _opening_hours(ensemble)


def _without_crew(ensemble: Ensemble) -> Floats:
    """Return the kits, up or down, of stations shut for want of a crew: replications x days."""
    days = simulated_days(ensemble)
    found = np.zeros((len(ensemble.runs), days))
    for row, replication in zip(found, ensemble.runs, strict=True):
        table = replication.tables["stations"]
        shut = (table["open_kit_minutes"] == 0) & (table["kits_idle_no_crew"] > 0)
        kits = np.where(shut, table["kits_in_service"] - table["kits_visiting"], 0)
        row[:] = np.bincount(table["day"] - 1, weights=kits, minlength=days)
    return found


def _opening_hours(ensemble: Ensemble) -> Floats:
    """Return the minutes a station is open on each day: the longest, as teams may come late."""
    longest = np.zeros(simulated_days(ensemble))
    for replication in ensemble.runs:
        table = replication.tables["stations"]
        kits = table["kits_in_service"] - table["kits_visiting"]
        minutes = table["open_kit_minutes"] / np.where(kits > 0, kits, np.inf)
        np.maximum.at(longest, table["day"] - 1, minutes)
    return longest


def station_days(ensemble: Ensemble, column: str) -> Floats:
    """Return the sum over stations of a column, NaN on days with no station open."""
    days = simulated_days(ensemble)
    sums = np.full((len(ensemble.runs), days), np.nan)
    for row, replication in zip(sums, ensemble.runs, strict=True):
        table = replication.tables["stations"]
        place = table["day"] - 1
        total = np.bincount(place, weights=table[column], minlength=days)
        opened = np.bincount(place, minlength=days) > 0
        row[opened] = total[opened]
    return sums
