"""The arithmetic that is known beforehand (`docs/model.md`, the bridge)."""

from __future__ import annotations

import pytest

from cccd_sim.planning.capacity import bridge, rate_needed
from cccd_sim.scenario.files import load_scenario

EVERY_DAY_BUT_TET = {
    "service.periods.office.days": "every",
    "service.periods.office.closed": ["tet"],
}


def steps(name, **overrides):
    return [step["dossiers"] for step in bridge(load_scenario(name, overrides))]


def test_two_kits_in_118_office_days():
    assert steps("directive-2-kits") == pytest.approx([5_900] * 3)
    assert steps("two-kits-50-per-kit") == pytest.approx([11_800] * 3)


def test_32_kits_from_day_one_in_office_hours():
    assert steps("promised-32-office-hours")[0] == pytest.approx(415_360)


def test_32_kits_on_every_day_but_tet():
    assert steps("promised-32-office-hours", **EVERY_DAY_BUT_TET)[0] == pytest.approx(594_880)


@pytest.fixture
def all_from_15_march():
    return {
        "campaign.start": "2021-03-15",
        "supply.initial_kits": 32,
        "supply.initial_at": "districts",
        "supply.deliveries.february.kits": 0,
        "supply.deliveries.february.in_service": "2021-03-15",
        "supply.deliveries.march.kits": 0,
    }


def test_32_kits_from_15_march_without_bound(all_from_15_march):
    assert steps("promised-32-campaign", **all_from_15_march)[:2] == pytest.approx([1_451_520] * 2)


def test_32_kits_placed_proportionally_and_bounded_by_each_district(all_from_15_march):
    found = steps("promised-32-campaign", **all_from_15_march)[2]
    assert found == pytest.approx(1_385_934, abs=1)


def test_two_in_each_district_bounded_by_its_citizens(all_from_15_march):
    alone = {**all_from_15_march, "supply.initial_kits": 30, "supply.placement": "two_per_unit"}
    alone["supply.initial_at"] = "provincial_station"
    alone["supply.initial_kits"] = 0
    alone["supply.deliveries.february.kits"] = 30
    names = [d.code for d in load_scenario("promised-32-campaign").demand.districts]
    alone["supply.deliveries.february.to"] = dict.fromkeys(names, 2)
    assert steps("promised-32-campaign", **alone)[2] == pytest.approx(1_108_153, abs=1)


def test_the_rate_that_would_be_needed():
    assert rate_needed(1_500_000, 32, 108) == pytest.approx(434, abs=0.5)
