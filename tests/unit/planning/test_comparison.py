"""Scenarios side by side: pairs, order, sentences."""

import numpy as np
import pytest

from cccd_sim.errors import UsageError
from cccd_sim.planning.comparison import compare, differences
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
    assert set(rows.index) >= {"dossier_share_by_deadline", "in_hand_by_deadline", "held_by_plant"}
    assert rows.loc["p_complete_dossier", "ci_low"] < 0 < rows.loc["p_complete_dossier", "ci_high"]


def test_feasible_scenarios_come_first(answer):
    shown = answer.table
    feasible = shown["p_on_time_dossier"] >= 0.95
    assert feasible.tolist() == sorted(feasible, reverse=True)
    assert answer.data["best"] == shown["scenario"].iloc[0]


def test_the_sentence_names_the_best_and_its_gain_with_its_uncertainty(answer):
    assert answer.headline.startswith("2 of 3 scenarios have their dossiers on time")
    best = answer.data["best"]
    assert f"the cheapest is {best}, " in answer.headline
    assert "against tiny +" in answer.headline
    assert "exact 95% interval" in answer.headline
    assert "6 replications, seed 1" in answer.headline


def test_a_scenario_compared_with_itself_differs_by_nothing(ensemble):
    twin = type(ensemble)({**ensemble.facts, "name": "twin"}, 1, ensemble.runs, ensemble.derived)
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
