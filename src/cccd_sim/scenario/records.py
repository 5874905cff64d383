"""Records: whether a citizen's entry in the population database is ready, and its correction."""

from __future__ import annotations

from datetime import date

from pydantic import Field, field_validator

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.kinds import Date, Days, Name, Ratio, Share


class ReadyShare(Section):
    """How many records are ready on a day."""

    on: Date
    """Day."""
    share: Given[Share]
    """Share of the citizens whose record is ready."""


class Delay(Section):
    """A delay with lognormal length."""

    mean: Given[Days]
    """Mean, calendar days."""
    cv: Given[Ratio]
    """Coefficient of variation: standard deviation over mean."""


class Records(Section):
    """Entries of the population database: a citizen whose record is not ready takes longer."""

    ready: dict[Name, ReadyShare] = Field(min_length=1)
    """Known shares of ready records, by name; linear between the days, level outside."""
    sent_away: Given[Share]
    """Of those not ready: share who must have a civil-status paper corrected and come back."""
    correction: Delay
    """How long the correction takes."""

    @field_validator("ready")
    @classmethod
    def _by_date(cls, ready: dict[str, ReadyShare]) -> dict[str, ReadyShare]:
        """Put the days in order."""
        return dict(sorted(ready.items(), key=lambda item: item[1].on))

    def ready_share(self, day: date) -> float:
        """Return the share of records that are ready on a day."""
        known = list(self.ready.values())
        later = next((at for at, one in enumerate(known) if one.on >= day), len(known))
        if later in (0, len(known)):
            return known[min(later, len(known) - 1)].share.value
        before, after = known[later - 1], known[later]
        part = (day - before.on).days / (after.on - before.on).days
        return before.share.value + part * (after.share.value - before.share.value)
