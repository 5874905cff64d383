"""Draw the luck of citizens by the block: words, services, households, ages, who cannot come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled, compiled_with_arrays
from cccd_sim.queueing.memory import kept
from cccd_sim.queueing.pool import (
    AGE_AND_HOUSE,
    AGE_BAND,
    CANNOT_COME,
    ELSEWHERE,
    EXCUSED,
    LIVES_ELSEWHERE,
    NEVER_ASKED,
    SIZE,
    luck,
    own_number,
    two_lucks,
)

Row = NDArray[np.float64]
Words = NDArray[np.uint64]
Counts = NDArray[np.int64]
Shape = Callable[[Row], Row]
"""Makes services, as multiples of their mean, of standard normals."""

HOUSEHOLD = 12
"""Nobody lives with more adults than this."""

EQUALLY_LIKELY = 1 << 12


class Lasting(NamedTuple):
    """How long services last, as multiples of their mean, by step."""

    cv: Sequence[float]  # of lognormals …
    shapes: Sequence[Shape] | None = None  # … unless these make them of the same normals


class Traits(NamedTuple):
    """What the citizens of a district are like.

    They are counted from the district's first; of each commune's, those living elsewhere stand
    evenly among the others.
    """

    sizes: NDArray[np.uint8]  # (EQUALLY_LIKELY) adults in a household
    ages: Row  # (4) cumulative shares of the age bands but the last
    factors: Row  # (5) capture of each as a multiple of the mean
    housebound: float  # share
    begins: Counts  # (communes + 1) first citizen of each commune
    elsewhere: Counts  # (communes) of them, people living elsewhere


@compiled_with_arrays
def _normals(generator: np.random.Generator, out: NDArray[np.float64], scale: float) -> None:
    """Fill ``out`` with centred normals of standard deviation ``scale``."""
    for k in range(out.size):
        out[k] = scale * generator.standard_normal()


@compiled
def _sizes(words: Words, sizes: NDArray[np.uint8], size: NDArray[np.uint8]) -> None:
    """Note how many adults live with each owner of a word, were she the first of a household."""
    for k in range(words.size):
        size[k] = sizes[int(luck(words[k], SIZE) * EQUALLY_LIKELY)]


@compiled
def _join(words: Words, member: NDArray[np.uint8], size: NDArray[np.uint8], open_: int) -> None:
    """Join citizens into households, the first of which has begun and lacks ``open_`` adults.

    Its word and number stand in ``words[0]`` and ``member[0]``, a citizen drawn before.
    """
    word, last, k = words[0], int(member[0]), 1
    while k < words.size:
        if open_ == 0:
            word, last, open_ = words[k], -1, int(size[k])
        end = min(k + open_, words.size)
        open_ -= end - k
        for m in range(k, end):
            last += 1
            words[m], member[m] = word, last
        k = end


@compiled
def _ages_and_homes(
    words: Words, member: NDArray[np.uint8], traits: Traits, kind: NDArray[np.uint8]
) -> None:
    """Note each citizen's age band, and whether she cannot leave home."""
    housebound, ages = traits.housebound, traits.ages
    first, second, third, last = ages[0], ages[1], ages[2], ages[3]  # no loop, so it vectorises
    for k in range(words.size):
        age, house = two_lucks(words[k], own_number(member[k]) + AGE_AND_HOUSE)
        band = int(age >= first) + int(age >= second) + int(age >= third) + int(age >= last)
        kind[k] = CANNOT_COME * int(house < housebound) + (band << AGE_BAND)


@compiled
def _mark_elsewhere(start: int, traits: Traits, kind: NDArray[np.uint8]) -> None:
    """Mark who lives elsewhere: of each commune so many, evenly among the others."""
    begins, elsewhere = traits.begins, traits.elsewhere
    for c in range(elsewhere.size):
        size, away = begins[c + 1] - begins[c], elsewhere[c]
        first, end = max(begins[c], start), min(begins[c + 1], start + kind.size)
        behind = (first - begins[c]) * away % size
        for i in range(first, end):
            behind += away
            lives_elsewhere = int(behind >= size)
            behind -= size * lives_elsewhere
            kind[i - start] |= LIVES_ELSEWHERE * lives_elsewhere


