"""Morris screening and Sobol indices: what inputs do together, by SALib (extra ``analysis``)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cccd_sim.errors import UsageError
from cccd_sim.experiment.trials import Case, Laboratory
from cccd_sim.language import N_
from cccd_sim.planning.inputs import unit_of, with_values
from cccd_sim.planning.response import Response
from cccd_sim.scenario.ranges import Range
from cccd_sim.scenario.schema import Scenario

LEVELS = 4
"""Levels of Morris's grid: low, a third, two thirds, high of the probability."""

SAMPLES = {"morris": 6, "sobol": 32}
"""Trajectories of Morris, base sample of Sobol, if none are stated: rough, but a quarter of an hour
at most for the sixty inputs of a province."""

LEAST = 2

Floats = NDArray[np.float64]


def check_installed() -> None:
    """Refuse to begin without SALib."""
    if find_spec("SALib") is None:
        raise UsageError(
            N_("--method morris and sobol need SALib: pip install 'cccd-sim[analysis]'")
        )


def check_samples(method: str, samples: int) -> None:
    """Refuse numbers of samples the method cannot use."""
    if samples < LEAST:
        raise UsageError(N_("--samples: {least} or more, not {found}"), least=LEAST, found=samples)
    if method == "sobol" and samples & (samples - 1):
        raise UsageError(
            N_("--samples: a power of two for Sobol, such as 32 or 64, not {found}"), found=samples
        )


def morris(
    scenario: Scenario,
    laboratory: Laboratory,
    inputs: Sequence[Range],
    response: Response,
    samples: int,
) -> pd.DataFrame:
    """Return the ``screening`` table: elementary effects over the whole range of each input.

    Every trajectory has the luck of a replication of its own: the effects are differences within
    it, so luck largely cancels.
    """
    from SALib.analyze import morris as analysis  # noqa: PLC0415
    from SALib.sample import morris as sample  # noqa: PLC0415

    problem = _problem(inputs)
    places = sample.sample(problem, samples, num_levels=LEVELS, seed=laboratory.seed)
    found = _responses(scenario, laboratory, inputs, response, places, len(inputs) + 1)
    effects = analysis.analyze(
        problem, places, found, num_levels=LEVELS, seed=laboratory.seed, print_to_console=False
    )
    columns = {
        "mean_size": np.asarray(effects["mu_star"], float),
        "margin": np.asarray(effects["mu_star_conf"], float),
        "mean": np.asarray(effects["mu"], float),
        "spread": np.asarray(effects["sigma"], float),
    }
    return _table(scenario, inputs, columns, "mean_size").assign(trajectories=samples)


def sobol(
    scenario: Scenario,
    laboratory: Laboratory,
    inputs: Sequence[Range],
    response: Response,
    samples: int,
) -> pd.DataFrame:
    """Return the ``indices`` table: shares of the variance, each input alone and with the others.

    Each point of the base sample has the luck of a replication of its own, and shares it with the
    points that differ from it in one input.
    """
    from SALib.analyze import sobol as analysis  # noqa: PLC0415
    from SALib.sample import sobol as sample  # noqa: PLC0415

    problem = _problem(inputs)
    places = sample.sample(problem, samples, calc_second_order=False, seed=laboratory.seed)
    found = _responses(scenario, laboratory, inputs, response, places, len(inputs) + 2)
    if np.ptp(found) == 0:  # nothing moves: no variance to be shared
        shares = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), np.zeros(len(inputs)))
    else:
        shares = analysis.analyze(
            problem, found, calc_second_order=False, seed=laboratory.seed, print_to_console=False
        )
    columns = {
        "total": np.asarray(shares["ST"], float),
        "total_margin": np.asarray(shares["ST_conf"], float),
        "alone": np.asarray(shares["S1"], float),
        "alone_margin": np.asarray(shares["S1_conf"], float),
    }
    return _table(scenario, inputs, columns, "total").assign(samples=samples)


def _problem(inputs: Sequence[Range]) -> dict[str, Any]:
    """Return the inputs as SALib wants them: a probability each, from low (0) to high (1)."""
    names = [each.path for each in inputs]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _responses(
    scenario: Scenario,
    laboratory: Laboratory,
    inputs: Sequence[Range],
    response: Response,
    places: Floats,
    together: int,
) -> Floats:
    """Return the response at each place; so many rows together share the luck of a replication."""
    laboratory.watch.expect(len(places))
    trials = []
    for row, place in enumerate(places.tolist()):
        values = {one.path: one.at(u) for one, u in zip(inputs, place, strict=True)}
        case = Case(f"sample {row + 1}", with_values(scenario, values))
        trials.append((case, row // together + 1))
    return np.array([response.of(each) for each in laboratory.try_all(trials)], float)


def _table(
    scenario: Scenario, inputs: Sequence[Range], columns: dict[str, Floats], order: str
) -> pd.DataFrame:
    """Return one row per input, the largest first; equal ones as in the file."""
    head: dict[str, Any] = {
        "scenario": scenario.name,
        "input": [each.path for each in inputs],
        "unit": [unit_of(scenario, each) for each in inputs],
        "low": [each.low for each in inputs],
        "base": [each.base for each in inputs],
        "high": [each.high for each in inputs],
    }
    table = pd.DataFrame(head | columns)
    return table.sort_values(order, ascending=False, kind="stable").reset_index(drop=True)
