"""Ensembles made by hand, small enough to count on one's fingers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.results.ensemble import Columns, Ensemble, Replication

Counts = NDArray[np.int64]

FACTS: dict[str, Any] = {
    "name": "made-up",
    "title": {"vi": "Thử", "en": "Made up"},
    "start": "2021-01-06",
    "deadline": "2021-01-09",
    "horizon": "2021-01-10",
    "after_deadline": "continue",
    "target_share": {"dossier": 0.9, "sent": 0.9, "produced": 0.9, "in_hand": 0.5},
    "eligible": 200,
    "districts": [
        {"code": "1", "name": "Một", "name_ascii": "Mot", "eligible": 100},
        {"code": "2", "name": "Hai", "name_ascii": "Hai", "eligible": 100},
    ],
    "stations": [
        {"code": "1", "name": {"vi": "Một", "en": "Một"}},
        {"code": "2", "name": {"vi": "Hai", "en": "Hai"}},
        {"code": "66", "name": {"vi": "Tỉnh", "en": "Province"}},
        {"code": "2-L", "name": {"vi": "Tổ lưu động Hai", "en": "Mobile, Hai"}, "district": "2"},
    ],
    "communes": [{"code": "21", "name": "Xã Hai", "district": "2"}],
    "initial_kits": 2,
    "kits": 2,
    "rates": [{"from": "2021-01-06", "dossiers_per_kit_day": 25.0, "rate_is": "observed"}],
    "observed": True,
}


def replication(number: int, taken: list[list[int]]) -> Replication:
    """Return a replication; ``taken`` is days x districts, from 6 January on.

    What is taken is sent the next day, half of that is produced the day after and in hand at
    once.
    """
    counts = np.array(taken, np.int64)
    nobody = np.zeros_like(counts[:1])
    sent = np.vstack([nobody, counts])[:-1]
    cards = np.vstack([nobody, sent // 2])[:-1]
    tables = {
        "daily": _daily(counts, sent, cards),
        "pipeline": _pipeline(counts.sum(axis=1), sent.sum(axis=1), cards.sum(axis=1)),
        "stations": _stations(),
        "kits": _kits(),
        "unserved": _unserved(),
    }
    return Replication(number, tables)


def _daily(counts: Counts, sent: Counts, cards: Counts) -> Columns:
    """Return the ``daily`` table of counts by day and district."""
    days, districts = counts.shape
    nothing = np.zeros(counts.size, np.int64)
    return {
        "day": np.repeat(np.arange(1, days + 1), districts),
        "district": np.tile(np.arange(districts), days),
        "target": nothing,
        "summoned": nothing,
        "arrived": nothing,
        "taken": counts.ravel(),
        "sent": sent.ravel(),
        "produced": cards.ravel(),
        "in_hand": cards.ravel(),
        "returnees": nothing + 1,
        "recaptured": nothing + 2,
        "home_visits": nothing,
    }


def _pipeline(total: Counts, sent: Counts, cards: Counts) -> Columns:
    """Return the ``pipeline`` table of counts by day."""
    days, none = total.size, np.zeros(total.size)
    return {
        "day": np.arange(1, days + 1),
        "taken": total,
        "uploaded": total,
        "accepted": sent,
        "refused": none,
        "produced": cards,
        "collected": cards,
        "waiting_upload": none,
        "in_check": total,
        "waiting_plant": np.cumsum(sent - cards),
        "returning": none + 3,
        "uncollected": none + 4,
        "upload_capacity": none + 300,
        "plant_capacity": none + 10,
        "upload_wait_days": none,
        "plant_wait_days": none + 1,
    }


def _stations() -> Columns:
    """Return the ``stations`` table."""
    return {
        "day": np.array([1, 2, 4]),
        "station": np.array([0, 2, 0]),
        "taken": np.array([10, 30, 5]),
        "waiting_at_close": np.array([0, 1, 0]),
        "kits_in_service": np.array([1, 1, 1]),
        "kits_up_at_opening": np.array([1, 1, 0]),
        "kits_idle_no_crew": np.array([1, 0, 5]),
        "kit_utilisation": np.array([0.5, 0.25, np.nan]),
        "waiting_minutes_mean": np.array([4.0, 8.0, 99.0]),
        "overtime_minutes": np.array([10.0, 0.0, 0.0]),
        "citizens_present": np.array([10, 30, 5]),
        "sent_away": np.array([0, 0, 0]),
        "waiting_upload": np.array([0, 0, 0]),
        "commune": np.array([-1, -1, -1]),
        "busy_minutes": np.array([250.0, 120.0, 480.0]),
        "open_kit_minutes": np.array([480.0, 480.0, 480.0]),
        "officers": np.array([3, 3, 3]),
        "officer_minutes": np.array([1470.0, 1440.0, 1440.0]),
        "kits_visiting": np.array([0, 0, 0]),
        "kilometres": np.array([0.0, 0.0, 0.0]),
    }


def _kits() -> Columns:
    """Return the ``kits`` table."""
    return {
        "kit": np.array(["initial-1", "late-1"]),
        "funder": np.array(["central", "loan"]),
        "ordered": np.array([0, 1]),
        "delivered": np.array([1, 4]),
        "in_service": np.array([1, 4]),
        "returned": np.array([0, 0]),
        "station": np.array([2, -1]),
        "minutes_open": np.array([480.0, 0.0]),
        "minutes_up": np.array([400.0, 0.0]),
        "minutes_busy": np.array([120.0, 0.0]),
        "minutes_overtime": np.array([0.0, 0.0]),
        "minutes_idle_no_crew": np.array([0.0, 0.0]),
        "breakdowns": np.array([1, 0]),
        "transfers": np.array([0, 0]),
        "spare": np.array([0, 0]),
    }


def _unserved() -> Columns:
    """Return the ``unserved`` table."""
    return {
        "district": np.array([0, 1]),
        "not_summoned": np.array([1, 2]),
        "missed_summons": np.array([3, 4]),
        "waiting": np.array([5, 6]),
        "correction": np.array([7, 8]),
        "home_visit": np.array([9, 10]),
        "in_service": np.array([0, 1]),
    }


def ensemble(*taken: list[list[int]]) -> Ensemble:
    """Return an ensemble, one replication for each argument."""
    made = tuple(replication(number, each) for number, each in enumerate(taken, start=1))
    return Ensemble(FACTS, 1, made)
