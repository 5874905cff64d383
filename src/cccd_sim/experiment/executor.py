"""Replications one after the other, here or in worker processes; the order is always the same.

This module is what a worker process imports: nothing here or below may load pandas,
matplotlib or typer.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import BrokenLawError, HookError, UsageError
from cccd_sim.experiment.country import Each, Part, run_country
from cccd_sim.experiment.ignorance import drawn
from cccd_sim.language import N_
from cccd_sim.results.ensemble import TWIN, Replication
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Given = TypeVar("Given")
Made = TypeVar("Made")

IN_LINE_SECONDS = 2.0
"""Below this much work left, starting processes costs more than it saves."""

_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError)
"""What a fault of the program looks like while it simulates."""


class Call(NamedTuple):
    """One replication to be simulated.

    Parameters
    ----------
    number
        Whose luck it has; that of ``TWIN + n`` has the unknown parameters of number ``n``.
    known_parameters
        Take every unknown parameter at its base value.
    is_priced
        Count what it costs, where the scenario says so.
    """

    scenario: Scenario
    seed: int
    number: int
    known_parameters: bool = False
    is_priced: bool = True

    def settled(self) -> Scenario:
        """Return the scenario with the parameters of this replication."""
        if self.known_parameters:
            return self.scenario
        return drawn(self.scenario, self.seed, self.number % TWIN)

    def streams(self) -> Streams:
        """Return the luck of this replication."""
        return Streams(self.seed, self.number)


def run_one(call: Call, each: Each = map) -> Replication:
    """Simulate one replication; see :func:`faults_told`.

    Parameters
    ----------
    each
        What simulates the provinces of a country.
    """
    with faults_told(call):
        scenario = call.settled()
        if not call.is_priced:
            scenario = scenario.model_copy(update={"costs": None})
        if scenario.demand.provinces:
            return run_country(scenario, call.streams(), each)
        return Campaign(scenario, call.streams()).run()


@contextmanager
def faults_told(call: Call) -> Iterator[None]:
    """Say what is needed to see a fault of the model happen again.

    Raises
    ------
    BrokenLawError
        If anything fails within.
    HookError
        If it is a function of the scenario's own.
    """
    run = {"scenario": call.scenario.name, "seed": call.seed, "number": call.number}
    hooks = ", ".join(f"{use.kind}={use.name}" for use in call.scenario.hooks.used())
    try:
        yield
    except HookError as error:
        raise HookError(
            N_("scenario {scenario}, seed {seed}, replication {number}: {fault}"),
            **run,
            fault=str(error),
        ) from error.__cause__
    except (*_FAULTS, ValueError, BrokenLawError) as error:
        fault = f"{type(error).__name__}: {error}"
        if hooks:
            raise HookError(
                N_(
                    "the campaign broke down with functions of one's own ({hooks}) in scenario "
                    "{scenario}, seed {seed}, replication {number}: {fault}"
                ),
                hooks=hooks,
                **run,
                fault=fault,
            ) from error
        raise BrokenLawError(
            N_("internal error in scenario {scenario}, seed {seed}, replication {number}: {fault}"),
            **run,
            fault=fault,
        ) from error


def in_order(calls: Sequence[Call], jobs: int | None) -> Iterator[Replication]:
    """Yield the replications in the order of the calls, whatever the number of processes.

    The first ones are simulated here: they compile the kernel once for all processes and show
    how much work is left.

    Parameters
    ----------
    jobs
        Most processes at a time; none stated: one per core.
    """
    for place, call in enumerate(calls):
        began = time.perf_counter()
        replication = run_one(call, map if jobs == 1 else partial(first_here, jobs))
        seconds = time.perf_counter() - began
        yield replication
        left = calls[place + 1 :]
        compiled = place > 0
        if jobs != 1 and compiled and seconds * len(left) > IN_LINE_SECONDS:
            yield from spread(run_one, left, jobs)
            return


def first_here(
    jobs: int | None, function: Callable[[Given], Made], calls: Sequence[Given]
) -> Iterator[Made]:
    """Yield what a function makes of each call, in order; the first here, which compiles it."""
    yield function(calls[0])
    yield from spread(function, calls[1:], jobs)


def spread(
    function: Callable[[Given], Made], calls: Sequence[Given], jobs: int | None
) -> Iterator[Made]:
    """Yield what a function makes of each call, in order, worked out in worker processes."""
    from joblib import Parallel, cpu_count, delayed  # noqa: PLC0415  (0.2 s)

    packed: dict[int, bytes] = {}  # scenarios by identity: most calls are of a few
    for call in calls:
        if isinstance(call, Call | Part) and id(call.scenario) not in packed:
            packed[id(call.scenario)] = _packed(call.scenario)
    processes = min(jobs or cpu_count(), cpu_count(), len(calls))  # more would only wait
    parallel = Parallel(
        n_jobs=processes,
        return_as="generator",
        batch_size=1,  # in larger ones the last process would keep the others waiting
        pre_dispatch="3*n_jobs",
        initializer=_serve,
        initargs=(os.getpid(),),
    )
    yield from parallel(
        delayed(_with_scenario)(function, _without(call), packed[id(call.scenario)])
        if isinstance(call, Call | Part)
        else delayed(function)(call)
        for call in calls
    )


def _without(call: Any) -> Any:
    """Return a call without its scenario, which travels by itself."""
    return call._replace(scenario=None)


def _with_scenario(function: Callable[[Given], Made], call: Any, packed: bytes) -> Made:
    """Work out a call in a worker process, which knows the scenario as a rule."""
    return function(call._replace(scenario=_unpacked(packed)))


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)


def _packed(scenario: Scenario) -> bytes:
    """Pack a scenario to be sent to worker processes; refuse hooks that cannot be."""
    from joblib.externals.loky.backend.reduction import dumps  # noqa: PLC0415

    try:
        return bytes(dumps(scenario))
    except Exception as error:  # what cannot be pickled says so in any way it likes
        raise UsageError(
            N_(
                "the functions of {scenario} cannot be sent to other processes ({fault}); "
                "use jobs=1, or functions that hold no open files, locks or connections"
            ),
            scenario=scenario.name,
            fault=f"{type(error).__name__}: {error}",
        ) from error


def _serve(parent: int) -> None:
    """Prepare a worker: Ctrl-C is the parent's business, and nobody outlives the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    """End this process soon after its parent is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
