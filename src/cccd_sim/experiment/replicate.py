"""Many replications of one scenario, or of several with the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cccd_sim.errors import UsageError
from cccd_sim.experiment.bench import Bench, NoShelf, Shelf
from cccd_sim.experiment.growing import grown
from cccd_sim.experiment.precision import Auto
from cccd_sim.language import N_
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.schema import Scenario

Replications = int | Literal["auto"] | Auto
"""How often a scenario is simulated: so often, or as often as it takes."""

MOST_REPLICATIONS = 99_999
"""Their files are numbered with five digits; nobody needs more."""


def replicate(
    scenario: Scenario,
    replications: Replications = 30,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
) -> Ensemble:
    """Simulate a scenario many times, each with its own luck.

    The same scenario, seed and number of replications give the same tables, bit for bit,
    for any number of processes.

    Parameters
    ----------
    replications
        How often; numbered from 1. ``"auto"``, or an ``Auto`` of your own: as often as it takes.
    seed
        The number behind all luck.
    jobs
        Most processes at a time; none stated: one per core.
    known_parameters
        Take every parameter written low, base and high at its base; else each replication draws
        its own.
    """
    return replicate_all([scenario], replications, seed, jobs, known_parameters)[0]


def replicate_all(
    scenarios: Sequence[Scenario],
    replications: Replications = 30,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    shelf: Shelf | None = None,
) -> list[Ensemble]:
    """Simulate several scenarios with common random numbers: the same luck in each.

    Parameters
    ----------
    shelf
        Where replications are looked for and kept; none stated: nowhere.
    """
    wanted = Auto() if isinstance(replications, str) else replications
    check_numbers(wanted if isinstance(wanted, int) else 1, seed, jobs)
    check_names(scenarios)
    bench = Bench(scenarios, seed, jobs, known_parameters, shelf or NoShelf())
    if isinstance(wanted, Auto):
        return grown(bench, wanted)
    counts = dict.fromkeys(bench.scenarios, wanted)
    bench.expect(counts)
    bench.simulate(counts, twins=True)
    return [bench.ensemble(name, count) for name, count in counts.items()]


def check_numbers(replications: int, seed: int, jobs: int | None) -> None:
    """Refuse numbers that mean nothing."""
    if not 1 <= replications <= MOST_REPLICATIONS:
        raise UsageError(
            N_("replications: from 1 to {most}, not {found}"),
            most=MOST_REPLICATIONS,
            found=replications,
        )
    if seed < 0:
        raise UsageError(N_("seed: 0 or more, not {found}"), found=seed)
    if jobs is not None and jobs < 1:
        raise UsageError(N_("jobs: at least 1, not {found}"), found=jobs)


def check_names(scenarios: Sequence[Scenario]) -> None:
    """Refuse scenarios that would share a name: it stands in every table and names files."""
    seen: set[str] = set()
    for scenario in scenarios:
        if scenario.name.casefold() in seen:
            raise UsageError(N_("two scenarios are called {name}"), name=scenario.name)
        seen.add(scenario.name.casefold())
