"""One replication of a country: its provinces one after the other, or in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from cccd_sim.campaign.country import joined
from cccd_sim.campaign.model import Campaign
from cccd_sim.results.ensemble import Columns, Replication
from cccd_sim.scenario.provinces import provinces_apart
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams


class Part(NamedTuple):
    """The campaign of one province, to be simulated."""

    scenario: Scenario
    streams: Streams


Each = Callable[
    [Callable[[Part], dict[str, Columns]], Sequence[Part]], Iterable[dict[str, Columns]]
]
"""What calls a function for one province after the other: ``map``, or something quicker."""


def run_country(scenario: Scenario, streams: Streams, each: Each = map) -> Replication:
    """Simulate a country whose parameters are settled, with the luck of one replication."""
    provinces = provinces_apart(scenario)
    parts = [
        Part(province, replace(streams, province=name)) for name, province in provinces.items()
    ]
    made = list(each(run_part, parts))
    return Replication(streams.replication, joined(scenario, list(provinces.values()), made))


def run_part(part: Part) -> dict[str, Columns]:
    """Return the tables of a province's campaign."""
    return Campaign(part.scenario, part.streams).run().tables
