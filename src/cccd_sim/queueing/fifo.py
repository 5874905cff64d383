"""How long those who leave a queue have waited: whole days, first in, first out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled_with_arrays

Counts = NDArray[np.int64]


@compiled_with_arrays
def days_waited(entered: Counts, left: Counts) -> Counts:
    """Return the days that those who left had waited together, by day (rows) and queue.

    ``entered`` and ``left`` count them; nobody leaves before she has entered.
    """
    found = np.zeros_like(left)
    for j in range(left.shape[1]):
        first, rest = 0, entered[0, j]  # the day of entry of who is next, and how many of that day
        for day in range(left.shape[0]):
            leaving = left[day, j]
            while leaving > 0:
                while rest == 0:
                    first += 1
                    rest = entered[first, j]
                here = min(leaving, rest)
                found[day, j] += here * (day - first)
                leaving, rest = leaving - here, rest - here
    return found
