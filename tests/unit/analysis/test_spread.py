"""Luck and ignorance told apart on numbers whose parts are known."""

import numpy as np
import pandas as pd
import pytest

from cccd_sim.analysis.spread import TWIN, all_luck, apart, spreads, twins_of


def test_every_fifth_replication_has_a_twin_from_twenty_on():
    assert list(twins_of(range(1, 19 + 1))) == []
    assert list(twins_of(range(1, 20 + 1))) == [TWIN + n for n in (5, 10, 15, 20)]
    assert list(twins_of(range(1, 24 + 1))) == list(twins_of(range(1, 20 + 1)))


def test_a_longer_run_keeps_the_twins_of_a_shorter_one():
    for count in range(20, 60):
        assert (
            list(twins_of(range(1, count + 1)))
            == list(twins_of(range(1, 60 + 1)))[: len(twins_of(range(1, count + 1)))]
        )


def test_the_parts_of_a_made_up_spread_are_found(luck):
    """Two thousand numbers of luck 3 and ignorance 4: together 5."""
    unknown = luck.normal(0, 4, 2000)
    values, again = (unknown + luck.normal(0, 3, 2000) for _ in range(2))
    found = apart(values, values, again)
    assert found.luck == pytest.approx(3, rel=0.05)
    assert found.ignorance == pytest.approx(4, rel=0.05)


def test_twins_that_agree_leave_everything_to_ignorance(luck):
    values = luck.normal(0, 1, 50)
    found = apart(values, values[:10], values[:10])
    assert found.luck == 0
    assert found.ignorance == pytest.approx(np.std(values, ddof=1))


def test_twins_that_differ_more_than_all_leave_nothing_to_ignorance():
    values = np.array([1.0, 2.0, 3.0, 4.0])
    found = apart(values, values[:2], values[:2] + 9)
    assert found.ignorance == 0
    assert found.luck == pytest.approx(np.std(values, ddof=1))


def test_a_finish_that_never_comes_leaves_the_parts_unknown():
    values = np.array([1.0, np.nan, 3.0])
    assert np.isnan(apart(values, values[:1], values[:1])).all()
    assert np.isnan(all_luck(values)).all()


def test_what_is_known_makes_no_spread():
    measures = pd.DataFrame({"scenario": "a", "replication": [1, 2, 3], "x": [1.0, 2.0, 3.0]})
    assert spreads(measures, None, known_parameters=True)["x"] == (1.0, 0.0)
    assert np.isnan(spreads(measures, None, known_parameters=False)["x"]).all()


def test_twins_are_matched_by_number_and_not_by_place():
    numbers = np.arange(1, 21)
    measures = pd.DataFrame({"scenario": "a", "replication": numbers, "x": numbers * 1.0})
    twins = pd.DataFrame({"scenario": "a", "replication": [TWIN + 10, TWIN + 5], "x": [10.0, 5.0]})
    assert spreads(measures, twins, known_parameters=False)["x"].luck == 0
