"""Costs: what a campaign costs in all, for a card and a dossier; by head, payer and month."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from cccd_sim.analysis.intervals import Interval, proportion_interval, ratio_interval
from cccd_sim.analysis.trajectories import Floats
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import TABLES

FEES = "fees"
"""Head of the money that comes in; it is no part of the cost."""

STEP = 1000
"""Dossiers of which the next so many are priced."""

MARGINAL = "cost_per_1000_more_dossiers"
"""Measure of the comparison: VND for the next 1,000 dossiers in time."""

BUDGET = "on_time_within_budget"
"""Yes-or-no measure of a replication."""

DECIMALS = 6
"""Decimals of a quantity, as many as a table of the run folder keeps."""


def are_priced(ensemble: Ensemble) -> bool:
    """Tell whether a scenario has costs."""
    return "cost_lines" in ensemble.facts


def cost_measures(ensemble: Ensemble, measures: pd.DataFrame) -> pd.DataFrame:
    """Return the measures of replications with what each costs, in VND, without fees.

    In all, for a resident's dossier taken before the deadline, and for a card in hand by then;
    nothing where there is none of these.
    """
    if not are_priced(ensemble):
        return measures
    cells = _cells(ensemble)
    spent = cells[cells["head"] != FEES].groupby("replication")["vnd"].sum()
    cost = spent.reindex(measures["replication"], fill_value=0).to_numpy()
    return measures.assign(
        cost_vnd=cost,
        cost_per_dossier_vnd=_each(cost, measures["dossier_by_deadline"]),
        cost_per_card_vnd=_each(cost, measures["in_hand_by_deadline"]),
    )


def within_budget(ensemble: Ensemble, budget: int) -> Ensemble:
    """Return an ensemble that also says how often it is on time and within a budget, jointly.

    Nothing is said of a scenario without costs.

    Parameters
    ----------
    budget
        VND for all payers together; fees do not add to it.
    """
    if not are_priced(ensemble):
        return ensemble
    measures = ensemble.derived["replications"]
    met = (measures["on_time_dossier"] == 1) & (measures["cost_vnd"] <= budget)
    share = proportion_interval(int(met.sum()), len(met))
    row = {
        "scenario": ensemble.name,
        "measure": f"p_{BUDGET}",
        "unit": "probability",
        "mean": share.mean,
        "ci_low": share.low,
        "ci_high": share.high,
        "replications": len(met),
    }
    summary = ensemble.summary()
    derived = {
        **ensemble.derived,
        "replications": measures.assign(**{BUDGET: met.astype(int)}),
        "summary": pd.concat([summary, pd.DataFrame([row])], ignore_index=True),
    }
    return replace(ensemble, facts={**ensemble.facts, "budget": budget}, derived=derived)


def marginal_cost(here: pd.DataFrame, there: pd.DataFrame) -> Interval:
    """Return what 1,000 more dossiers in time cost by a lever, VND.

    The difference in cost over the difference in dossiers, both paired: ``here`` with the lever,
    ``there`` without it, the ``replications`` tables of both. With its interval after Fieller;
    empty unless there are clearly more dossiers with it.
    """
    names = ("cost_vnd", "dossier_by_deadline")
    cost, dossiers = (here[name].to_numpy(float) - there[name].to_numpy(float) for name in names)
    found = ratio_interval(STEP * cost, dossiers)
    return found if dossiers.mean() > 0 else Interval(np.nan, np.nan, np.nan)


def money_tables(ensemble: Ensemble) -> dict[str, pd.DataFrame]:
    """Return the tables ``costs`` and ``cost_lines``; none where nothing is priced.

    Means are rounded cell by cell so that both tables have the same sums, to the đồng, and their
    total is the rounded mean of the total.
    """
    if not are_priced(ensemble):
        return {}
    cells = _cells(ensemble)
    runs = len(ensemble.runs)
    keys = ["line", "head", "funder", "month"]
    exact = cells.groupby(keys, sort=False, observed=True)["vnd"].sum().div(runs).reset_index()
    fees = exact["head"] == FEES
    whole = pd.concat([_rounded(exact[~fees]), _rounded(exact[fees])])
    return {
        "costs": _by_head(ensemble, cells, whole),
        "cost_lines": _by_line(ensemble, cells, whole),
    }


def _by_head(ensemble: Ensemble, cells: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return the ``costs`` table."""
    keys = ["head", "funder", "month"]
    table = _with_quantiles(ensemble, cells, whole, keys)
    table["month"] = table["month"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
    return _finished(ensemble, "costs", table)


def _by_line(ensemble: Ensemble, cells: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return the ``cost_lines`` table."""
    keys, runs = ["line", "funder"], len(ensemble.runs)
    table = _with_quantiles(ensemble, cells, whole, keys)
    quantity = cells.groupby(keys)["quantity"].sum() / runs
    table["quantity"] = (
        quantity.loc[list(zip(table["line"], table["funder"], strict=True))]
        .round(DECIMALS)
        .to_numpy()
    )
    about = pd.DataFrame(ensemble.facts["cost_lines"]).set_index("line")
    for column in ("head", "unit", "unit_price", "source", "grade", "event"):
        table[column] = about.loc[table["line"], column].to_numpy()
    table["vnd_at_unit_price"] = (table["quantity"] * table["unit_price"]).round().astype(int)
    order = {name: place for place, name in enumerate(about.index)}
    table = table.sort_values("line", key=lambda names: names.map(order), kind="stable")
    return _finished(ensemble, "cost_lines", table)


def _with_quantiles(
    ensemble: Ensemble, cells: pd.DataFrame, whole: pd.DataFrame, keys: list[str]
) -> pd.DataFrame:
    """Return whole mean VND by some keys, with the 5 % and 95 % quantiles of replications.

    A replication in which nothing of the kind happened counts as 0.
    """
    table = whole.groupby(keys)["vnd"].sum().reset_index()
    numbers = [each.number for each in ensemble.runs]
    each = cells.pivot_table("vnd", index=keys, columns="replication", aggfunc="sum", fill_value=0)
    values = each.reindex(columns=numbers, fill_value=0).loc[table.set_index(keys).index]
    for column, share in (("vnd_p05", 0.05), ("vnd_p95", 0.95)):
        found = np.quantile(values.to_numpy(float), share, axis=1)
        table[column] = np.rint(found).astype(np.int64)
    return table


def _finished(ensemble: Ensemble, name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its scenario and its columns in order."""
    table.insert(0, "scenario", ensemble.name)
    return table[list(TABLES[name].columns)].reset_index(drop=True)


def _cells(ensemble: Ensemble) -> pd.DataFrame:
    """Return what each line cost: replication, line, head, funder, month, quantity, vnd."""
    parts = [each.tables["costs"] for each in ensemble.runs]
    columns: dict[str, Any] = {
        name: np.concatenate([part[name] for part in parts])
        for name in ("line", "funder", "month", "quantity", "vnd")
    }
    lengths = [len(part["line"]) for part in parts]
    columns["replication"] = np.repeat([each.number for each in ensemble.runs], lengths)
    found = pd.DataFrame(columns)
    heads = {each["line"]: each["head"] for each in ensemble.facts["cost_lines"]}
    found.insert(2, "head", found["line"].map(heads))
    return found


def _rounded(exact: pd.DataFrame) -> pd.DataFrame:
    """Return cells in whole VND whose sum is the sum of the exact ones, rounded."""
    upto = np.rint(exact["vnd"].cumsum().to_numpy()).astype(np.int64)
    return exact.assign(vnd=np.diff(upto, prepend=0))


def _each(cost: Floats, count: pd.Series[Any]) -> Floats:
    """Return the cost of one, nothing where there is none."""
    number = count.to_numpy(float)
    found = np.full(number.size, np.nan)
    np.divide(cost, number, out=found, where=number > 0)
    return found
