"""The first sheet: the answer, its key figures, what the colours mean, what is where."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import number, percent, say
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_estimate import Estimate
from cccd_sim.report.workbook_figures import as_date
from cccd_sim.report.workbook_formulas import same
from cccd_sim.report.workbook_numerals import Numerals
from cccd_sim.report.workbook_sheet import Sheet

Shown = tuple[str, Any, str, str]
"""What it is, its value, how it is written, what to say beside it."""


def write_summary(draft: Draft, estimate: Estimate | None, numerals: Numerals | None) -> None:
    """Write the answer on one page."""
    language, one = draft.language, draft.figures.chosen
    sheet = Sheet(draft, draft.names["summary"], (6, 40, 22, 42), wide=False, one_page=True)
    sheet.banner(say(language, "SUMMARY FOR THE DECISION"))
    sheet.across(str(draft.folder.answer["headline"]), "box")
    sheet.row += 1
    if draft.figures.folder.table("summary") is not None:
        text = say(language, "Key figures of: {title} ({name})", title=one.title, name=one.name)
        sheet.across(text, "bold")
        _figures(sheet, [*_reached(draft), *_money(draft, estimate)])
    if estimate is not None and numerals is not None:
        sheet.across(numerals.read(estimate.mean), "italic bold", 2)
    sheet.row += 1
    _legend(sheet)
    _contents(sheet)
    sheet.sign()


def _figures(sheet: Sheet, shown: list[Shown]) -> None:
    """Write the key figures."""
    language = sheet.draft.language
    sheet.header(
        (
            say(language, "No."),
            say(language, "Figure"),
            say(language, "Value"),
            say(language, "How sure"),
        )
    )
    for count, (text, value, look, beside) in enumerate(shown, 1):
        sheet.line((count, text, value, beside), ("cell center", "cell", f"cell {look}", "cell"))


def _reached(draft: Draft) -> list[Shown]:
    """Return what the chosen alternative reaches."""
    language, one, measure = draft.language, draft.figures.chosen, draft.figures.measure
    dossiers, cards, chance = "dossier_by_deadline", "in_hand_by_deadline", "p_on_time_dossier"
    found: list[Shown] = [
        (say(language, "Deadline: before"), as_date(one.facts["deadline"]), "", ""),
        (say(language, "Eligible citizens"), one.facts["eligible"], "whole", ""),
    ]
    if one.ending:
        text = say(language, "Kits at the deadline")
        found.append((text, one.ending["kits"], "simulated decimal", ""))
    for text, name in (
        (say(language, "Dossiers by the deadline"), dossiers),
        (say(language, "Cards in hand by the deadline"), cards),
    ):
        found.append((text, measure(one, name), "simulated whole", _spread(draft, name)))
    found.append(
        (
            say(language, "P(on time), dossiers"),
            measure(one, chance),
            "simulated share",
            say(
                language,
                "exact 95% interval: {low} to {high}",
                low=percent(language, measure(one, chance, "ci_low") or 0),
                high=percent(language, measure(one, chance, "ci_high") or 0),
            ),
        )
    )
    if one.ending:
        dates = one.ending["milestones"]["dossier"]["finish"]
        text = say(language, "Target met, median")
        found.append((text, as_date(dates["p50"]), "simulated", ""))
    return found


def _money(draft: Draft, estimate: Estimate | None) -> list[Shown]:
    """Return what the chosen alternative costs."""
    language, one, measure = draft.language, draft.figures.chosen, draft.figures.measure
    if estimate is None:
        return []
    spread = _spread(draft, "cost_vnd")
    found: list[Shown] = [
        (say(language, "Total estimate, VND"), same(estimate.mean), "bold money", spread),
        (
            say(language, "Cost per card in hand on time, VND"),
            measure(one, "cost_per_card_vnd"),
            "simulated money",
            "",
        ),
        (
            say(language, "Cost per dossier, VND"),
            measure(one, "cost_per_dossier_vnd"),
            "simulated money",
            "",
        ),
    ]
    budget, chance = draft.figures.budget, measure(one, "p_on_time_within_budget")
    if budget is not None:
        found.append((say(language, "Budget stated, VND"), budget, "money", ""))
    if chance is not None:
        text = say(language, "P(on time and within budget)")
        found.append((text, chance, "simulated share", ""))
    return found


def _spread(draft: Draft, measure: str) -> str:
    """Return the 5 % and 95 % quantiles of a measure in words."""
    language, one = draft.language, draft.figures.chosen
    low, high = (draft.figures.measure(one, measure, column) for column in ("p05", "p95"))
    if low is None or high is None:
        return ""
    return say(
        language,
        "P5–P95 of the simulation: {low} to {high}",
        low=number(language, low),
        high=number(language, high),
    )


def _legend(sheet: Sheet) -> None:
    """Write what the colours of cells mean."""
    language = sheet.draft.language
    sheet.across(say(language, "What the colours mean"), "bold")
    for look, text in (
        ("simulated", say(language, "Simulated, locked: another value needs another run.")),
        ("input locked", say(language, "To be changed: prices, money provided, proposals.")),
        ("", say(language, "Computed in this workbook from the other two.")),
    ):
        sheet.put(0, "", f"cell {look}".strip())
        sheet.merge(1, sheet.last, text, "")
        sheet.row += 1
    text = say(language, "Sheets are protected without a password (Review, Unprotect Sheet).")
    sheet.across(text, "italic small")


def _contents(sheet: Sheet) -> None:
    """Write links to the other sheets."""
    draft, language = sheet.draft, sheet.draft.language
    sheet.across(say(language, "Sheets of this workbook"), "bold")
    names = [name for key, name in draft.names.items() if key not in ("summary", "numerals")]
    for count, name in enumerate(names, 1):
        sheet.put(0, count, "center")
        look = draft.looks.of("link")
        sheet.page.write_url(sheet.row, 1, f"internal:'{name}'!A1", look, string=name)
        sheet.row += 1
