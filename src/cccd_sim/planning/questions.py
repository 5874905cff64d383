"""The questions that try cases until they know the answer: one name and one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from cccd_sim.experiment.trials import Laboratory
from cccd_sim.language import Language
from cccd_sim.planning import allocation, explanation, sensitivity, sizing
from cccd_sim.planning.asking import with_hooks_told
from cccd_sim.results.answer import Answer
from cccd_sim.scenario.schema import Scenario

Options = Mapping[str, Any]
"""What was asked, as plain data, so that it can be asked again from a manifest."""

Question = Callable[[Scenario, Laboratory, Options, Language], Answer]

QUESTIONS: dict[str, Question] = {
    "allocate": allocation.answered,
    "size": sizing.sized,
    "sensitivity": sensitivity.answered,
    "explain": explanation.answered,
}


def ask(verb: str, scenario: Scenario, laboratory: Laboratory, options: Options) -> Answer:
    """Return the answer to a question, with every replication it took among its tables."""
    language = options["language"]
    answer = QUESTIONS[verb](scenario, laboratory, options, language)
    answer = with_hooks_told(answer, scenario, language)
    trials = pd.DataFrame(laboratory.rows())
    trials.insert(0, "scenario", scenario.name)
    answer.tables["trials"] = trials
    return answer
