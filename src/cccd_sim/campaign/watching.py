"""A campaign that is watched: the same campaign, and everything that happens in it is told.

It is watched from outside. Stations tell what their day was when it is closed; kits are looked
at after every event; who was summoned shows in what has changed about the citizens overnight.
So a campaign that nobody watches does nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import simpy
from numpy.typing import NDArray

from cccd_sim.campaign.kit_watch import KitWatch
from cccd_sim.campaign.milestones import Dossiers, after_station
from cccd_sim.campaign.model import Campaign
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.campaign.visit_watch import VisitWatch
from cccd_sim.campaign.watched_stations import WatchedStations
from cccd_sim.queueing.pool import AWAY, HOUSEBOUND, MISSED, PLACE, WALKS_IN
from cccd_sim.queueing.retrace import lucks
from cccd_sim.results.ensemble import Replication
from cccd_sim.results.events import SUMMONED_BEFORE, UNSUMMONED, Events, Kind, joined, made
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]
Keep = Callable[[int, Events], None]
"""Takes the number of a day, and events that began on it, in any order."""


class WatchedClock(simpy.Environment):
    """A clock that has somebody look around after every event."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self.look = look

    def step(self) -> None:
        """Process the next event, then look."""
        super().step()
        self.look()


class WatchedCampaign(Campaign):
    """One run, watched.

    Parameters
    ----------
    keep
        Is told every evening what befell citizens that day. When the run is over, ``others`` holds
        what befell kits and stations; ``later_steps`` tells of dossiers after the station.
    """

    def __init__(self, scenario: Scenario, streams: Streams, keep: Keep) -> None:
        super().__init__(scenario, streams)
        self.keep, self.env = keep, WatchedClock(self.look)
        self.watched = WatchedStations(
            scenario, self.places.count, len(self.kits), self.when_closed
        )
        self.stations = self.fleet.stations = self.watched
        self.kit_watch = KitWatch(self.fleet)
        self.visit_watch = VisitWatch(self.visits, self.citizens.pool)
        self.dossiers = Dossiers(self.places.count)
        self.others: list[Events] = list(self.outages())
        self.today: list[Events] = []
        """What befell citizens on a day that is being closed."""
        self.state, self.tries = self.citizens.pool.state.copy(), self.citizens.pool.tries.copy()
        """Of every citizen, when the last day was over."""

    def run(self) -> Replication:
        """Run to the horizon and return what happened."""
        replication = super().run()
        self.others += self.kit_watch.events
        return replication

    def later_steps(self, replication: Replication) -> Iterator[Events]:
        """Yield what became of dossiers after the station, kind by kind, when the run is over."""
        return after_station(self, self.dossiers, replication.tables)

    @property
    def day(self) -> WorkingDay:
        """Return the working day that was begun last."""
        return self.calendar[self.recorder.noted]

    def look(self) -> None:
        """Look at the kits; if a day has just been closed, at the citizens."""
        self.kit_watch.look(int(self.env.now), self.watched.are_open)
        if self.today:
            pool, taken = self.citizens.pool, self.evenings.up.taken
            visits = self.visit_watch.at_night(self.day, taken, self.dossiers)
            self.keep(self.day.number, joined([*self.today, *visits]))
            self.state, self.tries, self.today = pool.state.copy(), pool.tries.copy(), []

    def when_closed(self) -> None:
        """Note what the day brought at the stations, before anybody is sent home."""
        day, pool, taken = self.day, self.citizens.pool, self.evenings.up.taken
        self.visit_watch.at_close()
        self.today = [*self.summonses(day)]
        for j in self.watched.open_today.tolist():
            self.today += self.watched.events(j, int(taken[j]), day.blocks[-1][1], pool.state)
            self.dossiers.add(j, *self.watched.finished(j))
            self.others += self.hours_of(day, j)

    # ---- what happened ---------------------------------------------------------------------------

    def summonses(self, day: WorkingDay) -> Iterator[Events]:
        """Yield who was summoned, came, did not come, or could not be reached today."""
        pool, opens, shut = self.citizens.pool, day.blocks[0][0], day.blocks[-1][1]
        here = self.watched.open_today.tolist()
        came = [(j, *self.watched.arrivals(j)) for j in here]
        station = np.full(pool.state.size, -1, np.int16)
        asked = np.flatnonzero(pool.tries != self.tries)
        station[asked] = self.district_of(asked)
        for j, who, ticks in came:
            station[who] = j
            how = np.where(self.walks_in(who), UNSUMMONED, SUMMONED_BEFORE)
            yield made(ticks, Kind.ARRIVED, j, who, what=how)
        summoned = asked[~self.walks_in(asked)]
        times = pool.tries[summoned].astype(np.int64)
        yield made(opens, Kind.SUMMONED, station[summoned], summoned, what=times)
        place = pool.state & PLACE
        missed = asked[place[asked] == MISSED]
        yield made(shut, Kind.NO_SHOW, station[missed], missed)
        changed = np.flatnonzero(place != self.state & PLACE)
        for kind, why in ((Kind.AWAY, AWAY), (Kind.HOUSEBOUND, HOUSEBOUND)):
            who = changed[place[changed] == why]
            yield made(opens, kind, self.district_of(who), who)

    def walks_in(self, who: Counts) -> NDArray[np.bool_]:
        """Return which citizens come unsummoned when their turn comes."""
        words, number = self.citizens.pool.people["word"][who], np.full(who.size, WALKS_IN)
        share = self.scenario.demand.walk_in_share.value
        found: NDArray[np.bool_] = lucks(words, number) < share
        return found

    def district_of(self, who: Counts) -> Counts:
        """Return the districts of citizens."""
        return np.searchsorted(self.citizens.pool.first, who, side="right") - 1

    def hours_of(self, day: WorkingDay, j: int) -> Iterator[Events]:
        """Yield when a station that has kits opened, paused and closed."""
        if self.recorder.kits[self.recorder.noted, j] == 0:
            return
        gate = int(self.watched.gates[j])
        blocks = [(max(a, gate), b) for a, b in day.blocks if b > gate]
        yield made([a for a, _ in blocks[:1]], Kind.OPENED, j)
        yield made([b for _, b in blocks[:-1]], Kind.BREAK_START, j)
        yield made([a for a, _ in blocks[1:]], Kind.BREAK_END, j)
        yield made([b for _, b in blocks[-1:]], Kind.CLOSED, j)

    def outages(self) -> Iterator[Events]:
        """Yield when the line of each fixed station is down; a team's is its district's."""
        for j, spells in enumerate(self.line.spells[: self.places.fixed]):
            yield made([a for a, _ in spells], Kind.LINE_OUTAGE_START, j)
            yield made([b for _, b in spells], Kind.LINE_OUTAGE_END, j)
