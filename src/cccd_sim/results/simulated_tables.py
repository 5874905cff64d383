"""The tables that every simulation leaves behind."""

from __future__ import annotations

from cccd_sim.results.table import REACHED, Table

_UTILISATION = "minutes of capture in opening hours over open kit-minutes, of stations that opened"


def _of_each_milestone() -> dict[str, str]:
    """Return the columns of ``replications`` that every milestone has."""
    columns: dict[str, str] = {}
    for milestone, what in REACHED.items():
        columns |= {
            f"{milestone}_by_deadline": f"{what} before the deadline",
            f"{milestone}_share_by_deadline": "the same as a share of the eligible residents",
            f"{milestone}_finish_day": "first day the target is met, day 1 = start; empty if not",
            f"on_time_{milestone}": "1 if the target share was met before the deadline, else 0",
            f"complete_{milestone}": "1 if every eligible resident was there by then, else 0",
        }
    return columns


_MONEY = {
    "cost_vnd": "VND spent in all, by every payer; fees that come in are not taken off",
    "cost_per_dossier_vnd": "the same for a resident's dossier before the deadline",
    "cost_per_card_vnd": "the same for a resident's card in hand before the deadline",
    "on_time_within_budget": "1 if the dossiers are on time and cost_vnd is within --budget",
}
"""Columns of ``replications`` where a scenario has costs; the last one with --budget."""


def _of_each_later_milestone() -> dict[str, str]:
    """Return the columns of ``districts`` for what follows the dossier."""
    columns: dict[str, str] = {}
    for milestone, what in list(REACHED.items())[1:]:
        columns |= {
            f"{milestone}_by_deadline": f"{what} before the deadline, mean",
            f"p_on_time_{milestone}": "share of replications that meet its target in time",
            f"{milestone}_finish_date_p50": "date by which half of them meet it; empty if not",
        }
    return columns


def _of_each_place(kind: str) -> dict[str, str]:
    """Return the columns of ``districts``, and for a country of ``provinces``."""
    return {
        "eligible": "eligible residents",
        "kits": "kits at its stations, fixed and mobile, at the deadline, mean",
        "finish_date_p50": "date by which half the replications meet the target; empty if not",
        "finish_date_p80": "the same for 80 %",
        "finish_date_p95": "the same for 95 %",
        "p_on_time": "share of replications that meet the target before the deadline",
        "taken_by_deadline": "dossiers taken before the deadline, mean",
        "share_by_deadline": "the same as a share of the eligible residents",
        **_of_each_later_milestone(),
        "utilisation": _UTILISATION,
        "rank": f"1 is the {kind} furthest behind at the deadline",
    }


