"""Kits: their names, luck and dates, and the state each is in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import sqrt

from cccd_sim import clock
from cccd_sim.scenario.fields import Given
from cccd_sim.scenario.placement import INITIAL
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.supply import Delivery
from cccd_sim.streams import Streams


class KitState(Enum):
    """What a kit is, from its order to its return."""

    ORDERED = "undelivered"
    COMMISSIONING = "commissioning"
    IN_SERVICE = "in service"
    DOWN = "down"
    IN_TRANSFER = "in transfer"
    SPARE = "spare"
    RETURNED = "returned"


@dataclass
class Kit:
    """One kit: its permanent name, number and luck, its dates (days), what befell it."""

    name: str
    number: int
    word: int
    funder: str
    ordered: int
    delivered: int
    in_service: int
    until: int
    """Last day of a loan, 0 if the kit stays."""
    spare: bool
    state: KitState = KitState.ORDERED
    station: int = -1
    """Where it belongs, -1 before it is placed; the last one when it has left."""
    bound_for: int = -1
    """District it is on its way to, -1 if none."""
    returned: int = 0
    breakdowns: int = 0
    transfers: int = 0
    failed_at: int = -1
    """Tick of a breakdown that is not yet mended, nor the kit replaced or gone."""
    down_ticks: int = 0
    """Opening hours lost to breakdowns that are mended."""


def batches(scenario: Scenario, streams: Streams) -> dict[str, list[Kit]]:
    """Return all kits, batch by batch in the order of the scenario, the initial ones first.

    Each kit has its luck by the name of its batch and its number there, whoever else comes.
    """
    supply, found, first = scenario.supply, {}, 0
    orders = {INITIAL: (supply.initial_kits.value, supply.initial_funder, (0, 1, 1), 0, 0)}
    for name, delivery in supply.deliveries.items():
        dates = delivery_dates(name, delivery, scenario, streams)
        start = scenario.campaign.start
        until = clock.day_number(start, delivery.until) if delivery.until else 0
        spares = delivery.spares.value if delivery.spares else 0
        orders[name] = delivery.kits.value, delivery.funder, dates, until, spares
    for name, (size, funder, dates, until, spares) in orders.items():
        words = streams.of("kit", name).integers(0, 1 << 64, size, dtype="uint64").tolist()
        found[name] = [
            Kit(f"{name}-{n + 1}", first + n, word, funder, *dates, until, n >= size - spares)
            for n, word in enumerate(words)
        ]
        first += size
    return found


def delivery_dates(
    name: str, delivery: Delivery, scenario: Scenario, streams: Streams
) -> tuple[int, int, int]:
    """Draw when a delivery is ordered, comes and works: days of the campaign, 0 if unknown."""
    start, u = scenario.campaign.start, streams.of("delivery", name).random(4).tolist()
    ordered = 0 if delivery.ordered is None else clock.day_number(start, delivery.ordered)
    if delivery.in_service is not None:
        late = 0.0 if delivery.delay is None else triangular(delivery.delay, u[0])
        in_service = max(1, clock.day_number(start, delivery.in_service) + round(late))
        return ordered, in_service, in_service
    durations = scenario.supply.durations(delivery)
    contract, supply, commissioning = map(triangular, durations, u[1:])
    delivered = max(1, ordered + round(contract + supply))
    in_service = max(1, ordered + round(contract + supply + commissioning))
    return ordered, delivered, in_service


def triangular(given: Given[float], u: float) -> float:
    """Return the ``u``-quantile between low and high, likeliest at the base; the base if alone."""
    if given.low is None or given.high is None or given.low == given.high:
        return given.value
    low, mode, high = given.low, given.value, given.high
    width = high - low
    if u * width < mode - low:
        return low + sqrt(u * width * (mode - low))
    return high - sqrt((1 - u) * width * (high - mode))
