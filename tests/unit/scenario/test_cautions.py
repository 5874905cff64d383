"""What a scenario may hold but a reader should think twice about."""

from __future__ import annotations

import pytest

from cccd_sim.scenario.files import load_scenario, shipped


def campaign_with(**deliveries):
    """Return the campaign with packages bought by the province, each of a route and some kits."""
    packages = {
        name: {"kits": kits, "funder": funder, "route": route, "ordered": "2021-02-01"}
        for name, (route, kits, funder) in deliveries.items()
    }
    return load_scenario("promised-32-campaign").with_(supply={"deliveries": packages})


@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_need_no_caution(name):
    assert load_scenario(name).cautions() == ()


def test_one_need_split_under_a_limit_is_told():
    direct = "direct_appointment"
    found = campaign_with(one=(direct, 6, "provincial"), two=(direct, 1, "provincial"))
    (caution,) = found.cautions()
    assert caution.text("en") == (
        "one, two together are 1050 million VND, more than direct_appointment allows, "
        "1 billion VND; the law forbids splitting one need to stay under a limit"
    )


def test_a_purchase_within_its_limit_only_at_the_base_price_is_told():
    (caution,) = campaign_with(one=("competitive_quotation", 29, "provincial")).cautions()
    assert caution.text("en") == (  # 29 × 150 million are 4.35 billion; 5 billion / 29 is 172.4
        "one: 4350 million VND is within the limit of competitive_quotation, 5 billion VND, but "
        "not if a kit costs 250 million VND, the high end of its price: the limit holds up to "
        "172 million VND a kit"
    )


def test_at_the_high_price_a_purchase_may_be_just_the_limit():
    assert campaign_with(one=("competitive_quotation", 20, "provincial")).cautions() == ()


@pytest.mark.parametrize(
    "packages",
    [
        {
            "one": ("direct_appointment", 3, "provincial"),
            "two": ("direct_appointment", 1, "provincial"),
        },
        {
            "one": ("direct_appointment", 4, "provincial"),
            "two": ("direct_appointment", 4, "district"),
        },
        {"one": ("direct_appointment", 4, "provincial"), "two": ("open_tender", 60, "provincial")},
    ],
    ids=["together under the limit", "two funders", "two routes"],
)
def test_other_purchases_are_not(packages):
    assert campaign_with(**packages).cautions() == ()
