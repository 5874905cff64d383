"""What is written down while the clock runs: counts by day, district, station and kit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.kits import Kit
from cccd_sim.campaign.shifts import OpenHours, WorkingDay
from cccd_sim.campaign.station import Stations
from cccd_sim.errors import BrokenLawError
from cccd_sim.results.ensemble import Columns

SUMMONED, ARRIVED, TAKEN = range(3)


class Recorder:
    """Rows of one replication; ``days`` is how many are simulated."""

    def __init__(self, days: int, units: int, stations: Stations) -> None:
        self.stations = stations
        self.daily = np.zeros((days, units, 3), np.int64)
        self.rows: list[tuple[NDArray[np.float64], ...]] = []
        shape = stations.queue.busy.shape
        self.busy = np.zeros(shape, np.int64)
        self.days = days

    def morning(self) -> None:
        """Note what the day begins with."""
        self.up_at_opening = self.stations.kits_up
        self.carried = self.stations.waiting

    def evening(self, day: WorkingDay) -> None:
        """Note what the closed day brought, before anybody is sent home; check its laws."""
        stations, queue = self.stations, self.stations.queue
        waiting, finished, present = stations.waiting, stations.finished, stations.present
        if (finished + waiting != present).any():
            raise BrokenLawError(f"day {day.number}: citizens at a station do not add up")
        if (queue.busy > day.open_ticks + queue.overtime).any():
            raise BrokenLawError(f"day {day.number}: a kit worked longer than it was open")
        self.busy += queue.busy
        busy, overtime = queue.busy.sum(axis=1), queue.overtime.sum(axis=1)
        there = stations.kits > 0
        columns = (
            np.full(there.size, day.number), np.arange(there.size), finished, waiting,
            stations.kits, self.up_at_opening, present, busy, overtime, stations.waited,
            stations.kits * day.open_ticks,
        )  # fmt: skip
        self.rows.append(tuple(np.asarray(column)[there] for column in columns))

    def night(self, day: WorkingDay, tally: NDArray[np.int64], late: NDArray[np.int64]) -> None:
        """Note the day's counts by district; dossiers too late for the deadline count tomorrow."""
        self.daily[day.number - 1] += tally
        if late.any() and day.number < self.days:
            self.daily[day.number, :, TAKEN] += late

    def daily_table(self, target: NDArray[np.int64]) -> Columns:
        """Return the ``daily`` table; ``target`` holds dossiers due by (day, district)."""
        days, units = target.shape
        return {
            "day": np.repeat(np.arange(1, days + 1), units),
            "district": np.tile(np.arange(units), days),
            "target": target.ravel(),
            "summoned": self.daily[:, :, SUMMONED].ravel(),
            "arrived": self.daily[:, :, ARRIVED].ravel(),
            "taken": self.daily[:, :, TAKEN].ravel(),
        }

    def stations_table(self) -> Columns:
        """Return the ``stations`` table: one row for each station with a kit and day it opened."""
        joined = [np.concatenate(column) for column in zip(*self.rows, strict=True)]
        day, station, taken, waiting, kits, up, present, busy, overtime, waited, open_ = joined
        minute = clock.TICKS_PER_MINUTE
        with np.errstate(invalid="ignore", divide="ignore"):
            utilisation = np.where(open_ > 0, (busy - overtime) / open_, np.nan)
            waiting_mean = np.where(present > 0, waited / present / minute, np.nan)
        return {
            "day": day,
            "station": station,
            "taken": taken,
            "waiting_at_close": waiting,
            "kits_in_service": kits,
            "kits_up_at_opening": up,
            "kit_utilisation": utilisation,
            "waiting_minutes_mean": waiting_mean,
            "overtime_minutes": overtime / minute,
            "citizens_present": present,
            "busy_minutes": busy / minute,
            "open_kit_minutes": open_ / minute,
        }

    def kits_table(self, kits: list[Kit], hours: OpenHours) -> Columns:
        """Return the ``kits`` table: each kit's dates, place, minutes and breakdowns."""
        minute, total = clock.TICKS_PER_MINUTE, hours.before[-1]
        placed = [kit.station >= 0 for kit in kits]
        busy = [int(self.busy[kit.station, kit.slot]) if kit.station >= 0 else 0 for kit in kits]
        open_ = [
            total - kit.open_from if there else 0 for kit, there in zip(kits, placed, strict=True)
        ]
        return {
            "kit": np.array([kit.name for kit in kits], dtype=np.str_),
            "funder": np.array([kit.funder for kit in kits], dtype=np.str_),
            "ordered": np.array([kit.ordered for kit in kits], np.int64),
            "delivered": np.array([kit.delivered for kit in kits], np.int64),
            "in_service": np.array([kit.in_service for kit in kits], np.int64),
            "station": np.array([kit.station for kit in kits], np.int64),
            "minutes_open": np.array(open_, np.int64) / minute,
            "minutes_up": np.array([kit.up_ticks for kit in kits], np.int64) / minute,
            "minutes_busy": np.array(busy, np.int64) / minute,
            "breakdowns": np.array([kit.breakdowns for kit in kits], np.int64),
        }
