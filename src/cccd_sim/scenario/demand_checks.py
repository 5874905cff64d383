"""Checks of the calendar, and of how citizens come."""

from __future__ import annotations

from itertools import pairwise

from cccd_sim.clock import MAX_DAYS
from cccd_sim.language import N_
from cccd_sim.scenario.findings import (
    Contradiction,
    Findings,
    Parts,
    days_differ,
    in_order,
    last_after_first,
)

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


def waves_bring_some_home(parts: Parts) -> Findings:
    """Check that waves last, and bring home no more than are away."""
    trail = ("demand", "away", "waves")
    waves = parts.demand.away.waves
    for name, wave in waves.items():
        yield from last_after_first(wave.first, wave.last, (*trail, name))
    total = sum(wave.share.value for wave in waves.values())
    if total > 1 + ROUNDING:
        yield Contradiction(
            trail, N_("the shares sum to {found}, more than 1"), {"found": f"{total:.6g}"}
        )


def records_improve(parts: Parts) -> Findings:
    """Check that the share of ready records is known once a day and never falls."""
    trail = ("demand", "records", "ready")
    ready = parts.demand.records.ready
    yield from days_differ({name: one.on for name, one in ready.items()}, trail, "on")
    for (earlier, one), (later, other) in pairwise(ready.items()):
        if other.share.value < one.share.value:
            message = N_("{found} is less than in {earlier}, {before}: records do not get worse")
            values: dict[str, object] = {
                "found": f"{other.share.value:g}",
                "earlier": earlier,
                "before": f"{one.share.value:g}",
            }
            yield Contradiction((*trail, later, "share"), message, values)
