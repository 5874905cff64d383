"""The diary of one replication: everything that happened, in order of time, day by day.

A province's diary has millions of rows. What befell citizens is therefore put aside on disk
while the campaign runs, and read back a day at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.watching import WatchedCampaign
from cccd_sim.experiment.executor import Call, faults_told
from cccd_sim.experiment.facts import facts_of
from cccd_sim.results.ensemble import Replication
from cccd_sim.results.events import EVENT, Events, Labels, in_order, joined

Wanted = Callable[[Events], NDArray[np.bool_]]
"""Says which events are wanted."""

IN_MEMORY = 1 << 26
"""Bytes of a diary that are kept in memory; more go to disk."""


def only(events: Events, wanted: Wanted | None) -> Events:
    """Return those events that are wanted; all if nothing is said."""
    return events if wanted is None else events[wanted(events)]


class Spool:
    """Events put aside day by day."""

    def __init__(self, file: IO[bytes], wanted: Wanted | None) -> None:
        self.file, self.wanted = file, wanted
        self.places: dict[int, tuple[int, int]] = {}
        """Of each day: where its events begin in the file, and their bytes."""

    def keep(self, day: int, events: Events) -> None:
        """Put the events of a day aside."""
        begin = self.file.tell()
        self.places[day] = begin, self.file.write(only(events, self.wanted).tobytes())

    def read(self, day: int) -> Events:
        """Return the events that were put aside on a day."""
        begin, size = self.places.get(day, (0, 0))
        self.file.seek(begin)
        return np.frombuffer(self.file.read(size), EVENT)


@dataclass(frozen=True)
class Diary:
    """What happened in one replication.

    Parameters
    ----------
    labels
        What the numbers in events stand for.
    facts
        What must be known of the scenario to tell events in words.
    campaign, replication
        The campaign that has been run, and its tables.
    spool
        What befell citizens at stations.
    others
        Everything else: arrays, each in order, and their ticks.
    """

    labels: Labels
    facts: dict[str, Any]
    campaign: WatchedCampaign
    replication: Replication
    spool: Spool
    others: Sequence[tuple[Events, NDArray[np.int64]]]

    def days(self) -> Iterator[Events]:
        """Yield the events of each day, in order; what the last night brings stands at the end."""
        left = np.empty(0, EVENT)
        for day in range(1, self.campaign.horizon + 1):
            ends = day * clock.TICKS_PER_DAY
            parts = [left, self.spool.read(day), *self._others(ends - clock.TICKS_PER_DAY, ends)]
            events = in_order(parts)
            upto = int(np.searchsorted(events["tick"], ends))
            left = events[upto:]
            yield events[:upto]
        yield in_order([left, *self._others(ends, clock.MAX_TICK)])

    def _others(self, start: int, end: int) -> Iterator[Events]:
        """Yield the other events between two ticks."""
        for events, ticks in self.others:
            first, last = np.searchsorted(ticks, [start, end])
            yield events[first:last]


@contextmanager
def watched(call: Call, wanted: Wanted | None = None) -> Iterator[Diary]:
    """Simulate a replication and yield its diary, to be read before anything else is simulated.

    Parameters
    ----------
    wanted
        Which events are to be kept; none stated: all.
    """
    with SpooledTemporaryFile(IN_MEMORY) as file, faults_told(call):
        spool = Spool(file, wanted)
        campaign = WatchedCampaign(call.settled(), call.streams(), spool.keep)
        replication = campaign.run()
        parts = [[only(joined(campaign.others), wanted)]]
        parts += [[only(each, wanted)] for each in campaign.later_steps(replication)]
        others = [in_order(part) for part in parts]
        ticks = [np.ascontiguousarray(each["tick"]) for each in others]
        found = list(zip(others, ticks, strict=True))
        facts = facts_of(call.scenario)
        yield Diary(labels_of(call, facts, campaign), facts, campaign, replication, spool, found)


def labels_of(call: Call, facts: dict[str, Any], campaign: WatchedCampaign) -> Labels:
    """Return what the numbers in a campaign's events stand for."""
    return Labels(
        scenario=call.scenario.name,
        replication=call.number,
        start=call.scenario.campaign.start,
        stations=tuple(each["code"] for each in facts["stations"]),
        districts=tuple(each["code"] for each in facts["districts"]),
        kits=tuple(kit.name for kit in campaign.kits),
        first=campaign.citizens.pool.first,
    )
