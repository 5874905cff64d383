"""How each district did: when it finishes, how surely, and who is furthest behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.intervals import reached_by
from cccd_sim.analysis.measures import utilisation
from cccd_sim.analysis.trajectories import Facts, needed
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import MILESTONES, TABLES

_SHARES = {"finish_date_p50": 0.50, "finish_date_p80": 0.80, "finish_date_p95": 0.95}


def district_table(ensemble: Ensemble) -> pd.DataFrame:
    """Return the ``districts`` table: one row per district, in the order of the scenario."""
    facts = ensemble.facts
    districts = facts["districts"]
    eligible = np.array([each["eligible"] for each in districts])
    columns: dict[str, Any] = {
        "scenario": ensemble.name,
        "district": [each["code"] for each in districts],
        "name": [each["name"] for each in districts],
        "eligible": eligible,
        "kits": _kits_at_deadline(ensemble),
        "utilisation": _utilisation(ensemble),
    }
    for milestone in MILESTONES:
        columns |= _milestone(ensemble, milestone)
    columns["share_by_deadline"] = columns["taken_by_deadline"] / eligible
    table = pd.DataFrame(columns)
    table["rank"] = table["share_by_deadline"].rank(method="first").astype(int)
    return table[list(TABLES["districts"].columns)]


def _milestone(ensemble: Ensemble, milestone: str) -> dict[str, Any]:
    """Return count, chance and dates of a milestone, one number a district."""
    facts = ensemble.facts
    count = trajectories.by_deadline(ensemble, milestone)
    goals = [needed(each["eligible"], facts, milestone) for each in facts["districts"]]
    chance = (count >= np.array(goals)).mean(axis=0)
    days = trajectories.finish_days(ensemble, milestone)
    if milestone == "dossier":
        dates = {name: _dates(days, share, facts) for name, share in _SHARES.items()}
        return {"taken_by_deadline": count.mean(axis=0), "p_on_time": chance, **dates}
    return {
        f"{milestone}_by_deadline": count.mean(axis=0),
        f"p_on_time_{milestone}": chance,
        f"{milestone}_finish_date_p50": _dates(days, 0.5, facts),
    }


def _home(facts: Facts) -> list[int]:
    """Return the place of the district of each station, -1 for the provincial station."""
    codes = [each["code"] for each in facts["districts"]]
    homes = [each.get("district", each["code"]) for each in facts["stations"]]
    return [codes.index(home) if home in codes else -1 for home in homes]


def _kits_at_deadline(ensemble: Ensemble) -> NDArray[np.float64]:
    """Return the mean number of kits at the stations of each district at the deadline."""
    home = np.array(_home(ensemble.facts))
    last = np.array([trajectories.days_before_deadline(ensemble)])
    count = np.zeros(len(ensemble.facts["districts"]))
    for replication in ensemble.runs:
        kits = replication.tables["kits"]
        places = home[kits["station"][trajectories.serving(kits, last)[:, 0]]]
        count += np.bincount(places[places >= 0], minlength=count.size)
    return count / len(ensemble.runs)


def _utilisation(ensemble: Ensemble) -> NDArray[np.float64]:
    """Return how busy the kits of each district were, fixed and mobile."""
    stations, facts = ensemble.stations, ensemble.facts
    home = np.array(_home(facts))[stations["station"].cat.codes.to_numpy()]
    busy = utilisation(stations.assign(district=home), facts, by="district")
    return busy.reindex(range(len(facts["districts"]))).to_numpy(dtype=float)


def _dates(days: NDArray[np.float64], share: float, facts: Facts) -> NDArray[np.datetime64]:
    """Return the dates by which ``share`` of the replications have finished, or no date."""
    found = np.array([reached_by(each, share) for each in days.T])
    start = np.datetime64(facts["start"], "s")
    dates = start + (np.nan_to_num(found, nan=1.0) - 1).astype("timedelta64[D]")
    return np.where(np.isnan(found), np.datetime64("NaT", "s"), dates)
