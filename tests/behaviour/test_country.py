"""A country: each province as if it were alone, but for the card plant, which is one for all."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from places import district

from cccd_sim.analysis.provinces import by_province
from cccd_sim.campaign.laws import cards_add_up
from cccd_sim.campaign.plant import make_cards
from cccd_sim.campaign.setting import Setting
from cccd_sim.errors import BrokenLawError
from cccd_sim.experiment.country import Part, run_country, run_part
from cccd_sim.experiment.executor import Call, first_here, run_one
from cccd_sim.experiment.replicate import replicate
from cccd_sim.scenario.hooks import as_expected
from cccd_sim.scenario.provinces import kits_of_provinces, provinces_apart
from cccd_sim.streams import Streams

MILESTONES = ("taken", "sent", "produced", "in_hand")
STREAMS = Streams(1, 1)
ROWS = [
    *(district(code, size, province="Bắc") for code, size in (("11", 700), ("12", 300))),
    *(district(code, size, province="Trung") for code, size in (("21", 400), ("22", 350))),
    district("31", 250, province="Nam", road_km=20),
]


@pytest.fixture(scope="module")
def country(tiny):
    """Return three provinces with everything on, kits of two batches, and a slow plant."""
    return tiny.with_(
        demand={"districts": ROWS},
        supply={
            "without": ["provincial_station"],
            "initial_kits": 5,
            "initial_at": "districts",
            "deliveries": {"spring": {"kits": 4, "spares": 1}},
        },
        service={
            "stops": {"flood": {"districts": ["District 12", "21"]}},
            "crews": {"courses": {"own": {"officers": 3, "first": "2021-03-02", "length": "2 days",
                                          "district": "31"}}},
        },
        central={"plant": {"share": 1, "capacity": {"open": {"cards": 40}}}},
    )  # fmt: skip


@pytest.fixture(scope="module")
def tables(country):
    return run_country(country, STREAMS).tables


def by_day(tables, column, units=5):
    return tables["daily"][column].reshape(-1, units)


# ---- taken apart ---------------------------------------------------------------------------------


def test_the_provinces_are_the_whole_country(country):
    parts = provinces_apart(country)
    assert list(parts) == ["Bắc", "Trung", "Nam"]
    found = [one for part in parts.values() for one in part.demand.districts]
    assert tuple(found) == country.demand.districts
    supplies = [part.supply for part in parts.values()]
    assert sum(each.initial_kits.value for each in supplies) == 5
    spring = [each.deliveries["spring"] for each in supplies]
    assert (sum(one.kits.value for one in spring), sum(one.spares.value for one in spring)) == (
        4,
        1,
    )


def test_kits_go_where_the_rule_would_send_them_in_the_country(country):
    kits = kits_of_provinces(country.with_(supply={"placement": "proportional"}))
    assert kits["initial"].tolist() == [2, 2, 1]
    named = {"spring": {"kits": 3, "to": {"31": 2}, "spares": 1}}
    kits = kits_of_provinces(country.with_(supply={"deliveries": named}))
    assert kits["spring"].tolist() == [0, 0, 2]


def test_what_is_of_one_district_stays_in_its_province(country):
    services = [part.service for part in provinces_apart(country).values()]
    floods = [each.stops.get("flood") for each in services]
    assert [flood and flood.districts for flood in floods] == [("12",), ("21",), None]
    assert [list(each.crews.courses) for each in services] == [
        ["second_week"],
        ["second_week"],
        ["second_week", "own"],
    ]
    officers = [each.crews.courses["second_week"].officers.value for each in services]
    assert (sum(officers), officers) == (10, [5, 4, 1])


def test_districts_of_one_province_are_no_country(tiny):
    rows = [{**row, "province": "Bắc"} for row in ROWS]
    found = tiny.with_(
        demand={"districts": rows},
        supply={"provincial_station": {"host": "11"}},
        service={"stops": {"without": ["flood"]}},
    )
    assert provinces_apart(found) == {}
    assert replicate(found, replications=1, jobs=1).summary().shape[0] > 0


# ---- put together --------------------------------------------------------------------------------


def test_up_to_the_plant_each_province_is_as_if_it_were_alone(country, tables):
    first = 0
    for name, part in provinces_apart(country).items():
        alone = run_part(Part(part, replace(STREAMS, province=name)))
        own = len(part.demand.districts)
        for column in ("target", "summoned", "arrived", "taken", "sent", "home_visits"):
            there = by_day(tables, column)[:, first : first + own]
            np.testing.assert_array_equal(there, by_day(alone, column, own))
        stations = tables["stations"]
        here = (first <= stations["station"]) & (stations["station"] < first + own)
        for column in stations.keys() - {"station", "commune"}:
            np.testing.assert_array_equal(stations[column][here], alone["stations"][column])
        first += own


def test_no_province_minds_which_others_there_are(country, tables):
    named = {"spring": {"kits": 3, "to": {"11": 1, "12": 1, "21": 1}, "without": ["spares"]}}
    one = country.with_(supply={"initial_kits": 0, "deliveries": named})
    less = one.with_(
        demand={"districts": ROWS[:4]},
        service={"crews": {"courses": {"without": ["own", "second_week"]}}},
    )
    one = one.with_(service={"crews": {"courses": {"without": ["own", "second_week"]}}})
    whole, part = (run_country(each, STREAMS).tables for each in (one, less))
    for column in ("summoned", "taken", "sent"):
        np.testing.assert_array_equal(by_day(whole, column)[:, :4], by_day(part, column, 4))
    assert by_day(part, "taken", 4).sum() > 0


def test_the_plant_makes_no_more_than_it_can_for_all_together(country, tables):
    pipeline = tables["pipeline"]
    assert pipeline["plant_capacity"].max() == 40
    assert (pipeline["produced"] <= pipeline["plant_capacity"]).all()
    assert pipeline["produced"].sum() == pytest.approx(27 * 40, abs=200)
    accepted = pipeline["accepted"].cumsum()
    np.testing.assert_array_equal(
        pipeline["waiting_plant"], accepted - pipeline["produced"].cumsum()
    )
    assert pipeline["waiting_plant"].max() > 100
    for before, after in pairwise(MILESTONES):
        first, then = (by_day(tables, name).cumsum(axis=0) for name in (before, after))
        assert (then <= first).all()


def test_cards_are_made_in_the_order_of_acceptance_wherever_it_was(country):
    """An early province has its cards first, although a late one asks for as many."""
    setting = Setting(country)
    accepted = np.zeros((setting.horizon, 5 + 3), np.int64)
    accepted[8, 0], accepted[9, 2] = 100, 100
    cards = make_cards(country.central.collection, setting, accepted)
    cards_add_up(cards, accepted)
    made = cards.produced.cumsum(axis=0)
    assert made[10, 0] == 100
    assert made[10, 2] == 20
    assert made[-1].sum() == 200


def test_a_fast_plant_makes_every_card_on_the_day_of_acceptance(country):
    fast = country.with_(central={"plant": {"capacity": {"open": {"cards": 1_000_000}}}})
    pipeline = run_country(fast, STREAMS).tables["pipeline"]
    opened = pipeline["plant_capacity"] > 0
    np.testing.assert_array_equal(
        pipeline["produced"].cumsum()[opened], pipeline["accepted"].cumsum()[opened]
    )


def test_kits_are_numbered_through_and_stand_in_their_provinces(country, tables):
    kits = tables["kits"]
    assert kits["kit"].tolist() == [*(f"initial-{n}" for n in range(1, 6)),
                                    *(f"spring-{n}" for n in range(1, 5))]  # fmt: skip
    given = kits_of_provinces(country)
    home = np.array([0, 0, 1, 1, 2])
    first = home[kits["station"][:5]]
    assert np.bincount(first, minlength=3).tolist() == given["initial"].tolist()
    assert kits["spare"].sum() == 1


def test_stations_are_in_order(tables):
    stations = tables["stations"]
    places = stations["day"] * 100 + stations["station"]
    assert (np.diff(places) > 0).all()
    assert set(stations["station"].tolist()) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("mobile", [False, True])
def test_teams_of_all_provinces_follow_the_stations(country, mobile):
    teams = {
        "from": "2021-03-04",
        "share": 0.5,
        "show_up": 0.9,
        "set_up": "30 min",
        "move": "30 min",
    }
    found = country.with_(
        supply={"initial_kits": 12}, **({"service": {"mobile": teams}} if mobile else {})
    )
    ensemble = replicate(found, replications=1, jobs=1)
    codes = set(ensemble.stations["station"].astype(str))
    assert any(code.endswith("-L") for code in codes) is mobile
    if mobile:
        rows = ensemble.stations[ensemble.stations["station"].astype(str).str.endswith("-L")]
        out = rows.dropna(subset=["commune"])
        assert (out["commune"].astype(str) + "-L" == out["station"].astype(str)).all()


# ---- laws, processes, tables ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "law"),
    [
        (lambda made: made.__setitem__((12, 0), made[12, 0] + 1), "more cards than it can"),
        (lambda made: made.__setitem__((12, 0), made[12, 0] - 1), "or fewer"),
        (lambda made: made.__setitem__((2, 1), 1), "before its dossier is accepted"),
        (lambda made: made.__setitem__((2, 1), -1), "a card is unmade"),
    ],
)
def test_a_plant_that_breaks_the_law_is_stopped(country, fault, law):
    setting = Setting(country)
    accepted = np.zeros((setting.horizon, 2), np.int64)
    accepted[5:15] = 30
    cards = make_cards(country.central.collection, setting, accepted)
    cards_add_up(cards, accepted)
    fault(cards.produced)
    with pytest.raises(BrokenLawError, match=law):
        cards_add_up(cards, accepted)


def test_several_processes_change_nothing(country, tables):
    found = run_one(Call(country, 1, 1, True), partial(first_here, 2)).tables
    assert found.keys() == tables.keys()
    for name, table in tables.items():
        for column, values in table.items():
            np.testing.assert_array_equal(found[name][column], values, err_msg=f"{name}.{column}")


def test_functions_of_one_s_own_work_in_every_province(country, tables):
    same = run_country(country.with_hooks(summons=as_expected), STREAMS).tables
    np.testing.assert_array_equal(same["daily"]["taken"], tables["daily"]["taken"])
    days = []

    def told(day):
        days.append(day)
        return as_expected(day)

    run_country(country.with_hooks(summons=told), STREAMS)
    assert len(days) > 3 * 10


def test_provinces_have_a_table_that_adds_up_to_the_country(country):
    ensemble = replicate(country, replications=2, jobs=1)
    provinces, districts = ensemble.table("provinces"), ensemble.table("districts")
    assert provinces["province"].tolist() == ["Bắc", "Trung", "Nam"]
    assert provinces["eligible"].tolist() == [1000, 750, 250]
    assert provinces["kits"].sum() == pytest.approx(districts["kits"].sum())
    for column in ("taken_by_deadline", "in_hand_by_deadline"):
        assert provinces[column].sum() == pytest.approx(districts[column].sum())
    assert "provinces" in ensemble.derived
    above = by_province(ensemble)
    assert (
        above.daily.groupby("date")["taken"]
        .sum()
        .equals(ensemble.daily.groupby("date")["taken"].sum())
    )


def test_a_province_has_no_table_of_provinces(ensemble):
    assert "provinces" not in ensemble.derived
