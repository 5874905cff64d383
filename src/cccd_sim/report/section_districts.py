"""The districts of the chosen alternative: who is behind, who is there, with how many kits."""

from __future__ import annotations

from cccd_sim.language import say
from cccd_sim.report.pictures import picture
from cccd_sim.report.pieces import Grid, Piece, Section, Text
from cccd_sim.report.spans import count, dated, share, whole
from cccd_sim.report.workbook_figures import Figures, Row, as_date


def districts_section(found: Figures) -> Section | None:
    """Return the districts, the one furthest behind first; none if the run has no such table."""
    rows = sorted(found.districts(found.chosen), key=lambda row: row["rank"])
    if not rows:
        return None
    language, one = found.language, found.chosen
    about = say(
        language,
        "Alternative: {title}. Rank 1 is the district furthest behind at the deadline: there a kit "
        "or a mobile team helps first.",
        title=one.title,
    )
    pieces: list[Piece] = [Text(about), _grid(found, rows)]
    names = (f"{one.name}-map", f"{one.name}-districts")
    pieces += [each for name in names if (each := picture(found, name))]
    return Section("districts", say(language, "The districts"), tuple(pieces), own_page=True)


def _grid(found: Figures, rows: list[Row]) -> Grid:
    """Return one row a district."""
    language = found.language
    header = (
        say(language, "Rank"),
        say(language, "District"),
        say(language, "Eligible"),
        say(language, "Kits"),
        say(language, "Dossiers, mean"),
        say(language, "Share of the eligible"),
        say(language, "P(on time)"),
        say(language, "Target met, median"),
        say(language, "Cards in hand, mean"),
    )
    told = tuple(
        (
            whole(language, row["rank"]),
            str(row["name"]),
            whole(language, row["eligible"]),
            count(language, row["kits"]),
            whole(language, row["taken_by_deadline"]),
            share(language, row["share_by_deadline"]),
            share(language, row["p_on_time"]),
            met(found, row["finish_date_p50"]),
            whole(language, row["in_hand_by_deadline"]),
        )
        for row in rows
    )
    title = say(language, "Every district at the deadline (tables/districts.csv)")
    widths = (0.07, 0.18, 0.11, 0.07, 0.12, 0.11, 0.1, 0.13, 0.11)
    return Grid(title, header, told, "clrrrrrrr", widths=widths)


def met(found: Figures, value: object) -> str:
    """Return the date on which a target is met, if it is."""
    found_date = as_date(value)
    return dated(found.language, found_date) if found_date else say(found.language, "not met")
