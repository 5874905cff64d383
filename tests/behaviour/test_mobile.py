"""Mobile teams: half the kits go round the communes and lose the road and set-up time."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest
from places import commune
from runs import at, by_district, finished, run, total

FIXED, TEAM = 0, 2
"""Station of district 1, and its team."""

MOBILE = {
    "from": "2021-03-01",
    "share": 0.5,
    "show_up": 1.0,
    "set_up": "45 min",
    "move": "2 hours",
}
COMMUNES = [
    commune("a", "1", 1_000, 0),
    commune("b", "1", 600, 35),
    commune("c", "1", 400, 70),
    commune("d", "1", 18_000, 70),
    commune("e", "2", 20_000, 0),
]


def on_rounds(quiet, communes=COMMUNES, **mobile):
    """Return two districts with two kits each, one of them on rounds."""
    return quiet.with_(
        demand={"communes": communes},
        supply={"initial_kits": 4},
        service={"mobile": {**MOBILE, **mobile}},
    )


def test_half_the_kits_go_on_rounds(quiet):
    tables = run(on_rounds(quiet))
    for station in range(4):
        assert set(at(tables, station, "kits_in_service")) == {1}
        assert at(tables, station, "day").size == 21
    assert tables["kits"]["station"].tolist() == [0, 1, 2, 3]


def test_one_kit_at_least_stays_behind(quiet):
    tables = run(on_rounds(quiet, share=1.0))
    assert set(at(tables, FIXED, "kits_in_service")) == {1}
    lone = run(on_rounds(quiet).with_(supply={"initial_kits": 2}))
    assert set(lone["stations"]["station"]) == {0, 1}


def test_teams_begin_on_their_day(quiet):
    tables = run(on_rounds(quiet, **{"from": "2021-03-08"}))
    assert at(tables, TEAM, "day").min() == 8
    assert at(tables, FIXED, "kits_in_service").tolist() == [2] * 7 + [1] * 14


def test_a_team_stays_in_a_commune_until_everybody_there_was_asked(quiet):
    small = [commune(code, "1", n, km) for code, n, km in (("a", 700, 0), ("b", 500, 10))]
    rest = [commune("c", "1", 18_800, 70), commune("e", "2", 20_000, 0)]
    campaign, tables = finished(on_rounds(quiet, [*small, *rest]))
    visited = [int(first) for first, _ in groupby(at(tables, TEAM, "commune"))]
    assert len(visited) == len(set(visited)), "none is visited twice"
    never_asked = campaign.citizens.never_asked()
    assert not never_asked[visited[:-1]].any()


def test_most_citizens_for_the_road_go_first(quiet):
    """Worth of a commune: citizens for an hour and twice the road: 1000, 200, 80, 3600 here."""
    _, tables = finished(on_rounds(quiet))
    first = at(tables, TEAM, "commune")[0]
    assert COMMUNES[first]["code"] == "d"


def test_the_road_and_setting_up_are_lost(quiet):
    one = [commune("a", "1", 20_000, 35), commune("b", "2", 20_000, 0)]
    tables = run(on_rounds(quiet, one))
    afternoon, lost = 240, 45 + 2 * 60
    assert at(tables, TEAM, "open_kit_minutes").tolist() == [afternoon] + [480 - lost] * 20
    assert at(tables, TEAM + 1, "open_kit_minutes").tolist() == [480 - 45 - 120] + [435] * 20
    assert at(tables, FIXED, "open_kit_minutes").tolist() == [480] * 21


def test_fewer_are_expected_where_time_is_lost(quiet):
    one = [commune("a", "1", 20_000, 35), commune("b", "2", 20_000, 0)]
    tables = run(on_rounds(quiet, one))
    busy, taken = at(tables, TEAM, "busy_minutes"), at(tables, TEAM, "taken")
    assert busy == pytest.approx(at(tables, TEAM, "open_kit_minutes"), rel=0.1)
    near, far = at(tables, FIXED, "taken").sum(), taken.sum()
    assert far / near == pytest.approx((315 * 20 + 240) / (480 * 21), rel=0.03)
    present = at(tables, TEAM, "citizens_present")
    expected = 1.2 * at(tables, TEAM, "open_kit_minutes") / (2.5 * 1.07)
    assert present[1:] == pytest.approx(expected[1:], abs=2)


@pytest.mark.parametrize(("what", "more"), [("set_up", "180 min"), ("move", "8 hours")])
def test_what_is_lost_costs_dossiers(quiet, what, more):
    communes = [commune(f"c{n}", "1", 400, 10) for n in range(50)]
    communes += [commune("e", "2", 20_000, 0)]
    little, much = (run(on_rounds(quiet, communes, **{what: x})) for x in ("1 min", more))
    assert total(much, "taken") < total(little, "taken")


def test_a_day_may_be_lost_to_the_road(quiet):
    communes = [commune("a", "1", 20_000, 35), commune("b", "2", 20_000, 0)]
    tables = run(on_rounds(quiet, communes, move="8 hours"))
    assert at(tables, TEAM, "open_kit_minutes").tolist() == [0] + [315] * 20
    assert at(tables, TEAM, "citizens_present")[0] == 0


def test_more_come_when_the_team_comes_to_them(quiet):
    scenario = on_rounds(quiet, show_up=0.9).with_(demand={"show_up": 0.5})
    _, tables = finished(scenario)
    share = at(tables, TEAM, "citizens_present") - at(tables, TEAM, "waiting_at_close")
    assert share.sum() > 0
    summoned = by_district(tables, "summoned")[0, 0]
    came = by_district(tables, "arrived")[0, 0]
    assert came / summoned > 0.5 + 0.05


def test_dossiers_of_teams_count_in_their_district(quiet):
    tables = run(on_rounds(quiet))
    for d in (0, 1):
        here = at(tables, d, "taken").sum() + at(tables, d + 2, "taken").sum()
        assert by_district(tables, "taken")[:, d].sum() == here


def test_fixed_stations_are_in_no_commune(quiet):
    tables = run(on_rounds(quiet))
    assert set(at(tables, FIXED, "commune")) == {-1}
    assert np.all(at(tables, TEAM, "commune") >= 0)


def test_teams_come_home_when_all_communes_are_done(quiet):
    few = [commune("a", "1", 1_500, 0), commune("b", "2", 20_000, 0)]
    people = quiet.demand.model_dump()["districts"]
    people[0]["eligible"] = 1_500
    scenario = on_rounds(quiet.with_(demand={"districts": people}), few)
    tables = run(scenario.with_(supply={"placement": "two_per_unit"}))
    assert at(tables, TEAM, "day").max() < 15
    assert at(tables, FIXED, "kits_in_service")[-1] == 2
    assert by_district(tables, "taken")[:, 0].sum() == 1_500
