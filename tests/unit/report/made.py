"""Ensembles made by hand for charts: plausible campaigns without a simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from cccd_sim.results.ensemble import Ensemble, Replication

PROVINCE = [
    ("643", "Buôn Ma Thuột", 310100, 2, 1),
    ("644", "Buôn Hồ", 80479, 2, 2),
    ("645", "Ea H'leo", 108120, 0, 2),
    ("646", "Ea Súp", 55087, 0, 0),
    ("647", "Buôn Đôn", 51407, 1, 0),
    ("648", "Cư M'gar", 141845, 1, 1),
    ("649", "Krông Búk", 51650, 1, 2),
    ("650", "Krông Năng", 100945, 1, 3),
    ("651", "Ea Kar", 117454, 2, 3),
    ("652", "M'Đrắk", 55359, 2, 4),
    ("653", "Krông Bông", 70747, 4, 3),
    ("654", "Krông Pắc", 157703, 3, 3),
    ("655", "Krông Ana", 63821, 3, 1),
    ("656", "Lắk", 53889, 4, 2),
    ("657", "Cư Kuin", 81394, 3, 2),
]
"""Code, name, eligible residents, row and column of the tile."""


def facts(
    name: str = "promised-32-campaign",
    districts: list[tuple[str, str, int, int, int]] | None = None,
    title: tuple[str, str] = ("32 bộ như đã hứa, chiến dịch", "32 kits as promised, campaign"),
    target: float = 0.95,
    observed: bool = False,
) -> dict[str, Any]:
    """Return what charts must know of a scenario."""
    keys = ("code", "name", "eligible", "tile_row", "tile_col")
    places = [dict(zip(keys, row, strict=True)) for row in districts or PROVINCE]
    return {
        "name": name,
        "title": {"vi": title[0], "en": title[1]},
        "start": "2021-01-06",
        "deadline": "2021-07-01",
        "horizon": "2022-01-31",
        "after_deadline": "stop",
        "target_share": {"dossier": target},
        "eligible": sum(place["eligible"] for place in places),
        "districts": places,
        "stations": [
            {"code": place["code"], "name": {"vi": place["name"], "en": place["name"]}}
            for place in places
        ],
        "observed": observed,
    }


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
    """Days simulated."""

    reach: float = 0.985
    """Share of residents who can ever be reached."""


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
    taken = np.zeros((plan.days, len(eligible)), dtype=np.int64)
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
    return Replication(
        number, _tables(taken, rows, batches, eligible * known["target_share"]["dossier"])
    )


def _tables(
    taken: Any, rows: Any, batches: list[tuple[int, int]], goals: Any
) -> dict[str, dict[str, Any]]:
    """Return the tables, every column there, those no chart reads with stand-ins."""
    days, districts = taken.shape
    columns = np.array(rows).T
    places = columns[1].astype(np.int64)
    first = places == 0  # whole kits stand at the first station, to keep the sum exact
    kits = [day for day, size in batches for _ in range(size)]
    nothing = np.zeros(len(kits), dtype=np.int64)
    return {
        "daily": {
            "day": np.repeat(np.arange(1, days + 1), districts),
            "district": np.tile(np.arange(districts), days),
            "target": np.tile(goals // days, days).astype(np.int64),
            "summoned": taken.ravel(),
            "arrived": taken.ravel(),
            "taken": taken.ravel(),
        },
        "stations": {
            "day": columns[0].astype(np.int64),
            "station": places,
            "taken": columns[2].astype(np.int64),
            "kits_in_service": np.where(first, columns[3], 0).astype(np.int64),
            "kits_up_at_opening": np.where(first, columns[4], 0).astype(np.int64),
            "kit_utilisation": columns[5] / columns[6],
            "busy_minutes": columns[5],
            "open_kit_minutes": columns[6],
            **dict.fromkeys(
                ("waiting_at_close", "waiting_minutes_mean", "overtime_minutes"), columns[5] / 99
            ),
            "citizens_present": columns[2].astype(np.int64),
        },
        "kits": {
            "kit": np.array([f"kit-{each:02d}" for each in range(len(kits))]),
            "in_service": np.array([day if day <= days else 0 for day in kits]),
            "station": np.zeros(len(kits), dtype=np.int64),
            **dict.fromkeys(("ordered", "delivered", "breakdowns"), nothing),
            **dict.fromkeys(
                ("funder", "minutes_open", "minutes_up", "minutes_busy", "minutes_overtime"),
                nothing,
            ),
        },
    }
