"""Which scenario is best, and which cannot be told apart from it.

Feasible first, then cheapest, then most dossiers. Where every scenario has costs, the cheapest is
the one whose simulated cost is least; else, and where replications were added until the best was
selected, the one whose kits are cheapest to buy: that is known. What is simulated counts as behind
only where a paired interval says so.
All intervals together hold with 95 % (Bonferroni: each at 5 % over their number).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cccd_sim.analysis.intervals import LEVEL, paired_interval, paired_proportion_interval
from cccd_sim.language import N_, Language, number, say
from cccd_sim.planning import cells
from cccd_sim.planning.ending import Ending
from cccd_sim.results.answer import Listing
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import TABLES

STANDINGS = {
    "best": N_("best"),
    "not_told_apart": N_("not told apart"),
    "costs_more": N_("costs more"),
    "less_surely": N_("less surely on time"),
    "fewer_dossiers": N_("fewer dossiers"),
}
"""How a scenario stands against the best, in words."""

SHOWN = 4
"""Names told in the sentence; the others are counted."""

Floats = NDArray[np.float64]


def is_feasible(one: Ending, required: float) -> bool:
    """Return whether the dossiers of a scenario are on time often enough."""
    return bool(one["milestones"]["dossier"]["p_on_time"]["estimate"] >= required)


def order(one: Ending, required: float) -> tuple[float, ...]:
    """Feasible first, the cheapest; the others by how sure and how far they are.

    Among equals of a selection the one that was selected.
    """
    dossier = one["milestones"]["dossier"]
    chance, reached = dossier["p_on_time"]["estimate"], dossier["citizens"]["mean"]
    selected = 0 if one["auto"] and one["auto"].get("is_left") else 1
    if is_feasible(one, required):
        return (0, one["price_vnd"], selected, -chance, -reached, one["kits_planned"])
    return (1, selected, -chance, -reached, one["price_vnd"], one["kits_planned"])


def with_prices(endings: Sequence[Ending]) -> list[Ending]:
    """Return the endings, each with the price by which they are compared."""
    simulated = all(one["cost"] and not one["auto"] for one in endings)
    return [
        {
            **one,
            "price_is": "simulated" if simulated else "purchase",
            "price_vnd": one["cost"]["total_vnd"]["mean"] if simulated else one["purchase_vnd"],
        }
        for one in endings
    ]


def standing_table(
    endings: Sequence[Ending], ensembles: Mapping[str, Ensemble], required: float
) -> pd.DataFrame:
    """Return the ``selection`` table: every scenario, the best first, against the best.

    Parameters
    ----------
    endings
        In their order, the best first.
    """
    best = endings[0]
    asked = 3 if best["price_is"] == "simulated" else 2
    level = 1 - (1 - LEVEL) / max(asked * (len(endings) - 1), 1)
    rows = []
    for rank, one in enumerate(endings, start=1):
        pair = ensembles[one["scenario"]], ensembles[best["scenario"]]
        against, dearer = _against(*pair, level), is_dearer(one, best, pair, level)
        rows.append(
            {
                "scenario": one["scenario"],
                "rank": rank,
                "standing": _standing(one, best, against, dearer, required),
                "purchase_vnd": one["purchase_vnd"],
                "p_on_time": one["milestones"]["dossier"]["p_on_time"]["estimate"],
                **({"cost_vnd": one["price_vnd"]} if one["price_is"] == "simulated" else {}),
                **(dict.fromkeys(against, np.nan) if one is best else against),
                "replications": one["replications"],
                "dropped_at": (one["auto"] or {}).get("dropped_at"),
            }
        )
    table = pd.DataFrame(rows)
    table = table[[column for column in TABLES["selection"].columns if column in table]]
    return table.astype({"dropped_at": "Int64"})


def _against(one: Ensemble, best: Ensemble, level: float) -> dict[str, float]:
    """Return the paired differences to the best, of the replications that both have."""
    pairs = min(len(one.runs), len(best.runs))
    here, there = (each.derived["replications"].iloc[:pairs] for each in (one, best))

    def both(measure: str) -> tuple[Floats, Floats]:
        return here[measure].to_numpy(float), there[measure].to_numpy(float)

    together = drawn_together(one, best)
    dossiers = paired_interval(*both("dossier_by_deadline"), level, together)
    chance = paired_proportion_interval(*both("on_time_dossier"), level)
    return {
        "difference": dossiers.mean,
        "ci_low": dossiers.low,
        "ci_high": dossiers.high,
        "p_difference": chance.mean,
        "p_ci_low": chance.low,
        "p_ci_high": chance.high,
    }


def drawn_together(one: Ensemble, other: Ensemble) -> int:
    """Return how many pairs of replications had their unknown parameters drawn together."""
    return int(max(each.facts["drawn_together"] for each in (one, other)))


def is_dearer(one: Ending, best: Ending, pair: tuple[Ensemble, Ensemble], level: float) -> bool:
    """Return whether a scenario costs more than the best: clearly so where cost is simulated."""
    if one["price_is"] == "purchase":
        return bool(one["price_vnd"] > best["price_vnd"])
    pairs = min(len(each.runs) for each in pair)
    here, there = (
        each.derived["replications"]["cost_vnd"].to_numpy(float)[:pairs] for each in pair
    )
    return paired_interval(here, there, level, drawn_together(*pair)).low > 0


def _standing(
    one: Ending, best: Ending, against: dict[str, float], dearer: bool, required: float
) -> str:
    """Return how a scenario stands against the best; NaN compares as not known."""
    if one is best:
        return "best"
    if is_feasible(one, required) and is_feasible(best, required):
        if dearer:
            return "costs_more"
    elif against["p_ci_high"] < 0 or _is_decided(one, best):
        return "less_surely"
    return "fewer_dossiers" if against["ci_high"] < 0 else "not_told_apart"


def _is_decided(one: Ending, best: Ending) -> bool:
    """Return whether a test has told that the best is on time surely enough, and this one not."""
    found, wanted = ((each["auto"] or {}).get("is_on_time") for each in (one, best))
    return found is False and wanted is True


def tied(data: dict[str, Any]) -> list[str]:
    """Return the scenarios that cannot be told apart from the best."""
    return [row["scenario"] for row in data["selection"] if row["standing"] == "not_told_apart"]


def tie(data: dict[str, Any], language: Language) -> str:
    """Return which scenarios cannot be told apart from the best, as a clause; empty if none."""
    names = tied(data)
    if not names:
        return ""
    told = ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        told = say(language, "{names} and {count} more", names=told, count=len(names) - SHOWN)
    return say(language, "; not told apart from it: {names}", names=told)


def price(one: Mapping[str, Any], language: Language) -> str:
    """Return what a scenario costs in all, or else what the kits that are bought cost."""
    if one["price_is"] == "simulated":
        return say(language, "{price} in all", price=cells.money(language, one["price_vnd"]))
    if not one["purchase_vnd"]:
        return say(language, "no kits to buy")
    return say(language, "kits for {price}", price=cells.money(language, one["purchase_vnd"]))


def listing(data: dict[str, Any], language: Language) -> Listing:
    """Return how every scenario stands against the best."""
    simulated = data["scenarios"][0]["price_is"] == "simulated"
    header = [
        N_("scenario"),
        N_("cost, million VND") if simulated else N_("kits bought, million VND"),
        N_("dossiers against the best"),
        N_("standing"),
    ]
    rows = [_row(row, language) for row in data["selection"]]
    counts = [row["replications"] for row in data["selection"]]
    if len(set(counts)) > 1:
        header.append(N_("runs"))
        rows = [(*row, number(language, count)) for row, count in zip(rows, counts, strict=True)]
    required = data["required_probability"]
    text = N_(
        "Which is best: on time with {required} or more, then cheapest, then most dossiers (all "
        "intervals together 95%)"
    )
    if not any(is_feasible(one, required) for one in data["scenarios"]):
        text = N_(
            "Which is best: none is on time with {required} or more, so the surest, then most "
            "dossiers (all intervals together 95%)"
        )
    title = say(language, text, required=cells.exactly(language, required))
    return cells.listing(language, title, header, rows)


def _row(row: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    """Return how one scenario stands: price, dossiers, and in words."""
    text = STANDINGS[row["standing"]]
    price_vnd = row.get("cost_vnd", row["purchase_vnd"])
    return (
        row["scenario"],
        number(language, price_vnd / 1e6),
        _difference(row, language),
        say(language, text),
    )


def _difference(row: Mapping[str, Any], language: Language) -> str:
    """Return the paired difference to the best with its interval."""
    if row["standing"] == "best":
        return "–"
    return cells.interval(language, row["difference"], row["ci_low"], row["ci_high"])
