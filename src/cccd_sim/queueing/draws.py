"""Draw services by the block, into arrays that are kept from one replication to the next."""

from __future__ import annotations

import threading
from math import prod
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cccd_sim.queueing.compiler import compiled

_kept = threading.local()


def kept(name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """Return this thread's array of that name, with whatever it held before.

    A fresh array of many megabytes costs a page fault every 4 kB, more than drawing into it;
    a worker runs many replications, one after the other.
    """
    flat: NDArray[Any] | None = getattr(_kept, name, None)
    size = prod(shape)
    if flat is None or flat.size < size or flat.dtype != np.dtype(dtype):
        flat = np.empty(size, dtype)
        setattr(_kept, name, flat)
    return flat[:size].reshape(shape)


@compiled
def _normals(generator: np.random.Generator, out: NDArray[np.float64], scale: float) -> None:
    """Fill ``out`` with centred normals of standard deviation ``scale``."""
    for k in range(out.size):
        out[k] = scale * generator.standard_normal()


def lognormals(
    generator: np.random.Generator, cv: float, out: NDArray[np.float32], spare: NDArray[np.float64]
) -> None:
    """Fill ``out`` with lognormals of mean 1 and coefficient of variation ``cv``.

    The bytes do not depend on how a stream is cut into blocks. ``spare`` is room as long as
    ``out``.
    """
    sigma = float(np.sqrt(np.log1p(cv * cv)))
    z = spare[: out.size]
    _normals(generator, z, sigma)
    np.exp(z, out=z)
    np.multiply(z, float(np.exp(-sigma * sigma / 2)), out=z)
    out[:] = z
