"""Sources of prices, in the language of the paper."""

from cccd_sim.experiment.register import register
from cccd_sim.report.cost_labels import source
from cccd_sim.report.sources import BETWEEN, SOURCES
from cccd_sim.scenario.files import load_scenario


def test_every_source_of_the_shipped_cost_prices_is_told_in_vietnamese():
    told = register(load_scenario("promised-32-campaign"))
    rows = [row for rows in told.values() for row in rows]
    costs = [row for row in rows if str(row.get("path", "")).startswith("costs.")]
    assert len(costs) > 10
    for row in costs:
        for each in row["source"].split(BETWEEN):
            assert each in SOURCES, each
            assert source("vi", {"source": each}) != each


def test_sources_of_one_price_are_told_each():
    both = {"source": "Labour Code 2019 art. 105; Labour Code 2019 art. 98"}
    assert source("vi", both) == "Điều 105 Bộ luật Lao động 2019; Điều 98 Bộ luật Lao động 2019"
    assert source("en", both) == both["source"]


def test_a_source_that_somebody_wrote_stays():
    assert source("vi", {"source": "Staff"}) == "Staff"
    assert source("vi", {}) == ""
