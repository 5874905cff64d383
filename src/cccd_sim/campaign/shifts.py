"""When stations are open: the dated shifts of a scenario as blocks of ticks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
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


def working_days(scenario: Scenario, after: date | None = None) -> list[WorkingDay]:
    """Return the days on which stations open, in order, cut off where stations stop.

    Where a period's last night reaches into the first day of the next, the night goes first.
    With ``after``, the days between that and the horizon on which they would open.
    """
    start, last, closed, first = scenario.campaign.start, last_day(scenario), 0, 1
    if after is not None:
        last, first = scenario.campaign.horizon, clock.day_number(start, after) + 1
    end = clock.midnight(start, last) + clock.TICKS_PER_DAY
    found = []
    for number in range(first, clock.day_number(start, last) + 1):
        today = clock.date_of(start, number)
        if not scenario.service.is_working_day(today):
            continue
        period, midnight = scenario.service.period_on(today), clock.midnight(start, today)
        blocks = tuple(
            (midnight + clock.ticks(hours.start_minute), midnight + clock.ticks(hours.end_minute))
            for hours in period.hours
        )
        kept = tuple((max(a, closed), min(b, end)) for a, b in blocks if a < end and b > closed)
        if kept:
            closed = kept[-1][1]
            found.append(WorkingDay(number, today, midnight, period, kept))
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

    def open(self, station: int) -> OpenHours:
        """Return the hours in which a station is open."""
        return self._hours(station, False)

    def wearing(self, station: int) -> OpenHours:
        """Return those of them in which kits wear out: an observed rate has that in it already."""
        return self._hours(station, True)

    def _hours(self, station: int, wearing: bool) -> OpenHours:
        closed = tuple(self.stops.closed(station))
        if (closed, wearing) not in self._known:
            self._known[closed, wearing] = OpenHours(
                day
                for day in self.calendar
                if not any(first <= day.date <= last for first, last in closed)
                and not (wearing and day.period.rate_is == "observed")
            )
        return self._known[closed, wearing]
