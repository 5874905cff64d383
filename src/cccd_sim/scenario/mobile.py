"""Work away from the stations: mobile teams on rounds of the communes, and home visits."""

from __future__ import annotations

from pydantic import Field

from cccd_sim.scenario.fields import Given, Hours, Section
from cccd_sim.scenario.kinds import CrewSize, Date, Flag, Minutes, Share
from cccd_sim.scenario.steps import Step


class HomeVisits(Section):
    """Visits to those who cannot come; they tie one kit of the district and its officers."""

    happens: Flag = True
    """Whether anybody is visited at home."""
    below_remaining: Given[Share]
    """Visits begin in a district when its remaining citizens are fewer than this share."""
    visit: Step
    """Work at the house (lognormal)."""
    between: Given[Minutes]
    """From one house to the next."""
    officers: Given[CrewSize]
    """Officers of a visit team."""
    hours: Hours
    """When visits are made."""


class Mobile(Section):
    """Mobile teams: one in each district, on rounds of its communes."""

    from_: Date = Field(alias="from")
    """First day of the rounds."""
    share: Given[Share]
    """Share of each district's kits that goes on rounds."""
    show_up: Given[Share]
    """Probability that a citizen summoned to a team in the own commune comes."""
    set_up: Given[Minutes]
    """Lost each morning to setting up."""
    move: Given[Minutes]
    """Lost, beside the drive, on the first day in a commune."""
