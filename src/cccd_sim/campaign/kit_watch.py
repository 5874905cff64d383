"""What befalls kits: seen by looking at them after every event and comparing with before."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.fleet import NOWHERE, Fleet
from cccd_sim.campaign.kits import KitState
from cccd_sim.results.events import Events, Kind, made

UNUSED = (KitState.ORDERED, KitState.COMMISSIONING)
BECOME = {
    KitState.DOWN: Kind.BREAKDOWN,
    KitState.SPARE: Kind.SPARE,
    KitState.IN_TRANSFER: Kind.TRANSFER_START,
    KitState.RETURNED: Kind.GIVEN_BACK,
}


class Look(NamedTuple):
    """Where the kits of the province stand."""

    states: list[KitState]
    place: NDArray[np.int64]
    at_work: NDArray[np.bool_]
    idle: NDArray[np.bool_]


class KitWatch:
    """Looks at the kits again and again; ``events`` is what was seen to change."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.events: list[Events] = []
        nobody = np.zeros(len(fleet.kits), bool)
        self.before = self._look()._replace(at_work=nobody, idle=nobody)
        self.were_open = False

    def _look(self) -> Look:
        """Look at every kit."""
        fleet = self.fleet
        idle = fleet.up & ~fleet.at_work
        states = [kit.state for kit in fleet.kits]
        return Look(states, fleet.place.copy(), fleet.at_work.copy(), idle)

    def look(self, now: int, are_open: bool) -> None:
        """Note what is not as it was at the last look.

        Who works and who lacks a crew is looked at while stations are open; a kit that is idle
        is told anew every day.
        """
        before, after = self.before, self._look()
        if not are_open:
            after = after._replace(at_work=before.at_work, idle=before.idle)
        elif not self.were_open:
            before = before._replace(idle=np.zeros_like(before.idle))
        self.were_open = are_open
        if after.states != before.states:
            for k, (old, new) in enumerate(zip(before.states, after.states, strict=True)):
                if old is not new:
                    self._state(now, k, old, new)
        moved = (after.place != before.place) & (after.place >= 0) & (before.place >= 0)
        self._tell(now, Kind.MOVED, np.flatnonzero(moved))
        self._tell(now, Kind.AT_WORK, np.flatnonzero(after.at_work & ~before.at_work))
        self._tell(now, Kind.IDLE, np.flatnonzero(after.idle & ~before.idle))
        self.before = after

    def _state(self, now: int, k: int, old: KitState, new: KitState) -> None:
        """Note that a kit is in another state."""
        if old is KitState.ORDERED:
            self.events.append(made(now, Kind.DELIVERED, kit=k))
        if old is KitState.DOWN and new is not KitState.RETURNED:
            self._tell(now, Kind.REPAIRED, np.array([k]))
        if new is KitState.IN_SERVICE and old in UNUSED:
            self._tell(now, Kind.IN_SERVICE, np.array([k]))
        elif new is KitState.IN_SERVICE and old is KitState.IN_TRANSFER:
            self._tell(now, Kind.TRANSFER_END, np.array([k]))
        elif new in BECOME:
            where = NOWHERE if KitState.SPARE in (old, new) else self.fleet.kits[k].station
            self.events.append(made(now, BECOME[new], where, kit=k))

    def _tell(self, now: int, kind: Kind, kits: NDArray[np.int64]) -> None:
        """Note something of kits that are at a station."""
        if kits.size:
            where = [self.fleet.kits[k].station for k in kits.tolist()]
            self.events.append(made(now, kind, where, kit=kits))
