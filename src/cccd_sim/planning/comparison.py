"""Which scenario is better: differences pair by pair, the same luck in each scenario."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cccd_sim.analysis.intervals import paired_interval, paired_proportion_interval
from cccd_sim.analysis.measures import PROBABILITIES, UNITS
from cccd_sim.errors import UsageError
from cccd_sim.language import N_, Language
from cccd_sim.planning.evaluation import evaluate
from cccd_sim.planning.outcome import outcome
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.schema import Scenario


def compare(
    scenarios: Sequence[Scenario],
    replications: int = 30,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    language: Language = "vi",
) -> Answer:
    """Compare scenarios with the first of them, with common random numbers.

    Returns
    -------
    Answer
        ``table`` has one row per scenario, the feasible ones first; ``tables["comparison"]``
        the paired differences.
    """
    check_enough(scenarios)
    ensembles = evaluate(scenarios, replications, seed, jobs, known_parameters)
    return outcome(ensembles, language, differences=differences(ensembles))


def check_enough(scenarios: Sequence[object]) -> None:
    """Refuse to compare a scenario with nothing."""
    if len(scenarios) < 2:  # noqa: PLR2004
        raise UsageError(N_("compare needs at least two scenarios"))


def differences(ensembles: Sequence[Ensemble]) -> pd.DataFrame:
    """Return the ``comparison`` table: every measure of every scenario against the first."""
    baseline = ensembles[0]
    rows = [
        {"scenario": other.name, "baseline": baseline.name, **row}
        for other in ensembles[1:]
        for row in _paired(other, baseline)
    ]
    return pd.DataFrame(rows)


def _paired(other: Ensemble, baseline: Ensemble) -> list[dict[str, object]]:
    """Return the differences in every measure, replication by replication."""
    here, there = other.derived["replications"], baseline.derived["replications"]
    measures = {name: (name, unit) for name, unit in UNITS.items() if unit != "0 or 1"}
    measures |= {name: (source, "probability") for name, source in PROBABILITIES.items()}
    rows: list[dict[str, object]] = []
    for name, (column, unit) in measures.items():
        interval = paired_proportion_interval if unit == "probability" else paired_interval
        found = interval(here[column].to_numpy(float), there[column].to_numpy(float))
        rows.append(
            {
                "measure": name,
                "unit": unit,
                "difference": found.mean,
                "ci_low": found.low,
                "ci_high": found.high,
                "replications": len(here),
            }
        )
    return rows
