"""Rates and totals that are known beforehand: the simulation must come out at them."""

from __future__ import annotations

import numpy as np
import pytest
from places import district

from cccd_sim.campaign.model import Campaign
from cccd_sim.campaign.shifts import working_days
from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams

REPLICATIONS = 5
OFFICE = {
    "hours": ["07:30-11:30", "13:30-17:30"],
    "desks_per_kit": {"reception": 1, "finishing": 1},
}
LONG = {"hours": ["06:00-24:00"], "desks_per_kit": {"reception": 3, "finishing": 2}}


def runs(scenario):
    """Return some finished campaigns of a scenario with their replications."""
    campaigns = [Campaign(scenario, Streams(1, number)) for number in range(1, REPLICATIONS + 1)]
    return [(campaign, campaign.run()) for campaign in campaigns]


def taken(scenario):
    """Return dossiers by the deadline, one number for each replication."""
    return [int(replication.tables["daily"]["taken"].sum()) for _, replication in runs(scenario)]


@pytest.mark.parametrize(("rate", "day"), [(25, OFFICE), (50, OFFICE), (110, OFFICE), (420, LONG)])
def test_a_stated_rate_is_met_by_a_kit_that_never_waits(tiny, rate, day):
    scenario = tiny.with_(
        campaign={"start": "2021-01-04", "deadline": "2021-07-23", "horizon": "2021-12-31"},
        demand={
            "districts": [district("1", 200_000)],
            "reserve": 1.0,
            "return_next_day": 1.0,
        },
        supply={
            "initial_kits": 1,
            "initial_at": "districts",
            "provincial_station": {"code": "99", "host": "1"},
            "placement": "proportional",
            "deliveries": {"spring": {"kits": 0, "in_service": "2021-03-08"}},
            "breakdown": {"happens": False},
        },
        service={
            "periods": {
                "office": {
                    **day,
                    "days": "every",
                    "closed": [],
                    "from": "2021-01-04",
                    "dossiers_per_kit_day": rate,
                }
            }
        },
    )
    campaign = Campaign(scenario, Streams(1, 1))
    days = campaign.run().tables["stations"]
    assert days["taken"].size == 200
    assert days["waiting_at_close"].min() > 0, "the queue was never empty"
    assert days["taken"].mean() == pytest.approx(rate, rel=0.03)


def test_two_kits_at_25_take_5900_dossiers():
    assert np.mean(taken(load_scenario("directive-2-kits"))) == pytest.approx(5_900, rel=0.05)


def test_two_kits_at_50_take_11800_dossiers():
    assert np.mean(taken(load_scenario("two-kits-50-per-kit"))) == pytest.approx(11_800, rel=0.05)


def test_the_promised_kits_in_office_hours_reach_most_of_what_they_can():
    for _, replication in runs(load_scenario("promised-32-office-hours")):
        kit_days = replication.tables["stations"]["kits_in_service"].sum()
        share = replication.tables["daily"]["taken"].sum() / (110 * kit_days)
        assert 0.85 <= share <= 1.02


@pytest.mark.parametrize(
    "name", ["directive-2-kits", "promised-32-office-hours", "promised-32-campaign"]
)
def test_no_kit_works_longer_than_it_is_open_but_for_overtime(name):
    scenario = load_scenario(name)
    minutes = np.array([day.open_ticks for day in working_days(scenario)]) / TICKS_PER_MINUTE
    for campaign, replication in runs(scenario):
        recorder = campaign.recorder
        busy, overtime = recorder.busy / TICKS_PER_MINUTE, recorder.overtime / TICKS_PER_MINUTE
        assert (busy <= minutes[:, None, None] + overtime + 1e-9).all()
        longest = 60  # minutes: a capture of 2.5 to 20 minutes on average
        assert overtime.max() <= longest * 2
        rows = replication.tables["stations"]
        assert (
            rows["busy_minutes"] <= rows["open_kit_minutes"] + rows["overtime_minutes"] + 1e-6
        ).all()
        assert busy.sum() == pytest.approx(rows["busy_minutes"].sum())
        kits = replication.tables["kits"]
        assert (kits["minutes_busy"] <= kits["minutes_open"] + kits["minutes_overtime"]).all()
