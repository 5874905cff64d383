"""The workshop: kits fail and are repaired; a spare takes the place of a failed one."""

from __future__ import annotations

from math import exp, log, log1p, sqrt
from statistics import NormalDist

import simpy

from cccd_sim import clock
from cccd_sim.campaign.agenda import KITS, Moment, Steps
from cccd_sim.campaign.fleet import NOWHERE, Fleet
from cccd_sim.campaign.kits import Kit, KitState
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.shifts import Hours
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import luck

NORMAL = NormalDist()


class Workshop:
    """Breakdown, repair and spares."""

    def __init__(self, scenario: Scenario, fleet: Fleet, places: Places, hours: Hours) -> None:
        self.fleet, self.hours = fleet, hours
        self.breakdown = scenario.supply.breakdown
        near, far = self.breakdown.repair_near.value, self.breakdown.repair_far.value
        longest = max(places.road_km) or 1.0
        self.mean_days = [near + (far - near) * road / longest for road in places.road_km]
        speed = scenario.service.road_speed.value
        self.drive = [round(road / speed * 60 * clock.TICKS_PER_MINUTE) for road in places.road_km]
        self.sigma = sqrt(log1p(self.breakdown.repair_cv.value**2))
        self.spares: list[Kit] = []

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

    def hold_back(self, kit: Kit) -> None:
        """Keep a kit at the provincial seat as a spare."""
        kit.state = KitState.SPARE
        self.spares.append(kit)

    def life(self, env: simpy.Environment, kit: Kit) -> Steps:
        """Work, fail, be repaired, work again, until replaced by a spare or taken away."""
        while self.breakdown.happens:
            fails = self.hours.wearing(kit.station).after(int(env.now), self.lifetime(kit))
            if fails is None:
                return
            yield Moment(env, fails, KITS)
            while left := self.busy_ticks(kit, int(env.now)):
                yield Moment(env, int(env.now) + left, KITS)
            if kit.state is not KitState.IN_SERVICE:
                return
            replaced = self.break_down(env, kit)
            yield Moment(env, int(env.now) + self.repair(kit), KITS)
            kit.breakdowns += 1
            if self.mend(kit, int(env.now), replaced):
                return

    def busy_ticks(self, kit: Kit, now: int) -> int:
        """Return how long a failure must wait: a kit on the road, or one ending last night's work.

        On the road nobody uses it, so a failure shows a day later.
        """
        if kit.state is KitState.IN_TRANSFER:
            return clock.TICKS_PER_DAY
        return self.fleet.unfinished(kit, now)

    def break_down(self, env: simpy.Environment, kit: Kit) -> bool:
        """Have a kit fail now; tell whether a spare is on its way."""
        now, station = int(env.now), kit.station
        self.fleet.fail(kit, now)
        kit.state, kit.failed_at = KitState.DOWN, now
        if self.fleet.anybody_rests(station):
            self.fleet.man(station, now)
        if not self.spares:
            return False
        spare = self.spares.pop(0)
        spare.state = KitState.IN_TRANSFER
        self.fleet.put(kit.number, NOWHERE, False)
        self.count_down(kit, now - now % clock.TICKS_PER_DAY + clock.TICKS_PER_DAY)
        env.process(self.replacement(env, spare, station))
        return True

    def mend(self, kit: Kit, now: int, replaced: bool) -> bool:
        """Have a repaired kit work again, or be a spare; tell whether its work is over for now."""
        self.count_down(kit, now)
        if kit.state is not KitState.DOWN:  # a loan that went back meanwhile
            return True
        if replaced:
            self.hold_back(kit)
            return True
        self.fleet.enter(kit, kit.station)
        self.fleet.join(kit, now)
        return False

    def count_down(self, kit: Kit, until: int) -> None:
        """Count the opening hours a kit that failed was down, as long as it has a station."""
        if kit.failed_at >= 0:
            kit.down_ticks += self.hours.open(kit.station).between(kit.failed_at, until)
            kit.failed_at = -1

    def replacement(self, env: simpy.Environment, spare: Kit, station: int) -> Steps:
        """Drive a spare to the station of a failed kit and put it to work there."""
        yield Moment(env, int(env.now) + max(1, self.drive[station]), KITS)
        if spare.state is KitState.IN_TRANSFER:
            spare.transfers += 1
            self.fleet.enter(spare, station)
            self.fleet.join(spare, int(env.now))
            yield from self.life(env, spare)
