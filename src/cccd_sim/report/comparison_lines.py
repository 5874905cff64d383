"""The dossiers of several scenarios day by day, one line each."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.analysis import trajectories
from cccd_sim.language import Language, say
from cccd_sim.report import labels, scales, style
from cccd_sim.report.comparison_charts import is_on_time
from cccd_sim.report.scales import EdgeLabel
from cccd_sim.results.ensemble import Ensemble

_COLOURS = (
    style.BLUE,
    style.VERMILLION,
    style.GREEN,
    style.PURPLE,
    style.ORANGE,
    style.BLACK,
    style.SKY,
)
_DASHES = ("-", (0, (6, 2)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
_MARKERS = ("o", "s", "^", "D", "v")
"""Of three coprime lengths: 140 scenarios before two look the same."""

_NAME_ROOM = 2.3


@style.styled
def dossiers(ensembles: list[Ensemble], language: Language) -> Figure:
    """Draw the share of residents done, one line a scenario, best first beside the edge.

    Shares, not counts, so that scenarios with different registers can be compared.
    """
    edge = [_edge(ensemble, language, index) for index, ensemble in enumerate(ensembles)]
    body = max(5.0, 1.0 + sum(each.height for each in edge))
    sheet = style.page(_heading(ensembles, language), body)
    right = style.WIDTH - style.MARGIN - scales.edge_room(edge)
    plot = sheet.axes(1.0, sheet.bottom + 0.4, right, sheet.top - 0.3)
    start = min(trajectories.start(each) for each in ensembles)
    end = max(trajectories.deadline(each) for each in ensembles)
    scales.dates(plot, start, end, language)
    scales.shares(plot, 1.04, language)
    plot.set_ylabel(say(language, "Share of residents with a dossier"))
    _targets(plot, ensembles, language)
    for index, ensemble in enumerate(ensembles):
        _line(plot, ensemble, _look(index), index)
    scales.edge_labels(plot, edge)
    return sheet.figure


def _heading(ensembles: list[Ensemble], language: Language) -> style.Heading:
    """Say how many scenarios make it and which comes nearest."""
    medians = [float(_done(ensemble).middle[0]) for ensemble in ensembles]
    best = ensembles[int(np.argmax(medians))]
    title = say(
        language,
        "{on_time} of {scenarios} scenarios have their dossiers on time; most: {best} ({share})",
        on_time=sum(is_on_time(ensemble) for ensemble in ensembles),
        scenarios=len(ensembles),
        best=best.name,
        share=labels.share(language, max(medians), labels.target_share(best)),
    )
    reading = say(language, "Line: median; tinted band and the numbers in brackets: P5 to P95.")
    note = labels.join(labels.sources(language, ensembles), reading, labels.sure(language))
    subtitle = say(language, "Share of residents with a dossier before the deadline.")
    return style.Heading(title, subtitle, note)


def _done(ensemble: Ensemble) -> trajectories.Band:
    """Return the quantiles of the share done before the deadline."""
    shares = trajectories.province_by_deadline(ensemble) / ensemble.facts["eligible"]
    return trajectories.band(shares[:, np.newaxis])


def _look(index: int) -> dict[str, Any]:
    """Return how the line of a scenario looks, without colour too."""
    return {
        "color": _COLOURS[index % len(_COLOURS)],
        "linestyle": _DASHES[index % len(_DASHES)],
        "marker": _MARKERS[index % len(_MARKERS)],
    }


def _edge(ensemble: Ensemble, language: Language, index: int) -> EdgeLabel:
    """Return name, share and P5 to P95 of a scenario, with a sample of its line."""
    done = _done(ensemble)
    low, middle, high = (float(each[0]) for each in (done.low, done.middle, done.high))
    target = labels.target_share(ensemble)
    numbers = labels.share(language, middle, target)
    if len(ensemble.runs) > 1:
        ends = [labels.share(language, each, target) for each in (low, high)]
        numbers += " (" + "–".join(ends) + ")"
    lines = (*style.wrap(ensemble.name, _NAME_ROOM, 9), numbers)
    return EdgeLabel(middle, lines, sample=_look(index))


def _targets(axes: Axes, ensembles: list[Ensemble], language: Language) -> None:
    """Draw each different target and deadline once, and everyone at 100 %."""
    axes.axhline(1, color=style.SOFT, linewidth=1.2, linestyle=":")
    for share in sorted({labels.target_share(each) for each in ensembles} - {1.0}):
        scales.target(axes, share)
        text = say(language, "target {share}", share=labels.whole_percent(language, share))
        scales.on_line(axes, share, text)
    by_day = {trajectories.deadline(each): each for each in ensembles}
    for day, ensemble in by_day.items():
        text = labels.before_deadline(language, ensemble) if len(by_day) == 1 else ""
        scales.deadline(axes, day, text)


def _line(axes: Axes, ensemble: Ensemble, look: dict[str, Any], index: int) -> None:
    """Draw one scenario up to its deadline; from there a thin line leads to its label."""
    counted = np.cumsum(trajectories.reached(ensemble, "dossier").sum(axis=2), axis=1)
    counted = np.pad(counted, ((0, 0), (1, 0)))[
        :, : trajectories.days_before_deadline(ensemble) + 1
    ]
    days = style.date_number(trajectories.start(ensemble)) + np.arange(counted.shape[1])
    spread = trajectories.band(counted / ensemble.facts["eligible"])
    step = max(len(days) // 7, 1)
    axes.fill_between(days, spread.low, spread.high, color=look["color"], alpha=0.2, linewidth=0)
    axes.plot(days, spread.middle, linewidth=1.8, markevery=(index * 3 % step, step), **look)
    due, edge = style.date_number(trajectories.deadline(ensemble)), axes.get_xlim()[1]
    axes.plot((due, edge), (spread.middle[-1],) * 2, color=look["color"], linewidth=0.8)
