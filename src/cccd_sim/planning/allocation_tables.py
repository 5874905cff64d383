"""The tables of an allocation: kits, dossiers and days by district; every placement tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from cccd_sim.analysis.intervals import reached_by
from cccd_sim.language import Language
from cccd_sim.planning.contest import Contest, Score
from cccd_sim.planning.district_capacity import DistrictCapacity
from cccd_sim.planning.placement_search import Tried
from cccd_sim.planning.placements import Plan
from cccd_sim.results.tables import TABLES
from cccd_sim.scenario.schema import Scenario


def allocation_table(
    contest: Contest, plans: Mapping[str, Plan], scores: Mapping[str, Score], language: Language
) -> pd.DataFrame:
    """Return the ``allocation`` table: a row for each district, then the provincial station.

    Parameters
    ----------
    scores
        What came of the placements ``proportional`` and ``best`` in the check.
    """
    scenario, rows = contest.scenario, []
    for at, district in enumerate(scenario.demand.districts):
        row = {"district": district.code, "name": district.name, "eligible": district.eligible}
        for name, score in scores.items():
            row[f"dossiers_{name}"] = float(score.taken[:, at].mean())
            row[f"finish_date_{name}"] = _date(scenario, score.district_days[:, at])
        rows.append(row | _kits(plans, at))
    office, units = scenario.supply.provincial_station, len(rows)
    if office is not None:
        rows.append(
            {"district": office.code, "name": getattr(office.name, language)} | _kits(plans, units)
        )
    for row in rows:
        row["scenario"] = scenario.name
    found = pd.DataFrame(rows, columns=list(TABLES["allocation"].columns))
    return found.astype({"eligible": "Int64"})


def placement_table(capacity: DistrictCapacity, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Return the ``placements`` table: kits of each delivery for each station that gets any."""
    scenario = capacity.scenario
    office = scenario.supply.provincial_station
    codes = [one.code for one in scenario.demand.districts] + ([office.code] if office else [])
    rows = [
        {
            "scenario": scenario.name,
            "delivery": batch.name,
            "district": code,
            "in_service": batch.begins.isoformat(),
            "kits_proportional": plans["proportional"].kits[number][at],
            "kits_best": plans["best"].kits[number][at],
        }
        for number, batch in enumerate(capacity.batches)
        for at, code in enumerate(codes)
        if plans["proportional"].kits[number][at] or plans["best"].kits[number][at]
    ]
    return pd.DataFrame(rows, columns=list(TABLES["placements"].columns))


def trial_table(
    contest: Contest,
    tried: Sequence[Tried],
    checked: Sequence[Tried],
    moving: tuple[Tried, Score | None],
) -> pd.DataFrame:
    """Return the ``placement_trials`` table: what every placement came to, against what.

    Parameters
    ----------
    moving
        The chosen placement, and what it came to with kits that move every week.
    """
    chosen, moves = moving
    rows = [
        {"stage": stage, "placement": each.plan.name, **contest.told(each.score, found[0].score)}
        for stage, found in (("search", tried), ("check", checked))
        for each in found
    ]
    if moves is not None:
        rows.append(
            {
                "stage": "transfers",
                "placement": chosen.plan.name,
                **contest.told(moves, chosen.score),
            }
        )
    for row in rows:
        row |= {"scenario": contest.scenario.name, "milestone": contest.milestone}
    return pd.DataFrame(rows, columns=list(TABLES["placement_trials"].columns))


def _kits(plans: Mapping[str, Plan], station: int) -> dict[str, Any]:
    """Return the kits a station gets by each placement, those of all deliveries together."""
    return {f"kits_{name}": sum(row[station] for row in plan.kits) for name, plan in plans.items()}


def _date(scenario: Scenario, days: np.ndarray[Any, np.dtype[np.float64]]) -> str | None:
    """Return the date by which half the replications are done; none if beyond the horizon."""
    found = reached_by(days, 0.5)
    return None if np.isnan(found) else date_of(scenario.campaign.start, found)


def date_of(start: date, day: float) -> str:
    """Return a day of the campaign, day 1 = start, as a date."""
    return (start + timedelta(days=round(day) - 1)).isoformat()
