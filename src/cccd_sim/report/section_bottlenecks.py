"""What holds the campaign back, from when to when: queues, and who has no dossier."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import N_, Language, say
from cccd_sim.report.labels import MILESTONES
from cccd_sim.report.pictures import picture
from cccd_sim.report.pieces import Grid, Piece, Section, Text
from cccd_sim.report.section_alternatives import name_of
from cccd_sim.report.spans import dated, whole
from cccd_sim.report.workbook_figures import Figures, as_date

QUEUES = {
    "upload": N_("dossiers to be sent"),
    "check": N_("dossiers in check"),
    "plant": N_("cards to be made"),
    "return": N_("cards not collected"),
}
"""What stands between the station and the citizen's hand."""

LEFT = {
    "never_summoned": N_("never summoned (capacity)"),
    "missed_summons": N_("missed their summons (absence)"),
    "correction": N_("record being corrected"),
    "home_visit": N_("to be visited at home"),
    "waiting": N_("waiting at a station"),
}
"""Residents without a dossier."""


def bottlenecks_section(found: Figures) -> Section | None:
    """Return what holds each alternative back, none if the run answers another question."""
    if not any(one.ending for one in found.alternatives):
        return None
    language = found.language
    text = say(
        language,
        "A queue limits while it holds more than a day of its capacity, a week or longer. Dates "
        "are medians over the replications.",
    )
    pieces: list[Piece] = [Text(text), _limits(found), _held(found), _left(found), _dates(found)]
    names = ["pipeline", "kits", *(["progress"] if len(found.alternatives) > 1 else [])]
    pieces += [each for name in names if (each := _of(found, name))]
    title = say(language, "What holds it back, and when")
    return Section("bottlenecks", title, tuple(pieces), own_page=True)


def _of(found: Figures, name: str) -> Piece | None:
    return picture(found, f"{found.chosen.name}-{name}")


def _grid(found: Figures, title: str, header: list[str], keys: list[tuple[str, Any]]) -> Grid:
    """Return a table of one row for each alternative: numbers of its ending, by their keys."""
    language = found.language
    rows = tuple(
        (
            str(one.number),
            name_of(one),
            *(whole(language, one.ending[part][key] if one.ending else None) for part, key in keys),
        )
        for one in found.alternatives
    )
    told = (say(language, "No."), say(language, "Alternative"), *header)
    rest = 0.62 / len(header)
    widths = (0.06, 0.32, *(rest,) * len(header))
    align = "cl" + "r" * len(header)
    return Grid(title, told, rows, align, widths=widths)


def _held(found: Figures) -> Grid:
    """Return what stands in which queue at the deadline."""
    title = say(
        found.language,
        "At the deadline, between the station and the citizen's hand (also of people living "
        "elsewhere)",
    )
    header = [say(found.language, text) for text in QUEUES.values()]
    return _grid(found, title, header, [("held_at_deadline", key) for key in QUEUES])


def _left(found: Figures) -> Grid:
    """Return who has no dossier at the deadline."""
    title = say(found.language, "Citizens without a dossier at the deadline")
    header = [say(found.language, text) for text in LEFT.values()]
    return _grid(found, title, header, [("without_dossier", key) for key in LEFT])


def _limits(found: Figures) -> Grid:
    """Return from when to when upload and plant limit."""
    language = found.language
    header = (
        say(language, "No."),
        say(language, "Alternative"),
        say(language, "upload limits"),
        say(language, "plant limits"),
    )
    rows = tuple(
        (
            str(one.number),
            name_of(one),
            *(
                _spell(language, one.ending["limits"][queue] if one.ending else {})
                for queue in ("upload", "plant")
            ),
        )
        for one in found.alternatives
    )
    title = say(language, "From when to when upload and card plant limit (answer.json)")
    align = "clll"
    return Grid(title, header, rows, align, widths=(0.06, 0.44, 0.25, 0.25))


def _spell(language: Language, limits: dict[str, Any]) -> str:
    """Return from when to when a queue limits."""
    begins, ends = (as_date(limits.get(end)) for end in ("from", "until"))
    if begins is None:
        return say(language, "does not limit")
    if ends is None:
        return say(language, "from {begins} to the end of the simulated time", begins=begins)
    return say(language, "from {begins} to {ends}", begins=begins, ends=ends)


def _dates(found: Figures) -> Grid:
    """Return when the chosen alternative meets each target: half of the replications, and 95 %."""
    language, ending = found.language, found.chosen.ending or {}
    header = (
        say(language, "Milestone"),
        say(language, "Half of the replications by"),
        say(language, "80% of them by"),
        say(language, "95% of them by"),
    )
    rows = []
    for milestone, text in MILESTONES.items():
        finish = ending.get("milestones", {}).get(milestone, {}).get("finish", {})
        dates = [as_date(finish.get(each)) for each in ("p50", "p80", "p95")]
        never = say(language, "not met")
        rows.append(
            (say(language, text), *(dated(language, each) if each else never for each in dates))
        )
    title = say(
        language, "{name}: dates on which the targets are met (answer.json)", name=found.chosen.name
    )
    widths = (0.34, 0.22, 0.22, 0.22)
    return Grid(title, header, tuple(rows), "lrrr", widths=widths)
