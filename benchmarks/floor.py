"""The floor: the same draws and the same queue passes as one replication, and nothing else.

No calendar, no summons policy, no carry-over, no breakdowns, no SimPy, no tables: each station's
citizens are drawn, laid out day by day and passed through three rows of servers in one go. What
one replication costs above this is the price of the model.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from cccd_sim.clock import TICKS_PER_DAY, TICKS_PER_MINUTE
from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.draws import Lasting, Traits, draw_citizens, household_sizes
from cccd_sim.queueing.layout import sort
from cccd_sim.queueing.memory import kept
from cccd_sim.queueing.pool import CITIZEN, luck, own_number, two_lucks
from cccd_sim.queueing.servers import replace
from cccd_sim.queueing.state import KIT_BITS, NOBODY, VISIT_BITS

BLOCK = 1 << 15
TRAITS = Traits(
    sizes=household_sizes(2.84),
    ages=np.array([0.13, 0.56, 0.88, 0.98]),
    factors=np.array([1, 1, 1, 1.4, 2.5]),
    housebound=0.015,
    begins=np.zeros(2, np.int64),
    elsewhere=np.zeros(1, np.int64),
)


@dataclass(frozen=True)
class Load:
    """How much one station has to do: what the product was seen to do there."""

    asked: int
    captured: int
    kits: int
    desks: tuple[int, int]
    days: int


@compiled
def _lay_out(people, days, mean, arrival, spare, ends, need):
    """Look up every luck the product looks up; sort each day by the hour; scale services."""
    n = people.size
    each, odd = n // days + 1, 0
    for i in range(n):
        word, own = people[i].word, own_number(people[i].member)
        odd += (
            int(luck(word, 0) >= 0.1) & int(luck(word, own) < 0.8) & int(luck(word, own + 3) < 0.04)
        )
        comes, hour = two_lucks(word, 2)
        odd += int(comes >= 0.85)
        arrival[i] = int(hour * 1080 * TICKS_PER_MINUTE) << VISIT_BITS | i
    for first in range(0, n, each):
        last = min(first + each, n)
        sort(arrival[first:last], spare, ends)
        for i in range(first, last):
            person = people[arrival[i] & NOBODY]
            ready, away = two_lucks(person.word, own_number(person.member) + 1)
            odd += int(ready > 0.8) & int(away < 0.3)
            arrival[i] = first // each * TICKS_PER_DAY + (arrival[i] >> VISIT_BITS)
            need[0, i] = max(1, int(person.reception * mean[0] + 0.5))
            need[1, i] = max(1, int(person.capture * mean[1] + 0.5))
            need[2, i] = max(1, int(person.finishing * mean[2] + 0.5))
    return odd


@compiled
def _pass(arrival, need, h, bits, departure):
    """One row of servers, first come first served, in order of arrival."""
    n = h.size
    mask = (1 << bits) - 1
    for i in range(departure.size):
        t = max(arrival[i], h[0] >> bits)
        departure[i] = h[0]
        replace(h, n, (t + need[i]) << bits | (h[0] & mask))


def replication(loads: list[Load], means: tuple[float, float, float]) -> float:
    """Return the processor seconds of one pass over all stations."""
    start = time.process_time()
    for j, load in enumerate(loads):
        n = load.asked
        people = kept("floor people", (n,), CITIZEN)
        states = kept("floor states", (n,), np.uint8)
        streams = [np.random.Generator(np.random.SFC64([j, k])) for k in range(4)]
        traits = TRAITS._replace(begins=np.array([0, n]), elsewhere=np.array([n // 20]))
        for a in range(0, n, BLOCK):
            luck = streams[0], streams[1:]
            draw_citizens(
                people, states, a, min(a + BLOCK, n), luck, Lasting((0.5, 0.35, 0.4)), traits
            )
        times, order, ends = (kept(f"floor {k}", (n + 2,), np.int64) for k in range(3))
        needs = kept("floor needs", (3, n), np.int64)
        _lay_out(people, load.days, np.array(means), times, order, ends, needs)
        rows = (load.desks[0], VISIT_BITS), (load.kits, KIT_BITS), (load.desks[1], VISIT_BITS)
        for need, (servers, bits) in zip(needs, rows, strict=True):
            keys = np.arange(servers, dtype=np.int64)
            _pass(times, need, keys, bits, order[: load.captured])
    return time.process_time() - start
