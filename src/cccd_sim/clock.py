"""The clock of the model: integer ticks of 2^-20 minute, counted from 00:00 of day 1.

Integers make event order exact: no comparison in the model depends on floating-point
rounding. At one tick (57 microseconds) a campaign of 1,400 days still leaves 21 bits of a
64-bit key for a citizen's place in the day's queue.
"""

from __future__ import annotations

from datetime import date, timedelta

TICKS_PER_MINUTE = 1 << 20
TICKS_PER_DAY = 1440 * TICKS_PER_MINUTE
MAX_DAYS = 1400
"""Longest campaign the keys of the queue can hold."""
MAX_TICK = (MAX_DAYS + 1) * TICKS_PER_DAY
"""Later than anything in a campaign."""


def ticks(minutes: float) -> int:
    """Return a duration in minutes as whole ticks, to the nearest."""
    return round(minutes * TICKS_PER_MINUTE)


def minutes(tick_count: float) -> float:
    """Return a duration in ticks as minutes."""
    return tick_count / TICKS_PER_MINUTE


def day_number(start: date, day: date) -> int:
    """Return the day of the campaign: 1 on its first day."""
    return (day - start).days + 1


def date_of(start: date, number: int) -> date:
    """Return the date of a day of the campaign."""
    return start + timedelta(days=number - 1)


def midnight(start: date, day: date) -> int:
    """Return the tick at which ``day`` begins."""
    return (day - start).days * TICKS_PER_DAY
