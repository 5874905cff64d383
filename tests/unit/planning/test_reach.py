"""How far arithmetic alone lets each milestone come."""

from __future__ import annotations

import pytest

from cccd_sim.planning.reach import passed_by_deadline, reach
from cccd_sim.scenario.files import load_scenario


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("promised-32-campaign")


def test_no_scenario_has_more_cards_than_the_plant_makes_before_the_deadline(campaign):
    made = passed_by_deadline(campaign)["plant"]
    assert made <= 4 * 300 + 122 * 3900
    assert reach(campaign)["in_hand"]["bound_by"] == "plant"


def test_more_kits_than_evenings_are_bounded_by_upload(campaign):
    evenings = {"officers_per_kit": 0.5}
    tired = campaign.with_(service={"periods": {"campaign": {"evening": evenings}}})
    assert reach(tired)["sent"]["bound_by"] == "upload"
    assert reach(tired)["sent"]["share"] < reach(campaign)["sent"]["share"]
    assert reach(tired)["dossier"] == reach(campaign)["dossier"]


def test_kits_bound_the_dossiers_where_there_are_too_few():
    found = reach(load_scenario("directive-2-kits"))
    assert found["dossier"] == {"share": pytest.approx(5900 / 1_500_000), "bound_by": "kits"}


def test_cards_nobody_collects_bound_what_else_would_be_whole():
    plenty = load_scenario("purchase-open-tender").with_(
        central={"plant": {"share": 1.0}, "return_days": 0, "check": {"days": 0}}
    )
    found = reach(plenty)
    assert found["produced"] == {"share": 1, "bound_by": "nothing"}
    assert found["in_hand"] == {"share": pytest.approx(0.97), "bound_by": "collect"}


def test_people_who_are_never_visited_are_never_reached():
    plenty = load_scenario("purchase-open-tender").with_(
        service={"home_visits": {"happens": False}}
    )
    found = reach(plenty)["dossier"]
    assert found == {"share": pytest.approx(1 - 0.015), "bound_by": "home_visits"}


def test_what_is_sent_in_the_last_days_is_still_being_checked(campaign):
    passed = passed_by_deadline(campaign)
    assert 0 < passed["upload"] - passed["check"] < 5 * 32 * 360


def test_stages_only_lose(campaign):
    counts = list(passed_by_deadline(campaign).values())
    assert counts == sorted(counts, reverse=True)
    shares = [one["share"] for one in reach(campaign).values()]
    assert shares == sorted(shares, reverse=True)


def test_a_lent_kit_counts_until_it_goes_back():
    lent = load_scenario("borrowed-kits")
    (loan,) = [name for name, one in lent.supply.deliveries.items() if one.until]
    shorter = lent.with_(supply={"deliveries": {loan: {"until": "2021-05-01"}}})
    assert passed_by_deadline(shorter)["kits"] <= passed_by_deadline(lent)["kits"]
    without = load_scenario("promised-32-campaign")
    assert passed_by_deadline(lent)["kits"] >= passed_by_deadline(without)["kits"]
