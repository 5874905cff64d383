"""The fleet: at which station each kit is, whether it is up, and which of those up have a crew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.kits import Kit, KitState
from cccd_sim.campaign.station import Stations

Counts = NDArray[np.int64]
NOWHERE = -1
NO_KITS = np.zeros((2, 0), np.int64)


class Fleet:
    """Kits by their numbers; ``crews`` says how many of each station's kits have one now."""

    def __init__(self, kits: list[Kit], stations: Stations) -> None:
        self.kits, self.stations = kits, stations
        self.place = np.full(len(kits), NOWHERE)
        self.up = np.zeros(len(kits), bool)
        self.at_work = np.zeros(len(kits), bool)
        self.crews = np.zeros(stations.count, np.int64)
        self._here = np.zeros(stations.count, np.int64)
        self._fit = np.zeros(stations.count, np.int64)
        """Kits that belong to each station, and those of them that are up."""
        self.changed = True
        """Whether a kit came, failed or left since the law of kits was last checked."""

    def at(self, station: int) -> list[Kit]:
        """Return the kits that belong to a station, up or down."""
        return [self.kits[k] for k in np.flatnonzero(self.place == station)]

    def count(self, which: NDArray[np.bool_]) -> Counts:
        """Return some kits by station."""
        found: Counts = np.bincount(self.place[which], minlength=self.stations.count)
        return found

    def belonging(self) -> Counts:
        """Return the kits of each station, up or down."""
        return self._here.copy()

    def fit(self) -> Counts:
        """Return the kits of each station that are up."""
        return self._fit.copy()

    def working(self) -> Counts:
        """Return the kits of each station that have a crew."""
        return self.count(self.at_work)

    # ---- changes: first advance, then change ---------------------------------------------------

    def put(self, number: int, station: int, up: bool) -> None:
        """Note to which station a kit belongs now, and whether it is up."""
        before, was_up = self.place[number], self.up[number]
        if before >= 0:
            self._here[before] -= 1
            self._fit[before] -= was_up
        if station >= 0:
            self._here[station] += 1
            self._fit[station] += up
        self.place[number], self.up[number], self.changed = station, up, True

    def enter(self, kit: Kit, station: int) -> None:
        """Have a kit belong to a station; it is up and is manned at the next opening."""
        kit.station, kit.state = station, KitState.IN_SERVICE
        self.put(kit.number, station, True)

    def leave(self, kit: Kit, now: int, state: KitState) -> None:
        """Take a kit away from its station."""
        self.fail(kit, now)
        kit.state = state
        self.put(kit.number, NOWHERE, False)

    def fail(self, kit: Kit, now: int) -> None:
        """Have a kit stop working; a capture begun before closing must be over."""
        station = int(self.place[kit.number])
        if self.at_work[kit.number]:
            self.stations.lose(station, kit.number, now)
            self.at_work[kit.number] = False
        self.put(kit.number, station, False)

    def go_out(self, kits: Counts, now: int) -> None:
        """Take kits away from work for the day; each stays with its station."""
        working = kits[self.at_work[kits]]
        self.stations.man(np.stack([self.place[working], working]), NO_KITS, now)
        self.at_work[working] = False
        for kit, station in zip(kits.tolist(), self.place[kits].tolist(), strict=True):
            self.put(kit, station, False)

    def unfinished(self, kit: Kit, now: int) -> int:
        """Return the ticks a kit still needs for a capture begun before closing."""
        if not self.at_work[kit.number]:
            return 0
        return self.stations.unfinished(int(self.place[kit.number]), kit.number, now)

    def anybody_rests(self, station: int) -> bool:
        """Tell whether a kit of a station is up and without a crew."""
        return bool(self._fit[station] > self.stations.kits_up(station))

    def join(self, kit: Kit, now: int) -> None:
        """Have a kit that is up again work, if there is a crew for it."""
        station = int(self.place[kit.number])
        if self.stations.kits_up(station) < self.crews[station]:
            self.stations.gain(station, kit.number, now)
            self.at_work[kit.number] = True

    def man_all(self, now: int) -> None:
        """Give crews to kits at every station where their number is not right."""
        wrong = self.working() != np.minimum(self._fit, self.crews)
        if wrong.any():
            self._man(np.flatnonzero(self.up & wrong[self.place]), now)

    def man(self, station: int, now: int) -> None:
        """Give a station's crews to its kits that are up."""
        self._man(np.flatnonzero((self.place == station) & self.up), now)

    def _man(self, kits: Counts, now: int) -> None:
        """Give the crews of stations to all their ``kits``: who has one keeps it, then by number.

        A kit that has not ended the work of the night keeps its crew until then.
        """
        order = np.lexsort((~self.at_work[kits], self.place[kits]))
        kits = kits[order]
        place, works = self.place[kits], self.at_work[kits]
        wanted = np.arange(kits.size) - np.searchsorted(place, place) < self.crews[place]
        lost, gained = works & ~wanted, wanted & ~works
        if now < self.stations.last_end:
            for k in np.flatnonzero(lost).tolist():
                lost[k] = not self.stations.unfinished(int(place[k]), int(kits[k]), now)
        both = np.stack([place, kits])
        self.stations.man(both[:, lost], both[:, gained], now)
        self.at_work[kits[lost]], self.at_work[kits[gained]] = False, True
