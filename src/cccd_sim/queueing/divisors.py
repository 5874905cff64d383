"""Shares in whole numbers by Sainte-Laguë's divisors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled

Counts = NDArray[np.int64]


@compiled
def make_add_up(found: Counts, sizes: Counts, wanted: Counts) -> None:
    """Correct shares that are about right (rows of groups) until each row comes to ``wanted``.

    They are handed out one after the other; the ``n``-th of a group has its turn at ``(n - 1/2) /
    size``, of several the first group's. So one more never takes another group's away, which
    shares rounded to the nearest would. Groups of size 0 have none.
    """
    for row in range(wanted.size):
        missing = wanted[row] - found[row].sum()
        while True:
            following, last, least, most = -1, -1, np.inf, -np.inf
            for group in range(found.shape[1]):
                n, size = found[row, group], sizes[row, group]
                if size > 0 and (n + 0.5) / size < least:
                    following, least = group, (n + 0.5) / size
                if n > 0 and (n - 0.5) / size >= most:
                    last, most = group, (n - 0.5) / size
            too_early = least < most or (least == most and following < last)
            if missing == 0 and not too_early:
                break
            if missing >= 0:
                found[row, following] += 1
            if missing <= 0:
                found[row, last] -= 1
            missing -= int(np.sign(missing))
