"""What a trial is judged by: citizens at a milestone in time, or the day the target is met."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from cccd_sim.experiment.trials import Outcome
from cccd_sim.language import Language, number, say
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.schema import Scenario

FINISH_DAY = "finish-day"
RESPONSES = (*MILESTONES, FINISH_DAY)
"""By the names they have on the command line; the finish day is that of the dossiers."""


class Response(NamedTuple):
    """One number of a trial.

    Parameters
    ----------
    name
        One of ``RESPONSES``.
    beyond
        Day that stands for a target not met within the horizon: the day after it.
    """

    name: str
    beyond: int

    @property
    def milestone(self) -> str:
        """Return the milestone it is about."""
        return "dossier" if self.name == FINISH_DAY else self.name

    @property
    def unit(self) -> str:
        """Return the unit of the number."""
        return "day" if self.name == FINISH_DAY else "citizens"

    def of(self, outcome: Outcome) -> int:
        """Return the number of a trial."""
        if self.name == FINISH_DAY:
            return finish_day(outcome, self.milestone, self.beyond)
        return outcome.reached[list(MILESTONES).index(self.name)]


def response(scenario: Scenario, name: str) -> Response:
    """Return the response of that name."""
    return Response(name, beyond(scenario))


def beyond(scenario: Scenario) -> int:
    """Return the number of the day after the horizon, day 1 = start."""
    dates = scenario.campaign
    return (dates.horizon - dates.start).days + 2


def finish_day(outcome: Outcome, milestone: str, otherwise: int) -> int:
    """Return the day a target is met, or another number if it is not."""
    found = outcome.days[list(MILESTONES).index(milestone)]
    return int(found) if found == found else otherwise  # noqa: PLR0124  (NaN is not itself)


def going_on(scenario: Scenario) -> Scenario:
    """Return a scenario whose stations go on after the deadline, so that it has a finish day.

    Nothing changes before the deadline.
    """
    campaign = scenario.campaign.model_copy(update={"after_deadline": "continue"})
    return scenario.model_copy(update={"campaign": campaign})


def first_day_after(scenario: Scenario, name: str) -> date:
    """Return the first day that no longer counts for a response."""
    dates = scenario.campaign
    return dates.horizon + timedelta(days=1) if name == FINISH_DAY else dates.deadline


def unfinished_told(data: dict[str, Any], language: Language) -> str:
    """Return how often the target is not met within the horizon, and what is made of it."""
    return say(
        language,
        "In {unfinished} of {spent} replications the target is not met by {horizon}: these count "
        "as the day after it.",
        unfinished=number(language, data["unfinished"]),
        spent=number(language, data["spent"]),
        horizon=date.fromisoformat(data["horizon"]),
    )
