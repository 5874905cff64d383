"""The sheet of an allocation that was asked for: which place gets how many kits by which rule."""

from __future__ import annotations

from cccd_sim.language import N_, say
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import as_date
from cccd_sim.report.workbook_formulas import total
from cccd_sim.report.workbook_sheet import Sheet

RULES = {
    "proportional": N_("Kits: proportional"),
    "two_per_unit": N_("Kits: two per unit"),
    "by_need": N_("Kits: by need"),
    "best": N_("Kits: recommended"),
}
"""Rules that are shown, and what they are called."""

_COUNTS = ("dossiers_proportional", "dossiers_best")
_DATES = ("finish_date_proportional", "finish_date_best")
_WIDTHS = (6, 28, 16, *(14,) * len(RULES), 17, 17, 17, 17)


def write_placements(draft: Draft) -> None:
    """Write kits, dossiers and dates of each place, by the rules and as recommended."""
    language = draft.language
    sheet = Sheet(draft, draft.names["allocation"], _WIDTHS, one_page=True)
    sheet.banner(
        say(language, "ALLOCATION OF KITS"),
        f"{draft.figures.chosen.title} ({draft.figures.chosen.name})",
        say(language, "Kits, dossiers by the deadline (means), median dates"),
    )
    sheet.header(
        (
            say(language, "No."),
            say(language, "District or station"),
            say(language, "Eligible citizens"),
            *(say(language, text) for text in RULES.values()),
            say(language, "Dossiers, proportional"),
            say(language, "Dossiers, recommended"),
            say(language, "Target met, proportional"),
            say(language, "Target met, recommended"),
        ),
        repeats=True,
    )
    kits, counts = (f"kits_{rule}" for rule in RULES), _COUNTS
    shown = ("eligible", *kits, *counts)
    looks = ["cell center", "cell", "cell whole", *("cell simulated whole",) * (len(shown) - 1)]
    rows = []
    for number, row in enumerate(draft.figures.rows_of("allocation"), 1):
        dates = (as_date(row[name]) for name in _DATES)
        values = [number, row["name"], *(row[name] for name in shown), *dates]
        rows.append(sheet.line(values, [*looks, "cell simulated", "cell simulated"]))
    sheet.put(0, "", "cell bold")
    sheet.put(1, say(language, "Total"), "cell bold")
    for column in range(2, 2 + len(shown)):
        sheet.put(column, total([cells[column] for cells in rows]), "cell bold whole")
    sheet.row += 1
