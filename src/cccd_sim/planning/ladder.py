"""The search for the first rung from which a campaign is on time often enough.

A ladder is a row of cases, each better than the one before: more kits, or an earlier order. All are
tried with the same luck (common random numbers), so what was in time with few kits is in time with
more: it is taken for granted, not simulated again, and the narrowest cases are tried first. That
is a guide for the search only; what it finds is certified with fresh numbers, simulated in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil
from statistics import median

from cccd_sim.analysis.sequential import is_enough, most_failures
from cccd_sim.experiment.trials import Case, Laboratory, Outcome

BLOCK = 10
"""Replications tried at a time where nothing is known yet: one block of the Latin hypercube."""

PROBE = 4
"""Replications in time in a row, narrowest first, from which those further ahead are so too."""


@dataclass(frozen=True)
class Standing:
    """How a rung did.

    Parameters
    ----------
    rung
        Which.
    replications
        Numbers looked at.
    successes
        Of these in time.
    simulated
        Of these simulated here; the others are known from worse rungs that were in time, from
        better ones that were not, or lay further ahead than what was tried.
    """

    rung: int
    replications: int
    successes: int
    simulated: int


@dataclass
class Ladder:
    """A row of cases that get better, tried with common numbers.

    Parameters
    ----------
    laboratory
        Where cases are tried.
    case
        Returns the case of a rung.
    ahead
        Returns by how much an outcome is in time, or not if negative.
    numbers
        How many common numbers a rung may take.
    """

    laboratory: Laboratory
    case: Callable[[int], Case]
    ahead: Callable[[Outcome], float]
    numbers: int
    offset: int = 0
    """What is added to a number to make it that of a replication."""
    hints: dict[int, float] = field(default_factory=dict)
    """How far ahead each number was in a case much like these; from another ladder."""
    hopeless: frozenset[int] = frozenset()
    """Numbers taken to be late on every rung, because they were so in the best case of all."""
    found: dict[int, dict[int, float]] = field(default_factory=dict)
    """How far ahead each number was on each rung tried."""
    granted: dict[int, set[int]] = field(default_factory=dict)
    """Numbers taken to be in time on a rung, because narrower ones were."""
    streaks: dict[int, int] = field(default_factory=dict)
    """How many of the numbers last tried on a rung, narrowest first, were in time in a row."""

    def enough(self, rung: int, low: float, high: float, numbers: int | None = None) -> bool:
        """Return whether a rung is on time with probability ``high`` rather than ``low``.

        A sequential probability ratio test, cut off after the common numbers; it ends before where
        those left cannot change it.

        Parameters
        ----------
        numbers
            How many common numbers to use at most; all, if none is stated.
        """
        numbers = numbers or self.numbers
        most = most_failures(numbers, low, high)
        while True:
            known = {each: self.known(rung, each) for each in range(1, numbers + 1)}
            failures = sum(end is False for end in known.values())
            left = [each for each, end in known.items() if end is None]
            if failures > most or failures + len(left) <= most:
                return failures <= most
            if not self.is_seen(left[0]) and left[0] > 1:  # all before are known
                before = [known[each] for each in range(1, left[0])]
                verdict = is_enough(before.count(True), before.count(False), low, high)
                if verdict is not None:
                    return verdict
            self._try_some(rung, left)

    def first(
        self,
        start: int,
        stride: int,
        low: float,
        high: float,
        most: int,
        numbers: int | None = None,
    ) -> int | None:
        """Return the first rung from 0 to ``most`` that is enough, None if none is.

        Parameters
        ----------
        start, stride
            Where to begin, and how far to go next: the search strides from there, each time twice
            as far, until it has passed the place; then it halves what is left.
        """
        rung, step = min(max(start, 0), most), max(stride, 1)
        below, above = -1, most + 1
        while above - below > 1:
            if self.enough(rung, low, high, numbers):
                above = rung
            else:
                below = rung
            if below < 0:
                rung = max(above - step, 0)
            elif above > most:
                rung = min(below + step, most)
            else:
                rung = (below + above) // 2
            step *= 2
        return above if above <= most else None

    def known(self, rung: int, number: int) -> bool | None:
        """Return whether a number is in time on a rung, as far as it is known."""
        tried = self.found.get(rung, {}).get(number)
        if tried is not None:
            return tried >= 0
        if number in self.hopeless:
            return False
        if number in self.granted.get(rung, ()):
            return True
        for other, ends in self.found.items():
            ahead = ends.get(number)
            if ahead is not None and (ahead >= 0) == (other < rung):
                return other < rung
        if any(at < rung and number in taken for at, taken in self.granted.items()):
            return True
        return None

    def standing(self, rung: int) -> Standing:
        """Return how a rung did in the numbers from 1 on whose end is known, without a gap.

        Those beyond a gap were tried because they were narrow: they would tell a lie.
        """
        ends: list[bool] = []
        for number in range(1, self.numbers + 1):
            end = self.known(rung, number)
            if end is None:
                break
            ends.append(end)
        tried = self.found.get(rung, {})
        simulated = sum(number <= len(ends) for number in tried)
        return Standing(rung, len(ends), sum(ends), simulated)

    def needed(self, most: int) -> list[int]:
        """Return the rung up to ``most`` from which each common number should be in time.

        In the order of the rungs; empty where nothing can be said yet.
        """
        gain = self._gain()
        leads = [self._lead(0, each, gain) for each in range(1, self.numbers + 1)]
        if gain <= 0:
            return []
        return sorted(min(max(ceil(-each / gain), 0), most) for each in leads if each is not None)

    def try_(self, rung: int, numbers: Iterable[int]) -> list[Outcome]:
        """Return what a rung comes to in some numbers; keep how far ahead they were."""
        asked = list(numbers)
        outcomes = self.laboratory.try_(self.case(rung), [self.offset + each for each in asked])
        there = self.found.setdefault(rung, {})
        there.update({each: self.ahead(one) for each, one in zip(asked, outcomes, strict=True)})
        return outcomes

    def _try_some(self, rung: int, left: list[int]) -> None:
        """Try a few numbers: the narrowest, then those of which nothing is known, in order."""
        hinted = [each for each in left if self.is_seen(each)]
        if not hinted:
            self.try_(rung, left[:BLOCK])
            return
        order = self.narrowest_first(rung, hinted)
        some = order[: max(PROBE - self.streaks.get(rung, 0), 2)]
        self.try_(rung, some)
        late = [at for at, each in enumerate(some, 1) if self.found[rung][each] < 0]
        self.streaks[rung] = len(some) - late[-1] if late else self.streaks.get(rung, 0) + len(some)
        if self.streaks[rung] >= PROBE:
            self.granted.setdefault(rung, set()).update(order[len(some) :])

    def narrowest_first(self, rung: int, numbers: Iterable[int]) -> list[int]:
        """Return numbers in the order of how far ahead they should be; unseen ones last."""
        gain = self._gain()
        leads = {each: self._lead(rung, each, gain) for each in numbers}
        return sorted(leads, key=lambda each: (leads[each] is None, leads[each] or 0.0, each))

    def is_seen(self, number: int) -> bool:
        """Return whether a number was tried on any rung, or in a case much like these."""
        return number in self.hints or any(number in ends for ends in self.found.values())

    def _lead(self, rung: int, number: int, gain: float) -> float | None:
        """Return how far ahead a number should be, from the nearest rung it was tried on."""
        tried = [other for other, ends in self.found.items() if number in ends]
        if not tried:
            return self.hints.get(number)
        nearest = min(tried, key=lambda other: (abs(other - rung), other))
        return self.found[nearest][number] + gain * (rung - nearest)

    def _gain(self) -> float:
        """Return by how much a rung brings a number ahead: the median of those tried on several."""
        gains = []
        for low, high in combinations(sorted(self.found), 2):
            both = self.found[low].keys() & self.found[high].keys()
            gains += [
                (self.found[high][each] - self.found[low][each]) / (high - low) for each in both
            ]
        return median(gains) if gains else 0.0
