"""The workbook being written: its sheets by key, its looks, and what all sheets share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cccd_sim.language import N_, Language, say
from cccd_sim.report.workbook_figures import Figures
from cccd_sim.report.workbook_looks import Looks

if TYPE_CHECKING:
    from cccd_sim.results.contents import Contents

SHEETS = {
    "summary": N_("Summary"),
    "alternatives": N_("Alternatives"),
    "needs": N_("Needs by district"),
    "allocation": N_("Allocation of kits"),
    "estimate": N_("Estimate"),
    "prices": N_("Unit prices"),
    "quantities": N_("Quantities simulated"),
    "funding": N_("Funding sources"),
    "plan": N_("Contractor selection plan"),
    "timeline": N_("Procurement timeline"),
    "cash": N_("Cash by month"),
    "risks": N_("Risks"),
    "assumptions": N_("Assumptions"),
    "record": N_("Verification record"),
    "numerals": N_("Numerals"),
}
"""The sheets in their order, by key. Titles have at most 31 characters in both languages."""


class Draft:
    """A workbook in memory.

    Parameters
    ----------
    folder
        The run folder it is made from.
    keys
        The sheets it has.
    """

    def __init__(self, folder: Contents, language: Language, keys: Sequence[str]) -> None:
        self.folder, self.language = folder, language
        self.figures = Figures(folder, language)
        self.sink = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self.sink, options)
        self.looks = Looks(self.book, language)
        self.names = {key: say(language, text) for key, text in SHEETS.items() if key in keys}
        self._pages = {name: self.book.add_worksheet(name) for name in self.names.values()}
        self._describe()

    @property
    def told_office(self) -> str:
        """Return the line in which the office writes its name."""
        return say(self.language, "OFFICE: ………………………………")

    @property
    def told_run(self) -> str:
        """Return which run the numbers come from, for the foot of a page."""
        manifest = self.folder.manifest
        version = manifest.versions["cccd-sim"]
        return say(
            self.language,
            "cccd-sim {version}, seed {seed}, run of {started}",
            version=version,
            seed=manifest.seed,
            started=datetime.fromisoformat(manifest.started).date(),
        ).replace("&", "&&")

    def page_of(self, name: str) -> Worksheet:
        """Return the sheet with a name."""
        return self._pages[name]

    def content(self) -> bytes:
        """Return the finished file."""
        self.book.close()
        return self.sink.getvalue()

    def _describe(self) -> None:
        """Set the properties of the document; its date is that of the run: same bytes twice."""
        started = datetime.fromisoformat(self.folder.manifest.started)
        title = say(self.language, "Estimate and procurement plan of the ID card campaign")
        self.book.set_properties(
            {"title": title, "author": "cccd-sim", "created": started.replace(tzinfo=None)}
        )
        self.book.set_calc_mode("auto")
