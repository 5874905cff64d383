from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cccd_sim.campaign.interruptions import Line, Stops, merged, outages, ticks_down
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.setting import office_days_after
from cccd_sim.clock import TICKS_PER_DAY, ticks
from cccd_sim.streams import Streams

NONE = np.zeros((2, 0), np.int64)


def test_spells_that_touch_are_one():
    found = merged(np.array([(5, 9), (1, 3), (3, 4), (8, 12), (20, 21)]).T)
    assert found.T.tolist() == [[1, 4], [5, 12], [20, 21]]
    assert merged(np.array([(0, 10), (2, 3)]).T).T.tolist() == [[0, 10]]
    assert merged(NONE).size == 0


def test_minutes_down_are_counted_up_to_any_moment():
    spells = np.array([(10, 20), (30, 35)]).T
    moments = np.array([0, 10, 15, 20, 25, 30, 34, 35, 99])
    assert ticks_down(spells, moments).tolist() == [0, 0, 5, 10, 10, 10, 14, 15, 15]
    assert ticks_down(NONE, moments).tolist() == [0] * 9


def test_outages_have_their_means(tiny):
    days = 200_000
    found = outages(tiny.service.line.station, np.random.default_rng(1), days * TICKS_PER_DAY)
    assert found.shape[1] == pytest.approx(days / 4, rel=0.02)
    length = np.mean(found[1] - found[0]) / ticks(1)
    assert length == pytest.approx(45, rel=0.02)


def test_a_team_has_the_line_of_its_district(tiny):
    mobile = {"from": "2021-03-08", "share": 0.5, "show_up": 1, "set_up": "1 min", "move": "1 min"}
    scenario = tiny.with_(service={"mobile": mobile})
    places = Places(scenario)
    line = Line(scenario, places, Streams(1, 1), 31)
    assert len(line.spells) == 5
    assert line.spells[3:] == line.spells[:2]
    assert line.spells[2] != line.spells[0]


def test_stations_lose_their_lines_each_on_its_own(tiny):
    """All spells stand in one row: none may count for the station before or after its own."""
    line = Line(tiny, Places(tiny), Streams(1, 1), 31)
    starts = np.arange(0, 33 * TICKS_PER_DAY, ticks(700))
    found = line.minutes_down(starts, starts + ticks(700))
    for station, spells in enumerate(line.spells):
        spans = np.minimum(np.array(spells)[:, 1, None], starts + ticks(700))
        spans -= np.maximum(np.array(spells)[:, 0, None], starts)
        expected = np.maximum(spans, 0).sum(axis=0) / ticks(1)
        np.testing.assert_allclose(found[:, station], expected)
        assert expected.any()


def test_stops_by_day_and_station(tiny):
    stops = Stops(tiny, Places(tiny))
    assert stops.crews_share(date(2021, 3, 15)) is None
    assert stops.crews_share(date(2021, 3, 16)).tolist() == [0.3] * 3
    assert stops.crews_share(date(2021, 3, 18)).tolist() == [1, 0, 1]
    assert stops.closed(0) == []
    assert stops.closed(1) == [(date(2021, 3, 18), date(2021, 3, 18))]


def test_the_centre_decides_on_office_days(tiny):
    """1 March is a Monday, 12 March a holiday."""
    found = office_days_after(tiny, 14, 2)
    assert found.tolist() == [3, 4, 5, 8, 9, 9, 9, 10, 11, 15, 16, 16, 16, 16]
    assert office_days_after(tiny, 14, 0).tolist() == list(range(1, 15))
