"""Checks of the costs."""

from __future__ import annotations

from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, days_differ


def a_month_has_working_days(parts: Parts) -> Findings:
    """Check that pay by the month can be shared out over days."""
    if parts.costs is not None and parts.costs.pay.days_in_month.value < 1:
        message = N_("less than a day: pay by the month cannot be shared out")
        yield Contradiction(("costs", "pay", "days_in_month"), message, {})


def fees_differ(parts: Parts) -> Findings:
    """Check that no two fees begin on the same day."""
    if parts.costs is not None:
        days = {name: fee.from_ for name, fee in parts.costs.fees.items()}
        yield from days_differ(days, ("costs", "fees"), "from")
