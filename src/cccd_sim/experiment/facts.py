"""What tables, charts and sentences must know of a scenario, as plain data."""

from __future__ import annotations

from typing import Any

from cccd_sim.scenario.schema import Scenario


def facts_of(scenario: Scenario) -> dict[str, Any]:
    """Return the facts of a scenario: names, dates, target, districts, stations, stated rates."""
    dates, demand, supply = scenario.campaign, scenario.demand, scenario.supply
    districts = [
        {
            "code": each.code,
            "name": each.name,
            "name_ascii": each.name_ascii,
            "eligible": each.eligible,
            "tile_row": each.tile_row,
            "tile_col": each.tile_col,
        }
        for each in demand.districts
    ]
    stations = [
        {"code": each.code, "name": {"vi": each.name, "en": each.name}} for each in demand.districts
    ]
    if (office := supply.provincial_station) is not None:
        name = {"vi": office.name.vi, "en": office.name.en}
        stations.append({"code": office.code, "name": name})
    rates = _rates(scenario)
    return {
        "name": scenario.name,
        "title": {"vi": scenario.title.vi, "en": scenario.title.en},
        "start": dates.start.isoformat(),
        "deadline": dates.deadline.isoformat(),
        "horizon": dates.horizon.isoformat(),
        "after_deadline": dates.after_deadline,
        "target_share": {"dossier": scenario.target.share.dossier.value},
        "eligible": sum(each.eligible for each in demand.districts),
        "districts": districts,
        "stations": stations,
        "initial_kits": supply.initial_kits.value,
        "kits": supply.initial_kits.value
        + sum(each.kits.value for each in supply.deliveries.values()),
        "rates": rates,
        "observed": any(each["rate_is"] == "observed" for each in rates),
    }


def _rates(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the stated rates of the periods, dossiers per kit-day, in order of their dates."""
    periods = sorted(scenario.service.periods.values(), key=lambda period: period.from_)
    return [
        {
            "from": period.from_.isoformat(),
            "dossiers_per_kit_day": period.dossiers_per_kit_day.value,
            "rate_is": period.rate_is,
        }
        for period in periods
        if period.dossiers_per_kit_day is not None
    ]
