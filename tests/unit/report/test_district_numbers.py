"""The numbers in the charts and the map of districts are the numbers in the tables."""

from __future__ import annotations

from datetime import date

import matplotlib
import numpy as np
import pytest
from unit.known import PROVINCE, facts
from unit.made import campaign

from cccd_sim.analysis.districts import district_table
from cccd_sim.report import style
from cccd_sim.report.district_charts import finish, finishes
from cccd_sim.report.tile_map import tile_map
from cccd_sim.results.ensemble import Ensemble


def test_districts_finish_when_the_table_says(late: Ensemble) -> None:
    table = district_table(late).set_index("name")
    start = np.datetime64("2021-01-05", "s")
    for row in finishes(late):
        for day, column in zip(row.days[1:], ("finish_date_p50", "finish_date_p95"), strict=True):
            found = (table.loc[row.name, column] - start) / np.timedelta64(1, "D")
            np.testing.assert_equal(day, float(found))
        assert row.share == pytest.approx(table.loc[row.name, "share_by_deadline"])
        assert row.on_time == round(table.loc[row.name, "p_on_time"] * 5)


def test_the_latest_district_is_on_top(ensembles: dict[str, Ensemble]) -> None:
    rows = finishes(ensembles["beyond the deadline"])
    days = [row.days[1] for row in rows]
    assert days == sorted(days, reverse=True)
    plot = finish(ensembles["beyond the deadline"], "en").axes[0]
    heights = dict(
        zip([each.get_text() for each in plot.get_yticklabels()], plot.get_yticks(), strict=True)
    )
    assert plot.get_ylim()[0] > plot.get_ylim()[1]
    assert heights[rows[0].name] == 0


def test_late_districts_are_marked_late(ensembles: dict[str, Ensemble]) -> None:
    plot = finish(ensembles["beyond the deadline"], "en").axes[0]
    due = style.date_number(date(2021, 7, 1))
    marks = {each.get_marker(): each.get_xdata()[0] for each in plot.lines}
    assert marks["D"] > due


def test_districts_that_never_finish_stand_at_the_edge_with_their_share(late: Ensemble) -> None:
    figure = finish(late, "en")
    plot = figure.axes[0]
    never = [row for row in finishes(late) if np.isnan(row.days[1])]
    arrows = [each for each in plot.lines if each.get_marker() == ">"]
    assert len(arrows) == len(never) > 0
    assert all(each.get_xdata()[0] > style.date_number(date(2021, 7, 1)) for each in arrows)
    assert finishes(late)[0].name == never[0].name
    assert [f"{row.share:.1%}" for row in never] == [
        each.get_text() for each in plot.texts if each.get_text().endswith("%")
    ][: len(never)]


def test_a_district_done_on_the_last_day_is_left_of_the_deadline() -> None:
    known = facts("last", PROVINCE[:1])
    made = campaign(known, 1, kits=((1, 2),), noise=0)
    taken = made.runs[0].tables["daily"]["taken"]
    taken[:] = 0
    taken[175] = known["eligible"]
    (row,) = finishes(made)
    assert (row.days[1], row.on_time) == (176, 1)
    (mark,) = (each for each in finish(made, "en").axes[0].lines if each.get_marker() == "o")
    assert mark.get_xdata()[0] < style.date_number(date(2021, 7, 1))


def test_tiles_show_the_share_of_the_table_in_its_colour(late: Ensemble) -> None:
    plot = tile_map(late, "en").axes[0]
    texts = [each.get_text() for each in plot.texts]
    table = district_table(late)
    for row, patch in zip(table.itertuples(), plot.patches, strict=True):
        assert texts[texts.index(row.name) - 1] == f"{row.share_by_deadline:.1%}"
        assert patch.get_facecolor() == matplotlib.colormaps["cividis"](row.share_by_deadline)


def test_tiles_stand_in_row_and_column_of_the_scenario(late: Ensemble) -> None:
    plot = tile_map(late, "en").axes[0]
    corners = [(int(patch.get_y()), int(patch.get_x())) for patch in plot.patches]
    assert corners == [(row, column) for *_, row, column in PROVINCE]
    assert plot.get_ylim()[0] > plot.get_ylim()[1]


def test_districts_without_places_get_a_tile_each_and_the_map_says_so(
    ensembles: dict[str, Ensemble],
) -> None:
    figure = tile_map(ensembles["many districts"], "en")
    corners = {patch.get_xy() for patch in figure.axes[0].patches}
    assert len(corners) == 45
    assert "not as on the map" in " ".join(each.get_text() for each in figure.texts)
