"""Interruptions: the line that goes down, and days on which stations stop."""

from __future__ import annotations

from typing import Literal

from cccd_sim.scenario.fields import Given, Grade, Section
from cccd_sim.scenario.kinds import Date, Days, Flag, Minutes, Note, Share, Text


class Outage(Section):
    """How often the line goes down, and for how long (both exponential)."""

    every: Given[Days]
    """Mean time from one outage to the next, calendar days."""
    mean: Given[Minutes]
    """Mean length."""


class Line(Section):
    """The line to the centre."""

    happens: Flag = True
    """Whether it ever goes down."""
    station: Outage
    """Outages of one station."""
    province: Outage
    """Outages of all stations at once."""
    capture: Literal["offline", "freezes"] = "offline"
    """During an outage capture goes on `offline` and only sending waits; or it `freezes` and
    resumes."""


class Stop(Section):
    """Days on which stations stop or work with few crews, whatever the period says."""

    first: Date
    """First day."""
    last: Date
    """Last day, included."""
    crews: Given[Share]
    """Share of the crews that work; 0 is closed."""
    districts: tuple[Text, ...] | None = None
    """Districts, by code or name. Left out: all of them, and the provincial station."""
    source: Note = ""
    """Where the dates were read."""
    grade: Grade = ""
    """H read in a source, M inferred, L assumed."""
