"""The risks of the chosen alternative, with room for what is done about them and by whom."""

from __future__ import annotations

from cccd_sim.language import say
from cccd_sim.report.risks import risks
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_sheet import Sheet


def write_risks(draft: Draft) -> None:
    """Write the risks, and what the answer warns of."""
    language, one = draft.language, draft.figures.chosen
    sheet = Sheet(draft, draft.names["risks"], (6, 44, 60, 40, 24))
    sheet.banner(say(language, "RISKS"), f"{one.title} ({one.name})")
    sheet.header(
        (
            say(language, "No."),
            say(language, "Risk"),
            say(language, "What the simulation shows"),
            say(language, "Measure (fill in)"),
            say(language, "Responsible (fill in)"),
        ),
        repeats=True,
    )
    looks = ("cell center", "cell", "cell simulated", "cell input", "cell input")
    for count, (risk, evidence) in enumerate(risks(draft.figures), 1):
        sheet.line((count, risk, evidence, None, None), looks)
    caveats = draft.folder.answer.get("caveats", [])
    if caveats:
        sheet.row += 1
        sheet.across(say(language, "To be known before relying on the numbers"), "bold")
        for caveat in caveats:
            sheet.across(f"– {caveat}")
