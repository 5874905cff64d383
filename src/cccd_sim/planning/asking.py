"""What was asked, kept with its answer, so that a run folder can be written of it later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from cccd_sim.experiment.trials import Laboratory
from cccd_sim.language import Language
from cccd_sim.results.answer import Answer
from cccd_sim.scenario.schema import Scenario


class Asked(NamedTuple):
    """A question: its verb, the scenario, the trials it took, and what was asked besides."""

    verb: str
    scenario: Scenario
    laboratory: Laboratory
    options: dict[str, Any]


def kept(answer: Answer, asked: Asked) -> Answer:
    """Return an answer that knows what was asked."""
    return replace(answer, asked=asked)


def with_hooks_told(answer: Answer, scenario: Scenario, language: Language) -> Answer:
    """Return an answer that says which parts of the model were replaced."""
    own = scenario.cautions_of_hooks()
    if not own:
        return answer
    told = tuple(f"{scenario.name}: {caution.text(language)}." for caution in own)
    return replace(answer, caveats=(*told, *answer.caveats))
