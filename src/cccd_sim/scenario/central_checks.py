"""Checks of what happens after the station."""

from __future__ import annotations

from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, days_differ


def plant_rates_differ(parts: Parts) -> Findings:
    """Check that no two rates of the plant hold from the same day."""
    capacity = parts.central.plant.capacity
    begin = {name: rate.from_ for name, rate in capacity.items()}
    yield from days_differ(begin, ("central", "plant", "capacity"), "from")


def rework_ends(parts: Parts) -> Findings:
    """Check that not every dossier is sent back, again and again."""
    if parts.central.check.rework.value >= 1:
        message = N_("every dossier would be sent back for ever; write less than 1")
        yield Contradiction(("central", "check", "rework"), message, {})
