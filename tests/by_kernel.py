"""Play a script of the twin with the compiled kernel, stopping by as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import count
from typing import Any

import numpy as np
from script import Day, Script, Story

from cccd_sim.queueing import changes as compiled_changes
from cccd_sim.queueing import kernel as compiled_kernel
from cccd_sim.queueing.state import (
    CARRIED,
    LOGGED_1,
    NEED_1,
    NOBODY,
    RECEIVED,
    SENT_AWAY,
    TAIL,
    UNIT,
    VISIT_BITS,
    WAITED,
    Queue,
    empty_queue,
)

HERE = np.zeros(1, np.int64)
STOP, CLOSE, KIT_UP, KIT_DOWN, LINE, PACE, OPEN = 0, 1, 2, 2.5, 2.6, 2.7, 3
"""Order within a tick, as in the product; a stop may come anywhere."""


def play(
    script: Script, stops: Iterable[int] = (), engine=(compiled_kernel, compiled_changes)
) -> list[Story]:
    """Return what happened on each day of the script; ``engine`` is the pair of modules."""
    return _Play(script, *engine).run(stops)


class _Play:
    """One station driven by a sorted list of events: first advance, then change."""

    def __init__(self, script: Script, kernel, changes) -> None:
        self.script, self.kernel, self.changes, self.stories = script, kernel, changes, []
        self.number = count()
        visits = sum(len(day.arrivals) for day in script.days) + 1
        servers = max([*(max(day.desks) for day in script.days), len(script.spells)])
        self.q = empty_queue(1, servers, len(script.spells), visits)

    def run(self, stops: Iterable[int]) -> list[Story]:
        """Do everything in order of (tick, kind)."""
        todo = [(tick, STOP, self.stop, ()) for tick in stops]
        for slot, spells in self.script.spells.items():
            if spells:
                todo.append((spells[0][0], KIT_UP, self.gain, (slot, list(spells))))
        for tick, desks, kits in self.script.paces:
            todo.append((tick, PACE, self.pace, (desks, kits)))
        for tick, end in self.script.frozen:
            todo.append((tick, LINE, self.freeze, (end,)))
        for day in self.script.days:
            last = len(day.blocks) - 1
            for number, (start, end) in enumerate(day.blocks):
                opening = (self.open, (day,)) if number == 0 else (self.reopen, (end,))
                todo.append((start, OPEN, *opening))
                if number < last:
                    todo.append((end, CLOSE, self.pause, (day.blocks[number + 1][0],)))
                else:
                    todo.append((end, CLOSE, self.close, (day,)))
        self.agenda: list[Any] = []
        for event in todo:
            self.later(*event)
        while self.agenda:
            tick, _, _, act, values = heappop(self.agenda)
            act(tick, *values)
        return self.stories

    def stop(self, tick: int) -> None:
        self.kernel.advance(HERE, tick, False, self.q)

    def pace(self, tick: int, desks: int, kits: dict[int, int]) -> None:
        self.stop(tick)
        paces = np.array([kits.get(slot, UNIT) for slot in range(len(self.script.spells))])
        self.changes.set_pace(HERE, np.array([desks]), paces, self.q)

    def freeze(self, tick: int, end: int) -> None:
        self.stop(tick)
        self.changes.freeze(HERE, tick, end, self.q)

    def gain(self, tick: int, slot: int, spells: list[tuple[int, int]]) -> None:
        self.stop(tick)
        self.changes.gain_kit(0, slot, tick, self.q)
        self.later(spells[0][1], KIT_DOWN, self.lose, (slot, spells[1:]))

    def lose(self, tick: int, slot: int, spells: list[tuple[int, int]]) -> None:
        self.stop(tick)
        if left := self.changes.unfinished(0, slot, tick, self.q):
            self.later(tick + left, KIT_DOWN, self.lose, (slot, spells))
            return
        self.changes.lose_kit(0, slot, tick, self.q)
        if spells:
            self.later(max(tick, spells[0][0]), KIT_UP, self.gain, (slot, spells))

    def later(self, tick: int, order: float, act: Any, values: tuple[Any, ...]) -> None:
        heappush(self.agenda, (tick, order, next(self.number), act, values))

    def pause(self, tick: int, until: int) -> None:
        self.stop(tick)
        self.changes.pause(HERE, until, self.q)

    def reopen(self, tick: int, shut: int) -> None:
        self.stop(tick)
        self.changes.reopen(HERE, np.array([tick]), shut, self.q)

    def open(self, tick: int, day: Day) -> None:
        q, carried = self.q, self.q.counts[0, CARRIED]
        people = [*q.line[0, :carried], *(i for _, i in day.arrivals)]
        q.citizen[0, : len(people)] = people
        q.arrival[0, carried : len(people)] = [tick for tick, _ in day.arrivals]
        for visit, i in enumerate(people):
            q.service[:, 0, visit] = day.services[int(i)]
            if int(i) in day.away:
                q.visits[NEED_1, 0, visit] *= -1
        q.counts[0, TAIL] = len(people)
        self.received = int(q.counts[0, RECEIVED])
        gates = np.array([tick])
        self.changes.open_day(HERE, gates, day.blocks[0][1], np.array([day.desks]), q)

    def close(self, tick: int, day: Day) -> None:
        self.stop(tick)
        self.changes.count_overtime(HERE, self.q)
        self.kernel.advance(HERE, self.changes.FOREVER, True, self.q)
        self.changes.close_day(HERE, self.q)
        self.stories.append(story_of(self.q, 0, self.received))
        self.keep(day)

    def keep(self, day: Day) -> None:
        """Drop from the line who does not come tomorrow."""
        s, line = self.q.counts[0], self.q.line[0]
        coming = [k for k in range(s[CARRIED]) if day.stays is None or int(line[k]) in day.stays]
        s[RECEIVED] = sum(k < s[RECEIVED] for k in coming)
        line[: len(coming)] = line[coming]
        s[CARRIED] = len(coming)


def story_of(q: Queue, j: int, received: int) -> Story:
    """Read from a closed day what happened at station ``j``; ``received`` came with yesterday's."""
    s, story = q.counts[j], Story()
    for step, first in ((0, received), (1, 0), (2, 0)):
        for key in q.log[step, j, first : s[LOGGED_1 + 2 * step]]:
            story.ends[step].append((int(key >> VISIT_BITS), int(q.citizen[j, key & NOBODY])))
    story.line, story.received = q.line[j, : s[CARRIED]].tolist(), int(s[RECEIVED])
    story.busy = {k: int(x) for k, x in enumerate(q.busy[j]) if x}
    story.overtime = {k: int(x) for k, x in enumerate(q.overtime[j]) if x}
    story.waited, story.sent_away = int(s[WAITED]), int(s[SENT_AWAY])
    return story
