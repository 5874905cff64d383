"""Sizes against brute force: every number of kits, tried as often as it takes."""

from __future__ import annotations

from datetime import date

import pytest

from cccd_sim.analysis.intervals import proportion_interval
from cccd_sim.experiment.trials import Laboratory
from cccd_sim.planning.purchase import Purchase
from cccd_sim.planning.size_question import asked, goal_of
from cccd_sim.planning.sizing import size

pytestmark = pytest.mark.slow

TARGET, FLOOR = 0.95, 0.93
KITS = range(10)
BRUTE, TRUTH = 400, 1000

PROVINCES = {
    "as it is": {},
    "late and rare": {
        "demand": {"show_up": {"low": 0.8, "base": 0.87, "high": 0.95}},
        "supply": {"breakdown": {"mean_open_time": "900 min"}, "placement": "by_need"},
    },
    "slow": {
        "supply": {"deliveries": {"spring": {"kits": 1}}},
        "service": {
            "periods": {"office": {"dossiers_per_kit_day": {"low": 70, "base": 80, "high": 90}}}
        },
    },
}
"""What makes the small provinces differ."""


def province(tiny, name):
    return tiny.with_(name="small", **PROVINCES[name])


def goal(scenario):
    return goal_of(scenario, asked(TARGET, "dossier", None, None, None, None))


def on_time(scenario, kits, replications, seed):
    """Return how many of so many replications are on time with so many kits, all simulated."""
    purchase = Purchase(kits, None, date(2021, 3, 15))
    outcomes = Laboratory(seed).try_(purchase.case(scenario), range(1, replications + 1))
    return sum(goal(scenario).ahead(one) >= 0 for one in outcomes)


@pytest.mark.parametrize("name", PROVINCES)
def test_a_size_agrees_with_brute_force(tiny, name):
    scenario = province(tiny, name)
    met = {kits: on_time(scenario, kits, BRUTE, seed=1001) for kits in KITS}
    ends = {kits: proportion_interval(count, BRUTE) for kits, count in met.items()}
    too_few = [kits for kits in KITS if ends[kits].high < TARGET]
    enough = [kits for kits in KITS if ends[kits].low > TARGET]
    found = size(scenario, on_time=TARGET, ordered=date(2021, 3, 15), language="en").data
    assert found["state"] == "certified"
    if too_few and enough and max(too_few) + 1 == min(enough):
        assert found["kits"] == min(enough)
    assert ends[found["kits"]].high >= FLOOR
    assert not enough or found["kits"] <= min(enough)


@pytest.mark.slow(minutes=5)
def test_a_size_below_the_zone_is_certified_in_five_of_a_hundred_seeds_at_most(tiny):
    scenario = province(tiny, "late and rare")
    truth = {kits: on_time(scenario, kits, TRUTH, seed=1001) / TRUTH for kits in KITS}
    assert any(chance < FLOOR for chance in truth.values())
    sizes = []
    for seed in range(1, 101):
        found = size(scenario, ordered=date(2021, 3, 15), replications=120, seed=seed).data
        if found["state"] == "certified":
            sizes.append(min(found["kits"], max(KITS)))  # more are on time at least as often
    assert len(sizes) > 50
    assert sum(truth[kits] < FLOOR for kits in sizes) <= 5
