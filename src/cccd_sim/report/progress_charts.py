"""How a campaign went: the four milestones day by day, against target and deadline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.analysis import trajectories
from cccd_sim.language import Language, number, percent, say
from cccd_sim.report import labels, scales, style
from cccd_sim.report.scales import EdgeLabel
from cccd_sim.results.ensemble import Ensemble

_BODY = 4.9
_SMALL = 0.05
"""Share of the residents below which the curves are drawn once more, enlarged."""

_POINT: dict[str, Any] = {
    "clip_on": False,
    "linestyle": "none",
    "markeredgecolor": "white",
    "markersize": 7,
    "zorder": 5,
}


@style.styled
def progress(ensemble: Ensemble, language: Language) -> Figure:
    """Draw residents at each milestone up to each day, median and P5 to P95.

    A count stands at the midnight that ends its day, so that the curve meets the deadline
    with what was done before it.
    """
    eligible = ensemble.facts["eligible"]
    done = {name: _median(ensemble, name) for name in labels.MILESTONES}
    curves = {name: cumulative(ensemble, name) for name in labels.MILESTONES}
    edge = [_edge(ensemble, language, name, done[name], curves[name]) for name in reversed(done)]
    sheet = style.page(_heading(ensemble, language, done), _BODY)
    right = style.WIDTH - style.MARGIN - scales.edge_room(edge)
    plot = sheet.axes(1.2, sheet.bottom + 0.4, right, sheet.top - 0.5)
    scales.dates(plot, trajectories.start(ensemble), trajectories.last_midnight(ensemble), language)
    scales.counts(plot, eligible * 1.06, language)
    plot.set_ylabel(say(language, "Residents at each milestone"))
    _levels(plot, ensemble, language)
    _due(plot, ensemble, language)
    many = len(ensemble.runs) > 1
    draw_curves(plot, trajectories.start(ensemble), curves, many, language)
    scales.legend(plot)
    due = trajectories.deadline(ensemble)
    scales.deadline(plot, due, labels.before_deadline(language, ensemble))
    for name, count in done.items():
        look = style.MILESTONES[name]
        plot.plot(
            style.date_number(due), count, color=look["color"], marker=look["marker"], **_POINT
        )
    scales.edge_labels(plot, edge)
    if done["dossier"] < _SMALL * eligible:
        _enlarged(plot, ensemble, curves, language)
    return sheet.figure


def cumulative(ensemble: Ensemble, milestone: str) -> trajectories.Band:
    """Return the quantiles of residents there by each midnight, the first one included."""
    counted = np.cumsum(trajectories.reached(ensemble, milestone).sum(axis=2), axis=1)
    return trajectories.band(np.pad(counted, ((0, 0), (1, 0))))


def _median(ensemble: Ensemble, milestone: str) -> float:
    """Return the median number of residents at a milestone before the deadline."""
    return float(np.median(trajectories.province_by_deadline(ensemble, milestone)))


def _heading(ensemble: Ensemble, language: Language, done: dict[str, float]) -> style.Heading:
    """Say what was reached, how surely, and how to read the chart."""
    known = {
        "scenario": ensemble.name,
        "dossiers": labels.about(language, done["dossier"]),
        "share": labels.province_share(language, ensemble, done["dossier"]),
        "cards": labels.about(language, done["in_hand"]),
        "held": labels.province_share(language, ensemble, done["in_hand"], "in_hand"),
        "deadline": labels.deadline(language, ensemble),
    }
    title = say(
        language,
        "{scenario}: {dossiers} dossiers ({share}), {cards} cards in hand ({held}) before "
        "{deadline}",
        **known,
    )
    certainty = say(
        language,
        "Replications on time: dossiers (at least {dossier}) {taken} of {replications}, cards in "
        "hand (at least {card}) {held} of {replications}.",
        dossier=labels.target(language, ensemble),
        card=labels.target(language, ensemble, "in_hand"),
        taken=_on_time(ensemble, "dossier"),
        held=_on_time(ensemble, "in_hand"),
        replications=len(ensemble.runs),
    )
    subtitle = labels.join(labels.scenario_title(language, ensemble), certainty)
    return style.Heading(
        title, subtitle, labels.notes(language, ensemble, labels.bands(language, ensemble))
    )


def _on_time(ensemble: Ensemble, milestone: str) -> int:
    """Return the replications that meet a target in time."""
    runs = trajectories.province_by_deadline(ensemble, milestone)
    return int(np.sum(runs >= trajectories.goal(ensemble, milestone)))


def _edge(
    ensemble: Ensemble, language: Language, milestone: str, done: float, curve: trajectories.Band
) -> EdgeLabel:
    """Return what stands beside the end of a curve: its name, and how far it was in time."""
    reached = labels.province_share(language, ensemble, done, milestone)
    lines = [
        labels.milestone(language, milestone),
        say(language, "{share} by the deadline", share=reached),
    ]
    last = trajectories.last_midnight(ensemble)
    if last > trajectories.deadline(ensemble):
        end = labels.province_share(language, ensemble, float(curve.middle[-1]), milestone)
        lines.append(say(language, "{share} by {day}", share=end, day=last - timedelta(days=1)))
    look = {**style.MILESTONES[milestone], "markersize": 5}
    return EdgeLabel(float(curve.middle[-1]), tuple(lines), sample=look)


def _levels(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw everyone, and the targets, each level once."""
    eligible = ensemble.facts["eligible"]
    axes.axhline(eligible, color=style.SOFT, linewidth=1.2, linestyle=":")
    everyone = say(language, "{share} all residents", share=percent(language, 1, 0))
    levels = {eligible: f"{everyone}: {number(language, eligible)}"}
    for milestone in reversed(labels.MILESTONES):
        goal = trajectories.goal(ensemble, milestone)
        if goal < eligible:
            scales.target(axes, goal)
        share = labels.target(language, ensemble, milestone)
        told = say(language, "target {share}", share=share)
        if milestone == "in_hand":
            told += f": {labels.milestone(language, milestone)}"
        levels[goal] = told
    for value, text in levels.items():
        scales.on_line(axes, value, text)


