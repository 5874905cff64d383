"""The fleet: at which station each kit is, whether it is up, and which of those up have a crew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.kits import Kit, KitState
from cccd_sim.campaign.station import Stations

Counts = NDArray[np.int64]
NOWHERE = -1


class Fleet:
    """Kits by their numbers; ``crews`` says how many of each station's kits have one now."""

    def __init__(self, kits: list[Kit], stations: Stations) -> None:
        self.kits, self.stations = kits, stations
        self.place = np.full(len(kits), NOWHERE)
        self.up = np.zeros(len(kits), bool)
        self.at_work = np.zeros(len(kits), bool)
        self.crews = np.zeros(stations.count, np.int64)
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
        return self.count(self.place >= 0)

    def fit(self) -> Counts:
        """Return the kits of each station that are up."""
        return self.count(self.up)

    def working(self) -> Counts:
        """Return the kits of each station that have a crew."""
        return self.count(self.at_work)

    # ---- changes: first advance, then change ---------------------------------------------------

    def enter(self, kit: Kit, station: int) -> None:
        """Have a kit belong to a station; it is up and is manned at the next opening."""
        kit.station, kit.state = station, KitState.IN_SERVICE
        self.place[kit.number], self.up[kit.number], self.changed = station, True, True

    def leave(self, kit: Kit, now: int, state: KitState) -> None:
        """Take a kit away from its station."""
        self.fail(kit, now)
        self.place[kit.number], kit.state = NOWHERE, state

    def fail(self, kit: Kit, now: int) -> None:
        """Have a kit stop working; a capture begun before closing must be over."""
        if self.at_work[kit.number]:
            self.stations.lose(int(self.place[kit.number]), kit.number, now)
            self.at_work[kit.number] = False
        self.up[kit.number], self.changed = False, True

    def unfinished(self, kit: Kit, now: int) -> int:
        """Return the ticks a kit still needs for a capture begun before closing."""
        if not self.at_work[kit.number]:
            return 0
        return self.stations.unfinished(int(self.place[kit.number]), kit.number, now)

    def anybody_rests(self, station: int) -> bool:
        """Tell whether a kit of a station is up and without a crew."""
        rests = self.up & ~self.at_work
        return bool(rests.any()) and bool((self.place[rests] == station).any())

    def join(self, kit: Kit, now: int) -> None:
        """Have a kit that is up again work, if there is a crew for it."""
        station = int(self.place[kit.number])
        busy = np.count_nonzero(self.at_work & (self.place == station))
        if busy < self.crews[station]:
            self.stations.gain(station, kit.number, now)
            self.at_work[kit.number] = True

    def man_all(self, now: int) -> None:
        """Give crews to kits at every station where their number is not right."""
        wanted = np.minimum(self.fit(), self.crews)
        wrong = np.flatnonzero(self.working() != wanted).tolist()
        if not wrong:
            return
        here: dict[int, list[int]] = {station: [] for station in wrong}
        for kit in np.flatnonzero(self.up).tolist():
            if (station := int(self.place[kit])) in here:
                here[station].append(kit)
        for station, kits in here.items():
            self._man(station, kits, now)

    def man(self, station: int, now: int) -> None:
        """Give a station's crews to its kits that are up: who has one keeps it, then by number."""
        self._man(station, np.flatnonzero((self.place == station) & self.up).tolist(), now)

    def _man(self, station: int, kits: list[int], now: int) -> None:
        """Give a station's crews to its ``kits``; lists, because a station has few."""
        order = sorted(kits, key=lambda kit: not self.at_work[kit])
        crews = int(self.crews[station])
        for k in order[crews:]:
            if self.at_work[k] and not self.stations.unfinished(station, k, now):
                self.stations.lose(station, k, now)
                self.at_work[k] = False
        for k in order[:crews]:
            if not self.at_work[k]:
                self.stations.gain(station, k, now)
                self.at_work[k] = True
