"""Rows of servers: desks and kits as sorted keys; who takes the first hands on whom it served.

Parameter ``h`` is a row, ``h[:n]`` the servers in it; ``log`` are the departures of the step and
``logged`` how many, which is returned grown.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.state import KIT_BITS, NOBODY, SLOT, VISIT_BITS

Keys = NDArray[np.int64]


@compiled
def replace(h: Keys, n: int, key: int) -> None:
    """Drop the first of the sorted ``h[:n]`` and insert ``key``; no branches, so it vectorises."""
    for k in range(n - 1):
        h[k] = min(max(h[k], key), h[k + 1])
    h[n - 1] = max(h[n - 1], key)


@compiled
def serve(h: Keys, n: int, end: int, visit: int, log: Keys, logged: int) -> int:
    """Let the first desk take ``visit`` until ``end``; log whom it hands on."""
    log[logged] = h[0]
    logged += int(h[0] & NOBODY != NOBODY)
    replace(h, n, end << VISIT_BITS | visit)
    return logged


@compiled
def capture(h: Keys, n: int, end: int, key: int, holds: Keys, log: Keys, logged: int) -> int:
    """Let the first kit take the citizen with queue ``key`` until ``end``; log whom it hands on."""
    slot = h[0] & SLOT
    log[logged] = (h[0] >> KIT_BITS) << VISIT_BITS | holds[slot] & NOBODY
    logged += int(holds[slot] >= 0)
    holds[slot] = key
    replace(h, n, end << KIT_BITS | slot)
    return logged


@compiled
def release_desks(h: Keys, n: int, until: int, log: Keys, logged: int) -> int:
    """Hand on everybody whose service at a desk ends by ``until``."""
    for k in range(n):
        if h[k] >> VISIT_BITS > until:
            break
        if h[k] & NOBODY != NOBODY:
            log[logged] = h[k]
            logged += 1
            h[k] |= NOBODY
    return logged


@compiled
def release_kits(h: Keys, n: int, until: int, holds: Keys, log: Keys, logged: int) -> int:
    """Hand on everybody whose capture ends by ``until``."""
    for k in range(n):
        end, slot = h[k] >> KIT_BITS, h[k] & SLOT
        if end > until:
            break
        if holds[slot] >= 0:
            log[logged] = end << VISIT_BITS | holds[slot] & NOBODY
            logged += 1
            holds[slot] = -1
    return logged
