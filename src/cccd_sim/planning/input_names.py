"""What the uncertain inputs of a scenario are called, in a few words a reader knows."""

from __future__ import annotations

from cccd_sim.language import N_, Language, number, percent, say
from cccd_sim.scenario.nodes import Trail

ANY = "*"
"""A step that is a name given in the scenario: of a delivery, a route, a period."""

NAMES = {
    "demand.away.share": N_("citizens registered here who live elsewhere"),
    "demand.away.waves.*.share": N_("share of them who come home ({which})"),
    "demand.household_adults": N_("adults in a household"),
    "demand.home_visit_share": N_("citizens who must be visited at home"),
    "demand.records.ready.*.share": N_("records ready ({which})"),
    "demand.records.sent_away": N_("sent away to have a record corrected"),
    "demand.records.correction.mean": N_("time to correct a record"),
    "demand.records.correction.cv": N_("spread of the time to correct a record"),
    "demand.show_up": N_("show-up share"),
    "demand.walk_in_share": N_("share of walk-ins"),
    "demand.reserve": N_("reserve of summonses"),
    "demand.no_show.early_share": N_("no-shows who can soon be asked again"),
    "demand.return_next_day": N_("turned away at closing who return next day"),
    "demand.last_invitation_before_closing": N_("last summons before closing"),
    "supply.initial_kits": N_("kits on the first day"),
    "supply.deliveries.*.kits": N_("kits of a delivery ({which})"),
    "supply.deliveries.*.delay": N_("delay of a delivery ({which})"),
    "supply.deliveries.*.contract": N_("time to the contract ({which})"),
    "supply.deliveries.*.supply": N_("time from contract to delivery ({which})"),
    "supply.deliveries.*.commissioning": N_("installation and training ({which})"),
    "supply.breakdown.mean_open_time": N_("open time between breakdowns"),
    "supply.breakdown.repair_near": N_("repair time at the provincial seat"),
    "supply.breakdown.repair_far": N_("repair time in the farthest district"),
    "supply.breakdown.repair_cv": N_("spread of the repair time"),
    "supply.kit_price": N_("price of a kit"),
    "supply.routes.*.limit": N_("largest package of a route ({which})"),
    "supply.routes.*.contract": N_("time to the contract ({which})"),
    "supply.routes.*.supply": N_("time from contract to delivery ({which})"),
    "supply.routes.*.commissioning": N_("installation and training ({which})"),
    "supply.transfers.time": N_("time a transferred kit is away"),
    "service.reception.mean": N_("time at reception, record ready"),
    "service.reception.cv": N_("spread of the time at reception"),
    "service.not_ready.mean": N_("time at reception, record not ready"),
    "service.not_ready.cv": N_("spread of that time, record not ready"),
    "service.capture.mean": N_("time of a capture"),
    "service.capture.cv": N_("spread of the time of a capture"),
    "service.finishing.mean": N_("time to finish a dossier"),
    "service.finishing.cv": N_("spread of the time to finish a dossier"),
    "service.age_factors.age_14_19": N_("longer capture at ages 14 to 19"),
    "service.age_factors.age_20_39": N_("longer capture at ages 20 to 39"),
    "service.age_factors.age_40_59": N_("longer capture at ages 40 to 59"),
    "service.age_factors.age_60_79": N_("longer capture at ages 60 to 79"),
    "service.age_factors.age_80_plus": N_("longer capture from age 80"),
    "service.learning.extra": N_("extra time of a new crew"),
    "service.learning.dossiers": N_("dossiers until a crew is used to the work"),
    "service.night.factor": N_("longer work at night"),
    "service.crews.trained_per_10000": N_("trained officers"),
    "service.crews.courses.*.length": N_("length of a training course ({which})"),
    "service.crews.courses.*.officers": N_("officers in a training course ({which})"),
    "service.home_visits.below_remaining": N_("remaining share at which home visits begin"),
    "service.home_visits.visit.mean": N_("time of a home visit"),
    "service.home_visits.visit.cv": N_("spread of the time of a home visit"),
    "service.home_visits.between": N_("time between two home visits"),
    "service.mobile.share": N_("share of the kits on rounds"),
    "service.mobile.show_up": N_("show-up share at mobile teams"),
    "service.mobile.set_up": N_("time to set up a mobile station"),
    "service.mobile.move": N_("time to move to another commune"),
    "service.road_speed": N_("speed on the road"),
    "service.line.station.every": N_("time between outages of a station's line"),
    "service.line.station.mean": N_("length of an outage of a station's line"),
    "service.line.province.every": N_("time between outages of the whole line"),
    "service.line.province.mean": N_("length of an outage of the whole line"),
    "service.stops.*.crews": N_("crews at work during a stop ({which})"),
    "service.completion.minutes": N_("time to complete a dossier in the evening"),
    "service.periods.*.evening.officers_per_kit": N_("officers in the evening ({which})"),
    "service.periods.*.evening.length": N_("length of the evening's work ({which})"),
    "service.periods.*.dossiers_per_kit_day": N_("dossiers per kit-day ({which})"),
    "service.periods.*.crew.officers": N_("officers of a crew ({which})"),
    "central.check.days": N_("working days of the check"),
    "central.check.rework": N_("dossiers sent back by the check"),
    "central.plant.capacity.*.cards": N_("cards the plant makes a day ({which})"),
    "central.plant.share": N_("the province's share of the cards"),
    "central.return_days": N_("working days from the plant to the district"),
    "central.collection.mean": N_("time until a card is collected"),
    "central.collection.cv": N_("spread of the time until a card is collected"),
    "central.collection.never": N_("cards that nobody collects"),
    "costs.pay.month": N_("base salary of a month"),
    "costs.pay.coefficient": N_("salary coefficient of an officer"),
    "costs.pay.days_in_month": N_("working days of a month"),
    "costs.pay.day": N_("working time of a day"),
    "costs.pay.overtime_working_day": N_("pay of overtime on a working day"),
    "costs.pay.overtime_rest_day": N_("pay on a day of rest"),
    "costs.pay.overtime_holiday": N_("pay on a public holiday"),
    "costs.pay.night_more": N_("supplement for work at night"),
    "costs.journeys.per_diem": N_("per diem of a mobile team's officer"),
    "costs.journeys.litres_per_km": N_("litres of fuel for a kilometre"),
    "costs.journeys.litre": N_("price of a litre of fuel"),
    "costs.consumables": N_("consumables of a dossier"),
    "costs.premises": N_("premises of a station for a day"),
    "costs.invitation": N_("information of a citizen summoned"),
    "costs.fees.*.fee": N_("fee for a card ({which})"),
}
"""Names by entry; what has none is called by the entry itself."""


def name_of(language: Language, trail: Trail) -> str:
    """Return what an input is called."""
    steps = [str(step) for step in trail]
    for pattern, name in NAMES.items():
        wanted = pattern.split(".")
        if len(wanted) == len(steps) and all(
            step in (ANY, found) for step, found in zip(wanted, steps, strict=True)
        ):
            which = next(
                (found for step, found in zip(wanted, steps, strict=True) if step == ANY), ""
            )
            return say(language, name, which=which.replace("_", " "))
    return ".".join(steps)


def written(language: Language, unit: str, value: float) -> str:
    """Return a value of an input with its unit, with as many decimals as it needs."""
    if unit == "share":
        return percent(language, value, _decimals(100 * value))
    told = number(language, value, _decimals(value)).replace("-", "−")
    match unit:
        case "days" if value == 1:
            return say(language, "1 day")
        case "days":
            return say(language, "{value} days", value=told)
        case "minutes":
            return say(language, "{value} min", value=told)
        case "VND" | "km/h":
            return f"{told} {unit}"
        case _:
            return told


def _decimals(value: float) -> int:
    """Return the decimals a number needs, two at most."""
    return len(f"{value:.2f}".rstrip("0").partition(".")[2])
