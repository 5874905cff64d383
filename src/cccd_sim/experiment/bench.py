"""The bench: replications of several scenarios, each simulated once, more of them when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from cccd_sim.analysis.costs import money_tables
from cccd_sim.analysis.districts import district_table
from cccd_sim.analysis.measures import measure, summarise
from cccd_sim.analysis.spread import spreads, twins_of
from cccd_sim.experiment.executor import Call, in_order
from cccd_sim.experiment.facts import facts_of
from cccd_sim.experiment.ignorance import BLOCK, unknown
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

    def simulate(self, counts: Mapping[str, int], twins: bool = False) -> None:
        """Simulate each scenario up to so many replications, and their twins where asked for."""
        wanted = [
            (name, number)
            for name, count in counts.items()
            for number in (*range(1, count + 1), *(self.twins(name, count) if twins else ()))
        ]
        missing = []
        for name, number in wanted:
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

    def expect(self, counts: Mapping[str, int]) -> None:
        """Tell the shelf how many replications there will be, twins included."""
        self.shelf.expect(
            sum(count + len(self.twins(name, count)) for name, count in counts.items())
        )

    def twins(self, name: str, count: int) -> Sequence[int]:
        """Return the twins of so many replications; none where nothing is unknown."""
        return range(0) if self._nothing_unknown[name] else twins_of(count)

    def seen(self, name: str, numbers: Iterable[int]) -> Ensemble:
        """Return replications that were simulated, as they are."""
        made = tuple(self._made[name, number] for number in numbers)
        return Ensemble({**self.facts[name], **self.drawn(name)}, self.seed, made)

    def drawn(self, name: str) -> dict[str, Any]:
        """Return what is drawn of the unknown parameters of a scenario, as facts."""
        unclear = 0 if self.known_parameters else len(unknown(self.scenarios[name]))
        return {
            "known_parameters": self.known_parameters,
            "unknown_parameters": unclear,
            "drawn_together": BLOCK if unclear else 1,
        }

    def ensemble(self, name: str, count: int, **more: Any) -> Ensemble:
        """Return the first so many replications with their derived tables.

        Parameters
        ----------
        more
            Facts to be added to those of the scenario.
        """
        made = self.seen(name, range(1, count + 1))
        drawn = self.drawn(name)
        derived: dict[str, pd.DataFrame] = {}
        ensemble = Ensemble({**made.facts, **more}, self.seed, made.replications, derived)
        measures = derived["replications"] = measure(ensemble)
        others = self.twins(name, count)
        twins = measure(self.seen(name, others)) if others else None
        parts = spreads(measures, twins, self._nothing_unknown[name])
        derived["summary"] = summarise(measures, parts, drawn["drawn_together"])
        derived["districts"] = district_table(ensemble)
        derived.update(money_tables(ensemble))
        return ensemble
