"""allocate: which district gets how many kits, and when they move."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import Console
from cccd_sim.language import say

Transfers = Annotated[
    Literal["weekly", "none"],
    typer.Option(
        "--transfers",
        metavar="weekly|none",
        help=say(options.HELP, "Also tell what kits gain that move every Monday, and which do."),
    ),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications",
        metavar="N",
        min=2,
        max=9_999,
        help=say(
            options.HELP,
            "Replications of the check against the proportional rule; the search has 10 for each "
            "placement.",
        ),
    ),
]


def allocate(  # noqa: PLR0913  (every parameter is an option)
    context: typer.Context,
    *,
    scenario: options.OneScenario,
    milestone: options.OfMilestone = "dossier",
    transfers: Transfers = "weekly",
    replications: Replications = 30,
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
    """Tell which district gets how many kits, and write a run folder."""
    from cccd_sim.cli.job import Order, begin_and_carry_out  # noqa: PLC0415
    from cccd_sim.cli.run import load_all  # noqa: PLC0415
    from cccd_sim.planning.allocation import asked, check  # noqa: PLC0415

    found = load_all([scenario], settings or [])
    question = asked(milestone, transfers, replications, known_parameters)
    check(found[0], question)
    order = Order(seed, jobs, out, force, parquet, Console(lang, quiet, json))
    begin_and_carry_out(context, found, replications, order, question)
