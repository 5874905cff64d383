"""Districts and provinces for tests."""

from __future__ import annotations

from typing import Any

from cccd_sim.scenario.schema import Scenario


def district(code: str, eligible: int, **others: object) -> dict[str, object]:
    """Return a district at the provincial seat, as a scenario file lists it."""
    return {
        "code": code,
        "name": f"District {code}",
        "name_ascii": f"District {code}",
        "eligible": eligible,
        "road_km": 0,
        "tile_row": 0,
        "tile_col": 0,
        "age_14_19": 0.13,
        "age_20_39": 0.43,
        "age_40_59": 0.32,
        "age_60_79": 0.1,
        "age_80_plus": 0.02,
        **others,
    }


def commune(code: str, of: str, eligible: int, road_km: float = 0.0) -> dict[str, object]:
    """Return a commune of a district, as a scenario file lists it."""
    return {
        "code": code,
        "district": of,
        "name": f"Commune {code}",
        "name_ascii": f"Commune {code}",
        "eligible": eligible,
        "road_km": road_km,
    }


OFF = {"happens": False}
QUIET: dict[str, Any] = {
    "campaign": {"start": "2021-03-01", "deadline": "2021-03-22", "horizon": "2021-04-30"},
    "demand": {
        "districts": [district("1", 20_000), district("2", 20_000)],
        "show_up": 1.0,
        "walk_in_share": 0.0,
        "return_next_day": 1.0,
        "household_adults": 1.0,
        "home_visit_share": 0.0,
        "away": OFF,
        "records": {"ready": {"start": {"share": 1.0}, "end": {"share": 1.0}}},
    },
    "supply": {
        "without": ["provincial_station", "deliveries"],
        "initial_kits": 2,
        "initial_at": "districts",
        "placement": "proportional",
        "breakdown": OFF,
    },
    "service": {
        "without": ["stops"],
        "holidays": {"without": ["fair"]},
        "learning": OFF,
        "night": OFF,
        "crews": {"limited": False, "without": ["courses"]},
        "home_visits": OFF,
        "line": OFF,
        "periods": {
            "office": {
                "days": "every",
                "without": ["dossiers_per_kit_day"],
                "evening": {"length": "4 hours"},
            }
        },
    },
    "central": {
        "check": {"rework": 0.0},
        "plant": {"capacity": {"open": {"cards": 1_000_000}}},
        "collection": {"never": 0.0},
    },
}


def quiet(tiny: Scenario) -> Scenario:
    """Return a province where nothing is uncertain but services: tests turn one thing on.

    Two districts with a kit each, three weeks of office hours every day, everybody comes.
    """
    return tiny.with_(**QUIET)
