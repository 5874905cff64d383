"""Duty: how long officers are at work, how much of it at night, and how far they drive."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.crews import MOST_SHIFTS
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.recorder import Recorder
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.scenario.quantities import MINUTES_PER_DAY
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Spans = tuple[tuple[float, float], ...]
"""Stretches of time, minutes after a midnight."""


class Duty(NamedTuple):
    """Officers at work, by day on which stations open (rows) and station.

    Parameters
    ----------
    officers
        Officers of the day's crews, all shifts; the whole shift is theirs, drive and set-up of a
        mobile team included.
    shift
        Minutes of a shift, by day.
    late
        Officer-minutes of captures that end after closing.
    visits
        Officer-minutes of home visits.
    night
        Officer-minutes of crews at night.
    """

    officers: Counts
    shift: Floats
    late: Floats
    visits: Floats
    night: Floats

    @property
    def minutes(self) -> Floats:
        """Return the officer-minutes of all of them."""
        return self.officers * self.shift[:, None] + self.late + self.visits


def duty_of(scenario: Scenario, notes: Recorder) -> Duty:
    """Return the officers at work in a campaign that has been run."""
    days, night = notes.calendar, scenario.service.night.hours
    dark = night.start_minute, night.end_minute
    each = np.array([day.period.crew.officers.value for day in days], np.int64)
    shifts = np.array([day.period.crew.shifts.value for day in days])
    length = np.array([day.open_ticks for day in days]) / clock.TICKS_PER_MINUTE / shifts
    crews = np.where((notes.open_ticks > 0)[:, :, None], notes.crews, 0)
    at_night = np.array(
        [
            shifts_at_night(blocks_of(day), int(count), dark)
            for day, count in zip(days, shifts, strict=True)
        ]
    )
    late = late_minutes(notes) * each[:, None]
    closing = np.array([blocks_of(day)[-1][1] for day in days])
    closes_at_night = minutes_at_night(closing, closing + 1, dark)
    homes = scenario.service.home_visits
    return Duty(
        officers=crews.sum(axis=2) * each[:, None],
        shift=length,
        late=late,
        visits=notes.visiting.astype(float) * (homes.officers.value * homes.hours.minutes),
        night=np.einsum("dsk,dk->ds", crews, at_night) * each[:, None]
        + late * closes_at_night[:, None],
    )


def late_minutes(notes: Recorder) -> Floats:
    """Return the kit-minutes of captures that end after closing, by day and station."""
    days, stations = notes.kits.shape
    day, kit = np.nonzero(notes.overtime)
    minutes = notes.overtime[day, kit] / clock.TICKS_PER_MINUTE
    cell = day * stations + notes.where[day, kit]
    found = np.bincount(cell, weights=minutes, minlength=days * stations)
    return found.reshape(days, stations).astype(float)


def blocks_of(day: WorkingDay) -> Spans:
    """Return the opening hours of a day, minutes after its midnight."""
    return tuple(
        (clock.minutes(start - day.midnight), clock.minutes(end - day.midnight))
        for start, end in day.blocks
    )


def kilometres(notes: Recorder, places: Places) -> Floats:
    """Return the kilometres driven by day and station: a vehicle for each kit, there and back."""
    found = np.zeros(notes.kits.shape)
    found[:, : places.units] = notes.visit_km
    out = (notes.commune >= 0) & (notes.open_ticks > 0)
    road = 2 * places.commune_km[np.maximum(notes.commune, 0)]
    found[out] += (road * notes.crews[:, :, 0])[out]
    return found


@lru_cache(maxsize=64)
def shifts_at_night(blocks: Spans, shifts: int, dark: tuple[int, int]) -> tuple[float, ...]:
    """Return how many minutes of a day's shifts are at night, 0 for shifts there are not."""
    each = sum(end - start for start, end in blocks) / shifts
    found = [0.0] * MOST_SHIFTS
    for shift in range(shifts):
        for start, end in part_of(blocks, each * shift, each * (shift + 1)):
            found[shift] += float(minutes_at_night(np.array(start), np.array(end), dark))
    return tuple(found)


def part_of(blocks: Spans, first: float, last: float) -> Spans:
    """Return the part of the opening hours between two amounts of open time."""
    found, before = [], 0.0
    for start, end in blocks:
        a, b = max(first - before, 0.0), min(last - before, end - start)
        if a < b:
            found.append((start + a, start + b))
        before += end - start
    return tuple(found)


def minutes_at_night(start: Floats, end: Floats, dark: tuple[int, int]) -> Floats:
    """Return how many minutes of stretches of time are at night; midnights between count."""
    found = np.zeros(np.broadcast(start, end).shape)
    for midnight in (-MINUTES_PER_DAY, 0, MINUTES_PER_DAY):
        first, last = dark[0] + midnight, dark[1] + midnight
        found = found + np.maximum(0.0, np.minimum(end, last) - np.maximum(start, first))
    return found
