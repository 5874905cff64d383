"""Ensembles that grow until they are large enough for the question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.selection import Selection, select
from cccd_sim.experiment.bench import Bench
from cccd_sim.experiment.ignorance import BLOCK
from cccd_sim.experiment.precision import ZONE, Auto, aims, decided, precise
from cccd_sim.results.ensemble import Ensemble

Floats = NDArray[np.float64]


def grown(bench: Bench, auto: Auto) -> list[Ensemble]:
    """Return an ensemble of each scenario, with as many replications as it takes.

    Which were simulated before, in what order and by how many processes, changes nothing.
    """
    if auto.best:
        counts, told = _selected(bench, auto)
    else:
        counts, told = _each(bench, auto)
    bench.expect(_numbers(counts))
    bench.simulate(_numbers(counts), twins=True)
    asked = {
        name: {**auto.as_data(), "dossiers": auto.dossiers(facts["eligible"])}
        for name, facts in bench.facts.items()
    }
    return [
        bench.ensemble(name, range(1, count + 1), auto={**asked[name], **told[name]})
        for name, count in counts.items()
    ]


Found = tuple[dict[str, int], dict[str, dict[str, Any]]]
"""How many replications each scenario took, and what is told of that."""


def _numbers(counts: Mapping[str, int]) -> dict[str, range]:
    """Return the replications of each scenario, up to so many."""
    return {name: range(1, count + 1) for name, count in counts.items()}


def _each(bench: Bench, auto: Auto) -> Found:
    """Let every scenario grow until its own question is answered."""
    counts = dict.fromkeys(bench.scenarios, BLOCK)
    told: dict[str, dict[str, Any]] = {}
    while open_ := [name for name in counts if name not in told]:
        bench.simulate(_numbers({name: counts[name] for name in open_}))
        expected = dict(counts)
        for name in open_:
            made = bench.seen(name, range(1, counts[name] + 1))
            is_done, found, expected[name] = _verdict(made, auto)
            if is_done or counts[name] >= auto.most:
                told[name] = found
                expected[name] = counts[name]
            else:
                counts[name] = min(counts[name] + BLOCK, auto.most)
        bench.expect(_numbers({name: min(expected[name], auto.most) for name in counts}))
    return counts, told


def _verdict(made: Ensemble, auto: Auto) -> tuple[bool, dict[str, Any], int]:
    """Return whether an ensemble is large enough, what is told of it, and how large it may get."""
    count = len(made.runs)
    if auto.required is not None:
        found = decided(on_time(made), auto.required)
        rule = {"rule": "probability", "zone": ZONE, "is_enough": found is not None}
        return found is not None, {**rule, "is_on_time": found}, count + BLOCK
    wanted = aims(made, auto)
    stop = precise(wanted)
    reached = {
        each.measure: {"half_width": each.half_width, "within": each.within} for each in wanted
    }
    rule = {"rule": "precision", "is_enough": stop.is_enough, "measures": reached}
    return stop.is_enough, rule, stop.expected


def _selected(bench: Bench, auto: Auto) -> Found:
    """Let only those scenarios grow that may still be the best: feasible first, then cheapest."""
    counts = dict.fromkeys(bench.scenarios, BLOCK)
    while True:
        bench.simulate(_numbers(counts))
        feasible = {name: _is_feasible(bench, name, counts[name], auto) for name in counts}
        rivals = _rivals(bench, feasible)
        unclear = [name for name in rivals if feasible[name] is None]
        selection = Selection((rivals[0],), counts[rivals[0]], {})
        growing = unclear
        if not unclear and len(rivals) > 1:
            values = {name: _dossiers(bench, name, counts[name]) for name in rivals}
            zone = max(auto.dossiers(bench.facts[name]["eligible"]) for name in rivals)
            selection = select(values, zone, BLOCK)
            growing = [] if selection.is_over else list(selection.left)
        least = min((counts[name] for name in growing), default=auto.most)
        if least >= auto.most:
            return counts, _told(feasible, rivals, selection, bool(growing))
        for name in growing:
            if counts[name] == least:
                counts[name] = min(least + BLOCK, auto.most)
        bench.expect(_numbers(counts))


def _is_feasible(bench: Bench, name: str, count: int, auto: Auto) -> bool | None:
    """Return whether a scenario is on time surely enough; None: not known yet."""
    assert auto.required is not None, "the best of several is feasible first"
    return decided(on_time(bench.seen(name, range(1, count + 1))), auto.required)


def _rivals(bench: Bench, feasible: Mapping[str, bool | None]) -> list[str]:
    """Return the scenarios that may still be the best."""
    prices = {name: int(bench.facts[name]["purchase_vnd"]) for name in feasible}
    sure = [prices[name] for name, found in feasible.items() if found]
    if sure:
        least = min(sure)
        return [
            name
            for name, found in feasible.items()
            if (found is None and prices[name] <= least) or (found and prices[name] == least)
        ]
    unclear = [name for name, found in feasible.items() if found is None]
    return unclear or list(feasible)


def _told(
    feasible: Mapping[str, bool | None],
    rivals: list[str],
    selection: Selection,
    is_open: bool,
) -> dict[str, dict[str, Any]]:
    """Return what is told of each scenario: how it left, or that it was still in."""
    return {
        name: {
            "rule": "selection",
            "zone": ZONE,
            "is_on_time": found,
            "is_enough": not is_open,
            "is_left": name in selection.left if name in rivals else False,
            "dropped_at": selection.dropped.get(name),
        }
        for name, found in feasible.items()
    }


def on_time(made: Ensemble) -> NDArray[np.bool_]:
    """Return in which replications the dossiers are on time."""
    met = trajectories.province_by_deadline(made) >= trajectories.goal(made)
    return np.asarray(met, dtype=np.bool_)


def _dossiers(bench: Bench, name: str, count: int) -> Floats:
    """Return the dossiers before the deadline in each replication."""
    made = bench.seen(name, range(1, count + 1))
    return trajectories.province_by_deadline(made).astype(np.float64)
