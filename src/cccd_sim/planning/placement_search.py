"""Search for a placement: rules, marginal allocation, then single kits moved while that gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.planning.contest import Contest, Score
from cccd_sim.planning.district_capacity import Aim, DistrictCapacity
from cccd_sim.planning.finish_together import Move, marginal, moved, ranked_moves
from cccd_sim.planning.placements import AS_PLANNED, RULES, Plan, ruled

SEARCH = range(1, 11)
"""Replications in which placements are tried: one block, so that each range is covered evenly."""

SCREEN = 4
"""Of them, those in which a move must gain before it is tried in all."""

MOVES, PATIENCE = 6, 2
"""Moves tried at a time, the most promising by arithmetic first; and times none need gain."""

CLEAR = 2.0
"""Standard errors from which a gain is taken for one: of many moves, luck favours some."""

MOST_TRIALS = 600
"""Replications from which no more moves are tried."""

PACES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Quantiles of the paces seen that stand for all of them in the arithmetic."""

IMPROVED = "improved"
AIMS: tuple[Aim, ...] = ("dossiers", "days")

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Tried:
    """A placement and what it came to in the search."""

    plan: Plan
    score: Score


class Found(NamedTuple):
    """What a search has found.

    Parameters
    ----------
    tried
        The placements that were tried in full, proportional first.
    marginals
        The placements by marginal allocation, also those that come to the same as a rule.
    """

    tried: tuple[Tried, ...]
    marginals: tuple[Plan, ...]


def stated(capacity: DistrictCapacity) -> list[Plan]:
    """Return the placements by rule, and the scenario's own if no rule comes to the same."""
    scenario = capacity.scenario
    plans = [capacity.planned(ruled(scenario, rule), rule, rule) for rule in RULES]
    return distinct([*plans, capacity.planned(scenario, AS_PLANNED, AS_PLANNED)])


def distinct(plans: Sequence[Plan]) -> list[Plan]:
    """Return the plans without those that come to the same as one before."""
    found: dict[tuple[tuple[int, ...], ...], Plan] = {}
    for plan in plans:
        found.setdefault(plan.kits, plan)
    return list(found.values())


def search(contest: Contest, capacity: DistrictCapacity) -> Found:
    """Return the placements that were tried in full."""
    rules = stated(capacity)
    scores = contest.try_all([contest.lasting(plan) for plan in rules], SEARCH)
    found = [Tried(*each) for each in zip(rules, scores, strict=True)]
    paces = paces_of(capacity, found[0])
    marginals = [marginal(capacity, rules[0], paces, aim) for aim in AIMS]
    made = distinct([*rules, *marginals])[len(rules) :]
    scores = contest.try_all([contest.lasting(plan) for plan in made], SEARCH)
    found += [Tried(*each) for each in zip(made, scores, strict=True)]
    start = best(
        [each for each in found if each.plan.is_within_districts(capacity.batches, capacity.units)]
    )
    improved = climbed(contest, capacity, start, paces_of(capacity, start))
    if improved is not None:
        found.append(improved)
    return Found(tuple(found), tuple(marginals))


def paces_of(capacity: DistrictCapacity, tried: Tried) -> NDArray[np.float64]:
    """Return how far the arithmetic is off, slow to fast, from what a placement came to."""
    paces = capacity.calibrated(tried.plan.array, tried.score.taken.sum(axis=1))
    return np.asarray(np.quantile(paces, PACES), np.float64)


def best(found: Sequence[Tried]) -> Tried:
    """Return the placement with most citizens, then the earliest; the first of equals."""
    return max(found, key=lambda each: each.score.order)


def climbed(
    contest: Contest, capacity: DistrictCapacity, start: Tried, paces: NDArray[np.float64]
) -> Tried | None:
    """Return the placement that single moves lead to; none if no move clearly gains."""
    kits, now, steps = start.plan.array, start.score, 0
    while contest.laboratory.spent < MOST_TRIALS:
        ranked = [move for move, _ in ranked_moves(capacity, kits, paces, "dossiers")]
        for first in range(0, MOVES * PATIENCE, MOVES):
            gained = _gained(contest, start.plan, kits, ranked[first : first + MOVES], now)
            if gained is not None:
                kits, now = gained
                steps += 1
                break
        else:
            break
    if not steps:
        return None
    plan = start.plan.named(IMPROVED, kits)
    return Tried(plan, contest.try_all([contest.lasting(plan)], SEARCH)[0])


def _gained(
    contest: Contest, start: Plan, kits: Counts, moves: Sequence[Move], now: Score
) -> tuple[Counts, Score] | None:
    """Return the placement after the best of some moves, if it clearly gains."""
    plans = [start.named(_name(moved(kits, move)), moved(kits, move)) for move in moves]
    cases = [contest.brief(plan) for plan in plans]
    first = contest.try_all(cases, SEARCH[:SCREEN])
    hopeful = [
        at for at, score in enumerate(first) if (score.reached - now.reached[:SCREEN]).mean() > 0
    ]
    scores = contest.try_all([cases[at] for at in hopeful], SEARCH)
    gains = [(_gain(score, now), at) for at, score in enumerate(scores)]
    clear = [(gain, -at) for gain, at in gains if gain > 0]
    if not clear:
        return None
    at = -max(clear)[1]
    return plans[hopeful[at]].array, scores[at]


def _gain(score: Score, now: Score) -> float:
    """Return the mean gain of a move, 0 if luck may have made it."""
    gains = score.reached - now.reached
    error = float(gains.std(ddof=1)) / sqrt(gains.size)
    return float(gains.mean()) if gains.mean() > CLEAR * error else 0.0


def _name(kits: Counts) -> str:
    """Return the name of a placement on the way: its kits, delivery by delivery."""
    return " | ".join(" ".join(map(str, row)) for row in kits.tolist())
