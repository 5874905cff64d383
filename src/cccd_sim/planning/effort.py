"""How many replications a question about probabilities may take."""

from __future__ import annotations

from dataclasses import dataclass

from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.scenario.schema import Scenario

CITIZENS = 315_000_000
"""Citizens to be simulated for the certificate and before it, if nothing is asked: 210 replications
of a province of a million and a half; with what is told beside it, a minute on two cores."""

FEWEST, MOST = 200, 2000
"""Replications taken by the largest and by the smallest provinces, if nothing is asked."""

AMPLE = 600
"""Replications from which a second certificate may be tried."""

BLOCK = 10
"""Replications that are drawn together: one block of the Latin hypercube."""

LEAST = 100
"""Replications below which nothing of use could be said."""


@dataclass(frozen=True)
class Effort:
    """Replications for one question: about so many in all, and what each part may take."""

    total: int

    @property
    def common(self) -> int:
        """Return the common numbers of the search."""
        return self.total // 100 * 10 if self.is_ample else BLOCK

    @property
    def fresh(self) -> int:
        """Return the fresh numbers of a certificate, those of its last look."""
        return round(self.total * 0.575)

    @property
    def is_ample(self) -> bool:
        """Return whether fewer kits may be tried for a certificate than the search found."""
        return self.total >= AMPLE

    @property
    def beside(self) -> int:
        """Return the numbers of what is only tried beside the purchase."""
        return max(self.total // 50, 4)


def effort_for(scenario: Scenario, asked: int | None) -> Effort:
    """Return the effort asked for; if none is, smaller provinces get more replications."""
    if asked is not None:
        if asked < LEAST:
            message = N_("replications: {least} or more for a probability, not {found}")
            raise UsageError(message, least=LEAST, found=asked)
        return Effort(asked)
    eligible = sum(district.eligible for district in scenario.demand.districts)
    return Effort(min(max(CITIZENS // eligible, FEWEST), MOST))
