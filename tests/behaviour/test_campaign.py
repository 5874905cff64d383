"""What any planner would agree with."""

from __future__ import annotations

import numpy as np
import pytest
from places import district

from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import BrokenLawError
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams

ONE_STATION_EACH = {
    "initial_at": "districts",
    "initial_kits": 2,
    "deliveries": {"spring": {"to": {"11": 1, "12": 2}}},
}


def run(scenario, replication=1):
    """Return the tables of one replication."""
    return Campaign(scenario, Streams(1, replication)).run().tables


def by_district(tables, column):
    """Return a column of ``daily`` as (day, district)."""
    daily = tables["daily"]
    return daily[column].reshape(-1, daily["district"].max() + 1)


@pytest.mark.parametrize("replication", range(1, 6))
def test_a_kit_added_in_one_district_leaves_every_other_district_as_it_was(tiny, replication):
    few = tiny.with_(supply=ONE_STATION_EACH)
    more = few.with_(supply={"deliveries": {"spring": {"kits": 4, "to": {"11": 1, "12": 3}}}})
    before, after = run(few, replication), run(more, replication)
    for column in ("summoned", "arrived", "taken"):
        assert (by_district(before, column)[:, 0] == by_district(after, column)[:, 0]).all()
    assert (by_district(before, "taken")[:, 1] != by_district(after, "taken")[:, 1]).any()
    here = before["stations"]["station"] == 0
    there = after["stations"]["station"] == 0
    for column in ("waiting_minutes_mean", "busy_minutes", "overtime_minutes"):
        np.testing.assert_array_equal(
            before["stations"][column][here], after["stations"][column][there]
        )


def test_the_same_citizens_have_the_same_luck_with_more_kits(tiny):
    few, many = (
        Campaign(tiny, Streams(1, 1)),
        Campaign(tiny.with_(supply={"initial_kits": 3}), Streams(1, 1)),
    )
    few.run()
    lucky = few.citizens.pool.people[: few.citizens.drawn[0]].copy()
    many.run()
    same = many.citizens.pool.people[: lucky.size]
    for field in ("word", "reception", "capture", "finishing"):
        np.testing.assert_array_equal(lucky[field], same[field])


def test_more_kits_take_more_dossiers(tiny):
    long = tiny.with_(demand={"districts": [district("11", 50_000)]})
    few = long.with_(supply={"provincial_station": {"host": "11"}})
    more = few.with_(supply={"initial_kits": 3})
    assert run(more)["daily"]["taken"].sum() > run(few)["daily"]["taken"].sum()


def test_nobody_is_enrolled_while_all_stations_are_closed(tiny):
    tables = run(tiny)
    weekend_and_fair = [5, 6, 11, 12, 13, 19, 20]
    worked = by_district(tables, "taken").sum(axis=1) > 0
    assert not worked[weekend_and_fair].any()
    assert worked.sum() == 14


def test_breakdowns_cost_dossiers(tiny):
    busy = tiny.with_(
        demand={"districts": [district("11", 50_000)]},
        supply={"provincial_station": {"host": "11"}, "breakdown": {"mean_open_time": "240 min"}},
    )
    sound = busy.with_(supply={"breakdown": {"happens": False}})
    pairs = [
        (run(busy, n)["daily"]["taken"].sum(), run(sound, n)["daily"]["taken"].sum())
        for n in range(1, 9)
    ]
    assert np.mean([broken for broken, _ in pairs]) < 0.95 * np.mean([whole for _, whole in pairs])


def test_an_observed_rate_holds_breakdowns_and_no_shows_already(tiny):
    observed = tiny.with_(service={"periods": {"office": {"rate_is": "observed"}}})
    tables = run(observed)
    assert tables["kits"]["breakdowns"].sum() == 0
    assert tables["unserved"]["missed_summons"].sum() == 0


def test_citizens_add_up_to_the_register_at_the_deadline(tiny):
    tables = run(tiny)
    left = sum(
        tables["unserved"][name]
        for name in ("not_summoned", "missed_summons", "waiting", "in_service")
    )
    taken = by_district(tables, "taken").sum(axis=0)
    assert (left + taken).tolist() == [district.eligible for district in tiny.demand.districts]


@pytest.mark.parametrize("after", ["stop", "continue"])
def test_stations_go_on_after_the_deadline_only_if_told(tiny, after):
    scenario = tiny.with_(
        campaign={"after_deadline": after},
        demand={"districts": [district("11", 50_000)]},
        supply={"provincial_station": {"host": "11"}},
    )
    days = by_district(run(scenario), "taken").shape[0]
    assert days == (21 if after == "stop" else 31)


def test_stations_can_stay_open_around_the_clock(tiny):
    scenario = tiny.with_(
        demand={"districts": [district("11", 50_000)], "reserve": 0.5},
        supply={"provincial_station": {"host": "11"}, "breakdown": {"happens": False}},
        service={
            "periods": {
                "office": {
                    "days": "every",
                    "closed": [],
                    "hours": ["00:00-24:00"],
                    "dossiers_per_kit_day": 400,
                }
            }
        },
    )
    tables = run(scenario)
    kit_days = tables["stations"]["kits_in_service"].sum()
    assert tables["daily"]["taken"].sum() == pytest.approx(400 * kit_days, rel=0.05)


def test_a_late_dossier_does_not_count_by_the_deadline():
    scenario = load_scenario("promised-32-campaign")
    tables = run(scenario)
    counted = tables["daily"]["taken"].sum()
    finished = tables["stations"]["taken"].sum()
    assert tables["unserved"]["in_service"].sum() == finished - counted > 0


def test_a_broken_law_is_told_and_stops_the_run(tiny, monkeypatch):
    campaign = Campaign(tiny, Streams(1, 1))
    campaign.recorder.evening = lambda evening=campaign.recorder.evening: (
        evening(),
        campaign.recorder.busy.__setitem__((0, 0, 0), 10**15),
    )
    with pytest.raises(BrokenLawError, match="a kit worked longer than it was open on 2021-03-01"):
        campaign.run()
