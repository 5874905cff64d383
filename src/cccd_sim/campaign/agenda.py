"""Moments at which SimPy wakes, in the order that holds within one tick."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import simpy

CLOSING, KITS, OPENING = 0, 1, 2
"""Order within a tick: closings and breaks; kits that come, fail or are repaired; openings."""

Steps = Generator[simpy.Event, Any, None]


class Moment(simpy.Event):
    """An event at an exact tick, before or after others of that tick by its ``order``."""

    def __init__(self, env: simpy.Environment, tick: int, order: int) -> None:
        # as in simpy.Timeout: set here, because there are many and a call each is dear
        self.env = env
        self.callbacks = []
        self._ok = True
        self._value = None
        env.schedule(self, priority=order, delay=tick - int(env.now))  # type: ignore[arg-type]
