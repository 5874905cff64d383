"""Checks of each delivery: its way, its days, its price, its places."""

from __future__ import annotations

from cccd_sim.language import N_
from cccd_sim.scenario.amounts import written_money
from cccd_sim.scenario.findings import Contradiction, Findings, Parts, known_district, known_name
from cccd_sim.scenario.nodes import Trail
from cccd_sim.scenario.supply import DURATIONS, Delivery


def delivery_has_a_known_route(parts: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that the route is one of those described."""
    if delivery.route is not None:
        message = N_("no route {found}; known: {known}")
        yield from known_name(delivery.route, parts.supply.routes, message, (*trail, "route"))


def delivery_keeps_its_limit(parts: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that one package is not dearer than its route allows."""
    route = parts.supply.routes.get(delivery.route or "")
    price = parts.supply.kit_price.value
    if route is None or route.limit is None or delivery.kits.value * price <= route.limit.value:
        return
    yield Contradiction(
        (*trail, "kits"),
        N_("{kits} kits at {price} are more than {route} allows, {limit}"),
        {
            "kits": delivery.kits.value,
            "price": written_money(price),
            "route": delivery.route,
            "limit": written_money(route.limit.value),
        },
    )


def delivery_is_planned_one_way(_: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that a delivery states its day, or its order and the durations; not both."""
    own = [name for name in DURATIONS if getattr(delivery, name) is not None]
    if delivery.in_service is not None:
        for name in own:
            message = N_("given beside in_service; keep one way to plan the delivery")
            yield Contradiction((*trail, name), message, {})
        return
    missing = [] if delivery.ordered is not None else ["ordered"]
    if delivery.route is None:
        missing += [name for name in DURATIONS if name not in own]
    if missing:
        message = N_("write in_service; or else these are missing: {missing}")
        yield Contradiction(trail, message, {"missing": ", ".join(missing)})
    if delivery.delay is not None:
        message = N_("delay belongs to in_service; the durations have their own low and high")
        yield Contradiction((*trail, "delay"), message, {})


def delivery_comes_in_time(parts: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that kits are planned into service from the start on and before the deadline."""
    stated = delivery.in_service is not None
    unknown = len(parts.supply.durations(delivery)) < len(DURATIONS)
    if not stated and (delivery.ordered is None or unknown):
        return
    planned = parts.supply.planned_in_service(delivery)
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
    if delivery.until is not None and delivery.until < planned:
        message = N_("{found} is before the first day of work, {planned}")
        values: dict[str, object] = {"found": delivery.until, "planned": planned}
        yield Contradiction((*trail, "until"), message, values)


def delivery_goes_back_if_lent(_: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that only kits on loan go back."""
    if delivery.until is not None and delivery.funder != "loan":
        message = N_("only kits on loan go back; write funder: loan, or leave until out")
        yield Contradiction((*trail, "until"), message, {})


def delivery_is_more_than_its_spares(_: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that no more kits are held back than are delivered."""
    if delivery.spares is not None and delivery.spares.value > delivery.kits.value:
        message = N_("{found} spares of {kits} kits")
        values: dict[str, object] = {"found": delivery.spares.value, "kits": delivery.kits.value}
        yield Contradiction((*trail, "spares"), message, values)


def delivery_is_placed_in_full(_: Parts, delivery: Delivery, trail: Trail) -> Findings:
    """Check that a named placement stands alone and places every kit."""
    if delivery.to is None:
        return
    if delivery.placement is not None:
        message = N_("given beside to; keep one of them")
        yield Contradiction((*trail, "placement"), message, {})
    placed = sum(delivery.to.values())
    kits = delivery.kits.value - (delivery.spares.value if delivery.spares else 0)
    if placed != kits:
        yield Contradiction(
            (*trail, "to"),
            N_("{found} kits are placed; to place are {kits}"),
            {"found": placed, "kits": kits},
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
