"""Which scenario is best, and which cannot be told apart from it; without a simulation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.planning.made import rich, told

from cccd_sim.planning import standing
from cccd_sim.planning.comparison import differences
from cccd_sim.planning.outcome import outcome
from cccd_sim.results.tables import TABLES


def priced(ensemble, name, vnd, **facts):
    """Return an ensemble under another name, its kits bought for so much."""
    known = {**ensemble.facts, "name": name, "purchase_vnd": vnd, **facts}
    derived = {
        key: frame.assign(scenario=name) if "scenario" in frame else frame
        for key, frame in ensemble.derived.items()
    }
    return replace(ensemble, facts=known, derived=derived)


@pytest.fixture(scope="module")
def enough():
    return rich(replications=12)


@pytest.fixture(scope="module")
def short():
    return told("short", replications=12, rate=380)


def compared(*ensembles, language="en"):
    return outcome(ensembles, language, None, differences(ensembles))


def standings(answer):
    return dict(answer.tables["selection"][["scenario", "standing"]].to_numpy().tolist())


def test_the_cheapest_of_those_on_time_is_the_best(enough, short):
    answer = compared(short, priced(enough, "dear", 9_000_000_000), priced(enough, "fair", 10**9))
    assert answer.tables["selection"]["scenario"].tolist() == ["fair", "dear", "short"]
    assert standings(answer) == {"fair": "best", "dear": "costs_more", "short": "less_surely"}
    assert "the cheapest is fair, kits for 1 billion VND:" in answer.headline
    assert "not told apart" not in answer.headline


def test_equals_are_named_as_not_told_apart(enough):
    answer = compared(priced(enough, "a", 0), priced(enough, "b", 0))
    assert sorted(standings(answer).values()) == ["best", "not_told_apart"]
    (other,) = answer.data["not_told_apart"]
    assert f"; not told apart from it: {other}; " in answer.headline
    assert "no kits to buy" in answer.headline


def test_many_equals_are_counted(enough):
    answer = compared(*(priced(enough, f"s{number}", 0) for number in range(7)))
    assert len(answer.data["not_told_apart"]) == 6
    assert "and 2 more" in answer.headline


def test_fewer_dossiers_put_a_scenario_behind_where_none_is_on_time(short):
    less = told("less", replications=12, rate=200)
    assert standings(compared(less, short)) == {"short": "best", "less": "fewer_dossiers"}


def test_one_replication_tells_nothing_apart_but_the_price():
    one, other = told("one", replications=1, rate=380), told("other", replications=1, rate=200)
    assert standings(compared(one, other)) == {"one": "best", "other": "not_told_apart"}


def test_intervals_are_wider_the_more_scenarios_there_are(enough, short):
    def width(*more):
        table = compared(enough, short, *more).tables["selection"].set_index("scenario")
        return table.loc["short", "ci_high"] - table.loc["short", "ci_low"]

    assert width(priced(enough, "a", 10**9), priced(enough, "b", 10**9)) > width()


def test_scenarios_with_fewer_replications_are_paired_as_far_as_they_go(enough):
    few = told("few", replications=5, rate=380)
    answer = compared(few, enough)
    assert answer.tables["comparison"]["replications"].eq(5).all()
    table = answer.tables["selection"].set_index("scenario")
    assert table.loc["few", "replications"] == 5
    assert answer.data["replications"] == 12


def test_the_selected_one_comes_first_among_those_of_one_price(enough):
    auto = {"rule": "selection", "is_enough": True, "zone": 0.02, "dossiers": 15_000, "most": 500}
    lost = {**auto, "is_left": False, "dropped_at": 10}
    won = {**auto, "is_left": True, "dropped_at": None}
    answer = compared(priced(enough, "lost", 0, auto=lost), priced(enough, "won", 0, auto=won))
    assert answer.data["best"] == "won"
    assert answer.tables["selection"]["dropped_at"].tolist()[1] == 10
    assert "15,000 dossiers do not matter" in " ".join(answer.caveats)


def test_what_a_sequential_test_has_told_apart_is_told_apart(enough, short):
    auto = {"rule": "selection", "is_enough": True, "zone": 0.02, "dossiers": 15_000, "most": 500}
    few = told("few", replications=1, rate=380)
    won = priced(enough, "won", 0, auto={**auto, "is_on_time": True, "is_left": True})
    lost = priced(few, "lost", 0, auto={**auto, "is_on_time": False, "is_left": False})
    assert standings(compared(lost, won)) == {"won": "best", "lost": "less_surely"}
    unknown = priced(few, "lost", 0, auto={**auto, "is_on_time": None, "is_left": False})
    assert standings(compared(unknown, won))["lost"] == "not_told_apart"


def test_the_table_has_declared_columns_only(enough, short):
    columns = set(compared(enough, short).tables["selection"].columns)
    assert columns <= set(TABLES["selection"].columns)
    assert {"scenario", "standing", "difference", "ci_low", "ci_high"} <= columns


def test_every_standing_has_words(enough, short):
    assert set(TABLES["selection"].measures["standing"].replace(",", " ").split()) >= {"best;"}
    assert set(standings(compared(enough, short)).values()) <= set(standing.STANDINGS)


def test_the_order_is_told_as_it_is_where_none_is_on_time(enough, short):
    def titles(*ensembles):
        return " ".join(listing.title for listing in compared(*ensembles).listings)

    other = told("other", replications=12, rate=370)
    assert "none is on time with 95% or more, so the surest" in titles(short, other)
    assert "then cheapest, then most dossiers" in titles(short, priced(enough, "fair", 10**9))
