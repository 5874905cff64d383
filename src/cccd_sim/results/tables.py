"""The tables of a run folder: their columns and what these mean, declared once."""

from __future__ import annotations

from cccd_sim.results.answer_tables import ANSWERING
from cccd_sim.results.simulated_tables import SIMULATED
from cccd_sim.results.table import MILESTONES, Table

__all__ = ["MILESTONES", "TABLES", "Table"]

TABLES: dict[str, Table] = {**SIMULATED, **ANSWERING}
"""Every table a run folder may hold, by file name."""
