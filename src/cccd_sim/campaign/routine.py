"""The routine of a day between opening and closing: breaks, shifts, the night."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.agenda import CLOSING, KITS, OPENING
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]
PAUSE, REOPEN, CLOSE, SHIFT, NIGHT = range(5)
Entry = tuple[int, int, int, int]
"""When, in which order within the tick, what; and until when, or which shift then works."""


class Routine:
    """What happens at all stations at once in the course of a day."""

    def __init__(self, scenario: Scenario) -> None:
        night = scenario.service.night
        self.nights = [
            (clock.ticks(night.hours.start_minute), clock.ticks(night.hours.end_minute))
        ] * night.happens
        self._known: dict[tuple[int, bytes], list[Entry]] = {}

    def is_night(self, now: int) -> bool:
        """Tell whether a tick is at night."""
        today = now % clock.TICKS_PER_DAY
        tomorrow = today + clock.TICKS_PER_DAY
        return any(start <= today < end or start <= tomorrow < end for start, end in self.nights)

    def of(self, day: WorkingDay, crews: Counts) -> list[Entry]:
        """Return what happens on a day, in order; ``crews`` are by station and shift."""
        changes = (crews[:, 1:] != crews[:, :-1]).any(axis=0)
        key = day.number, changes.tobytes()
        if key not in self._known:
            self._known[key] = self._of(day, changes)
        return self._known[key]

    def _of(self, day: WorkingDay, changes: NDArray[np.bool_]) -> list[Entry]:
        """Work out what happens on a day; ``changes`` tells which shifts have other crews."""
        entries: list[Entry] = []
        for (_, end), (start, shut) in zip(day.blocks, day.blocks[1:], strict=False):
            entries += [(end, CLOSING, PAUSE, start), (start, OPENING, REOPEN, shut)]
        entries.append((day.blocks[-1][1], CLOSING, CLOSE, 0))
        starts = shift_starts(day, changes.size + 1)
        for shift, (tick, other) in enumerate(zip(starts[1:], changes, strict=False), 1):
            if other:
                entries.append((tick, KITS, SHIFT, shift))
        for tick in self.turns(day):
            shift = sum(start <= tick for start in starts) - 1
            entries.append((tick, KITS, NIGHT, shift))
        return sorted(entries)

    def turns(self, day: WorkingDay) -> list[int]:
        """Return the ticks within the opening hours at which night begins or ends."""
        opens, closes = day.blocks[0][0], day.blocks[-1][1]
        first = day.midnight - clock.TICKS_PER_DAY
        ticks = [
            first + shift * clock.TICKS_PER_DAY + tick
            for night in self.nights
            for tick in night
            for shift in range(4)
        ]
        return [tick for tick in sorted(ticks) if opens < tick < closes]


def shift_starts(day: WorkingDay, shifts: int) -> list[int]:
    """Return when each shift begins: they share the open time equally."""
    found, each = [], day.open_ticks // shifts
    for shift in range(shifts):
        left = each * shift
        for start, end in day.blocks:
            if left < end - start:
                found.append(start + left)
                break
            left -= end - start
    return found
