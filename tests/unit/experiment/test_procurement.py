"""What documents are told of purchases: dates as the campaign plans them."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from cccd_sim.experiment.facts import facts_of
from cccd_sim.experiment.procurement import procurement
from cccd_sim.planning.purchase import last_day_of_use
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario


@pytest.fixture(scope="module")
def purchase() -> Scenario:
    return load_scenario("purchase-quotation")


def test_a_batch_is_planned_as_the_campaign_plans_it(purchase: Scenario) -> None:
    for found in procurement(purchase)["deliveries"]:
        delivery = purchase.supply.deliveries[found["name"]]
        planned = purchase.supply.planned_in_service(delivery).isoformat()
        assert found["steps"]["base"]["in_service"] == planned


def test_an_order_runs_through_contract_and_delivery_to_service(purchase: Scenario) -> None:
    (bought,) = [each for each in procurement(purchase)["deliveries"] if each["ordered"]]
    for steps in bought["steps"].values():
        days = [
            bought["ordered"],
            *(steps[name] for name in ("contract", "delivered", "in_service")),
        ]
        assert days == sorted(days)
    slow, planned, quick = (bought["steps"][end]["in_service"] for end in ("high", "base", "low"))
    assert quick < planned < slow


def test_the_last_order_puts_kits_to_work_on_the_day_before_the_deadline(
    purchase: Scenario,
) -> None:
    eve = purchase.campaign.deadline - timedelta(days=1)
    for route in procurement(purchase)["routes"]:
        for end, days in route["lead"].items():
            assert date.fromisoformat(route["last_order"][end]) + timedelta(days=days) == eve


def test_the_last_order_before_a_closed_day_is_that_of_the_last_working_day() -> None:
    sunday = load_scenario("promised-32-office-hours", {"campaign.deadline": "2021-06-07"})
    for route in procurement(sunday)["routes"]:
        days = timedelta(days=route["lead"]["base"])
        found = date.fromisoformat(route["last_order"]["base"])
        assert found + days == date(2021, 6, 4)  # a Friday
        assert found == last_day_of_use(sunday, route["name"])


def test_a_batch_with_a_date_of_its_own_has_no_steps_before_it(tiny: Scenario) -> None:
    (spring,) = procurement(tiny)["deliveries"]
    assert spring["steps"] == {
        "low": {"contract": None, "delivered": None, "in_service": "2021-03-06"},
        "base": {"contract": None, "delivered": None, "in_service": "2021-03-08"},
        "high": {"contract": None, "delivered": None, "in_service": "2021-03-10"},
    }


def test_the_facts_are_plain_data(purchase: Scenario) -> None:
    found = facts_of(purchase)["procurement"]
    assert json.loads(json.dumps(found)) == found
