"""Interruptions: planned stops, election days, suspensions, and a line that goes down."""

from __future__ import annotations

import numpy as np
import pytest
from places import district
from runs import at, by_district, finished, run, total

PROVINCIAL = {"code": "99", "name": {"vi": "Điểm tỉnh", "en": "Provincial"}, "host": "1"}


def stopped(quiet, **stop):
    """Return four kits and a stop from 8 to 12 March."""
    pause = {"first": "2021-03-08", "last": "2021-03-12", "crews": 0, **stop}
    return quiet.with_(supply={"initial_kits": 4}, service={"stops": {"pause": pause}})


# ---- stops ---------------------------------------------------------------------------------------


def test_nobody_is_served_or_summoned_during_a_stop(quiet):
    tables = run(stopped(quiet))
    for column in ("summoned", "arrived", "taken"):
        days = by_district(tables, column).sum(axis=1)[:21] > 0
        assert np.flatnonzero(~days).tolist() == [7, 8, 9, 10, 11]
    for station in (0, 1):
        assert at(tables, station, "open_kit_minutes").tolist() == [960] * 7 + [0] * 5 + [960] * 9
    assert total(tables, "taken") == pytest.approx(
        16 / 21 * total(run(stopped(quiet, crews=1)), "taken"), rel=0.02
    )


def test_who_waited_before_a_stop_comes_first_after_it(quiet):
    tables = run(stopped(quiet))
    waiting, present = at(tables, 0, "waiting_at_close"), at(tables, 0, "citizens_present")
    assert waiting[6] > 0
    arrived = by_district(tables, "arrived")[:, 0]
    assert present[12] == waiting[6] + arrived[12]


def test_a_suspension_stops_one_district_only(quiet):
    tables = run(stopped(quiet, districts=["District 2"]))
    assert (by_district(tables, "taken")[7:12] > 0).tolist() == [[True, False]] * 5
    assert at(tables, 1, "open_kit_minutes")[7:12].tolist() == [0] * 5
    assert at(tables, 0, "open_kit_minutes").tolist() == [960] * 21


def test_the_provincial_station_goes_on_in_a_local_suspension(quiet):
    supply = {"provincial_station": PROVINCIAL, "placement": "two_per_unit", "initial_kits": 6}
    local = stopped(quiet, districts=["1"]).with_(supply=supply)
    assert (at(run(local), 2, "open_kit_minutes") > 0).all()
    assert not (at(run(stopped(quiet).with_(supply=supply)), 2, "open_kit_minutes") > 0).all()


def test_on_election_days_a_share_of_the_crews_works(quiet):
    people = {"districts": [district("1", 50_000), district("2", 50_000)]}
    many = quiet.with_(demand=people)
    tables, full = (
        run(stopped(many, crews=share).with_(supply={"initial_kits": 20})) for share in (0.3, 1)
    )
    election = slice(7, 12)
    share = (
        by_district(tables, "taken")[election].sum() / by_district(full, "taken")[election].sum()
    )
    assert share == pytest.approx(0.3, rel=0.05)
    kits = tables["kits"]
    assert np.sort(kits["minutes_busy"]).tolist() == pytest.approx(
        [16 * 480] * 14 + [21 * 480] * 6, rel=0.02
    )


def test_the_most_restrictive_stop_holds(quiet):
    both = stopped(quiet, crews=0.5).with_(
        service={"stops": {"flood": {"first": "2021-03-10", "last": "2021-03-10", "crews": 0}}}
    )
    assert np.flatnonzero(at(run(both), 0, "open_kit_minutes") == 0).tolist() == [9]


def test_kits_do_not_wear_out_while_their_station_is_suspended(quiet):
    breakdown = {"happens": True, "mean_open_time": "480 min", "repair_near": "0.2 days"}
    always = {"first": "2021-03-01", "last": "2021-03-21", "districts": ["1"]}
    tables = run(stopped(quiet, **always).with_(supply={"breakdown": breakdown}))
    failed = tables["kits"]["breakdowns"]
    station = tables["kits"]["station"]
    assert failed[station == 0].sum() == 0 < failed[station == 1].sum()


# ---- the line ------------------------------------------------------------------------------------


def with_line(quiet, capture, minutes="120 min", **others):
    """Return a line that is down two hours a day on average."""
    line = {
        "happens": True,
        "capture": capture,
        "station": {"every": "1 day", "mean": minutes},
        "province": {"every": "3000 days", "mean": "1 min"},
        **others,
    }
    return quiet.with_(service={"line": line})


def test_offline_capture_does_not_notice_the_line(quiet):
    offline, sound = run(with_line(quiet, "offline")), run(quiet)
    for column in ("summoned", "arrived", "taken"):
        np.testing.assert_array_equal(offline["daily"][column], sound["daily"][column])
    np.testing.assert_array_equal(
        offline["stations"]["waiting_minutes_mean"], sound["stations"]["waiting_minutes_mean"]
    )


def test_sending_waits_for_the_line(quiet):
    tight = {"periods": {"office": {"evening": {"length": "3.2 hours"}}}}
    pairs = [
        [run(s.with_(service=tight), n)["pipeline"] for s in (with_line(quiet, "offline"), quiet)]
        for n in (1, 2, 3)
    ]
    for down, sound in pairs:
        assert down["upload_capacity"][:21].sum() < sound["upload_capacity"][:21].sum()
        assert down["waiting_upload"].sum() > sound["waiting_upload"].sum()
    lost = np.mean([1 - a["upload_capacity"].sum() / b["upload_capacity"].sum() for a, b in pairs])
    assert lost == pytest.approx(1 - np.exp(-120 / 1440), abs=0.03)


def test_frozen_captures_cost_what_the_line_is_down(quiet):
    frozen = [total(run(with_line(quiet, "freezes"), n), "taken") for n in range(1, 6)]
    whole = [total(run(quiet, n), "taken") for n in range(1, 6)]
    share = np.sum(frozen) / np.sum(whole)
    assert share == pytest.approx(np.exp(-120 / 1440), abs=0.015)


def test_frozen_minutes_are_no_work(quiet):
    tables = run(with_line(quiet, "freezes"))
    rows = tables["stations"]
    each = rows["busy_minutes"].sum() / rows["taken"].sum()
    assert each == pytest.approx(2.5 * 1.07, rel=0.02)
    assert rows["kit_utilisation"].mean() < 0.97 < run(quiet)["stations"]["kit_utilisation"].mean()


def test_the_province_loses_its_line_everywhere_at_once(quiet):
    rare = {"every": "3000 days", "mean": "1 min"}
    everywhere = with_line(
        quiet, "freezes", station=rare, province={"every": "2 days", "mean": "300 min"}
    )
    campaign, _ = finished(everywhere)
    assert campaign.line.spells[0] == campaign.line.spells[1] != []
    local, _ = finished(with_line(quiet, "freezes"))
    assert local.line.spells[0] != local.line.spells[1]


def test_outages_are_as_frequent_and_long_as_stated(quiet):
    campaign, _ = finished(with_line(quiet, "offline").with_(campaign={"horizon": "2022-02-28"}))
    spells = np.array([spell for spells in campaign.line.spells for spell in spells])
    days = 2 * campaign.horizon
    down = (spells[:, 1] - spells[:, 0]).sum() / (1440 << 20) / days
    assert down == pytest.approx(1 - np.exp(-120 / 1440), rel=0.15)
    assert len(spells) == pytest.approx(days * np.exp(-120 / 1440), rel=0.15)
