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
    first: int = 1,
) -> Ensemble:
    """Simulate a scenario many times, each with its own luck.

    The same scenario, seed and numbers of replications give the same tables, bit for bit,
    for any number of processes.

    Parameters
    ----------
    scenario
        What is simulated; :func:`load_scenario` reads one.
    replications
        How often. ``"auto"``, or an ``Auto`` of your own: as often as it takes.
    seed
        The number behind all luck.
    jobs
        Most processes at a time; none stated: one per core.
    known_parameters
        Take every parameter written low, base and high at its base; else each replication draws
        its own, in Latin hypercubes of ten replications (McKay, Beckman and Conover 1979).
    first
        Number of the first replication. Numbers 31 to 60 are ``replicate(…, 30, first=31)``, and
        :meth:`Ensemble.merged` makes one ensemble of 1 to 30 and these.

    Returns
    -------
    Ensemble
        Its tables: ``daily``, ``districts``, ``stations``, ``kits``, ``pipeline``, ``unserved``,
        ``replications``, ``summary()``, and ``costs`` where there are prices.

    Raises
    ------
    UsageError
        If a number means nothing.
    HookError
        If a hook fails or returns what cannot be used.

    Examples
    --------
    >>> from cccd_sim import load_scenario, replicate
    >>> ensemble = replicate(load_scenario("tests/tiny/tiny.yaml"), 3, seed=1, jobs=1)
    >>> ensemble.replications["dossier_by_deadline"].tolist()
    [1549, 1618, 1662]
    """
    return replicate_all([scenario], replications, seed, jobs, known_parameters, first=first)[0]


def replicate_all(
    scenarios: Sequence[Scenario],
    replications: Replications = 30,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    shelf: Shelf | None = None,
    first: int = 1,
) -> list[Ensemble]:
    """Simulate several scenarios with common random numbers: the same luck in each.

    Citizen 7 of a district and kit 3 of a delivery fare alike in every scenario, as far as the
    scenarios are alike: so differences are told apart with few replications.

    Parameters
    ----------
    scenarios
        No two of one name.
    replications, seed, jobs, known_parameters, first
        As in :func:`replicate`, the same for all.
    shelf
        Where replications are looked for and kept; none stated: nowhere.

    Returns
    -------
    list of Ensemble
        One for each scenario, in their order.
    """
    wanted = Auto() if isinstance(replications, str) else replications
    check_numbers(wanted if isinstance(wanted, int) else 1, seed, jobs, first)
    check_names(scenarios)
    bench = Bench(scenarios, seed, jobs, known_parameters, shelf or NoShelf())
    if isinstance(wanted, Auto):
        if first != 1:
            raise UsageError(N_("as many replications as it takes are numbered from 1"))
        return grown(bench, wanted)
    numbers = dict.fromkeys(bench.scenarios, range(first, first + wanted))
    bench.expect(numbers)
    bench.simulate(numbers, twins=True)
    return [bench.ensemble(name, wanted) for name, wanted in numbers.items()]


def check_numbers(replications: int, seed: int, jobs: int | None, first: int = 1) -> None:
    """Refuse numbers that mean nothing."""
    if not 1 <= replications <= MOST_REPLICATIONS:
        raise UsageError(
            N_("replications: from 1 to {most}, not {found}"),
            most=MOST_REPLICATIONS,
            found=replications,
        )
    if not 1 <= first <= MOST_REPLICATIONS + 1 - replications:
        raise UsageError(
            N_("first: from 1 to {most}, not {found}"),
            most=MOST_REPLICATIONS + 1 - replications,
            found=first,
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
