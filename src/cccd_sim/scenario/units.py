"""Units: in which each kind of value is told."""

from __future__ import annotations

from typing import Any

from cccd_sim.scenario.fields import Given

UNITS = {
    "Share": "share",
    "Days": "days",
    "SignedDays": "days",
    "WorkingDays": "days",
    "Minutes": "minutes",
    "Rate": "dossiers per kit-day",
    "Money": "VND",
    "Speed": "km/h",
    "PerTenThousand": "per 10,000 citizens",
    "Cards": "cards a day",
    "Dossiers": "dossiers",
    "Ratio": "ratio",
    "Factor": "ratio",
    "Multiple": "ratio",
}
"""Units by the kind of a value; all other kinds are counts."""


def unit_of(given: Given[Any]) -> str:
    """Return the unit of a number with its origin."""
    kind = type(given).model_fields["value"].metadata[0]
    return UNITS.get(kind.name, "count")
