"""What a purchase must reach: a milestone by the deadline, with a probability."""

from __future__ import annotations

from dataclasses import dataclass

from cccd_sim.analysis.trajectories import needed
from cccd_sim.experiment.trials import Outcome
from cccd_sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Goal:
    """What must be reached.

    Parameters
    ----------
    place
        Place of the milestone among the four.
    on_time
        Probability asked for.
    zone
        How far below it a certificate may be.
    """

    scenario: Scenario
    milestone: str
    place: int
    on_time: float
    zone: float

    @property
    def floor(self) -> float:
        """Return the probability that is certified."""
        return round(self.on_time - self.zone, 9)

    @property
    def eligible(self) -> int:
        """Return the citizens who count."""
        return sum(district.eligible for district in self.scenario.demand.districts)

    @property
    def share(self) -> float:
        """Return the share of them that must be there."""
        return float(getattr(self.scenario.target.share, self.milestone).value)

    def ahead(self, outcome: Outcome) -> float:
        """Return by which share of the eligible an outcome is ahead of the target."""
        return (outcome.reached[self.place] - self.needed) / self.eligible

    @property
    def needed(self) -> int:
        """Return the residents who meet the target."""
        return needed(self.eligible, {"target_share": {self.milestone: self.share}}, self.milestone)
