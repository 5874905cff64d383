"""run, compare: scenarios in, a run folder and the answer out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import Console
from cccd_sim.errors import Problem, ScenarioError, UsageError
from cccd_sim.language import LANGUAGES, N_, say

if TYPE_CHECKING:
    from cccd_sim.experiment.precision import Auto
    from cccd_sim.scenario.schema import Scenario


def run(  # noqa: PLR0913  (every parameter is an option)
    context: typer.Context,
    *,
    scenarios: options.Scenarios,
    replications: options.ReplicationsOrAuto = "30",
    within_days: options.WithinDays = None,
    within_dossiers: options.WithinDossiers = None,
    seed: options.Seed = 1,
    jobs: options.Jobs = None,
    out: options.Out = None,
    force: options.Force = False,
    settings: options.Settings = None,
    lang: options.Lang = "vi",
    require: options.Require = None,
    budget: options.Budget = None,
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
    from cccd_sim.planning.money import budget_of  # noqa: PLC0415

    verb = str(context.info_name)
    count, auto = how_often(verb, replications, require, within_days, within_dossiers)
    asked = load_all(scenarios, settings or [])
    check(verb, asked, traces or [], events)
    order = Order(seed, jobs, out, force, parquet, Console(lang, quiet, json))
    options_: dict[str, Any] = {
        "require": require,
        "budget": budget_of(budget, asked),
        "known_parameters": known_parameters,
        "events": events,
        "traces": traces or [],
    }
    if auto is not None:
        options_["auto"] = auto.as_data()
    begin_and_carry_out(context, asked, count, order, options_)


def load_all(sources: Sequence[str], settings: Sequence[str]) -> list[Scenario]:
    """Return the scenarios asked for; every problem of every file is told at once."""
    from cccd_sim.scenario import merge  # noqa: PLC0415
    from cccd_sim.scenario.files import load_scenario  # noqa: PLC0415

    overrides = merge.settings(list(settings))
    found: list[Scenario] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            found.append(with_changes_told(load_scenario(source, overrides), overrides))
        except ScenarioError as error:
            problems += [each for each in error.problems if each not in problems]
    if problems:
        raise ScenarioError(problems)
    return found


def with_changes_told(scenario: Scenario, overrides: Mapping[str, str]) -> Scenario:
    """Return a scenario that says what was changed: its name and title do not."""
    from cccd_sim.scenario.fields import Title  # noqa: PLC0415

    if not overrides:
        return scenario
    changes = ", ".join(f"{key} = {value}" for key, value in overrides.items())
    texts = {}
    for language in LANGUAGES:
        before = [] if scenario.caveat is None else [getattr(scenario.caveat, language)]
        changed = say(language, "changed on the command line: {changes}", changes=changes)
        texts[language] = "; ".join([*before, changed])
    return scenario.model_copy(update={"caveat": Title(**texts)})


def how_often(
    verb: str,
    replications: str,
    require: float | None,
    within_days: float | None,
    within_dossiers: float | None,
) -> tuple[int, Auto | None]:
    """Return how many replications are asked for at first, and what decides how many in all."""
    from cccd_sim.experiment.ignorance import BLOCK  # noqa: PLC0415
    from cccd_sim.experiment.replicate import MOST_REPLICATIONS  # noqa: PLC0415
    from cccd_sim.planning.evaluation import automatic  # noqa: PLC0415

    if replications == "auto":
        if verb == "run" and require is not None and (within_days, within_dossiers) != (None, None):
            raise UsageError(
                N_(
                    "with --require the question is a probability, and neither days nor dossiers "
                    "decide: leave out --within-days and --within-dossiers"
                )
            )
        auto = automatic(verb == "compare", require, within_days, within_dossiers)
        return BLOCK, auto
    for name, value in (("within-days", within_days), ("within-dossiers", within_dossiers)):
        if value is not None:
            raise UsageError(N_("--{name} needs --replications auto"), name=name)
    if not replications.isdecimal() or not 1 <= int(replications[:9]) <= MOST_REPLICATIONS:
        raise UsageError(
            N_("--replications: a whole number from 1 to {most}, or auto; not {found}"),
            most=MOST_REPLICATIONS,
            found=replications,
        )
    return int(replications), None


def check(
    verb: str, scenarios: Sequence[Scenario], traces: Sequence[str], events: bool = False
) -> None:
    """Refuse names that clash, nothing to compare with, traces of nobody, records of a country."""
    from cccd_sim.experiment.replicate import check_names  # noqa: PLC0415
    from cccd_sim.planning.comparison import check_enough  # noqa: PLC0415
    from cccd_sim.planning.records import check_records  # noqa: PLC0415

    check_names(scenarios)
    if verb == "compare":
        check_enough(scenarios)
    check_records(scenarios, events, traces)
