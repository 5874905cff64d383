"""The citizens of the province: their luck, drawn once each, and where they stand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.draws import draw_citizens
from cccd_sim.queueing.memory import kept
from cccd_sim.queueing.pool import AT_A_TIME, CAME, CITIZEN, NEVER_ASKED, STAYS, Pool, empty_lists
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

SMALLEST_BLOCK, LARGEST_BLOCK = 1 << 10, 1 << 15
"""Citizens whose luck is drawn at a time: few where few are asked, then ever more."""

STEPS = ("reception", "capture", "finishing")


class Citizens:
    """All citizens, district after district; their luck is drawn when their turn comes near.

    Each purpose and district has a stream of its own, read in the order of the citizens'
    numbers, so how far it has been read changes nobody's luck.
    """

    def __init__(self, scenario: Scenario, streams: Streams, days: int) -> None:
        districts = scenario.demand.districts
        self.first = np.cumsum([0, *(district.eligible for district in districts)])
        people, units = int(self.first[-1]), len(districts)
        self.pool = Pool(
            people=kept("people", (people,), CITIZEN),
            state=kept("state", (people,), np.uint8),
            tries=kept("tries", (people,), np.uint8),
            first=self.first,
            fresh=self.first[:-1].copy(),
            tally=np.zeros((units, 3), np.int64),
            who=np.zeros(AT_A_TIME, np.int64),
            words=np.zeros(AT_A_TIME, np.uint64),
            numbers=np.zeros(AT_A_TIME, np.int64),
            missed=np.zeros(AT_A_TIME, np.int64),
            places=np.zeros(AT_A_TIME, np.int64),
            lucks=np.zeros((4, AT_A_TIME)),
            **empty_lists(people, units, days + 2),
        )
        self.pool.state[:] = NEVER_ASKED
        self.pool.tries[:] = 0
        codes = [district.code for district in districts]
        self.words = [streams.of("citizen", code) for code in codes]
        self.services = [[streams.of(step, code) for step in STEPS] for code in codes]
        self.cv = [getattr(scenario.service, step).cv.value for step in STEPS]
        self.drawn = self.first[:-1].copy()

    @property
    def available(self) -> NDArray[np.int64]:
        """Citizens of each district whose turn can come today."""
        pool = self.pool
        found: NDArray[np.int64] = pool.ready[:, 2] + self.first[1:] - pool.fresh
        return found

    def census(self) -> NDArray[np.int64]:
        """Return how many citizens of each district (rows) are in each state (columns)."""
        found = np.zeros((self.first.size - 1, CAME + 1), np.int64)
        for d, (start, asked, end) in enumerate(
            zip(self.first, self.pool.fresh, self.first[1:], strict=False)
        ):
            states = self.pool.state[start:asked] & ~np.uint8(STAYS)
            found[d] = [np.count_nonzero(states == state) for state in range(CAME + 1)]
            found[d, NEVER_ASKED] += end - asked
        return found

    def draw(self, turns: NDArray[np.int64]) -> None:
        """Draw luck as far as the turn of ``turns`` more citizens of each district reaches."""
        needed = np.minimum(self.pool.fresh + turns, self.first[1:])
        for d in np.flatnonzero(self.drawn < needed).tolist():
            first, start = int(self.first[d]), int(self.drawn[d])
            block = min(max(SMALLEST_BLOCK, start - first), LARGEST_BLOCK)
            end = min(max(start + block, int(needed[d])), int(self.first[d + 1]))
            people = self.pool.people[start:end]
            draw_citizens(people, self.words[d], self.services[d], self.cv)
            self.drawn[d] = end
