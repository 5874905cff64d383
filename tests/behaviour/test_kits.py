"""Kits through time: deliveries, loans, spares, transfers."""

from __future__ import annotations

import numpy as np
import pytest
from places import district
from runs import at, finished, run, total

from cccd_sim.campaign.kits import KitState

FRAIL = {
    "happens": True,
    "mean_open_time": "960 min",
    "repair_near": "4 days",
    "repair_far": "4 days",
}


def delivered(quiet, **delivery):
    """Return the quiet province with one delivery more."""
    spring = {"kits": 2, "funder": "central", "in_service": "2021-03-08", **delivery}
    return quiet.with_(supply={"deliveries": {"spring": spring}})


def kits_at(tables, station):
    """Return the kits of a station, by open day."""
    return at(tables, station, "kits_in_service").tolist()


# ---- deliveries ----------------------------------------------------------------------------------


def test_a_delivery_works_from_its_day(quiet):
    tables = run(delivered(quiet))
    assert kits_at(tables, 0) == kits_at(tables, 1) == [1] * 7 + [2] * 14
    assert tables["kits"]["in_service"].tolist() == [1, 1, 8, 8]
    busy = tables["kits"]["minutes_busy"]
    assert busy[2:] == pytest.approx(busy[:2] * 14 / 21, rel=0.02)


def test_a_delivery_by_need_goes_where_most_are_left(quiet):
    uneven = quiet.with_(demand={"districts": [district("1", 5_000), district("2", 20_000)]})
    tables = run(delivered(uneven, kits=3, placement="by_need").with_(supply={"initial_kits": 2}))
    assert kits_at(tables, 0)[-1] < kits_at(tables, 1)[-1]
    assert kits_at(tables, 0)[-1] + kits_at(tables, 1)[-1] == 5


def test_a_named_delivery_goes_where_it_is_told(quiet):
    tables = run(delivered(quiet, kits=3, to={"2": 3}))
    assert (kits_at(tables, 0)[-1], kits_at(tables, 1)[-1]) == (1, 4)


def test_a_delivery_after_the_last_day_changes_nothing(quiet):
    late = run(delivered(quiet, in_service="2021-03-21", delay={"value": "9 days"}))
    assert total(late, "taken") == total(run(quiet), "taken")
    assert late["kits"]["minutes_open"].tolist() == [21 * 480] * 2 + [0] * 2


def test_kits_on_their_way_are_ordered_and_then_commissioned(quiet):
    scenario = quiet.with_(
        supply={
            "deliveries": {
                "tender": {
                    "kits": 1,
                    "funder": "provincial",
                    "ordered": "2021-03-02",
                    "contract": "2 days",
                    "supply": "3 days",
                    "commissioning": "4 days",
                }
            }
        }
    )
    campaign, tables = finished(scenario)
    kits = tables["kits"]
    assert [int(kits[name][2]) for name in ("ordered", "delivered", "in_service")] == [2, 7, 11]
    assert campaign.recorder.kit_states()[KitState.IN_SERVICE] == 3


# ---- loans ---------------------------------------------------------------------------------------


def test_borrowed_kits_go_back(quiet):
    tables = run(delivered(quiet, funder="loan", until="2021-03-12"))
    assert kits_at(tables, 0) == kits_at(tables, 1) == [1] * 7 + [2] * 5 + [1] * 9
    assert tables["kits"]["returned"].tolist() == [0, 0, 12, 12]
    assert tables["kits"]["minutes_open"].tolist() == [21 * 480] * 2 + [5 * 480] * 2


def test_a_borrowed_kit_that_is_broken_goes_back_too(quiet):
    loan = delivered(quiet, funder="loan", until="2021-03-12", kits=6)
    campaign, tables = finished(loan.with_(supply={"breakdown": FRAIL}), 3)
    assert campaign.recorder.kit_states()[KitState.RETURNED] == 6
    assert tables["kits"]["returned"][2:].tolist() == [12] * 6
    assert tables["kits"]["breakdowns"][2:].sum() > 0


# ---- spares --------------------------------------------------------------------------------------


def with_spares(quiet, spares):
    """Return frail kits, and some held back."""
    return delivered(quiet, kits=4, spares=spares, in_service="2021-03-01").with_(
        supply={"breakdown": FRAIL}
    )


