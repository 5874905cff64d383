"""A purchase: what it adds, when it comes, what it costs, and what arithmetic says of it."""

from datetime import date, timedelta

import pytest

from cccd_sim.errors import UsageError
from cccd_sim.planning.purchase import (
    Purchase,
    arithmetic_minimum,
    asked_for,
    bought,
    cost,
    in_service,
    last_day_of_use,
    packages,
    routes_of,
    worth,
)
from cccd_sim.scenario.files import load_scenario

DAY = date(2021, 1, 20)


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("promised-32-campaign")


def test_the_purchase_of_the_shipped_scenario_is_this_one(campaign):
    shipped = load_scenario("purchase-quotation").supply.deliveries["quotation"]
    made = bought(campaign, Purchase(20, "competitive_quotation", DAY)).supply.deliveries["extra"]
    source = {"kits": {"source", "grade"}}
    assert made.model_dump(exclude=source) == shipped.model_dump(exclude=source)


def test_the_usual_purchase_is_a_quotation_two_weeks_after_the_start(campaign):
    assert asked_for(campaign, None, None) == Purchase(0, "competitive_quotation", DAY)


def test_no_kits_leave_the_scenario_as_it_is(campaign):
    assert Purchase(0, "loan", DAY).case(campaign).scenario is campaign


def test_a_delivery_of_the_same_name_is_kept(campaign):
    once = bought(campaign, Purchase(3, "loan", DAY))
    twice = bought(once, Purchase(4, "loan", DAY))
    kits = {name: one.kits.value for name, one in twice.supply.deliveries.items()}
    assert (kits["extra"], kits["extra_2"]) == (3, 4)


def test_a_purchase_beyond_the_limit_of_its_route_is_told_by_its_packages(campaign):
    quotation = Purchase(33, "competitive_quotation", DAY)
    assert [packages(campaign, quotation.of(kits)) for kits in (0, 1, 33, 34)] == [0, 1, 1, 2]
    assert packages(campaign, Purchase(7, "direct_appointment", DAY)) == 2
    assert packages(campaign, Purchase(500, "open_tender", DAY)) == 1


def test_a_kit_is_in_one_package(campaign):
    direct = Purchase(19, "direct_appointment", DAY)  # six kits of 150 million in a billion
    assert [packages(campaign, direct.of(kits)) for kits in (6, 12, 13, 19)] == [1, 2, 3, 4]
    dear = campaign.with_(supply={"kit_price": "700 million VND"})
    assert packages(dear, direct.of(5)) == 5
    beyond = campaign.with_(supply={"kit_price": "1.5 billion VND"})
    assert packages(beyond, direct.of(1)) == 2


def test_lent_kits_cost_nothing_and_are_the_lender_s(campaign):
    assert cost(campaign, Purchase(10, "loan", DAY)) == 0
    assert bought(campaign, Purchase(10, "loan", DAY)).supply.deliveries["extra"].funder == "loan"
    assert cost(campaign, Purchase(10, "open_tender", DAY)) == 1_500_000_000


def test_kits_come_after_contract_supply_and_commissioning(campaign):
    assert in_service(campaign, Purchase(1, "competitive_quotation", DAY)) == date(2021, 3, 29)


def test_a_kit_is_worth_its_working_days_at_the_stated_rate(campaign):
    assert worth(campaign, Purchase(1, "competitive_quotation", DAY)) == 94 * 420


def test_the_last_day_of_any_use_puts_a_kit_to_work_on_the_last_day(campaign):
    last = last_day_of_use(campaign, "competitive_quotation")
    kit = Purchase(1, "competitive_quotation", last)
    assert in_service(campaign, kit) == campaign.campaign.deadline - timedelta(days=1)
    assert worth(campaign, kit) == 420
    assert worth(campaign, kit.on(last + timedelta(days=1))) == 0


def test_every_route_is_offered_its_own_first(campaign):
    found = [one.route for one in routes_of(campaign, Purchase(5, "loan", DAY))]
    assert found[0] == "loan"
    assert sorted(found) == sorted(campaign.supply.routes)


def test_the_arithmetic_minimum_meets_the_target_on_paper_and_one_less_does_not(campaign):
    office = load_scenario("promised-32-office-hours")
    purchase = Purchase(0, "loan", DAY)
    least = arithmetic_minimum(office, purchase, "dossier")
    paper = {kits: purchase.of(kits).case(office).scenario for kits in (least - 1, least)}
    from cccd_sim.planning.reach import passed_by_deadline  # noqa: PLC0415

    met = {kits: passed_by_deadline(one)["home_visits"] for kits, one in paper.items()}
    assert met[least - 1] < 0.95 * 1_500_000 <= met[least]
    assert arithmetic_minimum(campaign, purchase, "dossier") == 0


def test_no_number_of_kits_makes_cards_the_plant_cannot_make(campaign):
    assert arithmetic_minimum(campaign, Purchase(0, "loan", DAY), "produced") is None


@pytest.mark.parametrize(
    ("route", "day", "message"),
    [
        ("gift", None, "no route gift; known: central_allocation"),
        (None, date(2021, 7, 1), "ordered: from 2021-01-06 to before 2021-07-01, not 2021-07-01"),
        (None, date(2021, 1, 5), "ordered: from"),
    ],
)
def test_what_cannot_be_ordered_is_refused(campaign, route, day, message):
    with pytest.raises(UsageError, match=message):
        asked_for(campaign, route, day)
