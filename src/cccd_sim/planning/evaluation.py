"""Simulate scenarios and set the plain arithmetic beside them."""

from __future__ import annotations

from collections.abc import Sequence

from cccd_sim.errors import UsageError
from cccd_sim.experiment.bench import Shelf
from cccd_sim.experiment.precision import Auto
from cccd_sim.experiment.replicate import Replications, replicate_all
from cccd_sim.language import LANGUAGES, N_
from cccd_sim.planning.capacity import bridge
from cccd_sim.planning.input_names import name_of
from cccd_sim.planning.reach import reach
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.schema import Scenario

REQUIRED = 0.95
"""Probability of being on time from which a scenario counts as feasible, if none is stated."""


def automatic(
    compared: bool,
    required: float | None = None,
    within_days: float | None = None,
    within_dossiers: float | None = None,
) -> Auto:
    """Return what decides how many replications are enough.

    Parameters
    ----------
    compared
        Whether the best of several is wanted, or the numbers of each.
    required
        Probability of being on time that is required; stated, it is the question.
    """
    if compared:
        if within_days is not None:
            raise UsageError(
                N_(
                    "compare selects by dossiers: --within-dossiers says which difference does "
                    "not matter; --within-days is for run"
                )
            )
        wanted = REQUIRED if required is None else required
        return Auto(within_dossiers=within_dossiers, required=wanted, best=True)
    usual = Auto.within_days if within_days is None else within_days
    return Auto(usual, within_dossiers, required)


def evaluate(
    scenarios: Sequence[Scenario],
    replications: Replications,
    seed: int,
    jobs: int | None = None,
    known_parameters: bool = False,
    shelf: Shelf | None = None,
) -> list[Ensemble]:
    """Return the ensembles of scenarios, each with its bridge and its reach among its facts."""
    ensembles = replicate_all(scenarios, replications, seed, jobs, known_parameters, shelf)
    for scenario, ensemble in zip(scenarios, ensembles, strict=True):
        ensemble.facts.update(bridge=bridge(scenario), reach=reach(scenario))
        for entry in (*ensemble.facts.get("prices", ()), *ensemble.facts["assumptions"]):
            entry["title"] = titles(entry["path"])
    return ensembles


def titles(path: str) -> dict[str, str]:
    """Return what an entry with a number is called, in both languages."""
    return {language: name_of(language, tuple(path.split("."))) for language in LANGUAGES}
