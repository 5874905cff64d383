"""What an official paper has around its text: state, office, number, recipients, signature.

After Decree 30/2020/NĐ-CP; the office fills in its name, the number and the date.
"""

from __future__ import annotations

from cccd_sim.language import Language, say
from cccd_sim.report.pieces import Office

BLANK = "………"


def office(language: Language, kind: str) -> Office:
    """Return the frame of a paper, its blanks to be filled in by the office that signs it."""
    return Office(
        superior=say(language, "SUPERIOR BODY {blank}", blank=BLANK),
        office=say(language, "OFFICE {blank}", blank=BLANK),
        number=say(language, "No.: ……/BC-……"),
        state=say(language, "SOCIALIST REPUBLIC OF VIET NAM"),
        motto=say(language, "Independence - Freedom - Happiness"),
        place_and_date=say(language, "…………, day …… month …… year ………"),
        kind=kind,
        recipients_title=say(language, "Recipients:"),
        recipients=(
            say(language, "- Provincial People's Committee (for report);"),
            say(language, "- Departments concerned (for coordination);"),
            say(language, "- People's Committees of the districts (for action);"),
            say(language, "- Archive: VT, ……."),
        ),
        signer=say(language, "HEAD OF OFFICE"),
        signature=say(language, "(signature, full name, seal)"),
    )
