"""Scenarios side by side: pairs, order, sentences."""

import numpy as np
import pytest

from cccd_sim.errors import UsageError
from cccd_sim.planning.comparison import compare, differences
from cccd_sim.planning.outcome import bound_by, outcome, reading
from cccd_sim.results.tables import TABLES


@pytest.fixture(scope="module")
def answer(tiny):
    many = tiny.with_(name="many", supply={"initial_kits": 6})
    plenty = tiny.with_(name="plenty", supply={"initial_kits": 12})
    return compare([tiny, plenty, many], replications=6, seed=1, jobs=1, language="en")


def test_differences_are_means_of_pairs(answer):
    table = answer.tables["comparison"]
    assert tuple(table.columns) == TABLES["comparison"].columns
    row = table.set_index(["scenario", "measure"]).loc[("many", "dossier_by_deadline")]
    first, many = (
        next(each for each in answer.ensembles if each.name == name).derived["replications"]
        for name in ("tiny", "many")
    )
    pairs = many["dossier_by_deadline"] - first["dossier_by_deadline"]
    assert row["difference"] == pytest.approx(pairs.mean())
    assert row["ci_low"] < row["difference"] < row["ci_high"]
    assert (row["baseline"], row["replications"]) == ("tiny", 6)


def test_every_measure_is_compared_and_probabilities_keep_a_safe_interval(answer):
    rows = answer.tables["comparison"].query("scenario == 'many'").set_index("measure")
    assert set(rows.index) >= {"dossier_share_by_deadline", "p_on_time_dossier", "kit_utilisation"}
    assert rows.loc["p_complete_dossier", "ci_low"] < 0 < rows.loc["p_complete_dossier", "ci_high"]


def test_feasible_scenarios_come_first_and_among_them_the_one_with_fewest_kits(answer):
    shown = answer.table
    feasible = shown["p_on_time_dossier"] >= 0.95
    assert feasible.tolist() == sorted(feasible, reverse=True)
    assert shown[feasible]["kits"].is_monotonic_increasing
    assert answer.data["best"] == shown["scenario"].iloc[0]


def test_the_sentence_names_the_best_and_its_gain_with_its_uncertainty(answer):
    assert answer.headline.startswith("2 of 3 scenarios are on time with probability 95% or more")
    assert "the one with fewest kits is many: before 22 March 2021" in answer.headline
    assert "against tiny +" in answer.headline
    assert "exact 95% interval" in answer.headline
    assert "6 replications, seed 1" in answer.headline


def test_the_caveat_says_what_the_intervals_do_not_hold(answer):
    assert "luck only" in answer.caveats[-1]


def test_a_scenario_compared_with_itself_differs_by_nothing(ensemble):
    twin = type(ensemble)(
        {**ensemble.facts, "name": "twin"}, 1, ensemble.replications, ensemble.derived
    )
    table = differences([ensemble, twin])
    known = table["difference"].dropna()
    assert (known == 0).all()


def test_one_scenario_cannot_be_compared(tiny):
    with pytest.raises(UsageError, match="compare needs at least two scenarios"):
        compare([tiny])


def test_one_replication_gives_an_answer_without_intervals(tiny):
    answer = compare([tiny, tiny.with_(name="b")], replications=1, jobs=1, language="en")
    assert np.isnan(answer.tables["comparison"]["ci_low"].iloc[0])
    assert '"ci_low": null' in answer.to_json()


def test_the_literal_hundred_percent_is_told_with_what_bounds_it(ensemble):
    answer = outcome([ensemble], "en")
    literal = answer.data["scenarios"][0]["literal_100_percent"]
    shares = ensemble.derived["replications"]["dossier_share_by_deadline"]
    assert literal["largest_share"] == shares.max()
    assert literal["bound_by"] == "absence"
    assert answer.listings[1].title == "The directive's literal 100%"


@pytest.mark.parametrize(
    ("never", "missed", "waiting", "bound"),
    [(10, 5, 1, "capacity"), (5, 10, 1, "absence"), (0, 0, 0, "nothing"), (0, 0, 5, "capacity")],
)
def test_what_most_people_left_out_belong_to_is_the_bound(never, missed, waiting, bound):
    left = {"never_summoned": never, "missed_summons": missed, "waiting": waiting}
    assert bound_by(left) == bound


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (25, "as the whole province: 25 per kit-day with 2 kits"),
        (50, "as per kit: 100 a day with 2 kits"),
        (30, "uses an observed rate, 30 per kit-day"),
    ],
)
def test_the_reading_of_fifty_a_day_is_told_where_a_rate_is_observed(ensemble, rate, words):
    rates = [{"from": "2021-01-06", "dossiers_per_kit_day": rate, "rate_is": "observed"}]
    facts = {**ensemble.facts, "rates": rates, "initial_kits": 2}
    observed = type(ensemble)(facts, 1, ensemble.replications, ensemble.derived)
    assert words in outcome([observed], "en").caveats[0]


def test_a_reachable_rate_has_no_reading(ensemble):
    assert reading(ensemble.facts) is None


def test_the_bridge_ends_with_the_simulated_mean(ensemble):
    facts = {**ensemble.facts, "bridge": [{"step": "arithmetic", "dossiers": 2400.0}]}
    bridged = type(ensemble)(facts, 1, ensemble.replications, ensemble.derived)
    answer = outcome([bridged], "en")
    assert answer.listings[-1].rows[0] == ("tiny", "arithmetic", "2,400")
    table = answer.tables["bridge"]
    assert table["dossiers"].iloc[-1] == pytest.approx(
        ensemble.derived["replications"]["dossier_by_deadline"].mean()
    )
    assert tuple(table.columns) == TABLES["bridge"].columns
