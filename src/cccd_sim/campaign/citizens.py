"""The citizens of the province: their luck, drawn once each, and where they stand."""

from __future__ import annotations

import numpy as np

from cccd_sim.queueing.arrivals import NEVER_ASKED, Pool
from cccd_sim.queueing.draws import kept, lognormals
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

BLOCK = 1 << 14
"""Citizens whose luck is drawn at a time: their arrays then stay in the processor's cache."""

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
            word=kept("word", (people,), np.uint64),
            unit=kept("unit", (3, people), np.float32),
            tries=kept("tries", (people,), np.uint8),
            state=kept("state", (people,), np.uint8),
            after=kept("after", (people,), np.int32),
            district=kept("district", (people,), np.int16),
            first=self.first,
            fresh=self.first[:-1].copy(),
            due=np.full((units, days + 2, 2), -1, np.int32),
            ready=np.full((units, 2), -1, np.int32),
            again=np.zeros(units, np.int64),
            tally=np.zeros((units, 3), np.int64),
        )
        self.pool.tries[:] = 0
        self.pool.state[:] = NEVER_ASKED
        codes = [district.code for district in districts]
        self.words = [streams.of("citizen", code) for code in codes]
        self.services = [[streams.of(step, code) for step in STEPS] for code in codes]
        self.cv = [getattr(scenario.service, step).cv.value for step in STEPS]
        self.drawn = self.first[:-1].copy()
        self.spare = kept("spare", (BLOCK,), np.float64)

    @property
    def available(self) -> np.ndarray:
        """Citizens of each district whose turn can come today."""
        pool = self.pool
        return pool.again + self.first[1:] - pool.fresh

    def draw(self, district: int, people: int) -> None:
        """Draw luck as far as the next ``people`` never asked citizens of a district."""
        needed = min(self.pool.fresh[district] + people, self.first[district + 1])
        while self.drawn[district] < needed:
            start = int(self.drawn[district])
            end = int(min(start + BLOCK, self.first[district + 1]))
            self._draw_block(district, start, end)
            self.drawn[district] = end

    def _draw_block(self, district: int, start: int, end: int) -> None:
        """Draw the words and services of citizens ``start … end``."""
        pool = self.pool
        pool.district[start:end] = district
        words = self.words[district].integers(0, 1 << 64, end - start, dtype=np.uint64)
        pool.word[start:end] = words
        for step, generator in enumerate(self.services[district]):
            lognormals(generator, self.cv[step], pool.unit[step, start:end], self.spare)
