"""First advance, then change: what happens to stations at one moment, in one call.

Each of these advances its stations to the moment and then makes the change of the same name in
``changes``. A call costs more than what it does to one station, so the two go together. To see
what happened up to the moment, advance before: a queue that is there already stays as it is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing import changes, kernel
from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.state import Queue

Counts = NDArray[np.int64]


@compiled
def pause(stations: Counts, now: int, until: int, q: Queue) -> None:
    """Begin a break that ends at ``until``."""
    kernel.advance(stations, now, False, q)
    changes.pause(stations, until, q)


@compiled
def reopen(stations: Counts, now: int, gates: Counts, shut: int, q: Queue) -> None:
    """End a break: station ``j`` works from ``gates[j]`` until ``shut``."""
    kernel.advance(stations, now, False, q)
    changes.reopen(stations, gates, shut, q)


@compiled
def set_pace(stations: Counts, now: int, desks: Counts, kits: Counts, q: Queue) -> None:
    """Have services take ``desks[j]`` and ``kits[slot]`` times their ticks from now on."""
    kernel.advance(stations, now, False, q)
    changes.set_pace(stations, desks, kits, q)


@compiled
def freeze(stations: Counts, now: int, until: int, q: Queue) -> None:
    """Stop capture until ``until``."""
    kernel.advance(stations, now, False, q)
    changes.freeze(stations, now, until, q)


@compiled
def close(stations: Counts, now: int, q: Queue) -> int:
    """Close for the day; who was captured still passes finishing, then the others go home.

    Returns when the last kit ends its last capture.
    """
    end = 0
    for k in range(stations.size):  # one after the other: each is still at hand then
        here = stations[k : k + 1]
        kernel.advance(here, now, False, q)
        changes.count_overtime(here, q)
        kernel.advance(here, changes.FOREVER, True, q)
        changes.close_day(here, q)
        end = max(end, changes.last_end(here[0], q))
    return end


@compiled
def gain_kit(here: Counts, slot: int, now: int, q: Queue) -> None:
    """Put a kit to work, new or repaired, at the one station ``here``."""
    kernel.advance(here, now, False, q)
    changes.gain_kit(here[0], slot, now, q)


@compiled
def unfinished(here: Counts, slot: int, now: int, q: Queue) -> int:
    """Return the ticks a kit still needs for work begun before yesterday's closing."""
    kernel.advance(here, now, False, q)
    return changes.unfinished(here[0], slot, now, q)


@compiled
def lose_kit(here: Counts, slot: int, now: int, q: Queue) -> None:
    """Take a failed kit away from the one station ``here``."""
    kernel.advance(here, now, False, q)
    changes.lose_kit(here[0], slot, now, q)


@compiled
def man_kits(lost: Counts, gained: Counts, now: int, q: Queue) -> None:
    """Take kits away from work, then put others to it; each a column of station and slot."""
    kernel.advance(lost[0], now, False, q)
    for k in range(lost.shape[1]):
        changes.lose_kit(lost[0, k], lost[1, k], now, q)
    kernel.advance(gained[0], now, False, q)
    for k in range(gained.shape[1]):
        changes.gain_kit(gained[0, k], gained[1, k], now, q)
