"""The documents of a run folder: what each format is made of, and by what."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cccd_sim.errors import UsageError
from cccd_sim.language import N_, Language

if TYPE_CHECKING:
    from cccd_sim.results.contents import Contents

Make = Callable[["Contents", Language], bytes]

OFFICE = {"docx": ("docx", "python-docx"), "progress": ("docx", "python-docx")}
OFFICE["pdf"] = ("typst", "typst")
"""Formats of the extra ``office``: the module each needs, and the package that brings it."""


def _html(folder: Contents, language: Language) -> bytes:
    from cccd_sim.report.document import document  # noqa: PLC0415
    from cccd_sim.report.page import page  # noqa: PLC0415

    return page(document(folder, language))


def _xlsx(folder: Contents, language: Language) -> bytes:
    from cccd_sim.report.workbook import workbook  # noqa: PLC0415

    return workbook(folder, language)


def _docx(folder: Contents, language: Language) -> bytes:
    from cccd_sim.report.document import document  # noqa: PLC0415
    from cccd_sim.report.paper import paper  # noqa: PLC0415

    return paper(document(folder, language))


def _pdf(folder: Contents, language: Language) -> bytes:
    from cccd_sim.report.document import document  # noqa: PLC0415
    from cccd_sim.report.pdf import pdf  # noqa: PLC0415

    return pdf(document(folder, language))


def _progress_html(folder: Contents, language: Language) -> bytes:
    from cccd_sim.report.page import page  # noqa: PLC0415
    from cccd_sim.report.progress_report import progress_report  # noqa: PLC0415

    return page(progress_report(folder, language))


def _progress_docx(folder: Contents, language: Language) -> bytes:
    from cccd_sim.report.paper import paper  # noqa: PLC0415
    from cccd_sim.report.progress_report import progress_report  # noqa: PLC0415

    return paper(progress_report(folder, language))


FORMATS: dict[str, dict[str, Make]] = {
    "html": {"report-{language}.html": _html},
    "xlsx": {"workbook-{language}.xlsx": _xlsx},
    "docx": {"report-{language}.docx": _docx},
    "pdf": {"report-{language}.pdf": _pdf},
    "progress": {
        "progress-{language}.html": _progress_html,
        "progress-{language}.docx": _progress_docx,
    },
}
"""For each format its files, and what makes each."""

OPENED_BY = {"xlsx": "xlsx (Excel)", "docx": "docx (Word)"}
"""Formats that few know by that name."""


def check_formats(formats: list[str]) -> None:
    """Refuse formats there are not, and those whose package is not installed."""
    for name in formats:
        if name not in FORMATS:
            known = ", ".join(OPENED_BY.get(format_, format_) for format_ in FORMATS)
            raise UsageError(N_("--format: {found} is none of {known}"), found=name, known=known)
        module, package = OFFICE.get(name, ("cccd_sim", ""))
        if find_spec(module) is None:
            raise UsageError(
                N_("{format} needs {package}: pip install 'cccd-sim[office]'"),
                format=name,
                package=package,
            )


def documents(folder: Contents, formats: list[str], language: Language) -> dict[str, bytes]:
    """Return the files of the formats asked for, by name; nothing is simulated."""
    return {
        name.format(language=language): make(folder, language)
        for format_ in formats
        for name, make in FORMATS[format_].items()
    }
