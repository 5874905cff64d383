"""Counts, shares, durations, dates and hours as a person writes them, read strictly.

Nothing is guessed: a text that two readers could take for two numbers is refused, with the
way to write it. Every function here takes what stood in the file and returns the quantity, or
raises ``QuantityError``.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal

from cccd_sim.language import N_

LARGEST = 1_000_000_000
"""No number in a scenario may exceed this: none of them means anything beyond."""

MINUTES_PER_UNIT = {
    **dict.fromkeys(("s", "sec", "second", "seconds", "giây"), Decimal(1) / 60),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "phút"), Decimal(1)),
    **dict.fromkeys(("h", "hour", "hours", "giờ"), Decimal(60)),
    **dict.fromkeys(("day", "days", "ngày"), Decimal(1440)),
    **dict.fromkeys(("week", "weeks", "tuần"), Decimal(7 * 1440)),
}
CALENDAR_UNITS = frozenset(("day", "days", "ngày", "week", "weeks", "tuần"))

LONGEST_INTEGER = 1000
"""Bits; a longer one is not shown."""

GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ _])\d{3})(?:\1\d{3})*")
GROUPED_WRONGLY = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
DECIMAL = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
DURATION = re.compile(r"([+-]?\d+(?:\.\d+)?) ?([^\W\d]+)")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY_FIRST_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
CLOCK_TIMES = re.compile(r"(\d{1,2}):(\d{2}) ?[-–] ?(\d{1,2}):(\d{2})")
MINUTES_PER_DAY = 1440


class QuantityError(ValueError):
    """A text that is not the quantity it should be: an English template and its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


