"""What becomes of each dossier after the station: sent up, decided, its card made and collected.

The campaign counts dossiers there and keeps none apart. First in, first out says which is which:
the n-th of a station is sent in the evening in which n have been sent; the n-th accepted of a
district is made on the day on which n of its cards have been. So the days are those of the tables.
A card is collected when its owner's own luck has it; the tables take the expectation over all,
so there the counts agree only on average.

Moments: of an evening's dossiers the k-th is sent when k of those there is time for could have
been. All later steps are known by their day, and told for its midnight.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log, log1p, sqrt
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.evenings import Evenings
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.plant import SHARP
from cccd_sim.campaign.setting import Setting
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing.pool import (
    CAME,
    COLLECTION,
    ELSEWHERE,
    NEVER_COLLECTS,
    OF_A_MEMBER,
    OWN,
    PLACE,
    Pool,
)
from cccd_sim.queueing.retrace import lucks
from cccd_sim.results.ensemble import Columns
from cccd_sim.results.events import Events, Kind, made
from cccd_sim.scenario.central import Collection
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Campaign(Protocol):
    """What is read of a campaign that has been run."""

    scenario: Scenario
    places: Places
    setting: Setting
    horizon: int
    citizens: Citizens
    evenings: Evenings


class Taken(NamedTuple):
    """Dossiers: at which station, as which there (from 1), whose, and since when they wait."""

    station: Counts
    number: Counts
    who: Counts
    tick: Counts

    def only(self, which: NDArray[np.bool_]) -> Taken:
        """Return some of them."""
        return Taken(*(column[which] for column in self))

    def are_last(self) -> NDArray[np.bool_]:
        """Return which are the last of their owners."""
        order = np.lexsort((self.tick, self.who))
        last = np.ones(order.size, bool)
        last[order[:-1]] = self.who[order[1:]] != self.who[order[:-1]]
        return last


class Dossiers:
    """Whose dossiers each station has taken, in their order."""

    def __init__(self, stations: int) -> None:
        self.who: list[list[Counts]] = [[] for _ in range(stations)]
        self.ticks: list[list[Counts]] = [[] for _ in range(stations)]

    def add(self, station: int, who: Counts, ticks: Counts) -> None:
        """Add dossiers to those of a station."""
        self.who[station].append(who.astype(np.int32))
        self.ticks[station].append(ticks)

    def table(self) -> Taken:
        """Return all of them."""
        sizes = [sum(part.size for part in parts) for parts in self.who]
        nobody = np.zeros(0, np.int64)
        return Taken(
            np.repeat(np.arange(len(sizes)), sizes),
            np.concatenate([nobody, *(np.arange(1, size + 1) for size in sizes)]),
            np.concatenate([nobody, *(part for parts in self.who for part in parts)]),
            np.concatenate([nobody, *(part for parts in self.ticks for part in parts)]),
        )


def after_station(
    campaign: Campaign, dossiers: Dossiers, tables: dict[str, Columns]
) -> Iterator[Events]:
    """Yield what becomes of each dossier up to the horizon, kind by kind."""
    pool, horizon = campaign.citizens.pool, campaign.horizon
    taken = dossiers.table()
    row = evening_of(campaign.evenings.uploaded, taken)
    holds = taken.are_last() & (pool.state[taken.who] & PLACE == CAME)
    sent = row < horizon
    row, holds, taken = row[sent], holds[sent], taken.only(sent)
    taken = taken._replace(tick=moment_sent(campaign, taken, row))
    yield made(taken.tick, Kind.UPLOADED, taken.station, taken.who, what=taken.number)
    due = campaign.evenings.due[row]
    taken = taken._replace(tick=np.maximum(taken.tick, midnight(due)))
    known = due <= horizon
    for kind, which in ((Kind.REFUSED, known & ~holds), (Kind.ACCEPTED, known & holds)):
        yield made(taken.tick[which], kind, who=taken.who[which])
    cards, row, due = taken.only(known & holds), row[known & holds], due[known & holds]
    district = np.searchsorted(pool.first, cards.who, side="right") - 1
    units = campaign.places.units
    group = np.where(pool.state[cards.who] & ELSEWHERE, units, district)
    check_accepted(campaign.evenings, due, group)
    order = np.lexsort((cards.number, cards.station, row, due))
    made_on = day_made(group, order, produced(tables, units))
    is_made = made_on <= horizon
    cards, made_on, district = cards.only(is_made), made_on[is_made], district[is_made]
    yield from ways_home(campaign, cards, district, made_on)


def ways_home(
    campaign: Campaign, cards: Taken, district: Counts, made_on: Counts
) -> Iterator[Events]:
    """Yield when cards were made, were back in the district, and were collected."""
    central, horizon = campaign.scenario.central, campaign.horizon
    tick = np.maximum(cards.tick, midnight(made_on))
    yield made(tick, Kind.PRODUCED, who=cards.who)
    back = campaign.setting.returned[made_on - 1]
    delay = collection_days(cards.who, campaign.citizens.pool, central.collection)
    for kind, day in ((Kind.BACK_IN_DISTRICT, back), (Kind.COLLECTED, back + delay)):
        which = day <= horizon
        tick = np.maximum(tick, midnight(day))
        yield made(tick[which], kind, district[which], cards.who[which])


def midnight(day: Counts) -> Counts:
    """Return the ticks at which days begin."""
    return (day - 1) * clock.TICKS_PER_DAY


def evening_of(uploaded: Counts, taken: Taken) -> Counts:
    """Return the row of ``uploaded`` (day, station) in which each is sent; past the end if none."""
    upto, found = np.cumsum(uploaded, axis=0), np.empty(taken.number.size, np.int64)
    for j in range(upto.shape[1]):
        here = taken.station == j
        found[here] = np.searchsorted(upto[:, j], taken.number[here])
    return found


def moment_sent(campaign: Campaign, taken: Taken, row: Counts) -> Counts:
    """Return when dossiers are sent, in the evenings after the closings of their days."""
    evenings, setting = campaign.evenings, campaign.setting
    shut, length = np.zeros((2, campaign.horizon), np.int64)
    for day in setting.calendar + setting.later:
        shut[day.number - 1] = day.blocks[-1][1]
        length[day.number - 1] = clock.ticks(day.period.evening.length.value)
    before = np.cumsum(evenings.uploaded, axis=0) - evenings.uploaded
    place = row, taken.station
    part = (taken.number - before[place]) / np.maximum(1, evenings.capacity[place])
    sent = shut[row] + np.rint(length[row] * part).astype(np.int64)
    return np.maximum(sent, taken.tick)


def check_accepted(evenings: Evenings, due: Counts, group: Counts) -> None:
    """Compare the dossiers accepted on each day of each group with those that were counted."""
    counted = np.column_stack([evenings.accepted, evenings.accepted_returnees.sum(axis=1)])
    found = np.zeros_like(counted)
    np.add.at(found, (due - 1, group), 1)
    if not np.array_equal(found, counted):
        raise BrokenLawError("accepted dossiers are not those that were counted")


def produced(tables: dict[str, Columns], units: int) -> Counts:
    """Return the cards made by each day: of each district's residents, of people of elsewhere."""
    residents = tables["daily"]["produced"].reshape(-1, units)
    others = tables["pipeline"]["produced"] - residents.sum(axis=1)
    return np.cumsum(np.column_stack([residents, others]), axis=0)


def day_made(group: Counts, order: Counts, by: Counts) -> Counts:
    """Return the day on which each card is made; ``by`` counts them by day and group.

    ``order`` is that in which dossiers were accepted.
    """
    found = np.empty(group.size, np.int64)
    for g in range(by.shape[1]):
        queue = order[group[order] == g]
        found[queue] = np.searchsorted(by[:, g], np.arange(1, queue.size + 1)) + 1
    return found


def collection_days(who: Counts, pool: Pool, collection: Collection) -> Counts:
    """Return the days from the district to each citizen's hand (lognormal), by her own luck."""
    people = pool.people[who]
    own = OWN + OF_A_MEMBER * people["member"].astype(np.int64)
    u, v = (lucks(people["word"], own + COLLECTION + k) for k in range(2))
    sigma = max(sqrt(log1p(collection.cv.value**2)), SHARP)
    mu = log(max(collection.mean.value, SHARP)) - sigma**2 / 2
    days = np.exp(mu + sigma * np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v))
    never = lucks(people["word"], own + NEVER_COLLECTS) < collection.never.value
    return np.where(never, clock.MAX_DAYS, np.ceil(days).astype(np.int64) - 1)
