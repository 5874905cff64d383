"""Districts for tests."""

from __future__ import annotations


def district(code: str, eligible: int) -> dict[str, object]:
    """Return a district at the provincial seat, as a scenario file lists it."""
    return {
        "code": code,
        "name": f"District {code}",
        "name_ascii": f"District {code}",
        "eligible": eligible,
        "road_km": 0,
        "tile_row": 0,
        "tile_col": 0,
    }
