"""Replications as tidy frames."""

import pandas as pd
from unit.analysis.made_up import ensemble

TAKEN = [[5, 6], [7, 8]]


def test_days_become_dates_and_indices_codes():
    daily = ensemble(TAKEN, TAKEN).daily
    row = daily.iloc[-1]
    assert (row["scenario"], row["replication"], row["district"]) == ("made-up", 2, "2")
    assert row["date"] == pd.Timestamp("2021-01-07")
    assert row["taken"] == 8


def test_a_kit_never_placed_has_no_station_and_an_unstated_order_no_date():
    kits = ensemble(TAKEN).kits.set_index("kit")
    assert pd.isna(kits.loc["late-1", "station"])
    assert kits.loc["initial-1", "station"] == "66"
    assert pd.isna(kits.loc["initial-1", "ordered"])
    assert kits.loc["late-1", "ordered"] == pd.Timestamp("2021-01-06")


def test_a_count_called_like_a_date_stays_a_count():
    assert ensemble(TAKEN).unserved["in_service"].tolist() == [0, 1]


def test_a_frame_is_made_once():
    made = ensemble(TAKEN)
    assert made.daily is made.daily
