"""Checks of the stations: periods, holidays, stops, courses, rounds and the line."""

from __future__ import annotations

from cccd_sim.language import N_
from cccd_sim.scenario.findings import (
    Contradiction,
    Findings,
    Parts,
    days_differ,
    known_district,
    last_after_first,
)
from cccd_sim.scenario.quantities import MINUTES_PER_DAY


def periods_cover_the_campaign(parts: Parts) -> Findings:
    """Check that periods hold from the first day on, no two from the same day."""
    trail = ("service", "periods")
    begin = {name: period.from_ for name, period in parts.service.periods.items()}
    name = min(begin, key=lambda one: begin[one])
    if begin[name] > parts.campaign.start:
        yield Contradiction(
            (*trail, name, "from"),
            N_("the first period begins on {found}, after the start, {start}"),
            {"found": begin[name], "start": parts.campaign.start},
        )
    yield from days_differ(begin, trail, "from")


def holidays_last(parts: Parts) -> Findings:
    """Check that a holiday does not end before it begins."""
    for name, holiday in parts.service.holidays.items():
        yield from last_after_first(holiday.first, holiday.last, ("service", "holidays", name))


def stops_last_somewhere(parts: Parts) -> Findings:
    """Check that a stop does not end before it begins, and that its districts are known."""
    for name, stop in parts.service.stops.items():
        trail = ("service", "stops", name)
        yield from last_after_first(stop.first, stop.last, trail)
        for place, reference in enumerate(stop.districts or ()):
            yield from known_district(parts.demand, reference, (*trail, "districts", place))


def courses_train_known_districts(parts: Parts) -> Findings:
    """Check that the district of a course is known."""
    for name, course in parts.service.crews.courses.items():
        if course.district is not None:
            trail = ("service", "crews", "courses", name, "district")
            yield from known_district(parts.demand, course.district, trail)


def rounds_begin_in_time(parts: Parts) -> Findings:
    """Check that mobile teams set out before the deadline."""
    mobile, deadline = parts.service.mobile, parts.campaign.deadline
    if mobile is not None and mobile.from_ >= deadline:
        message = N_("{found} is not before the deadline, {deadline}")
        values: dict[str, object] = {"found": mobile.from_, "deadline": deadline}
        yield Contradiction(("service", "mobile", "from"), message, values)


def outages_end(parts: Parts) -> Findings:
    """Check that the line is up for longer than it is down."""
    for name in ("station", "province"):
        outage = getattr(parts.service.line, name)
        if outage.mean.value >= outage.every.value * MINUTES_PER_DAY:
            message = N_("an outage lasts as long as it is to the next one; the line is never up")
            yield Contradiction(("service", "line", name, "mean"), message, {})
