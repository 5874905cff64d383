"""The event log and single lives, from Python."""

from __future__ import annotations

import pytest

from cccd_sim import Scenario, UsageError, events, load_scenario, replicate, trace
from cccd_sim.results.tables import TABLES


def test_a_log_has_the_columns_of_the_file_and_counts_what_the_tables_count(tiny: Scenario):
    log = events(tiny, seed=2, replication=3)
    assert tuple(log.columns) == TABLES["events"].columns
    assert log["minute"].is_monotonic_increasing
    assert set(log["replication"]) == {3}
    counted = replicate(tiny, 1, seed=2, jobs=1, first=3)
    taken = counted.daily[["taken", "returnees", "recaptured"]].to_numpy().sum()
    assert log["kind"].isin(["finishing_end", "visit_end"]).sum() == taken > 0
    assert log["kind"].eq("breakdown").sum() == counted.kits["breakdowns"].sum() > 0


def test_times_are_told_in_the_zone_of_the_province(tiny: Scenario):
    log = events(tiny)
    since = log["time:timestamp"] - log["time:timestamp"].iloc[0].normalize()
    assert (since.dt.total_seconds() / 60 - log["minute"]).abs().max() < 1 / 60_000 + 1e-9
    assert str(log["time:timestamp"].dt.tz) == "UTC+07:00"


def test_a_life_is_the_rows_of_the_log_that_are_about_it(tiny: Scenario):
    log = events(tiny, replication=2)
    for case, asked in {"12:3": {"citizen": "Núi:3"}, "spring-2": {"kit": "spring-2"}}.items():
        life = trace(tiny, **asked, replication=2)
        column = "case:concept:name" if "citizen" in asked else "org:resource"
        own = log[log[column] == case]
        assert life.table["minute"].tolist() == own["minute"].tolist() != []
        assert life.table["kind"].tolist() == own["kind"].tolist()


def test_who_was_never_summoned_has_an_empty_table(tiny: Scenario):
    life = trace(tiny.with_(supply={"deliveries": {"spring": {"kits": 0}}}), citizen="12:840")
    assert len(life.story) == 2
    assert life.table.empty
    assert tuple(life.table.columns) == TABLES["events"].columns


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ({}, 'citizen="643:17"'),
        ({"citizen": "12:3", "kit": "spring-2"}, "one citizen.* or one kit"),
        ({"citizen": "12:0"}, "numbers 1 to 840"),
        ({"kit": "summer-1"}, "initial-1 … initial-1, spring-1 … spring-3"),
        ({"kit": "spring-2", "replication": 0}, "replication: from 1 to 99999, not 0"),
        ({"kit": "spring-2", "seed": -1}, "seed: 0 or more, not -1"),
    ],
)
def test_what_cannot_be_followed_is_refused(tiny: Scenario, asked, right):
    with pytest.raises(UsageError, match=right):
        trace(tiny, **asked)


def test_a_country_has_no_log():
    with pytest.raises(UsageError, match="country"):
        events(load_scenario("nation/synthetic"))
