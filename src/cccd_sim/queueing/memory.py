"""Large arrays that are kept from one replication to the next."""

from __future__ import annotations

import threading
from math import prod
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

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


def kept_size(name: str) -> int:
    """Return how many elements this thread's array of that name has; 0 if there is none."""
    flat: NDArray[Any] | None = getattr(_kept, name, None)
    return 0 if flat is None else int(flat.size)
