"""Write down what a campaign gave its stations, so that the twin can live through the same."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from by_kernel import story_of
from twin import Day, Script, Story

from cccd_sim.campaign.model import Campaign
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing.state import CARRIED, RECEIVED, TAIL


class Notes:
    """Listens to every call a campaign makes to its stations."""

    def __init__(self, campaign: Campaign) -> None:
        self.stations = campaign.stations
        self.days: dict[int, list[Day]] = defaultdict(list)
        self.stories: dict[int, list[Story]] = defaultdict(list)
        self.spells: dict[int, dict[int, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
        for name in ("open", "close", "settle", "gain", "lose"):
            setattr(self.stations, name, self._heard(getattr(self.stations, name), name))

    def _heard(self, call: Any, name: str) -> Any:
        note = getattr(self, name)

        def heard(*values: Any) -> Any:
            result = call(*values)
            note(result, *values)
            return result

        return heard

    def open(self, _: None, today: WorkingDay) -> None:
        """Keep the received of yesterday in mind, and the day itself."""
        self.today = today
        self.received = self.stations.queue.counts[:, RECEIVED].copy()
        self.carried = self.stations.queue.counts[:, CARRIED].copy()

    def close(self, _: None, __: int) -> None:
        """Read each station's day before it is settled."""
        for j in range(self.stations.count):
            if self.stations.kits[j]:
                story = story_of(self.stations.queue, j, int(self.received[j]))
                self.stories[j].append(story)

    def settle(self, _: Any, __: int, ___: Any) -> None:
        """Write the day down: who came when with which services, and who comes again."""
        q, each = self.stations.queue, self.today.period.desks_per_kit
        for j in np.flatnonzero(self.stations.kits).tolist():
            tail, line = q.counts[j, TAIL], q.line[j, : q.counts[j, CARRIED]]
            people = q.citizen[j, :tail].tolist()
            services = dict(
                zip(people, zip(*q.service[:, j, :tail].tolist(), strict=True), strict=True)
            )
            new = slice(self.carried[j], tail)
            arrivals = list(zip(q.arrival[j, new].tolist(), people[new], strict=True))
            kits = int(self.stations.kits[j])
            desks = kits * each.reception.value, kits * each.finishing.value
            stays = frozenset(line.tolist())
            self.days[j].append(Day(self.today.blocks, desks, arrivals, services, stays))

    def gain(self, _: None, station: int, slot: int, now: int) -> None:
        """A kit comes up."""
        self.spells[station][slot].append([now, 1 << 60])

    def lose(self, left: int, station: int, slot: int, now: int) -> None:
        """A kit goes down."""
        if not left:
            self.spells[station][slot][-1][1] = now

    def scripts(self) -> dict[int, tuple[Script, list[Story]]]:
        """Return for each station its script and what the kernel made of it."""
        return {j: (Script(days, self.spells[j]), self.stories[j]) for j, days in self.days.items()}