def _due(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw what would have to be done by each day for the dossiers to be on time."""
    counted = np.pad(np.cumsum(trajectories.due(ensemble)), (1, 0))
    midnights = style.date_number(trajectories.start(ensemble)) + np.arange(len(counted))
    name = say(language, "dossiers due, spread over working days")
    axes.plot(midnights, counted, color=style.INK, linewidth=1, linestyle=(0, (2, 2)), label=name)


def draw_curves(
    axes: Axes,
    start: date,
    curves: dict[str, trajectories.Band],
    many: bool,
    language: Language,
) -> None:
    """Draw the median of every milestone from a day on; with many replications its band too."""
    for name, quantiles in curves.items():
        look = style.MILESTONES[name]
        midnights = style.date_number(start) + np.arange(len(quantiles.middle))
        if many:
            label = say(language, "P5 to P95") if name == "dossier" else ""
            scales.band(axes, midnights, quantiles, label, colour=look["color"])
        axes.plot(
            midnights,
            quantiles.middle,
            color=look["color"],
            linestyle=look["linestyle"],
            linewidth=2.0,
        )


def _enlarged(
    axes: Axes, ensemble: Ensemble, curves: dict[str, trajectories.Band], language: Language
) -> None:
    """Draw the curves once more inside, on an axis that fits them: the full one shows a floor."""
    box, figure = axes.get_position(), axes.get_figure(root=True)
    assert figure is not None
    corner = (box.x0 + 0.58 * box.width, box.y0 + 0.165 * box.height)
    inset = figure.add_axes((*corner, 0.38 * box.width, 0.27 * box.height))
    most = max(float(curves["dossier"].high[-1]), 1.0)
    start, end = trajectories.start(ensemble), trajectories.last_midnight(ensemble)
    scales.dates(inset, start, end, language)
    scales.counts(inset, most * 1.08, language)
    draw_curves(inset, start, curves, len(ensemble.runs) > 1, language)
    scales.deadline(inset, trajectories.deadline(ensemble))
    inset.set_title(say(language, "The curves on an enlarged axis"), fontsize=9.5, loc="left")
