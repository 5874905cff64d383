"""What costs are called: heads, funders, lines and units, as a finance office calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cccd_sim.language import N_, Language, say
from cccd_sim.report.sources import source_told

HEADS = {
    "staff": N_("Staff"),
    "credentials": N_("Cards and consumables"),
    "central_systems": N_("Central systems"),
    "premises": N_("Premises, power and line"),
    "equipment": N_("Equipment and travel"),
    "information": N_("Information campaign"),
}
"""The six heads of ID4D, in their order."""

FEES = "fees"
"""Head of what is received; never added to what is spent."""

FUNDERS = {
    "central": N_("central budget"),
    "provincial": N_("provincial budget"),
    "district": N_("district budget"),
    "loan": N_("lent, no purchase"),
}

LINES = {
    "initial_kits": N_("Capture kits there at the start"),
    "kits": N_("Capture kits"),
    "spare_kits": N_("Spare capture kits"),
    "crew_regular": N_("Crews in working hours"),
    "crew_overtime_working_day": N_("Crews, overtime on working days"),
    "crew_rest_day": N_("Crews on rest days"),
    "crew_holiday": N_("Crews on public holidays"),
    "crew_night": N_("Crews, night supplement"),
    "evening_completion": N_("Completing dossiers in the evening"),
    "evening_rest_day": N_("Completing dossiers, evenings of rest days"),
    "evening_holiday": N_("Completing dossiers, evenings of public holidays"),
    "evening_night": N_("Completing dossiers, night supplement"),
    "home_visit_officers": N_("Officers on home visits"),
    "mobile_per_diem": N_("Per diem of mobile teams"),
    "mobile_fuel": N_("Fuel of mobile teams"),
    "home_visit_fuel": N_("Fuel of home visits"),
    "consumables": N_("Consumables for dossiers"),
    "premises": N_("Station premises"),
    "information": N_("Informing citizens summoned"),
    "fees": N_("Fees received"),
}

UNITS = {
    "kit": N_("kit"),
    "officer-hour": N_("officer-hour"),
    "officer-day": N_("officer-day"),
    "km": N_("km"),
    "dossier": N_("dossier"),
    "station-day": N_("station-day"),
    "citizen summoned": N_("citizen summoned"),
    "VND": N_("VND"),
    "share": N_("share"),
    "days": N_("days"),
    "minutes": N_("minutes"),
    "dossiers per kit-day": N_("dossiers per kit-day"),
    "km/h": N_("km/h"),
    "per 10,000 citizens": N_("per 10,000 citizens"),
    "cards a day": N_("cards a day"),
    "dossiers": N_("dossiers"),
    "ratio": N_("ratio"),
    "count": N_("count"),
}


def source(language: Language, row: Mapping[str, Any]) -> str:
    """Return where a number comes from, as its scenario says."""
    return source_told(language, str(row.get("source") or ""))


def told(language: Language, names: dict[str, str], key: str) -> str:
    """Return what a head, funder, line or unit is called; a new one by its own name.

    Lines of one kind are numbered: ``fees_2`` is called what ``fees`` is.
    """
    text = names.get(key) or names.get(key.rstrip("0123456789").rstrip("_"))
    return say(language, text) if text else key
