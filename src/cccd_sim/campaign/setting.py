"""The setting: what a scenario fixes for every replication, worked out once for all of them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.interruptions import Stops
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.routine import Routine
from cccd_sim.campaign.shifts import Dates, Hours, dates_of, last_day, working_days
from cccd_sim.queueing.today import Today
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.service import FRIDAY

Counts = NDArray[np.int64]


class Setting:
    """Dates, places and calendars of a scenario; nothing in it is changed by a campaign.

    Attributes
    ----------
    days, horizon
        Last day on which stations work, and last day simulated.
    deadline
        Tick from which on nothing is in time.
    calendar, later
        Days on which stations open; days after those on which evenings still go on.
    todays
        What a working day asks of everybody, filled in as such days come.
    ready
        Share of the records that are ready, by the number of such a day.
    checked, returned
        For each day, the day on which what is sent (made) then is checked (back in the district).
        What is sent in an evening is not decided before the next day.
    capacity
        Cards the plant can make for the province on each day.
    """

    def __init__(self, scenario: Scenario) -> None:
        dates, central = scenario.campaign, scenario.central
        self.days = clock.day_number(dates.start, last_day(scenario))
        self.horizon = clock.day_number(dates.start, dates.horizon)
        self.deadline = clock.midnight(dates.start, dates.deadline)
        self.places = Places(scenario)
        self.stops = Stops(scenario, self.places)
        self.calendar = working_days(scenario)
        self.later = working_days(scenario, after=last_day(scenario))
        self.hours = Hours(self.calendar, self.stops)
        self.routine = Routine(scenario)
        self.todays: dict[tuple[object, ...], Today] = {}
        records = scenario.demand.records
        self.ready = {
            day.number: float(records.ready_share(day.date)) for day in self.calendar + self.later
        }
        checked = office_days_after(scenario, self.horizon, central.check.days.value)
        self.checked = np.maximum(checked, np.arange(2, self.horizon + 2))
        self.returned = office_days_after(scenario, self.horizon, central.return_days.value)
        self.capacity = plant_capacity(scenario, self.horizon)


_last: list[tuple[Scenario, Setting]] = []


def setting_of(scenario: Scenario) -> Setting:
    """Return the setting of a scenario; that of the last one asked for is kept."""
    if not _last or _last[0][0] is not scenario:
        _last[:] = [(scenario, Setting(scenario))]
    return _last[0][1]


def office_days_after(scenario: Scenario, days: int, wait: int) -> Counts:
    """Return, for each day, the day on which ``wait`` office days have passed since.

    Offices work Monday to Friday and on no holiday; beyond the horizon all days count.
    """
    works = _office_days(dates_of(scenario), days)
    office = np.flatnonzero([*works, *[True] * (wait + 1)]) + 1
    later = np.searchsorted(office, np.arange(1, days + 1), side="right") + wait - 1
    found: Counts = office[later] if wait else np.arange(1, days + 1)
    return found


@lru_cache(maxsize=8)
def _office_days(dates: Dates, days: int) -> list[bool]:
    """Tell for each day whether offices work."""
    return [
        day.weekday() <= FRIDAY and not any(a <= day <= b for _, a, b in dates.holidays)
        for day in (clock.date_of(dates.start, number) for number in range(1, days + 1))
    ]


def plant_capacity(scenario: Scenario, days: int) -> Counts:
    """Return the cards the plant can make for the province on each day, in whole cards in all."""
    plant, start, national = scenario.central.plant, scenario.campaign.start, np.zeros(days)
    for rate in plant.capacity.values():  # in the order of their dates
        national[max(0, clock.day_number(start, rate.from_) - 1) :] = rate.cards.value
    upto = np.floor(np.cumsum(national) * plant.share.value + 1e-6).astype(np.int64)
    return np.diff(upto, prepend=0)
