"""What a run folder holds of single lives: the event log and the traces, of replication 1.

The first replication of each scenario is simulated once more, watched; what comes out of it must
be what came out before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.errors import BrokenLawError
from cccd_sim.experiment.diary import Diary, watched
from cccd_sim.experiment.executor import Call
from cccd_sim.planning.lives import Life, life
from cccd_sim.planning.one_province import refuse_a_country
from cccd_sim.planning.traces import Trace, check_traces, traced_in
from cccd_sim.results.ensemble import Replication
from cccd_sim.results.event_tables import csv_chunks
from cccd_sim.results.events import Events, Labels, joined
from cccd_sim.results.provenance import Manifest
from cccd_sim.results.store import RunFolder
from cccd_sim.scenario.schema import Scenario

WATCHED = 1
"""The replication whose events and traces are told."""
LOG = "tables/events.csv"


@dataclass
class Records:
    """The diaries of some scenarios, read once: the log is made and lives are picked out.

    Parameters
    ----------
    scenarios, manifest
        What was simulated, and the folder's options.
    known
        The replications that were simulated before, by scenario; a diary must agree with them.
    count
        Called for every day that has been told.
    """

    scenarios: Sequence[Scenario]
    manifest: Manifest
    known: Mapping[str, Replication | None] = field(default_factory=dict)
    count: Callable[[], None] = lambda: None
    lives: list[Life] = field(default_factory=list)

    def log(self) -> Iterator[bytes]:
        """Yield the event log as CSV; lives are picked out on the way."""
        yield from csv_chunks(self.diaries(everything=True))

    def diaries(self, everything: bool) -> Iterator[tuple[Labels, Iterable[Events]]]:
        """Yield the diary of each scenario, of everything or of those who are traced."""
        language = self.manifest.options["language"]
        traces = [Trace(asked) for asked in self.manifest.options.get("traces", ())]
        for scenario in self.scenarios:
            asked = traced_in(traces, scenario)
            if not asked and not everything:
                continue
            call = Call(scenario, self.manifest.seed, WATCHED, self.manifest.known_parameters)
            with watched(call, None if everything else partial(of_any, asked)) as diary:
                self.check(diary)
                picked: list[list[Events]] = [[] for _ in asked]
                yield diary.labels, self.days(diary, asked, picked)
                for (trace, number), parts in zip(asked, picked, strict=True):
                    self.lives.append(life(diary, trace, number, joined(parts), language))

    def days(
        self, diary: Diary, asked: Sequence[tuple[Trace, int]], picked: Sequence[list[Events]]
    ) -> Iterator[Events]:
        """Yield the days of a diary, and put aside the events of those who are asked for."""
        for events in diary.days():
            for (trace, number), parts in zip(asked, picked, strict=True):
                parts.append(events[trace.events_of(number, events)])
            yield events
            self.count()

    def check(self, diary: Diary) -> None:
        """Compare what was watched with what was simulated before."""
        known = self.known.get(diary.labels.scenario)
        if known is not None and not same(known, diary.replication):
            raise BrokenLawError("a campaign that is watched must be the same")


def check_records(scenarios: Sequence[Scenario], events: bool, traces: Sequence[str]) -> None:
    """Refuse records of a country, and traces of nobody."""
    for each in scenarios if events or traces else ():
        refuse_a_country(each)
    check_traces([Trace(asked) for asked in traces], scenarios)


def of_any(asked: Sequence[tuple[Trace, int]], events: Events) -> NDArray[np.bool_]:
    """Return which events belong to one of those who are asked for."""
    found: NDArray[np.bool_] = np.any([each.events_of(n, events) for each, n in asked], axis=0)
    return found


def same(one: Replication, other: Replication) -> bool:
    """Return whether two replications hold the same tables."""
    return all(
        np.array_equal(values, other.tables[table][name], equal_nan=values.dtype.kind == "f")
        for table, columns in one.tables.items()
        for name, values in columns.items()
    )


def days_to_tell(manifest: Manifest, scenarios: Sequence[Scenario]) -> int:
    """Return how many days must be told: none if neither log nor trace was asked for."""
    if not manifest.options.get("events") and not manifest.options.get("traces"):
        return 0
    dates = [each.campaign for each in scenarios]
    return sum(clock.day_number(each.start, each.horizon) + 1 for each in dates)


def write_records(
    folder: RunFolder, scenarios: Sequence[Scenario], count: Callable[[], None]
) -> list[Life]:
    """Write the event log and the traces a folder was asked for; return the lives.

    Parameters
    ----------
    count
        Called for every day that has been told.
    """
    options = folder.manifest.options
    known = {each.name: folder.find(each.name, WATCHED) for each in scenarios}
    records = Records(scenarios, folder.manifest, known, count)
    if options.get("events"):
        folder.digests[LOG] = folder.write_chunks(LOG, records.log())
    else:
        for _, days in records.diaries(everything=False):
            for _ in days:
                pass
    for name in dict.fromkeys(each.name for each in records.lives):
        logs = [(each.labels, [each.events]) for each in records.lives if each.name == name]
        folder.write_chunks(f"traces/{name}.csv", csv_chunks(logs))
    return records.lives
