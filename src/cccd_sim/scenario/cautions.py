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


def split_packages(supply: Supply) -> list[Caution]:
    """Return the purchases that together are dearer than their route allows.

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
        total = kits * supply.kit_price.value
        if limit is not None and total > limit.value:
            values = {
                "deliveries": ", ".join(names),
                "total": written_money(total),
                "route": route,
                "limit": written_money(limit.value),
            }
            message = N_(
                "{deliveries} together are {total}, more than {route} allows, {limit}; "
                "the law forbids splitting one need to stay under a limit"
            )
            found.append(Caution(message, values))
    return found


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
