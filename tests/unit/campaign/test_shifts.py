from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from cccd_sim.campaign.shifts import OpenHours, working_days
from cccd_sim.clock import TICKS_PER_DAY, ticks
from cccd_sim.scenario.files import load_scenario


@pytest.fixture(scope="module")
def office():
    return working_days(load_scenario("promised-32-office-hours"))


def test_there_are_118_office_days_before_the_deadline(office):
    assert len(office) == 118
    assert office[0].date == date(2021, 1, 6)
    assert office[-1].date == date(2021, 6, 30)


def test_the_campaign_works_every_day_from_15_march():
    days = working_days(load_scenario("promised-32-campaign"))
    assert sum(day.date >= date(2021, 3, 15) for day in days) == 108


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


def test_a_night_that_reaches_into_the_next_period_goes_first(tiny):
    scenario = tiny.with_(
        service={
            "periods": {
                "office": {"hours": ["16:00-02:00"], "days": "every"},
                "day": {
                    "from": "2021-03-10",
                    "days": "every",
                    "hours": ["00:00-20:00"],
                    "desks_per_kit": {"reception": 1, "finishing": 1},
                },
            }
        }
    )
    days = working_days(scenario)
    for before, after in pairwise(days):
        assert before.blocks[-1][1] <= after.blocks[0][0]
