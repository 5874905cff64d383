"""The numbers in the charts are the numbers in the tables."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from unit.known import PROVINCE, facts
from unit.made import campaign

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.bottlenecks import limits
from cccd_sim.report import comparison_charts, labels, style
from cccd_sim.report.comparison_charts import overview
from cccd_sim.report.comparison_lines import dossiers
from cccd_sim.report.kit_charts import kits
from cccd_sim.report.pipeline_charts import layers, pipeline
from cccd_sim.report.progress_charts import progress
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import MILESTONES


def line(axes: Axes, label: str) -> Line2D:
    """Return the line with this label."""
    (found,) = (each for each in axes.lines if each.get_label() == label)
    return found


def cumulative(ensemble: Ensemble, column: str = "taken") -> np.ndarray:
    """Return the province's residents at a milestone so far, from the ``daily`` table."""
    per_day = ensemble.daily.groupby(["replication", "date"])[column].sum()
    return per_day.unstack("date").cumsum(axis=1).to_numpy()


@pytest.mark.parametrize(("milestone", "column"), MILESTONES.items())
def test_the_curves_are_the_medians_of_the_daily_table(
    late: Ensemble, milestone: str, column: str
) -> None:
    colour = style.MILESTONES[milestone]["color"]
    curve = next(
        each
        for each in progress(late, "en").axes[0].lines
        if each.get_color() == colour and len(each.get_xdata()) > 100
    )
    days, counts = curve.get_xdata(), curve.get_ydata()
    np.testing.assert_allclose(counts, [0, *np.median(cumulative(late, column), axis=0)])
    assert days[0] == style.date_number(date(2021, 1, 6))
    assert days[-1] == style.date_number(date(2022, 2, 1))


def test_the_bands_run_from_p5_to_p95(late: Ensemble) -> None:
    bands = progress(late, "en").axes[0].collections
    assert len(bands) == len(MILESTONES)
    for band, column in zip(bands, MILESTONES.values(), strict=True):
        heights = band.get_paths()[0].vertices[:, 1]
        for quantile in (0.05, 0.95):
            wanted = np.quantile(cumulative(late, column), quantile, axis=0)
            assert all(np.isclose(heights, each).any() for each in wanted)


def test_target_everyone_and_deadline_stand_where_they_belong(late: Ensemble) -> None:
    plot = progress(late, "en").axes[0]
    flat = {each.get_ydata()[0] for each in plot.lines if len(set(each.get_ydata())) == 1}
    assert {1_350_000, 1_425_000, 1_500_000} <= flat
    due = style.date_number(date(2021, 7, 1))
    assert any(list(each.get_xdata()) == [due, due] for each in plot.lines)


def test_what_is_due_is_the_target_of_the_daily_table(late: Ensemble) -> None:
    due = line(progress(late, "en").axes[0], "dossiers due, spread over working days")
    first = late.daily[late.daily["replication"] == 1]
    np.testing.assert_array_equal(
        due.get_ydata(), [0, *first.groupby("date")["target"].sum().cumsum()[:176]]
    )


def test_the_title_says_how_many_by_the_deadline(ensembles: dict[str, Ensemble]) -> None:
    beyond = ensembles["beyond the deadline"]
    counted = beyond.daily[beyond.daily["date"] < np.datetime64("2021-07-01", "s")]
    taken, held = (
        counted.groupby("replication")[column].sum().median() for column in ("taken", "in_hand")
    )
    words = progress(beyond, "en").texts[:2]
    assert " ".join(each.get_text() for each in words).startswith(
        f"beyond: {labels.about('en', taken)} dossiers ({taken / 1_500_000:.1%}), "
        f"{labels.about('en', held)} cards in hand ({held / 1_500_000:.1%}) before 1 July 2021"
    )


def test_what_stands_where_sums_to_the_dossiers_taken(late: Ensemble) -> None:
    total = sum(layers(late).values())
    taken = late.pipeline.groupby("date")["taken"].sum().cumsum() / len(late.runs)
    np.testing.assert_allclose(total, [0, *taken])


def test_the_legend_of_the_pipeline_tells_what_each_queue_holds_at_the_deadline(
    late: Ensemble,
) -> None:
    legend = pipeline(late, "en").axes[1].get_legend()
    assert legend is not None
    last = late.pipeline[late.pipeline["date"] == np.datetime64("2021-06-30", "s")]
    told = [each.get_text() for each in legend.get_texts()]
    assert f"card to be made\n{labels.about('en', last['waiting_plant'].mean())}" in told
    assert f"to be sent\n{labels.about('en', last['waiting_upload'].mean())}" in told


def test_the_bar_of_the_plant_runs_from_first_to_last_day_it_limits(late: Ensemble) -> None:
    above, _ = pipeline(late, "en").axes
    _, bar = above.patches
    days = limits(late, "plant")
    assert bar.get_x() == style.date_number(date(2021, 1, 5)) + np.sort(days[:, 0])[2]
    assert bar.get_x() + bar.get_width() == (
        style.date_number(date(2021, 1, 5)) + np.sort(days[:, 1])[2]
    )


def test_a_queue_that_never_limits_has_no_bar(ensembles: dict[str, Ensemble]) -> None:
    above, _ = pipeline(ensembles["cards on time"], "en").axes
    assert "never" in [each.get_text() for each in above.texts]


