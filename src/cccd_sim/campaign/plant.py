"""The card plant and the way home: cards first in, first out, worked out when all is accepted.

Nothing comes back from the plant to the stations, so its queue needs no events: what was accepted
by a day and the cards that can be made by it say how many have been made.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.setting import Setting
from cccd_sim.queueing.divisors import make_add_up
from cccd_sim.queueing.fifo import days_waited
from cccd_sim.scenario.central import Collection

Counts = NDArray[np.int64]

SHARP = 1e-6
"""Days, and spread of a lognormal, below which a delay is none."""


@dataclass(frozen=True)
class Cards:
    """Cards by day (from day 1) and group: the districts' residents, then people of elsewhere."""

    capacity: Counts
    produced: Counts
    returned: Counts
    collected: Counts
    wait_days: NDArray[np.float64]
    """Mean wait of the cards made on each day; not a number if there are none."""


def make_cards(collection: Collection, setting: Setting, accepted: Counts) -> Cards:
    """Return what becomes of accepted dossiers (day, group).

    A group's cards are taken out of a day's in proportion.
    """
    capacity, returns = setting.capacity, setting.returned
    upto = np.cumsum(accepted.sum(axis=1))
    made = made_by(upto, capacity)
    whose = np.cumsum(accepted, axis=0)
    produced = np.diff(split_of(made, upto, whose), axis=0, prepend=0)
    returned = np.zeros_like(produced)
    for day, cards in zip(returns.tolist(), produced, strict=True):
        if day <= setting.horizon:
            returned[day - 1] += cards
    collected = collected_of(returned, collection)
    entered, left = (np.diff(each, prepend=0)[:, None] for each in (upto, made))
    return Cards(capacity, produced, returned, collected, mean_waits(entered, left))


def made_by(upto: Counts, capacity: Counts) -> Counts:
    """Return the cards made by each day, if ``upto`` have been accepted; idle days are lost."""
    made, found = 0, []
    for waiting, most in zip(upto.tolist(), capacity.tolist(), strict=True):
        made = min(waiting, made + most)
        found.append(made)
    return np.array(found, np.int64)


def split_of(made: Counts, upto: Counts, whose: Counts) -> Counts:
    """Return how many of the first ``made`` cards are each group's, for every day (rows).

    ``upto`` were accepted by each day, ``whose`` of them are each group's. A day's cards are made
    in the order of Sainte-Laguë's divisors, so one more card never takes another group's away.
    """
    day = np.searchsorted(upto, made, side="left")
    earlier = np.vstack([np.zeros(whose.shape[1], np.int64), whose])
    before, todays = earlier[day], np.diff(earlier, axis=0)[np.minimum(day, upto.size - 1)]
    rest = made - before.sum(axis=1)
    exact = todays * (rest / np.maximum(1, todays.sum(axis=1)))[:, None]
    found = np.floor(exact + 0.5 - 1e-9).astype(np.int64)
    make_add_up(found, todays, rest)
    split: Counts = before + found
    return split


def mean_waits(entered: Counts, left: Counts) -> NDArray[np.float64]:
    """Return the mean days in queues, first in, first out, by the day of leaving them.

    ``entered`` and ``left`` count by day (rows) and queue; not a number where nobody leaves.
    """
    days, gone = days_waited(entered, left).sum(axis=1), left.sum(axis=1)
    found = np.full(gone.size, np.nan)
    np.divide(days, gone, out=found, where=gone > 0)
    return found


def collected_of(returned: Counts, collection: Collection) -> Counts:
    """Return cards collected by day and group: the lognormal delay's expectation, in whole cards.

    Cards are so many that their luck averages out; what is rounded off comes with the next.
    """
    days = returned.shape[0]
    sigma = max(sqrt(log1p(collection.cv.value**2)), SHARP)
    mu = log(max(collection.mean.value, SHARP)) - sigma**2 / 2
    by = np.array([0.5 * (1 + erf((log(d) - mu) / sigma / sqrt(2))) for d in range(1, days + 1)])
    daily = np.diff(by, prepend=0.0) * (1 - collection.never.value)
    size = 2 * days
    spectrum = np.fft.rfft(daily, size)[:, None]
    expected = np.fft.irfft(np.fft.rfft(returned, size, axis=0) * spectrum, size, axis=0)[:days]
    upto = np.floor(np.cumsum(expected, axis=0) + 1e-6).astype(np.int64)
    return np.diff(np.maximum.accumulate(upto, axis=0), axis=0, prepend=0)
