"""What any planner would agree with."""

from __future__ import annotations

import numpy as np
import pytest
from places import district
from runs import by_district, finished, run, total

from cccd_sim.scenario.files import load_scenario

A_STATION_EACH = {
    "initial_at": "districts",
    "initial_kits": 2,
    "deliveries": {"spring": {"to": {"11": 1, "12": 2}}},
}


@pytest.mark.parametrize("replication", range(1, 6))
def test_a_kit_added_in_one_district_leaves_every_other_district_as_it_was(tiny, replication):
    few = tiny.with_(supply=A_STATION_EACH, service={"stops": {"without": ["election"]}})
    more = few.with_(supply={"deliveries": {"spring": {"kits": 4, "to": {"11": 1, "12": 3}}}})
    before, after = run(few, replication), run(more, replication)
    for column in ("summoned", "arrived", "taken", "sent", "returnees", "recaptured"):
        assert (by_district(before, column)[:, 0] == by_district(after, column)[:, 0]).all()
    assert (by_district(before, "taken")[:, 1] != by_district(after, "taken")[:, 1]).any()
    here = before["stations"]["station"] == 0
    there = after["stations"]["station"] == 0
    for column in ("waiting_minutes_mean", "busy_minutes", "overtime_minutes", "sent_away"):
        np.testing.assert_array_equal(
            before["stations"][column][here], after["stations"][column][there]
        )


def test_the_same_citizens_have_the_same_luck_with_more_kits(tiny):
    few, _ = finished(tiny)
    lucky = few.citizens.pool.people[: few.citizens.drawn[0]].copy()
    many, _ = finished(tiny.with_(supply={"initial_kits": 3}))
    same = many.citizens.pool.people[: lucky.size]
    for field in ("word", "member", "kind", "reception", "capture", "finishing"):
        np.testing.assert_array_equal(lucky[field], same[field])


def test_more_kits_take_more_dossiers(quiet):
    more = quiet.with_(supply={"initial_kits": 4})
    assert total(run(more), "taken") == pytest.approx(2 * total(run(quiet), "taken"), rel=0.03)


def test_nobody_is_enrolled_while_all_stations_are_closed(tiny):
    tables = run(tiny)
    weekend_and_fair = [5, 6, 11, 12, 13, 19, 20]
    worked = by_district(tables, "taken").sum(axis=1) > 0
    assert not worked[weekend_and_fair].any()
    assert worked.sum() == 14


def test_breakdowns_cost_dossiers(quiet):
    breakdown = {"happens": True, "mean_open_time": "480 min"}
    frail = quiet.with_(supply={"breakdown": breakdown})
    pairs = [(total(run(frail, n), "taken"), total(run(quiet, n), "taken")) for n in range(1, 9)]
    assert all(broken < whole for broken, whole in pairs)
    assert np.mean([broken / whole for broken, whole in pairs]) < 0.85


def test_an_observed_rate_holds_breakdowns_and_no_shows_already(tiny):
    observed = tiny.with_(service={"periods": {"office": {"rate_is": "observed"}}})
    tables = run(observed)
    assert tables["kits"]["breakdowns"].sum() == 0
    assert tables["unserved"]["missed_summons"].sum() == 0


@pytest.mark.parametrize("replication", range(1, 6))
def test_citizens_add_up_to_the_register_at_the_deadline(tiny, replication):
    tables = run(tiny, replication)
    left = sum(column for name, column in tables["unserved"].items() if name != "district")
    taken = by_district(tables, "taken")[:21].sum(axis=0)
    assert (left + taken).tolist() == [district.eligible for district in tiny.demand.districts]


@pytest.mark.parametrize(("after", "last"), [("stop", 21), ("continue", 61)])
def test_stations_go_on_after_the_deadline_only_if_told(quiet, after, last):
    tables = run(quiet.with_(campaign={"after_deadline": after}))
    assert tables["stations"]["day"].max() == last
    assert tables["daily"]["day"].max() == 61, "the pipeline runs to the horizon"


def test_stations_can_stay_open_around_the_clock(quiet):
    scenario = quiet.with_(
        service={
            "night": {"happens": True},
            "periods": {"office": {"hours": ["00:00-24:00"], "dossiers_per_kit_day": 400}},
        }
    )
    tables = run(scenario)
    kit_days = tables["stations"]["kits_in_service"].sum()
    assert total(tables, "taken") == pytest.approx(400 * kit_days, rel=0.03)


def test_a_late_dossier_does_not_count_by_the_deadline():
    scenario = load_scenario("promised-32-campaign")
    tables = run(scenario)
    taken, last = by_district(tables, "taken").sum(axis=1), 176
    assert tables["unserved"]["in_service"].sum() == taken[last] > 0
    others = sum(total(tables, name) for name in ("returnees", "recaptured"))
    at_homes = total(tables, "home_visits")
    finished_at_stations = tables["stations"]["taken"].sum()
    of_refused_at_home = taken.sum() + others - finished_at_stations - at_homes
    assert 0 <= of_refused_at_home <= 0.1 * at_homes


def test_a_district_without_communes_is_its_own(quiet):
    one = quiet.with_(demand={"districts": [district("1", 3_000)]}, supply={"initial_kits": 1})
    campaign, _ = finished(one)
    assert campaign.places.citizens.tolist() == [3_000]
    assert campaign.places.commune_codes == ["1"]
