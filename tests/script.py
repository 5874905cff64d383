"""What the plain SimPy twin plays: draws made beforehand, and the story it makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Day:
    """One day's draws: opening blocks, desks, who arrives when, how long each service takes."""

    blocks: Sequence[tuple[int, int]]
    desks: tuple[int, int]
    """At reception and at finishing; without the latter the same officers do both."""
    arrivals: Sequence[tuple[int, int]]
    """(tick, citizen), in order of time."""
    services: dict[int, tuple[int, int, int]]
    """Ticks of each step, for everybody who may be there, also from days before."""
    stays: frozenset[int] | None = None
    """Who comes again tomorrow if sent home today; None: everybody."""
    away: frozenset[int] = frozenset()
    """Who is sent away after reception."""


@dataclass(frozen=True)
class Script:
    """All that is drawn beforehand for one station."""

    days: Sequence[Day]
    spells: dict[int, Sequence[tuple[int, int]]]
    """Kit's slot to the ticks from when and until when it is up."""
    paces: Sequence[tuple[int, int, dict[int, int]]] = ()
    """(tick, pace at the desks, pace of each kit): services that start from then on take so much
    longer, in 65536ths; ticks are rounded down."""
    frozen: Sequence[tuple[int, int]] = ()
    """From when and until when captures stand still, never overlapping."""


@dataclass
class Story:
    """What happened on one day."""

    ends: tuple[list[tuple[int, int]], ...] = field(default_factory=lambda: ([], [], []))
    """For each step (tick, citizen) of each service completed."""
    line: list[int] = field(default_factory=list)
    """Who waits for tomorrow: the received first."""
    received: int = 0
    busy: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    overtime: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    waited: int = 0
    restarts: int = 0
    sent_away: int = 0


def open_ticks(blocks: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Return how many ticks between ``start`` and ``end`` lie in the opening hours."""
    return sum(max(0, min(end, shut) - max(start, opens)) for opens, shut in blocks)
