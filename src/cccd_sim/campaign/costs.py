"""Costs: every line is a price times what was noted to have happened, by month and payer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.duty import Duty, kilometres, minutes_at_night
from cccd_sim.campaign.kits import Kit
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.campaign.tables import Campaign
from cccd_sim.queueing import pool
from cccd_sim.results.ensemble import Columns
from cccd_sim.scenario.cost_lines import BY_DELIVERY, costs_of, fee_line, lines_of
from cccd_sim.scenario.placement import INITIAL
from cccd_sim.scenario.service import FRIDAY

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


NO_MONTH = 1 << 30
"""Later than any month: where nothing happened."""


class Happening(NamedTuple):
    """What happened of one line: how much on which days, and who pays if no entry says so."""

    line: str
    days: Counts
    quantity: Floats | Counts
    funder: str = BY_DELIVERY


def costs_table(campaign: Campaign, duty: Duty) -> Columns:
    """Return the ``costs`` table: quantity and VND of each line, by payer and month.

    Months are counted from the year 0; what is free of charge has no row.
    """
    scenario = campaign.scenario
    payers = costs_of(scenario).payers
    lines = {line.name: line for line in lines_of(scenario)}
    start = np.datetime64(scenario.campaign.start, "D")
    found = []
    for name, days, quantity, funder in happenings(campaign, duty):
        line = lines[name]
        payer = funder or getattr(payers, line.payer)
        months = (start + (days - 1)).astype("datetime64[M]").astype(np.int64)
        first = int(months.min(initial=NO_MONTH))
        total = np.bincount(months - first, weights=quantity)
        price = line.unit_price(scenario)
        found += [
            (name, payer, first + month, total[month], round(total[month] * price))
            for month in np.flatnonzero(total).tolist()
        ]
    columns = list(zip(*found, strict=True)) if found else [()] * 5
    kinds = {"line": np.str_, "funder": np.str_, "month": int, "quantity": float, "vnd": int}
    return {
        name: np.array(values, dtype=kind)
        for (name, kind), values in zip(kinds.items(), columns, strict=True)
    }


def happenings(campaign: Campaign, duty: Duty) -> Iterator[Happening]:
    """Yield everything that costs money."""
    yield from of_kits(campaign.kits)
    yield from of_duty(campaign, duty)
    yield from of_evenings(campaign)
    yield from of_journeys(campaign, duty)
    yield from of_citizens(campaign)
    notes, days = campaign.recorder, opening_days(campaign)
    yield Happening("premises", days, notes.opened.sum(axis=1))


def of_kits(kits: list[Kit]) -> Iterator[Happening]:
    """Yield the kits, on the day they reach the province: who lends them is paid nothing."""
    paid: dict[tuple[str, str], list[int]] = {}
    for kit in kits:
        if kit.funder != "loan":
            line = "spare_kits" if kit.spare else "kits"
            line = "initial_kits" if kit.name.rpartition("-")[0] == INITIAL else line
            paid.setdefault((line, kit.funder), []).append(kit.delivered)
    for (line, funder), days in paid.items():
        yield Happening(line, np.array(days), np.ones(len(days)), funder)


def of_duty(campaign: Campaign, duty: Duty) -> Iterator[Happening]:
    """Yield the hours of crews and home visits: plain, beyond a day's work, on days off, at night.

    Who visits homes is with the crews where more than plain pay is due.
    """
    day = costs_of(campaign.scenario).pay.day.value
    officers = duty.officers.sum(axis=1)
    plain = officers * np.minimum(duty.shift, day)
    beyond = officers * np.maximum(duty.shift - day, 0) + duty.late.sum(axis=1)
    visits = duty.visits.sum(axis=1)
    share = min(1.0, day / campaign.scenario.service.home_visits.hours.minutes)
    days, works = opening_days(campaign), kinds_of_day(campaign, campaign.calendar)
    working = {
        "crew_regular": plain,
        "crew_overtime_working_day": beyond + visits * (1 - share),
        "home_visit_officers": visits * share,
    }
    for line, minutes in working.items():
        yield Happening(line, days, minutes * works.working / 60)
    for line, off in (("crew_rest_day", works.rest), ("crew_holiday", works.holiday)):
        yield Happening(line, days, (plain + beyond + visits) * off / 60)
    yield Happening("crew_night", days, duty.night.sum(axis=1) / 60)


def of_evenings(campaign: Campaign) -> Iterator[Happening]:
    """Yield the hours in which dossiers are completed: overtime, as the day's work is done."""
    evenings, calendar = campaign.evenings, [*campaign.calendar, *campaign.setting.later]
    days = np.array([day.number for day in calendar], np.int64)
    works = kinds_of_day(campaign, calendar)
    sent, could = evenings.uploaded[days - 1], evenings.capacity[days - 1]
    hours = sent * evenings.minutes / 60
    total = hours.sum(axis=1)
    yield Happening("evening_completion", days, total * works.working)
    yield Happening("evening_rest_day", days, total * works.rest)
    yield Happening("evening_holiday", days, total * works.holiday)
    night = campaign.scenario.service.night.hours
    closing = np.array([clock.minutes(day.blocks[-1][1] - day.midnight) for day in calendar])
    length = np.array([day.period.evening.length.value for day in calendar])
    spent = length[:, None] * np.divide(sent, could, out=np.zeros(sent.shape), where=could > 0)
    begun = np.broadcast_to(closing[:, None], spent.shape)
    dark = minutes_at_night(begun, begun + spent, (night.start_minute, night.end_minute))
    part = np.divide(dark, spent, out=np.zeros(spent.shape), where=spent > 0)
    yield Happening("evening_night", days, (hours * part).sum(axis=1))


