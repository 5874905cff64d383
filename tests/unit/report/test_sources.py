"""Sources of numbers, in the language of the paper."""

import pytest

from cccd_sim.experiment.register import register
from cccd_sim.report.cost_labels import source
from cccd_sim.report.sources import BETWEEN, SOURCES
from cccd_sim.scenario.files import load_scenario, shipped

NAMES = {
    "03/CT-UBND",
    "baogialai.com.vn",
    "dangcongsan.vn",
    "1 + 1 + 1",
    "Hà Nội, Đống Đa (vtc.vn)",
}
"""Sources that are the same in both languages."""


@pytest.mark.parametrize("name", shipped())
def test_every_source_of_a_shipped_scenario_is_told_in_vietnamese(name):
    told = register(load_scenario(name))
    found = {row["source"] for rows in told.values() for row in rows if row.get("source")}
    assert found
    for each in {part for one in found for part in one.split(BETWEEN)} - NAMES:
        assert each in SOURCES, each
        assert source("vi", {"source": each}) != each


def test_sources_of_one_price_are_told_each():
    both = {"source": "Labour Code 2019 art. 105; Labour Code 2019 art. 98"}
    assert source("vi", both) == "Điều 105 Bộ luật Lao động 2019; Điều 98 Bộ luật Lao động 2019"
    assert source("en", both) == both["source"]


def test_a_source_that_somebody_wrote_stays():
    assert source("vi", {"source": "Staff"}) == "Staff"
    assert source("vi", {}) == ""


def test_the_law_of_every_shipped_route_is_told_in_vietnamese():
    for route in load_scenario("promised-32-campaign").supply.routes.values():
        assert source("vi", {"source": route.law}) != route.law
