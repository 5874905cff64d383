"""Procurement routes: the legal ways to a kit, with their limits and durations."""

from __future__ import annotations

from cccd_sim.scenario.fields import Given, Section, Title
from cccd_sim.scenario.kinds import Days, Money, Note


class Route(Section):
    """A way to obtain kits."""

    title: Title
    """What it is called."""
    law: Note
    """Articles it rests on."""
    limit: Given[Money] | None = None
    """Largest package the route may be used for. Left out: any."""
    contract: Given[Days]
    """From the order to the signed contract."""
    supply: Given[Days]
    """From the contract to the kits in the province."""
    commissioning: Given[Days]
    """From arrival to the first dossier: installation and training."""