def of_journeys(campaign: Campaign, duty: Duty) -> Iterator[Happening]:
    """Yield the days of officers on rounds, and kilometres: of teams, and to homes."""
    days, fixed = opening_days(campaign), campaign.places.fixed
    driven = kilometres(campaign.recorder, campaign.places)
    yield Happening("mobile_per_diem", days, duty.officers[:, fixed:].sum(axis=1))
    yield Happening("mobile_fuel", days, driven[:, fixed:].sum(axis=1))
    yield Happening("home_visit_fuel", days, driven[:, :fixed].sum(axis=1))


def of_citizens(campaign: Campaign) -> Iterator[Happening]:
    """Yield dossiers taken, citizens summoned, and fees: who is captured again pays none."""
    noted = campaign.recorder.daily[: campaign.setting.horizon].sum(axis=1)
    days = np.arange(1, len(noted) + 1)
    paying = noted[:, pool.TAKEN] + noted[:, pool.RETURNEES]
    yield Happening("consumables", days, paying + noted[:, pool.RECAPTURED])
    yield Happening("information", days, noted[:, pool.SUMMONED])
    start, fees = campaign.scenario.campaign.start, costs_of(campaign.scenario).fees
    begin = [clock.day_number(start, fee.from_) for fee in fees.values()]
    for number, (first, end) in enumerate(zip(begin, [*begin[1:], len(noted) + 1], strict=True), 1):
        holds = (days >= first) & (days < end)
        yield Happening(fee_line(number), days, paying * holds)


def opening_days(campaign: Campaign) -> Counts:
    """Return the numbers of the days on which stations open."""
    return np.array([day.number for day in campaign.calendar], np.int64)


class Works(NamedTuple):
    """Which days are working days, days of rest and holidays; each is one of them."""

    working: Bools
    rest: Bools
    holiday: Bools


def kinds_of_day(campaign: Campaign, calendar: list[WorkingDay]) -> Works:
    """Return what kind of day each day of a calendar is for those who work on it."""
    holidays = campaign.scenario.service.holidays.values()
    holiday = np.array(
        [any(each.first <= day.date <= each.last for each in holidays) for day in calendar], bool
    )
    weekend = np.array([day.date.weekday() > FRIDAY for day in calendar], bool)
    return Works(~weekend & ~holiday, weekend & ~holiday, holiday)
