"""A contest of placements: each tried with the same luck, judged by citizens and by days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.analysis.intervals import Interval, paired_interval, proportion_interval
from cccd_sim.experiment.trials import Case, Laboratory, Outcome
from cccd_sim.planning.placements import Plan, placed
from cccd_sim.planning.response import beyond, finish_day, going_on
from cccd_sim.planning.transfer_plan import with_transfers
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.schema import Scenario

BRIEF = ", to the deadline"
"""What ends the name of a placement that is tried no further than the scenario goes."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Score:
    """What a placement comes to, one number per replication.

    Parameters
    ----------
    reached
        Residents at the milestone before the deadline.
    days
        Day on which the province meets its target of the milestone.
    last_days
        Day on which the last district meets its target of dossiers.
    taken, district_days
        Dossiers before the deadline, and the day the target is met: replications x districts.
    """

    reached: Floats
    days: Floats
    last_days: Floats
    taken: Floats
    district_days: Floats

    @property
    def order(self) -> tuple[float, float]:
        """Return what placements are ordered by, the more the better."""
        return float(self.reached.mean()), -float(self.days.mean())

    def gain(self, baseline: Score) -> Interval:
        """Return how many more citizens there are than in another placement, the same luck."""
        return paired_interval(self.reached, baseline.reached)

    def days_gained(self, baseline: Score) -> Interval:
        """Return by how many days the province is sooner there than in another placement."""
        return paired_interval(baseline.days, self.days)

    def last_days_gained(self, baseline: Score) -> Interval:
        """Return by how many days the last district is sooner there."""
        return paired_interval(baseline.last_days, self.last_days)

    def is_clearly_better(self, baseline: Score) -> bool:
        """Return whether it has clearly more citizens; or not fewer, and them clearly sooner."""
        gain = self.gain(baseline)
        return bool(gain.low > 0 or (gain.mean >= 0 and self.days_gained(baseline).low > 0))


class Contest:
    """Where placements of one scenario are tried.

    Parameters
    ----------
    milestone
        What they are judged by.
    """

    def __init__(self, scenario: Scenario, laboratory: Laboratory, milestone: str) -> None:
        self.scenario, self.laboratory = with_transfers(scenario, "none"), laboratory
        self.milestone, self.beyond = milestone, beyond(scenario)
        share = getattr(scenario.target.share, milestone).value
        residents = sum(district.eligible for district in scenario.demand.districts)
        self.goal = int(np.ceil(share * residents - 1e-6))

    def lasting(self, plan: Plan, transfers: str = "none") -> Case:
        """Return a placement whose stations go on after the deadline, so that it has its day."""
        found = going_on(with_transfers(placed(self.scenario, plan), transfers))
        return Case(plan.name if transfers == "none" else f"{plan.name}, {transfers}", found)

    def brief(self, plan: Plan) -> Case:
        """Return a placement as the scenario ends it: the same before the deadline, quicker."""
        return Case(f"{plan.name}{BRIEF}", placed(self.scenario, plan))

    def try_all(self, cases: Sequence[Case], numbers: Sequence[int]) -> list[Score]:
        """Return what some placements come to in some replications."""
        trials = [(case, number) for case in cases for number in numbers]
        outcomes, many = self.laboratory.try_all(trials), len(numbers)
        return [self.score(outcomes[first : first + many]) for first in range(0, len(trials), many)]

    def score(self, outcomes: Sequence[Outcome]) -> Score:
        """Return what a placement comes to; a day beyond the horizon is the day after it."""
        at = list(MILESTONES).index(self.milestone)
        districts = np.array([each.district_days for each in outcomes])
        last = np.where(np.isnan(districts), self.beyond, districts).max(axis=1)
        return Score(
            np.array([each.reached[at] for each in outcomes], float),
            np.array([finish_day(each, self.milestone, self.beyond) for each in outcomes], float),
            last,
            np.array([each.taken for each in outcomes], float),
            districts,
        )

    def told(self, score: Score, baseline: Score) -> dict[str, Any]:
        """Return a score and its gains as plain data."""
        on_time = proportion_interval(int((score.reached >= self.goal).sum()), score.reached.size)
        found: dict[str, Any] = {
            "replications": score.reached.size,
            "reached": float(score.reached.mean()),
            "finish_day": float(score.days.mean()),
            "beyond_horizon": int((score.days >= self.beyond).sum()),
            "last_district_day": float(score.last_days.mean()),
            "p_on_time": on_time.mean,
            "p_on_time_ci_low": on_time.low,
            "p_on_time_ci_high": on_time.high,
        }
        gains = {
            "gain": score.gain(baseline),
            "days_gained": score.days_gained(baseline),
            "last_district_days_gained": score.last_days_gained(baseline),
        }
        for name, one in gains.items():
            ends = {f"{name}_ci_low": one.low, f"{name}_ci_high": one.high}
            found |= {name: one.mean, **ends}
        return found
