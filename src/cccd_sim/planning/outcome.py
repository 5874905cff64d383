"""How the campaigns end: milestones by the deadline, how surely, and what holds them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cccd_sim.language import Language
from cccd_sim.planning.caveats import caveats
from cccd_sim.planning.ending import Ending, bridge_of, ending
from cccd_sim.planning.evaluation import REQUIRED
from cccd_sim.planning.headline import headline
from cccd_sim.planning.listings import listings
from cccd_sim.planning.standing import is_feasible, order, standing_table, tied, with_prices
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.tables import MILESTONES


def outcome(
    ensembles: Sequence[Ensemble],
    language: Language = "vi",
    required: float | None = None,
    differences: pd.DataFrame | None = None,
) -> Answer:
    """Return how the simulated campaigns end, the feasible ones first.

    Feasible is what has its dossiers on time; the other milestones are told beside it.

    Parameters
    ----------
    required
        Probability of being on time that makes a scenario feasible.
    differences
        The ``comparison`` table, where scenarios were compared with the first of them.
    """
    needed = REQUIRED if required is None else required
    found = with_prices([ending(each) for each in ensembles])
    endings = sorted(found, key=lambda one: order(one, needed))
    data: dict[str, Any] = {
        "language": language,
        "seed": ensembles[0].seed,
        "replications": max(one["replications"] for one in endings),
        "required_probability": needed,
        "required_is_met": all(is_feasible(one, needed) for one in endings),
        "best": endings[0]["scenario"],
        "scenarios": endings,
    }
    tables = {"bridge": bridge_table(ensembles)}
    if differences is not None:
        data["required_is_met"] = any(is_feasible(one, needed) for one in endings)
        data["baseline"] = ensembles[0].name
        data["comparison"] = differences.to_dict("records")
        tables["comparison"] = differences
        tables["selection"] = standing_table(
            endings, {each.name: each for each in ensembles}, needed
        )
        data["selection"] = tables["selection"].to_dict("records")
        data["not_told_apart"] = tied(data)
    return Answer(
        headline=headline(data, language),
        table=_side_by_side(endings),
        listings=listings(data, language),
        caveats=caveats(data, language),
        data=data,
        ensembles=tuple(ensembles),
        tables=tables,
    )


def bridge_table(ensembles: Sequence[Ensemble]) -> pd.DataFrame:
    """Return the ``bridge`` table."""
    rows = [{"scenario": each.name, **step} for each in ensembles for step in bridge_of(each)]
    return pd.DataFrame(rows).astype({"dossiers": float})


def _side_by_side(endings: Sequence[Ending]) -> pd.DataFrame:
    """Return one row per scenario, the feasible ones first."""
    return pd.DataFrame(_row(one) for one in endings)


def _row(one: Ending) -> dict[str, Any]:
    """Return how one scenario ends, as a row of numbers."""
    row = {
        "scenario": one["scenario"],
        "kits": one["kits"],
        "purchase_vnd": one["purchase_vnd"],
        "replications": one["replications"],
    }
    if one["cost"] is not None:
        row |= {"cost_vnd": one["cost"]["total_vnd"]["mean"]}
    for milestone in MILESTONES:
        found = one["milestones"][milestone]
        row |= {
            f"{milestone}_by_deadline": found["citizens"]["mean"],
            f"{milestone}_p05": found["citizens"]["p05"],
            f"{milestone}_p95": found["citizens"]["p95"],
            f"{milestone}_share_by_deadline": found["share"]["mean"],
            f"p_on_time_{milestone}": found["p_on_time"]["estimate"],
            f"{milestone}_finish_date_p50": found["finish"]["p50"],
        }
    return row
