"""What is written down while the clock runs: counts by day, district, station and kit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.kits import Kit
from cccd_sim.campaign.shifts import OpenHours, WorkingDay
from cccd_sim.campaign.station import Stations
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing.pool import ARRIVED, SUMMONED, TAKEN
from cccd_sim.queueing.state import CARRIED, COUNTERS, KITS_UP, LOGGED_3, TAIL, WAITED
from cccd_sim.results.ensemble import Columns

Counts = NDArray[np.int64]


class Recorder:
    """Rows of one replication: ``days`` are simulated, ``calendar`` are those stations open."""

    def __init__(
        self, days: int, units: int, stations: Stations, calendar: list[WorkingDay]
    ) -> None:
        self.stations, self.days, self.calendar = stations, days, calendar
        open_days, (places, kits) = len(calendar), stations.queue.busy.shape
        self.daily = np.zeros((days, units, 3), np.int64)
        self.count = np.zeros((open_days, places, COUNTERS), np.int64)
        self.busy = np.zeros((open_days, places, kits), np.int64)
        self.overtime = np.zeros((open_days, places, kits), np.int64)
        self.kits = np.zeros((open_days, places), np.int64)
        self.kits_up = np.zeros((open_days, places), np.int64)
        self.noted = 0

    def morning(self) -> tuple[Counts, Counts]:
        """Note and return the kits at work, and return who waits from the day before."""
        count = self.stations.queue.counts
        self.kits[self.noted] = self.stations.kits
        self.kits_up[self.noted] = count[:, KITS_UP]
        return self.kits_up[self.noted], count[:, CARRIED].copy()

    def evening(self) -> None:
        """Note what the closed day brought, before anybody is sent home."""
        queue = self.stations.queue
        self.count[self.noted] = queue.counts
        self.busy[self.noted] = queue.busy
        self.overtime[self.noted] = queue.overtime
        self.noted += 1

    def night(self, day: WorkingDay, tally: Counts, late: Counts) -> None:
        """Note the day's counts by district; dossiers too late for the deadline count tomorrow."""
        self.daily[day.number - 1] += tally
        if late.any() and day.number < self.days:
            self.daily[day.number, :, TAKEN] += late

    def check(self) -> None:
        """Check the laws of every station-day and of every kit's day."""
        count, minutes = self.count, np.array([day.open_ticks for day in self.calendar])
        adds_up = count[:, :, LOGGED_3] + count[:, :, CARRIED] == count[:, :, TAIL]
        in_hours = self.busy <= minutes[:, None, None] + self.overtime
        for holds, law in (
            (adds_up.all(axis=1), "citizens at a station do not add up"),
            (in_hours.all(axis=(1, 2)), "a kit worked longer than it was open"),
        ):
            if not holds.all():
                day = self.calendar[int(np.argmin(holds))]
                raise BrokenLawError(f"{law} on {day.date}")

    def daily_table(self, target: Counts) -> Columns:
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
        """Return the ``stations`` table: one row for each open day and station with a kit."""
        day, station = np.nonzero(self.kits)
        numbers = np.array([day.number for day in self.calendar])
        ticks = np.array([day.open_ticks for day in self.calendar])
        count, kits = self.count[day, station], self.kits[day, station]
        busy = self.busy.sum(axis=2)[day, station] / clock.TICKS_PER_MINUTE
        overtime = self.overtime.sum(axis=2)[day, station] / clock.TICKS_PER_MINUTE
        open_minutes = kits * ticks[day] / clock.TICKS_PER_MINUTE
        present = count[:, TAIL]
        waited = np.full(present.size, np.nan)
        np.divide(count[:, WAITED] / clock.TICKS_PER_MINUTE, present, out=waited, where=present > 0)
        return {
            "day": numbers[day],
            "station": station,
            "taken": count[:, LOGGED_3],
            "waiting_at_close": count[:, CARRIED],
            "kits_in_service": kits,
            "kits_up_at_opening": self.kits_up[day, station],
            "kit_utilisation": (busy - overtime) / open_minutes,
            "waiting_minutes_mean": waited,
            "overtime_minutes": overtime,
            "citizens_present": present,
            "busy_minutes": busy,
            "open_kit_minutes": open_minutes,
        }

    def kits_table(self, kits: list[Kit], hours: OpenHours) -> Columns:
        """Return the ``kits`` table: each kit's dates, place, minutes and breakdowns."""
        total = hours.before[-1]

        def of_each(ticks: Counts) -> NDArray[np.float64]:
            """Return minutes of each kit out of ticks by day, station and slot."""
            whole = ticks.sum(axis=0)
            found = [int(whole[k.station, k.slot]) if k.station >= 0 else 0 for k in kits]
            return np.array(found, np.int64) / clock.TICKS_PER_MINUTE

        open_ticks = [total - kit.open_from if kit.station >= 0 else 0 for kit in kits]
        up_ticks = [
            sum(hours.until(down) for down in [*kit.down, clock.MAX_TICK][: len(kit.up)])
            - sum(hours.until(up) for up in kit.up)
            for kit in kits
        ]

        def whole(field: str) -> NDArray[np.int64]:
            return np.array([getattr(kit, field) for kit in kits], np.int64)

        return {
            "kit": np.array([kit.name for kit in kits], dtype=np.str_),
            "funder": np.array([kit.funder for kit in kits], dtype=np.str_),
            "ordered": whole("ordered"),
            "delivered": whole("delivered"),
            "in_service": whole("in_service"),
            "station": whole("station"),
            "minutes_open": np.array(open_ticks, np.int64) / clock.TICKS_PER_MINUTE,
            "minutes_up": np.array(up_ticks, np.int64) / clock.TICKS_PER_MINUTE,
            "minutes_busy": of_each(self.busy),
            "minutes_overtime": of_each(self.overtime),
            "breakdowns": whole("breakdowns"),
        }
