"""The progress report to the People's Committee: the districts in order, who leads, who lags.

Item 5 of directive 03/CT-UBND: the office of home affairs proposes commendations by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cccd_sim.errors import UsageError
from cccd_sim.language import N_, Language, number, percent, say
from cccd_sim.report.document import framed
from cccd_sim.report.pictures import picture
from cccd_sim.report.pieces import Bullets, Document, Grid, Piece, Section, Text
from cccd_sim.report.risks import risks
from cccd_sim.report.section_districts import met
from cccd_sim.report.spans import count, share, whole
from cccd_sim.report.workbook_figures import Figures, Row, as_date

if TYPE_CHECKING:
    from cccd_sim.results.contents import Contents

LEADERS = 3
"""Districts named for commendation, and for help."""


def progress_report(folder: Contents, language: Language) -> Document:
    """Return the progress report on the chosen alternative of a run folder.

    Raises
    ------
    UsageError
        If the run has no table of districts: it answers another question.
    """
    found = Figures(folder, language)
    rows = sorted(found.districts(found.chosen), key=lambda row: row["rank"], reverse=True)
    if not rows:
        raise UsageError(N_("the run has no table of districts; ask for run or compare"))
    title = say(language, "Progress of taking dossiers and issuing ID cards, by district")
    parts = (_province(found), _ranking(found, rows), _named(found, rows), _hindrances(found))
    return framed(found, title, (*parts, _proposals(language)))


def _province(found: Figures) -> Section:
    """Return where the province stands, and that it is a forecast by simulation."""
    language, one, measure = found.language, found.chosen, found.measure
    about = say(
        language,
        "The numbers are those of the simulated plan “{title}”, means over {replications} "
        "replications; they are no counts from the field.",
        title=one.title,
        replications=number(language, found.folder.manifest.replications),
    )
    told = say(
        language,
        "Before {deadline} the province takes {dossiers} dossiers, {share} of {eligible} eligible "
        "citizens (target {target}, met in time with probability {chance}); {cards} citizens "
        "({card_share}) hold their card.",
        deadline=as_date(one.facts["deadline"]),
        dossiers=whole(language, measure(one, "dossier_by_deadline")),
        share=share(language, measure(one, "dossier_share_by_deadline")),
        eligible=number(language, one.facts["eligible"]),
        target=percent(language, one.facts["target_share"]["dossier"], 0),
        chance=share(language, measure(one, "p_on_time_dossier")),
        cards=whole(language, measure(one, "in_hand_by_deadline")),
        card_share=share(language, measure(one, "in_hand_share_by_deadline")),
    )
    pieces: list[Piece] = [Text(told), Text(about)]
    return Section("province", say(language, "The whole province"), tuple(pieces))


def _ranking(found: Figures, rows: list[Row]) -> Section:
    """Return the districts, the one furthest ahead first."""
    language = found.language
    header = (
        say(language, "Place"),
        say(language, "District"),
        say(language, "Eligible"),
        say(language, "Kits"),
        say(language, "Dossiers taken"),
        say(language, "Share of the eligible"),
        say(language, "Cards in hand"),
        say(language, "Target met, median"),
        say(language, "P(on time)"),
    )
    told = tuple(
        (
            str(place),
            str(row["name"]),
            whole(language, row["eligible"]),
            count(language, row["kits"]),
            whole(language, row["taken_by_deadline"]),
            share(language, row["share_by_deadline"]),
            whole(language, row["in_hand_by_deadline"]),
            met(found, row["finish_date_p50"]),
            share(language, row["p_on_time"]),
        )
        for place, row in enumerate(rows, 1)
    )
    title = say(language, "Districts in order, the first is furthest ahead (tables/districts.csv)")
    widths = (0.07, 0.18, 0.11, 0.07, 0.12, 0.11, 0.11, 0.13, 0.1)
    grid = Grid(title, header, told, "clrrrrrrr", widths=widths)
    chart = picture(found, f"{found.chosen.name}-map")
    pieces: tuple[Piece, ...] = (grid, chart) if chart else (grid,)
    return Section("ranking", say(language, "The districts in order"), pieces)


def _named(found: Figures, rows: list[Row]) -> Section:
    """Return who leads and who needs help."""
    language = found.language
    ahead, behind = rows[:LEADERS], rows[::-1][:LEADERS]
    items = (
        say(
            language,
            "Furthest ahead, to be considered for commendation by the Department of Home Affairs "
            "(directive, item 5): {names}.",
            names=_names(found, ahead),
        ),
        say(
            language,
            "Furthest behind, where a kit or a mobile team helps first: {names}.",
            names=_names(found, behind),
        ),
    )
    return Section("named", say(language, "Commendation and help"), (Bullets(items),))


def _names(found: Figures, rows: list[Row]) -> str:
    """Return districts by name, with the share each has taken."""
    told = (f"{row['name']} ({share(found.language, row['share_by_deadline'])})" for row in rows)
    return ", ".join(told)


def _hindrances(found: Figures) -> Section:
    """Return what is in the way."""
    language = found.language
    items = tuple(f"{risk}: {evidence.rstrip('.')}." for risk, evidence in risks(found))
    return Section("hindrances", say(language, "Difficulties"), (Bullets(items),))


def _proposals(language: Language) -> Section:
    """Return room for what the office proposes: that is its own to say."""
    blank = say(language, "(To be filled in by the reporting office.)")
    return Section("proposals", say(language, "Proposals"), (Text(blank, "small"), Text("…" * 60)))
