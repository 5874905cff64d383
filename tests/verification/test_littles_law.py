"""Little's law (1961): the mean number waiting is the rate of arrival times the mean wait.

At the stations an observer looks in every few minutes and counts heads; the waits are those that
the table tells. Behind the stations whole days are counted, and there the law holds exactly, those
still waiting at the end included.
"""

from __future__ import annotations

import numpy as np
import pytest
from runs import run

from cccd_sim import clock
from cccd_sim.campaign.agenda import KITS, Moment
from cccd_sim.campaign.model import Campaign
from cccd_sim.queueing import kernel
from cccd_sim.queueing.state import (
    GATE,
    HEAD,
    LOGGED_1,
    LOGGED_2,
    LOGGED_3,
    NOBODY,
    PACE,
    PACE_BITS,
    PASSED_1,
    PASSED_2,
    RETURNED,
    TAIL,
    VISIT_BITS,
)
from cccd_sim.scenario.files import load_scenario, shipped
from cccd_sim.streams import Streams

EVERY = clock.ticks(5)
QUICK = ("directive-2-kits", "promised-32-office-hours", "validation/pilot")
EACH = [
    pytest.param(name, marks=() if name in QUICK else (pytest.mark.slow, pytest.mark.timeout(600)))
    for name in sorted(shipped())
    if not name.startswith("nation/")  # its provinces are campaigns like the others
]


class Observer:
    """Looks in at all stations every few minutes while they are open, and counts who waits."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign, self.minutes = campaign, 0.0
        campaign.env.process(self.walk())
        self.close, campaign.stations.close = campaign.stations.close, self.stay

    def walk(self):
        """Come in the middle of each interval between a day's opening and its closing."""
        for day in self.campaign.calendar:
            for tick in range(day.blocks[0][0] + EVERY // 2, day.blocks[-1][1], EVERY):
                yield Moment(self.campaign.env, tick, KITS)
                self.minutes += self.waiting(tick) * EVERY / clock.TICKS_PER_MINUTE

    def waiting(self, now: int) -> int:
        """Return how many wait for reception, capture and finishing."""
        stations = self.campaign.stations
        kernel.advance(stations.open_today, now, False, stations.queue)
        q, found = stations.queue, 0
        for j in stations.open_today.tolist():
            s = q.counts[j]
            if now < s[GATE]:
                continue
            come = int(np.searchsorted(q.arrival[j, : s[TAIL]], now, side="right"))
            found += max(0, come - int(s[HEAD])) + int(s[LOGGED_1] - s[PASSED_1])
            found += int(s[RETURNED] + s[LOGGED_2] - s[PASSED_2])
        return found

    def stay(self, now: int) -> None:
        """See those home who are finished after closing, by the log: when they began to wait."""
        self.close(now)
        q = self.campaign.stations.queue
        for j in self.campaign.stations.open_today.tolist():
            captured, finished = q.log[1:, j], q.counts[j, LOGGED_3]
            since = {key & NOBODY: key >> VISIT_BITS for key in captured[0, :finished].tolist()}
            for key in captured[1, :finished].tolist():
                need = int(q.service[2, j, key & NOBODY] * q.counts[j, PACE] >> PACE_BITS)
                waited = (key >> VISIT_BITS) - need - max(now, since[key & NOBODY])
                self.minutes += max(0, waited) / clock.TICKS_PER_MINUTE


@pytest.mark.parametrize("name", EACH)
def test_the_law_holds_for_those_who_wait_at_stations(name):
    campaign = Campaign(load_scenario(name), Streams(1, 1))
    observer = Observer(campaign)
    rows = campaign.run().tables["stations"]
    waited = np.nansum(rows["waiting_minutes_mean"] * rows["citizens_present"])
    assert waited > 10_000
    assert observer.minutes == pytest.approx(waited, rel=0.002)


def test_an_observer_changes_nothing(tiny):
    campaign = Campaign(tiny, Streams(1, 1))
    Observer(campaign)
    observed, alone = campaign.run().tables, run(tiny)
    for name, columns in alone.items():
        for column, values in columns.items():
            np.testing.assert_array_equal(observed[name][column], values, err_msg=column)


@pytest.mark.parametrize("name", EACH)
def test_the_law_holds_for_dossiers_and_cards(name):
    """Queue by queue: days in it = those who left times their mean wait + who is still in it."""
    flow = run(load_scenario(name))["pipeline"]
    for entered, left, inside, waits in (
        ("taken", "uploaded", "waiting_upload", "upload_wait_days"),
        ("accepted", "produced", "waiting_plant", "plant_wait_days"),
    ):
        total = flow[inside].sum()
        waited = np.nansum(flow[left] * flow[waits])
        assert flow[left].sum() > 0
        assert total == pytest.approx(waited + still_waiting(flow[entered], flow[left]), rel=1e-9)


def still_waiting(entered, left):
    """Return the days already waited by those who are in a queue at the end: the last to come."""
    rest = np.minimum(np.cumsum(entered[::-1]), entered.sum() - left.sum())
    ages = np.arange(entered.size) + 1
    return (np.diff(rest, prepend=0) * ages).sum()
