"""What may go wrong, and what must be known of the alternatives that were not chosen."""

from __future__ import annotations

from cccd_sim.language import say
from cccd_sim.report.pieces import Bullets, Grid, Piece, Section, Text
from cccd_sim.report.risks import risks
from cccd_sim.report.section_answer import caveats_about
from cccd_sim.report.workbook_figures import Figures


def risks_section(found: Figures) -> Section | None:
    """Return the risks of the chosen alternative, and what is to be known of the others."""
    language, one = found.language, found.chosen
    rows = tuple((str(at), *risk) for at, risk in enumerate(risks(found), 1))
    pieces: list[Piece] = []
    if rows:
        header = (
            say(language, "No."),
            say(language, "Risk"),
            say(language, "What the simulation shows"),
        )
        title = say(language, "Risks of {name}", name=one.name)
        align, widths = "cll", (0.06, 0.36, 0.58)
        pieces.append(Grid(title, header, rows, align, widths=widths))
    told = caveats_about(found, one)
    others = tuple(each for each in found.folder.answer.get("caveats", []) if each not in told)
    if others:
        text = say(language, "To be known of the other alternatives")
        pieces += [Text(text, "heading"), Bullets(others)]
    if not pieces:
        return None
    return Section("risks", say(language, "Risks and reservations"), tuple(pieces))
