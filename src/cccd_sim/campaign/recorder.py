"""What is written down while the clock runs: counts by day, district, station and kit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.crews import MOST_SHIFTS
from cccd_sim.campaign.fleet import Fleet
from cccd_sim.campaign.kits import KitState
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.campaign.station import Stations
from cccd_sim.queueing.evening import work_of_kits
from cccd_sim.queueing.pool import LATE, RECAPTURED, RETURNEES, TAKEN, TALLY
from cccd_sim.queueing.state import COUNTERS
from cccd_sim.queueing.turns import Sites

Counts = NDArray[np.int64]


class Recorder:
    """Notes of one replication: ``days`` up to the horizon, ``calendar`` when stations open."""

    def __init__(self, days: int, places: Places, fleet: Fleet, calendar: list[WorkingDay]) -> None:
        self.days, self.calendar, self.fleet = days, calendar, fleet
        opens, stations, kits = len(calendar), places.count, len(fleet.kits)
        self.daily = np.zeros((days + 1, places.units, TALLY), np.int64)
        """By day and district; the last row is beyond the horizon."""
        self.count = np.zeros((opens, stations, COUNTERS), np.int64)
        """Counters of each station at closing; 0 where it did not open."""
        self.opened = np.zeros((opens, stations), bool)
        self.open_ticks = np.zeros((opens, stations), np.int64)
        self.kits = np.zeros((opens, stations), np.int64)
        self.fit = np.zeros((opens, stations), np.int64)
        self.visiting = np.zeros((opens, stations), np.int64)
        self.commune = np.full((opens, stations), -1)
        self.crews = np.zeros((opens, stations, MOST_SHIFTS), np.int64)
        """Crews on duty, shift by shift."""
        self.visit_km = np.zeros((opens, places.units))
        """Road of each district's home visits, there and back."""
        self.where = np.full((opens, kits), -1)
        """Station of each kit at opening, or where it worked most if it worked."""
        self.idle = np.zeros((opens, kits))
        """Share of the day for which each kit is up without a crew."""
        self.busy = np.zeros((opens, kits), np.int64)
        self.overtime = np.zeros((opens, kits), np.int64)
        self.at_homes = np.zeros((opens, kits), np.int64)
        self.noted = -1
        self.dossiers = np.zeros(places.units, np.int64)
        """Dossiers of everybody who has one now, by district: refused ones are taken off."""
        self.residents = np.zeros(places.units, np.int64)
        """Residents who ever had a dossier taken, by district."""

    def morning(
        self,
        open_ticks: Counts,
        sites: Sites,
        visiting: Counts,
        stations: Stations,
        share: NDArray[np.float64] | None,
    ) -> None:
        """Note where kits are and who works, when stations have opened."""
        self.noted += 1
        self.resting = np.zeros(len(self.fleet.kits))
        n, fleet = self.noted, self.fleet
        self.opened[n, stations.open_today] = True
        self.open_ticks[n] = open_ticks
        self.kits[n] = fleet.belonging()
        self.fit[n] = fleet.fit()
        self.fit[n, : visiting.size] += visiting >= 0
        self.shift(1.0, share)
        self.visiting[n, : visiting.size] = visiting >= 0
        self.commune[n] = sites.communes
        self.where[n] = fleet.place

    def on_duty(self, crews: Counts) -> None:
        """Note the crews of each station (rows) in each shift of the day (columns)."""
        self.crews[self.noted, :, : crews.shape[1]] = crews

    def shift(self, left: float, share: NDArray[np.float64] | None) -> None:
        """Note which kits are up without a crew for what is ``left`` of the day, as a share.

        Where only a ``share`` of the crews is to work, a kit at rest does not lack one.
        """
        idle = self.fleet.up & ~self.fleet.at_work
        if share is not None:
            idle[share[self.fleet.place] < 1] = False
        self.idle[self.noted] += left * (idle - self.resting)
        self.resting = idle.astype(float)

    def evening(self, stations: Stations) -> None:
        """Note what the closed day brought, before anybody is sent home."""
        n, here, queue = self.noted, stations.open_today, stations.queue
        if here.size == stations.count:
            self.count[n] = queue.counts
        else:
            self.count[n, here] = queue.counts[here]
        most = np.zeros_like(self.busy[n])
        work_of_kits(here, self.busy[n], self.overtime[n], most, self.where[n], queue)

    def night(self, day: WorkingDay, tally: Counts, at_homes: dict[int, int]) -> None:
        """Note the day's counts by district; dossiers too late for the deadline count tomorrow."""
        self.daily[day.number - 1] += tally
        self.daily[day.number, :, TAKEN] += tally[:, LATE]
        first = tally[:, TAKEN] + tally[:, LATE]
        self.residents += first
        self.dossiers += first + tally[:, RETURNEES] + tally[:, RECAPTURED]
        for kit, ticks in at_homes.items():
            self.at_homes[self.noted, kit] = ticks

    def kit_states(self) -> dict[KitState, int]:
        """Return how many kits are in each state."""
        states = [kit.state for kit in self.fleet.kits]
        return {state: states.count(state) for state in KitState}
