"""Shares of several causes in one total: Shapley values, exact, and as whole numbers that add up.

The share of a cause is what it adds, averaged over every order in which the causes could be added
(Shapley 1953). It is the only division in which the shares make up the total, causes that do the
same get the same, and a cause that does nothing gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial, floor

from cccd_sim.errors import BrokenLawError

Worth = Mapping[frozenset[str], int]
"""What each set of causes comes to; every subset of the causes must be in it."""


def subsets(causes: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield every set of causes, the small ones first, always in the same order."""
    for size in range(len(causes) + 1):
        yield from map(frozenset, combinations(causes, size))


def shares(worth: Worth, causes: Sequence[str]) -> dict[str, Fraction]:
    """Return the share of each cause in what all of them add.

    The shares sum to ``worth`` of all causes less that of none, exactly.
    """
    count = len(causes)
    orders = [factorial(size) * factorial(count - size - 1) for size in range(count)]
    sums = dict.fromkeys(causes, 0)
    for there in subsets(causes):
        for cause in causes:
            if cause not in there:
                sums[cause] += orders[len(there)] * (worth[there | {cause}] - worth[there])
    return {cause: Fraction(total, factorial(count)) for cause, total in sums.items()}


def whole(parts: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """Return parts as whole numbers with a given sum, by largest remainder.

    ``total`` is the sum of the parts, or a whole number next to it. A part of nothing stays
    nothing; among equal remainders the first gets the unit.
    """
    found = {name: floor(part) for name, part in parts.items()}
    broken = sorted(
        (name for name, part in parts.items() if part != 0),
        key=lambda name: found[name] - parts[name],
    )
    left = total - sum(found.values())
    if left and not broken:
        raise BrokenLawError("nothing but nothing cannot make up a total")
    turn = broken if left > 0 else broken[::-1]
    for place in range(abs(left)):
        found[turn[place % len(turn)]] += 1 if left > 0 else -1
    return found
