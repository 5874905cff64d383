"""Placements: every kit somewhere, by rule or by name, and a scenario that can be read again."""

import pytest
from places import district

from cccd_sim.experiment.trials import Case, Laboratory
from cccd_sim.planning.district_capacity import DistrictCapacity
from cccd_sim.planning.placements import RULES, batches, placed, ruled

DISTRICTS = [district("1", 9_000), district("2", 4_000), district("3", 2_000)]
SPRING = {"kits": 4, "funder": "central", "in_service": "2021-03-08"}


@pytest.fixture
def province(quiet):
    return quiet.with_(
        demand={"districts": DISTRICTS},
        supply={"initial_kits": 3, "deliveries": {"spring": SPRING}},
    )


def kits(scenario, name="plan", rule=None):
    return DistrictCapacity(scenario).planned(scenario, name, rule)


def test_batches_come_in_the_order_of_their_dates_without_spares_and_without_nothing(province):
    late = {"kits": 3, "spares": 1, "funder": "central", "in_service": "2021-03-15"}
    spares = {"kits": 2, "spares": 2, "funder": "central", "in_service": "2021-03-02"}
    early = {"kits": 1, "funder": "central", "in_service": "2021-03-03"}
    deliveries = {"late": late, "store": spares, "early": early}
    found = batches(province.with_(supply={"deliveries": deliveries}))
    assert [(one.name, one.kits) for one in found] == [
        ("initial", 3),
        ("early", 1),
        ("spring", 4),
        ("late", 2),
    ]


def test_kits_of_the_first_day_stay_at_the_provincial_station(tiny):
    initial, spring = batches(tiny)
    assert not initial.is_free
    assert spring.is_free


def test_initial_kits_whose_number_nobody_knows_stay_where_the_rule_puts_them(province):
    unsure = province.with_(supply={"initial_kits": {"low": 2, "base": 3, "high": 5}})
    assert [one.is_free for one in batches(unsure)] == [False, True]


def test_the_proportional_rule_gives_kits_in_proportion(province):
    plan = kits(ruled(province, "proportional"))
    assert plan.kits == ((2, 1, 0), (2, 1, 1))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_stated_and_the_same_kits_by_name_take_as_many_dossiers(province, rule):
    stated = ruled(province, rule)
    plan = kits(stated)
    named = placed(province, plan)
    assert named.supply.initial_kits.value == 0
    assert named.supply.deliveries["spring"].to == {
        code: number for code, number in zip("123", plan.kits[1], strict=True) if number
    }
    laboratory = Laboratory(1, jobs=1)
    by_rule, by_name = laboratory.try_all([(Case("rule", stated), 1), (Case("name", named), 1)])
    assert by_rule.taken == by_name.taken


def test_a_placement_by_name_can_be_read_again_as_a_scenario(province):
    named = placed(province, kits(province))
    assert (
        named.with_(supply={"kit_price": "1 million VND"}).supply.deliveries
        == named.supply.deliveries
    )


def test_a_scenario_that_places_by_name_may_be_placed_by_rule(province):
    to = province.with_(supply={"deliveries": {"spring": {"to": {"3": 4}}}})
    assert kits(to).kits[1] == (0, 0, 4)
    assert kits(ruled(to, "proportional")).kits[1] == (2, 1, 1)


def test_two_per_unit_gives_the_provincial_station_its_two(tiny):
    elsewhere = tiny.with_(
        supply={"initial_at": "districts", "deliveries": {"spring": {"kits": 5}}}
    )
    plan = kits(ruled(elsewhere, "two_per_unit"), rule="two_per_unit")
    assert [sum(column) for column in zip(*plan.kits, strict=True)] == [2, 2, 2]
    assert not plan.is_within_districts(batches(elsewhere), 2)
    assert placed(elsewhere, plan).supply.placement == "two_per_unit"
