"""An answer read back from a run folder, told in another language."""

from __future__ import annotations

from math import nan
from typing import Any

from cccd_sim.language import Language
from cccd_sim.planning.caveats import caveats
from cccd_sim.planning.ending import Ending
from cccd_sim.planning.headline import headline

Data = dict[str, Any]


def retold(answer: Data, language: Language) -> Data:
    """Return the answer to run or compare with its sentences in a language.

    Answers to other questions keep their words: they are told while the question is asked.
    """
    if answer["language"] == language or "scenarios" not in answer:
        return answer
    data = {**answer, "language": language}
    if "comparison" in data:
        data["comparison"] = [_known(row) for row in data["comparison"]]
    data["scenarios"] = [_restored(one) for one in answer["scenarios"]]
    told = {"headline": headline(data, language), "caveats": list(caveats(data, language))}
    return {**answer, **told, "language": language}


def _restored(ending: Ending) -> Ending:
    """Return how a scenario ends as it was before it became JSON."""
    idle = {"kits_idle_no_crew": ending["kits_idle_no_crew"]}
    return {**_with_spreads(ending), **_known(idle)}


def _with_spreads(row: Data) -> Data:
    """Return a row with the missing numbers of every spread in it, at any depth, NaN again."""
    if "mean" in row:
        return _known(row)
    return {name: _with_spreads(at) if isinstance(at, dict) else at for name, at in row.items()}


def _known(row: Data) -> Data:
    """Return a row of numbers as it was before it became JSON: what is missing is NaN."""
    return {name: nan if value is None else value for name, value in row.items()}
