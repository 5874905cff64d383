"""Provinces at the edge of what can be written down."""

from __future__ import annotations

import pytest
from places import commune, district
from runs import at, run, total

from cccd_sim.queueing import arrivals, draws, evening, visits

MOBILE = {"from": "2021-03-01", "share": 0.5, "set_up": "1 min", "move": "1 min"}
ROUND_NUMBERS = {
    "demand": {
        "show_up": 1,
        "walk_in_share": 0,
        "return_next_day": 1,
        "home_visit_share": 0,
        "no_show": {"early_share": 1},
        "records": {"sent_away": 0, "correction": {"mean": "4 days"}},
    },
    "service": {
        "age_factors": {"age_60_79": 1, "age_80_plus": 3},
        "learning": {"extra": 1},
        "mobile": {**MOBILE, "show_up": 1},
    },
    "central": {"check": {"rework": 0}, "collection": {"never": 0}},
}


def test_without_a_kit_nobody_has_a_dossier(quiet):
    tables = run(quiet.with_(supply={"initial_kits": 0}))
    assert total(tables, "summoned") == total(tables, "taken") == 0
    assert tables["stations"]["day"].size == tables["kits"]["kit"].size == 0
    assert tables["unserved"]["not_summoned"].tolist() == [20_000, 20_000]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "demand",
    [
        {"show_up": 0},
        {"records": {"sent_away": 1, "ready": {"start": {"share": 0}, "end": {"share": 0}}}},
        {"home_visit_share": 1},
    ],
    ids=["nobody comes", "everybody is sent away", "nobody can leave home"],
)
def test_where_nobody_can_be_served_nobody_is(quiet, demand):
    assert total(run(quiet.with_(demand=demand)), "taken") == 0


def test_a_province_of_one(quiet):
    tables = run(quiet.with_(demand={"districts": [district("1", 1)]}))
    assert (total(tables, "taken"), total(tables, "produced")) == (1, 1)


def test_more_live_elsewhere_than_here(quiet):
    waves = {"spring": {"first": "2021-03-01", "last": "2021-03-21", "share": 1}}
    away = {"happens": True, "share": 1, "waves": waves}
    people = {"districts": [district("1", 500)], "away": away}
    tables = run(quiet.with_(demand=people, supply={"initial_kits": 2}))
    assert (total(tables, "taken"), total(tables, "returnees")) == (500, 500)


def test_hundreds_of_communes(quiet):
    communes = [commune(f"c{n}", str(1 + n % 2), 100, n % 7) for n in range(400)]
    scenario = quiet.with_(
        demand={"communes": communes},
        supply={"initial_kits": 4},
        service={"mobile": {**MOBILE, "show_up": 0.9}},
    )
    tables = run(scenario)
    assert len(set(at(tables, 2, "commune"))) > 15


def test_teams_have_a_show_up_share_of_their_own_whatever_that_of_stations(quiet):
    scenario = quiet.with_(
        demand={"show_up": 1},
        supply={"initial_kits": 4},
        service={"mobile": {**MOBILE, "show_up": 0.9}},
    )
    assert at(run(scenario), 2, "taken").min() > 100


def test_whole_numbers_are_numbers_like_others(tiny):
    """Or the queues would be compiled anew for each way to write them."""
    run(tiny.with_(**ROUND_NUMBERS, supply={"initial_kits": 4}))
    compiled = (arrivals.summon, draws.draw_citizens, evening.settle_day, visits.visit_homes)
    known = [len(function.signatures) for function in compiled if hasattr(function, "signatures")]
    assert max(known) == 1
