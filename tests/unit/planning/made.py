"""Ensembles made by hand, with the tables an answer is told from."""

from __future__ import annotations

from typing import Any

from unit.known import facts
from unit.made import campaign

from cccd_sim.analysis.districts import district_table
from cccd_sim.analysis.measures import measure, summarise
from cccd_sim.results.ensemble import Ensemble


def told(name: str = "promised-32-campaign", replications: int = 8, **how: Any) -> Ensemble:
    """Return an ensemble with its derived tables; ``how`` it goes as in ``Plan``."""
    known = facts(name, observed=how.pop("observed", False))
    made = campaign(known, replications, **how)
    measures = measure(made)
    derived = {"replications": measures, "summary": summarise(measures)}
    return Ensemble(known, 1, made.runs, {**derived, "districts": district_table(made)})


def rich(name: str = "rich", **how: Any) -> Ensemble:
    """Return a campaign that has kits, evenings and cards enough."""
    return told(name, kits=((1, 2), (51, 44)), plant=9.0, upload=900, **how)
