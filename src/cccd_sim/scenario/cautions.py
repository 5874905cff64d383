"""Cautions: what a scenario may hold, but a reader should think twice about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from cccd_sim.language import N_, Language, say
from cccd_sim.scenario.amounts import written_money
from cccd_sim.scenario.hooks import Hooks
from cccd_sim.scenario.supply import Supply


@dataclass(frozen=True)
class Caution:
    """An English template and the values that fill it in."""

    message: str
    values: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return the caution in a language."""
        return say(language, self.message, **self.values)


MILLION = 1_000_000

_SPLIT = N_(
    "{deliveries} together are {total}, more than {route} allows, {limit}; "
    "the law forbids splitting one need to stay under a limit"
)
_DEAR = N_(
    "{deliveries}: {total} is within the limit of {route}, {limit}, but not if a kit costs {high}, "
    "the high end of its price: the limit holds up to {most} a kit"
)


def split_packages(supply: Supply) -> list[Caution]:
    """Return the purchases that together are dearer than their route allows, or may be.

    One need split over several packages so that each stays under a limit is what the law on bidding
    forbids; whether these are one need, only the reader knows.
    """
    packages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, delivery in supply.deliveries.items():
        packages[delivery.route or "", delivery.funder].append(name)
    found = []
    for (route, _), names in packages.items():
        limit = supply.routes[route].limit if route else None
        kits = sum(supply.deliveries[name].kits.value for name in names)
        price = supply.kit_price
        values = {"deliveries": ", ".join(names), "route": route}
        if limit is None:
            continue
        values |= {"limit": written_money(limit.value), "total": written_money(kits * price.value)}
        if kits * price.value > limit.value:
            found.append(Caution(_SPLIT, values))
        elif price.high is not None and kits * price.high > limit.value:
            values |= {
                "high": written_money(price.high),
                "most": written_money(most_a_kit(limit.value, kits)),
            }
            found.append(Caution(_DEAR, values))
    return found


def most_a_kit(limit: int, kits: int) -> int:
    """Return the price of a kit up to which so many stay within a limit: VND, in whole millions."""
    return limit // kits // MILLION * MILLION


def own_functions(hooks: Hooks) -> list[Caution]:
    """Return the functions that stand in place of parts of the model."""
    messages = {
        "service": N_("services are drawn by a function of one's own, {name} (source {digest})"),
        "summons": N_("citizens are summoned by a function of one's own, {name} (source {digest})"),
        "transfers": N_("kits are moved by a function of one's own, {name} (source {digest})"),
    }
    return [
        Caution(messages[use.kind], {"name": use.name, "digest": use.digest or "?"})
        for use in hooks.used()
    ]
