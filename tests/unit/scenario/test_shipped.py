"""The shipped scenarios: what the table of the interface says, every number with its origin."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.files import load_scenario, shipped, shipped_folder

NAMES = [
    "borrowed-kits",
    "card-plant-limit",
    "directive-2-kits",
    "directive/civil-status",
    "directive/finance",
    "directive/fronts",
    "directive/home-affairs",
    "directive/local-bodies",
    "directive/police",
    "directive/publicity",
    "late-delivery",
    "local-suspension",
    "mobile-teams",
    "nation/synthetic",
    "promised-32-campaign",
    "promised-32-office-hours",
    "provinces/gia-lai",
    "purchase-open-tender",
    "purchase-quotation",
    "two-kits-50-per-kit",
    "validation/campaign",
    "validation/gia-lai-2021",
    "validation/jakarta-2011",
    "validation/office-hours",
    "validation/pilot",
]


def numbers(section, path=""):
    """Return every number with an origin, by its path."""
    if isinstance(section, Given):
        yield path, section
    if isinstance(section, Section):
        section = dict(section)
    if isinstance(section, tuple):
        section = dict(enumerate(section))
    if isinstance(section, dict):
        for name, entry in section.items():
            yield from numbers(entry, f"{path}.{name}")


def test_these_are_shipped():
    assert sorted(shipped()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_source_and_a_grade(name):
    scenario = load_scenario(name)
    without = [path for path, number in numbers(scenario) if not (number.source and number.grade)]
    assert without == []
    dated = [*scenario.service.holidays.values(), *scenario.service.stops.values()]
    assert all(one.source and one.grade for one in dated)


@pytest.mark.parametrize("name", NAMES)
def test_titles_are_in_both_languages(name):
    title = load_scenario(name).title
    assert title.vi != title.en


def test_the_districts_are_the_15_of_2021():
    districts = load_scenario("directive-2-kits").demand.districts
    assert [district.code for district in districts] == [str(code) for code in range(643, 658)]
    assert sum(district.eligible for district in districts) == 1_500_000
    assert len({(district.tile_row, district.tile_col) for district in districts}) == 15


@pytest.mark.parametrize(
    ("name", "rate", "rate_is"),
    [
        ("directive-2-kits", 25, "observed"),
        ("two-kits-50-per-kit", 50, "observed"),
        ("promised-32-office-hours", 110, "reachable"),
    ],
)
def test_office_hours_and_their_rates(name, rate, rate_is):
    scenario = load_scenario(name)
    (period,) = scenario.service.periods.values()
    assert (period.crew.officers.value, period.crew.shifts.value) == (4, 1)
    assert (period.days, period.open_minutes) == ("office", 480)
    assert (period.dossiers_per_kit_day.value, period.rate_is) == (rate, rate_is)


def test_there_are_118_office_days():
    scenario = load_scenario("promised-32-office-hours")
    start, deadline = scenario.campaign.start, scenario.campaign.deadline
    days = [start + timedelta(days=one) for one in range((deadline - start).days)]
    assert sum(map(scenario.service.is_working_day, days)) == 118


@pytest.mark.parametrize(
    ("name", "placement", "deliveries"),
    [
        ("directive-2-kits", "two_per_unit", {}),
        (
            "promised-32-office-hours",
            "two_per_unit",
            {"february": (24, date(2021, 2, 25)), "march": (6, date(2021, 3, 15))},
        ),
        (
            "promised-32-campaign",
            "proportional",
            {"february": (24, date(2021, 2, 25)), "march": (6, date(2021, 3, 15))},
        ),
        (
            "late-delivery",
            "proportional",
            {"february": (24, date(2021, 3, 27)), "march": (6, date(2021, 4, 14))},
        ),
        (
            "purchase-quotation",
            "proportional",
            {
                "february": (24, date(2021, 2, 25)),
                "march": (6, date(2021, 3, 15)),
                "quotation": (20, date(2021, 3, 29)),
            },
        ),
        (
            "purchase-open-tender",
            "proportional",
            {
                "february": (24, date(2021, 2, 25)),
                "march": (6, date(2021, 3, 15)),
                "tender": (60, date(2021, 5, 18)),
            },
        ),
        (
            "borrowed-kits",
            "proportional",
            {
                "february": (24, date(2021, 2, 25)),
                "march": (6, date(2021, 3, 15)),
                "borrowed": (15, date(2021, 4, 15)),
            },
        ),
    ],
)
def test_kits_and_their_days(name, placement, deliveries):
    supply = load_scenario(name).supply
    assert (supply.initial_kits.value, supply.initial_at) == (2, "provincial_station")
    assert supply.placement == placement
    found = {
        name: (one.kits.value, supply.planned_in_service(one))
        for name, one in supply.deliveries.items()
    }
    assert found == deliveries


def test_the_campaign_works_every_day_from_15_march():
    period = load_scenario("promised-32-campaign").service.periods["campaign"]
    assert (period.from_, period.days, period.closed) == (date(2021, 3, 15), "every", None)
    assert (period.open_minutes, period.dossiers_per_kit_day.value) == (18 * 60, 420)


def test_communes_are_the_184_of_2021():
    demand = load_scenario("promised-32-campaign").demand
    assert len(demand.communes) == 184
    assert sum(one.eligible for one in demand.communes) == 1_500_000
    assert [one.road_km for one in demand.communes_of(demand.district("Ea H'leo"))].count(0) == 1


def test_borrowed_kits_go_back():
    borrowed = load_scenario("borrowed-kits").supply.deliveries["borrowed"]
    assert (borrowed.funder, borrowed.until) == ("loan", date(2021, 6, 30))


def test_half_the_kits_are_mobile_and_their_rate_follows_from_the_steps():
    service = load_scenario("mobile-teams").service
    assert (service.mobile.from_, service.mobile.share.value) == (date(2021, 3, 15), 0.5)
    assert service.periods["campaign"].dossiers_per_kit_day is None
    assert load_scenario("promised-32-campaign").service.mobile is None


def test_suspensions_are_of_two_districts():
    stops = load_scenario("local-suspension").service.stops
    found = {
        stop.districts: (stop.first, stop.last, stop.crews.value)
        for stop in stops.values()
        if stop.districts
    }
    assert found == {
        ("Buôn Ma Thuột",): (date(2021, 5, 9), date(2021, 5, 16), 0),
        ("Ea H'leo",): (date(2021, 5, 31), date(2021, 6, 14), 0),
    }


def test_the_plant_limit_is_a_share_of_2_percent():
    assert load_scenario("card-plant-limit").central.plant.share.value == 0.02
    assert load_scenario("promised-32-campaign").central.plant.share.value == 0.03


@pytest.mark.parametrize("name", ["pilot", "office-hours", "campaign"])
def test_regimes_state_no_rate(name):
    periods = load_scenario(f"validation/{name}").service.periods
    begun = list(periods.values())[-1]
    assert begun.dossiers_per_kit_day is None


def test_gia_lai_states_only_rates_of_other_places():
    scenario = load_scenario("validation/gia-lai-2021")
    office, campaign = scenario.service.periods.values()
    assert office.dossiers_per_kit_day is None
    assert "Gia Lai" not in campaign.dossiers_per_kit_day.source
    assert len(scenario.demand.districts) == 18
    assert sum(one.eligible for one in scenario.demand.districts) == 1_000_000
    (march,) = scenario.supply.deliveries.values()
    assert scenario.supply.initial_kits.value + march.kits.value == 36


def test_gia_lai_has_its_own_districts_kits_and_rates():
    scenario = load_scenario("provinces/gia-lai")
    districts, supply = scenario.demand.districts, scenario.supply
    assert (len(districts), sum(one.eligible for one in districts)) == (17, 1_000_000)
    assert supply.initial_kits.value + supply.deliveries["march"].kits.value == 36
    rate = scenario.service.periods["campaign"].dossiers_per_kit_day
    assert (rate.low, rate.high) == (392, 500)
    assert "2009" in scenario.title.vi
    assert "2009" in scenario.title.en


def test_the_country_is_made_up_and_says_so():
    scenario = load_scenario("nation/synthetic")
    districts = scenario.demand.districts
    assert (len(scenario.demand.provinces), len(districts)) == (63, 700)
    assert sum(one.eligible for one in districts) == 50_000_000
    assert "tự tạo" in scenario.title.vi
    assert "Made-up" in scenario.title.en
    assert all("giả định" in one.name and "giả định" in one.province for one in districts)
    assert scenario.central.plant.share.value == 1
    assert "tự tạo" in scenario.caveat.vi
    assert "synthetic" in scenario.caveat.en


def test_the_table_of_the_country_is_what_its_script_writes():
    folder = shipped_folder() / "nation"
    made = subprocess.run(
        [sys.executable, folder / "generate.py"], capture_output=True, check=True
    ).stdout
    assert made == (folder / "districts.csv").read_bytes()


def test_holidays_are_those_of_the_official_calendar():
    scenario = load_scenario("promised-32-campaign")
    start, horizon = scenario.campaign.start, scenario.campaign.horizon
    official = holidays.country_holidays("VN", years=[2021, 2022])
    ours = {
        holiday.first + timedelta(days=one)
        for holiday in scenario.service.holidays.values()
        for one in range((holiday.last - holiday.first).days + 1)
    }
    days = [start + timedelta(days=one) for one in range((horizon - start).days + 1)]
    weekdays = [day for day in days if day.weekday() < 5]
    assert [day for day in weekdays if day in ours] == [day for day in weekdays if day in official]
