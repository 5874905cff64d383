"""sensitivity: which of the numbers nobody knows matter most."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import Console
from cccd_sim.language import say

Method = Annotated[
    Literal["tornado", "morris", "sobol"],
    typer.Option(
        "--method",
        metavar="tornado|morris|sobol",
        help=say(
            options.HELP,
            "One input at a time from low to high; Morris screening; or Sobol indices, shares of "
            "the variance. The last two need SALib: pip install 'cccd-sim[analysis]'.",
        ),
    ),
]
Measure = Annotated[
    Literal["dossier", "sent", "produced", "in_hand", "finish-day"],
    typer.Option(
        "--measure",
        metavar="dossier|sent|produced|in_hand|finish-day",
        help=say(
            options.HELP,
            "Citizens at this milestone before the deadline, or the day on which the target of "
            "dossiers is met.",
        ),
    ),
]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--inputs",
        metavar=say(options.HELP, "ENTRY"),
        help=say(
            options.HELP,
            "Vary only the entries that begin so, such as supply or demand.show_up; may be "
            "repeated.",
        ),
        show_default=say(options.HELP, "every entry with low, base and high"),
    ),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications",
        metavar="N",
        min=1,
        max=1000,
        help=say(
            options.HELP, "Tornado: replications of the inputs that move most; others have 2."
        ),
    ),
]
Samples = Annotated[
    int | None,
    typer.Option(
        "--samples",
        metavar="N",
        min=2,
        max=4096,
        help=say(options.HELP, "Trajectories of Morris, or base sample of Sobol (a power of two)."),
        show_default=say(options.HELP, "6 or 32"),
    ),
]


def sensitivity(  # noqa: PLR0913  (every parameter is an option)
    context: typer.Context,
    *,
    scenario: options.OneScenario,
    method: Method = "tornado",
    measure: Measure = "dossier",
    inputs: Inputs = None,
    replications: Replications = 10,
    samples: Samples = None,
    seed: options.Seed = 1,
    jobs: options.Jobs = None,
    out: options.Out = None,
    force: options.Force = False,
    settings: options.Settings = None,
    lang: options.Lang = "vi",
    known_parameters: options.Known = False,  # noqa: ARG001  (nothing else is drawn anyway)
    parquet: options.Parquet = False,
    quiet: options.Quiet = False,
    json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001  (read where errors are told)
) -> None:
    """Tell which uncertain inputs of a scenario matter most, and write a run folder."""
    from cccd_sim.cli.job import Order, begin_and_carry_out  # noqa: PLC0415
    from cccd_sim.cli.run import load_all  # noqa: PLC0415
    from cccd_sim.planning.sensitivity import asked, check  # noqa: PLC0415

    found = load_all([scenario], settings or [])
    question = asked(method, measure, inputs or [], replications, samples)
    check(found[0], question)
    order = Order(seed, jobs, out, force, parquet, Console(lang, quiet, json))
    begin_and_carry_out(context, found, replications, order, question)
