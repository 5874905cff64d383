"""Shares that add up are those of handing out one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from cccd_sim.queueing.divisors import make_add_up


def one_by_one(sizes, wanted):
    """Return shares handed out singly, each to the group whose turn it is."""
    found = [0] * len(sizes)
    for _ in range(wanted):
        turns = [(n + 0.5) / size if size else 9 for n, size in zip(found, sizes, strict=True)]
        found[turns.index(min(turns))] += 1
    return found


@pytest.mark.parametrize("off", [-3, 0, 3])
def test_from_anywhere_the_shares_are_those_of_handing_out(luck, off):
    sizes = luck.integers(0, 40, (300, 6))
    sizes[:, 0] += 1
    sizes[:100, 1] *= 50
    wanted = luck.integers(0, sizes.sum(axis=1) + 1)
    found = np.rint(sizes * (wanted / sizes.sum(axis=1))[:, None]).astype(np.int64)
    found[:, 0] = np.clip(found[:, 0] + off, 0, sizes[:, 0])
    make_add_up(found, sizes, wanted)
    for share, size, all_ in zip(found.tolist(), sizes.tolist(), wanted.tolist(), strict=True):
        assert share == one_by_one(size, all_)
