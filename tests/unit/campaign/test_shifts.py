from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from cccd_sim.campaign.interruptions import Stops
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.routine import Routine, shift_starts
from cccd_sim.campaign.shifts import Hours, OpenHours, last_day, working_days
from cccd_sim.clock import TICKS_PER_DAY, ticks
from cccd_sim.scenario.files import load_scenario


@pytest.fixture(scope="module")
def office():
    return working_days(load_scenario("promised-32-office-hours"))


@pytest.fixture(scope="module")
def campaign():
    return working_days(load_scenario("promised-32-campaign"))


def test_there_are_118_office_days_before_the_deadline(office):
    assert len(office) == 118
    assert office[0].date == date(2021, 1, 6)
    assert office[-1].date == date(2021, 6, 30)


def test_the_campaign_works_every_day_from_15_march(campaign):
    assert sum(day.date >= date(2021, 3, 15) for day in campaign) == 108


def test_after_the_deadline_offices_would_go_on(office):
    scenario = load_scenario("promised-32-office-hours")
    later = working_days(scenario, after=last_day(scenario))
    assert later[0].date == date(2021, 7, 1)
    assert later[-1].date == date(2022, 1, 28)
    assert later[0].number == office[-1].number + 1


def test_open_time_passes_only_in_opening_hours(office):
    hours = OpenHours(office)
    morning = ticks(7 * 60 + 30)
    assert hours.until(morning) == 0
    assert hours.until(morning + 60) == 60
    assert hours.until(ticks(12 * 60)) == hours.until(ticks(13 * 60)) == ticks(240)
    assert hours.until(TICKS_PER_DAY) == ticks(480)


def test_a_moment_at_closing_belongs_to_the_next_opening(office):
    hours = OpenHours(office)
    assert hours.after(0, ticks(240)) == ticks(13 * 60 + 30)
    assert hours.after(0, ticks(480)) == TICKS_PER_DAY + ticks(7 * 60 + 30)
    assert hours.after(0, ticks(480 * 118)) is None


RATE = ["dossiers_per_kit_day"]


def test_a_night_that_reaches_into_the_next_period_goes_first(tiny):
    scenario = tiny.with_(
        service={
            "periods": {
                "office": {"hours": ["16:00-02:00"], "days": "every", "without": RATE},
                "day": {
                    "from": "2021-03-10",
                    "days": "every",
                    "hours": ["00:00-20:00"],
                    "crew": {"officers": 3, "shifts": 1},
                    "desks_per_kit": {"reception": 1, "finishing": 1},
                    "evening": {"officers_per_kit": 2, "length": "2 hours"},
                },
            }
        }
    )
    days = working_days(scenario)
    for before, after in pairwise(days):
        assert before.blocks[-1][1] <= after.blocks[0][0]


def test_days_on_which_a_station_is_closed_are_not_open_hours(tiny):
    hours = Hours(working_days(tiny), Stops(tiny, Places(tiny)))
    eighteenth = 17 * TICKS_PER_DAY
    assert hours.open(0).between(eighteenth, eighteenth + TICKS_PER_DAY) == ticks(480)
    assert hours.open(1).between(eighteenth, eighteenth + TICKS_PER_DAY) == 0
    assert hours.open(2).until(31 * TICKS_PER_DAY) == hours.open(0).until(31 * TICKS_PER_DAY)


# ---- the routine of a day ------------------------------------------------------------------------


def test_shifts_share_the_open_time_equally(campaign, office):
    midnight = campaign[-1].midnight
    starts = [tick - midnight for tick in shift_starts(campaign[-1], 3)]
    assert starts == [ticks(60 * hour) for hour in (6, 12, 18)]
    two = [tick - office[0].midnight for tick in shift_starts(office[0], 2)]
    assert two == [ticks(450), ticks(810)], "the second begins after the break"


def test_night_falls_at_ten_in_the_evening(campaign):
    routine, day = Routine(load_scenario("promised-32-campaign")), campaign[-1]
    assert [tick - day.midnight for tick in routine.turns(day)] == [ticks(22 * 60)]
    assert routine.is_night(day.midnight + ticks(22 * 60))
    assert not routine.is_night(day.midnight + ticks(22 * 60) - 1)
    assert routine.is_night(day.midnight + ticks(6 * 60) - 1)
    assert not routine.is_night(day.midnight + ticks(6 * 60))


def test_office_hours_know_no_night(office):
    assert Routine(load_scenario("promised-32-office-hours")).turns(office[0]) == []
