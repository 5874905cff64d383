"""Crews: the officers trained to work a kit."""

from __future__ import annotations

from pydantic import Field

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.kinds import Count, Date, Days, Flag, Name, PerTenThousand, Text


class Course(Section):
    """A training course for officers."""

    officers: Given[Count]
    """Officers trained."""
    first: Date
    """First day of the course."""
    length: Given[Days]
    """How long it takes; the officers can work from the day after."""
    district: Text | None = None
    """District they belong to, by code or name. Left out: all districts, in proportion to their
    eligible citizens."""


class Crews(Section):
    """Officers trained for the kits; a kit without a crew stands idle."""

    limited: Flag = True
    """Whether trained officers are limited at all."""
    trained_per_10000: Given[PerTenThousand]
    """Officers trained at the start for every 10,000 eligible; at least a full crew a district."""
    courses: dict[Name, Course] = Field(default_factory=dict)
    """Training courses, by name."""
