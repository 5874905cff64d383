"""When stations are open: the dated shifts of a scenario as blocks of ticks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from cccd_sim import clock
from cccd_sim.campaign.interruptions import Stops
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.service import Period

Block = tuple[int, int]


@dataclass(frozen=True)
class WorkingDay:
    """One day on which stations open."""

    number: int
    date: date
    midnight: int
    period: Period
    blocks: tuple[Block, ...]

    @property
    def open_ticks(self) -> int:
        """Ticks of opening hours."""
        return sum(end - start for start, end in self.blocks)


def last_day(scenario: Scenario) -> date:
    """Return the last day that is simulated."""
    dates = scenario.campaign
    if dates.after_deadline == "continue":
        return dates.horizon
    return dates.deadline - timedelta(days=1)


@dataclass(frozen=True)
class Dates:
    """What says on which days and at what hours stations and offices are open.

    Two scenarios that differ in other things only have equal dates, so what follows from dates is
    worked out once for all of them; ``scenario`` is the first of them.
    """

    start: date
    last: date
    """Last day on which stations may open."""
    horizon: date
    periods: tuple[object, ...]
    holidays: tuple[tuple[str, date, date], ...]
    scenario: Scenario = field(compare=False, repr=False)


def dates_of(scenario: Scenario) -> Dates:
    """Return the dates of a scenario."""
    service = scenario.service
    return Dates(
        start=scenario.campaign.start,
        last=last_day(scenario),
        horizon=scenario.campaign.horizon,
        periods=tuple(
            (
                name,
                period.from_,
                period.days,
                period.closed,
                tuple((hours.start_minute, hours.end_minute) for hours in period.hours),
            )
            for name, period in service.periods.items()
        ),
        holidays=tuple((name, each.first, each.last) for name, each in service.holidays.items()),
        scenario=scenario,
    )


def working_days(scenario: Scenario, after: date | None = None) -> list[WorkingDay]:
    """Return the days on which stations open, in order, cut off where stations stop.

    Where a period's last night reaches into the first day of the next, the night goes first.
    With ``after``, the days between that and the horizon on which they would open.
    """
    periods = list(scenario.service.periods.values())
    return [
        WorkingDay(number, today, midnight, periods[period], blocks)
        for number, today, midnight, period, blocks in _openings(dates_of(scenario), after)
    ]


@lru_cache(maxsize=8)
def _openings(
    dates: Dates, after: date | None
) -> list[tuple[int, date, int, int, tuple[Block, ...]]]:
    """Return what a :class:`WorkingDay` is made of, for each; the period by its place."""
    start, last, closed, first = dates.start, dates.last, 0, 1
    service = dates.scenario.service
    if after is not None:
        last, first = dates.horizon, clock.day_number(start, after) + 1
    end = clock.midnight(start, last) + clock.TICKS_PER_DAY
    periods, found = list(service.periods.values()), []
    for number in range(first, clock.day_number(start, last) + 1):
        today = clock.date_of(start, number)
        if not service.is_working_day(today):
            continue
        period, midnight = service.period_on(today), clock.midnight(start, today)
        blocks = tuple(
            (midnight + clock.ticks(hours.start_minute), midnight + clock.ticks(hours.end_minute))
            for hours in period.hours
        )
        kept = tuple((max(a, closed), min(b, end)) for a, b in blocks if a < end and b > closed)
        if kept:
            closed = kept[-1][1]
            found.append((number, today, midnight, periods.index(period), kept))
    return found


class OpenHours:
    """Opening hours in a row, to count open time."""

    def __init__(self, days: Iterable[WorkingDay]) -> None:
        blocks = [block for day in days for block in day.blocks]
        self.starts = [start for start, _ in blocks]
        self.before = [0, *accumulate(end - start for start, end in blocks)]
        self.ends = [end for _, end in blocks]

    def until(self, tick: int) -> int:
        """Return the open ticks from day 1 to ``tick``."""
        k = bisect_right(self.starts, tick)
        if k == 0:
            return 0
        return self.before[k - 1] + min(tick, self.ends[k - 1]) - self.starts[k - 1]

    def between(self, start: int, end: int) -> int:
        """Return the open ticks between two ticks."""
        return self.until(end) - self.until(start)

    def after(self, tick: int, open_ticks: int) -> int | None:
        """Return the tick at which ``open_ticks`` of opening hours have passed since ``tick``.

        A moment that falls on a closing belongs to the next opening; None if beyond the last.
        """
        total = self.until(tick) + open_ticks
        k = bisect_right(self.before, total) - 1
        if k >= len(self.starts):
            return None
        return self.starts[k] + total - self.before[k]


class Hours:
    """Opening hours by station: days on which one is closed by order do not count there."""

    def __init__(self, calendar: list[WorkingDay], stops: Stops) -> None:
        self.calendar, self.stops = calendar, stops
        self._known: dict[tuple[object, ...], OpenHours] = {}
        self._of: dict[tuple[int, bool], OpenHours] = {}

    def open(self, station: int) -> OpenHours:
        """Return the hours in which a station is open."""
        return self._hours(station, False)

    def wearing(self, station: int) -> OpenHours:
        """Return those of them in which kits wear out: an observed rate has that in it already."""
        return self._hours(station, True)

    def _hours(self, station: int, wearing: bool) -> OpenHours:
        if (station, wearing) not in self._of:
            self._of[station, wearing] = self._worked_out(station, wearing)
        return self._of[station, wearing]

    def _worked_out(self, station: int, wearing: bool) -> OpenHours:
        """Work out the hours of a station; those of one are as a rule those of another."""
        closed = tuple(self.stops.closed(station))
        if (closed, wearing) not in self._known:
            self._known[closed, wearing] = OpenHours(
                day
                for day in self.calendar
                if not any(first <= day.date <= last for first, last in closed)
                and not (wearing and day.period.rate_is == "observed")
            )
        return self._known[closed, wearing]
