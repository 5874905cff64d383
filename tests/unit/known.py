"""What charts and answers must know of a scenario, made by hand."""

from __future__ import annotations

from typing import Any

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

REACH = {
    "dossier": {"share": 0.97, "bound_by": "home_visits"},
    "sent": {"share": 0.97, "bound_by": "home_visits"},
    "produced": {"share": 0.33, "bound_by": "plant"},
    "in_hand": {"share": 0.31, "bound_by": "plant"},
}


def facts(
    name: str = "promised-32-campaign",
    districts: list[tuple[str, str, int, int, int]] | None = None,
    title: tuple[str, str] = ("32 bộ như đã hứa, chiến dịch", "32 kits as promised, campaign"),
    target: float = 0.95,
    observed: bool = False,
    after_deadline: str = "stop",
) -> dict[str, Any]:
    """Return what charts and answers must know of a scenario."""
    keys = ("code", "name", "eligible", "tile_row", "tile_col")
    known = districts or PROVINCE
    places = [dict(zip(keys, row, strict=True)) for row in known]
    rate = {"from": "2021-01-06", "dossiers_per_kit_day": 25.0, "rate_is": "observed"}
    return {
        "name": name,
        "title": {"vi": title[0], "en": title[1]},
        "start": "2021-01-06",
        "deadline": "2021-07-01",
        "horizon": "2022-01-31",
        "after_deadline": after_deadline,
        "target_share": {**dict.fromkeys(REACH, target), "in_hand": round(target - 0.05, 2)},
        "eligible": sum(place["eligible"] for place in places),
        "districts": places,
        "stations": [{"code": code, "name": {"vi": at, "en": at}} for code, at, *_ in known],
        "communes": [],
        "initial_kits": 2,
        "kits": 32,
        "rates": [rate] if observed else [],
        "observed": observed,
        "reach": REACH,
        "purchase_vnd": 0,
        "known_parameters": True,
        "unknown_parameters": 0,
        "drawn_together": 1,
        "cautions": [],
        "bridge": [
            {"step": "all kits from the first day", "dossiers": 1_900_000.0},
            {"step": "each kit from its planned date", "dossiers": 1_500_000.0},
        ],
    }