def shown(found: object) -> str:
    """Return a value as a message quotes it: short, on one line."""
    longest = 60
    if isinstance(found, dict):
        return "{…}"
    if isinstance(found, list | tuple):
        return "[…]"
    if isinstance(found, int) and found.bit_length() > LONGEST_INTEGER:
        return "…"  # Python refuses to print integers of many thousand digits
    text = str(found).lower() if isinstance(found, bool) else " ".join(str(found).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def number(found: object) -> float:
    """Return a plain number: ``0.85``, ``110``, ``1e-3``."""
    match found:
        case bool():
            pass
        case int() | float():
            return _bounded(found)
        case str() if DECIMAL.fullmatch(text := tidy(found)):
            return _bounded(float(text))
        case str() if DECIMAL_COMMA.fullmatch(text := tidy(found)):
            raise QuantityError(
                N_("{found} has a decimal comma; write {mend}"),
                found=shown(found),
                mend=text.replace(",", "."),
            )
    raise QuantityError(N_("{found} is not a number; write one such as 0.85"), found=shown(found))


def count(found: object) -> int:
    """Return a whole number: ``1500000``, ``1_500_000`` or ``1 500 000``."""
    if isinstance(found, str):
        text = tidy(found)
        if GROUPED.fullmatch(text) or (DECIMAL.fullmatch(text) and text.lstrip("+-").isdigit()):
            digits = re.sub("[ _]", "", text)
            found = int(digits) if len(digits) <= len(str(LARGEST)) + 1 else math.inf
        elif GROUPED_WRONGLY.fullmatch(text):
            raise QuantityError(
                N_("{found} groups its digits by points or commas; write {mend}"),
                found=shown(found),
                mend=re.sub("[.,]", "", text),
            )
    if isinstance(found, int) and not isinstance(found, bool):
        return int(_bounded(found))
    if isinstance(found, float) and not math.isfinite(found):
        _bounded(found)
    raise QuantityError(
        N_("{found} is not a count; write a whole number such as 1500000"), found=shown(found)
    )


def share(found: object) -> float:
    """Return a part of a whole, from 0 to 1."""
    if isinstance(found, str) and tidy(found).endswith("%"):
        raise QuantityError(
            N_("{found} is a percentage; shares run from 0 to 1, say 0.85"), found=shown(found)
        )
    value = number(found)
    if value > 1:
        raise QuantityError(
            N_("{found} is more than 1; shares run from 0 to 1"), found=shown(found)
        )
    return at_least(0, value, found)


def minutes(found: object) -> float:
    """Return a duration of work in minutes, written ``2.5 min`` or ``320 hours``."""
    match = DURATION.fullmatch(tidy(found)) if isinstance(found, str) else None
    if match and match[2].lower() in CALENDAR_UNITS:
        raise QuantityError(
            N_("{found}: a day has no fixed number of open minutes; write min or hours"),
            found=shown(found),
        )
    return at_least(0, float(duration(found)), found)


def days(found: object) -> float:
    """Return a duration in calendar days, never negative: ``3 days``, ``2 weeks``, ``12 hours``."""
    return at_least(0, signed_days(found), found)


def signed_days(found: object) -> float:
    """Return a shift in calendar days, which may be negative: ``-10 days``."""
    return float(duration(found) / MINUTES_PER_DAY)


def duration(found: object) -> Decimal:
    """Return a duration with its unit as minutes, exactly."""
    if isinstance(found, int | float) and not isinstance(found, bool):
        raise QuantityError(
            N_("{found} has no unit; write {found} days, {found} hours or {found} min"),
            found=shown(found),
        )
    match = DURATION.fullmatch(tidy(found)) if isinstance(found, str) else None
    if match is None:
        raise QuantityError(
            N_("{found} is not a duration; write one such as 3 days, 320 hours or 2.5 min"),
            found=shown(found),
        )
    unit = MINUTES_PER_UNIT.get(match[2].lower())
    if unit is None:
        raise QuantityError(
            N_("{found}: unit {unit} is not known; use min, hours, days or weeks"),
            found=shown(found),
            unit=match[2],
        )
    total = Decimal(match[1]) * unit
    _bounded(total, found)
    return total


def calendar_date(found: object) -> date:
    """Return a date written ``2021-07-01`` or ``01/07/2021`` (day first)."""
    if isinstance(found, date):
        return found
    text = tidy(found) if isinstance(found, str) else ""
    try:
        if match := ISO_DATE.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := DAY_FIRST_DATE.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        raise QuantityError(N_("{found} is no day of the calendar"), found=shown(found)) from None
    raise QuantityError(
        N_("{found} is not a date; write 2021-07-01 or 01/07/2021"), found=shown(found)
    )


def clock_times(found: object) -> tuple[int, int]:
    """Return opening and closing, in minutes after midnight, of a text such as ``07:30-11:30``.

    ``22:00-06:00`` closes the next morning, at minute 1800.
    """
    match = CLOCK_TIMES.fullmatch(tidy(found)) if isinstance(found, str) else None
    if match is None:
        raise QuantityError(
            N_("{found} is not a pair of clock times; write 07:30-11:30"), found=shown(found)
        )
    h1, m1, h2, m2 = (int(part) for part in match.groups())
    start, end = 60 * h1 + m1, 60 * h2 + m2
    if max(m1, m2) > 59 or start >= MINUTES_PER_DAY or end > MINUTES_PER_DAY:  # noqa: PLR2004
        raise QuantityError(N_("{found}: clock times run from 00:00 to 24:00"), found=shown(found))
    if start == end:
        raise QuantityError(N_("{found} opens and closes at once"), found=shown(found))
    return start, end if end > start else end + MINUTES_PER_DAY


def at_least(least: float, value: float, found: object) -> float:
    """Return ``value``, refusing less than ``least``."""
    if value < least:
        raise QuantityError(
            N_("{found} is less than {least}"), found=shown(found), least=shown(least)
        )
    return value


def at_most(most: float, value: float, found: object) -> float:
    """Return ``value``, refusing more than ``most``."""
    if value > most:
        raise QuantityError(N_("{found} is more than {most}"), found=shown(found), most=shown(most))
    return value


def more_than(floor: float, value: float, found: object) -> float:
    """Return ``value``, refusing ``floor`` and less."""
    if value <= floor:
        raise QuantityError(
            N_("{found} is not more than {floor}"), found=shown(found), floor=shown(floor)
        )
    return value


def plain(value: float) -> int | float:
    """Return a number as one writes it: without ``.0`` where it is whole."""
    return int(value) if value == int(value) else value


def written_minutes(value: float) -> str:
    """Return minutes as a scenario file has them: ``2.5 min``."""
    return f"{digits(value)} min"


def written_days(value: float) -> str:
    """Return days as a scenario file has them: ``3 days``."""
    return f"{digits(value)} {'day' if value == 1 else 'days'}"


def digits(value: float) -> str:
    """Return a number in digits, never as a power of ten."""
    return format(Decimal(repr(plain(value))), "f")


def written_clock_times(start: int, end: int) -> str:
    """Return opening and closing as a scenario file has them: ``07:30-11:30``."""
    close = end if end <= MINUTES_PER_DAY else end - MINUTES_PER_DAY
    return f"{start // 60:02d}:{start % 60:02d}-{close // 60:02d}:{close % 60:02d}"


def tidy(text: str) -> str:
    """Return a text without the invisible differences: spaces of all widths, outer ones."""
    return re.sub(r"[\s\u00a0\u202f]", " ", text).strip()


def _bounded(value: float | Decimal, found: object = None) -> float:
    """Refuse what no quantity can be: not a number, infinite, huge."""
    if value != value:  # noqa: PLR0124  (only NaN differs from itself)
        raise QuantityError(N_("NaN is not a number a campaign can use"))
    if not -LARGEST <= value <= LARGEST:
        raise QuantityError(
            N_("{found} is beyond all measure; the largest number allowed is {largest}"),
            found=shown(value if found is None else found),
            largest=LARGEST,
        )
    return float(value) if isinstance(value, Decimal) else value
