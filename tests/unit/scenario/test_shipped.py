"""The shipped scenarios: what the table of the interface says, every number with its origin."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import jsonschema
import pytest

from cccd_sim.scenario import reference
from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.files import load_scenario, shipped, shipped_folder
from cccd_sim.scenario.nodes import Mark, plain
from cccd_sim.scenario.yaml import parse

NAMES = [
    "directive-2-kits",
    "late-delivery",
    "promised-32-campaign",
    "promised-32-office-hours",
    "purchase-quotation",
    "two-kits-50-per-kit",
]
FILES = sorted(shipped_folder().rglob("*.yaml"))
ROOT = Path(__file__).parents[3]


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
    assert all(one.source and one.grade for one in scenario.service.holidays.values())


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
    ],
)
def test_kits_and_their_days(name, placement, deliveries):
    supply = load_scenario(name).supply
    assert (supply.initial_kits.value, supply.initial_at) == (2, "provincial_station")
    assert supply.placement == placement
    found = {
        name: (one.kits.value, one.planned_in_service) for name, one in supply.deliveries.items()
    }
    assert found == deliveries


def test_the_campaign_works_every_day_from_15_march():
    period = load_scenario("promised-32-campaign").service.periods["campaign"]
    assert (period.from_, period.days, period.closed) == (date(2021, 3, 15), "every", None)
    assert (period.open_minutes, period.dossiers_per_kit_day.value) == (18 * 60, 420)


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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editors_accept_the_shipped_files(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == (shipped_folder() / "schema.json").resolve()
    data = plain(parse(path.read_text(encoding="utf-8"), Mark(path.name), []))
    jsonschema.Draft202012Validator(json.loads(reference.json_schema())).validate(data)


@pytest.mark.parametrize(
    "data", [{"suply": {}}, {"supply": {"initial_kit": 2}}, {"demand": {"show_up": []}}]
)
def test_editors_refuse_what_is_no_scenario(data):
    validator = jsonschema.Draft202012Validator(json.loads(reference.json_schema()))
    assert not validator.is_valid(data)


def test_the_shipped_schema_is_current():
    """Mend: cccd-sim scenario schema > scenarios/schema.json."""
    assert (ROOT / "scenarios/schema.json").read_text(encoding="utf-8") == reference.json_schema()


def test_the_reference_page_is_current():
    """Mend: cccd-sim scenario schema --format markdown > docs/scenario.md."""
    assert (ROOT / "docs/scenario.md").read_text(encoding="utf-8") == reference.markdown()
