"""run, compare: scenarios in, a run folder and the answer out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import Console
from cccd_sim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from cccd_sim.scenario.schema import Scenario


def run(  # noqa: PLR0913  (every parameter is an option)
    context: typer.Context,
    *,
    scenarios: options.Scenarios,
    replications: options.Replications = 30,
    seed: options.Seed = 1,
    jobs: options.Jobs = None,
    out: options.Out = None,
    force: options.Force = False,
    settings: options.Settings = None,
    lang: options.Lang = "vi",
    require: options.Require = None,
    known_parameters: options.Known = False,
    parquet: options.Parquet = False,
    events: options.Events = False,
    traces: options.Traces = None,
    quiet: options.Quiet = False,
    json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001  (read where errors are told)
) -> None:
    """Simulate scenarios and write a run folder; as ``compare``, against the first of them."""
    from cccd_sim.cli.job import Order, begin_and_carry_out  # noqa: PLC0415

    asked = load_all(scenarios, settings or [])
    check(str(context.info_name), asked, traces or [])
    order = Order(seed, jobs, out, force, parquet, Console(lang, quiet, json))
    options_ = {
        "require": require,
        "known_parameters": known_parameters,
        "events": events,
        "traces": traces or [],
    }
    begin_and_carry_out(context, asked, replications, order, options_)


def load_all(sources: Sequence[str], settings: Sequence[str]) -> list[Scenario]:
    """Return the scenarios asked for; every problem of every file is told at once."""
    from cccd_sim.scenario import merge  # noqa: PLC0415
    from cccd_sim.scenario.files import load_scenario  # noqa: PLC0415

    overrides = merge.settings(list(settings))
    found: list[Scenario] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            found.append(load_scenario(source, overrides))
        except ScenarioError as error:
            problems += [each for each in error.problems if each not in problems]
    if problems:
        raise ScenarioError(problems)
    return found


def check(verb: str, scenarios: Sequence[Scenario], traces: Sequence[str]) -> None:
    """Refuse names that clash, nothing to compare with, and traces of nobody."""
    from cccd_sim.experiment.replicate import check_names  # noqa: PLC0415
    from cccd_sim.planning.comparison import check_enough  # noqa: PLC0415
    from cccd_sim.planning.traces import Trace, check_traces  # noqa: PLC0415

    check_names(scenarios)
    if verb == "compare":
        check_enough(scenarios)
    check_traces([Trace(asked) for asked in traces], scenarios)
