"""Rates and totals that are known beforehand: the simulation must come out at them."""

from __future__ import annotations

import numpy as np
import pytest
from places import district
from runs import finished, run, total

from cccd_sim.campaign.shifts import working_days
from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.scenario.files import load_scenario

REPLICATIONS = 5
OFFICE = {
    "hours": ["07:30-11:30", "13:30-17:30"],
    "crew": {"officers": 4, "shifts": 1},
    "desks_per_kit": {"reception": 2, "finishing": 1},
}
LONG = {
    "hours": ["06:00-24:00"],
    "crew": {"officers": 7, "shifts": 3},
    "desks_per_kit": {"reception": 3, "finishing": 2},
}
NIGHTLY = {**LONG, "hours": ["00:00-18:00"]}


def taken(scenario):
    """Return the dossiers of residents, the mean over some replications."""
    return np.mean([total(run(scenario, n), "taken") for n in range(1, REPLICATIONS + 1)])


def one_kit(tiny, rate, day, citizens=400_000):
    """Return one kit that never lacks a citizen, with all that happens to citizens and crews."""
    return tiny.with_(
        campaign={"start": "2021-01-04", "deadline": "2021-07-23", "horizon": "2021-12-31"},
        demand={"districts": [district("1", citizens)], "reserve": 1.0, "return_next_day": 1.0},
        supply={
            "without": ["provincial_station", "deliveries"],
            "initial_kits": 1,
            "initial_at": "districts",
            "placement": "proportional",
            "breakdown": {"happens": False},
        },
        service={
            "without": ["stops"],
            "crews": {"without": ["courses"]},
            "learning": {"dossiers": 1500},
            "periods": {
                "office": {
                    **day,
                    "days": "every",
                    "closed": [],
                    "from": "2021-01-04",
                    "dossiers_per_kit_day": rate,
                }
            },
        },
        central={"check": {"rework": 0.04}},
    )


@pytest.mark.parametrize(
    ("rate", "day"),
    [(25, OFFICE), (50, OFFICE), (110, OFFICE), (420, LONG), (300, NIGHTLY)],
    ids=["25", "50", "110", "420", "300 at night"],
)
def test_a_stated_rate_is_met_by_a_kit_that_never_waits(tiny, rate, day):
    tables = run(one_kit(tiny, rate, day))
    days = tables["stations"]
    assert days["taken"].size == 200
    assert days["waiting_at_close"].min() > 0, "the queue was never empty"
    assert days["taken"].mean() == pytest.approx(rate, rel=0.03)
    assert days["sent_away"].sum() > 0 < total(tables, "recaptured")


def test_the_comparison_can_say_no(tiny):
    flat = {"age_factors": {"age_60_79": 1.6}}
    right, wrong = (
        run(one_kit(tiny, 110, OFFICE).with_(service=factors))["stations"]["taken"].mean()
        for factors in ({}, {**flat, "capture": {"mean": "5 min"}})
    )
    assert wrong == pytest.approx(right, rel=0.01), "a stated rate needs no means"
    slow = one_kit(tiny, 110, OFFICE).with_(supply={"breakdown": {"happens": True}})
    assert run(slow)["stations"]["taken"].mean() < 0.97 * 110, "breakdowns come on top"


def test_two_kits_at_25_take_5900_dossiers():
    assert taken(load_scenario("directive-2-kits")) == pytest.approx(5_900, rel=0.05)


def test_two_kits_at_50_take_11800_dossiers():
    assert taken(load_scenario("two-kits-50-per-kit")) == pytest.approx(11_800, rel=0.05)


def test_the_promised_kits_in_office_hours_reach_most_of_what_they_can():
    for n in range(1, REPLICATIONS + 1):
        tables = run(load_scenario("promised-32-office-hours"), n)
        kit_days = tables["stations"]["kits_in_service"].sum()
        share = tables["stations"]["taken"].sum() / (110 * kit_days)
        assert 0.85 <= share <= 1.02


@pytest.mark.parametrize(
    "name", ["directive-2-kits", "promised-32-office-hours", "promised-32-campaign", "mobile-teams"]
)
def test_no_kit_works_longer_than_it_is_open_but_for_overtime(name):
    scenario = load_scenario(name)
    minutes = np.array([day.open_ticks for day in working_days(scenario)]) / TICKS_PER_MINUTE
    for n in range(1, REPLICATIONS + 1):
        campaign, tables = finished(scenario, n)
        recorder = campaign.recorder
        busy, overtime = recorder.busy / TICKS_PER_MINUTE, recorder.overtime / TICKS_PER_MINUTE
        assert (busy <= minutes[:, None] + overtime + 1e-9).all()
        longest = 120  # minutes: 2.5 to 20 on average, several times as long for the very old
        assert overtime.max() <= longest * 2
        rows, kits = tables["stations"], tables["kits"]
        in_hours = rows["busy_minutes"] - rows["overtime_minutes"]
        assert (in_hours <= rows["open_kit_minutes"] + 1e-6).all()
        assert busy.sum() == pytest.approx(rows["busy_minutes"].sum())
        at_stations = kits["minutes_busy"] - recorder.at_homes.sum(axis=0) / TICKS_PER_MINUTE
        assert (at_stations <= kits["minutes_open"] + kits["minutes_overtime"] + 1e-6).all()
