"""What checks look at and what they report; two questions that several of them ask."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cccd_sim.language import N_
from cccd_sim.scenario.central import Central
from cccd_sim.scenario.costs import Costs
from cccd_sim.scenario.demand import Demand
from cccd_sim.scenario.districts import folded
from cccd_sim.scenario.fields import Hours
from cccd_sim.scenario.goal import CampaignDates
from cccd_sim.scenario.nodes import Trail
from cccd_sim.scenario.quantities import MINUTES_PER_DAY
from cccd_sim.scenario.service import Service
from cccd_sim.scenario.supply import Supply

MOST_NAMES = 20
"""Names listed in one message."""


class Parts(NamedTuple):
    """The sections that checks look at."""

    campaign: CampaignDates
    demand: Demand
    supply: Supply
    service: Service
    central: Central
    costs: Costs | None = None


class Contradiction(NamedTuple):
    """Where entries do not go together: a trail, an English template and its values."""

    trail: Trail
    message: str
    values: dict[str, object]


Findings = Iterator[Contradiction]


def known_district(demand: Demand, reference: str, trail: Trail) -> Findings:
    """Check that a reference means one district."""
    found = demand.districts_like(reference)
    if len(found) == 1:
        return
    if found:
        meant = ", ".join(f"{one.name} ({one.code})" for one in found)
        message = N_("{found} can mean {districts}; write the code")
        yield Contradiction(trail, message, {"found": reference, "districts": meant})
        return
    names = {folded(one.name): one.name for one in demand.districts}
    near = difflib.get_close_matches(folded(reference), names, n=1)
    if near:
        message = N_("no district {found}; did you mean {nearest}?")
        yield Contradiction(trail, message, {"found": reference, "nearest": names[near[0]]})
    else:
        known = ", ".join(one.name for one in demand.districts[:MOST_NAMES])
        message = N_("no district {found}; the districts are {known}")
        yield Contradiction(trail, message, {"found": reference, "known": known})


def known_name(found: str, known: Collection[str], message: str, trail: Trail) -> Findings:
    """Check that a name is one of those given; the message tells ``{found}`` and ``{known}``."""
    if found not in known:
        near = difflib.get_close_matches(found, known, n=1)
        values: dict[str, object] = {"found": found, "known": ", ".join(near or known) or "–"}
        yield Contradiction(trail, message, values)


def days_differ(days: Mapping[str, date], trail: Trail, entry: str) -> Findings:
    """Check that no two entries are of the same day."""
    first: dict[date, str] = {}
    for name, day in days.items():
        if day in first:
            message = N_("{other} is of the same day, {day}")
            yield Contradiction((*trail, name, entry), message, {"other": first[day], "day": day})
        first.setdefault(day, name)


def last_after_first(first: date, last: date, trail: Trail) -> Findings:
    """Check that a span of days does not end before it begins."""
    if last < first:
        message = N_("{found} is before the first day, {first}")
        yield Contradiction((*trail, "last"), message, {"found": last, "first": first})


def in_order(blocks: Sequence[Hours], trail: Trail, below: Trail = ()) -> Findings:
    """Check that blocks of a day follow each other and end before the first begins again."""
    for place, (earlier, later) in enumerate(pairwise(blocks), start=1):
        if later.start_minute < earlier.end_minute:
            message = N_("these hours begin before those above them end")
            yield Contradiction((*trail, place, *below), message, {})
    if blocks and blocks[-1].end_minute > blocks[0].start_minute + MINUTES_PER_DAY:
        message = N_("these hours run into the first ones of the next day")
        yield Contradiction((*trail, len(blocks) - 1, *below), message, {})