SIMULATED: dict[str, Table] = {
    "summary": Table(
        ("scenario", "measure"),
        {
            "unit": "unit of the numbers in this row; day 1 is the start of the campaign",
            "mean": "mean over replications; for a probability, the share of replications",
            "ci_low": "lower end of the 95 % interval: Student's t (of the means of ten "
            "replications whose unknown parameters were drawn together), exact binomial for p_…",
            "ci_high": "upper end of the same interval",
            "p05": "5 % of replications lie below",
            "p50": "median of the replications; of days, one by which half are there",
            "p80": "80 % of replications lie below",
            "p95": "95 % of replications lie below",
            **{
                f"{quantile}_{end}": f"{which} end of the 95 % interval of {quantile}: one of the "
                "replications, exact (order statistics); empty where none is low or high enough"
                for quantile in ("p50", "p80", "p95")
                for end, which in (("low", "lower"), ("high", "upper"))
            },
            "luck_sd": "standard deviation that luck makes, from replications run again with the "
            "same unknown parameters; empty where it is not estimated",
            "ignorance_sd": "standard deviation that unknown parameters make: what is left",
            "replications": "replications the row stands on",
            "beyond_horizon": "replications in which that day is not in the simulated time",
        },
    ),
    "replications": Table(
        ("scenario", "replication"),
        {
            **_of_each_milestone(),
            "waiting_minutes_mean": "mean wait of a citizen in a day, all steps together",
            "kit_utilisation": _UTILISATION,
            "kits_idle_no_crew": "kits up without a crew, mean over shifts and open days",
            "unserved_not_summoned": "residents without a dossier never summoned: capacity",
            "unserved_missed_summons": "residents without a dossier who missed their summons",
            "unserved_waiting": "residents without a dossier waiting, sent home or in service",
            "unserved_correction": "residents without a dossier whose record is being corrected",
            "unserved_home_visit": "residents without a dossier who wait for a visit at home",
            "returnees_by_deadline": "dossiers of people who live elsewhere, before the deadline",
            "recaptured_by_deadline": "dossiers taken once more after a check, before the deadline",
            "held_by_upload": "dossiers at stations, to be completed and sent, at the deadline",
            "held_by_check": "dossiers at the centre, being checked, at the deadline",
            "held_by_plant": "accepted dossiers without a card yet, at the deadline",
            "held_by_return": "cards made but not collected, at the deadline",
            "upload_limits_from": "day from which upload is over a day behind, for a week or more",
            "upload_limits_until": "day from which it no longer is; empty: never was, or still is",
            "plant_limits_from": "day from which the plant is over a day behind, for as long",
            "plant_limits_until": "day from which it no longer is; empty: never was, or still is",
            **_MONEY,
        },
        frozenset(_MONEY),
    ),
    "daily": Table(
        ("scenario", "replication", "date", "district"),
        {
            "target": "dossiers due this day: the target spread evenly over the working days",
            "summoned": "citizens summoned for this day",
            "arrived": "citizens who came",
            "taken": "residents of this district whose first dossier was taken, wherever it was",
            "sent": "residents whose dossier the centre accepted",
            "produced": "residents whose card was produced",
            "in_hand": "residents who collected their card",
            "returnees": "dossiers of people registered here who live elsewhere; not in `taken`",
            "recaptured": "dossiers taken once more after a check; not in `taken`",
            "home_visits": "dossiers in `taken` that were taken at home",
        },
    ),
    "stations": Table(
        ("scenario", "replication", "date", "station"),
        {
            "taken": "dossiers finished here on the shift that opened this day: more than `taken` "
            "of daily.csv by returnees, by recaptures and by what was finished after the deadline",
            "waiting_at_close": "citizens sent home at closing",
            "kits_in_service": "kits that belong to the station, up or down",
            "kits_up_at_opening": "kits fit for work at opening",
            "kits_idle_no_crew": "kits up without a crew, mean over the day's shifts",
            "kit_utilisation": _UTILISATION,
            "waiting_minutes_mean": "wait of a citizen that day, all three steps, minutes",
            "overtime_minutes": "minutes of capture after closing, all kits",
            "citizens_present": "citizens who were there that day",
            "sent_away": "citizens sent away to have their record corrected",
            "waiting_upload": "dossiers not yet sent up at the end of the evening",
            "commune": "commune the mobile team is in; empty: a fixed station",
            "busy_minutes": "minutes of capture, all kits, overtime included",
            "open_kit_minutes": "minutes the station was open, times its kits, up or down",
            "officers": "officers of the day's crews, all shifts",
            "officer_minutes": "minutes of officers on duty: crews and home visits, late ends too",
            "kits_visiting": "kits out on home visits that day",
            "kilometres": "driven by the mobile team, or to homes, there and back",
        },
    ),
    "pipeline": Table(
        ("scenario", "replication", "date"),
        {
            "taken": "dossiers taken in the whole province, returnees and recaptures included",
            "uploaded": "dossiers completed and sent to the centre",
            "accepted": "dossiers the centre accepted",
            "refused": "dossiers sent back by the centre: captured again",
            "produced": "cards produced",
            "collected": "cards collected",
            "waiting_upload": "dossiers at stations at the end of the day",
            "in_check": "dossiers being checked at the end of the day",
            "waiting_plant": "accepted dossiers without a card at the end of the day",
            "returning": "cards on the way back to the district at the end of the day",
            "uncollected": "cards in the district, not collected, at the end of the day",
            "upload_capacity": "dossiers that could be completed and sent that day",
            "plant_capacity": "cards the plant makes for the province that day",
            "upload_wait_days": "mean days from taken to sent up, of those sent up that day",
            "plant_wait_days": "mean days from accepted to produced, of those produced that day",
        },
    ),
    "districts": Table(
        ("scenario", "district"), {"name": "name of the district", **_of_each_place("district")}
    ),
    "provinces": Table(("scenario", "province"), _of_each_place("province")),
    "kits": Table(
        ("scenario", "replication", "kit"),
        {
            "funder": "who paid: central, provincial, district, loan",
            "ordered": "date of the order; empty where none is stated",
            "delivered": "date the kit reached the province; empty: not in the simulated time",
            "in_service": "first day it could work, not the day planned; empty: not in that time",
            "returned": "last day of a loan: it goes back that evening; empty: it stays",
            "station": "code of the station it last belonged to; empty: never placed",
            "minutes_open": "minutes its stations were open while it belonged there",
            "minutes_up": "minutes of those it was fit for work",
            "minutes_busy": "minutes spent on captures, overtime included",
            "minutes_overtime": "minutes of those outside opening hours",
            "minutes_idle_no_crew": "minutes of those up in which it had no crew",
            "breakdowns": "times it failed",
            "transfers": "times it moved to another district",
            "spare": "1 if it came as a spare, else 0",
        },
    ),
    "unserved": Table(
        ("scenario", "replication", "district"),
        {
            "not_summoned": "residents without a dossier at the deadline, never summoned: capacity",
            "missed_summons": "residents without one who missed their summons: absence",
            "waiting": "residents without one sent home, to come the next day",
            "correction": "residents without one sent away to have their record corrected",
            "home_visit": "residents without one who cannot come and wait for a visit",
            "in_service": "residents without one still between two steps",
        },
    ),
    "costs": Table(
        ("scenario", "head", "funder", "month"),
        {
            "vnd": "VND, mean over replications; of the head fees below 0: they come in",
            "vnd_p05": "5 % of replications lie below",
            "vnd_p95": "95 % of replications lie below",
        },
    ),
    "cost_lines": Table(
        ("scenario", "line", "funder"),
        {
            "head": "one of the six heads of ID4D, or fees",
            "unit": "what is counted",
            "quantity": "how many there were, mean over replications",
            "unit_price": "VND for one, at the base of every price",
            "vnd": "VND, mean over replications; prices drawn in each where they are unknown",
            "vnd_p05": "5 % of replications lie below",
            "vnd_p95": "95 % of replications lie below",
            "vnd_at_unit_price": "quantity times unit_price, whole VND",
            "source": "where the numbers were read of which the unit price is made",
            "grade": "the weakest of their grades: H read, M inferred, L assumed",
            "event": "table and columns of the run folder that count what happened",
        },
    ),
    "events": Table(
        ("scenario", "replication", "minute"),
        {
            "kind": "what happened; see docs/events.md",
            "where": "code of the station or district; empty: at the centre or the plant",
            "what": "number of the summons, or of the dossier at its station; or how it came about",
            "case:concept:name": "whose life it is part of: a citizen (district:number), a kit"
            " or a station",
            "concept:name": "activity",
            "time:timestamp": "date and time; of what is known by its day alone, the midnight",
            "lifecycle:transition": "start, complete, or ate_abort if broken off",
            "org:resource": "kit",
        },
    ),
}
