"""Money: what each scenario costs, and how often it is on time within a budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cccd_sim.analysis.costs import BUDGET, FEES, within_budget
from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.amounts import money
from cccd_sim.scenario.quantities import QuantityError
from cccd_sim.scenario.schema import Scenario

Data = dict[str, Any]
SPREAD = ("mean", "ci_low", "ci_high", "p05", "p50", "p80", "p95")


def budget_of(text: str | None, scenarios: Sequence[Scenario]) -> int | None:
    """Return the budget asked about, VND.

    Raises
    ------
    UsageError
        If it is no amount of money, or a scenario has no costs to hold against it.
    """
    if text is None:
        return None
    try:
        found = money(text)
    except QuantityError as error:
        raise UsageError(error.message, **error.values) from error
    unpriced = [each.name for each in scenarios if each.costs is None]
    if unpriced:
        raise UsageError(
            N_("--budget: without a section of costs nothing is priced: {names}"),
            names=", ".join(unpriced),
        )
    return found


def judged(ensembles: list[Ensemble], budget: int | None) -> list[Ensemble]:
    """Return the ensembles, each with how often it is on time within the budget, if any."""
    return ensembles if budget is None else [within_budget(each, budget) for each in ensembles]


def cost_of(ensemble: Ensemble, rows: dict[Any, dict[Any, Any]]) -> Data | None:
    """Return what a scenario costs, as plain data; None where nothing is priced.

    Parameters
    ----------
    rows
        The summary: measure to column to value.
    """
    if "cost_vnd" not in rows:
        return None
    costs = ensemble.derived["costs"]
    spent = costs[costs["head"] != FEES]
    chance = rows.get(f"p_{BUDGET}")
    return {
        "total_vnd": _spread(rows["cost_vnd"]),
        "per_dossier_vnd": _spread(rows["cost_per_dossier_vnd"]),
        "per_card_vnd": _spread(rows["cost_per_card_vnd"]),
        "by_head_vnd": _sums(spent, "head"),
        "by_funder_vnd": _sums(spent, "funder"),
        "fees_vnd": -int(costs.loc[costs["head"] == FEES, "vnd"].sum()),
        "budget_vnd": ensemble.facts.get("budget"),
        "p_on_time_within_budget": chance
        and {"estimate": chance["mean"], "ci_low": chance["ci_low"], "ci_high": chance["ci_high"]},
    }


def _spread(row: dict[Any, Any]) -> dict[str, float]:
    """Return mean, interval and quantiles of a measure."""
    return {column: float(row[column]) for column in SPREAD}


def _sums(spent: Any, by: str) -> dict[str, int]:
    """Return mean VND by head or by payer."""
    return {str(name): int(vnd) for name, vnd in spent.groupby(by)["vnd"].sum().items()}
