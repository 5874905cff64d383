"""The alternatives side by side: what each reaches, how surely, what it costs."""

from __future__ import annotations

from cccd_sim.language import number, say
from cccd_sim.report.pictures import picture
from cccd_sim.report.pieces import Grid, Piece, Section, Text
from cccd_sim.report.spans import NOTHING, count, dated, share, share_span, signed, span, whole
from cccd_sim.report.workbook_figures import Alternative, Figures, as_date

LATER = ("sent", "produced", "in_hand")


def alternatives_section(found: Figures) -> Section | None:
    """Return the alternatives, none if the run answers another question."""
    if not any(one.ending for one in found.alternatives):
        return None
    language = found.language
    pieces: list[Piece] = []
    if len(found.alternatives) > 1:
        text = say(
            language,
            "In the order of the answer: what is on time first. All alternatives have the same "
            "luck, so that differences are those of the plans.",
        )
        pieces.append(Text(text))
    pieces += [_reached(found), _later(found)]
    if found.has_costs:
        pieces.append(_costs(found))
        if found.folder.table("comparison") is not None:
            text = say(
                language,
                "1,000 more dossiers: what they cost against the baseline, difference in cost over "
                "difference in dossiers; – where the run cannot tell that there are more.",
            )
            pieces.append(Text(text, "small"))
    pieces += [each for name in ("overview", "overview-dossiers") if (each := picture(found, name))]
    title = say(language, "The alternatives side by side")
    return Section("alternatives", title, tuple(pieces), own_page=True)


def name_of(one: Alternative) -> str:
    """Return how an alternative is called in a table."""
    return f"{one.title} ({one.name})" if one.title != one.name else one.name


WIDTHS = (0.055, 0.205, 0.07, 0.11, 0.18, 0.085, 0.085, 0.12, 0.12, 0.11)
"""Of the columns of what is reached, as shares of the page."""


def _reached(found: Figures) -> Grid:
    """Return the dossiers of every alternative."""
    language = found.language
    paired = found.folder.table("comparison") is not None
    header = (
        say(language, "No."),
        say(language, "Alternative"),
        say(language, "Kits"),
        say(language, "Dossiers, mean"),
        "P5–P95",
        say(language, "Share of the eligible"),
        say(language, "P(on time)"),
        say(language, "95% interval"),
        say(language, "Target met, median"),
        *((say(language, "Dossiers against the baseline"),) if paired else ()),
    )
    rows = []
    for one in found.alternatives:
        row = [str(one.number), name_of(one), *_dossiers(found, one)]
        if paired:
            gain = found.gain(one, "dossier_by_deadline")
            row.append(signed(language, gain["difference"]) if gain else NOTHING)
        rows.append(tuple(row))
    title = say(language, "Dossiers by the deadline ({tables})", tables=_tables(found))
    align = "cl" + "r" * (len(header) - 2)
    return Grid(title, header, tuple(rows), align, widths=WIDTHS[: len(header)])


def _dossiers(found: Figures, one: Alternative) -> tuple[str, ...]:
    """Return how far the dossiers of an alternative come, how surely, and when."""
    language, measure = found.language, found.measure
    what, chance = "dossier_by_deadline", "p_on_time_dossier"
    finish = one.ending["milestones"]["dossier"]["finish"]["p50"] if one.ending else None
    interval = (measure(one, chance, each) for each in ("ci_low", "ci_high"))
    return (
        count(language, one.ending["kits"] if one.ending else None),
        whole(language, measure(one, what)),
        span(language, measure(one, what, "p05"), measure(one, what, "p95")),
        share(language, measure(one, "dossier_share_by_deadline")),
        share(language, measure(one, chance)),
        share_span(language, *interval),
        dated(language, as_date(finish)) if finish else say(language, "not met"),
    )


def _later(found: Figures) -> Grid:
    """Return what follows the dossier: the share at each milestone, and how surely on time."""
    language = found.language
    header = (
        say(language, "No."),
        say(language, "Alternative"),
        say(language, "Sent, share"),
        say(language, "Sent, P(on time)"),
        say(language, "Produced, share"),
        say(language, "Produced, P(on time)"),
        say(language, "In hand, share"),
        say(language, "In hand, P(on time)"),
    )
    rows = [
        (
            str(one.number),
            name_of(one),
            *(
                share(language, found.measure(one, measure))
                for each in LATER
                for measure in (f"{each}_share_by_deadline", f"p_on_time_{each}")
            ),
        )
        for one in found.alternatives
    ]
    title = say(language, "What follows the dossier, by the deadline (tables/summary.csv)")
    align = "clrrrrrr"
    widths = (0.06, 0.28, *(0.11,) * 6)
    return Grid(title, header, tuple(rows), align, widths=widths)


def _tables(found: Figures) -> str:
    """Return the files of the folder that the alternatives are compared by."""
    paired = found.folder.table("comparison") is not None
    return "tables/summary.csv" + (", comparison.csv" if paired else "") + ", answer.json"


def _costs(found: Figures) -> Grid:
    """Return what every alternative costs; empty where a scenario has no prices."""
    language = found.language
    paired = found.folder.table("comparison") is not None
    budgeted = found.budget is not None
    header = (
        say(language, "No."),
        say(language, "Alternative"),
        say(language, "Total, VND, mean"),
        "P5–P95",
        say(language, "Per dossier, VND"),
        say(language, "Per card in hand on time, VND"),
        *((say(language, "1,000 more dossiers than the baseline, VND"),) if paired else ()),
        *((say(language, "P(on time and within budget)"),) if budgeted else ()),
    )
    rows = tuple(_cost(found, one, paired, budgeted) for one in found.alternatives)
    title = say(language, "What it costs ({tables})", tables=_tables(found))
    if found.budget is not None:
        title += say(language, "; budget {budget} VND", budget=number(language, found.budget))
    last = (*((0.14,) if paired else ()), *((0.1,) if budgeted else ()))
    widths = (0.06, 0.22, 0.15, 0.16, 0.09, 0.12, *last)
    return Grid(title, header, rows, "cl" + "r" * (len(header) - 2), widths=widths)


def _cost(found: Figures, one: Alternative, paired: bool, budgeted: bool) -> tuple[str, ...]:
    """Return what one alternative costs."""
    language, measure = found.language, found.measure
    costs = [measure(one, "cost_vnd", each) for each in ("mean", "p05", "p95")]
    row = [str(one.number), name_of(one), whole(language, costs[0]), span(language, *costs[1:])]
    row += [whole(language, measure(one, f"cost_per_{each}_vnd")) for each in ("dossier", "card")]
    if paired:
        more = found.gain(one, "cost_per_1000_more_dossiers")
        row.append(whole(language, more["difference"]) if more else NOTHING)
    if budgeted:
        row.append(share(language, measure(one, "p_on_time_within_budget")))
    return tuple(row)
