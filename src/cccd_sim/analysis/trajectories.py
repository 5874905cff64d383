"""How each replication went day by day, as arrays: what charts draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis.measures import needed
from cccd_sim.results.ensemble import Ensemble

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


def last_midnight(ensemble: Ensemble) -> date:
    """Return the day whose midnight ends the simulation, or the deadline if that is later."""
    return max(start(ensemble) + timedelta(days=simulated_days(ensemble)), deadline(ensemble))


def days_before_deadline(ensemble: Ensemble) -> int:
    """Return the number of days that count."""
    return (deadline(ensemble) - start(ensemble)).days


def simulated_days(ensemble: Ensemble) -> int:
    """Return the last day any replication reached, day 1 = start."""
    return max(int(each.tables["daily"]["day"].max()) for each in ensemble.replications)


def taken(ensemble: Ensemble) -> Counts:
    """Return dossiers per day: replications x days x districts; none after a run's last day."""
    districts = len(ensemble.facts["districts"])
    shape = (len(ensemble.replications), simulated_days(ensemble), districts)
    found = np.zeros(shape, dtype=np.int64)
    for row, replication in zip(found, ensemble.replications, strict=True):
        per_day = replication.tables["daily"]["taken"].reshape(-1, districts)
        row[: len(per_day)] = per_day
    return found


def due(ensemble: Ensemble) -> Counts:
    """Return the province's dossiers due per day until the deadline, the same in every run."""
    daily = ensemble.replications[0].tables["daily"]
    per_day = daily["target"].reshape(-1, len(ensemble.facts["districts"])).sum(axis=1)
    return np.asarray(per_day[: days_before_deadline(ensemble)], dtype=np.int64)


def taken_by_deadline(ensemble: Ensemble) -> Counts:
    """Return dossiers before the deadline: replications x districts."""
    counted = taken(ensemble)[:, : days_before_deadline(ensemble)].sum(axis=1)
    return np.asarray(counted, dtype=np.int64)


def province_by_deadline(ensemble: Ensemble) -> Counts:
    """Return the province's dossiers before the deadline, one number per replication."""
    return np.asarray(taken_by_deadline(ensemble).sum(axis=1), dtype=np.int64)


def province_total(ensemble: Ensemble) -> Counts:
    """Return the province's dossiers at the end of the simulation, one per replication."""
    return np.asarray(taken(ensemble).sum(axis=(1, 2)), dtype=np.int64)


def goal(ensemble: Ensemble) -> int:
    """Return the dossiers that meet the province's target."""
    return needed(ensemble.facts["eligible"], ensemble.facts)


def finish_days(ensemble: Ensemble) -> Floats:
    """Return the day each district meets its target, NaN if never: replications x districts."""
    facts = ensemble.facts
    goals = np.array([needed(each["eligible"], facts) for each in facts["districts"]])
    reached = np.cumsum(taken(ensemble), axis=1) >= goals
    return np.where(reached.any(axis=1), np.argmax(reached, axis=1) + 1.0, np.nan)


def kits_in_service(ensemble: Ensemble) -> Floats:
    """Return kits that belong to a station, up or down: replications x days."""
    days = np.arange(1, simulated_days(ensemble) + 1)
    counts = np.zeros((len(ensemble.replications), len(days)))
    for row, replication in zip(counts, ensemble.replications, strict=True):
        kits = replication.tables["kits"]
        placed = (kits["in_service"] > 0) & (kits["station"] >= 0)
        row[:] = np.searchsorted(np.sort(kits["in_service"][placed]), days, side="right")
    return counts


def kits_up(ensemble: Ensemble) -> Floats:
    """Return kits fit for work at opening, NaN on closed days: replications x days."""
    return _station_days(ensemble, "kits_up_at_opening")


def busy_share(ensemble: Ensemble) -> Floats:
    """Return busy over open kit-minutes, NaN on days without any: replications x days."""
    busy, available = _minutes(ensemble)
    return busy / np.where(available > 0, available, np.nan)


def typical_busy_share(ensemble: Ensemble) -> float:
    """Return busy over open kit-minutes before the deadline: the median replication's."""
    days = days_before_deadline(ensemble)
    busy, available = (np.nansum(each[:, :days], axis=1) for each in _minutes(ensemble))
    known = available > 0
    return float(np.median(busy[known] / available[known])) if known.any() else 0.0


def _minutes(ensemble: Ensemble) -> tuple[Floats, Floats]:
    """Return kit-minutes busy within opening hours, and open: replications x days."""
    busy = _station_days(ensemble, "busy_minutes") - _station_days(ensemble, "overtime_minutes")
    return busy, _station_days(ensemble, "open_kit_minutes")


def _station_days(ensemble: Ensemble, column: str) -> Floats:
    """Return the sum over stations of a column, NaN on days with no station open."""
    days = simulated_days(ensemble)
    sums = np.full((len(ensemble.replications), days), np.nan)
    for row, replication in zip(sums, ensemble.replications, strict=True):
        table = replication.tables["stations"]
        place = table["day"] - 1
        total = np.bincount(place, weights=table[column], minlength=days)
        opened = np.bincount(place, minlength=days) > 0
        row[opened] = total[opened]
    return sums
