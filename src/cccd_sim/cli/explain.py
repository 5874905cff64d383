"""explain: why a campaign is late, cause by cause."""

from __future__ import annotations

from typing import Annotated

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import Console
from cccd_sim.language import say

Replications = Annotated[
    int,
    typer.Option(
        "--replications",
        metavar="N",
        min=1,
        max=1000,
        help=say(
            options.HELP, "Replications of every combination of causes; eight causes have 256."
        ),
    ),
]


def explain(  # noqa: PLR0913  (every parameter is an option)
    context: typer.Context,
    *,
    scenario: options.OneScenario,
    milestone: options.OfMilestone = "dossier",
    replications: Replications = 3,
    seed: options.Seed = 1,
    jobs: options.Jobs = None,
    out: options.Out = None,
    force: options.Force = False,
    settings: options.Settings = None,
    lang: options.Lang = "vi",
    known_parameters: options.Known = False,
    parquet: options.Parquet = False,
    quiet: options.Quiet = False,
    json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001  (read where errors are told)
) -> None:
    """Tell why a campaign is late, days and citizens by cause, and write a run folder."""
    from cccd_sim.cli.job import Order, begin_and_carry_out  # noqa: PLC0415
    from cccd_sim.cli.run import load_all  # noqa: PLC0415
    from cccd_sim.planning.one_province import refuse_a_country  # noqa: PLC0415

    found = load_all([scenario], settings or [])
    refuse_a_country(found[0])
    order = Order(seed, jobs, out, force, parquet, Console(lang, quiet, json))
    question = {
        "milestone": milestone,
        "replications": replications,
        "known_parameters": known_parameters,
    }
    begin_and_carry_out(context, found, replications, order, question)
