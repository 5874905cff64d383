"""Levers change one thing each, and only what the scenario leaves room for."""

from datetime import date

import pytest
from places import commune

from cccd_sim.planning.levers import HOURS, MOBILE, OFFICERS, SOONER, begins, levers
from cccd_sim.scenario.files import load_scenario


@pytest.fixture(scope="module")
def found():
    campaign = load_scenario("promised-32-campaign")
    return {"": campaign, **{case.name: case.scenario for case in levers(campaign)}}


def test_the_campaign_leaves_room_for_all_levers(found):
    assert list(found)[1:] == [HOURS, SOONER, OFFICERS, MOBILE]


def test_longer_hours_are_worked_at_the_same_pace(found):
    before, after = (found[name].service for name in ("", HOURS))
    was, now = before.periods["campaign"], after.periods["campaign"]
    assert now.open_minutes == 1440
    pace = was.dossiers_per_kit_day.value / before.working_minutes(was)
    assert now.dossiers_per_kit_day.value / after.working_minutes(now) == pytest.approx(pace)
    assert after.periods["office"] == before.periods["office"]


def test_the_last_arrangement_begins_two_weeks_sooner(found):
    assert found[SOONER].service.periods["campaign"].from_ == date(2021, 3, 1)
    assert begins(found[""], SOONER) == date(2021, 3, 1)
    assert list(found[SOONER].service.periods) == ["office", "campaign"]


def test_half_as_many_officers_again(found):
    given = found[OFFICERS].service.crews.trained_per_10000
    assert (given.low, given.value, given.high) == (7.5, 10.5, 15)


def test_half_the_kits_go_on_rounds_as_in_the_shipped_scenario(found):
    teams = found[MOBILE].service.mobile
    shipped = load_scenario("mobile-teams").service.mobile
    values = ("from_", "share.value", "show_up.value", "set_up.value", "move.value")

    def told(one):
        return [getattr(getattr(one, name.split(".")[0]), "value", one.from_) for name in values]

    assert told(teams) == told(shipped)


def test_what_is_there_already_is_no_lever(tiny):
    office = tiny.service.periods["office"]
    always = {"hours": ["00:00-24:00"], "days": "every", "crew": {"shifts": 3}}
    service = {
        "periods": {"office": {**always, "without": ["dossiers_per_kit_day"]}},
        "crews": {"limited": False},
    }
    assert office.days == "office"
    assert [case.name for case in levers(tiny.with_(service=service))] == []
    assert MOBILE not in [case.name for case in levers(tiny)]  # it has no communes
    places = [commune("a", "11", 1200), commune("b", "12", 800)]
    assert MOBILE in [case.name for case in levers(tiny.with_(demand={"communes": places}))]
