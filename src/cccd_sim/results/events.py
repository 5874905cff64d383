"""Events: what happened when, where and to whom, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, auto

import numpy as np
from numpy.typing import ArrayLike, NDArray

Events = NDArray[np.void]
"""Rows of ``EVENT``."""

EVENT = np.dtype(
    [
        ("tick", np.int64),
        ("kind", np.uint8),  # of Kind
        ("where", np.int16),  # station, or district: its station has the same number; or NOBODY
        ("who", np.int32),  # citizen, or NOBODY
        ("kit", np.int16),  # or NOBODY
        ("what", np.int32),  # a number, or -1 - k for the k-th of WORDS
    ]
)
NOBODY = -1
WORDS = ("", "summoned", "unsummoned", "tomorrow", "later")
NOTHING, SUMMONED_BEFORE, UNSUMMONED, TOMORROW, LATER = (-1 - k for k in range(len(WORDS)))
"""What ``what`` says without a number."""

_KINDS = 1 << 6
"""More than there are kinds; a tick times this is a whole number of 64 bits."""


class Kind(IntEnum):
    """What happens, in the order in which things of one tick are told.

    What takes time has a kind for its start and one for its end; the names are those of
    ``events.csv`` in capitals.
    """

    DELIVERED = auto()
    SPARE = auto()
    BREAKDOWN = auto()
    REPAIRED = auto()
    TRANSFER_START = auto()
    TRANSFER_END = auto()
    MOVED = auto()
    GIVEN_BACK = auto()
    IN_SERVICE = auto()
    LINE_OUTAGE_START = auto()
    LINE_OUTAGE_END = auto()
    OPENED = auto()
    BREAK_START = auto()
    BREAK_END = auto()
    AT_WORK = auto()
    IDLE = auto()
    REFUSED = auto()
    SUMMONED = auto()
    AWAY = auto()
    HOUSEBOUND = auto()
    ARRIVED = auto()
    CAME_AGAIN = auto()
    RECEPTION_END = auto()
    SENT_AWAY = auto()
    CAPTURE_BROKEN_OFF = auto()
    CAPTURE_END = auto()
    FINISHING_END = auto()
    VISIT_END = auto()
    RECEPTION_START = auto()
    CAPTURE_START = auto()
    FINISHING_START = auto()
    VISIT_START = auto()
    CLOSED = auto()
    SENT_HOME = auto()
    NO_SHOW = auto()
    UPLOADED = auto()
    ACCEPTED = auto()
    PRODUCED = auto()
    BACK_IN_DISTRICT = auto()
    COLLECTED = auto()

    @property
    def label(self) -> str:
        """Return the name it has in a table."""
        return self.name.lower()

    @property
    def activity(self) -> str:
        """Return what is done, whether it begins or ends."""
        for end in ("_start", "_end", "_broken_off"):
            if self.label.endswith(end):
                return self.label.removesuffix(end).replace("_", " ")
        return self.label.replace("_", " ")

    @property
    def transition(self) -> str:
        """Return which step of an activity's life it is, in the words of XES (IEEE 1849)."""
        if self.label.endswith("_start"):
            return "start"
        return "ate_abort" if self.label.endswith("_broken_off") else "complete"


def made(
    tick: ArrayLike,
    kind: Kind,
    where: ArrayLike = NOBODY,
    who: ArrayLike = NOBODY,
    kit: ArrayLike = NOBODY,
    what: ArrayLike = NOTHING,
) -> Events:
    """Return events of one kind; what is the same for all of them is given once."""
    columns = (tick, int(kind), where, who, kit, what)
    found = np.empty(next((np.size(c) for c in columns if np.ndim(c)), 1), EVENT)
    for name, column in zip(EVENT.names or (), columns, strict=True):
        found[name] = column
    return found


def joined(parts: Iterable[Events]) -> Events:
    """Return events as one array."""
    return np.concatenate([np.empty(0, EVENT), *parts])


def in_order(parts: Iterable[Events]) -> Events:
    """Return events in order of time, those of one tick as they follow from each other."""
    found = joined(parts)
    return found[np.argsort(found["tick"] * _KINDS + found["kind"], kind="stable")]


@dataclass(frozen=True)
class Labels:
    """What the numbers in events stand for.

    Parameters
    ----------
    scenario, replication, start
        Whose events they are, and the first day.
    stations, districts, kits
        Codes and names, by number.
    first
        First citizen of each district, and the end.
    """

    scenario: str
    replication: int
    start: date
    stations: tuple[str, ...]
    districts: tuple[str, ...]
    kits: tuple[str, ...]
    first: NDArray[np.int64]

    def citizen(self, who: int) -> str:
        """Return what a citizen is called: the code of the district, her number there."""
        d = int(np.searchsorted(self.first, who, side="right")) - 1
        return f"{self.districts[d]}:{who - int(self.first[d]) + 1}"
