"""Draw the luck of citizens by the block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled
from cccd_sim.queueing.memory import kept

Row = NDArray[np.float64]


@compiled
def _normals(generator: np.random.Generator, out: NDArray[np.float64], scale: float) -> None:
    """Fill ``out`` with centred normals of standard deviation ``scale``."""
    for k in range(out.size):
        out[k] = scale * generator.standard_normal()


@compiled
def _write(
    people: NDArray[np.void], words: NDArray[np.uint64], z: NDArray[np.float64], scale: Row
) -> None:
    """Write words and services to citizens whose turn has not come yet."""
    for k in range(people.size):
        person = people[k]
        person.word = words[k]
        person.reception = np.float32(z[0, k] * scale[0])
        person.capture = np.float32(z[1, k] * scale[1])
        person.finishing = np.float32(z[2, k] * scale[2])


def draw_citizens(
    people: NDArray[np.void],
    words: np.random.Generator,
    services: Sequence[np.random.Generator],
    cv: Sequence[float],
) -> None:
    """Draw the luck of some citizens: a word each, and three services.

    The services are lognormals of mean 1 and coefficients of variation ``cv``. The bytes do not
    depend on how a stream is cut into blocks.
    """
    z = kept("normals", (3, people.size), np.float64)
    sigma = np.sqrt(np.log1p(np.square(cv)))
    for row, generator, scale in zip(z, services, sigma.tolist(), strict=True):
        _normals(generator, row, scale)
    np.exp(z, out=z)
    drawn = words.integers(0, 1 << 64, people.size, dtype=np.uint64)
    _write(people, drawn, z, np.exp(-np.square(sigma) / 2))
