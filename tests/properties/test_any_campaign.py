"""Whatever happens in a province: all laws hold, no count is negative, and plain SimPy agrees."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from properties.provinces import province
from replay import Notes, different_days

from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import ScenarioError
from cccd_sim.streams import Streams

FEW, MANY = range(60), range(60, 1_000)
SIGNED = ("commune", "station", "vnd", "unit_price")


@pytest.mark.parametrize("seed", FEW)
def test_a_campaign_keeps_the_laws_and_equals_plain_simpy(tiny, seed):
    check(tiny, seed)


@pytest.mark.slow(minutes=2)
@pytest.mark.timeout(1_800)
def test_many_campaigns_keep_the_laws_and_equal_plain_simpy(tiny):
    for seed in MANY:
        check(tiny, seed)


def check(tiny, seed):
    """Run a campaign in a generated province and live through it again with plain SimPy."""
    try:
        scenario = province(tiny, seed)
    except ScenarioError:
        return
    campaign = Campaign(scenario, Streams(1, seed))
    notes = Notes(campaign)
    tables = campaign.run().tables
    assert different_days(notes)[0] == [], f"seed {seed}"
    for name, columns in tables.items():
        for column, values in columns.items():
            if values.dtype.kind in "if" and column not in SIGNED:
                assert not (values < 0).any(), f"{name}.{column}, seed {seed}"


def test_the_generated_provinces_hold_everything(tiny):
    found: Counter[str] = Counter()
    for seed in FEW:
        try:
            scenario = province(tiny, seed)
        except ScenarioError:
            continue
        found["accepted"] += 1
        campaign = Campaign(scenario, Streams(1, seed))
        tables = campaign.run().tables
        kits, rows, daily = tables["kits"], tables["stations"], tables["daily"]
        found["teams"] += bool((rows["commune"] >= 0).any())
        found["moves"] += bool(kits["transfers"].any())
        found["loans"] += bool(kits["returned"].any())
        found["breakdowns"] += bool(kits["breakdowns"].any())
        found["no crew"] += bool(rows["kits_idle_no_crew"].any())
        found["crews of two"] += bool(scenario.service.periods["office"].desks_per_kit.shared)
        found["freezes"] += campaign.line.freezes
        for column in ("returnees", "recaptured", "home_visits"):
            found[column] += bool(daily[column].any())
        found["finished"] += bool(daily["taken"].sum() > 1_900)
        found["hardly begun"] += bool(np.sum(daily["taken"]) < 1_000)
    assert min(found.values()) > 5, found
