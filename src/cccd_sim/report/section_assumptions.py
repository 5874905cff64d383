"""What the numbers stand on: every assumption with its range, source and grade."""

from __future__ import annotations

from cccd_sim.language import Language, say
from cccd_sim.report.cost_labels import UNITS, source, told
from cccd_sim.report.pieces import Grid, Piece, Section, Text
from cccd_sim.report.spans import figures
from cccd_sim.report.workbook_figures import Figures, Row


def assumptions_section(found: Figures) -> Section:
    """Return the register of assumptions of the chosen alternative."""
    language, one = found.language, found.chosen
    text = say(
        language,
        "Alternative: {title}. Grades: H read in a source, M inferred, L assumed. The complete "
        "input stands in scenario/{name}.yaml.",
        title=one.title,
        name=one.name,
    )
    pieces: list[Piece] = [Text(text)]
    for name, title in (
        ("prices", say(language, "Prices (manifest.json)")),
        ("assumptions", say(language, "Assumptions (manifest.json)")),
    ):
        rows = one.facts.get(name, [])
        if rows:
            pieces.append(_grid(language, title, rows))
    title = say(language, "What the numbers stand on")
    return Section("assumptions", title, tuple(pieces), own_page=True, annex=True)


def _grid(language: Language, title: str, rows: list[Row]) -> Grid:
    """Return assumptions as a table."""
    header = (
        say(language, "Entry of the scenario"),
        say(language, "Low"),
        say(language, "Base"),
        say(language, "High"),
        say(language, "Unit of measure"),
        say(language, "Source"),
        say(language, "Grade"),
    )
    rows_told = tuple(
        (
            str(row["path"]),
            *(figures(language, row.get(each)) for each in ("low", "base", "high")),
            told(language, UNITS, str(row.get("unit") or "")),
            source(language, row),
            str(row.get("grade") or ""),
        )
        for row in rows
    )
    align = "krrrllc"
    widths = (0.3, 0.11, 0.11, 0.11, 0.1, 0.2, 0.07)
    return Grid(title, header, rows_told, align, widths=widths)
