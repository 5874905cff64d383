"""Transfers: seen as they happened, and only where kits may move."""

import numpy as np
import pytest
from places import district

from cccd_sim import clock
from cccd_sim.experiment.executor import Call, run_one
from cccd_sim.planning.transfer_plan import paired, seen_in, transfer_table, with_transfers
from cccd_sim.results.events import EVENT, Kind


@pytest.fixture
def uneven(quiet):
    """Return a province where one district is soon done and the other never."""
    return quiet.with_(
        demand={"districts": [district("1", 9_000), district("2", 300)]},
        supply={
            "initial_kits": 0,
            "deliveries": {
                "spring": {"kits": 4, "funder": "central", "in_service": "2021-03-01",
                           "to": {"1": 2, "2": 2}},
            },
        },
    )  # fmt: skip


def event(day, kind, where, kit):
    tick = (day - 1) * clock.TICKS_PER_DAY
    return np.array([(tick, kind, where, -1, kit, -1)], EVENT)[0]


def test_the_two_ends_of_a_transfer_belong_together():
    found = paired(
        [
            event(8, Kind.TRANSFER_START, 1, 5),
            event(8, Kind.TRANSFER_START, 2, 6),
            event(9, Kind.TRANSFER_END, 0, 6),
            event(10, Kind.TRANSFER_END, 3, 5),
            event(15, Kind.TRANSFER_START, 0, 6),
        ]
    )
    assert [(one.giver, one.leaves, one.to, one.arrives) for one in found] == [
        (1, 8, 3, 10),
        (2, 8, 0, 9),
        (0, 15, -1, 0),
    ]


def test_kits_leave_on_a_monday_for_the_district_in_need(uneven):
    table = transfer_table(with_transfers(uneven, "weekly"), 1, [1, 2], True, jobs=1)
    assert set(table["replication"]) == {1, 2}
    assert set(table["leaves"]) <= {"2021-03-01", "2021-03-08", "2021-03-15"}
    assert set(zip(table["from_district"], table["to_district"], strict=True)) == {("2", "1")}
    assert (table["arrives"] > table["leaves"]).all()


def test_what_is_seen_is_what_the_kits_table_counts(uneven):
    call = Call(with_transfers(uneven, "weekly"), 1, 1, True)
    assert len(seen_in(call)) == run_one(call).tables["kits"]["transfers"].sum() > 0


def test_no_kit_moves_where_none_may(uneven):
    assert transfer_table(with_transfers(uneven, "none"), 1, [1], True, jobs=1).empty
