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
    Money,
    Name,
    Ratio,
    SignedDays,
    Text,
)
from cccd_sim.scenario.routes import Route

Funder = Literal["central", "provincial", "district", "loan"]
"""Who pays for a kit."""

DURATIONS = ("contract", "supply", "commissioning")
"""Entries of a delivery or route: from the order to the first dossier."""

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
    date and how long contract, supply and commissioning take: its own durations where it has
    them, else those of its route.
    """

    kits: Given[Count]
    """Kits in the batch."""
    funder: Funder
    """Who pays."""
    route: Name | None = None
    """Procurement route, by its name in `supply.routes`."""
    ordered: Date | None = None
    """Day of the order."""
    in_service: Date | None = None
    """Planned first day of work."""
    delay: Given[SignedDays] | None = None
    """How much later than planned; negative is earlier."""
    contract: Given[Days] | None = None
    """From the order to the signed contract. Left out: as in the route."""
    supply: Given[Days] | None = None
    """From the contract to the kits in the province. Left out: as in the route."""
    commissioning: Given[Days] | None = None
    """From arrival to the first dossier: installation and training. Left out: as in the route."""
    until: Date | None = None
    """Last day of work of a loan. Left out: the kits stay."""
    spares: Given[Count] | None = None
    """How many of the kits are held back as spares at the provincial seat."""
    placement: Placement | None = None
    """Overrides the rule of the whole supply."""
    to: dict[Text, Citizens] | None = None
    """Named placement: kits by district (code or name)."""


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


class Transfers(Section):
    """Kits that move from one district to another."""

    policy: Literal["none", "when_finished", "weekly_by_need"]
    """Never; when their district has nobody left to serve; or every Monday to where need is
    greatest."""
    time: Given[Days]
    """How long a kit is away from work."""


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
    kit_price: Given[Money]
    """Price of one kit."""
    routes: dict[Name, Route] = Field(default_factory=dict)
    """Procurement routes, by name."""
    transfers: Transfers
    """Kits that move between districts."""

    def durations(self, delivery: Delivery) -> tuple[Given[Days], ...]:
        """Return contract, supply and commissioning; nothing if `in_service` is stated."""
        if delivery.in_service is not None:
            return ()
        route = self.routes.get(delivery.route or "")
        own = (delivery.contract, delivery.supply, delivery.commissioning)
        usual = (route.contract, route.supply, route.commissioning) if route else own
        found = [stated or other for stated, other in zip(own, usual, strict=True)]
        return tuple(one for one in found if one is not None)

    def planned_in_service(self, delivery: Delivery) -> date:
        """Return the first day of work if everything takes its base duration."""
        if delivery.in_service is not None:
            return delivery.in_service
        assert delivery.ordered is not None, "checked when the scenario was read"
        total = sum(one.value for one in self.durations(delivery))
        return delivery.ordered + timedelta(days=round(total))
