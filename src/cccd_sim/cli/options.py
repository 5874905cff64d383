"""Options that verbs share, declared once; their help is told in the language asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from cccd_sim.language import LANGUAGES, Language, say

LANGUAGE_VARIABLE = "CCCD_SIM_LANG"


def spoken(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language a command line asks for, before anything is parsed."""
    asked = environment.get(LANGUAGE_VARIABLE, "")
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return next((language for language in LANGUAGES if language == asked), "vi")


HELP: Language = spoken(sys.argv[1:], os.environ)
"""Language of the help texts: they stand before the command line is parsed."""

Scenarios = Annotated[
    list[str],
    typer.Argument(
        metavar=say(HELP, "SCENARIO"),
        help=say(HELP, "Scenario files, or names of shipped scenarios (see `scenario list`)."),
        show_default=False,
    ),
]
OneScenario = Annotated[
    str,
    typer.Argument(
        metavar=say(HELP, "SCENARIO"),
        help=say(HELP, "A scenario file, or the name of a shipped scenario."),
        show_default=False,
    ),
]
OfMilestone = Annotated[
    Literal["dossier", "sent", "produced", "in_hand"],
    typer.Option(
        "--milestone",
        metavar="dossier|sent|produced|in_hand",
        help=say(HELP, "Which milestone is asked about."),
    ),
]
Folder = Annotated[
    Path,
    typer.Argument(
        metavar=say(HELP, "RUN_FOLDER"), help=say(HELP, "A run folder."), show_default=False
    ),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications",
        metavar="N",
        min=1,
        max=99_999,
        help=say(HELP, "How often each scenario is simulated."),
    ),
]
ReplicationsOrAuto = Annotated[
    str,
    typer.Option(
        "--replications",
        metavar="N|auto",
        help=say(
            HELP,
            "How often each scenario is simulated; auto: as often as it takes, at most 500 times.",
        ),
    ),
]
WithinDays = Annotated[
    float | None,
    typer.Option(
        "--within-days",
        metavar=say(HELP, "DAYS"),
        help=say(
            HELP,
            "With --replications auto: how far the mean day on which a target is met may be off.",
        ),
        show_default="2",
    ),
]
WithinDossiers = Annotated[
    float | None,
    typer.Option(
        "--within-dossiers",
        metavar=say(HELP, "DOSSIERS"),
        help=say(
            HELP,
            "With --replications auto: how far the mean number of dossiers and cards may be off; "
            "in `compare`, a difference that does not matter.",
        ),
        show_default=say(HELP, "1% of the eligible citizens"),
    ),
]
MoreReplications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        metavar="N",
        min=1,
        max=99_999,
        help=say(HELP, "Extend to this many replications."),
        show_default=False,
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, help=say(HELP, "The number behind all luck."))
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help=say(HELP, "Most processes at a time; the results are the same for any number."),
        show_default=say(HELP, "all cores"),
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar=say(HELP, "FOLDER"),
        help=say(HELP, "Run folder to write."),
        show_default=say(HELP, "runs/VERB-SCENARIO"),
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help=say(HELP, "Replace the run folder if it exists."))
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar=say(HELP, "ENTRY=VALUE"),
        help=say(HELP, "Change an entry, such as supply.initial_kits=40; may be repeated."),
        show_default=False,
    ),
]
Lang = Annotated[
    Language,
    typer.Option(
        "--lang",
        metavar="vi|en",
        envvar=LANGUAGE_VARIABLE,
        help=say(HELP, "Language of texts and charts."),
    ),
]
LangOfRun = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        metavar="vi|en",
        envvar=LANGUAGE_VARIABLE,
        help=say(HELP, "Language of texts and charts."),
        show_default=say(HELP, "as in the run"),
    ),
]
Known = Annotated[
    bool,
    typer.Option(
        "--known-parameters",
        help=say(
            HELP,
            "Take every number written low, base and high at its base; left out, each "
            "replication draws its own.",
        ),
    ),
]
Require = Annotated[
    float | None,
    typer.Option(
        "--require",
        metavar=say(HELP, "SHARE"),
        min=0,
        max=1,
        help=say(
            HELP,
            "Exit with code 3 unless the share of replications that are on time is at least "
            "this: in every scenario of `run`, in the best of `compare`.",
        ),
        show_default=False,
    ),
]
Budget = Annotated[
    str | None,
    typer.Option(
        "--budget",
        metavar=say(HELP, "AMOUNT"),
        help=say(
            HELP,
            "Tell how often a scenario is on time and within this budget, say "
            '"50 billion VND", all payers together.',
        ),
        show_default=False,
    ),
]
Parquet = Annotated[
    bool, typer.Option("--parquet", help=say(HELP, "Write the tables as Parquet as well."))
]
Events = Annotated[
    bool,
    typer.Option(
        "--events",
        help=say(
            HELP,
            "Write everything that happens in replication 1 of each scenario to "
            "tables/events.csv: millions of rows for a whole province.",
        ),
    ),
]
Traces = Annotated[
    list[str] | None,
    typer.Option(
        "--trace",
        metavar=say(HELP, "LIFE"),
        help=say(
            HELP,
            "Tell one life in replication 1: citizen=DISTRICT:NUMBER or kit=NAME; may be repeated.",
        ),
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help=say(HELP, "Print the answer only."))]
Json = Annotated[
    bool, typer.Option("--json", help=say(HELP, "Print the answer as JSON, and nothing else."))
]
Debug = Annotated[
    bool, typer.Option("--debug", help=say(HELP, "Show where in the program an error arose."))
]
