"""Equally likely values of a distribution: what is drawn anew is looked up among them."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log1p, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.draws import Shape

Minutes = NDArray[np.float64]

EQUALLY_LIKELY = 4096
NORMAL = NormalDist()


@cache
def _middles() -> tuple[Minutes, Minutes]:
    """Return the middles of equal parts of [0, 1], and the standard normals of these ranks."""
    middles = (np.arange(EQUALLY_LIKELY) + 0.5) / EQUALLY_LIKELY
    return middles, np.array([NORMAL.inv_cdf(u) for u in middles.tolist()])


def standard_normals() -> Minutes:
    """Return many equally likely standard normals, from the least to the largest."""
    return _middles()[1]


def equally_likely(shape: Shape) -> Minutes:
    """Return many equally likely services of mean 1 that a function makes of normals."""
    found = shape(standard_normals())
    found /= found.mean()
    return found


@lru_cache(maxsize=16)
def equally_likely_lognormals(cv: float) -> Minutes:
    """Return many equally likely values that make up a lognormal of mean 1."""
    _, normals = _middles()
    found: Minutes = np.exp(sqrt(log1p(cv**2)) * normals)
    found /= found.mean()
    return found


@lru_cache(maxsize=16)
def equally_likely_gammas(cv: float) -> Minutes:
    """Return many equally likely values that make up a gamma of mean 1.

    Each is the middle of an equal part of the distribution, which is integrated numerically.
    """
    if cv == 0:
        return np.ones(EQUALLY_LIKELY)
    shape, (middles, _) = 1 / cv**2, _middles()
    x = np.linspace(0, 1 + 40 * cv, 200_001)[1:]
    density = np.exp((shape - 1) * np.log(x) - shape * x)
    upto = np.cumsum(density)
    found: Minutes = np.interp(middles, upto / upto[-1], x)
    found /= found.mean()
    return found
