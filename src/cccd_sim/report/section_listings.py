"""The tables of an answer to a question, as the screen showed them."""

from __future__ import annotations

from cccd_sim.language import say
from cccd_sim.report.pictures import picture
from cccd_sim.report.pieces import Grid, Piece, Section
from cccd_sim.report.workbook_figures import Figures


def listings_section(found: Figures) -> Section | None:
    """Return what a question found, in its own tables; none where other sections tell it."""
    answer, language = found.folder.answer, found.language
    if any(one.ending for one in found.alternatives):
        return None
    pieces: list[Piece] = [
        _grid(listing["title"], listing["header"], listing["rows"])
        for listing in answer.get("listings", [])
    ]
    pieces += [each for name in found.folder.charts if (each := picture(found, name))]
    if not pieces:
        return None
    return Section("findings", say(language, "What was found"), tuple(pieces), own_page=True)


def _grid(title: str, header: list[str], rows: list[list[str]]) -> Grid:
    """Return a listing as a table: texts to the left, numbers to the right."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    align = "".join("r" if column and all(map(_is_number, column)) else "l" for column in columns)
    names = tuple(name.replace("\n", " ") for name in header)
    return Grid(title, names, tuple(map(tuple, rows)), align)


def _is_number(cell: str) -> bool:
    """Return whether a cell reads as a number."""
    return cell[:1].isdigit() or cell[:1] in "+−–-<>"
