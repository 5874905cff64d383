"""Trials: single replications of many cases, for questions that ask again and again.

A question is a function of trials and nothing else, so a notebook that remembers them lets an
interrupted one go on: it is asked again from the start, and what was tried is looked up.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from cccd_sim.analysis import trajectories
from cccd_sim.experiment.executor import Call, run_one, spread
from cccd_sim.experiment.facts import facts_of
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.provenance import own_version
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.schema import Scenario

FRESH = 20_000
"""Replications from the next one on are kept for certificates: no search may look at them."""

WORTH_SPREADING = 0.05
"""Seconds a trial takes from which worker processes save time."""

MANY_CITIZENS = 500_000
"""Citizens of a province whose trials take longer than that, as is known before the first."""


class Case(NamedTuple):
    """A variant of a scenario, with the name it has in the tables of one question."""

    name: str
    scenario: Scenario


class Outcome(NamedTuple):
    """What one replication came to.

    Parameters
    ----------
    reached
        Residents at each milestone before the deadline.
    days
        Day on which the province meets its target of each milestone, NaN if it never does.
    taken
        Residents with a dossier before the deadline, by district.
    district_days
        Day on which each district meets its target of dossiers, NaN if it never does.
    """

    reached: tuple[int, ...]
    days: tuple[float, ...]
    taken: tuple[int, ...]
    district_days: tuple[float, ...]


class Notebook(Protocol):
    """Where trials are written down, a line each."""

    def lines(self) -> Iterable[str]:
        """Return what was written so far."""

    def add(self, line: str) -> None:
        """Write a line down for good."""


class Watch(Protocol):
    """Who wants to know how far the work is."""

    def expect(self, total: int) -> None:
        """Be told how many trials there will be in all, as far as one can tell."""

    def step(self) -> None:
        """Be told that one more is done."""


class Forgetful:
    """Remembers nothing and watches nothing."""

    def lines(self) -> Iterable[str]:
        """Return nothing."""
        return ()

    def add(self, line: str) -> None:
        """Do nothing."""

    def expect(self, total: int) -> None:
        """Do nothing."""

    def step(self) -> None:
        """Do nothing."""


class Laboratory:
    """Where cases are tried, each with the luck of a numbered replication.

    The same number is the same luck in every case (common random numbers), and the same place of
    every unknown parameter within its range.

    Parameters
    ----------
    seed
        The number behind all luck.
    jobs
        Most processes at a time; none stated: one per core.
    known_parameters
        Take every unknown parameter at its base value.
    notebook
        Where trials are looked up and written down; none stated: nowhere.
    watch
        Who is told how far the work is.
    """

    def __init__(
        self,
        seed: int = 1,
        jobs: int | None = None,
        known_parameters: bool = False,
        notebook: Notebook | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.seed, self.jobs, self.known_parameters = seed, jobs, known_parameters
        self.notebook, self.watch = notebook or Forgetful(), watch or Forgetful()
        self.tried: dict[tuple[str, int], Outcome] = {}
        """Every trial of this question, by the name of its case and its number, in order."""
        self._known = dict(_read(self.notebook.lines()))
        self._keys: dict[str, str] = {}
        self._seconds = 0.0

    def try_(self, case: Case, numbers: Iterable[int]) -> list[Outcome]:
        """Return what a case comes to in some replications, in that order."""
        return self.try_all([(case, number) for number in numbers])

    def try_all(self, trials: Sequence[tuple[Case, int]]) -> list[Outcome]:
        """Return what some trials come to, in that order; those known are not simulated again."""
        missing: dict[str, tuple[Case, int]] = {}  # cases may be the same under two names
        for case, number in trials:
            key = self._key(case, number)
            if key not in self._known:
                missing.setdefault(key, (case, number))
        calls = [Call(*self._call(*trial)) for trial in missing.values()]
        for key, outcome in zip(missing, self._outcomes(calls), strict=True):
            self._known[key] = outcome
            self.notebook.add(_written(key, outcome))
            self.watch.step()
        simulated = {(case.name, number) for case, number in missing.values()}
        for case, number in trials:  # in this order, whatever was known from an interrupted run
            if (case.name, number) not in self.tried:
                self.tried[case.name, number] = self._known[self._key(case, number)]
                if (case.name, number) not in simulated:
                    self.watch.step()
        return [self.tried[case.name, number] for case, number in trials]

    @property
    def spent(self) -> int:
        """Return how many replications this question has taken so far."""
        return len(self.tried)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield every trial as a row of the ``trials`` table."""
        for (name, number), outcome in self.tried.items():
            row: dict[str, Any] = {"case": name, "replication": number}
            for milestone, reached, day in zip(
                MILESTONES, outcome.reached, outcome.days, strict=True
            ):
                row |= {f"{milestone}_by_deadline": reached, f"{milestone}_finish_day": day}
            yield row

    def lines(self) -> Iterator[str]:
        """Yield every trial as a line of a notebook."""
        for key, outcome in self._known.items():
            yield _written(key, outcome)

    def _call(self, case: Case, number: int) -> tuple[Scenario, int, int, bool]:
        return case.scenario, self.seed, number, self.known_parameters

    def _key(self, case: Case, number: int) -> str:
        """Return what a trial hangs on: input, seed, number, and the program's version."""
        if case.name not in self._keys:
            text = json.dumps(case.scenario.model_dump(mode="json"), sort_keys=True)
            parts = [text, str(self.seed), str(self.known_parameters), own_version()]
            parts += [hooks] if (hooks := case.scenario.hooks.key()) else []
            self._keys[case.name] = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        return f"{self._keys[case.name]}:{number}"

    def _outcomes(self, calls: Sequence[Call]) -> Iterator[Outcome]:
        """Yield what calls come to, in order; in worker processes where that saves time."""
        many = 2
        districts = calls[0].scenario.demand.districts if calls else ()
        if sum(district.eligible for district in districts) > MANY_CITIZENS:
            self._seconds = max(self._seconds, 2 * WORTH_SPREADING)
        for at, call in enumerate(calls):
            left = calls[at:]
            if self.jobs != 1 and self._seconds > WORTH_SPREADING and len(left) >= many:
                yield from spread(outcome_of, left, self.jobs)
                return
            began = time.perf_counter()
            outcome = outcome_of(call)
            if at:  # the first of all may have compiled
                self._seconds = time.perf_counter() - began
            yield outcome


