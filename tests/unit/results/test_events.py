"""Events as a table: what people and process-mining tools read."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from watched import watch

from cccd_sim.results.event_tables import csv_chunks, frame
from cccd_sim.results.events import Kind, Labels, joined, made
from cccd_sim.results.tables import TABLES


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    seen = watch("as it is")
    chunks = list(csv_chunks([(seen.labels, [seen.events])]))
    text = b"".join(chunks).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_has_its_columns_and_a_row_an_event(rows):
    assert tuple(rows[0]) == TABLES["events"].columns
    assert len(rows) == len(watch("as it is").events)
    assert {row["scenario"] for row in rows} == {"tiny"}


def test_a_moment_is_told_in_minutes_and_as_a_date(rows):
    midnight = datetime.fromisoformat("2021-03-01T00:00:00+07:00")
    for row in rows[::100]:
        since = datetime.fromisoformat(row["time:timestamp"]) - midnight
        assert since.total_seconds() / 60 == pytest.approx(float(row["minute"]), abs=1e-4)


def test_each_case_alternates_between_start_and_end_of_an_activity(rows):
    going: dict[tuple[str, str], bool] = {}
    two_sided = {row["concept:name"] for row in rows if row["lifecycle:transition"] == "start"}
    for row in rows:
        if row["concept:name"] in two_sided:
            key = row["case:concept:name"], row["concept:name"]
            assert going.get(key, False) == (row["lifecycle:transition"] != "start")
            going[key] = row["lifecycle:transition"] == "start"
    assert two_sided == {"reception", "capture", "finishing", "visit", "break", "line outage"}


def test_cases_are_citizens_kits_and_stations(rows):
    labels = watch("as it is").labels
    for row in rows:
        case = row["case:concept:name"]
        if ":" in case:
            district, number = case.split(":")
            d = labels.districts.index(district)
            assert 1 <= int(number) <= labels.first[d + 1] - labels.first[d]
        else:
            assert case in labels.kits if row["org:resource"] else case in labels.stations


def test_a_frame_of_a_large_province_names_each_case():
    large = Labels(
        scenario="large",
        replication=1,
        start=date(2021, 1, 6),
        stations=("643", "644"),
        districts=("643", "644"),
        kits=("initial-1", "initial-2"),
        first=np.array([0, 900_000, 1_600_000]),
    )
    parts = [
        made([0], Kind.ARRIVED, 1, 1_599_999, what=1_500_000),
        made([1], Kind.BREAKDOWN, 0, kit=1),
        made([2], Kind.CLOSED, 1),
        made([3], Kind.PRODUCED, who=0),
    ]
    made_frame = frame(large, parts)
    text = b"".join(csv_chunks([(large, [joined(parts)])])).decode("utf-8-sig")
    written = [row["case:concept:name"] for row in csv.DictReader(io.StringIO(text))]
    assert made_frame["case:concept:name"].tolist() == written
    assert written == ["644:700000", "initial-2", "644", "643:1"]
    assert made_frame["what"].tolist()[0] == "1500000"
    assert made_frame["where"].isna().tolist() == [False, False, False, True]


def test_the_page_names_every_kind():
    page = (Path(__file__).parents[3] / "docs" / "events.md").read_text(encoding="utf-8")
    assert [kind.label for kind in Kind if f"`{kind.label}`" not in page] == []
