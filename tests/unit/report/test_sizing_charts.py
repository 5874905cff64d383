"""Probability against kits and against money: words inside the page and apart."""

import pytest
from unit.planning.pretend import linear
from unit.planning.test_sizing import answer
from unit.report.test_why_charts import check_words

from cccd_sim.experiment.facts import facts_of
from cccd_sim.report.sizing_charts import frontier, probability

FOUND = {
    "certified": (linear(2, 22), {}),
    "nothing needed": (lambda _: -5, {}),
    "two by two": (linear(0, 2), {}),
    "impossible": (lambda u: 5 if u < 0.8 else 10_000, {}),
    "never": (lambda _: 10_000, {}),
    "budget": (linear(2, 22), {"budget": "900 million VND"}),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("found", FOUND)
@pytest.mark.parametrize("chart", [probability, frontier])
def test_the_charts_tell_what_was_found(tiny, language, found, chart):
    quantile, asked = FOUND[found]
    told = answer(tiny, quantile, replications=200, language=language, **asked)
    assert "95%" in check_words(chart(told, facts_of(tiny), language))


def test_a_route_over_its_limit_is_drawn_as_one(tiny):
    days = {"contract": "1 day", "supply": "1 day", "commissioning": "1 day", "law": "–"}
    routes = {
        name: {"title": {"vi": name, "en": name}, "limit": limit, **days}
        for name, limit in {"open": "9 billion VND", "direct": "1 billion VND"}.items()
    }
    there = tiny.with_(supply={"routes": routes})
    found = answer(there, linear(2, 22), route="open", replications=600)
    kits = {row["route"]: row["kits"] for row in found.data["routes"]}
    figure = frontier(found, facts_of(there), "en")
    assert f"{kits['direct']} by direct (over its limit)" in check_words(figure)
    (plot, *_) = figure.axes
    hollow = [line for line in plot.lines if line.get_markerfacecolor() == "white"]
    billion = kits["direct"] * 0.15
    assert next(line.get_xdata()[0] for line in hollow) == pytest.approx(billion)
