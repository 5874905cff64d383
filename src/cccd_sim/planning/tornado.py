"""Tornado: every uncertain input at its low and its high, all others at their base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cccd_sim.analysis.intervals import mean_interval
from cccd_sim.experiment.trials import Case, Laboratory
from cccd_sim.planning.inputs import allowed, unit_of, with_values
from cccd_sim.planning.response import Response
from cccd_sim.results.tables import TABLES
from cccd_sim.scenario.ranges import Range
from cccd_sim.scenario.schema import Scenario

SCREENED = 2
"""Replications at each end of every input."""

FOLLOWED = 12
"""Inputs that get all replications: those that move most in the first ones."""

BASE = "all inputs at base"
ENDS = ("low", "high")


class Swing(NamedTuple):
    """What an input does: the response at its low, its base and its high, by replication."""

    at_low: tuple[int, ...]
    at_base: tuple[int, ...]
    at_high: tuple[int, ...]

    @property
    def size(self) -> float:
        """Return by how much the mean response moves over the range."""
        means = [float(np.mean(each)) for each in self]
        return max(means) - min(means)


def tornado(
    scenario: Scenario,
    laboratory: Laboratory,
    inputs: Sequence[Range],
    response: Response,
    replications: int,
) -> pd.DataFrame:
    """Return the ``sensitivity`` table, what moves most first.

    Two stages on common random numbers: a few replications of every input, then all of those that
    moved most.
    """
    few, follow = min(SCREENED, replications), min(FOLLOWED, len(inputs))
    rest = replications - few
    laboratory.watch.expect(few * (2 * len(inputs) + 1) + rest * (2 * follow + 1 if follow else 0))
    first = _swings(scenario, laboratory, inputs, response, few)
    order = _by_size(inputs, first)
    found = first | _swings(scenario, laboratory, order[:follow], response, replications)
    rows = [_row(scenario, each, found[each.path]) for each in _by_size(inputs, found)]
    return pd.DataFrame(rows, columns=list(TABLES["sensitivity"].columns))


def _by_size(inputs: Sequence[Range], swings: dict[str, Swing]) -> list[Range]:
    """Return inputs in the order of their swings; equal ones as in the file."""
    return sorted(inputs, key=lambda one: -swings[one.path].size)


def _swings(
    scenario: Scenario,
    laboratory: Laboratory,
    inputs: Sequence[Range],
    response: Response,
    replications: int,
) -> dict[str, Swing]:
    """Return what each input does in some replications."""
    if not inputs:
        return {}
    cases = [Case(BASE, with_values(scenario, {}))]
    for one in inputs:
        for end in ENDS:
            values = {one.path: allowed(one, getattr(one, end))}
            cases.append(Case(f"{one.path} {end}", with_values(scenario, values)))
    numbers = range(1, replications + 1)
    outcomes = laboratory.try_all([(case, number) for number in numbers for case in cases])
    columns = np.array([response.of(each) for each in outcomes], int).reshape(-1, len(cases)).T
    base, *ends = (tuple(column.tolist()) for column in columns)
    lows, highs = ends[::2], ends[1::2]
    return {
        one.path: Swing(low, base, high) for one, low, high in zip(inputs, lows, highs, strict=True)
    }


def _row(scenario: Scenario, one: Range, swing: Swing) -> dict[str, Any]:
    """Return what an input does, as a row of the table."""
    at_low, at_base, at_high = (np.array(each, float) for each in swing)
    difference = mean_interval(at_high - at_low)
    return {
        "scenario": scenario.name,
        "input": one.path,
        "unit": unit_of(scenario, one),
        "low": one.low,
        "base": one.base,
        "high": one.high,
        "at_low": at_low.mean(),
        "at_base": at_base.mean(),
        "at_high": at_high.mean(),
        "swing": swing.size,
        "difference": difference.mean,
        "ci_low": difference.low,
        "ci_high": difference.high,
        "replications": len(at_low),
    }
