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
    """The line to the centre: when it is down, by station.

    The spells of all fixed stations stand in one row, each station's ``apart`` ticks behind those
    of the one before, so that all are merged and looked up at once.
    """

    def __init__(self, scenario: Scenario, places: Places, streams: Streams, days: int) -> None:
        line, end = scenario.service.line, days * clock.TICKS_PER_DAY
        self.freezes = line.happens and line.capture == "freezes"
        self.home = [*range(places.fixed), *places.home[places.fixed :].tolist()]
        self.apart, self.all = end, np.zeros((2, 0), np.int64)
        if not line.happens:
            return
        everywhere = outages(line.province, streams.of("line", "province"), end)
        codes = [district.code for district in scenario.demand.districts]
        found = []
        for station in range(places.fixed):
            code = codes[station] if station < len(codes) else "provincial station"
            found += [outages(line.station, streams.of("line", code), end), everywhere]
        sizes, every = [spells.shape[1] for spells in found], np.concatenate(found, axis=1)
        self.apart = int(every.max(initial=end)) + 1
        shift = np.repeat(np.arange(len(found)) // 2 * self.apart, sizes)
        self.all = merged(every + shift)

    @property
    def spells(self) -> list[list[Spell]]:
        """Spells of each station, in order; a mobile team has those of its district."""
        whose, spells = self.all[0] // self.apart, self.all % self.apart
        each = [list(map(tuple, spells[:, whose == home].T.tolist())) for home in set(self.home)]
        return [each[home] for home in self.home]

    def minutes_down(self, starts: Counts, ends: Counts) -> NDArray[np.float64]:
        """Return for how many minutes lines are down between ticks: (spans, stations)."""
        shift = np.array(self.home)[:, None] * self.apart
        before, after = (  # station after station, as they are in order so
            ticks_down(self.all, np.minimum(ticks, self.apart - 1) + shift)
            for ticks in (starts, ends)
        )
        return (after - before).T / clock.TICKS_PER_MINUTE


def ticks_down(spells: Counts, ticks: Counts) -> Counts:
    """Return the ticks of ``spells`` (begin and end, in order) before each of ``ticks``."""
    begin, end = np.concatenate([np.zeros((2, 1), np.int64), spells], axis=1)
    before = np.concatenate([[0], np.cumsum(end - begin)])
    last = np.searchsorted(begin, ticks, side="right") - 1
    found: Counts = before[last] + np.minimum(ticks, end[last]) - begin[last]
    return found


def outages(outage: Outage, luck: np.random.Generator, end: int) -> Counts:
    """Draw the outages that begin before tick ``end``, begin and end of each.

    Times between them and their lengths are exponential.
    """
    every = outage.every.value * clock.TICKS_PER_DAY
    size = int(3 * end / every + 30)
    starts = np.cumsum(luck.exponential(every, size))
    lengths = luck.exponential(outage.mean.value * clock.TICKS_PER_MINUTE, size)
    spells = np.ceil(np.stack([starts, starts + lengths + 1])).astype(np.int64)
    return spells[:, : np.searchsorted(spells[0], end)]


def merged(spells: Counts) -> Counts:
    """Return spells in order, begin and end of each; those that touch joined to one."""
    if not spells.size:
        return spells
    begin, end = spells[:, np.argsort(spells[0])]
    until = np.maximum.accumulate(end)
    apart = np.flatnonzero(begin[1:] > until[:-1])
    return np.stack([begin[np.append(0, apart + 1)], until[np.append(apart, -1)]])
