"""Many replications of one scenario, or of several with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from cccd_sim.analysis.districts import district_table
from cccd_sim.analysis.measures import measure, summarise
from cccd_sim.errors import UsageError
from cccd_sim.experiment.executor import Call, in_order
from cccd_sim.experiment.facts import facts_of
from cccd_sim.language import N_
from cccd_sim.results.ensemble import Ensemble, Replication
from cccd_sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


MOST_REPLICATIONS = 99_999
"""Their files are numbered with five digits; nobody needs more."""


class Shelf(Protocol):
    """Where replications are kept: asked before one is simulated, told afterwards."""

    def find(self, scenario: str, number: int) -> Replication | None:
        """Return a replication kept earlier, if there is one."""

    def keep(self, scenario: str, replication: Replication) -> None:
        """Keep a replication just simulated."""


class NoShelf:
    """Keeps nothing."""

    def find(self, scenario: str, number: int) -> Replication | None:  # noqa: ARG002
        """Return nothing."""
        return None

    def keep(self, scenario: str, replication: Replication) -> None:
        """Do nothing."""


def replicate(
    scenario: Scenario,
    replications: int = 30,
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
        How often; numbered from 1.
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
    replications: int = 30,
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
    check_numbers(replications, seed, jobs)
    check_names(scenarios)
    shelf = shelf or NoShelf()
    wanted = [(scenario, number) for scenario in scenarios for number in range(1, replications + 1)]
    kept = {(each.name, number): shelf.find(each.name, number) for each, number in wanted}
    missing = [
        Call(each, seed, number, known_parameters)
        for each, number in wanted
        if not kept[each.name, number]
    ]
    for call, replication in zip(missing, in_order(missing, jobs), strict=True):
        shelf.keep(call.scenario.name, replication)
        kept[call.scenario.name, call.number] = replication
    return [
        _ensemble(
            scenario, seed, (kept[scenario.name, number] for number in range(1, replications + 1))
        )
        for scenario in scenarios
    ]


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


def _ensemble(
    scenario: Scenario, seed: int, replications: Iterator[Replication | None]
) -> Ensemble:
    """Return the ensemble with its derived tables."""
    derived: dict[str, pd.DataFrame] = {}
    found = tuple(each for each in replications if each is not None)
    ensemble = Ensemble(facts_of(scenario), seed, found, derived)
    derived["replications"] = measure(ensemble)
    derived["summary"] = summarise(derived["replications"])
    derived["districts"] = district_table(ensemble)
    return ensemble
