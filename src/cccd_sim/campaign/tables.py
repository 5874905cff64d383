"""The raw tables of a replication, made of what was noted."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.duty import Duty, kilometres
from cccd_sim.campaign.evenings import Evenings
from cccd_sim.campaign.kits import Kit
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.plant import Cards, make_cards
from cccd_sim.campaign.recorder import Recorder
from cccd_sim.campaign.setting import Setting
from cccd_sim.campaign.shifts import Hours, WorkingDay
from cccd_sim.queueing import pool
from cccd_sim.queueing.state import CARRIED, LOGGED_3, SENT_AWAY, TAIL, WAITED
from cccd_sim.results.ensemble import Columns
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Campaign(Protocol):
    """What is read of a campaign that has been run."""

    scenario: Scenario
    setting: Setting
    places: Places
    days: int
    horizon: int
    deadline: int
    calendar: list[WorkingDay]
    hours: Hours
    kits: list[Kit]
    recorder: Recorder
    evenings: Evenings
    left: tuple[Counts, Counts] | None


def tables_of(campaign: Campaign, duty: Duty) -> dict[str, Columns]:
    """Return the raw tables of a campaign that has been run."""
    evenings, scenario = campaign.evenings, campaign.scenario
    accepted = np.column_stack([evenings.accepted, evenings.accepted_returnees.sum(axis=1)])
    cards = make_cards(scenario.central.collection, campaign.setting, accepted)
    return {
        "daily": daily_table(campaign, cards),
        "stations": stations_table(campaign, duty),
        "kits": kits_table(campaign),
        "unserved": unserved_table(campaign),
        "pipeline": pipeline_table(campaign, accepted, cards),
    }


def due(campaign: Campaign) -> Counts:
    """Return the dossiers due by (day, district): evenly by working day, up to the deadline."""
    share, eligible = campaign.scenario.target.share.dossier.value, campaign.places.eligible
    found = np.zeros((campaign.horizon, eligible.size), np.int64)
    days = [day.number for day in campaign.calendar if day.midnight < campaign.deadline]
    steps = np.arange(1, len(days) + 1) / max(1, len(days))
    upto = np.ceil(np.outer(steps, eligible * share) - 1e-6).astype(np.int64)
    found[[number - 1 for number in days]] = np.diff(upto, axis=0, prepend=0)
    return found


def daily_table(campaign: Campaign, cards: Cards) -> Columns:
    """Return the ``daily`` table, from day 1 to the horizon."""
    days, units = campaign.horizon, campaign.places.units
    noted, evenings = campaign.recorder.daily[:days], campaign.evenings
    columns = {
        "target": due(campaign),
        "summoned": noted[:, :, pool.SUMMONED],
        "arrived": noted[:, :, pool.ARRIVED],
        "taken": noted[:, :, pool.TAKEN],
        "sent": evenings.accepted,
        "produced": cards.produced[:, :units],
        "in_hand": cards.collected[:, :units],
        "returnees": noted[:, :, pool.RETURNEES],
        "recaptured": noted[:, :, pool.RECAPTURED],
        "home_visits": noted[:, :, pool.HOME_VISITS],
    }
    return {
        "day": np.repeat(np.arange(1, days + 1), units),
        "district": np.tile(np.arange(units), days),
        **{name: values.ravel() for name, values in columns.items()},
    }


def stations_table(campaign: Campaign, duty: Duty) -> Columns:
    """Return the ``stations`` table: one row for each working day and station with a kit."""
    notes = campaign.recorder
    rows = np.flatnonzero(notes.kits > 0)
    day, station = np.divmod(rows, campaign.places.count)
    numbers = np.array([day.number for day in campaign.calendar], np.int64)[day]

    def of_rows(notes: NDArray[Any]) -> NDArray[Any]:
        return notes.ravel()[rows]

    def counted(column: int) -> Counts:
        return of_rows(notes.count[:, :, column])

    kits, visiting = of_rows(notes.kits), of_rows(notes.visiting)
    busy, overtime, idle = (
        of_rows(by_station(ticks, notes.where, campaign.places.count))
        for ticks in (notes.busy, notes.overtime, notes.idle * clock.TICKS_PER_MINUTE)
    )
    open_minutes = (kits - visiting) * of_rows(notes.open_ticks) / clock.TICKS_PER_MINUTE
    waited = counted(WAITED) / clock.TICKS_PER_MINUTE
    return {
        "day": numbers,
        "station": station,
        "taken": counted(LOGGED_3),
        "waiting_at_close": counted(CARRIED),
        "kits_in_service": kits,
        "kits_up_at_opening": of_rows(notes.fit),
        "kits_idle_no_crew": idle,
        "kit_utilisation": ratio(busy - overtime, open_minutes),
        "waiting_minutes_mean": ratio(waited, counted(TAIL)),
        "overtime_minutes": overtime,
        "citizens_present": counted(TAIL),
        "sent_away": counted(SENT_AWAY),
        "waiting_upload": campaign.evenings.waiting[numbers - 1, station],
        "commune": of_rows(notes.commune),
        "busy_minutes": busy,
        "open_kit_minutes": open_minutes,
        "officers": of_rows(duty.officers),
        "officer_minutes": of_rows(duty.minutes),
        "kits_visiting": visiting,
        "kilometres": of_rows(kilometres(notes, campaign.places)),
    }


def by_station(
    ticks: Counts | NDArray[np.float64], where: Counts, stations: int
) -> NDArray[np.float64]:
    """Return minutes by (day, station) out of ticks by day and kit."""
    days = where.shape[0]
    cell = (np.arange(days)[:, None] * stations + where)[where >= 0]
    total = np.bincount(cell, weights=ticks[where >= 0], minlength=days * stations)
    found: NDArray[np.float64] = total.reshape(days, stations) / clock.TICKS_PER_MINUTE
    return found


def ratio(part: NDArray[np.float64], whole: NDArray[np.float64] | Counts) -> NDArray[np.float64]:
    """Return a quotient, not a number where there is nothing to divide by."""
    found = np.full(part.size, np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found


def kits_table(campaign: Campaign) -> Columns:
    """Return the ``kits`` table: each kit's dates, last place, minutes, breakdowns and moves."""
    kits, notes = campaign.kits, campaign.recorder
    minutes = np.take_along_axis(notes.open_ticks, np.maximum(notes.where, 0), axis=1)
    open_ticks = np.where(notes.where >= 0, minutes, 0)
    end = clock.TICKS_PER_DAY * (campaign.days + 1)
    down = [
        kit.down_ticks
        + (
            campaign.hours.open(kit.station).between(kit.failed_at, end)
            if kit.failed_at >= 0
            else 0
        )
        for kit in kits
    ]

    def whole(name: str) -> Counts:
        return np.array([getattr(kit, name) for kit in kits], np.int64)

    def in_minutes(ticks: Counts) -> NDArray[np.float64]:
        return ticks / clock.TICKS_PER_MINUTE

    there = open_ticks.sum(axis=0)
    return {
        "kit": np.array([kit.name for kit in kits], dtype=np.str_),
        "funder": np.array([kit.funder for kit in kits], dtype=np.str_),
        "ordered": whole("ordered"),
        "delivered": whole("delivered"),
        "in_service": whole("in_service"),
        "returned": whole("returned"),
        "station": whole("station"),
        "minutes_open": in_minutes(there),
        "minutes_up": in_minutes(np.maximum(0, there - np.array(down, np.int64))),
        "minutes_busy": in_minutes((notes.busy + notes.at_homes).sum(axis=0)),
        "minutes_overtime": in_minutes(notes.overtime.sum(axis=0)),
        "minutes_idle_no_crew": in_minutes((open_ticks * notes.idle).sum(axis=0)),
        "breakdowns": whole("breakdowns"),
        "transfers": whole("transfers"),
        "spare": whole("spare"),
    }


