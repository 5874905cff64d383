"""The three regimes of 2021 come out of crews, desks, hours, records and learning.

A rate is the dossiers of all stations over the kits that are up and have a crew at opening. The
bands are what was published, the windows are those it was published of.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
from runs import run

from cccd_sim import clock
from cccd_sim.scenario.files import load_scenario

REPLICATIONS = 3
PILOT, OFFICE, CAMPAIGN = (f"validation/{name}" for name in ("pilot", "office-hours", "campaign"))
WINDOWS = {
    PILOT: (date(2021, 1, 6), date(2021, 2, 5)),
    OFFICE: (date(2021, 2, 17), date(2021, 3, 12)),  # after Tết
    CAMPAIGN: (date(2021, 4, 1), date(2021, 4, 30)),
}


def rate(name, **changes):
    """Return the rate of a scenario with some changes, the mean over some replications."""
    scenario = load_scenario(name).with_(**changes)
    first, last = (clock.day_number(scenario.campaign.start, day) for day in WINDOWS[name])
    found = []
    for replication in range(1, REPLICATIONS + 1):
        rows = run(scenario, replication)["stations"]
        here = (rows["day"] >= first) & (rows["day"] <= last)
        kits = rows["kits_up_at_opening"] - rows["kits_idle_no_crew"]
        found.append(rows["taken"][here].sum() / kits[here].sum())
    return np.mean(found)


@cache
def as_shipped(name):
    """Return the rate of a scenario as it is shipped."""
    return rate(name)


@pytest.mark.parametrize(
    ("name", "low", "high"), [(PILOT, 25, 35), (OFFICE, 100, 120), (CAMPAIGN, 350, 500)]
)
def test_a_regime_comes_out_of_its_mechanisms(name, low, high):
    assert low <= as_shipped(name) <= high


def records(share, *others):
    """Return a share of ready records that stays what it is; ``others`` are left out."""
    return {"records": {"ready": {"without": list(others), "start": {"share": share}}}}


def desks(period, **numbers):
    """Return a period with other desks for each kit, and officers enough."""
    return {"periods": {period: {"crew": {"officers": 8}, "desks_per_kit": numbers}}}


UNLIMITED = {"crews": {"limited": False}}
FASTER = {
    "pilot: records that are ready": (PILOT, {"demand": records(1.0)}, 1.5),
    "pilot: some records that are ready": (PILOT, {"demand": records(0.6)}, 1.2),
    "pilot: crews who know their work": (PILOT, {"service": {"learning": {"happens": False}}}, 1.2),
    "office: all records ready": (OFFICE, {"demand": records(1.0, "april", "june")}, 1.1),
    "office: crews who know": (OFFICE, {"service": {"learning": {"happens": False}}}, 1.1),
    "office: two desks at reception": (
        OFFICE,
        {"service": desks("office", reception=2, finishing=1) | UNLIMITED},
        1.1,
    ),
    "campaign: crews who know": (CAMPAIGN, {"service": {"learning": {"happens": False}}}, 1.03),
    "campaign: rested crews": (CAMPAIGN, {"service": {"night": {"happens": False}}}, 1.005),
    "campaign: no one is old": (
        CAMPAIGN,
        {"service": {"age_factors": {"age_60_79": 1, "age_80_plus": 1}}},
        1.03,
    ),
}
SLOWER = {
    "office: no record ready": (OFFICE, {"demand": records(0.0, "april", "june")}, 0.6),
    "campaign: one desk at reception": (
        CAMPAIGN,
        {"service": desks("campaign", reception=1, finishing=2)},
        0.95,
    ),
    "campaign: office hours": (
        CAMPAIGN,
        {"service": {"periods": {"campaign": {"hours": ["07:30-11:30", "13:30-17:30"]}}}},
        0.5,
    ),
}


@pytest.mark.parametrize("case", FASTER)
def test_without_what_slows_it_down_a_regime_is_faster(case):
    name, changes, by = FASTER[case]
    assert rate(name, **changes) > by * as_shipped(name)


@pytest.mark.parametrize("case", SLOWER)
def test_without_what_speeds_it_up_a_regime_is_slower(case):
    name, changes, by = SLOWER[case]
    assert rate(name, **changes) < by * as_shipped(name)
