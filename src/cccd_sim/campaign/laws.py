"""Laws that hold in every campaign; a broken one is an error of the program and stops it."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.fleet import Fleet
from cccd_sim.campaign.kits import KitState
from cccd_sim.campaign.plant import Cards
from cccd_sim.campaign.recorder import Recorder
from cccd_sim.campaign.station import Stations
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing import pool
from cccd_sim.queueing.state import CARRIED, KITS_UP, LOGGED_3, SENT_AWAY, TAIL
from cccd_sim.results.ensemble import Columns

Counts = NDArray[np.int64]


def citizens_add_up(citizens: Citizens, stations: Stations, recorder: Recorder, day: int) -> None:
    """Count the citizens of every district at a day's end.

    Never asked + on a list (no-show, sent home or away, refused, to be visited) + waiting for
    tomorrow + with a dossier + living elsewhere and not coming = the register.
    """
    people, places = citizens.pool, citizens.places
    carried = stations.queue.counts[:, CARRIED]
    waiting = carried[: places.units].copy()
    for station in range(places.units, places.count):
        if (d := places.home[station]) >= 0:
            waiting[d] += carried[station]
        elif carried[station]:
            line = stations.queue.line[station, : carried[station]]
            lives = np.searchsorted(people.first, line, side="right") - 1
            waiting += np.bincount(lives, minlength=places.units)
    total = citizens.accounted(day) + waiting + recorder.dossiers
    _hold(total == citizens.register, "citizens of a district do not add up", day)


def kits_add_up(fleet: Fleet, stations: Stations, day: int, now: int) -> None:
    """Count the kits at an opening: each is in one state, and works where it is, with a crew.

    Undelivered + commissioning + in service + down + in transfer + spare + returned = all, and
    those at work are in the queue of the station where they are. More than there are crews work
    only to end what they began before last night's closing.
    """
    working = stations.queue.counts[:, KITS_UP]
    _hold(fleet.working() == working, "kits at work do not add up", day)
    if fleet.changed:
        states = list(map(attrgetter("state"), compress(fleet.kits, fleet.up)))
        there = fleet.up & (fleet.place >= 0)
        if states.count(KitState.IN_SERVICE) < len(states):  # who is it?
            there &= [kit.state is KitState.IN_SERVICE for kit in fleet.kits]
        _hold(~fleet.at_work | there, "a kit works that is not there", day)
        _hold(~fleet.up | there, "a kit is up that is not in service", day)
        _hold(fleet.belonging() == fleet.count(fleet.place >= 0), "kits do not add up", day)
        _hold(fleet.fit() == fleet.count(fleet.up), "kits that are up do not add up", day)
        fleet.changed = False
    for station in np.flatnonzero(working > fleet.crews).tolist():
        here = [kit for kit in fleet.at(station) if fleet.at_work[kit.number]]
        ending = sum(fleet.unfinished(kit, now) > 0 for kit in here)
        crewed = np.array([len(here) - ending <= fleet.crews[station]])
        _hold(crewed, "a kit works without a crew", day)


def days_add_up(recorder: Recorder) -> None:
    """Check every station-day and every kit's day: who came, and how long kits worked.

    A kit may work at two stations on a day, so it has the minutes of the one open longest.
    """
    count = recorder.count
    whole = count[:, :, LOGGED_3] + count[:, :, CARRIED] + count[:, :, SENT_AWAY]
    opened = np.where(recorder.where >= 0, 1, 0)
    minutes = np.take_along_axis(recorder.open_ticks, np.maximum(recorder.where, 0), axis=1)
    longest = recorder.open_ticks.max(axis=1, keepdims=True)
    in_hours = recorder.busy <= longest * (minutes * opened > 0) + recorder.overtime
    for row, day in enumerate(recorder.calendar[: recorder.noted + 1]):
        _hold(whole[row] == count[row, :, TAIL], "citizens at a station do not add up", day.number)
        _hold(in_hours[row], "a kit worked longer than it was open", day.number)


def milestones_follow(daily: Columns, units: int) -> None:
    """Check that in no district a milestone goes back or overtakes the one before it."""
    order = ("taken", "sent", "produced", "in_hand")
    counts = [daily[name].reshape(-1, units) for name in order]
    for name, count in zip(order, counts, strict=True):
        if count.min(initial=0) < 0:
            back = int(np.flatnonzero((count < 0).any(axis=1))[0])
            _hold(np.array([False]), f"{name} goes back", back + 1)
    upto = [np.cumsum(count, axis=0) for count in counts]
    for before, after, name in zip(upto, upto[1:], order[1:], strict=False):
        late = np.flatnonzero((after > before).any(axis=1))
        if late.size:
            _hold(np.array([False]), f"more citizens {name} than before it", int(late[0]) + 1)


def cards_add_up(cards: Cards, accepted: Counts) -> None:
    """Check that a plant shared by many makes no more on a day than it can, and loses no card.

    Nobody's card is made before the dossier was accepted, and none waits while the plant idles.
    """
    made = cards.produced.sum(axis=1)
    waiting = np.cumsum(accepted.sum(axis=1)) - np.cumsum(made)
    groups = np.cumsum(accepted, axis=0) - np.cumsum(cards.produced, axis=0)
    right = (made == cards.capacity) | ((made < cards.capacity) & (waiting == 0))
    for day in range(made.size):
        _hold(cards.produced[day] >= 0, "a card is unmade", day + 1)
        _hold(groups[day] >= 0, "a card is made before its dossier is accepted", day + 1)
        _hold(right[day : day + 1], "the plant makes more cards than it can, or fewer", day + 1)


def census_agrees(citizens: Citizens, stations: Stations, recorder: Recorder) -> None:
    """Compare each citizen's state at the end with the counts that were kept."""
    everybody, _ = citizens.census()
    _hold(everybody[:, pool.CAME] == recorder.dossiers, "dossiers do not add up", recorder.days)
    home = everybody[:, pool.HOME].sum() == stations.waiting.sum()
    _hold(np.array([home]), "citizens waiting for the next day do not add up", recorder.days)


def _hold(holds: NDArray[np.bool_], law: str, day: int) -> None:
    """Raise if a law does not hold everywhere."""
    if not holds.all():
        where = int(np.argmin(holds))
        raise BrokenLawError(f"{law}: day {day}, place {where}")
