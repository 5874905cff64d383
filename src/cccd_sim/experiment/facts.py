"""What tables, charts and sentences must know of a scenario, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cccd_sim.experiment.procurement import procurement
from cccd_sim.experiment.register import register
from cccd_sim.language import LANGUAGES, Language
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.cautions import Caution
from cccd_sim.scenario.schema import Scenario

BUYERS = ("provincial", "district")
"""Funders whose money the province decides about."""


def facts_of(scenario: Scenario) -> dict[str, Any]:
    """Return the facts of a scenario: names, dates, targets, places, rates, what to mind."""
    dates, supply, away = scenario.campaign, scenario.supply, scenario.demand.away
    residents = [each.eligible for each in scenario.demand.districts]
    rates = _rates(scenario)
    return {
        "name": scenario.name,
        "title": {"vi": scenario.title.vi, "en": scenario.title.en},
        "start": dates.start.isoformat(),
        "deadline": dates.deadline.isoformat(),
        "horizon": dates.horizon.isoformat(),
        "after_deadline": dates.after_deadline,
        "target_share": {
            milestone: getattr(scenario.target.share, milestone).value for milestone in MILESTONES
        },
        "eligible": sum(residents),
        "away": sum(round(each * away.share.value) for each in residents) if away.happens else 0,
        "districts": _districts(scenario),
        "communes": _communes(scenario),
        "stations": _stations(scenario),
        "initial_kits": supply.initial_kits.value,
        "kits": supply.initial_kits.value
        + sum(each.kits.value for each in supply.deliveries.values()),
        "purchase_vnd": purchase(scenario),
        "rates": rates,
        "observed": any(each["rate_is"] == "observed" for each in rates),
        "plant": _plant(scenario),
        "procurement": procurement(scenario),
        **register(scenario),
        "caveats": [
            *([] if (said := scenario.caveat) is None else [{"vi": said.vi, "en": said.en}]),
            *_in_both(scenario.cautions_of_hooks()),
        ],
        "cautions": _in_both(scenario.cautions()),
    }


def _in_both(cautions: Iterable[Caution]) -> list[dict[Language, str]]:
    """Return cautions in both languages."""
    return [{language: each.text(language) for language in LANGUAGES} for each in cautions]


def purchase(scenario: Scenario) -> int:
    """Return what the province and its districts pay for kits, VND: number times base price.

    Kits from the centre and kits on loan cost them nothing.
    """
    supply = scenario.supply
    bought = [each.kits.value for each in supply.deliveries.values() if each.funder in BUYERS]
    return int(sum(bought) * supply.kit_price.value)


def _districts(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the districts, in the order in which tables count them."""
    keys = {"code", "name", "name_ascii", "eligible", "tile_row", "tile_col", "province"}
    districts = scenario.demand.districts
    return [each.model_dump(include=keys, exclude_none=True) for each in districts]


def _communes(scenario: Scenario) -> list[dict[str, str]]:
    """Return the communes district by district, nearest to its seat first, as tables count them."""
    demand = scenario.demand
    return [
        {"code": commune.code, "name": commune.name, "district": district.code}
        for district in demand.districts
        for commune in sorted(demand.communes_of(district), key=lambda one: one.road_km)
    ]


def _stations(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the stations: those of the districts, the provincial one, the mobile teams.

    A station belongs to a district, but for the provincial one.
    """
    districts, office = scenario.demand.districts, scenario.supply.provincial_station
    stations: list[dict[str, Any]] = [
        {"code": each.code, "district": each.code, "name": dict.fromkeys(LANGUAGES, each.name)}
        for each in districts
    ]
    if office is not None:
        name = {"vi": office.name.vi, "en": office.name.en}
        stations.append({"code": office.code, "district": None, "name": name})
    if scenario.service.mobile is not None:
        stations += [
            {
                "code": f"{each.code}-L",
                "district": each.code,
                "name": {"vi": f"Tổ lưu động {each.name}", "en": f"Mobile team, {each.name}"},
            }
            for each in districts
        ]
    return stations


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


def _plant(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the cards a day the plant makes for the province, and from when."""
    plant = scenario.central.plant
    return [
        {"from": rate.from_.isoformat(), "cards": rate.cards.value * plant.share.value}
        for rate in plant.capacity.values()
    ]
