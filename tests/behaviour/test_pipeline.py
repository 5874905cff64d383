"""After the station: completion and upload, the centre's check, the plant, return, collection."""

from __future__ import annotations

import numpy as np
import pytest
from places import district
from runs import by_district, run, total

SATURDAY = 5


def evenings(scenario, minutes):
    """Return the province with so many minutes of two officers for each kit in the evening."""
    return scenario.with_(
        service={"periods": {"office": {"evening": {"length": f"{minutes} min"}}}}
    )


def few(quiet, people=1_500, **central):
    """Return two districts whose citizens all have a dossier before the deadline."""
    return quiet.with_(
        demand={"districts": [district("1", people), district("2", people)]},
        campaign={"horizon": "2021-08-31"},
        central=central,
    )


# ---- upload --------------------------------------------------------------------------------------


def test_an_evening_is_as_long_as_its_officers_say(quiet):
    flow = run(evenings(quiet, 90))["pipeline"]
    assert set(flow["upload_capacity"]) == {2 * 90}, "two kits, two officers each, 2 min a dossier"
    more = quiet.with_(service={"periods": {"office": {"evening": {"officers_per_kit": 3}}}})
    assert set(run(more)["pipeline"]["upload_capacity"]) == {2 * 3 * 240 // 2}
    slow = quiet.with_(service={"completion": {"minutes": "4 min"}})
    assert set(run(slow)["pipeline"]["upload_capacity"]) == {2 * 2 * 240 // 4}


def test_what_is_not_done_in_an_evening_waits(quiet):
    tables = run(evenings(quiet, 90))
    flow, rows = tables["pipeline"], tables["stations"]
    backlog = 0
    for day in range(flow["day"].size):
        backlog += int(flow["taken"][day] - flow["uploaded"][day])
        assert flow["waiting_upload"][day] == backlog
    assert (flow["uploaded"][:21] == 180).all(), "always as much as there is time for"
    at_close = rows["waiting_upload"].reshape(-1, 2).sum(axis=1)
    assert (at_close == flow["waiting_upload"][:21]).all()
    assert flow["upload_wait_days"][0] == 0
    assert flow["upload_wait_days"][20] > 8


def test_sending_goes_on_when_stations_have_stopped(quiet):
    flow = run(evenings(quiet, 90).with_(campaign={"horizon": "2021-06-30"}))["pipeline"]
    assert flow["taken"][21:].sum() == 0
    assert flow["uploaded"][21:40].sum() == 180 * 19
    assert flow["waiting_upload"][-1] == 0


def test_each_station_sends_its_own(quiet):
    uneven = evenings(quiet, 170).with_(
        demand={"districts": [district("1", 200), district("2", 20_000)]}
    )
    tables = run(uneven.with_(supply={"placement": "two_per_unit"}))
    flow, rows = tables["pipeline"], tables["stations"]
    assert flow["waiting_upload"][20] > 0
    assert flow["uploaded"][20] <= 170, "officers of the idle station do not help"
    assert rows["waiting_upload"][-2] == 0


def test_who_is_first_is_sent_first(quiet):
    """With a backlog of b and c a day sent, those sent waited as long as the oldest b / c days."""
    one = {"districts": [district("1", 20_000)]}
    flow = run(evenings(quiet.with_(demand=one, supply={"initial_kits": 1}), 90))["pipeline"]
    taken, sent = np.cumsum(flow["taken"]), np.cumsum(flow["uploaded"])
    for day in range(1, 21):
        first = np.searchsorted(taken, sent[day - 1], side="right")
        last = np.searchsorted(taken, sent[day], side="left")
        assert day - last - 1e-9 <= flow["upload_wait_days"][day] <= day - first + 1


# ---- the centre ----------------------------------------------------------------------------------


def test_the_check_takes_working_days(quiet):
    tables = run(quiet)
    flow = tables["pipeline"]
    up = flow["uploaded"]
    expected = np.zeros_like(flow["accepted"])
    for day, sent in enumerate(up):
        left, when = 2, day
        while left:
            when += 1
            left -= int(when % 7 < SATURDAY)
        if when < expected.size:
            expected[when] += sent
    assert (flow["accepted"] == expected).all()
    assert not flow["accepted"][5::7].any(), "1 March is a Monday: no decision on a Saturday"


def test_refused_dossiers_are_taken_again_and_count_once(quiet):
    scenario = few(quiet, check={"rework": 0.3}).with_(campaign={"deadline": "2021-05-10"})
    tables = run(scenario)
    flow = tables["pipeline"]
    assert total(tables, "taken") == 3_000, "each once"
    refused, again = int(flow["refused"].sum()), total(tables, "recaptured")
    assert refused == again, "all that was refused was taken again"
    assert refused == pytest.approx(3_000 * 0.3 / 0.7, rel=0.1), "some more than once"
    assert total(tables, "sent") == total(tables, "produced") == 3_000


def test_without_rework_nobody_comes_twice(quiet):
    tables = run(few(quiet))
    assert total(tables, "recaptured") == tables["pipeline"]["refused"].sum() == 0
    assert total(tables, "arrived") == 3_000


def test_a_refused_dossier_comes_back_after_the_check(quiet):
    tables = run(few(quiet, 100, check={"rework": 0.3, "days": 3}))
    again = by_district(tables, "recaptured").sum(axis=1)
    assert np.flatnonzero(again).min() >= 3, "sent on Monday evening, refused on Thursday"


def test_rework_uses_capacity(quiet):
    careless = quiet.with_(central={"check": {"rework": 0.12}})
    assert total(run(careless), "taken") < 0.97 * total(run(quiet), "taken")


# ---- the plant -----------------------------------------------------------------------------------


def plant(quiet, cards):
    """Return a plant that makes so many cards a day for the province from 5 March."""
    return quiet.with_(central={"plant": {"capacity": {"open": {"cards": cards * 100 // 3}}}})


def test_the_plant_makes_what_it_can_first_in_first_out(quiet):
    flow = run(plant(quiet, 150))["pipeline"]
    assert flow["plant_capacity"][:4].tolist() == [0] * 4
    assert flow["plant_capacity"][4:].sum() == 150 * (flow["day"].size - 4)
    waiting = 0
    for day in range(flow["day"].size):
        waiting += int(flow["accepted"][day])
        made = min(waiting, int(flow["plant_capacity"][day]))
        waiting -= made
        assert flow["produced"][day] == made
        assert flow["waiting_plant"][day] == waiting
    assert flow["plant_wait_days"][21] > 5


def test_rates_change_on_their_dates(quiet):
    capacity = {"summer": {"from": "2021-03-20", "cards": 10_000}}
    scenario = plant(quiet, 150).with_(central={"plant": {"capacity": capacity}})
    made = run(scenario)["pipeline"]["plant_capacity"]
    assert set(made[4:19]) == {150}
    assert set(made[19:]) == {300}


def test_a_tenth_of_a_card_is_not_lost(quiet):
    scenario = quiet.with_(
        central={"plant": {"share": 0.0001, "capacity": {"open": {"cards": 1000}}}}
    )
    made = run(scenario)["pipeline"]["plant_capacity"]
    assert made.sum() == (made.size - 4) // 10


def test_districts_share_the_plant_by_what_was_accepted(quiet):
    tables = run(plant(quiet, 150))
    accepted = np.cumsum(by_district(tables, "sent"), axis=0)
    produced = np.cumsum(by_district(tables, "produced"), axis=0)
    share_made = produced[20] / produced[20].sum()
    assert share_made == pytest.approx(accepted[10] / accepted[10].sum(), abs=0.01)


def test_a_slow_plant_holds_back_cards_and_not_dossiers(quiet):
    slow, quick = run(plant(quiet, 50)), run(quiet)
    for column in ("taken", "sent"):
        np.testing.assert_array_equal(slow["daily"][column], quick["daily"][column])
    for column in ("produced", "in_hand"):
        assert total(slow, column) < 0.5 * total(quick, column)


# ---- the way home --------------------------------------------------------------------------------


def test_cards_come_back_after_working_days(quiet):
    flow = run(quiet.with_(central={"return_days": 3, "collection": {"mean": "0.0 days"}}))[
        "pipeline"
    ]
    made, got = np.flatnonzero(flow["produced"])[0], np.flatnonzero(flow["collected"])[0]
    assert (made, got) == (4, 9), "made on Friday 5 March, back and collected on Wednesday"


def test_some_cards_are_never_collected(quiet):
    tables = run(few(quiet, collection={"never": 0.1, "mean": "5 days", "cv": 1}))
    assert total(tables, "produced") == 3_000
    assert total(tables, "in_hand") == pytest.approx(2_700, abs=3)


def test_collection_takes_its_mean(quiet):
    def mean_day(scenario):
        flow = run(scenario)["pipeline"]
        days = flow["day"]
        return (days * flow["collected"]).sum() / flow["collected"].sum()

    early, late = (few(quiet, collection={"mean": f"{n} days", "cv": 0.5}) for n in (5, 15))
    assert mean_day(late) - mean_day(early) == pytest.approx(10, rel=0.05)


# ---- all together --------------------------------------------------------------------------------


@pytest.mark.parametrize("replication", [1, 2, 3])
def test_the_pipeline_keeps_what_it_gets(tiny, replication):
    tables = run(tiny, replication)
    flow = {name: np.cumsum(column) for name, column in tables["pipeline"].items()}
    queues = ("waiting_upload", "in_check", "waiting_plant", "returning", "uncollected")
    now = {name: tables["pipeline"][name] for name in queues}
    assert all((column >= 0).all() for column in now.values())
    assert (flow["taken"] == flow["uploaded"] + now["waiting_upload"]).all()
    assert (flow["uploaded"] == flow["accepted"] + flow["refused"] + now["in_check"]).all()
    assert (flow["accepted"] == flow["produced"] + now["waiting_plant"]).all()
    after = flow["collected"] + now["returning"] + now["uncollected"]
    assert (flow["produced"] == after).all()
    taken = sum(by_district(tables, name).sum() for name in ("taken", "returnees", "recaptured"))
    assert flow["taken"][-1] == taken


def test_the_provincial_stations_dossiers_count_where_people_live(tiny):
    scenario = tiny.with_(supply={"deliveries": {"spring": {"kits": 0}}})
    tables = run(scenario)
    assert set(tables["stations"]["station"]) == {2}
    for column in ("taken", "sent", "produced"):
        assert (by_district(tables, column).sum(axis=0) > 0).all()
