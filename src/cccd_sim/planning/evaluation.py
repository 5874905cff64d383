"""Simulate scenarios and set the plain arithmetic beside them."""

from __future__ import annotations

from collections.abc import Sequence

from cccd_sim.experiment.replicate import Shelf, replicate_all
from cccd_sim.planning.capacity import bridge
from cccd_sim.planning.reach import reach
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.schema import Scenario


def evaluate(
    scenarios: Sequence[Scenario],
    replications: int,
    seed: int,
    jobs: int | None = None,
    known_parameters: bool = False,
    shelf: Shelf | None = None,
) -> list[Ensemble]:
    """Return the ensembles of scenarios, each with its bridge and its reach among its facts."""
    ensembles = replicate_all(scenarios, replications, seed, jobs, known_parameters, shelf)
    for scenario, ensemble in zip(scenarios, ensembles, strict=True):
        ensemble.facts.update(bridge=bridge(scenario), reach=reach(scenario))
    return ensembles
