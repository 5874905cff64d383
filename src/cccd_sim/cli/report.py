"""report: documents from a run folder, nothing simulated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cccd_sim.cli import options
from cccd_sim.cli.console import tell
from cccd_sim.errors import UsageError
from cccd_sim.language import N_, Language, say

Formats = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="html,xlsx,docx,pdf,progress",
        help=say(
            options.HELP,
            "Documents to make, with commas between them; progress: the report on the districts.",
        ),
    ),
]
PLACE = "report"
"""Folder in the run folder that the documents are written to."""


def report(
    folder: options.Folder,
    formats: Formats = "html,xlsx,docx",
    lang: options.LangOfRun = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001  (read where errors are told)
) -> None:
    """Make documents from a run folder."""
    asked = [each.strip() for each in formats.split(",") if each.strip()]
    for path in write_report(folder, asked, lang):
        if not quiet:
            tell(str(path))


def write_report(
    folder: Path | str, formats: Sequence[str] = ("html", "xlsx"), language: Language | None = None
) -> list[Path]:
    """Write documents into a run folder; return their paths.

    Parameters
    ----------
    formats
        Of html, xlsx, docx, pdf, progress.
    language
        Language of the documents; left out, that of the run.
    """
    from cccd_sim.planning.retold import retold  # noqa: PLC0415
    from cccd_sim.report.documents import check_formats, documents  # noqa: PLC0415
    from cccd_sim.results.contents import open_contents  # noqa: PLC0415
    from cccd_sim.results.store import write  # noqa: PLC0415

    if not formats:
        raise UsageError(N_("--format names no document"))
    asked = list(dict.fromkeys(formats))
    check_formats(asked)
    contents = open_contents(Path(folder))
    language = language or contents.manifest.options["language"]
    told = contents.told(retold(contents.answer, language))
    made = documents(told, asked, language)
    paths = [contents.place / PLACE / name for name in made]
    for path, content in zip(paths, made.values(), strict=True):
        write(path, content)
    return paths
