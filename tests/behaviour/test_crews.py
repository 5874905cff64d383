"""Crews: kits without one stand idle; crews learn, tire at night, and work in shifts."""

from __future__ import annotations

import numpy as np
import pytest
from runs import at, finished, run, total

from cccd_sim.campaign.crews import Crews, some_of
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.shifts import working_days
from cccd_sim.queueing.state import UNIT
from cccd_sim.streams import Streams

CAMPAIGN = {
    "hours": ["06:00-24:00"],
    "crew": {"officers": 5, "shifts": 1},
    "desks_per_kit": {"reception": 2, "finishing": 2},
}


def officers(scenario, per_10000, **crews):
    """Return a province of 20,000 a district with so many trained officers."""
    return scenario.with_(
        service={"crews": {"limited": True, "trained_per_10000": per_10000, **crews}}
    )


# ---- kits without a crew -------------------------------------------------------------------------


def test_kits_without_a_crew_stand_idle_and_the_tables_say_so(quiet):
    four = quiet.with_(supply={"initial_kits": 4})
    limited = run(officers(four, 1.5))  # three officers in each district: one crew
    rows, kits = limited["stations"], limited["kits"]
    assert set(rows["kits_up_at_opening"]) == {2}
    assert set(rows["kits_idle_no_crew"]) == {1}
    assert sorted(kits["minutes_idle_no_crew"].tolist()) == [0, 0, 21 * 480, 21 * 480]
    assert (kits["minutes_busy"] > 0).sum() == 2
    assert total(limited, "taken") == total(run(quiet), "taken"), "as if they were not there"


def test_without_a_limit_every_kit_has_a_crew(quiet):
    tables = run(quiet.with_(supply={"initial_kits": 4}))
    assert not tables["stations"]["kits_idle_no_crew"].any()
    assert not tables["kits"]["minutes_idle_no_crew"].any()


def test_a_unit_has_one_full_crew_at_least(quiet):
    tables = run(officers(quiet, 0.1))
    assert not tables["stations"]["kits_idle_no_crew"].any()


def test_a_course_ends_the_idleness_where_it_is_held(quiet):
    course = {"officers": 3, "first": "2021-03-08", "length": "3 days", "district": "2"}
    four = quiet.with_(supply={"initial_kits": 4})
    tables = run(officers(four, 1.5, courses={"march": course}))
    assert set(at(tables, 0, "kits_idle_no_crew")) == {1}
    idle = at(tables, 1, "kits_idle_no_crew")
    assert idle.tolist() == [1] * 10 + [0] * 11, "8 to 10 March are spent learning"


def test_a_course_for_all_is_shared_out_by_people(quiet):
    length = {"low": "1 day", "base": "2 days", "high": "4 days"}
    course = {"officers": 6, "first": "2021-03-08", "length": length}
    four = quiet.with_(supply={"initial_kits": 4})
    tables = run(officers(four, 1.5, courses={"march": course}))
    for station in (0, 1):
        idle = at(tables, station, "kits_idle_no_crew")
        assert 8 <= idle.sum() <= 11
        assert (np.diff(idle) <= 0).all()


# ---- shifts --------------------------------------------------------------------------------------


def in_shifts(quiet, crews, limited=True):
    """Return a district with two kits, three shifts of six hours and officers for some crews."""
    periods = {"office": {**CAMPAIGN, "crew": {"officers": 5, "shifts": 3}}}
    scenario = quiet.with_(supply={"initial_kits": 4}, service={"periods": periods})
    return officers(scenario, crews * 2.5) if limited else scenario


def test_late_shifts_go_without_where_crews_are_few(quiet):
    scenario = in_shifts(quiet, 4)
    crews = Crews(scenario, Places(scenario), Streams(1, 1), 4)
    day = working_days(scenario)[0]
    fit, nobody = np.array([2, 2]), np.zeros(2, np.int64)
    assert crews.by_shift(day, fit, nobody, None).tolist() == [[2, 1, 1]] * 2
    assert crews.by_shift(day, np.array([1, 2]), nobody, None).tolist() == [[1, 1, 1], [2, 1, 1]]
    assert crews.by_shift(day, fit, np.array([5, 15]), None).tolist() == [[1, 1, 1], [1, 0, 0]]


