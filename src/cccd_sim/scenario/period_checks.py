"""Checks of each period: hours, crew, desks and rate."""

from __future__ import annotations

from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, in_order, known_name
from cccd_sim.scenario.nodes import Trail
from cccd_sim.scenario.quantities import MINUTES_PER_DAY
from cccd_sim.scenario.service import Period

FEW_CAPTURES = 4
"""Captures in a block of opening hours below which renewal theory is no good guide."""


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


def desks_are_apart_or_shared(_: Parts, period: Period, trail: Trail) -> Findings:
    """Check that desks are given in one form: reception and finishing, or shared."""
    desks, trail = period.desks_per_kit, (*trail, "desks_per_kit")
    apart = {"reception": desks.reception, "finishing": desks.finishing}
    given = ", ".join(name for name, number in apart.items() if number is not None)
    missing = ", ".join(name for name, number in apart.items() if number is None)
    if desks.shared is not None and given:
        message = N_("given beside {given}; keep one form")
        yield Contradiction((*trail, "shared"), message, {"given": given})
    if desks.shared is None and missing:
        message = N_("write shared; or else these are missing: {missing}")
        yield Contradiction(trail, message, {"missing": missing})


def crew_mans_the_desks(_: Parts, period: Period, trail: Trail) -> Findings:
    """Check that there is an officer for each desk, and one at the kit."""
    desks = period.desks_per_kit
    needed = sum(one.value for one in (desks.reception, desks.finishing, desks.shared) if one) + 1
    if period.crew.officers.value < needed:
        yield Contradiction(
            (*trail, "crew", "officers"),
            N_("{found} officers cannot man the kit and its desks; {needed} are needed"),
            {"found": period.crew.officers.value, "needed": needed},
        )


def desks_feed_the_rate(parts: Parts, period: Period, trail: Trail) -> Findings:
    """Check that the desks can serve as many citizens as the stated rate asks for."""
    rate = period.dossiers_per_kit_day
    if rate is None:
        return
    minutes = parts.service.working_minutes(period)
    reception = reception_minutes(parts, period)
    finishing = parts.service.finishing.mean.value
    needs = {"reception": reception, "finishing": finishing, "shared": reception + finishing}
    for name, need in needs.items():
        desks = getattr(period.desks_per_kit, name)
        if desks is not None and desks.value * minutes / need < rate.value:
            reach = int(desks.value * minutes / need)
            yield Contradiction(
                (*trail, "desks_per_kit", name),
                N_("{desks} for each kit can serve {reach} a day; the stated rate is {rate}"),
                {"desks": desks.value, "reach": reach, "rate": f"{rate.value:g}"},
            )


def reception_minutes(parts: Parts, period: Period) -> float:
    """Return the minutes at reception for one citizen captured, when a period begins.

    A citizen whose record is not ready takes longer; those sent away take their time for nothing.
    """
    service, records = parts.service, parts.demand.records
    not_ready = 1 - records.ready_share(max(period.from_, parts.campaign.start))
    ready_minutes = (1 - not_ready) * service.reception.mean.value
    other_minutes = not_ready * service.not_ready.mean.value
    return (ready_minutes + other_minutes) / (1 - not_ready * records.sent_away.value)


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
    known = parts.service.holidays
    for place, name in enumerate(period.closed or ()):
        message = N_("no holiday {found}; known: {known}")
        yield from known_name(name, known, message, (*trail, "closed", place))
