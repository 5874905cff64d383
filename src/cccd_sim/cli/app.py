"""The root command: verbs, --version, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from io import TextIOWrapper
from typing import Any

import typer

from cccd_sim.cli import (
    allocate,
    explain,
    folder,
    options,
    report,
    run,
    scenario,
    sensitivity,
    size,
)
from cccd_sim.cli.console import tell, warn
from cccd_sim.cli.usage import Verb, Verbs, wrong_usage_told
from cccd_sim.errors import CccdSimError, StorageError
from cccd_sim.language import N_, Language, say

INTERRUPTED = 130
CANNOT_READ_OR_WRITE = StorageError.exit_code
INTERNAL = CccdSimError.exit_code
REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("No space left on device"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Read-only file system"),
)
"""What the system says when a file cannot be used; other reasons are told in its own words."""


class Guarded(Verbs):
    """Commands whose errors end in one line and an exit code, never in a traceback."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the command line as typed, for the manifest and for errors."""
        ctx.obj = tuple(args)
        with wrong_usage_told(options.spoken(args, os.environ)):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; tell what went wrong."""
        language = options.spoken(ctx.obj, os.environ)
        try:
            with wrong_usage_told(language):
                return super().invoke(ctx)
        except (KeyboardInterrupt, Exception) as error:
            if hasattr(error, "exit_code") and not isinstance(error, CccdSimError):
                raise  # an exit asked for
            if "--debug" in ctx.obj:
                traceback.print_exc()
            code, message = verdict(error, language)
        warn(message)
        raise typer.Exit(code)


def verdict(error: BaseException, language: Language) -> tuple[int, str]:
    """Return the exit code an error ends with, and what the reader is told."""
    match error:
        case KeyboardInterrupt():
            code, message = INTERRUPTED, say(language, "Interrupted.")
        case CccdSimError():
            code = error.exit_code
            message = say(language, "Error: {message}", message=error.text(language))
        case OSError():
            code, reason = CANNOT_READ_OR_WRITE, error.strerror or str(error)
            message = say(
                language,
                "Error: cannot read or write {file}: {reason}",
                file=error.filename or say(language, "standard output"),
                reason=say(language, reason),
            )
        case _:
            code, fault = INTERNAL, f"{type(error).__name__}: {error}"
            message = say(language, "Internal error: {fault}", fault=fault)
    return code, "\n".join([message, *getattr(error, "__notes__", [])])


app = typer.Typer(
    cls=Guarded,
    name="cccd-sim",
    help=say(
        options.HELP,
        "Simulate a province's chip-based ID card campaign: which kits, hours and allocations "
        "make the deadline, and how surely.",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        from cccd_sim.results.provenance import own_version  # noqa: PLC0415

        tell(f"cccd-sim {own_version()}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False,
        "--version",
        callback=_tell_version,
        is_eager=True,
        help=say(options.HELP, "Print the version."),
    ),
) -> None:
    """Take the options of the program itself."""


_run_help = say(options.HELP, "Simulate scenarios: tables, charts, the answer in one sentence.")
_compare_help = say(
    options.HELP, "Compare scenarios with the first of them: the same luck in each."
)
_size_help = say(
    options.HELP, "Find the smallest purchase that is on time surely enough, and by when to order."
)
_sensitivity_help = say(options.HELP, "Tell which of the numbers nobody knows matter most.")
_explain_help = say(options.HELP, "Tell why it is late: days and citizens by cause, adding up.")
_allocate_help = say(options.HELP, "Tell which district gets how many kits, and when they move.")
_report_help = say(options.HELP, "Make documents from a run folder: report, workbook, ranking.")
_resume_help = say(options.HELP, "Finish an interrupted run; extend it with --replications.")
_verify_help = say(options.HELP, "Simulate again and compare every table with its digest.")
app.command("run", cls=Verb, help=_run_help)(run.run)
app.command("compare", cls=Verb, help=_compare_help)(run.run)
app.command("size", cls=Verb, help=_size_help)(size.size)
app.command("allocate", cls=Verb, help=_allocate_help)(allocate.allocate)
app.command("sensitivity", cls=Verb, help=_sensitivity_help)(sensitivity.sensitivity)
app.command("explain", cls=Verb, help=_explain_help)(explain.explain)
app.command("report", cls=Verb, help=_report_help)(report.report)
app.command("resume", cls=Verb, help=_resume_help)(folder.resume)
app.command("verify", cls=Verb, help=_verify_help)(folder.verify)
app.add_typer(scenario.app, name="scenario")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no Vietnamese
    # a worker that drew charts has grown, and another takes its place: nothing to tell a planner
    warnings.filterwarnings("ignore", "A worker stopped while some jobs", UserWarning)
    try:
        app(prog_name="cccd-sim")
    except KeyboardInterrupt:  # before a verb began
        sys.exit(INTERRUPTED)
