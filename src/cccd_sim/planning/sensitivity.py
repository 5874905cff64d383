"""Which of the numbers nobody knows matter most: tornado, Morris screening, Sobol indices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import pandas as pd

from cccd_sim.errors import UsageError
from cccd_sim.experiment.replicate import check_numbers
from cccd_sim.experiment.trials import Laboratory
from cccd_sim.language import N_, Language
from cccd_sim.planning import screening
from cccd_sim.planning.asking import Asked, kept, with_hooks_told
from cccd_sim.planning.input_names import name_of
from cccd_sim.planning.inputs import Inputs, Question, inputs_of
from cccd_sim.planning.one_province import refuse_a_country
from cccd_sim.planning.response import (
    FINISH_DAY,
    RESPONSES,
    Response,
    first_day_after,
    going_on,
    response,
)
from cccd_sim.planning.sensitivity_sentence import SIZE, headline
from cccd_sim.planning.sensitivity_told import caveats, in_words, listings
from cccd_sim.planning.tornado import tornado
from cccd_sim.results.answer import Answer
from cccd_sim.scenario.ranges import Range
from cccd_sim.scenario.schema import Scenario

Method = Literal["tornado", "morris", "sobol"]
REPLICATIONS = 10
"""Replications of the inputs that move most, if none are stated."""

Options = Mapping[str, Any]
Way = Callable[[Scenario, Laboratory, Sequence[Range], Response, int], pd.DataFrame]


class Kind(NamedTuple):
    """A method: its table, what makes it, and the column its rows are sorted by."""

    table: str
    way: Way
    size: str


METHODS = {
    "tornado": Kind("sensitivity", tornado, SIZE["tornado"]),
    "morris": Kind("screening", screening.morris, SIZE["morris"]),
    "sobol": Kind("indices", screening.sobol, SIZE["sobol"]),
}


def sensitivity(  # noqa: PLR0913  (what can be asked)
    base: Scenario,
    *,
    method: Method = "tornado",
    measure: str = "dossier",
    inputs: Sequence[str] = (),
    replications: int = REPLICATIONS,
    samples: int | None = None,
    seed: int = 1,
    jobs: int | None = None,
    language: Language = "vi",
) -> Answer:
    """Return which uncertain inputs of a scenario matter most.

    Parameters
    ----------
    method
        ``tornado``: one at a time from low to high; ``morris``: elementary effects over the whole
        space; ``sobol``: shares of the variance. The last two need SALib.
    measure
        A milestone (citizens there before the deadline) or ``finish-day`` (of the dossiers).
    inputs
        Beginnings of the entries to be varied; none stated: every one with low, base and high.
    replications
        Of the tornado: for the inputs that move most; all others have two.
    samples
        Trajectories of Morris, base sample of Sobol (a power of two).
    seed, jobs
        As in :func:`replicate`; all other inputs are at their base.
    language
        Of the texts: ``vi`` or ``en``.

    Returns
    -------
    Answer
        ``table`` has one row per input, the one that matters most first.
    """
    check_numbers(replications, seed, jobs)
    options = asked(method, measure, inputs, replications, samples)
    check(base, options)
    laboratory = Laboratory(seed, jobs, known_parameters=True)
    answer = answered(base, laboratory, options, language)
    answer = with_hooks_told(answer, base, language)
    return kept(answer, Asked("sensitivity", base, laboratory, options))


def asked(
    method: str, measure: str, inputs: Sequence[str], replications: int, samples: int | None
) -> dict[str, Any]:
    """Return what is asked as plain data."""
    drawn = None if method == "tornado" else samples or screening.SAMPLES.get(method)
    return {
        "method": method,
        "measure": measure,
        "inputs": list(inputs),
        "replications": replications,
        "samples": drawn,
        "known_parameters": True,
    }


def check(scenario: Scenario, options: Options) -> None:
    """Refuse what cannot be answered, before anything is done."""
    refuse_a_country(scenario)
    method, measure = options["method"], options["measure"]
    if method not in METHODS:
        raise UsageError(
            N_("--method: {known}, not {found}"), known=", ".join(METHODS), found=method
        )
    if measure not in RESPONSES:
        raise UsageError(
            N_("--measure: {known}, not {found}"), known=", ".join(RESPONSES), found=measure
        )
    found = _inputs(scenario, options)
    if method != "tornado":
        screening.check_installed()
        screening.check_samples(method, options["samples"])
        if not found.tried:
            raise UsageError(N_("none of these inputs can matter to {measure}"), measure=measure)


def answered(
    scenario: Scenario, laboratory: Laboratory, options: Options, language: Language
) -> Answer:
    """Return the answer to ``sensitivity``."""
    kind, judged = METHODS[options["method"]], response(scenario, options["measure"])
    found = _inputs(scenario, options)
    tried = going_on(scenario) if judged.name == FINISH_DAY else scenario
    amount = options["samples"] or options["replications"]
    table = kind.way(tried, laboratory, found.tried, judged, amount)
    data = {
        "language": language,
        "seed": laboratory.seed,
        "scenario": scenario.name,
        "method": options["method"],
        "measure": judged.name,
        "unit": judged.unit,
        "deadline": scenario.campaign.deadline.isoformat(),
        "horizon": scenario.campaign.horizon.isoformat(),
        "replications": options["replications"],
        "samples": options["samples"],
        "spent": laboratory.spent,
        "unfinished": _unfinished(laboratory, judged),
        "inputs": _named(table, found.tried, judged, language),
        "left_out": [
            {"input": each.path, "name": name_of(language, each.trail), "reason": why}
            for each, why in found.left_out
        ],
    }
    return Answer(
        headline=headline(data, language),
        table=table,
        listings=listings(data, language),
        caveats=caveats(data, language),
        data=data,
        tables={kind.table: table},
    )


def _inputs(scenario: Scenario, options: Options) -> Inputs:
    """Return the inputs that may matter to what is measured, and the others."""
    judged = response(scenario, options["measure"])
    end = first_day_after(scenario, judged.name)
    return inputs_of(Question(scenario, judged.milestone, end), options["inputs"])


def _unfinished(laboratory: Laboratory, judged: Response) -> int:
    """Return in how many trials the day lies beyond the horizon."""
    if judged.name != FINISH_DAY:
        return 0
    return sum(judged.of(each) == judged.beyond for each in laboratory.tried.values())


def _named(
    table: pd.DataFrame, inputs: Sequence[Range], judged: Response, language: Language
) -> list[dict[str, Any]]:
    """Return the rows of a table, each with the name of its input and its numbers in words."""
    names = {each.path: name_of(language, each.trail) for each in inputs}
    rows: Any = table.drop(columns="scenario").to_dict("records") if len(table) else []
    return [
        {"name": names[row["input"]], **row, "told": in_words(row, judged.unit, language)}
        for row in rows
    ]
