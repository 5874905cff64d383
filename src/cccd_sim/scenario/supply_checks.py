"""Checks of the kits as a whole: where the first ones stand, how many there are."""

from __future__ import annotations

from collections import Counter

from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, known_district

MOST_KITS = 4000


def first_kits_have_a_place(parts: Parts) -> Findings:
    """Check that kits do not start at a provincial station that does not exist."""
    if parts.supply.initial_at == "provincial_station" and parts.supply.provincial_station is None:
        message = N_("there is no provincial_station; describe it, or write districts")
        yield Contradiction(("supply", "initial_at"), message, {})


def station_stands_in_a_district(parts: Parts) -> Findings:
    """Check that the provincial station has a code of its own and a known host."""
    station = parts.supply.provincial_station
    if station is None:
        return
    trail = ("supply", "provincial_station")
    if any(station.code == district.code for district in parts.demand.districts):
        message = N_("{found} is the code of a district")
        yield Contradiction((*trail, "code"), message, {"found": station.code})
    yield from known_district(parts.demand, station.host, (*trail, "host"))


def kits_can_be_numbered(parts: Parts) -> Findings:
    """Check that all kits together fit the numbering of one station.

    Of a country, that they do in its largest province if they go where the citizens are.
    """
    supply, citizens = parts.supply, Counter[str | None]()
    for district in parts.demand.districts:
        citizens[district.province] += district.eligible
    most = MOST_KITS * citizens.total() // max(citizens.values())
    total = supply.initial_kits.value + sum(one.kits.value for one in supply.deliveries.values())
    if total > most:
        yield Contradiction(
            ("supply",),
            N_("{found} kits in all; at most {most} can be simulated"),
            {"found": total, "most": most},
        )
