"""How districts do, counted by hand."""

import numpy as np
import pandas as pd
from unit.analysis.made_up import ensemble
from unit.analysis.test_measures import COMPLETE, IN_TIME, LATE, NEVER

from cccd_sim.analysis.districts import district_table
from cccd_sim.results.tables import TABLES


def test_each_district_has_its_finish_its_chance_and_its_rank():
    table = district_table(ensemble(IN_TIME, LATE))
    first, second = table.iloc[0], table.iloc[1]
    assert (first["district"], first["name"]) == ("1", "Một")
    assert first["finish_date_p50"] == pd.Timestamp("2021-01-08")
    assert first["finish_date_p95"] == pd.Timestamp("2021-01-08")
    assert first["p_on_time"] == 1
    assert first["taken_by_deadline"] == 100
    assert first["share_by_deadline"] == 1
    assert (first["rank"], second["rank"]) == (2, 1)
    assert second["p_on_time"] == 0
    assert pd.isna(second["finish_date_p50"])


def test_a_district_that_finishes_in_half_the_replications_has_a_median_and_no_p95():
    table = district_table(ensemble(IN_TIME, NEVER))
    assert table.iloc[0]["finish_date_p50"] == pd.Timestamp("2021-01-08")
    assert pd.isna(table.iloc[0]["finish_date_p95"])
    assert table.iloc[0]["p_on_time"] == 0.5


def test_kits_and_minutes_belong_to_the_station_not_to_the_district():
    table = district_table(ensemble(IN_TIME, LATE))
    assert table["kits"].tolist() == [0, 0]
    assert table["utilisation"].iloc[0] == 0.5
    assert np.isnan(table["utilisation"].iloc[1])


def test_kits_of_the_mobile_team_count_for_its_district():
    made = ensemble(IN_TIME)
    kits = made.runs[0].tables["kits"]
    kits["station"], kits["in_service"] = np.array([1, 3]), np.array([1, 2])
    assert district_table(made)["kits"].tolist() == [0, 2]
    kits["returned"] = np.array([0, 2])  # gone before the last day that counts
    assert district_table(made)["kits"].tolist() == [0, 1]


def test_the_milestones_after_the_dossier_are_told_too():
    table = district_table(ensemble(COMPLETE)).iloc[0]
    assert (table["sent_by_deadline"], table["p_on_time_sent"]) == (100, 1)
    assert (table["in_hand_by_deadline"], table["p_on_time_in_hand"]) == (50, 1)
    assert table["in_hand_finish_date_p50"] == pd.Timestamp("2021-01-08")
    assert pd.isna(table["produced_finish_date_p50"])


def test_the_table_has_the_declared_columns():
    assert tuple(district_table(ensemble(IN_TIME)).columns) == TABLES["districts"].columns
