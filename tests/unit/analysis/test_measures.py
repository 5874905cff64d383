"""Measures of campaigns that can be counted by hand."""

import numpy as np
import pytest
from unit.analysis.made_up import FACTS, ensemble

from cccd_sim.analysis.costs import BUDGET
from cccd_sim.analysis.measures import MONEY, UNITS, measure, summarise
from cccd_sim.analysis.trajectories import needed
from cccd_sim.results.tables import TABLES

IN_TIME = [[50, 30], [30, 30], [20, 20], [20, 0], [0, 0]]
LATE = [[50, 30], [30, 30], [20, 19], [20, 1], [0, 0]]
NEVER = [[1, 0], [0, 0], [0, 0], [0, 0], [0, 0]]
COMPLETE = [[100, 100], [0, 0], [0, 0], [0, 0], [0, 0]]


@pytest.fixture(scope="module")
def measures():
    return measure(ensemble(IN_TIME, LATE, NEVER, COMPLETE)).set_index("replication")


def test_every_declared_measure_is_there(measures):
    assert tuple(measures.reset_index().columns[2:]) == tuple(UNITS)
    table = TABLES["replications"]
    assert tuple(UNITS) == tuple(name for name in table.measures if name not in table.optional)
    assert {*MONEY, BUDGET} == table.optional


def test_only_days_before_the_deadline_count(measures):
    assert measures["dossier_by_deadline"].tolist() == [180, 179, 1, 200]
    assert measures["dossier_share_by_deadline"].tolist() == [0.9, 0.895, 0.005, 1.0]


def test_on_time_means_the_target_before_the_deadline(measures):
    assert measures["on_time_dossier"].tolist() == [1, 0, 0, 1]
    assert measures["complete_dossier"].tolist() == [0, 0, 0, 1]


def test_the_finish_is_the_first_day_that_meets_the_target(measures):
    np.testing.assert_array_equal(measures["dossier_finish_day"], [3, 4, np.nan, 1])


def test_every_milestone_is_counted_on_its_own(measures):
    assert measures["sent_by_deadline"].tolist() == [140, 140, 1, 200]
    assert measures["produced_by_deadline"].tolist() == [40, 40, 0, 100]
    assert measures["on_time_sent"].tolist() == [0, 0, 0, 1]
    assert measures["complete_sent"].tolist() == [0, 0, 0, 1]
    assert measures["on_time_in_hand"].tolist() == [0, 0, 0, 1]
    assert measures["complete_in_hand"].tolist() == [0, 0, 0, 0]
    np.testing.assert_array_equal(measures["sent_finish_day"], [4, 5, np.nan, 2])
    np.testing.assert_array_equal(measures["in_hand_finish_day"], [np.nan, np.nan, np.nan, 3])


def test_what_the_queues_hold_when_the_deadline_comes(measures):
    assert measures["held_by_upload"].tolist() == [0, 0, 0, 0]
    assert measures["held_by_check"].tolist() == [40, 39, 0, 0]
    assert measures["held_by_plant"].tolist() == [100, 100, 1, 100]
    assert measures["held_by_return"].tolist() == [7, 7, 7, 7]


def test_dossiers_that_are_no_residents_first_are_told_apart(measures):
    assert measures["returnees_by_deadline"].tolist() == [6] * 4
    assert measures["recaptured_by_deadline"].tolist() == [12] * 4


def test_kits_without_a_crew_are_a_mean_of_open_days_before_the_deadline(measures):
    assert measures["kits_idle_no_crew"].tolist() == [0.5] * 4


def test_waiting_is_weighted_by_citizens_and_ends_at_the_deadline(measures):
    assert measures["waiting_minutes_mean"].tolist() == [(10 * 4 + 30 * 8) / 40] * 4


def test_utilisation_leaves_overtime_out(measures):
    assert measures["kit_utilisation"].tolist() == [(240 + 120) / 960] * 4


def test_people_left_out_are_told_apart(measures):
    assert measures["unserved_not_summoned"].tolist() == [3] * 4
    assert measures["unserved_missed_summons"].tolist() == [7] * 4
    assert measures["unserved_waiting"].tolist() == [12] * 4
    assert measures["unserved_correction"].tolist() == [15] * 4
    assert measures["unserved_home_visit"].tolist() == [19] * 4


def test_a_target_is_a_whole_number_of_people():
    facts = {**FACTS, "target_share": {"dossier": 0.95}}
    assert needed(1_500_000, facts) == 1_425_000
    assert needed(101, facts) == 96


def test_the_summary_leaves_the_mean_finish_empty_when_one_never_finishes(measures):
    rows = summarise(measures.reset_index()).set_index("measure")
    finish = rows.loc["dossier_finish_day"]
    assert np.isnan(finish["mean"])
    assert np.isnan(finish["p95"])
    assert finish["p50"] == 3  # a day by which half are there, never a mean of two
    assert finish["beyond_horizon"] == 1


def test_the_summary_holds_probabilities_with_exact_intervals(measures):
    rows = summarise(measures.reset_index()).set_index("measure")
    on_time = rows.loc["p_on_time_dossier"]
    assert on_time["mean"] == 0.5
    assert (on_time["ci_low"], on_time["ci_high"]) == pytest.approx((0.067586, 0.932414), abs=1e-6)
    assert np.isnan(on_time["p50"])
    assert rows.loc["p_complete_dossier", "mean"] == 0.25
    assert (rows["replications"] == 4).all()


def test_a_limit_that_never_begins_has_no_end_to_wait_for(measures):
    table = measures.reset_index()
    table["plant_limits_from"] = [10.0, 20.0, np.nan, np.nan]
    table["plant_limits_until"] = [30.0, np.nan, np.nan, np.nan]
    rows = summarise(table).set_index("measure")
    assert rows.loc["plant_limits_from", ["p50", "beyond_horizon"]].tolist() == [20, 2]
    assert rows.loc["plant_limits_until", ["p50", "beyond_horizon"]].tolist() == [30, 1]


def test_the_summary_has_the_declared_columns(measures):
    assert tuple(summarise(measures.reset_index()).columns) == TABLES["summary"].columns


def test_a_province_whose_stations_never_opened_can_be_measured():
    nothing = ensemble(NEVER)
    tables = nothing.runs[0].tables
    tables["stations"] = {name: column[:0] for name, column in tables["stations"].items()}
    found = measure(nothing)
    assert np.isnan(found["kit_utilisation"].iloc[0])
    assert np.isnan(found["waiting_minutes_mean"].iloc[0])
    assert summarise(found).set_index("measure").loc["kit_utilisation", "replications"] == 1