@compiled
def _write(
    people: NDArray[np.void],
    words: Words,
    members: NDArray[np.uint8],
    kinds: NDArray[np.uint8],
    z: Row,
    scale: Row,
    factors: Row,
) -> None:
    """Write down citizens whose turn has not come yet."""
    for k in range(people.size):
        person = people[k]
        person.word, person.member, person.kind = words[k], members[k], kinds[k]
        person.reception = np.float32(z[0, k] * scale[0])
        person.capture = np.float32(z[1, k] * scale[1] * factors[kinds[k] >> AGE_BAND])
        person.finishing = np.float32(z[2, k] * scale[2])


@compiled
def _flag(state: NDArray[np.uint8], kind: NDArray[np.uint8]) -> None:
    """Note in the states of citizens never asked whether they can be asked like the others."""
    for k in range(state.size):
        cannot_come, elsewhere = kind[k] & CANNOT_COME, kind[k] >> 1 & 1
        state[k] = NEVER_ASKED | EXCUSED * cannot_come | ELSEWHERE * elsewhere


@compiled_with_arrays
def _write_down(
    people: NDArray[np.void],
    state: NDArray[np.uint8],
    start: int,
    words: Words,
    services: tuple[Row, Row],
    traits: Traits,
) -> None:
    """Make citizens out of words and services, from the ``start``-th of a district on.

    The citizen before the first stands in front: her household may go on.
    """
    (z, scale), small = services, np.empty((3, words.size), np.uint8)
    member, size, kind, open_ = small[0], small[1], small[2, 1:], 0
    if start > 0:
        words[0], member[0] = people[start - 1].word, people[start - 1].member
    else:
        words[0], member[0] = 0, 0
    _sizes(words, traits.sizes, size)
    if start > 0:
        open_ = int(size[0]) - 1 - int(member[0])
    _join(words, member, size, open_)
    _ages_and_homes(words[1:], member[1:], traits, kind)
    _mark_elsewhere(start, traits, kind)
    end = start + kind.size
    _write(people[start:end], words[1:], member[1:], kind, z, scale, traits.factors)
    _flag(state[start:end], kind)


def draw_citizens(
    people: NDArray[np.void],
    state: NDArray[np.uint8],
    start: int,
    end: int,
    streams: tuple[np.random.Generator, Sequence[np.random.Generator]],
    lasting: Lasting,
    traits: Traits,
) -> None:
    """Draw the luck of citizens ``start`` to ``end`` of a district: a word each, three services.

    The services have mean 1 (capture: times the factor of the age band). ``people`` and their
    ``state`` are the whole district, drawn up to ``start``; the bytes do not depend on how it is
    cut into blocks.
    """
    cv, shapes = lasting
    words, services = streams
    n = end - start
    z = kept("normals", (3, n), np.float64)
    sigma = np.sqrt(np.log1p(np.square(cv)))
    spread = np.ones(3) if shapes else sigma
    for row, generator, scale in zip(z, services, spread.tolist(), strict=True):
        _normals(generator, row, scale)
    if shapes is None:
        np.exp(z, out=z)
    else:
        for row, shape in zip(z, shapes, strict=True):
            row[:] = shape(row)
    drawn = kept("words", (n + 1,), np.uint64)
    drawn[1:] = words.integers(0, 1 << 64, n, dtype=np.uint64)
    scale = np.exp(-np.square(sigma) / 2) if shapes is None else np.ones(3)
    _write_down(people, state, start, drawn, (z, scale), traits)


def household_sizes(mean: float) -> NDArray[np.uint8]:
    """Return equally likely sizes of households: one adult and a Poisson number of others."""
    numbers = np.arange(HOUSEHOLD)
    factorials = np.cumprod(np.maximum(numbers, 1)).astype(float)
    upto = np.cumsum((mean - 1.0) ** numbers / factorials)
    middles = (np.arange(EQUALLY_LIKELY) + 0.5) / EQUALLY_LIKELY
    return (1 + np.searchsorted(upto / upto[-1], middles)).astype(np.uint8)
