"""What is asked of one province and not of a country."""

from __future__ import annotations

from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.scenario.schema import Scenario


def refuse_a_country(scenario: Scenario) -> None:
    """Refuse a scenario of several provinces: each of them buys, places and is late by itself."""
    if names := scenario.demand.provinces:
        raise UsageError(
            N_(
                "{scenario} is a country of {provinces} provinces: only run, compare and report "
                "take one, without --events and --trace; ask about a scenario of one province"
            ),
            scenario=scenario.name,
            provinces=len(names),
        )
