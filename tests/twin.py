"""The plain SimPy twin of a station: the oracle of the compiled kernel.

One process per citizen and per kit, a ``PriorityResource`` for each row of desks, and the same
draws, made beforehand. It knows nothing of keys, logs or heaps of the kernel and shares no code
with it. Time is in ticks; within one tick the priorities below settle the order:

closing, completions and arrivals, breakdowns, repairs and lost lines, opening, starts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Sequence
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any

import simpy
from closure import Closure
from script import Day, Script, Story, open_ticks

CLOSING, ENDS, KITS, CAPTURED, OPENING, STARTS = 0, 1, 1.5, 1.6, 2.5, 3
"""Order within a tick; ``ENDS`` is SimPy's own priority of a timeout."""

NOT_RECEIVED = 1 << 62
IN_A_WHOLE = 65_536
RECEIVE, FINISH = 0, 1
"""What a crew of two does first."""
Steps = Generator[simpy.Event, Any, None]


class Twin:
    """One station over the days of a script; ``run`` returns a :class:`Story` for each day."""

    def __init__(self, script: Script) -> None:
        self.script, self.env = script, simpy.Environment()
        self.home: list[tuple[int, int, int]] = []  # (ready or NOT_RECEIVED, visit, citizen)
        self.queue: list[tuple[int, int, simpy.Event]] = []  # for capture: (ready, visit, turn)
        self.idle: list[tuple[int, int]] = []  # kits: (free since, slot)
        self.at_kit: dict[int, tuple[simpy.Process, int]] = {}  # slot: (citizen, when done)
        self.begun_today: set[int] = set()  # slots whose capture began since the last closing
        self.desk_queue: list[tuple[int, int, simpy.Event]] = []  # of a crew of two
        self.capture_open = self.is_open = self.on_break = self.matching = self.frozen = False
        self.new_paces = [tick for tick, _, _ in script.paces]
        self.stories: list[Story] = []
        self.reception = self.finishing = simpy.PriorityResource(self.env, 1)

    def run(self) -> list[Story]:
        """Play the script to its end."""
        self.env.process(self.days())
        for slot, spells in self.script.spells.items():
            self.env.process(self.kit(slot, spells))
        self.env.process(self.losing_the_line())
        self.env.run()
        return self.stories

    def at(self, tick: int, order: float) -> simpy.Event:
        """Return an event at ``tick``, in its place among the events of that tick."""
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        self.env.schedule(event, priority=order, delay=tick - self.env.now)
        return event

    # ---- the day -------------------------------------------------------------------------

    def days(self) -> Steps:
        """Open and close; between two days only the desks and the people in line change."""
        for day in self.script.days:
            self.today = day
            closures = self.prepare()
            for number, (start, end) in enumerate(self.today.blocks):
                yield self.at(start, OPENING)
                if number == 0:
                    self.open_doors()
                for closure in closures:
                    closure.end()
                self.capture_open, self.on_break = True, False
                self.match_later()
                yield self.at(end, CLOSING)
                self.capture_open = False
                self.on_break = number + 1 < len(self.today.blocks)
                closures = [Closure(self.reception)]
                if number + 1 < len(self.today.blocks):
                    closures.append(Closure(self.finishing))
            self.night = closures[0]
            self.close_doors()

    def prepare(self) -> list[Closure]:
        """Man the desks; reception stays closed until the doors open."""
        reception, finishing = self.today.desks
        self.shared, finishing = finishing == 0, max(1, finishing)
        if self.reception.capacity != reception or not self.stories:
            self.reception = simpy.PriorityResource(self.env, reception)
            self.night = Closure(self.reception)
        if self.finishing.capacity != finishing or not self.stories:
            self.finishing = simpy.PriorityResource(self.env, finishing)
        self.env.process(self.arrivals(self.today))
        return [self.night]

    def open_doors(self) -> None:
        """Let in those who waited yesterday."""
        if self.shared:
            self.man(self.today.desks[0])
        self.story, line = Story(), sorted(self.home)
        self.stories.append(self.story)
        self.home, self.is_open = [], True
        stays = self.yesterday_stays
        coming = [x for x in line if stays is None or x[2] in stays]
        for visit, (ready, _, citizen) in enumerate(coming):
            self.env.process(self.citizen(citizen, visit, ready != NOT_RECEIVED))
        self.carried = len(coming)

    yesterday_stays: frozenset[int] | None = None

    def close_doors(self) -> None:
        """Send home who waits for reception or capture; what is in progress goes on."""
        self.is_open, self.closed_at = False, self.env.now
        self.yesterday_stays = self.today.stays
        self.begun_today.clear()
        for request in list(self.reception.queue):
            if request.proc is not None and request.priority >= 0:
                request.proc.interrupt("closing")
        for _, _, turn in self.queue:
            turn.fail(simpy.Interrupt("closing"))
        self.queue = []
        for duty, _, turn in self.desk_queue:
            if duty == RECEIVE:
                turn.fail(simpy.Interrupt("closing"))
        self.desk_queue = [wish for wish in self.desk_queue if wish[0] == FINISH]
        heapify(self.desk_queue)

    def arrivals(self, day: Day) -> Steps:
        """Let the day's citizens walk in."""
        for number, (tick, citizen) in enumerate(day.arrivals):
            yield self.at(tick, ENDS)
            if day.blocks[0][0] == tick and not self.is_open:
                yield self.at(tick, OPENING + 0.1)
            self.env.process(self.citizen(citizen, self.carried + number, received=False))

    # ---- a citizen -----------------------------------------------------------------------

    def citizen(self, i: int, visit: int, received: bool) -> Steps:
        """Be received, captured and finished; or be sent home, or away, on the way."""
        env, story, need, away = self.env, self.story, self.today.services[i], self.today.away
        desks = None if self.shared else (self.reception, self.finishing)
        ready = env.now
        try:
            if not received:
                self.must_be_open()
                yield from self.at_desk(desks, RECEIVE, visit, need[0])
                if i in away:
                    story.sent_away += 1
                    return
                story.ends[0].append((env.now, i))
                ready, received = env.now, True
            slot = yield from self.capture(i, visit, need[1], ready)
        except simpy.Interrupt:
            story.waited += max(0, self.closed_at - ready)
            self.home.append((ready if received else NOT_RECEIVED, visit, i))
            return
        yield self.at(env.now, CAPTURED + slot / 8192)  # captures of one tick end by kit
        yield from self.at_desk(desks, FINISH, visit, need[2])
        story.ends[2].append((env.now, i))

    def at_desk(self, desks: Any, duty: int, visit: int, need: int) -> Steps:
        """Wait for a desk and be served; ``desks`` are the two rows, or None for one in common."""
        env, story, ready = self.env, self.story, self.env.now
        if desks is None:
            turn = env.event()
            heappush(self.desk_queue, (duty, visit if duty == RECEIVE else next(self.order), turn))
            self.match_later()
            yield turn
            story.waited += env.now - ready
            yield env.timeout(self.slower(need))
            self.idle_desks += 1
            self.match_later()
            return
        with desks[duty].request(priority=visit if duty == RECEIVE else 0) as desk:
            yield desk
            story.waited += env.now - ready
            yield env.timeout(self.slower(need))

    def capture(self, i: int, visit: int, need: int, ready: int) -> Generator[Any, Any, int]:
        """Wait for a kit; if it fails, wait again at the old place and start from nothing."""
        env, story, since = self.env, self.story, ready
        while True:
            try:
                self.must_be_open()
                turn = env.event()
                heappush(self.queue, (ready, visit, turn))
                self.match_later()
                slot = yield turn
            except simpy.Interrupt:
                story.waited -= max(0, since - ready)  # the caller counts from `ready` on
                raise
            story.waited += env.now - since
            self.begun_today.add(slot)
            if (yield from self.be_captured(slot, self.slower(need, slot))):
                story.ends[1].append((env.now, i))
                heappush(self.idle, (env.now, slot))
                self.match_later()
                return slot
            since = env.now
            story.restarts += 1

    def be_captured(self, slot: int, left: int) -> Generator[Any, Any, bool]:
        """Stand at a kit for ``left`` ticks, longer if the line is lost; tell if it held out."""
        env, story, today = self.env, self.story, self.today
        while True:
            start = env.now
            self.at_kit[slot] = env.active_process, start + left
            why = None
            try:
                yield env.timeout(left)
            except simpy.Interrupt as interrupt:
                why = interrupt.cause
            spent = env.now - start
            left -= spent
            story.busy[slot] += spent
            story.overtime[slot] += spent - open_ticks(today.blocks, start, env.now)
            if why == "line":
                self.at_kit[slot] = env.active_process, self.thaw + left
                try:
                    yield self.at(self.thaw, KITS)
                    continue
                except simpy.Interrupt:
                    why = "breakdown"
            del self.at_kit[slot]
            return why is None

    def must_be_open(self) -> None:
        """Turn away whoever comes to a step after closing."""
        if not self.is_open:
            raise simpy.Interrupt("closing")

    # ---- the kits ------------------------------------------------------------------------

    def match_later(self) -> None:
        """Give kits to citizens once everything else of this tick has happened."""
        if not self.matching:
            self.matching = True
            self.at(self.env.now, STARTS).callbacks.append(self.match)

    def match(self, _: simpy.Event) -> None:
        """Give the kit free longest to the citizen received first, and so on; desks if shared."""
        self.matching = False
        while self.capture_open and not self.frozen and self.queue and self.idle:
            heappop(self.queue)[2].succeed(heappop(self.idle)[1])
        while self.desk_queue and self.idle_desks > 0 and not self.on_break:
            self.idle_desks -= 1
            heappop(self.desk_queue)[2].succeed()

    # ---- crews and the line ---------------------------------------------------------------

    idle_desks = 0
    manned = 0
    order = count()

    def man(self, desks: int) -> None:
        """Have ``desks`` shared desks from the opening on; officers leave when they are done."""
        self.idle_desks += desks - self.manned
        self.manned = desks

    def slower(self, need: int, slot: int | None = None) -> int:
        """Return the ticks a service takes that starts now, at a desk or at a kit.

        After closing crews keep the pace they have.
        """
        k = bisect_right(self.new_paces, self.env.now if self.is_open else self.closed_at - 1)
        if k == 0:
            return need
        _, desks, kits = self.script.paces[k - 1]
        return need * (desks if slot is None else kits[slot]) // IN_A_WHOLE

    def losing_the_line(self) -> Steps:
        """Have captures that were begun since the opening stand still while the line is down."""
        for start, end in self.script.frozen:
            yield self.at(start, KITS)
            self.frozen, self.thaw = True, end
            for slot in sorted(self.begun_today & set(self.at_kit)):
                self.at_kit[slot][0].interrupt("line")
            yield self.at(end, KITS)
            self.frozen = False
            self.match_later()

    def kit(self, slot: int, spells: Sequence[tuple[int, int]]) -> Steps:
        """Come up and fail; work begun before a closing is done in any case."""
        for up, down in spells:
            yield self.at(max(up, self.env.now), KITS)
            heappush(self.idle, (self.env.now, slot))
            self.match_later()
            yield self.at(max(down, self.env.now), KITS)
            if slot in self.at_kit and slot not in self.begun_today:
                yield self.at(self.at_kit[slot][1], KITS)
            if slot in self.at_kit:
                self.at_kit[slot][0].interrupt("breakdown")
            else:
                self.idle = [kit for kit in self.idle if kit[1] != slot]
                heapify(self.idle)
