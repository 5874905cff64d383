"""Kits come, go to their stations, move between districts and go back."""

from __future__ import annotations

import numpy as np
import simpy
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.agenda import KITS, Moment, Steps
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.fleet import NOWHERE, Fleet
from cccd_sim.campaign.hooked import moves
from cccd_sim.campaign.kits import Kit, KitState
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.recorder import Recorder
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.campaign.workshop import Workshop
from cccd_sim.scenario.hooks import TransferNight, Transfers
from cccd_sim.scenario.placement import destinations
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]
MONDAY = 0


class Deliveries:
    """What moves kits, at midnight: deliveries, returns of loans, transfers."""

    def __init__(
        self,
        scenario: Scenario,
        places: Places,
        fleet: Fleet,
        workshop: Workshop,
        recorder: Recorder,
        streams: Streams,
    ) -> None:
        self.scenario, self.places, self.fleet = scenario, places, fleet
        self.workshop, self.recorder, self.streams = workshop, recorder, streams
        self.transfers, self.hook = scenario.supply.transfers, scenario.hooks.transfers

    def remaining(self) -> Counts:
        """Return the residents of each district who never had a dossier taken."""
        return self.places.eligible - self.recorder.residents

    def by_district(self) -> Counts:
        """Return the kits of each fixed station, those of a district's team with its own."""
        kits, places = self.fleet.belonging(), self.places
        found = kits[: places.fixed].copy()
        found[: places.units] += np.where(places.team >= 0, kits[places.team], 0)
        return found

    def batch(self, env: simpy.Environment, name: str, kits: list[Kit]) -> Steps:
        """Have a batch come and enter service, each kit where the rule sends it."""
        first = kits[0]
        if first.delivered < first.in_service:
            yield midnight(env, first.delivered)
            for kit in kits:
                kit.state = KitState.COMMISSIONING
        yield midnight(env, first.in_service)
        for kit in kits:
            if kit.spare:
                self.workshop.hold_back(kit)
        placed = [kit for kit in kits if not kit.spare]
        to = destinations(self.scenario, name, len(placed), self.by_district(), self.remaining())
        for kit, station in zip(placed, to, strict=True):
            self.fleet.enter(kit, station)
            env.process(self.workshop.life(env, kit))
        if first.until:
            yield midnight(env, first.until + 1)
            yield from self.give_back(env, kits)

    def give_back(self, env: simpy.Environment, kits: list[Kit]) -> Steps:
        """Return borrowed kits, each when the work of its last night is done."""
        for kit in kits:
            while left := self.fleet.unfinished(kit, int(env.now)):
                yield Moment(env, int(env.now) + left, KITS)
            if kit in self.workshop.spares:
                self.workshop.spares.remove(kit)
            kit.returned = int(env.now) // clock.TICKS_PER_DAY
            self.workshop.count_down(kit, int(env.now))
            self.fleet.leave(kit, int(env.now), KitState.RETURNED)

    # ---- transfers -------------------------------------------------------------------------------

    def overnight(self, env: simpy.Environment, day: WorkingDay, citizens: Citizens) -> None:
        """Send kits to other districts, by the policy of the scenario."""
        if self.hook is not None:
            self.move_as_told(env, self.hook, day, citizens)
        elif self.transfers.policy == "when_finished":
            self.move_from_finished(env, citizens)
        elif self.transfers.policy == "weekly_by_need" and day.date.weekday() == MONDAY:
            self.move_by_need(env)

    def move_as_told(
        self, env: simpy.Environment, hook: Transfers, day: WorkingDay, citizens: Citizens
    ) -> None:
        """Send the kits that a function of one's own tells."""
        units, fleet, now = range(self.places.units), self.fleet, int(env.now)
        free = [
            sum(bool(fleet.up[kit.number]) and not fleet.unfinished(kit, now) for kit in here)
            for here in map(fleet.at, units)
        ]
        night = TransferNight(
            day=day.number,
            ordinal=day.date.toordinal(),
            kits=self.by_district()[: self.places.units],
            free=np.array(free, np.int64),
            coming=self.coming,
            remaining=self.remaining(),
            can_ask=np.array([citizens.anybody_left(d) for d in units], bool),
            luck=self.streams.of("hook", "transfers", day.number),
        )
        for giver, to in moves(hook, night):
            self.send(env, giver, to)

    def move_from_finished(self, env: simpy.Environment, citizens: Citizens) -> None:
        """Send all kits but one of districts with nobody left to where need is greatest."""
        for d in range(self.places.units):
            while not citizens.anybody_left(d) and self.by_district()[d] > 1:
                need, kits = self.remaining(), self.by_district()[: self.places.units]
                to = int(np.argmax(need / np.maximum(kits + self.coming, 0.5)))
                if not citizens.anybody_left(to) or not self.send(env, d, to):
                    break

    def move_by_need(self, env: simpy.Environment) -> None:
        """Level remaining citizens for each kit, as long as a move helps the neediest."""
        for _ in range(len(self.fleet.kits)):
            kits = self.by_district()[: self.places.units] + self.coming
            need = self.remaining()
            to = int(np.argmax(need / np.maximum(kits, 0.5)))
            load = np.where(kits > 1, need / np.maximum(kits - 1, 0.5), np.inf)
            giver = int(np.argmin(load))
            worth = load[giver] < need[to] / (kits[to] + 1)
            if giver == to or not worth or not self.send(env, giver, to):
                return

    @property
    def coming(self) -> Counts:
        """Return the kits on their way to each district."""
        found = np.zeros(self.places.units, np.int64)
        for kit in self.fleet.kits:
            if kit.state is KitState.IN_TRANSFER and kit.bound_for >= 0:
                found[kit.bound_for] += 1
        return found

    def send(self, env: simpy.Environment, giver: int, to: int) -> bool:
        """Send a kit of a district's own station to another; tell whether there was one."""
        now, fleet = int(env.now), self.fleet
        for kit in reversed(fleet.at(giver)):
            if fleet.up[kit.number] and not fleet.unfinished(kit, now):
                fleet.leave(kit, now, KitState.IN_TRANSFER)
                kit.bound_for = to
                kit.transfers += 1
                env.process(self.transfer(env, kit))
                return True
        return False

    def transfer(self, env: simpy.Environment, kit: Kit) -> Steps:
        """Put a transferred kit to work when it has arrived."""
        days = self.transfers.time.value
        yield Moment(env, int(env.now) + max(1, round(days * clock.TICKS_PER_DAY)), KITS)
        if kit.state is KitState.IN_TRANSFER:
            self.fleet.enter(kit, kit.bound_for)
        kit.bound_for = NOWHERE


def midnight(env: simpy.Environment, day: int) -> Moment:
    """Return the moment at which a day begins; now if that is past."""
    return Moment(env, max(int(env.now), (day - 1) * clock.TICKS_PER_DAY), KITS)
