"""Ensembles the charts are tried on."""

from __future__ import annotations

import pytest
from unit.known import facts
from unit.made import campaign

from cccd_sim.results.ensemble import Ensemble


@pytest.fixture(scope="session")
def late() -> Ensemble:
    """A campaign that misses the target in most districts, simulated to the deadline."""
    return campaign(facts(), 5, rate=380)


@pytest.fixture(scope="session")
def ensembles(late: Ensemble) -> dict[str, Ensemble]:
    """Campaigns of every kind a chart must stand."""
    many = [(f"{700 + i}", f"Huyện số {i} tên dài", 30000 + 4000 * i, 0, 0) for i in range(45)]
    one = [("643", "Buôn Ma Thuột", 310100, 0, 0)]
    long = "a-name-" * 14 + "that-nobody-would-choose"
    return {
        "late": late,
        "on time": campaign(facts("on-time"), 5, kits=((1, 2), (51, 44))),
        "hopeless": campaign(facts("hopeless", observed=True), 5, kits=((1, 2),), rate=60, noise=0),
        "one run": campaign(facts("one-run"), 1),
        "one district": campaign(facts("one", one), 3, kits=((1, 2), (51, 8))),
        "beyond the deadline": campaign(
            facts("beyond", after_deadline="continue"), 5, kits=((1, 2), (90, 30)), days=391
        ),
        "cards on time": campaign(
            facts("cards"), 3, kits=((1, 2), (51, 44)), plant=9.0, upload=900, idle=3
        ),
        "many districts": campaign(facts(long, many, ("tỉnh " * 60, "big " * 60), 1.0), 3),
    }
