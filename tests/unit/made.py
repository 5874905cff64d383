"""Ensembles made by hand: plausible campaigns by simple arithmetic, without a simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from cccd_sim.results.ensemble import Columns, Ensemble, Replication

HORIZON = 391
"""Days simulated."""


@dataclass(frozen=True)
class Plan:
    """How a made campaign goes."""

    rate: float = 420.0
    """Dossiers per kit and day of the campaign; before it a quarter."""

    kits: tuple[tuple[int, int], ...] = ((1, 2), (51, 24), (69, 6))
    """Day and size of each batch."""

    opens: int = 69
    """First day of the campaign."""

    week: int = 7
    """Days of the week then worked, from Monday; before it five."""

    noise: float = 0.04
    """Spread of luck; 0 makes all replications equal."""

    days: int = 176
    """Days stations work."""

    reach: float = 0.985
    """Share of residents who can ever be reached."""

    upload: float = 360.0
    """Dossiers sent per kit and evening of the campaign; before it half."""

    plant: float = 1.0
    """Cards made for the province, over those of 2021."""

    idle: int = 0
    """Kits without a crew."""


def campaign(known: dict[str, Any], replications: int = 30, **how: Any) -> Ensemble:
    """Return an ensemble in which kits arrive in batches and work at a rate."""
    plan = Plan(**how)
    runs = (_replication(known, each, plan) for each in range(1, replications + 1))
    return Ensemble(known, 1, tuple(runs))


def _replication(known: dict[str, Any], number: int, plan: Plan) -> Replication:
    luck, noise = np.random.default_rng(number), plan.noise
    eligible = np.array([place["eligible"] for place in known["districts"]])
    weight = eligible**0.9 / (eligible**0.9).sum()
    delays = [0 if day == 1 else round(luck.normal(0, 120 * noise)) for day, _ in plan.kits]
    batches = [
        (max(day + late, 1), size) for (day, size), late in zip(plan.kits, delays, strict=True)
    ]
    left = np.floor(eligible * plan.reach)
    pace = 1 + noise * luck.normal(size=len(eligible))
    taken = np.zeros((HORIZON, len(eligible)), dtype=np.int64)
    rows: list[tuple[float, ...]] = []
    for index in range(plan.days):
        day = date.fromisoformat(known["start"]) + timedelta(days=index)
        festive = date(2021, 2, 10) <= day <= date(2021, 2, 16)
        busy_season = index + 1 >= plan.opens
        if festive or day.weekday() >= (plan.week if busy_season else 5):
            continue
        have = sum(size for start, size in batches if start <= index + 1)
        up = max(have - luck.poisson(have * noise), 1) if noise else have
        could = up * weight * (plan.rate if busy_season else plan.rate / 4) * pace
        could = could * (1 + noise * luck.normal(size=len(eligible)))
        done = np.floor(np.minimum(np.maximum(could, 0), left * 0.2 + 30).clip(max=left))
        left -= done
        taken[index] = done
        minutes = 1080.0 if busy_season else 480.0
        for place, count in enumerate(done):
            open_minutes = minutes * up * weight[place]
            busy = open_minutes * min(0.93, count / max(could[place], 1e-9))
            rows.append((index + 1, place, count, have, up, busy, open_minutes))
    goals = eligible * known["target_share"]["dossier"]
    later = _later(taken, batches, plan)
    tables = {
        "daily": _daily(taken, later, goals // plan.days),
        "stations": _stations(np.array(rows).T, plan),
        "pipeline": _pipeline(taken, later),
        "kits": _kits(batches),
        "unserved": _unserved(left + eligible - np.floor(eligible * plan.reach)),
    }
    return Replication(number, tables)


def _later(taken: Any, batches: list[tuple[int, int]], plan: Plan) -> dict[str, Any]:
    """Return dossiers and cards up to each day behind the station, and what each day could do."""
    days = np.arange(1, HORIZON + 1)
    have = np.array([sum(size for start, size in batches if start <= day) for day in days])
    upload = have * np.where(days >= plan.opens, plan.upload, plan.upload / 2)
    dates = [date(2021, 1, 6) + timedelta(days=index) for index in range(HORIZON)]
    steps = {"2021-02-25": 300, "2021-03-01": 3900, "2021-07-01": 8100, "2021-10-01": 13500}
    plant = np.zeros(HORIZON)
    for begins, cards in steps.items():
        plant[[day >= date.fromisoformat(begins) for day in dates]] = cards * plan.plant
    sent = _limited(np.cumsum(taken.sum(axis=1)), upload)
    accepted = _after(sent, 2)
    produced = _limited(accepted, plant)
    back = _after(produced, 3)
    found = {"uploaded": sent, "accepted": accepted, "produced": produced, "back": back}
    collected = np.floor(0.97 * _after(back, 5))
    return {**found, "collected": collected, "upload": upload, "plant": plant}


def _limited(coming: Any, capacity: Any) -> Any:
    """Return how many are through up to each day, at most so many a day."""
    through, done = np.zeros(len(coming)), 0.0
    for index, (there, most) in enumerate(zip(coming, capacity, strict=True)):
        done = min(float(there), done + float(np.floor(most)))
        through[index] = done
    return through


def _after(counts: Any, days: int) -> Any:
    """Return the counts so many days later."""
    return np.concatenate([np.zeros(days), counts[:-days]])


def _daily(taken: Any, later: dict[str, Any], due: Any) -> Columns:
    """Return the ``daily`` table: districts pass every later stage in the order of dossiers."""
    days, districts = taken.shape
    whole, each = np.cumsum(taken.sum(axis=1)), np.cumsum(taken, axis=0)

    def passed(stage: str) -> Any:
        counts = [np.floor(np.interp(later[stage], whole, one)) for one in each.T]
        return np.diff(np.array(counts).T, axis=0, prepend=0).astype(np.int64).ravel()

    nothing = np.zeros(days * districts, np.int64)
    return {
        "day": np.repeat(np.arange(1, days + 1), districts),
        "district": np.tile(np.arange(districts), days),
        "target": np.tile(due, days).astype(np.int64),
        **dict.fromkeys(("summoned", "arrived", "taken"), taken.ravel()),
        "sent": passed("accepted"),
        "produced": passed("produced"),
        "in_hand": passed("collected"),
        **dict.fromkeys(("returnees", "recaptured", "home_visits"), nothing),
    }


def _pipeline(taken: Any, later: dict[str, Any]) -> Columns:
    """Return the ``pipeline`` table."""
    total = np.cumsum(taken.sum(axis=1)).astype(float)
    stages = [total, *(later[name] for name in ("uploaded", "accepted", "produced", "back"))]
    stages.append(later["collected"])
    queues = ("waiting_upload", "in_check", "waiting_plant", "returning", "uncollected")
    flows = {"taken": total, **{name: later[name] for name in ("uploaded", "accepted", "produced")}}
    flows["collected"] = later["collected"]
    days = len(total)
    return {
        "day": np.arange(1, days + 1),
        **{name: np.diff(counts, prepend=0) for name, counts in flows.items()},
        "refused": np.zeros(days),
        **{name: stages[at] - stages[at + 1] for at, name in enumerate(queues)},
        "upload_capacity": later["upload"],
        "plant_capacity": later["plant"],
        "upload_wait_days": np.zeros(days),
        "plant_wait_days": np.zeros(days),
    }


def _stations(columns: Any, plan: Plan) -> Columns:
    """Return the ``stations`` table; whole kits stand at the first station, to keep the sum."""
    places, nothing = columns[1].astype(np.int64), np.zeros(columns.shape[1], np.int64)
    first = places == 0
    return {
        "day": columns[0].astype(np.int64),
        "station": places,
        "taken": columns[2].astype(np.int64),
        "kits_in_service": np.where(first, columns[3], 0).astype(np.int64),
        "kits_up_at_opening": np.where(first, columns[4], 0).astype(np.int64),
        "kits_idle_no_crew": np.where(first, plan.idle, 0),
        "kit_utilisation": columns[5] / columns[6],
        "busy_minutes": columns[5],
        "open_kit_minutes": columns[6],
        "officers": columns[3].astype(np.int64) * 7,
        "officer_minutes": columns[6] * 7,
        "kits_visiting": np.zeros(columns[3].size, np.int64),
        "kilometres": np.zeros(columns[3].size),
        **dict.fromkeys(("waiting_minutes_mean", "overtime_minutes"), columns[5] / 99),
        "citizens_present": columns[2].astype(np.int64),
        **dict.fromkeys(("waiting_at_close", "sent_away", "waiting_upload"), nothing),
        "commune": nothing - 1,
    }


def _kits(batches: list[tuple[int, int]]) -> Columns:
    """Return the ``kits`` table."""
    kits = [day for day, size in batches for _ in range(size)]
    nothing = np.zeros(len(kits), dtype=np.int64)
    names = np.array([f"kit-{each:02d}" for each in range(len(kits))])
    days = ("ordered", "delivered", "returned", "station", "breakdowns", "transfers", "spare")
    minutes = ("minutes_open", "minutes_up", "minutes_busy", "minutes_overtime")
    return {
        "kit": names,
        "funder": np.full(len(kits), "central"),
        "in_service": np.array(kits, dtype=np.int64),
        **dict.fromkeys((*days, *minutes, "minutes_idle_no_crew"), nothing),
    }


def _unserved(left: Any) -> Columns:
    """Return the ``unserved`` table."""
    left = left.astype(np.int64)
    shares = {"missed_summons": 0.2, "waiting": 0.0, "correction": 0.03, "home_visit": 0.1}
    apart = {name: np.floor(left * share).astype(np.int64) for name, share in shares.items()}
    return {
        "district": np.arange(len(left)),
        "not_summoned": left - sum(apart.values()),
        **apart,
        "in_service": np.zeros(len(left), np.int64),
    }
