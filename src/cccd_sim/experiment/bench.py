"""The bench: replications of several scenarios, each simulated once, more of them when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from cccd_sim.analysis.costs import money_tables
from cccd_sim.analysis.districts import district_table
from cccd_sim.analysis.measures import measure, summarise
from cccd_sim.analysis.spread import spreads, twins_of
from cccd_sim.errors import UsageError
from cccd_sim.experiment.executor import Call, in_order
from cccd_sim.experiment.facts import facts_of
from cccd_sim.experiment.ignorance import BLOCK, unknown
from cccd_sim.language import N_
from cccd_sim.results.ensemble import Ensemble, Replication
from cccd_sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Kept(Protocol):
    """Where replications are kept: asked before one is simulated, told afterwards."""

    def find(self, scenario: str, number: int) -> Replication | None:
        """Return a replication kept earlier, if there is one."""

    def keep(self, scenario: str, replication: Replication) -> None:
        """Keep a replication just simulated."""


class Shelf(Kept, Protocol):
    """The same, and somebody beside it who wants to know how far the work is."""

    def expect(self, total: int) -> None:
        """Be told how many replications there will be in all, as far as one can tell."""


class NoShelf:
    """Keeps nothing."""

    def find(self, scenario: str, number: int) -> Replication | None:  # noqa: ARG002
        """Return nothing."""
        return None

    def keep(self, scenario: str, replication: Replication) -> None:
        """Do nothing."""

    def expect(self, total: int) -> None:
        """Do nothing."""


class Bench:
    """Where scenarios are simulated, all with the same luck.

    Parameters
    ----------
    scenarios
        No two of one name.
    seed
        The number behind all luck.
    jobs
        Most processes at a time; none stated: one per core.
    known_parameters
        Take every unknown parameter at its base value.
    shelf
        Where replications are looked for and kept.
    """

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        seed: int,
        jobs: int | None,
        known_parameters: bool,
        shelf: Shelf,
    ) -> None:
        self.scenarios = {each.name: each for each in scenarios}
        self.seed, self.jobs, self.known_parameters = seed, jobs, known_parameters
        self.shelf = shelf
        self.facts = {each.name: facts_of(each) for each in scenarios}
        self._nothing_unknown = {
            each.name: known_parameters or not unknown(each) for each in scenarios
        }
        self._made: dict[tuple[str, int], Replication] = {}

    def simulate(self, wanted: Mapping[str, Sequence[int]], twins: bool = False) -> None:
        """Simulate each scenario in these replications, and their twins where asked for."""
        missing = []
        for name, numbers in wanted.items():
            for number in (*numbers, *(self.twins(name, numbers) if twins else ())):
                if (name, number) in self._made:
                    continue
                found = self.shelf.find(name, number)
                if found is None:
                    missing.append((name, number))
                else:
                    self._made[name, number] = found
        calls = [
            Call(self.scenarios[name], self.seed, number, self.known_parameters)
            for name, number in missing
        ]
        for (name, number), replication in zip(missing, in_order(calls, self.jobs), strict=True):
            self.shelf.keep(name, replication)
            self._made[name, number] = replication

    def expect(self, wanted: Mapping[str, Sequence[int]]) -> None:
        """Tell the shelf how many replications there will be, twins included."""
        self.shelf.expect(
            sum(len(numbers) + len(self.twins(name, numbers)) for name, numbers in wanted.items())
        )

    def twins(self, name: str, numbers: Sequence[int]) -> Sequence[int]:
        """Return the twins of some replications; none where nothing is unknown."""
        return () if self._nothing_unknown[name] else twins_of(numbers)

    def seen(self, name: str, numbers: Iterable[int]) -> Ensemble:
        """Return replications that were simulated, as they are."""
        made = tuple(self._made[name, number] for number in numbers)
        return Ensemble({**self.facts[name], **self.drawn(name)}, self.seed, made)

    def drawn(self, name: str, numbers: Sequence[int] = ()) -> dict[str, Any]:
        """Return what is drawn of the unknown parameters of a scenario, as facts."""
        unclear = 0 if self.known_parameters else len(unknown(self.scenarios[name]))
        return {
            "known_parameters": self.known_parameters,
            "unknown_parameters": unclear,
            "drawn_together": BLOCK if unclear and in_blocks(numbers) else 1,
        }

    def ensemble(self, name: str, numbers: Sequence[int], **more: Any) -> Ensemble:
        """Return some replications with their derived tables.

        Parameters
        ----------
        more
            Facts to be added to those of the scenario.
        """
        drawn = self.drawn(name, numbers)
        others = self.seen(name, self.twins(name, numbers))
        derived: dict[str, pd.DataFrame] = {}
        origin = Batch(self.scenarios[name], self.seed, self.jobs, self.known_parameters)
        made = self.seen(name, numbers)
        ensemble = replace(
            made,
            facts={**made.facts, **drawn, **more},
            derived=derived,
            twins=others.runs,
            origin=origin,
        )
        measures = derived["replications"] = measure(ensemble)
        twins = measure(others) if others.runs else None
        parts = spreads(measures, twins, self._nothing_unknown[name])
        derived["summary"] = summarise(measures, parts, drawn["drawn_together"])
        derived["districts"] = district_table(ensemble)
        derived.update(money_tables(ensemble))
        return ensemble


@dataclass(frozen=True)
class Batch:
    """What an ensemble was simulated from; it can put several of them together.

    Parameters
    ----------
    scenario, seed, jobs, known_parameters
        As in :class:`Bench`.
    """

    scenario: Scenario
    seed: int
    jobs: int | None
    known_parameters: bool

    def merged(self, ensembles: Sequence[Ensemble]) -> Ensemble:
        """Return one ensemble of several; twins that only all of them together have are simulated.

        Raises
        ------
        UsageError
            If scenarios, seeds or known parameters differ, or a replication is there twice.
        """
        known: dict[int, Replication] = {}
        for each in ensembles:
            self._check(each)
            if twice := sorted(set(each.numbers) & set(known)):
                raise UsageError(
                    N_("{name}: replication {number} is in both ensembles; see first="),
                    name=each.name,
                    number=twice[0],
                )
            known.update((run.number, run) for run in each.runs)
        numbers = sorted(known)
        known.update((twin.number, twin) for each in ensembles for twin in each.twins)
        shelf = _Held(known)
        bench = Bench([self.scenario], self.seed, self.jobs, self.known_parameters, shelf)
        bench.simulate({self.scenario.name: numbers}, twins=True)
        return bench.ensemble(self.scenario.name, numbers)

    def _check(self, ensemble: Ensemble) -> None:
        """Refuse an ensemble of something else."""
        other, name = ensemble.origin, self.scenario.name
        if not isinstance(other, Batch):
            raise UsageError(N_("{name} was put together by hand: nothing to merge"), name=name)
        if other.scenario != self.scenario:
            raise UsageError(
                N_("{name} and {other} are not the same scenario: they cannot be merged"),
                name=name,
                other=other.scenario.name,
            )
        if other.seed != self.seed:
            raise UsageError(
                N_("{name}: seeds {one} and {other} differ; only one seed can be merged"),
                name=name,
                one=self.seed,
                other=other.seed,
            )
        if other.known_parameters != self.known_parameters:
            raise UsageError(
                N_("{name}: parameters are known in one ensemble and drawn in the other"), name=name
            )


class _Held(NoShelf):
    """Replications that are at hand."""

    def __init__(self, known: Mapping[int, Replication]) -> None:
        self.known = known

    def find(self, scenario: str, number: int) -> Replication | None:  # noqa: ARG002
        """Return a replication, if it is at hand."""
        return self.known.get(number)


def in_blocks(numbers: Sequence[int]) -> bool:
    """Tell whether each ten replications, one after the other, are drawn together.

    A last part of fewer than ten does no harm: then they count one by one anyway.
    """
    return all(
        (numbers[at] - 1) % BLOCK == 0 and numbers[at + BLOCK - 1] == numbers[at] + BLOCK - 1
        for at in range(0, len(numbers) - BLOCK + 1, BLOCK)
    )
