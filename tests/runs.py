"""Run a scenario once and look at its tables."""

from __future__ import annotations

from typing import Any

import numpy as np

from cccd_sim.campaign.model import Campaign
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Tables = dict[str, dict[str, Any]]


def run(scenario: Scenario, replication: int = 1) -> Tables:
    """Return the tables of one replication."""
    return finished(scenario, replication)[1]


def finished(scenario: Scenario, replication: int = 1) -> tuple[Campaign, Tables]:
    """Return a campaign that has been run, and its tables."""
    campaign = Campaign(scenario, Streams(1, replication))
    return campaign, campaign.run().tables


def by_district(tables: Tables, column: str) -> np.ndarray:
    """Return a column of ``daily`` as (day, district)."""
    daily = tables["daily"]
    return daily[column].reshape(-1, daily["district"].max() + 1)


def total(tables: Tables, column: str) -> int:
    """Return the sum of a column of ``daily`` over all days and districts."""
    return int(tables["daily"][column].sum())


def at(tables: Tables, station: int, column: str) -> np.ndarray:
    """Return a column of ``stations`` of one station, by open day."""
    rows = tables["stations"]
    return rows[column][rows["station"] == station]


def mean_of(scenario: Scenario, column: str, replications: int = 5) -> float:
    """Return the mean of a column's total over replications."""
    return float(np.mean([total(run(scenario, n), column) for n in range(1, replications + 1)]))
