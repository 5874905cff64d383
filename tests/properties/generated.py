"""Generated scripts for the differential test: coarse grids make ties everywhere."""

from __future__ import annotations

import numpy as np
from script import Day, Script

TICK = 1 << 20
DAY, OPEN = 1440 * TICK, 450 * TICK
GRIDS = (1, TICK // 4, TICK, 5 * TICK)


def script(seed: int) -> Script:
    """Return a few days at one station with breaks, breakdowns, kits that come and ties."""
    rng = np.random.default_rng(seed)
    grid = GRIDS[seed % len(GRIDS)]
    kits, days = int(rng.integers(1, 7)), int(rng.integers(2, 6))
    desks = tuple(int(n) for n in np.maximum(1, kits + rng.integers(-1, 3, 2)))
    two = rng.random() < 0.25  # crews of two, who receive and finish
    people, plan = 0, []
    services: dict[int, tuple[int, int, int]] = {}
    for d in range(days):
        blocks = _blocks(rng, d * DAY + OPEN, grid)
        n = int(rng.integers(0, 40 * kits))
        span = blocks[-1][1] - blocks[0][0]
        ticks = np.sort(blocks[0][0] + rng.integers(0, span // grid + 1, n) * grid)
        names = range(people, people + n)
        people += n
        for i in names:
            need = rng.lognormal(np.log([2.0, 6.0, 2.0]), 0.6) * TICK * rng.choice([0.2, 1, 1, 3])
            services[i] = tuple(int(max(1, x // grid) * grid) for x in need)
        stays = None if rng.random() < 0.3 else frozenset(np.flatnonzero(rng.random(people) < 0.7))
        arrivals = [(int(t), i) for t, i in zip(ticks, names, strict=True)]
        today = desks if rng.random() < 0.7 else tuple(int(x) for x in rng.integers(1, 5, 2))
        today = (today[0], 0) if two else today
        away = frozenset(np.flatnonzero(rng.random(people) < rng.choice([0, 0.2])).tolist())
        plan.append(Day(blocks, today, arrivals, services, stays, away))
    end = (days + 1) * DAY
    spells = {slot: _spells(rng, end, grid) for slot in range(kits)}
    return Script(plan, spells, _paces(rng, end, kits, grid), _frozen(rng, end, grid))


def _paces(rng: np.random.Generator, end: int, kits: int, grid: int) -> list:
    """Return crews that learn and tire, often in the tick of something else."""
    ticks = np.sort(rng.integers(0, end // grid, int(rng.choice([0, 4, 12]))) * grid)
    factors = rng.integers(1 << 16, 1 << 17, (ticks.size, kits + 1))
    return [
        (tick, int(row[0]), dict(enumerate(row[1:].tolist())))
        for tick, row in zip(ticks.tolist(), factors, strict=True)
    ]


def _frozen(rng: np.random.Generator, end: int, grid: int) -> list[tuple[int, int]]:
    """Return when the line is down: never, or some minutes now and then."""
    spells, t = [], end if rng.random() < 0.5 else 0
    while t < end:
        t += int(rng.exponential(400 * TICK) // grid + 1) * grid
        away = int(rng.exponential(rng.choice([10, 200]) * TICK) // grid + 1) * grid
        spells.append((t, t + away))
        t += away
    return spells


def _blocks(rng: np.random.Generator, start: int, grid: int) -> list[tuple[int, int]]:
    """Return one to three blocks of opening hours."""
    blocks = []
    for _ in range(int(rng.integers(1, 4))):
        length = int(rng.integers(30, 200)) * TICK // grid * grid + grid
        blocks.append((start, start + length))
        start += length + int(rng.integers(1, 60)) * TICK // grid * grid + grid
    return blocks


def _spells(rng: np.random.Generator, end: int, grid: int) -> list[tuple[int, int]]:
    """Return when a kit is up: often from the start, sometimes for minutes only."""
    spells, t = [], 0 if rng.random() < 0.6 else int(rng.integers(0, DAY * 2 // grid)) * grid
    mean = rng.choice([20, 120, 1500]) * TICK
    while t < end:
        up = int(rng.exponential(mean) // grid + 1) * grid
        spells.append((t, t + up))
        t += up + int(rng.exponential(mean / 5) // grid + 1) * grid
    return spells


def stops(seed: int, end: int) -> list[int]:
    """Return moments at which SimPy stops by for no reason at all."""
    rng = np.random.default_rng(seed + 10_000)
    grid = GRIDS[seed % len(GRIDS)]
    return (rng.integers(0, end // grid, int(rng.choice([0, 3, 200]))) * grid).tolist()