def test_a_kit_works_in_the_shifts_that_have_a_crew(quiet):
    tables = run(in_shifts(quiet, 4))
    second = tables["kits"]["minutes_busy"][tables["kits"]["minutes_busy"].argsort()[:2]]
    assert second == pytest.approx([21 * 360] * 2, rel=0.05), "the first six hours of each day"
    full = run(in_shifts(quiet, 6))
    assert full["kits"]["minutes_busy"] == pytest.approx(21 * 1080, rel=0.02)
    assert total(tables, "taken") < total(full, "taken")


def test_a_share_of_the_crews_is_shared_out_by_the_largest_remainder():
    crews, share = np.array([3, 3, 3, 1]), np.array([0.3, 0.3, 0.3, 1.0])
    assert some_of(crews, share).tolist() == [1, 1, 1, 1]
    assert some_of(np.array([10, 5]), np.array([0.3, 0.3])).tolist() in ([3, 1], [3, 2])
    assert some_of(crews, np.zeros(4)).tolist() == [0] * 4


# ---- learning ------------------------------------------------------------------------------------

LEARNING = {"happens": True, "extra": 0.6, "dossiers": 1000}


def test_crews_learn(quiet):
    learning = run(quiet.with_(service={"learning": LEARNING, "age_factors": {"age_80_plus": 1}}))
    pace = at(learning, 0, "busy_minutes") / at(learning, 0, "taken")
    known = run(quiet.with_(service={"age_factors": {"age_80_plus": 1}}))
    settled = np.sum(at(known, 0, "busy_minutes")) / np.sum(at(known, 0, "taken"))
    done = np.cumsum(at(learning, 0, "taken")) - at(learning, 0, "taken")
    expected = settled * (1 + 0.6 * np.exp(-done / 1000))
    assert pace == pytest.approx(expected, rel=0.1)
    assert np.mean(pace / expected) == pytest.approx(1, rel=0.02)
    assert total(learning, "taken") < total(known, "taken")


def test_more_to_learn_means_fewer_dossiers(quiet):
    taken = [
        total(run(quiet.with_(service={"learning": {**LEARNING, "extra": extra}})), "taken")
        for extra in (0.0, 0.3, 0.6, 1.0)
    ]
    assert taken[0] == total(run(quiet), "taken")
    assert taken == sorted(taken, reverse=True)


def test_a_stated_rate_is_that_of_crews_who_have_learnt(quiet):
    stated = quiet.with_(service={"periods": {"office": {"dossiers_per_kit_day": 100}}})
    learning = stated.with_(service={"learning": LEARNING})
    assert total(run(stated), "taken") == total(run(learning), "taken")


def test_each_shift_has_a_crew_that_learns_by_itself(quiet):
    scenario = in_shifts(quiet, 0, limited=False).with_(service={"learning": LEARNING})
    campaign, tables = finished(scenario)
    experience, done = campaign.crews.experience, campaign.stations.queue.done.sum(axis=0)[:4]
    assert (experience[:, 3] == 0).all()
    assert experience[:, :3] == pytest.approx(np.repeat(done[:, None] / 3, 3, axis=1))
    assert done.sum() == tables["stations"]["taken"].sum()


def test_officers_at_the_desks_are_as_slow_as_the_crews_of_their_kits(quiet):
    scenario = quiet.with_(service={"learning": LEARNING}, supply={"initial_kits": 3})
    crews = Crews(scenario, Places(scenario), Streams(1, 1), 3)
    crews.experience[:, 0] = [0, 1000, 1e9]
    desks, kits = crews.paces(working_days(scenario)[0], False, np.array([0, 0, 1]))
    known = 1 + 0.6 * np.exp([0, -1, -np.inf])
    assert kits == pytest.approx(known * UNIT, abs=1)
    assert desks == pytest.approx([known[:2].mean() * UNIT, UNIT], abs=1)


# ---- night ---------------------------------------------------------------------------------------


def test_work_is_slower_at_night(quiet):
    long = quiet.with_(service={"periods": {"office": CAMPAIGN}})
    tired = long.with_(service={"night": {"happens": True, "factor": 1.5}})
    per_kit = [total(run(scenario), "taken") / 42 for scenario in (long, tired)]
    assert per_kit[0] == pytest.approx(1080 / (2.5 * 1.07), rel=0.02)
    assert per_kit[1] == pytest.approx((960 + 120 / 1.5) / (2.5 * 1.07), rel=0.02)


def test_the_night_does_not_change_the_day(quiet):
    assert total(run(quiet.with_(service={"night": {"happens": True}})), "taken") == total(
        run(quiet), "taken"
    )
