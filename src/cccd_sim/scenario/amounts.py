"""Amounts of money and speeds as a person writes them; how any text with a unit is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from cccd_sim.language import N_
from cccd_sim.scenario.quantities import (
    DURATION,
    QuantityError,
    at_least,
    at_most,
    digits,
    duration,
    shown,
    tidy,
)

SCALES = {
    "": 1,
    **dict.fromkeys(("thousand", "nghìn", "ngàn"), 1_000),
    **dict.fromkeys(("million", "triệu"), 1_000_000),
    **dict.fromkeys(("billion", "tỷ", "tỉ"), 1_000_000_000),
}
MOST_MONEY = 1_000_000_000_000_000
"""VND; more than a hundred times the whole national project."""

MONEY = re.compile(
    r"([+-]?(?:\d{1,3}(?:([ _])\d{3})(?:\2\d{3})*|\d{1,15}(?:\.\d{1,9})?))"
    r" ?([^\W\d]*) ?(?:VND|đồng)",
    re.IGNORECASE,
)
SPEED = re.compile(r"([+-]?\d{1,9}(?:\.\d{1,9})?) ?km/(?:h|giờ)", re.IGNORECASE)


def money(found: object) -> int:
    """Return an amount in VND, never negative: ``150 million VND``, ``20000 VND``."""
    amount = vnd(found)
    if amount != int(amount):
        raise QuantityError(N_("{found} is not a whole number of VND"), found=shown(found))
    return int(at_most(MOST_MONEY, at_least(0, int(amount), found), found))


def vnd(found: object) -> Decimal:
    """Return an amount of money in VND, exactly; it may be negative."""
    match = MONEY.fullmatch(tidy(found)) if isinstance(found, str) else None
    scale = SCALES.get(match[3].lower()) if match else None
    if match is None or scale is None:
        raise QuantityError(
            N_("{found} is not an amount of money; write one such as 150 million VND"),
            found=shown(found),
        )
    return Decimal(re.sub("[ _]", "", match[1])) * scale


def speed(found: object) -> float:
    """Return a speed in kilometres per hour, written ``35 km/h``."""
    return float(km_per_hour(found))


def km_per_hour(found: object) -> Decimal:
    """Return a speed in kilometres per hour, exactly; it may be negative."""
    match = SPEED.fullmatch(tidy(found)) if isinstance(found, str) else None
    if match is None:
        raise QuantityError(
            N_("{found} is not a speed; write one such as 35 km/h"), found=shown(found)
        )
    return Decimal(match[1])


def measure(found: object) -> Callable[[object], Decimal] | None:
    """Return how a text with a unit is read (as money, time or speed); nothing if it is none."""
    ways = ((MONEY, vnd), (DURATION, duration), (SPEED, km_per_hour))
    text = tidy(found) if isinstance(found, str) else ""
    return next((read for pattern, read in ways if pattern.fullmatch(text)), None)


def written_money(value: int) -> str:
    """Return VND as a scenario file has them: ``150 million VND``."""
    for word in ("billion", "million"):
        if value and value % SCALES[word] == 0:
            return f"{value // SCALES[word]} {word} VND"
    return f"{value} VND"


def written_speed(value: float) -> str:
    """Return a speed as a scenario file has it: ``35 km/h``."""
    return f"{digits(value)} km/h"