def test_a_hopeless_campaign_is_drawn_on_the_full_axis_and_once_more_enlarged() -> None:
    hopeless = campaign(facts(), 3, kits=((1, 2),), rate=60)
    full, enlarged = progress(hopeless, "en").axes
    assert full.get_ylim()[1] > 1_500_000
    assert enlarged.get_ylim()[1] < 20_000
    curves = [
        [each.get_xydata() for each in axes.lines if len(each.get_xdata()) == 392]
        for axes in (full, enlarged)
    ]
    assert len(curves[0]) == 4
    for whole, part in zip(*curves, strict=True):
        np.testing.assert_array_equal(whole, part)


def test_the_overview_shows_the_mean_share_of_every_milestone(late: Ensemble) -> None:
    rich = campaign(facts("rich"), 3, kits=((1, 2), (51, 44)), plant=9.0, upload=900)
    plot = overview([late, rich], "en").axes[0]
    assert [each.get_text() for each in plot.get_yticklabels()] == ["rich", late.name]
    for place, ensemble in enumerate((rich, late)):
        for milestone, column in MILESTONES.items():
            mark = style.MILESTONES[milestone]["marker"]
            drawn = [
                each
                for each in plot.lines
                if each.get_marker() == mark and abs(each.get_ydata()[0] - place) < 0.5
            ]
            mean = cumulative(ensemble, column)[:, 175].mean() / 1_500_000
            assert mean in [pytest.approx(each.get_xdata()[0]) for each in drawn]


def test_every_line_of_the_dossiers_is_a_share_of_its_own_residents(late: Ensemble) -> None:
    one = campaign(facts("one", PROVINCE[:1]), 3, kits=((1, 2), (51, 8)))
    plot = dossiers([late, one], "en").axes[0]
    curves = [each for each in plot.lines if len(each.get_xdata()) > 100]
    for curve, ensemble in zip(curves, (late, one), strict=True):
        median = np.median(cumulative(ensemble), axis=0)[:176]
        np.testing.assert_allclose(curve.get_ydata()[1:], median / ensemble.facts["eligible"])


def test_kits_in_service_and_busy_shares_are_those_of_the_tables(late: Ensemble) -> None:
    above, below = kits(late, "en").axes
    table = late.kits
    by_then = [
        (table[table["in_service"] <= each].groupby("replication").size()).median()
        for each in sorted(late.daily["date"].unique())
    ]
    counts = line(above, "kits put in service").get_ydata()
    np.testing.assert_allclose(counts[:-1], by_then)
    columns = ["busy_minutes", "overtime_minutes", "open_kit_minutes"]
    minutes = late.stations.groupby(["replication", "date"])[columns].sum()
    within = "(busy_minutes - overtime_minutes) / open_kit_minutes"
    shares = minutes.eval(within).groupby("date").median()
    drawn = next(each for each in below.lines if each.get_marker() == ".").get_ydata()
    np.testing.assert_allclose(drawn[~np.isnan(drawn)], shares)


def test_both_panels_of_the_kits_share_their_dates(late: Ensemble) -> None:
    above, below = kits(late, "en").axes
    assert above.get_xlim() == below.get_xlim()
    assert above.get_position().x0 == below.get_position().x0


def test_days_without_an_open_station_are_gaps_not_zeros(late: Ensemble) -> None:
    shares = trajectories.busy_share(late)
    assert np.isnan(shares[:, 35 : 35 + 7]).all()  # Tết
    assert not np.isnan(shares[:, 175]).any()
    assert np.isnan(shares[:, 176:]).all()


@pytest.mark.parametrize(
    ("share", "goal", "text"),
    [
        (0.924, 0.95, "92.4%"),
        (0.9499, 0.95, "94.9%"),
        (0.95, 0.95, "95.0%"),
        (0.9999, 0.95, ">99.9%"),
        (1.0, 0.95, "100.0%"),
        (0.0003, 0.95, "<0.1%"),
        (0.0, 0.95, "0.0%"),
    ],
)
def test_a_missed_target_never_reads_as_met(share: float, goal: float, text: str) -> None:
    assert labels.share("en", share, goal) == text


def test_counts_are_rounded_to_what_luck_leaves_meaningful() -> None:
    assert labels.about("vi", 1_385_934) == "1.386.000"
    assert labels.about("en", 5_900) == "5,900"
    assert labels.about("en", 0) == "0"


@pytest.mark.parametrize("days", [1, 5, 30, 90, 176, 391, 1400])
def test_axes_of_dates_have_neither_too_few_ticks_nor_too_many(days: int) -> None:
    start = date(2021, 1, 6)
    found = labels.ticks(start, date.fromordinal(start.toordinal() + days), 13)
    assert 2 <= len(found) <= 14
    assert found[0] == start
    assert found == sorted(set(found))


@pytest.mark.parametrize(("met", "on_time"), [(20, True), (19, True), (18, False), (11, False)])
def test_the_overview_calls_on_time_what_the_sentence_does(
    late: Ensemble, monkeypatch: pytest.MonkeyPatch, met: int, on_time: bool
) -> None:
    done = np.array([10] * met + [0] * (20 - met))
    monkeypatch.setattr(comparison_charts.trajectories, "province_by_deadline", lambda *_: done)
    monkeypatch.setattr(comparison_charts.trajectories, "goal", lambda *_: 10)
    assert comparison_charts.is_on_time(late) is on_time