def test_a_spare_takes_the_place_of_a_failed_kit(quiet):
    spared, bare = run(with_spares(quiet, 4)), run(quiet.with_(supply={"breakdown": FRAIL}))
    assert total(spared, "taken") > 1.15 * total(bare, "taken")
    assert at(spared, 0, "kits_in_service").max() == 1, "never more than there were"
    moved = spared["kits"]["transfers"]
    assert 6 < moved.sum() <= spared["kits"]["breakdowns"].sum() + 6


def test_a_spare_stands_at_the_seat_while_all_are_well(quiet):
    scenario = delivered(quiet, kits=4, spares=1, in_service="2021-03-01")
    campaign, tables = finished(scenario)
    assert campaign.recorder.kit_states()[KitState.SPARE] == 1
    assert tables["kits"]["station"].tolist().count(-1) == 1
    assert at(tables, 0, "kits_in_service")[-1] + at(tables, 1, "kits_in_service")[-1] == 5


def test_a_mended_kit_becomes_a_spare(quiet):
    campaign, tables = finished(with_spares(quiet, 1))
    states = campaign.recorder.kit_states()
    assert states[KitState.SPARE] + states[KitState.DOWN] + states[KitState.IN_TRANSFER] >= 1
    assert states[KitState.IN_SERVICE] <= 5
    mended = tables["kits"]["breakdowns"] > 0
    assert (tables["kits"]["transfers"][mended] > 0).any(), "and replaces another"


# ---- transfers -----------------------------------------------------------------------------------


def test_kits_leave_a_district_where_nobody_is_left(quiet):
    people = [district("1", 900), district("2", 20_000)]
    four = quiet.with_(demand={"districts": people}, supply={"initial_kits": 4})
    stay = four.with_(supply={"placement": "two_per_unit"})
    move = stay.with_(supply={"transfers": {"policy": "when_finished", "time": "1 day"}})
    before, after = run(stay), run(move)
    assert kits_at(before, 1) == [2] * 21
    left = kits_at(after, 0).index(1)
    assert kits_at(after, 0) == [2] * left + [1] * (21 - left)
    assert kits_at(after, 1) == [2] * (left + 1) + [3] * (20 - left), "a day on the road"
    assert after["daily"]["taken"].reshape(-1, 2)[:left, 0].sum() > 800
    assert after["kits"]["transfers"].sum() == 1
    assert total(after, "taken") > total(before, "taken")


def test_every_monday_kits_go_where_need_is_greatest(quiet):
    crowded = delivered(quiet, kits=6, to={"1": 6}, in_service="2021-03-03")
    policy = {"policy": "weekly_by_need", "time": "1 day"}
    tables = run(crowded.with_(supply={"transfers": policy}))
    assert kits_at(tables, 0)[:14] == [1] * 2 + [7] * 5 + [4] * 7
    assert kits_at(tables, 1)[:14] == [1] * 8 + [4] * 6, "3 leave on Monday the 8th, come the 9th"
    assert total(tables, "taken") > 1.1 * total(run(crowded), "taken"), "nobody runs dry"


def test_without_a_policy_no_kit_moves(quiet):
    tables = run(delivered(quiet, kits=6, to={"1": 6}))
    assert not tables["kits"]["transfers"].any()


@pytest.mark.parametrize("policy", ["when_finished", "weekly_by_need"])
def test_where_loads_are_level_no_kit_moves(quiet, policy):
    level = quiet.with_(
        supply={"initial_kits": 6, "transfers": {"policy": policy, "time": "1 day"}}
    )
    tables = run(level)
    assert not tables["kits"]["transfers"].any()


# ---- breakdowns ----------------------------------------------------------------------------------


def test_a_kit_fails_as_often_as_it_should(quiet):
    many = quiet.with_(
        supply={"initial_kits": 60, "breakdown": {**FRAIL, "repair_near": "0.1 days"}},
        demand={"districts": [district("1", 100_000)]},
    )
    kits = run(many)["kits"]
    expected = kits["minutes_up"].sum() / 960
    assert kits["breakdowns"].sum() == pytest.approx(expected, abs=4 * np.sqrt(expected))


@pytest.mark.parametrize("spares", [0, 4])
@pytest.mark.parametrize("replication", [1, 2, 3])
def test_minutes_lost_to_breakdowns_are_not_up(quiet, spares, replication):
    scenario = with_spares(quiet, spares) if spares else quiet.with_(supply={"breakdown": FRAIL})
    kits = run(scenario, replication)["kits"]
    lost = kits["minutes_open"] - kits["minutes_up"]
    assert lost.sum() > 0
    assert (kits["minutes_busy"] <= kits["minutes_up"] + kits["minutes_overtime"] + 1e-6).all()
