"""Luck and ignorance apart: how much of the spread over replications each of them makes.

Some replications are run again with the same unknown parameters and other luck. Half the mean
squared difference of such twins is the variance that luck makes; what is left of the variance
over all replications is ignorance (one-way analysis of variance with groups of two; Searle,
Casella and McCulloch 1992, 3.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cccd_sim.results.ensemble import TWIN

EVERY, FROM = 5, 20
"""Every fifth replication has a twin, in ensembles of twenty or more."""

Floats = NDArray[np.float64]


class Spread(NamedTuple):
    """Standard deviations over replications; NaN where they are not estimated."""

    luck: float
    ignorance: float


UNKNOWN = Spread(np.nan, np.nan)


def twins_of(numbers: Sequence[int]) -> list[int]:
    """Return the numbers of the twins that the replications of these numbers have.

    A longer ensemble has those of a shorter one and more, so that a run can be extended.
    """
    if len(numbers) < FROM:
        return []
    return [TWIN + number for number in numbers if number % EVERY == 0]


def all_luck(values: Floats) -> Spread:
    """Return the parts of a spread that holds no ignorance: every parameter is known."""
    few = 2
    if len(values) < few or np.isnan(values).any():
        return UNKNOWN
    return Spread(float(np.std(values, ddof=1)), 0.0)


def apart(values: Floats, firsts: Floats, twins: Floats) -> Spread:
    """Return the parts of a spread, by pairs that differ in luck alone.

    Parameters
    ----------
    values
        Of all replications.
    firsts, twins
        Of the pairs: those among ``values``, and those with other luck.
    """
    if not len(twins) or any(np.isnan(each).any() for each in (values, firsts, twins)):
        return UNKNOWN
    luck = float(np.mean((firsts - twins) ** 2)) / 2
    whole = float(np.var(values, ddof=1))
    return Spread(min(luck, whole) ** 0.5, max(whole - luck, 0.0) ** 0.5)


def spreads(
    measures: pd.DataFrame, twins: pd.DataFrame | None, known_parameters: bool
) -> dict[str, Spread]:
    """Return the parts of the spread of every measure.

    Parameters
    ----------
    measures, twins
        The ``replications`` table, and one like it of the twins; none: there are none.
    known_parameters
        Nothing unknown was drawn.
    """
    names = list(measures.columns[2:])
    if known_parameters:
        return {name: all_luck(measures[name].to_numpy(float)) for name in names}
    if twins is None:
        return dict.fromkeys(names, UNKNOWN)
    firsts = measures.set_index("replication").loc[twins["replication"] - TWIN]
    return {
        name: apart(*(each[name].to_numpy(float) for each in (measures, firsts, twins)))
        for name in names
    }
