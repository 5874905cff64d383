"""Interruptions: days on which stations stop or lack crews, and outages of the line."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.places import Places
from cccd_sim.scenario.interruptions import Outage, Stop
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]
Spell = tuple[int, int]
"""From when and until when, in ticks."""


class Stops:
    """The share of crews that work, by day and station: planned stops, elections, suspensions."""

    def __init__(self, scenario: Scenario, places: Places) -> None:
        demand = scenario.demand
        self.stops: list[tuple[Stop, NDArray[np.bool_]]] = []
        for stop in scenario.service.stops.values():
            here = np.ones(places.count, bool)
            if stop.districts is not None:
                named = [demand.districts.index(demand.district(name)) for name in stop.districts]
                here = np.isin(places.home, named)
            self.stops.append((stop, here))
        self.places = places

    def crews_share(self, day: date) -> NDArray[np.float64] | None:
        """Return the share of crews that work on a day, by station; None on ordinary days."""
        today = [(stop, here) for stop, here in self.stops if stop.first <= day <= stop.last]
        if not today:
            return None
        share = np.ones(self.places.count)
        for stop, here in today:
            share[here] = np.minimum(share[here], stop.crews.value)
        return share

    def closed(self, station: int) -> list[tuple[date, date]]:
        """Return the days on which a station is closed: (first, last)."""
        return [
            (stop.first, stop.last)
            for stop, here in self.stops
            if here[station] and stop.crews.value == 0
        ]


class Line:
    """The line to the centre: when it is down, by station."""

    def __init__(self, scenario: Scenario, places: Places, streams: Streams, days: int) -> None:
        line, end = scenario.service.line, days * clock.TICKS_PER_DAY
        self.freezes = line.happens and line.capture == "freezes"
        self.spells: list[list[Spell]] = [[] for _ in range(places.count)]
        if not line.happens:
            return
        everywhere = outages(line.province, streams.of("line", "province"), end)
        codes = [district.code for district in scenario.demand.districts]
        for station in range(places.fixed):
            code = codes[station] if station < len(codes) else "provincial station"
            own = outages(line.station, streams.of("line", code), end)
            self.spells[station] = merged(own + everywhere)
        for station in range(places.fixed, places.count):
            self.spells[station] = self.spells[int(places.home[station])]

    def minutes_down(self, starts: Counts, ends: Counts) -> NDArray[np.float64]:
        """Return for how many minutes lines are down between ticks: (spans, stations)."""
        found = np.zeros((len(self.spells), starts.size))
        ticks = np.concatenate([starts, ends])
        for station, spells in enumerate(self.spells):
            if spells:
                before, after = np.split(down_until(spells, ticks), 2)
                found[station] = after - before
        return found.T


def down_until(spells: list[Spell], ticks: Counts) -> NDArray[np.float64]:
    """Return the minutes of ``spells``, which are in order, before each tick."""
    begin, end = np.array([(0, 0), *spells], np.int64).T
    before = np.concatenate([[0], np.cumsum(end - begin)])
    last = np.searchsorted(begin, ticks, side="right") - 1
    found: NDArray[np.float64] = before[last] + np.minimum(ticks, end[last]) - begin[last]
    return found / clock.TICKS_PER_MINUTE


def outages(outage: Outage, luck: np.random.Generator, end: int) -> list[Spell]:
    """Draw the outages before tick ``end``: exponential times between and lengths."""
    every = outage.every.value * clock.TICKS_PER_DAY
    size = int(3 * end / every + 30)
    starts = np.cumsum(luck.exponential(every, size))
    lengths = luck.exponential(outage.mean.value * clock.TICKS_PER_MINUTE, size)
    spells = np.ceil(np.stack([starts, starts + lengths + 1])).astype(np.int64)
    return list(map(tuple, spells[:, spells[0] < end].T.tolist()))


def merged(spells: list[Spell]) -> list[Spell]:
    """Return spells in order, those that touch joined to one."""
    if not spells:
        return []
    begin, end = np.array(sorted(spells), np.int64).T
    until = np.maximum.accumulate(end)
    apart = np.flatnonzero(begin[1:] > until[:-1])
    firsts, lasts = begin[np.append(0, apart + 1)], until[np.append(apart, -1)]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
