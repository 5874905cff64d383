"""Checks of the calendar and the demand."""

from __future__ import annotations

from cccd_sim.clock import MAX_DAYS
from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, in_order

MOST_CITIZENS = 20_000_000
ROUNDING = 1e-6


def dates_follow(parts: Parts) -> Findings:
    """Check that start, deadline and horizon follow, within what the clock can hold."""
    campaign = parts.campaign
    if campaign.deadline <= campaign.start:
        yield Contradiction(
            ("campaign", "deadline"),
            N_("{found} is not after the start, {start}"),
            {"found": campaign.deadline, "start": campaign.start},
        )
    if campaign.horizon < campaign.deadline:
        yield Contradiction(
            ("campaign", "horizon"),
            N_("{found} is before the deadline, {deadline}"),
            {"found": campaign.horizon, "deadline": campaign.deadline},
        )
    if (campaign.horizon - campaign.start).days >= MAX_DAYS:
        yield Contradiction(
            ("campaign", "horizon"),
            N_("{found} is {most} days or more after the start, {start}"),
            {"found": campaign.horizon, "most": MAX_DAYS, "start": campaign.start},
        )


def districts_differ(parts: Parts) -> Findings:
    """Check that codes and names tell districts apart."""
    for column in ("code", "name"):
        first: dict[str, int] = {}
        for place, district in enumerate(parts.demand.districts):
            key = getattr(district, column)
            if key in first:
                yield Contradiction(
                    ("demand", "districts", place, column),
                    N_("{found} is also the {column} of district {other} in the list"),
                    {"found": key, "column": column, "other": first[key] + 1},
                )
            first.setdefault(key, place)


def citizens_are_a_province(parts: Parts) -> Findings:
    """Check that there are not more citizens than can be simulated."""
    total = sum(district.eligible for district in parts.demand.districts)
    if total > MOST_CITIZENS:
        yield Contradiction(
            ("demand", "districts"),
            N_("{found} eligible citizens in all; at most {most} can be simulated"),
            {"found": total, "most": MOST_CITIZENS},
        )


def returns_span_days(parts: Parts) -> Findings:
    """Check that those who did not come return between a first and a last day."""
    for first, last in (("early_from", "early_to"), ("late_from", "late_to")):
        least = getattr(parts.demand.no_show, first).value
        most = getattr(parts.demand.no_show, last).value
        if least > most:
            yield Contradiction(
                ("demand", "no_show", last),
                N_("{found} days are less than {other}, {least} days"),
                {"found": f"{most:g}", "other": first, "least": f"{least:g}"},
            )


def walk_ins_come_once(parts: Parts) -> Findings:
    """Check that the parts of the day are in order and their shares sum to 1."""
    trail = ("demand", "walk_in_hours")
    yield from in_order([part.hours for part in parts.demand.walk_in_hours], trail, ("hours",))
    total = sum(part.share.value for part in parts.demand.walk_in_hours)
    if abs(total - 1) > ROUNDING:
        message = N_("the shares sum to {found}, not to 1")
        yield Contradiction(trail, message, {"found": f"{total:.6g}"})
