"""A scenario is complete, frozen, equal to its copy, and changed only into another one."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest
from pydantic import ValidationError

from cccd_sim.errors import ScenarioError
from cccd_sim.scenario.districts import AGE_BANDS
from cccd_sim.scenario.files import load_scenario


@pytest.fixture(scope="module")
def base():
    return load_scenario("promised-32-campaign")


def test_with_changes_a_copy(base):
    more = base.with_(supply={"initial_kits": 40})
    assert more.supply.initial_kits.value == 40
    assert base.supply.initial_kits.value == 2
    assert more.demand == base.demand


def test_with_merges_like_a_file(base):
    late = base.with_(supply={"deliveries": {"march": {"in_service": {"add": "30 days"}}}})
    assert late.supply.deliveries["march"].in_service == date(2021, 4, 14)
    assert late.supply.deliveries["march"].kits == base.supply.deliveries["march"].kits


def test_with_is_checked(base):
    with pytest.raises(ScenarioError, match=r"supply\.initial_kits: -1 is less than 0"):
        base.with_(supply={"initial_kits": -1})


def test_with_accepts_dates(base):
    assert base.with_(campaign={"deadline": date(2021, 6, 1)}).campaign.deadline.month == 6


def test_a_scenario_is_frozen(base):
    with pytest.raises(ValidationError, match="frozen"):
        base.supply.placement = "by_need"


def test_origins_do_not_make_scenarios_differ(base):
    again = base.with_()
    assert again == base
    assert base.origins["supply", "initial_kits"].startswith("dak-lak/common.yaml:")
    assert base != base.with_(name="other")


def test_a_scenario_travels_between_processes(base):
    arrived = pickle.loads(pickle.dumps(base))
    assert arrived == base
    assert arrived.origins == base.origins
    assert copy.deepcopy(base) == base


def test_problems_travel_between_processes(base):
    with pytest.raises(ScenarioError) as caught:
        base.with_(supply={"initial_kits": -1})
    arrived = pickle.loads(pickle.dumps(caught.value))
    assert str(arrived) == str(caught.value)


@pytest.mark.parametrize("reference", ["644", "Buôn Hồ", "buon ho", "BUÔN HỒ", " Buon  Ho "])
def test_districts_are_found_by_code_or_name(base, reference):
    assert base.demand.district(reference).code == "644"


def test_an_unknown_district_is_not_guessed(base):
    with pytest.raises(LookupError):
        base.demand.district("Buon")


def test_a_name_two_districts_share_must_be_qualified(tmp_path):
    rows = [
        {
            "code": code,
            "name": name,
            "name_ascii": "Ha",
            "eligible": 5,
            "road_km": 0,
            "tile_row": 0,
            "tile_col": 0,
            **dict.fromkeys(AGE_BANDS, 0.2),
        }
        for code, name in (("1", "Hà"), ("2", "Hạ"))
    ]
    demand = {"districts": rows, "without": ["communes"]}
    base = load_scenario("promised-32-campaign")
    with pytest.raises(ScenarioError) as caught:
        base.with_(demand=demand, supply={"provincial_station": {"host": "ha"}})
    (problem,) = caught.value.problems
    assert problem.text("en").endswith("host: ha can mean Hà (1), Hạ (2); write the code")
    assert (
        base.with_(demand=demand, supply={"provincial_station": {"host": "Hạ"}})
        .demand.district("Hạ")
        .code
        == "2"
    )


def test_a_planned_delivery_takes_its_own_durations_and_else_its_routes():
    supply = load_scenario("purchase-quotation").supply
    bought = supply.deliveries["quotation"]
    assert [one.value for one in supply.durations(bought)] == [30, 28, 10]
    assert supply.planned_in_service(bought) == date(2021, 3, 29)
    quick = load_scenario(
        "purchase-quotation", {"supply.deliveries.quotation.supply": "14 days"}
    ).supply
    assert [one.value for one in quick.durations(quick.deliveries["quotation"])] == [30, 14, 10]


def test_a_delivery_whose_day_is_stated_has_no_durations(base):
    march = base.supply.deliveries["march"]
    assert march.route == "central_allocation"
    assert base.supply.durations(march) == ()
    assert base.supply.planned_in_service(march) == date(2021, 3, 15)


def test_a_district_without_communes_is_one(base):
    district = base.demand.district("Lắk")
    assert len(base.demand.communes_of(district)) == 11
    alone = base.with_(demand={"without": ["communes"]})
    (commune,) = alone.demand.communes_of(district)
    assert (commune.code, commune.district, commune.name) == ("656", "656", "Lắk")
    assert (commune.eligible, commune.road_km) == (district.eligible, 0)


def test_age_shares_sum_to_one(base):
    assert all(sum(one.ages) == pytest.approx(1) for one in base.demand.districts)
    assert base.service.age_factors.values == (1, 1, 1, 1.4, 2.5)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2020, 12, 31), 0.6),
        (date(2021, 1, 6), 0.6),
        (date(2021, 3, 2), 0.6 + 0.26 * 55 / 111),
        (date(2021, 4, 27), 0.86),
        (date(2021, 5, 29), 0.905),
        (date(2021, 6, 30), 0.95),
        (date(2022, 1, 1), 0.95),
    ],
)
def test_records_get_ready_from_day_to_day(base, day, share):
    assert base.demand.records.ready_share(day) == pytest.approx(share)


@pytest.mark.parametrize(
    ("day", "cards"),
    [
        (date(2020, 1, 1), 0),
        (date(2021, 2, 24), 0),
        (date(2021, 2, 25), 10_000),
        (date(2021, 3, 1), 130_000),
        (date(2021, 9, 30), 270_000),
        (date(2021, 12, 31), 450_000),
    ],
)
def test_the_plant_follows_its_dates(base, day, cards):
    assert base.central.plant.cards_on(day) == cards


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        (["07:30-11:30", "13:30-17:30"], 480),
        (["06:00-24:00"], 960 + 120 / 1.2),
        (["20:00-08:00"], 240 + 480 / 1.2),
        (["00:00-24:00"], 960 + 480 / 1.2),
    ],
)
def test_less_is_done_at_night(base, hours, minutes):
    changes = {"hours": hours, "without": ["dossiers_per_kit_day"]}
    changed = base.with_(service={"periods": {"campaign": changes}}).service
    period = changed.periods["campaign"]
    assert changed.working_minutes(period) == pytest.approx(minutes)
    rested = base.with_(service={"night": {"happens": False}, "periods": {"campaign": changes}})
    assert rested.service.working_minutes(period) == period.open_minutes


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 1, 6), True),
        (date(2021, 1, 9), False),
        (date(2021, 2, 10), False),
        (date(2021, 2, 17), True),
        (date(2021, 3, 20), True),
        (date(2021, 4, 21), True),
    ],
)
def test_working_days_follow_the_period(base, day, works):
    assert base.service.is_working_day(day) is works


def test_periods_are_in_the_order_of_their_dates(base):
    early = {**base.model_dump()["service"]["periods"]["campaign"], "from": "2021-02-01"}
    changed = base.with_(service={"periods": {"early": early}})
    assert list(changed.service.periods) == ["office", "early", "campaign"]