def unserved_table(campaign: Campaign) -> Columns:
    """Return where the residents without a dossier stood at the deadline, by district."""
    assert campaign.left is not None
    states, late = campaign.left
    return {
        "district": np.arange(campaign.places.units),
        "not_summoned": states[:, pool.NEVER_ASKED],
        "missed_summons": states[:, pool.MISSED],
        "waiting": states[:, pool.HOME] + states[:, pool.BACK],
        "correction": states[:, pool.CORRECTION],
        "home_visit": states[:, pool.HOUSEBOUND],
        "in_service": late,
    }


def pipeline_table(campaign: Campaign, accepted: Counts, cards: Cards) -> Columns:
    """Return the ``pipeline`` table: where dossiers and cards are, day by day, all together."""
    evenings, days = campaign.evenings, campaign.horizon
    taken = evenings.taken.sum(axis=1)  # on the day it was sent, even if finished past midnight
    uploaded, refused = evenings.uploaded.sum(axis=1), evenings.refused.sum(axis=1)
    flows = [taken, uploaded, accepted.sum(axis=1), refused]
    flows += [made.sum(axis=1) for made in (cards.produced, cards.returned, cards.collected)]
    upto = [np.cumsum(flow) for flow in flows]
    return {
        "day": np.arange(1, days + 1),
        "taken": taken,
        "uploaded": uploaded,
        "accepted": flows[2],
        "refused": refused,
        "produced": flows[4],
        "collected": flows[6],
        "waiting_upload": upto[0] - upto[1],
        "in_check": upto[1] - upto[2] - upto[3],
        "waiting_plant": upto[2] - upto[4],
        "returning": upto[4] - upto[5],
        "uncollected": upto[5] - upto[6],
        "upload_capacity": evenings.capacity.sum(axis=1),
        "plant_capacity": cards.capacity,
        "upload_wait_days": evenings.waits(),
        "plant_wait_days": cards.wait_days,
    }
