"""Checks of the kits: where the first ones stand, when and where the others come."""

from __future__ import annotations

from cccd_sim.language import N_
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, known_district
from cccd_sim.scenario.nodes import Trail
from cccd_sim.scenario.supply import Delivery

MOST_KITS = 4000
DURATIONS = ("contract", "supply", "commissioning")


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
    """Check that all kits together fit the numbering of one station."""
    supply = parts.supply
    total = supply.initial_kits.value + sum(one.kits.value for one in supply.deliveries.values())
    if total > MOST_KITS:
        yield Contradiction(
            ("supply",),
            N_("{found} kits in all; at most {most} can be simulated"),
            {"found": total, "most": MOST_KITS},
        )


def delivery_is_planned_one_way(_: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that a delivery states its day, or its order and the durations; not both."""
    missing = [name for name in DURATIONS if getattr(delivery, name) is None]
    if delivery.in_service is not None:
        for name in DURATIONS:
            if name not in missing:
                message = N_("given beside in_service; keep one way to plan the delivery")
                yield Contradiction((*trail, name), message, {})
        return
    if delivery.ordered is None:
        missing = ["ordered", *missing]
    if missing:
        message = N_("write in_service; or else these are missing: {missing}")
        yield Contradiction(trail, message, {"missing": ", ".join(missing)})
    if delivery.delay is not None:
        message = N_("delay belongs to in_service; the durations have their own low and high")
        yield Contradiction((*trail, "delay"), message, {})


def delivery_comes_in_time(parts: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that kits are planned into service from the start on and before the deadline."""
    stated = delivery.in_service is not None
    durations = [getattr(delivery, name) for name in DURATIONS]
    if not stated and (delivery.ordered is None or None in durations):
        return
    planned = delivery.planned_in_service
    place = (*trail, "in_service" if stated else "ordered")
    if planned < parts.campaign.start:
        yield Contradiction(
            place,
            N_("in service on {found}, before the start, {start}; count them as initial_kits"),
            {"found": planned, "start": parts.campaign.start},
        )
    if planned >= parts.campaign.deadline > parts.campaign.start:
        yield Contradiction(
            place,
            N_("in service on {found}, not before the deadline, {deadline}"),
            {"found": planned, "deadline": parts.campaign.deadline},
        )


def delivery_is_placed_in_full(_: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that a named placement stands alone and places every kit."""
    if delivery.to is None:
        return
    if delivery.placement is not None:
        message = N_("given beside to; keep one of them")
        yield Contradiction((*trail, "placement"), message, {})
    placed = sum(delivery.to.values())
    if placed != delivery.kits.value:
        yield Contradiction(
            (*trail, "to"),
            N_("{found} kits are placed, {kits} are delivered"),
            {"found": placed, "kits": delivery.kits.value},
        )


def delivery_goes_to_districts(parts: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that a named placement names known districts, each once."""
    seen: set[str] = set()
    for reference in delivery.to or ():
        place = (*trail, "to", reference)
        yield from known_district(parts.demand, reference, place)
        meant = {one.code for one in parts.demand.districts_like(reference)}
        if meant & seen:
            message = N_("{found} is named above under another name")
            yield Contradiction(place, message, {"found": reference})
        seen |= meant
