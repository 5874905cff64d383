"""Checks of the stations: periods, hours, desks and holidays."""

from __future__ import annotations

import difflib
from itertools import pairwise

from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, in_order
from cccd_sim.scenario.nodes import Trail
from cccd_sim.scenario.quantities import MINUTES_PER_DAY
from cccd_sim.scenario.service import Period

FEW_CAPTURES = 4
"""Captures in a block of opening hours below which renewal theory is no good guide."""


def periods_cover_the_campaign(parts: Parts) -> Findings:
    """Check that periods hold from the first day on, no two from the same day."""
    periods = sorted(parts.service.periods.items(), key=lambda item: item[1].from_)
    name, first = periods[0]
    if first.from_ > parts.campaign.start:
        yield Contradiction(
            ("service", "periods", name, "from"),
            N_("the first period begins on {found}, after the start, {start}"),
            {"found": first.from_, "start": parts.campaign.start},
        )
    for (earlier, one), (later, other) in pairwise(periods):
        if one.from_ == other.from_:
            message = N_("period {other} begins on the same day")
            trail = ("service", "periods", later, "from")
            yield Contradiction(trail, message, {"other": earlier})


def holidays_last(parts: Parts) -> Findings:
    """Check that a holiday does not end before it begins."""
    for name, holiday in parts.service.holidays.items():
        if holiday.last < holiday.first:
            yield Contradiction(
                ("service", "holidays", name, "last"),
                N_("{found} is before the first day, {first}"),
                {"found": holiday.last, "first": holiday.first},
            )


def hours_are_in_order(_: Parts, period: Period, trail: Trail) -> Findings:
    """Check that opening hours follow each other."""
    yield from in_order(period.hours, (*trail, "hours"))


def hours_leave_room(parts: Parts, period: Period, trail: Trail) -> Findings:
    """Check that some open minutes are left to invite people to."""
    if period.open_minutes <= parts.demand.last_invitation_before_closing.value:
        message = N_("open {found} min a day: last_invitation_before_closing leaves no time")
        yield Contradiction((*trail, "hours"), message, {"found": period.open_minutes})


def walk_ins_find_it_open(parts: Parts, period: Period, trail: Trail) -> Findings:
    """Check that stations are open in some part of the day in which walk-ins come."""
    if parts.demand.walk_in_share.value == 0:
        return
    coming = [
        (part.hours.start_minute + shift, part.hours.end_minute + shift)
        for part in parts.demand.walk_in_hours
        if part.share.value > 0
        for shift in (-MINUTES_PER_DAY, 0, MINUTES_PER_DAY)
    ]
    if not any(
        start < block.end_minute and block.start_minute < end
        for start, end in coming
        for block in period.hours
    ):
        message = N_("closed whenever walk-ins come, see demand.walk_in_hours")
        yield Contradiction((*trail, "hours"), message, {})


def desks_feed_the_rate(parts: Parts, period: Period, trail: Trail) -> Findings:
    """Check that the desks can serve as many citizens as the stated rate asks for."""
    rate = period.dossiers_per_kit_day
    if rate is None:
        return
    for name in ("reception", "finishing"):
        desks = getattr(period.desks_per_kit, name).value
        reach = desks * period.open_minutes / getattr(parts.service, name).mean.value
        if reach < rate.value:
            yield Contradiction(
                (*trail, "desks_per_kit", name),
                N_("{desks} for each kit can serve {reach} a day; the stated rate is {rate}"),
                {"desks": desks, "reach": int(reach), "rate": f"{rate.value:g}"},
            )


def the_rate_is_reachable(_: Parts, period: Period, trail: Trail) -> Findings:
    """Check that a stated rate is more than a few captures at each opening."""
    rate = period.dossiers_per_kit_day
    least = FEW_CAPTURES * len(period.hours)
    if rate is not None and rate.value < least:
        message = N_("{found} a day is too few to be a working rate; at least {least}")
        trail = (*trail, "dossiers_per_kit_day")
        yield Contradiction(trail, message, {"found": f"{rate.value:g}", "least": least})


def closed_holidays_exist(parts: Parts, period: Period, trail: Trail) -> Findings:
    """Check that only known holidays are closed."""
    known = list(parts.service.holidays)
    for place, name in enumerate(period.closed or ()):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            yield Contradiction(
                (*trail, "closed", place),
                N_("no holiday {found}; known: {known}"),
                {"found": name, "known": ", ".join(near or known)},
            )
