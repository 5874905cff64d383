"""All charts of a run, by the names they have in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from cccd_sim.language import Language
from cccd_sim.report import style
from cccd_sim.report.allocation_charts import allocation_map, placement_gains
from cccd_sim.report.comparison_charts import overview
from cccd_sim.report.comparison_lines import dossiers
from cccd_sim.report.district_charts import finish
from cccd_sim.report.finish_chart import finish_dates
from cccd_sim.report.kit_charts import kits
from cccd_sim.report.pipeline_charts import pipeline
from cccd_sim.report.progress_charts import progress
from cccd_sim.report.sizing_charts import frontier, probability
from cccd_sim.report.tile_map import tile_map
from cccd_sim.report.tornado_chart import sensitivity
from cccd_sim.report.waterfall_chart import waterfall
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble

OF_ONE = {
    "progress": progress,
    "pipeline": pipeline,
    "finish": finish_dates,
    "districts": finish,
    "kits": kits,
    "map": tile_map,
}
"""Charts of one scenario, ``NAME-kind``."""

OfAQuestion = Callable[[Answer, dict[str, Any], Language], Figure]

OF_A_QUESTION: dict[str, dict[str, OfAQuestion]] = {
    "size": {"probability": probability, "frontier": frontier},
    "allocate": {"allocation": allocation_map, "placements": placement_gains},
    "sensitivity": {"sensitivity": sensitivity},
    "explain": {"waterfall": waterfall},
}
"""Charts of the answers to questions, by verb: drawn from the answer's tables and facts."""

OF_SEVERAL = {"overview": overview, "overview-dossiers": dossiers}
"""Charts of all scenarios together."""


Draw = Callable[["Call"], list[Path]]
Spread = Callable[[Draw, list["Call"]], Iterable[list[Path]]]


class Call(NamedTuple):
    """The charts of one scenario, to be drawn."""

    folder: Path
    ensemble: Ensemble
    language: Language


def draw_all(
    folder: Path, ensembles: list[Ensemble], language: Language, spread: Spread = map
) -> list[Path]:
    """Write every chart of these scenarios into ``folder``; return the files written.

    All as .png (150 dpi) and .svg; those of several scenarios only where there are several.

    Parameters
    ----------
    spread
        What calls a function for one scenario after the other: ``map``, or something quicker.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    if len(ensembles) > 1:
        for name, chart in OF_SEVERAL.items():
            written += style.save(chart(ensembles, language), folder, name, language)
    lean = [Ensemble(each.facts, each.seed, each.runs) for each in ensembles]
    for paths in spread(draw_one, [Call(folder, each, language) for each in lean]):
        written += paths
    return written


def draw_answer(
    folder: Path, verb: str, answer: Answer, facts: dict[str, Any], language: Language
) -> list[Path]:
    """Write the charts of a question's answer into ``folder``; return the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, chart in OF_A_QUESTION.get(verb, {}).items():
        figure = chart(answer, facts, language)
        written += style.save(figure, folder, f"{facts['name']}-{name}", language)
    return written


def draw_one(call: Call) -> list[Path]:
    """Write the charts of one scenario; return the files written."""
    folder, ensemble, language = call
    written = []
    for kind, chart in OF_ONE.items():
        figure = chart(ensemble, language)
        written += style.save(figure, folder, f"{ensemble.name}-{kind}", language)
    return written
