"""What the campaign is to reach, and between which dates."""

from __future__ import annotations

from typing import Literal

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.kinds import Date, Share


class CampaignDates(Section):
    """The calendar of the campaign."""

    start: Date
    """Day 1."""
    deadline: Date
    """The first day that no longer counts: what happens before its 00:00 is on time."""
    horizon: Date
    """The last day that is simulated."""
    after_deadline: Literal["stop", "continue"] = "stop"
    """Whether stations go on working from the deadline to the horizon."""


class MilestoneShare(Section):
    """The share of citizens that makes a milestone reached."""

    dossier: Given[Share]
    """Share of the eligible citizens whose dossier is taken."""
    sent: Given[Share]
    """Share whose dossier the centre has accepted."""
    produced: Given[Share]
    """Share whose card is produced."""
    in_hand: Given[Share]
    """Share who hold their card."""


class Target(Section):
    """What on time means."""

    share: MilestoneShare
    """Share of the eligible citizens, by milestone."""
