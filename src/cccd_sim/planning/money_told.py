"""Money in words: the clause of the sentence, and the table of what every scenario costs."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

from cccd_sim.analysis.costs import MARGINAL
from cccd_sim.language import N_, Language, number, percent, say
from cccd_sim.planning import cells
from cccd_sim.planning.ending import Ending
from cccd_sim.results.answer import Listing

Data = dict[str, Any]

NONE = "–"
MILLION, BILLION = 10**6, 10**9
ENDS = ("difference", "ci_low", "ci_high")


def are_priced(data: Data) -> bool:
    """Tell whether every scenario has costs, so that they can be compared."""
    return all(one["cost"] is not None for one in data["scenarios"])


def clause(one: Ending, language: Language) -> str:
    """Return what a scenario costs, as a clause; empty where nothing is priced."""
    cost = one["cost"]
    if cost is None:
        return ""
    told = say(
        language,
        "; it costs {total} (P5–P95: {low} to {high})",
        total=cells.money(language, cost["total_vnd"]["mean"]),
        low=cells.money(language, cost["total_vnd"]["p05"]),
        high=cells.money(language, cost["total_vnd"]["p95"]),
    )
    each = cost["per_dossier_vnd"]["mean"]
    if not isnan(each):
        told += say(language, ", {each} VND for a dossier in time", each=_vnd(each, language))
    chance = cost["p_on_time_within_budget"]
    if chance is None:
        return told
    return told + say(
        language,
        "; on time and within {budget} with probability {chance} (exact 95% interval {low} to "
        "{high})",
        budget=cells.money(language, cost["budget_vnd"]),
        chance=percent(language, chance["estimate"]),
        low=percent(language, chance["ci_low"]),
        high=percent(language, chance["ci_high"]),
    )


def listings(data: Data, language: Language) -> list[Listing]:
    """Return what every scenario costs, and how surely a budget holds."""
    endings = [one for one in data["scenarios"] if one["cost"] is not None]
    if not endings:
        return []
    shown = [_costs(endings, data, language)]
    if endings[0]["cost"]["budget_vnd"] is not None:
        shown.append(_budget(endings, language))
    return shown


def _costs(endings: Sequence[Ending], data: Data, language: Language) -> Listing:
    """Return what every scenario costs, side by side."""
    header = [
        N_("scenario"),
        N_("billion VND"),
        N_("P5–P95"),
        N_("VND for a dossier in time"),
        N_("VND for a card in hand"),
    ]
    if "baseline" in data:
        header.append(N_("million VND for the next 1,000 dossiers"))
    rows = []
    for one in endings:
        cost = one["cost"]
        row = [
            one["scenario"],
            _billions(cost["total_vnd"]["mean"], language),
            "–".join(_billions(cost["total_vnd"][end], language) for end in ("p05", "p95")),
            _vnd(cost["per_dossier_vnd"]["mean"], language),
            _vnd(cost["per_card_vnd"]["mean"], language),
        ]
        if "baseline" in data:
            row.append(_marginal(one["scenario"], data, language))
        rows.append(tuple(row))
    title = say(language, "What it costs, all payers together; fees are not taken off")
    return cells.listing(language, title, header, rows)


def _budget(endings: Sequence[Ending], language: Language) -> Listing:
    """Return how often each scenario is on time and within the budget."""
    rows = []
    for one in endings:
        chance = one["cost"]["p_on_time_within_budget"]
        interval = cells.span(language, chance["ci_low"], chance["ci_high"])
        rows.append((one["scenario"], percent(language, chance["estimate"]), interval))
    budget = cells.money(language, endings[0]["cost"]["budget_vnd"])
    title = say(language, "Dossiers on time, and the cost within {budget}", budget=budget)
    return cells.listing(
        language, title, (N_("scenario"), N_("probability"), N_("95% interval")), rows
    )


def _marginal(name: str, data: Data, language: Language) -> str:
    """Return what 1,000 more dossiers cost with a scenario instead of the first, or why not."""
    if name == data["baseline"]:
        return NONE
    for row in data["comparison"]:
        if row["scenario"] == name and row["measure"] == MARGINAL and not isnan(row["difference"]):
            ends = (number(language, row[end] / MILLION, 1) for end in ENDS)
            return "{} ({}…{})".format(*ends)
    return _why_not(name, data, language)


def _why_not(name: str, data: Data, language: Language) -> str:
    """Return why the next 1,000 dossiers have no price."""
    difference = cells.difference(name, "dossier", data)
    if difference["ci_high"] < 0:
        return say(language, "fewer dossiers")
    return say(language, "not clear")


def _billions(vnd: float, language: Language) -> str:
    """Return an amount in billion VND."""
    return number(language, vnd / BILLION, 2)


def _vnd(value: float, language: Language) -> str:
    """Return an amount in whole VND, a dash where there is none."""
    return NONE if isnan(value) else number(language, value)
