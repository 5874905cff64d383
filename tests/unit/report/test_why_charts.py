"""Tornado and waterfall: words inside the page and apart, in both languages."""

import warnings
from itertools import combinations

import pytest
from unit.planning.uncertain import uncertain
from unit.report.test_charts import boxes

from cccd_sim.experiment.facts import facts_of
from cccd_sim.planning.explanation import explain
from cccd_sim.planning.sensitivity import sensitivity
from cccd_sim.report.tornado_chart import sensitivity as tornado_chart
from cccd_sim.report.waterfall_chart import waterfall


def check_words(figure):
    found = boxes(figure)
    width, height = figure.canvas.get_width_height()
    for text, box in found:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text
    for (one, box), (other, there) in combinations(found, 2):
        apart = (
            box.x1 <= there.x0 + 1
            or there.x1 <= box.x0 + 1
            or box.y1 <= there.y0 + 2
            or there.y1 <= box.y0 + 2
        )
        assert apart, (one, other)
    return " ".join(text for text, _ in found)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("method", "inputs"), [("tornado", ()), ("morris", ("demand",)), ("sobol", ("demand",))]
)
def test_sensitivity_is_drawn_for_every_method(tiny, language, method, inputs):
    scenario = uncertain(tiny)
    samples = None if method == "tornado" else 4
    answer = sensitivity(
        scenario,
        method=method,
        inputs=inputs,
        replications=2,
        samples=samples,
        jobs=1,
        language=language,
    )
    told = check_words(tornado_chart(answer, facts_of(scenario), language))
    assert answer.data["inputs"][0]["name"].split()[0] in told


def test_a_tornado_in_which_nothing_moves_is_a_page_of_words(tiny):
    scenario = uncertain(tiny)
    answer = sensitivity(scenario, inputs=["supply.kit_price"], jobs=1, language="en")
    check_words(tornado_chart(answer, facts_of(scenario), "en"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kits", [1, 8])
def test_the_bridge_is_drawn_early_and_late(tiny, language, kits):
    scenario = tiny.with_(
        supply={"initial_kits": kits},
        demand={"home_visit_share": 0, "show_up": 1.0},
        central={"check": {"rework": 0}},
    )
    answer = explain(scenario, replications=2, jobs=1, language=language)
    told = check_words(waterfall(answer, facts_of(scenario), language))
    assert answer.data["bridge"]["citizens"][2]["name"] in told


def test_a_bridge_over_nothing_is_drawn(tiny):
    none = {"initial_kits": 0, "deliveries": {"without": list(tiny.supply.deliveries)}}
    scenario = tiny.with_(supply=none)
    answer = explain(scenario, replications=2, jobs=1, language="en")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = waterfall(answer, facts_of(scenario), "en")
    check_words(figure)
