"""Ensembles made by hand, small enough to count on one's fingers."""

from __future__ import annotations

from typing import Any

import numpy as np

from cccd_sim.results.ensemble import Ensemble, Replication

FACTS: dict[str, Any] = {
    "name": "made-up",
    "title": {"vi": "Thử", "en": "Made up"},
    "start": "2021-01-06",
    "deadline": "2021-01-09",
    "horizon": "2021-01-10",
    "after_deadline": "continue",
    "target_share": {"dossier": 0.9},
    "eligible": 200,
    "districts": [
        {"code": "1", "name": "Một", "name_ascii": "Mot", "eligible": 100},
        {"code": "2", "name": "Hai", "name_ascii": "Hai", "eligible": 100},
    ],
    "stations": [
        {"code": "1", "name": {"vi": "Một", "en": "Một"}},
        {"code": "2", "name": {"vi": "Hai", "en": "Hai"}},
        {"code": "66", "name": {"vi": "Tỉnh", "en": "Province"}},
    ],
    "initial_kits": 2,
    "kits": 2,
    "rates": [{"from": "2021-01-06", "dossiers_per_kit_day": 25.0, "rate_is": "observed"}],
    "observed": True,
}


def replication(number: int, taken: list[list[int]]) -> Replication:
    """Return a replication; ``taken`` is days x districts, from 6 January on."""
    days, districts = len(taken), len(taken[0])
    nothing = np.zeros(days * districts, np.int64)
    return Replication(
        number,
        {
            "daily": {
                "day": np.repeat(np.arange(1, days + 1), districts),
                "district": np.tile(np.arange(districts), days),
                "target": nothing,
                "summoned": nothing,
                "arrived": nothing,
                "taken": np.array(taken, np.int64).ravel(),
            },
            "stations": {
                "day": np.array([1, 2, 4]),
                "station": np.array([0, 2, 0]),
                "taken": np.array([10, 30, 5]),
                "waiting_at_close": np.array([0, 1, 0]),
                "kits_in_service": np.array([1, 1, 1]),
                "kits_up_at_opening": np.array([1, 1, 0]),
                "kit_utilisation": np.array([0.5, 0.25, np.nan]),
                "waiting_minutes_mean": np.array([4.0, 8.0, 99.0]),
                "overtime_minutes": np.array([10.0, 0.0, 0.0]),
                "citizens_present": np.array([10, 30, 5]),
                "busy_minutes": np.array([250.0, 120.0, 480.0]),
                "open_kit_minutes": np.array([480.0, 480.0, 480.0]),
            },
            "kits": {
                "kit": np.array(["initial-1", "late-1"]),
                "funder": np.array(["central", "loan"]),
                "ordered": np.array([0, 1]),
                "delivered": np.array([1, 4]),
                "in_service": np.array([1, 4]),
                "station": np.array([2, -1]),
                "minutes_open": np.array([480.0, 0.0]),
                "minutes_up": np.array([400.0, 0.0]),
                "minutes_busy": np.array([120.0, 0.0]),
                "minutes_overtime": np.array([0.0, 0.0]),
                "breakdowns": np.array([1, 0]),
            },
            "unserved": {
                "district": np.array([0, 1]),
                "not_summoned": np.array([1, 2]),
                "missed_summons": np.array([3, 4]),
                "waiting": np.array([5, 6]),
                "in_service": np.array([0, 1]),
            },
        },
    )


def ensemble(*taken: list[list[int]]) -> Ensemble:
    """Return an ensemble, one replication for each argument."""
    made = tuple(replication(number, each) for number, each in enumerate(taken, start=1))
    return Ensemble(FACTS, 1, made)
