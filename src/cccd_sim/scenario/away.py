"""Citizens registered in the province but living elsewhere, and when they come home."""

from __future__ import annotations

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.kinds import Date, Flag, Name, Share


class Wave(Section):
    """Days on which some of those away are at home and can come to a station."""

    first: Date
    """First day at home."""
    last: Date
    """Last day at home, included."""
    share: Given[Share]
    """Share of those away who are home then; nobody is home in two waves."""


class Away(Section):
    """Citizens registered in the province who live elsewhere, on top of the eligible.

    They use the stations while they are home, are reported apart and count for no target.
    """

    happens: Flag = True
    """Whether any of them is simulated."""
    share: Given[Share]
    """Their number, as a share of the eligible."""
    waves: dict[Name, Wave]
    """When they are home, by name; whoever is in no wave never comes."""
