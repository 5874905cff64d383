"""The report: what is said, in which order, whatever the form it takes.

Nothing is worked out here: every number stands in a table, in the answer or in the manifest.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cccd_sim.language import Language, day, number, say
from cccd_sim.report.office import office
from cccd_sim.report.pieces import Document, Section
from cccd_sim.report.section_alternatives import alternatives_section
from cccd_sim.report.section_answer import answer_section
from cccd_sim.report.section_assumptions import assumptions_section
from cccd_sim.report.section_bottlenecks import bottlenecks_section
from cccd_sim.report.section_costs import costs_section
from cccd_sim.report.section_districts import districts_section
from cccd_sim.report.section_listings import listings_section
from cccd_sim.report.section_method import method_section
from cccd_sim.report.section_provenance import provenance_section
from cccd_sim.report.section_risks import risks_section
from cccd_sim.report.workbook_figures import Figures, as_date

if TYPE_CHECKING:
    from cccd_sim.results.contents import Contents

SECTIONS = (
    answer_section,
    listings_section,
    alternatives_section,
    districts_section,
    bottlenecks_section,
    costs_section,
    risks_section,
    assumptions_section,
    method_section,
    provenance_section,
)
"""The parts in their order; one the folder has nothing for is left out."""


def document(folder: Contents, language: Language) -> Document:
    """Return the report on a run folder."""
    found = Figures(folder, language)
    parts = [made for make in SECTIONS if (made := make(found)) is not None]
    title = say(language, "Simulated plans for taking dossiers and issuing chip-based ID cards")
    return framed(found, title, tuple(parts))


def framed(found: Figures, title: str, sections: tuple[Section, ...]) -> Document:
    """Return a document with what stands around its sections."""
    language, manifest = found.language, found.folder.manifest
    started = datetime.fromisoformat(manifest.started).date()
    return Document(
        language=language,
        title=title,
        subtitle=_subtitle(found),
        made=started.isoformat(),
        foot=say(
            language,
            "cccd-sim {version}, seed {seed}, run of {started}",
            version=manifest.versions["cccd-sim"],
            seed=manifest.seed,
            started=day(language, started),
        ),
        office=office(language, say(language, "REPORT")),
        sections=sections,
        contents=say(language, "Contents"),
        table_name=say(language, "Table"),
        picture_name=say(language, "Chart"),
        annex_name=say(language, "Annex"),
    )


def _subtitle(found: Figures) -> str:
    """Return what is planned for, and how often it was simulated."""
    language, facts = found.language, found.chosen.facts
    return say(
        language,
        "{eligible} eligible citizens before {deadline}; results of simulation",
        eligible=number(language, facts["eligible"]),
        deadline=as_date(facts["deadline"]),
    )