_last: list[tuple[Scenario, dict[str, Any]]] = []
"""The last scenario tried and its facts: trials of one come one after another."""


def outcome_of(call: Call) -> Outcome:
    """Simulate a replication and return what it comes to."""
    if not _last or _last[0][0] is not call.scenario:
        _last[:] = [(call.scenario, facts_of(call.scenario))]
    ensemble = Ensemble(_last[0][1], call.seed, (run_one(call._replace(is_priced=False)),))
    reached = [trajectories.province_by_deadline(ensemble, each)[0] for each in MILESTONES]
    days = [trajectories.province_finish_days(ensemble, each)[0] for each in MILESTONES]
    return Outcome(
        tuple(int(each) for each in reached),
        tuple(float(each) for each in days),
        tuple(trajectories.by_deadline(ensemble, "dossier")[0].tolist()),
        tuple(trajectories.finish_days(ensemble, "dossier")[0].tolist()),
    )


def _written(key: str, outcome: Outcome) -> str:
    """Return a trial as a line of a notebook."""
    return json.dumps([key, *outcome])


def _read(lines: Iterable[str]) -> Iterator[tuple[str, Outcome]]:
    """Yield the trials of a notebook; a line that is not whole is left out."""
    for line in lines:
        try:
            key, *parts = json.loads(line)
            yield key, Outcome(*(tuple(part) for part in parts))
        except (ValueError, TypeError):
            continue
