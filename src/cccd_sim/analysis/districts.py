"""How each district did: when it finishes, how surely, and who is furthest behind."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cccd_sim.analysis.intervals import reached_by
from cccd_sim.analysis.measures import Facts, needed, utilisation
from cccd_sim.results.ensemble import Ensemble, Replication

_SHARES = {"finish_date_p50": 0.50, "finish_date_p80": 0.80, "finish_date_p95": 0.95}


def district_table(ensemble: Ensemble) -> pd.DataFrame:
    """Return the ``districts`` table: one row per district, in the order of the scenario."""
    facts = ensemble.facts
    taken = _taken_by_deadline(ensemble)
    finish = _finish_days(ensemble)
    busy = utilisation(ensemble.stations, facts, by="station")
    kits = _kits_at_deadline(ensemble)
    rows = []
    for place, district in enumerate(facts["districts"]):
        code, eligible = district["code"], district["eligible"]
        on_time = taken[:, place] >= needed(eligible, facts)
        rows.append(
            {
                "district": code,
                "name": district["name"],
                "eligible": eligible,
                "kits": kits.get(code, 0.0),
                **{name: _date(finish[:, place], share, facts) for name, share in _SHARES.items()},
                "p_on_time": float(on_time.mean()),
                "taken_by_deadline": float(taken[:, place].mean()),
                "share_by_deadline": float(taken[:, place].mean()) / eligible,
                "utilisation": busy.get(code, np.nan),
            }
        )
    table = pd.DataFrame(rows)
    table.insert(0, "scenario", ensemble.name)
    table["rank"] = table["share_by_deadline"].rank(method="first").astype(int)
    return table


def _per_day(replication: Replication, facts: Facts) -> NDArray[np.int64]:
    """Return the dossiers of one replication: days x districts."""
    return replication.tables["daily"]["taken"].reshape(-1, len(facts["districts"]))


def _taken_by_deadline(ensemble: Ensemble) -> NDArray[np.int64]:
    """Return dossiers before the deadline: replications x districts."""
    facts = ensemble.facts
    days = (date.fromisoformat(facts["deadline"]) - date.fromisoformat(facts["start"])).days
    return np.array([_per_day(each, facts)[:days].sum(axis=0) for each in ensemble.replications])


def _finish_days(ensemble: Ensemble) -> NDArray[np.float64]:
    """Return the day each district meets its target, NaN if never: replications x districts."""
    facts = ensemble.facts
    goals = np.array([needed(each["eligible"], facts) for each in facts["districts"]])
    finish = []
    for replication in ensemble.replications:
        reached = np.cumsum(_per_day(replication, facts), axis=0) >= goals
        finish.append(np.where(reached.any(axis=0), np.argmax(reached, axis=0) + 1.0, np.nan))
    return np.array(finish)


def _kits_at_deadline(ensemble: Ensemble) -> dict[str, float]:
    """Return the mean number of kits at each station at the deadline."""
    kits = ensemble.kits
    there = kits[kits["in_service"] < np.datetime64(ensemble.facts["deadline"], "s")]
    count = there.groupby("station", observed=False).size() / len(ensemble.replications)
    return {str(code): float(number) for code, number in count.items()}


def _date(days: NDArray[np.float64], share: float, facts: Facts) -> np.datetime64:
    """Return the date by which ``share`` of the replications have finished, or no date."""
    day = reached_by(days, share)
    if np.isnan(day):
        return np.datetime64("NaT", "s")
    return np.datetime64(facts["start"], "s") + np.timedelta64(int(day) - 1, "D")
