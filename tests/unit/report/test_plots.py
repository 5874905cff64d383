"""Plots: a table in, axes out, matplotlib's own settings left alone."""

from __future__ import annotations

import sys

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from unit.report.test_charts import boxes

from cccd_sim import UsageError, differences, plots, replicate_all, sensitivity, size


@pytest.fixture(scope="module")
def pair(tiny):
    return replicate_all([tiny, tiny.with_(name="more", supply={"initial_kits": 3})], 4, jobs=1)


@pytest.fixture(scope="module")
def answers(tiny):
    share = {"low": 0.7, "base": 0.85, "high": 0.92, "source": "assumed", "grade": "L"}
    doubtful = tiny.with_(demand={"show_up": share})
    kits = {"low": 1, "base": 2, "high": 3, "source": "assumed", "grade": "L"}
    unsure = doubtful.with_(supply={"initial_kits": kits})
    return {
        "size": size(tiny, replications=100, jobs=1, known_parameters=True).table,
        "sensitivity": sensitivity(doubtful, replications=2, jobs=1).table,
        "screening": sensitivity(unsure, method="morris", samples=2, jobs=1).table,
        "indices": sensitivity(unsure, method="sobol", samples=4, jobs=1).table,
        "explanation": explanation(),
    }


def explanation():
    """Return the table of a campaign with two causes: they take 50 citizens of 100 on paper."""
    levels = {"on_paper": 100, "everything_else": 20, "absence": 30, "simulated": 50}
    rows = [
        {
            "scenario": "tiny",
            "unit": "citizens",
            "step": step,
            "level": shown if step in ("on_paper", "simulated") else np.nan,
            "part": np.nan if step in ("on_paper", "simulated") else shown,
            "shown": shown,
            "ci_low": shown - 5.0,
            "ci_high": shown + 5.0,
        }
        for step, shown in levels.items()
    ]
    return pd.DataFrame(rows)


DRAWN = {
    "progress": lambda pair, answers, **ax: plots.progress(pair[0].daily, **ax),
    "districts": lambda pair, answers, **ax: plots.districts(pair[0].districts, **ax),
    "waiting": lambda pair, answers, **ax: plots.waiting(pair[0].stations, **ax),
    "costs": lambda pair, answers, **ax: plots.costs(pair[0].costs, **ax),
    "differences": lambda pair, answers, **ax: plots.differences(differences(pair), **ax),
    "probability": lambda pair, answers, **ax: plots.probability(answers["size"], **ax),
    "morris": lambda pair, answers, **ax: plots.morris(answers["screening"], **ax),
    "sobol": lambda pair, answers, **ax: plots.sobol(answers["indices"], **ax),
    "tornado": lambda pair, answers, **ax: plots.tornado(answers["sensitivity"], **ax),
    "waterfall": lambda pair, answers, **ax: plots.waterfall(answers["explanation"], **ax),
}


