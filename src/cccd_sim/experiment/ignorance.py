"""What nobody knows: parameters drawn once per replication within their ranges.

A Latin hypercube in blocks: in each block of ten replications every tenth of every range occurs
once. Blocks of a fixed size, because extending a run must leave what is there as it is.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cccd_sim.scenario.ranges import Range, ranges, settled
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

BLOCK = 10
"""Replications in which each range is covered evenly."""

PURPOSE = "ignorance"


_last: list[tuple[Scenario, tuple[Range, ...]]] = []


def unknown(scenario: Scenario) -> tuple[Range, ...]:
    """Return the parameters nobody knows: every range but those the campaign draws itself.

    Those of the last scenario asked for are kept: its replications come one after the other.
    """
    if not _last or _last[0][0] is not scenario:
        _last[:] = [(scenario, tuple(each for each in ranges(scenario) if not each.is_luck))]
    return _last[0][1]


def drawn(scenario: Scenario, seed: int, number: int) -> Scenario:
    """Return a scenario whose unknown parameters are settled for one replication.

    The same entry takes the same place within its range in every scenario (common random numbers).
    """
    found = unknown(scenario)
    places = [place(seed, number, each.path) for each in found]
    return settled(
        scenario, {each.trail: each.at(u) for each, u in zip(found, places, strict=True)}
    )


def place(seed: int, number: int, path: str) -> float:
    """Return where between 0 and 1 a parameter lies in a replication."""
    block, row = divmod(number - 1, BLOCK)
    return float(_block(seed, block + 1, path)[row])


@lru_cache(maxsize=4096)
def _block(seed: int, block: int, path: str) -> NDArray[np.float64]:
    """Return the places of a parameter in one block of replications, one in each tenth."""
    luck = Streams(seed, block).of(PURPOSE, path)
    return (luck.permutation(BLOCK) + luck.random(BLOCK)) / BLOCK
