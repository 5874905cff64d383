"""Evenings: dossiers are completed at the stations, sent up, checked, and accepted or refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.interruptions import Line
from cccd_sim.campaign.plant import mean_waits
from cccd_sim.campaign.setting import Setting
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing.turns import Sites
from cccd_sim.queueing.uplink import (
    ACCEPTED,
    OF_RETURNEES,
    OUTCOMES,
    REFUSED,
    empty_uplink,
    send_up,
    with_room,
)
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Evenings:
    """What the stations send and the centre decides, by day (rows from day 1 to the horizon)."""

    def __init__(
        self, scenario: Scenario, setting: Setting, citizens: Citizens, line: Line
    ) -> None:
        self.citizens, stations, days = citizens, citizens.places.count, setting.horizon
        self.officer_minutes = evening_minutes(line, setting.calendar + setting.later, days)
        self.minutes = scenario.service.completion.minutes.value
        self.due = setting.checked
        units = citizens.places.units
        self.up = empty_uplink(stations)
        self.decided = np.zeros((days + 2, units, OUTCOMES), np.int64)
        """By the day of the decision, in or after the last row if beyond the horizon."""
        self.taken = np.zeros((days, stations), np.int64)
        self.uploaded = np.zeros((days, stations), np.int64)
        self.capacity = np.zeros((days, stations), np.int64)
        self.seen = np.zeros(stations, np.int64)
        """Dossiers of each station counted so far."""

    def make_room(self, dossiers: int) -> None:
        """Make room for the day's dossiers of any one station."""
        self.up = with_room(self.up, dossiers)

    def work(self, days: list[WorkingDay], kits: Counts, sites: Sites) -> Counts:
        """Complete and send what there is time for; ``kits`` are those of each station.

        The line may be down for part of an evening.

        Returns
        -------
        ndarray
            Dossiers of each district that the centre will refuse.
        """
        if not days:
            return np.zeros(self.citizens.places.units, np.int64)
        rows = [day.number - 1 for day in days]
        capacity = (self.officer_minutes[rows] * kits / self.minutes + 1e-9).astype(np.int64)
        due = self.due[rows]
        self.uploaded[rows], found = send_up(capacity, due, sites, self.citizens.pool, self.up)
        for row, decided in zip(
            (np.minimum(due, len(self.decided)) - 1).tolist(), found, strict=True
        ):
            self.decided[row] += decided
        self.taken[rows[0]] = self.up.taken - self.seen
        self.seen = self.up.taken.copy()
        self.capacity[rows] = capacity
        refused: Counts = found[:, :, REFUSED].sum(axis=0)
        return refused

    def waits(self) -> NDArray[np.float64]:
        """Return the mean days from the station to the centre, by the day of sending."""
        return mean_waits(self.taken, self.uploaded)

    @property
    def waiting(self) -> Counts:
        """Return the dossiers of each station that are not sent, by day."""
        found: Counts = np.cumsum(self.taken - self.uploaded, axis=0)
        return found

    @property
    def accepted(self) -> Counts:
        """Return dossiers of residents accepted, by day and district."""
        found: Counts = self.decided[:-2, :, ACCEPTED]
        return found

    @property
    def accepted_returnees(self) -> Counts:
        """Return dossiers accepted of people living elsewhere, by day and district."""
        found: Counts = self.decided[:-2, :, OF_RETURNEES]
        return found

    @property
    def refused(self) -> Counts:
        """Return dossiers refused, by day and district."""
        found: Counts = self.decided[:-2, :, REFUSED]
        return found


def evening_minutes(line: Line, calendar: list[WorkingDay], days: int) -> NDArray[np.float64]:
    """Return the officer-minutes of one kit's evenings, by day and station.

    Nothing is done while the station's line is down.
    """
    closing = np.array([day.blocks[-1][1] for day in calendar], np.int64)
    length = np.array([day.period.evening.length.value for day in calendar])
    officers = np.array([day.period.evening.officers_per_kit.value for day in calendar])
    ends = closing + np.rint(length * clock.TICKS_PER_MINUTE).astype(np.int64)
    down = line.minutes_down(closing, ends)
    found = np.zeros((days, down.shape[1]))
    found[[day.number - 1 for day in calendar]] = officers[:, None] * (length[:, None] - down)
    return found
