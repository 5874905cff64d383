"""Costs of made-up replications, counted by hand: measures, tables, a budget, the next dossiers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cccd_sim.analysis.costs import marginal_cost, money_tables, within_budget
from cccd_sim.experiment.replicate import replicate
from cccd_sim.results.ensemble import Ensemble, Replication

MARCH = int(np.datetime64("2021-03", "M").astype(int))
LINES = [
    {"line": "kits", "head": "equipment", "unit": "kit", "unit_price": 100, "funder": None},
    {"line": "premises", "head": "premises", "unit": "station-day", "unit_price": 10},
    {"line": "fees", "head": "fees", "unit": "dossier", "unit_price": -5},
]
ORIGIN = {"source": "made up", "grade": "L", "event": "none"}


def replication(number, *rows):
    """Return a replication of rows (line, funder, months after March, quantity, vnd)."""
    line, funder, month, quantity, vnd = zip(*rows, strict=True)
    return Replication(
        number,
        {
            "costs": {
                "line": np.array(line),
                "funder": np.array(funder),
                "month": MARCH + np.array(month),
                "quantity": np.array(quantity, float),
                "vnd": np.array(vnd, np.int64),
            }
        },
    )


@pytest.fixture
def made():
    replications = (
        replication(1, ("kits", "provincial", 0, 2, 201), ("premises", "district", 0, 3, 30)),
        replication(2, ("kits", "provincial", 1, 2, 200), ("fees", "central", 1, 7, -35)),
        replication(3, ("kits", "provincial", 1, 2, 200), ("premises", "district", 1, 1, 10)),
    )
    facts = {"name": "made-up", "cost_lines": [{**line, **ORIGIN} for line in LINES]}
    return Ensemble(facts, 1, replications)


def test_both_tables_have_the_same_sums_and_the_rounded_total(made):
    tables = money_tables(made)
    costs, lines = tables["costs"], tables["cost_lines"]
    for keys in (["head"], ["funder"], ["head", "funder"]):
        pd.testing.assert_series_equal(
            costs.groupby(keys)["vnd"].sum(), lines.groupby(keys)["vnd"].sum()
        )
    assert costs.loc[costs["head"] != "fees", "vnd"].sum() == round((231 + 200 + 210) / 3)


def test_a_month_without_spending_counts_as_nothing(made):
    costs = money_tables(made)["costs"].set_index(["head", "month"])
    march = costs.loc[("equipment", pd.Timestamp("2021-03-01"))]
    assert march["vnd"] == 67
    assert march["vnd_p05"] == 0
    assert march["vnd_p95"] == round(0.9 * 201)  # of 0, 0 and 201


def test_lines_tell_quantity_price_and_origin(made):
    lines = money_tables(made)["cost_lines"].set_index("line")
    assert lines.index.tolist() == ["kits", "premises", "fees"]
    assert lines.loc["premises", "quantity"] == pytest.approx(4 / 3)
    assert lines.loc["premises", "vnd_at_unit_price"] == 13
    assert lines.loc["fees", "vnd"] == -12
    assert lines.loc["kits", "source"] == "made up"


def test_measures_leave_fees_out_and_divide_by_what_is_in_time(ensemble):
    measures, costs = ensemble.derived["replications"], ensemble.derived["costs"]
    spent = costs.loc[costs["head"] != "fees", "vnd"].sum()
    assert measures["cost_vnd"].mean() == pytest.approx(spent, abs=0.5)
    each = measures["cost_vnd"] / measures["dossier_by_deadline"]
    np.testing.assert_allclose(measures["cost_per_dossier_vnd"], each)
    cards = measures["cost_vnd"] / measures["in_hand_by_deadline"]
    np.testing.assert_allclose(measures["cost_per_card_vnd"], cards)


def test_a_budget_is_held_together_with_the_deadline_not_apart_from_it(ensemble):
    measures = ensemble.derived["replications"]
    measures = measures.assign(
        on_time_dossier=[1, 1, 1, 1, 0, 0, 0, 0], cost_vnd=[5, 5, 9, 9, 5, 5, 9, 9]
    )
    made = Ensemble(
        ensemble.facts, 1, ensemble.runs, {**ensemble.derived, "replications": measures}
    )
    judged = within_budget(made, 6)
    assert judged.derived["replications"]["on_time_within_budget"].tolist() == [1, 1] + [0] * 6
    row = judged.summary().set_index("measure").loc["p_on_time_within_budget"]
    assert row["mean"] == 0.25
    assert 0.03 < row["ci_low"] < 0.04  # exact binomial: 2 of 8
    assert 0.65 < row["ci_high"] < 0.66


def test_without_costs_there_is_neither_measure_nor_table(tiny):
    free = replicate(tiny.model_copy(update={"costs": None}), 2, 1, jobs=1)
    assert "cost_vnd" not in free.derived["replications"]
    assert "costs" not in free.derived
    assert "prices" not in free.facts
    assert within_budget(free, 1) is free


def test_drawn_prices_spread_the_cost_and_known_ones_do_not(tiny):
    unclear = tiny.with_(
        supply={
            "kit_price": {
                "low": "100 million VND",
                "base": "150 million VND",
                "high": "300 million VND",
            }
        }
    )
    drawn = replicate(unclear, 4, 1, jobs=1).derived["cost_lines"].set_index("line")
    known = replicate(unclear, 4, 1, jobs=1, known_parameters=True)
    fixed = known.derived["cost_lines"].set_index("line")
    assert drawn.loc["kits", "vnd_p95"] > drawn.loc["kits", "vnd_p05"]
    assert fixed.loc["kits", "vnd_p95"] == fixed.loc["kits", "vnd_p05"] == 450_000_000
    assert drawn.loc["kits", "unit_price"] == fixed.loc["kits", "unit_price"] == 150_000_000


# ---- the next dossiers ---------------------------------------------------------------------------


def pair(costs, dossiers):
    return pd.DataFrame({"cost_vnd": costs, "dossier_by_deadline": dossiers})


def test_the_next_thousand_dossiers_cost_the_difference_over_the_difference():
    there = pair([100, 110, 90, 100], [1000, 1010, 990, 1000])
    here = pair([200, 212, 191, 201], [1050, 1061, 1041, 1052])
    found = marginal_cost(here, there)
    assert found.mean == pytest.approx(1000 * 404 / 204)
    assert found.low < found.mean < found.high


def test_they_have_no_price_where_more_dossiers_are_not_clear():
    there = pair([100, 110, 90, 100], [1000, 1010, 990, 1000])
    here = pair([200, 212, 191, 201], [1050, 960, 1041, 950])
    assert np.isnan(marginal_cost(here, there).mean)


def test_they_have_no_price_where_there_are_fewer():
    there = pair([100, 110, 90, 100], [1000, 1010, 990, 1000])
    assert np.isnan(marginal_cost(pair(there["cost_vnd"], [500, 511, 492, 501]), there).mean)
