"""Arithmetic by district: the province's own where nothing differs, less where something does."""

import numpy as np
import pytest
from places import district

from cccd_sim.planning.capacity import planned_days
from cccd_sim.planning.district_capacity import DistrictCapacity

ONE = np.ones(1)
RATE = {"periods": {"office": {"dossiers_per_kit_day": 60}}}


@pytest.fixture
def province(quiet):
    return quiet.with_(
        demand={"districts": [district("1", 9_000), district("2", 2_000)]},
        supply={
            "deliveries": {"spring": {"kits": 3, "funder": "central", "in_service": "2021-03-10"}}
        },
        service=RATE,
    )


def taken(scenario, kits=None):
    capacity = DistrictCapacity(scenario)
    kits = capacity.planned(scenario, "plan", None).array if kits is None else np.array(kits)
    return capacity.expect(kits[np.newaxis], ONE).taken[0, 0]


@pytest.mark.parametrize(
    "supply",
    [
        {"placement": "proportional"},
        {"placement": "two_per_unit"},
        {"placement": "by_need"},
        {"deliveries": {"spring": {"funder": "loan", "until": "2021-03-12"}}},
    ],
)
def test_it_adds_up_to_the_arithmetic_of_the_whole_province(province, supply):
    scenario = province.with_(supply=supply)
    whole = sum(day.bounded for day in planned_days(scenario))
    assert taken(scenario).sum() == pytest.approx(whole)


def test_the_provincial_station_serves_every_district(tiny):
    calm = tiny.with_(service={"without": ["stops"], "crews": {"limited": False}})
    whole = sum(day.bounded for day in planned_days(calm))
    assert taken(calm).sum() == pytest.approx(whole)


def test_a_district_takes_no_more_than_its_citizens(province):
    assert taken(province, [[0, 2], [0, 3]])[1] == 2_000


def test_a_closed_district_takes_nothing_meanwhile(province):
    stop = {"first": "2021-03-01", "last": "2021-03-31", "crews": 0, "districts": ["1"]}
    closed = province.with_(service={"stops": {"flood": stop}})
    assert taken(closed, [[1, 1], [2, 1]]).tolist() == [0, taken(province, [[1, 1], [2, 1]])[1]]


def test_kits_without_officers_take_nothing(province):
    few = {"limited": True, "trained_per_10000": 1, "without": ["courses"]}  # a crew each
    crews = province.with_(service={"crews": few})
    assert taken(crews, [[1, 1], [3, 0]]).tolist() == taken(province, [[1, 1], [0, 0]]).tolist()


def test_a_course_brings_the_officers(province):
    course = {"officers": 3, "first": "2021-03-01", "length": "2 days", "district": "1"}
    few = {"limited": True, "trained_per_10000": 1, "courses": {"more": course}}
    crews = province.with_(service={"crews": few})
    assert taken(crews, [[2, 1], [0, 0]])[0] > taken(province, [[1, 1], [0, 0]])[0]


def test_a_slower_pace_takes_less_and_finishes_later(province):
    capacity = DistrictCapacity(province)
    found = capacity.expect(np.array([[[1, 1], [2, 1]]]), np.array([1.0, 0.5]))
    assert found.taken[0, 1, 0] == pytest.approx(found.taken[0, 0, 0] / 2)
    assert (found.finish[0, 1] > found.finish[0, 0]).all()


def test_the_pace_is_found_from_what_was_taken(province):
    capacity = DistrictCapacity(province)
    kits = np.array([[1, 1], [2, 1]])
    paces = np.array([0.6, 0.9])
    sums = capacity.expect(kits[np.newaxis], paces).taken[0].sum(axis=1)
    assert capacity.calibrated(kits, sums) == pytest.approx(paces, abs=1e-5)


def test_a_district_without_kits_finishes_after_all_others(province):
    capacity = DistrictCapacity(province)
    finish = capacity.expect(np.array([[[2, 0], [3, 0]]]), ONE).finish[0, 0]
    assert finish[1] > 1e6 > finish[0]
