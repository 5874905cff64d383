"""Kits: when they come, where they are placed, how they fail and are repaired."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log, log1p, sqrt
from statistics import NormalDist

import simpy

from cccd_sim import clock
from cccd_sim.campaign.agenda import KITS, Moment, Steps
from cccd_sim.campaign.shifts import OpenHours
from cccd_sim.campaign.station import Stations
from cccd_sim.scenario.fields import Given
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.supply import Breakdown, Delivery
from cccd_sim.streams import Streams, luck

NORMAL = NormalDist()


@dataclass
class Kit:
    """One kit: its permanent name and luck, its dates (days of the campaign), what it did."""

    name: str
    word: int
    funder: str
    ordered: int
    delivered: int
    in_service: int
    station: int = -1
    slot: int = -1
    open_from: int = 0
    """Open ticks of the campaign before it was placed."""
    breakdowns: int = 0
    up: list[int] = field(default_factory=list)
    """Ticks at which it came to work …"""
    down: list[int] = field(default_factory=list)
    """… and at which it failed."""


def batch(
    name: str, size: int, funder: str, dates: tuple[int, int, int], streams: Streams
) -> list[Kit]:
    """Return the kits of one batch; each has its luck by name and number, whoever else comes.

    ``dates`` are the days of order, delivery and entry into service.
    """
    words = streams.of("kit", name).integers(0, 1 << 64, size, dtype="uint64").tolist()
    return [Kit(f"{name}-{n + 1}", word, funder, *dates) for n, word in enumerate(words)]


def initial_kits(scenario: Scenario, streams: Streams) -> list[Kit]:
    """Return the kits that are there on day 1."""
    supply = scenario.supply
    size = supply.initial_kits.value
    return batch("initial", size, supply.initial_funder, (0, 1, 1), streams)


def delivered_kits(
    name: str, delivery: Delivery, scenario: Scenario, streams: Streams
) -> list[Kit]:
    """Draw when a delivery comes and return its kits."""
    start = scenario.campaign.start
    u = streams.of("delivery", name).random(4).tolist()
    ordered = 0 if delivery.ordered is None else clock.day_number(start, delivery.ordered)
    if delivery.in_service is not None:
        late = 0.0 if delivery.delay is None else triangular(delivery.delay, u[0])
        in_service = max(1, clock.day_number(start, delivery.in_service) + round(late))
        delivered = in_service
    else:
        contract, supply, commissioning = (
            0.0 if given is None else triangular(given, x)
            for given, x in zip(
                (delivery.contract, delivery.supply, delivery.commissioning), u[1:], strict=True
            )
        )
        delivered = max(1, ordered + round(contract + supply))
        in_service = max(1, ordered + round(contract + supply + commissioning))
    dates = ordered, delivered, in_service
    return batch(name, delivery.kits.value, delivery.funder, dates, streams)


def triangular(given: Given[float], u: float) -> float:
    """Return the ``u``-quantile between low and high, likeliest at the base; the base if alone."""
    if given.low is None or given.high is None or given.low == given.high:
        return given.value
    low, mode, high = given.low, given.value, given.high
    width = high - low
    if u * width < mode - low:
        return low + sqrt(u * width * (mode - low))
    return high - sqrt((1 - u) * width * (high - mode))


class Workshop:
    """Breakdown and repair: what happens to a kit from its first day to the last."""

    def __init__(self, scenario: Scenario, stations: Stations, wearing: OpenHours) -> None:
        self.stations, self.wearing = stations, wearing
        self.breakdown: Breakdown = scenario.supply.breakdown
        districts = scenario.demand.districts
        roads = [district.road_km for district in districts]
        if scenario.supply.provincial_station is not None:
            host = scenario.demand.district(scenario.supply.provincial_station.host)
            roads.append(host.road_km)
        near, far = self.breakdown.repair_near.value, self.breakdown.repair_far.value
        longest = max(roads) or 1.0
        self.mean_days = [near + (far - near) * road / longest for road in roads]
        self.sigma = sqrt(log1p(self.breakdown.repair_cv.value**2))

    def lifetime(self, kit: Kit) -> int:
        """Return the open ticks after which a kit that is up now fails."""
        u = luck(kit.word, 2 * kit.breakdowns)
        return max(1, clock.ticks(-self.breakdown.mean_open_time.value * log(1 - u)))

    def repair(self, kit: Kit) -> int:
        """Return the ticks a repair takes, by the distance of the kit's station."""
        u = luck(kit.word, 2 * kit.breakdowns + 1)
        z = NORMAL.inv_cdf(u) if u > 0 else -38.0
        days = self.mean_days[kit.station] * exp(self.sigma * z - self.sigma**2 / 2)
        return max(1, round(days * clock.TICKS_PER_DAY))

    def life(self, env: simpy.Environment, kit: Kit) -> Steps:
        """Work, fail, be repaired, work again, for as long as the campaign lasts."""
        stations, station, slot, now = self.stations, kit.station, kit.slot, int(env.now)
        while True:
            stations.gain(station, slot, now)
            kit.up.append(now)
            fails = self.wearing.after(now, self.lifetime(kit)) if self.breakdown.happens else None
            if fails is None:
                return
            yield Moment(env, fails, KITS)
            while left := stations.lose(station, slot, fails):
                fails += left
                yield Moment(env, fails, KITS)
            kit.down.append(fails)
            now = fails + self.repair(kit)
            kit.breakdowns += 1
            yield Moment(env, now, KITS)