def test_every_plot_is_tried():
    assert set(DRAWN) == set(plots.__all__)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_table_becomes_axes_and_nothing_global_changes(name, language, pair, answers, tmp_path):
    before = dict(mpl.rcParams)
    axes = DRAWN[name](pair, answers, language=language)
    assert isinstance(axes, Axes)
    assert axes.get_children()
    assert dict(mpl.rcParams) == before
    axes.figure.savefig(tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 5000
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or not pyplot.get_fignums()


@pytest.mark.parametrize("name", DRAWN)
def test_axes_that_are_given_are_drawn_on(name, pair, answers):
    mine = Figure().add_subplot()
    assert DRAWN[name](pair, answers, ax=mine) is mine


def test_the_curves_end_where_the_table_does(pair):
    axes = plots.progress(pair[0].daily, eligible=2000, deadline="2021-03-22", target=0.9)
    ends = [line.get_ydata()[-1] for line in axes.lines if len(line.get_ydata()) > 10]
    taken = pair[0].daily.groupby("replication")["taken"].sum()
    assert max(ends) == np.median(taken)


def test_the_bars_of_costs_add_up(pair):
    spent = pair[0].costs.query("head != 'fees'")["vnd"].sum() / 1e9
    for by in ("head", "funder", "month"):
        bars = plots.costs(pair[0].costs, by=by).patches
        assert sum(bar.get_width() for bar in bars) == pytest.approx(spent)


def test_the_district_furthest_behind_stands_on_top(pair):
    axes = plots.districts(pair[0].districts)
    widths = [bar.get_width() for bar in axes.patches]
    assert widths == sorted(widths)


def test_the_input_that_moves_most_stands_on_top_with_its_effect(answers):
    table = answers["screening"].iloc[::-1]
    axes = plots.morris(table, most=1, language="en")
    first = table.sort_values("mean_size").iloc[-1]
    assert [each.get_text() for each in axes.get_yticklabels()] == [first["input"]]
    marks = [line.get_xdata() for line in axes.lines if line.get_marker() == "o"]
    assert [float(each[0]) for each in marks if len(each)] == [first["mean_size"]]
    sign = "+" if first["mean"] > 0 else "−"
    beside = {each.get_text() for each in axes.texts}
    assert f"{sign}{abs(first['mean']):,.0f}\n± {first['spread']:,.0f}" in beside


def test_bars_of_shares_are_as_long_as_the_indices(answers):
    axes = plots.sobol(answers["indices"])
    shares = answers["indices"][["total", "alone"]].clip(0, 1)
    shares["alone"] = shares.min(axis=1)
    drawn = [bar.get_width() for bar in axes.patches]
    assert drawn == pytest.approx(shares[shares["total"] > 0].to_numpy().ravel().tolist())


def test_days_are_told_to_a_tenth(answers):
    table = answers["screening"].assign(mean=-0.26, spread=0.1)
    axes = plots.morris(table, measure="finish-day", language="vi")
    assert "−0,3\n± 0,1" in {each.get_text() for each in axes.texts}


@pytest.mark.parametrize(
    ("size", "columns"), [((9, 4.6), 1), ((9, 4), 2), ((6.4, 4.8), 1), ((4, 3), 1)]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_legend_of_progress_covers_nothing_and_stays_on_the_page(pair, size, columns, language):
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.subplots(1, columns, squeeze=False)[0, 0]
    asked = {"eligible": 2000, "deadline": "2021-03-22", "target": 0.95, "language": language}
    plots.progress(pair[0].daily, ax=axes, **asked)
    words = boxes(figure)
    legend = axes.get_legend()
    box = legend.get_window_extent()
    own = {each.get_text() for each in legend.get_texts()}
    assert axes.get_window_extent().width > 0.6 * figure.bbox.width / columns
    assert box.x1 <= figure.bbox.x1
    assert box.y1 <= figure.bbox.y1
    assert [text for text, there in words if text not in own and box.overlaps(there)] == []


def test_axes_without_room_for_dates_have_one():
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0.1, 0.1, 0.1, 0.5))
    daily = {"scenario": "x", "replication": 1, "date": ["2021-01-06", "2021-07-01"]}
    counts = dict.fromkeys(("taken", "sent", "produced", "in_hand"), 5)
    plots.progress(pd.DataFrame({**daily, **counts}).astype({"date": "datetime64[s]"}), ax=axes)
    assert axes.get_xticklabels()[0].get_text().startswith("06/01")


WRONG = {
    "two scenarios": (
        lambda pair: plots.progress(pd.concat([each.daily for each in pair])),
        "2 scenarios; choose one: tiny, more",
    ),
    "measure": (lambda pair: plots.differences(differences(pair), measure="x"), "not x"),
    "milestone": (lambda pair: plots.districts(pair[0].districts, milestone="x"), "not x"),
    "nothing moves": (
        lambda pair: plots.sobol(
            pd.DataFrame({"scenario": ["tiny"], "input": ["x"], "total": 0.0})
        ),
        "no input moves anything",
    ),
    "by": (lambda pair: plots.costs(pair[0].costs, by="x"), "by: head, funder, month, not x"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_drawn_is_refused(case, pair):
    draw, message = WRONG[case]
    with pytest.raises(UsageError, match=message):
        draw(pair)
