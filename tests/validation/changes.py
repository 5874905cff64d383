"""One mechanism after the other switched off: to see how much of a result it explains."""

from __future__ import annotations

from typing import Any

Changes = dict[str, dict[str, Any]]

NOTHING = "nothing"
OFF = {"happens": False}
EVERYBODY_COMES: Changes = {"demand": {"show_up": 1.0}}
NO_BREAKDOWN: Changes = {"supply": {"breakdown": OFF}}
NOTHING_REFUSED: Changes = {"central": {"check": {"rework": 0.0}}}
NOTHING_TO_LEARN: Changes = {"service": {"learning": OFF}}
FRESH_AT_NIGHT: Changes = {"service": {"night": OFF}}
ENOUGH_OFFICERS: Changes = {"service": {"crews": {"limited": False}}}
NO_AGE_SLOWER: Changes = {"service": {"age_factors": {"age_60_79": 1, "age_80_plus": 1}}}


def all_of(*changes: Changes) -> Changes:
    """Return several changes as one."""
    found: dict[str, Any] = {}
    for each in changes:
        for key, item in each.items():
            below = found.get(key)
            both = isinstance(below, dict) and isinstance(item, dict)
            found[key] = all_of(below, item) if both else item
    return found


def ready(share: float, *dates: str) -> Changes:
    """Return what makes a share of the records ready throughout."""
    return {"demand": {"records": {"ready": {name: {"share": share} for name in dates}}}}


def period(name: str, **entries: object) -> Changes:
    """Return a change of a period."""
    return {"service": {"periods": {name: entries}}}


def crew(name: str, officers: int, reception: int, finishing: int) -> Changes:
    """Return a crew with desks of both kinds; with none, one desk is shared."""
    desks: dict[str, object] = {"without": ["reception", "finishing"], "shared": 1}
    if reception:
        desks = {"without": ["shared"], "reception": reception, "finishing": finishing}
    return period(name, crew={"officers": officers}, desks_per_kit=desks)


def regime(name: str, *dates: str) -> dict[str, Changes]:
    """Return what is changed in a regime, in its period and the dates its records are known at."""
    office, three_shifts = ["07:30-11:30", "13:30-17:30"], ["06:00-24:00"]
    return {
        NOTHING: {},
        "crew of two, one desk for both": crew(name, 2, 0, 0),
        "crew of three, 1 + 1 + 1": crew(name, 3, 1, 1),
        "crew of seven, 3 + 2 desks": crew(name, 7, 3, 2),
        "desks never short": all_of(crew(name, 13, 6, 6), ENOUGH_OFFICERS),
        "office hours": period(name, hours=office, crew={"shifts": 1}),
        "06:00–24:00 in three shifts": period(name, hours=three_shifts, crew={"shifts": 3}),
        "every record ready": ready(1, *dates),
        "no record ready": all_of(ready(0, *dates), WITHOUT_RATE[name]),
        "nothing to learn": NOTHING_TO_LEARN,
        "nobody tired at night": FRESH_AT_NIGHT,
        "officers for every shift": ENOUGH_OFFICERS,
        "no breakdown": NO_BREAKDOWN,
    }


WITHOUT_RATE: dict[str, Changes] = {
    "office": {},
    "campaign": period("office", without=["dossiers_per_kit_day"]),  # desks could not feed it
}
TWO_DATES, ALL_DATES = ("april", "june"), ("start", "april", "june")
HIGHEST = period("campaign", dossiers_per_kit_day=400)
EVERY_DAY = period("office", days="every", closed=[])
MANY_DESKS = crew("office", 7, 3, 3)

JAKARTA = {
    "every day worked": EVERY_DAY,
    "nothing to learn": NOTHING_TO_LEARN,
    "no age slower": NO_AGE_SLOWER,
    "nothing refused by the centre": NOTHING_REFUSED,
    "no breakdown": NO_BREAKDOWN,
    "everybody summoned comes": EVERYBODY_COMES,
    "every record ready": ready(1, "start"),
    "desks never short": MANY_DESKS,
    "officers for every kit": ENOUGH_OFFICERS,
    "nobody needs a visit": {"demand": {"home_visit_share": 0.0}},
}

CHANGES: dict[str, dict[str, Changes]] = {
    "validation/pilot": regime("office", "start"),
    "validation/office-hours": regime("office", *ALL_DATES),
    "validation/campaign": regime("campaign", *ALL_DATES),
    "validation/gia-lai-2021": {
        NOTHING: {},
        "officers for every shift": ENOUGH_OFFICERS,
        "400 a kit and day": HIGHEST,
        "no breakdown": NO_BREAKDOWN,
        "nothing to learn": NOTHING_TO_LEARN,
        "every record ready": ready(1, *ALL_DATES),
        "nothing refused by the centre": NOTHING_REFUSED,
        "everybody summoned comes": EVERYBODY_COMES,
        "the first three together": all_of(ENOUGH_OFFICERS, HIGHEST, NO_BREAKDOWN),
    },
    "validation/jakarta-2011": {NOTHING: {}, **JAKARTA, "all of these": all_of(*JAKARTA.values())},
    "dak-lak": {
        NOTHING: {"campaign": {"after_deadline": "continue", "horizon": "2021-10-31"}},
        "stations stop at the deadline": {"campaign": {"horizon": "2021-10-31"}},
    },
}
"""For each scenario what is changed, by its row in docs/validation.md."""
