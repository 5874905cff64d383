"""How a campaign went: dossiers day by day against the target; and all charts of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.analysis import trajectories
from cccd_sim.language import Language, number, percent, say
from cccd_sim.report import labels, scales, style
from cccd_sim.report.comparison_charts import overview
from cccd_sim.report.district_charts import finish
from cccd_sim.report.kit_charts import kits
from cccd_sim.report.scales import EdgeLabel
from cccd_sim.report.tile_map import tile_map
from cccd_sim.results.ensemble import Ensemble

_BODY = 4.7
_SMALL = 0.05
"""Share of the residents below which the curve is drawn once more, enlarged."""

_POINT: dict[str, Any] = {
    "clip_on": False,
    "color": style.BLUE,
    "linestyle": "none",
    "marker": "o",
    "markeredgecolor": "white",
    "markersize": 8,
    "zorder": 5,
}


def draw_all(folder: Path, ensembles: list[Ensemble], language: Language) -> list[Path]:
    """Write every chart of these scenarios into ``folder``; return the files written.

    Several scenarios get one ``overview`` together, each scenario ``NAME-progress``,
    ``NAME-districts``, ``NAME-kits`` and ``NAME-map``: all as .png (150 dpi) and .svg.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {"progress": progress, "districts": finish, "kits": kits, "map": tile_map}
    written = []
    if len(ensembles) > 1:
        written += style.save(overview(ensembles, language), folder, "overview", language)
    for ensemble in ensembles:
        for kind, draw in kinds.items():
            figure = draw(ensemble, language)
            written += style.save(figure, folder, f"{ensemble.name}-{kind}", language)
    return written


@style.styled
def progress(ensemble: Ensemble, language: Language) -> Figure:
    """Draw cumulative dossiers, median and P5 to P95, against target and deadline.

    A count stands at the midnight that ends its day, so that the curve meets the deadline
    with what was taken before it.
    """
    eligible, goal = ensemble.facts["eligible"], trajectories.goal(ensemble)
    done = float(np.median(trajectories.province_by_deadline(ensemble)))
    edge = _edge(ensemble, language, done)
    sheet = style.page(_heading(ensemble, language, done), _BODY)
    right = style.WIDTH - style.MARGIN - scales.edge_room(edge)
    plot = sheet.axes(1.2, sheet.bottom + 0.4, right, sheet.top - 0.5)
    scales.dates(plot, trajectories.start(ensemble), trajectories.last_midnight(ensemble), language)
    scales.counts(plot, eligible * 1.04, language)
    plot.set_ylabel(say(language, "Dossiers taken, cumulative"))
    plot.axhline(eligible, color=style.SOFT, linewidth=1.2, linestyle=":")
    if goal < eligible:
        scales.target(plot, goal)
    _due(plot, ensemble, language)
    _curve(plot, ensemble, language)
    scales.legend(plot)
    due = trajectories.deadline(ensemble)
    scales.deadline(plot, due, labels.before_deadline(language, ensemble))
    place = style.date_number(due)
    plot.plot((place, plot.get_xlim()[1]), (done, done), color=style.BLUE, linewidth=0.8)
    plot.plot(place, done, **_POINT)
    scales.edge_labels(plot, edge)
    if done < _SMALL * eligible:
        _enlarged(plot, ensemble, language)
    return sheet.figure


def _heading(ensemble: Ensemble, language: Language, done: float) -> style.Heading:
    """Say what was reached, how surely, and how to read the chart."""
    runs = trajectories.province_by_deadline(ensemble)
    title = say(
        language,
        "{scenario}: {dossiers} dossiers ({share}) before {deadline}",
        scenario=ensemble.name,
        dossiers=labels.about(language, done),
        share=labels.province_share(language, ensemble, done),
        deadline=labels.deadline(language, ensemble),
    )
    certainty = say(
        language,
        "Replications on time (at least {target} done): {hits} of {replications}.",
        target=labels.target(language, ensemble),
        hits=int(np.sum(runs >= trajectories.goal(ensemble))),
        replications=len(runs),
    )
    subtitle = labels.join(labels.scenario_title(language, ensemble), certainty)
    return style.Heading(
        title, subtitle, labels.notes(language, ensemble, labels.bands(language, ensemble))
    )


def _edge(ensemble: Ensemble, language: Language, done: float) -> list[EdgeLabel]:
    """Return what stands beside the axes: everyone, the target, and what was reached."""
    everyone, goal = ensemble.facts["eligible"], trajectories.goal(ensemble)
    target, reached = (
        labels.target(language, ensemble),
        labels.province_share(language, ensemble, done),
    )
    everyone_is = say(language, "{share} all residents", share=percent(language, 1, 0))
    target_is = say(language, "{share} target", share=target)
    reached_is = say(language, "{share} by the deadline", share=reached)
    edge = [
        EdgeLabel(goal, (target_is, number(language, goal))),
        EdgeLabel(done, (reached_is, labels.about(language, done)), style.BLUE),
    ]
    if goal < everyone:
        edge.append(EdgeLabel(everyone, (everyone_is, number(language, everyone)), style.SOFT))
    return edge


def _due(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw what would have to be done by each day for the target to be met."""
    counted = np.pad(np.cumsum(trajectories.due(ensemble)), (1, 0))
    midnights = style.date_number(trajectories.start(ensemble)) + np.arange(len(counted))
    name = say(language, "target spread over working days")
    axes.plot(midnights, counted, color=style.INK, linewidth=1, linestyle=(0, (2, 2)), label=name)


def _curve(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw median and band of the cumulative dossiers."""
    counted = np.cumsum(trajectories.taken(ensemble).sum(axis=2), axis=1)
    counted = np.pad(counted, ((0, 0), (1, 0)))
    first = style.date_number(trajectories.start(ensemble))
    midnights = first + np.arange(counted.shape[1])
    quantiles = trajectories.band(counted)
    name = say(language, "one replication")
    if len(counted) > 1:
        name = say(language, "median of the replications")
        scales.band(axes, midnights, quantiles, say(language, "P5 to P95"))
    axes.plot(midnights, quantiles.middle, color=style.BLUE, linewidth=2.2, label=name)


def _enlarged(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw the curve once more inside, on an axis that fits it: the full one shows a floor."""
    box, figure = axes.get_position(), axes.get_figure(root=True)
    assert figure is not None
    corner = (box.x0 + 0.58 * box.width, box.y0 + 0.165 * box.height)  # below what is due
    inset = figure.add_axes((*corner, 0.38 * box.width, 0.27 * box.height))
    most = max(float(trajectories.province_total(ensemble).max()), 1.0)
    start, end = trajectories.start(ensemble), trajectories.last_midnight(ensemble)
    scales.dates(inset, start, end, language)
    scales.counts(inset, most * 1.08, language)
    _curve(inset, ensemble, language)
    scales.deadline(inset, trajectories.deadline(ensemble))
    inset.set_title(say(language, "The curve below on an enlarged axis"), fontsize=9.5, loc="left")
