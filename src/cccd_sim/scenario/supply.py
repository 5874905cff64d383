"""Supply: the kits at the start, the kits to come, and how they break and are mended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from cccd_sim.scenario.fields import Given, Section, Title
from cccd_sim.scenario.kinds import (
    Citizens,
    Code,
    Count,
    Date,
    Days,
    Flag,
    Minutes,
    Name,
    Ratio,
    SignedDays,
    Text,
)

Funder = Literal["central", "provincial", "district", "loan"]
"""Who pays for a kit."""

Placement = Literal["two_per_unit", "proportional", "by_need"]
"""Rule by which kits find their station."""


class ProvincialStation(Section):
    """The province's own station: it serves citizens of every district."""

    code: Code
    """Code, different from every district's."""
    name: Title
    """What it is called."""
    host: Text
    """District it stands in, by code or name; its citizens are invited first."""


class Delivery(Section):
    """One batch of kits, from purchase order to first dossier.

    Either the date of entry into service is stated (`in_service`, with a `delay`), or the order
    date and how long contract, supply and commissioning take.
    """

    kits: Given[Count]
    """Kits in the batch."""
    funder: Funder
    """Who pays."""
    ordered: Date | None = None
    """Day of the order."""
    in_service: Date | None = None
    """Planned first day of work."""
    delay: Given[SignedDays] | None = None
    """How much later than planned; negative is earlier."""
    contract: Given[Days] | None = None
    """From the order to the signed contract."""
    supply: Given[Days] | None = None
    """From the contract to the kits in the province."""
    commissioning: Given[Days] | None = None
    """From arrival to the first dossier: installation and training."""
    placement: Placement | None = None
    """Overrides the rule of the whole supply."""
    to: dict[Text, Citizens] | None = None
    """Named placement: kits by district (code or name)."""

    @property
    def durations(self) -> tuple[Given[Days], ...]:
        """Contract, supply and commissioning, as far as stated."""
        return tuple(
            one for one in (self.contract, self.supply, self.commissioning) if one is not None
        )

    @property
    def planned_in_service(self) -> date:
        """First day of work if everything takes its base duration."""
        if self.in_service is not None:
            return self.in_service
        assert self.ordered is not None, "checked when the scenario was read"
        return self.ordered + timedelta(days=round(sum(one.value for one in self.durations)))


class Breakdown(Section):
    """How kits fail and come back."""

    happens: Flag = True
    """Whether kits break down at all."""
    mean_open_time: Given[Minutes]
    """Mean time to failure, in minutes of opening hours while up (exponential)."""
    repair_near: Given[Days]
    """Mean repair at the provincial seat, calendar days (lognormal)."""
    repair_far: Given[Days]
    """Mean repair in the farthest district; in between, linear in the road distance."""
    repair_cv: Given[Ratio]
    """Coefficient of variation of the repair time."""


class Supply(Section):
    """The kits of the campaign."""

    initial_kits: Given[Count]
    """Kits in service on the first day."""
    initial_funder: Funder = "central"
    """Who paid for them."""
    provincial_station: ProvincialStation | None = None
    """The province's own station, if it has one."""
    initial_at: Literal["provincial_station", "districts"]
    """Where the first kits stand."""
    placement: Placement
    """Rule for the deliveries: fill districts to two each, proportional to eligible citizens, or
    to the districts that would finish last."""
    deliveries: dict[Name, Delivery] = Field(default_factory=dict)
    """Batches of kits, by name."""
    breakdown: Breakdown
    """Failure and repair."""
