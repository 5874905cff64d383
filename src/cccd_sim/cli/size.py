"""size: how many more kits make the deadline surely enough, or what a budget buys."""

from __future__ import annotations

from typing import Annotated

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import Console
from cccd_sim.language import say

OnTime = Annotated[
    float,
    typer.Option(
        "--on-time",
        metavar=say(options.HELP, "SHARE"),
        help=say(
            options.HELP,
            "Probability of being on time that is wanted; up to 2 points less may be certified.",
        ),
    ),
]
Route = Annotated[
    str | None,
    typer.Option(
        "--route",
        metavar=say(options.HELP, "NAME"),
        help=say(options.HELP, "Procurement route, by its name in supply.routes."),
        show_default=say(options.HELP, "competitive_quotation, or the first"),
    ),
]
Ordered = Annotated[
    str | None,
    typer.Option(
        "--ordered",
        metavar=say(options.HELP, "DATE"),
        help=say(options.HELP, "Day of the order."),
        show_default=say(options.HELP, "14 days after the start of the campaign"),
    ),
]
Budget = Annotated[
    str | None,
    typer.Option(
        "--budget",
        metavar=say(options.HELP, "AMOUNT"),
        help=say(
            options.HELP,
            'Tell instead the best probability that this much buys, say "3 billion VND".',
        ),
        show_default=False,
    ),
]
Effort = Annotated[
    int | None,
    typer.Option(
        "--replications",
        metavar="N",
        min=100,
        max=20_000,
        help=say(options.HELP, "About how many replications to spend in all."),
        show_default=say(options.HELP, "200 for a million citizens, more for fewer"),
    ),
]


def size(  # noqa: PLR0913  (every parameter is an option)
    context: typer.Context,
    *,
    scenario: options.OneScenario,
    on_time: OnTime = 0.95,
    milestone: options.OfMilestone = "dossier",
    route: Route = None,
    ordered: Ordered = None,
    budget: Budget = None,
    replications: Effort = None,
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
    """Find the smallest purchase that is on time surely enough, and write a run folder."""
    from cccd_sim.cli.job import Order, begin_and_carry_out  # noqa: PLC0415
    from cccd_sim.cli.run import load_all  # noqa: PLC0415
    from cccd_sim.planning.size_question import asked, check  # noqa: PLC0415

    found = load_all([scenario], settings or [])
    question = asked(on_time, milestone, route, ordered, budget, replications)
    question["known_parameters"] = known_parameters
    effort = check(found[0], question)
    order = Order(seed, jobs, out, force, parquet, Console(lang, quiet, json))
    begin_and_carry_out(context, found, effort.total, order, question)
