"""Write down what a campaign gave its stations, so that the twin can live through the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from by_kernel import story_of
from script import Day, Script, Story
from twin import Twin

from cccd_sim.campaign.model import Campaign
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing.state import CARRIED, RECEIVED, TAIL

Spells = dict[int, list[list[int]]]

CHANGES = ("open", "close", "gain", "lose", "man", "set_pace", "freeze")
"""What is done to stations, in the order of their day."""


class Notes:
    """Listens to every call a campaign makes to its stations."""

    def __init__(self, campaign: Campaign) -> None:
        self.stations = campaign.stations
        self.days: dict[int, list[Day]] = defaultdict(list)
        self.stories: dict[int, list[Story]] = defaultdict(list)
        self.spells: dict[int, Spells] = defaultdict(lambda: defaultdict(list))
        self.paces: dict[int, list[tuple[int, int, dict[int, int]]]] = defaultdict(list)
        self.frozen: dict[int, list[tuple[int, int]]] = defaultdict(list)
        heard = [(self.stations, name, name) for name in CHANGES]
        for owner, name, note in [*heard, (campaign, "close", "settled")]:
            setattr(owner, name, self._heard(getattr(owner, name), note))

    def _heard(self, call: Any, name: str) -> Any:
        note = getattr(self, name)

        def heard(*values: Any) -> None:
            call(*values)
            note(*values)

        return heard

    def open(self, gates: Any, _: int, desks: Any) -> None:
        """Note who comes again, of them the received, and today's hours and desks."""
        q = self.stations.queue
        self.gates, self.desks = gates.tolist(), desks.tolist()
        self.received, self.carried = q.counts[:, RECEIVED].tolist(), q.counts[:, CARRIED].tolist()
        for j in self.stations.open_today.tolist():
            stays = frozenset(q.line[j, : self.carried[j]].tolist())
            self.days[j][-1:] = [replace(day, stays=stays) for day in self.days[j][-1:]]

    def close(self, _: int) -> None:
        """Read each station's day before it is settled."""
        for j in self.stations.open_today.tolist():
            self.stories[j].append(story_of(self.stations.queue, j, self.received[j]))

    def settled(self, today: WorkingDay, _: Any) -> None:
        """Write the day down: who came when with which services."""
        q = self.stations.queue
        for j in self.stations.open_today.tolist():
            tail, gate = int(q.counts[j, TAIL]), self.gates[j]
            people = q.citizen[j, :tail].tolist()
            needs = list(zip(*q.service[:, j, :tail].tolist(), strict=True))
            new = slice(self.carried[j], tail)
            blocks = [(max(a, gate), b) for a, b in today.blocks if gate < b]
            # a team that comes in the break is waited for from then on
            self.stories[j][-1].waited -= self.carried[j] * (blocks[0][0] - gate)
            self.days[j].append(
                Day(
                    blocks=blocks,
                    desks=tuple(self.desks[j]),
                    arrivals=list(zip(q.arrival[j, new].tolist(), people[new], strict=True)),
                    services={
                        i: (abs(a), b, c) for i, (a, b, c) in zip(people, needs, strict=True)
                    },
                    away=frozenset(i for i, need in zip(people, needs, strict=True) if need[0] < 0),
                )
            )

    def gain(self, station: int, slot: int, now: int) -> None:
        """A kit comes up, or gets a crew."""
        self.spells[station][slot].append([now, 1 << 60])

    def lose(self, station: int, slot: int, now: int) -> None:
        """A kit goes down, loses its crew, or leaves."""
        self.spells[station][slot][-1][1] = now

    def man(self, lost: Any, gained: Any, now: int) -> None:
        """Some kits lose their crews, others get one."""
        for station, slot in lost.T.tolist():
            self.lose(station, slot, now)
        for station, slot in gained.T.tolist():
            self.gain(station, slot, now)

    def set_pace(self, now: int, desks: Any, kits: Any) -> None:
        """Crews work at another pace from now on."""
        paces = dict(enumerate(kits.tolist()))
        for j in self.stations.open_today.tolist():
            self.paces[j].append((now, int(desks[j]), paces))

    def freeze(self, stations: Any, now: int, until: int) -> None:
        """A station's line goes down."""
        for j in stations.tolist():
            self.frozen[j].append((now, until))

    def scripts(self) -> dict[int, tuple[Script, list[Story]]]:
        """Return for each station its script and what the kernel made of it."""
        return {
            j: (Script(days, self.spells[j], self.paces[j], self.frozen[j]), self.stories[j])
            for j, days in self.days.items()
        }


def different_days(notes: Notes) -> tuple[list[tuple[int, int]], list[Story]]:
    """Return where the twin disagrees, as (station, day of opening), and all it lived through."""
    wrong, lived = [], []
    for j, (script, mine) in notes.scripts().items():
        theirs = Twin(script).run()
        assert len(theirs) == len(mine)
        wrong += [
            (j, n) for n, pair in enumerate(zip(mine, theirs, strict=True)) if not same(*pair)
        ]
        lived += theirs
    return wrong, lived


def same(mine: Story, theirs: Story) -> bool:
    """Tell whether a day went the same way."""
    return (
        all(sorted(a) == sorted(b) for a, b in zip(mine.ends, theirs.ends, strict=True))
        and mine.busy == {slot: spent for slot, spent in theirs.busy.items() if spent}
        and mine.overtime == {slot: spent for slot, spent in theirs.overtime.items() if spent}
        and mine.waited == theirs.waited
        and mine.sent_away == theirs.sent_away
    )
