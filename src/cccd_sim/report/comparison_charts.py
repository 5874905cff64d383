"""Several scenarios side by side: how far each takes the four milestones by the deadline."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.analysis import trajectories
from cccd_sim.language import Language, percent, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.ensemble import Ensemble

SURE = 0.95
"""Share of replications on time from which a scenario counts as on time."""

_ROW, _STEP = 0.62, 0.19
"""Least inches of a row; distance of its four marks as a share of it."""

_NAME_ROOM, _COLUMN = 2.4, 0.72


@style.styled
def overview(ensembles: list[Ensemble], language: Language) -> Figure:
    """Draw the share of residents at each milestone by the deadline, a row a scenario."""
    rows = sorted(ensembles, key=_order)
    names = [style.wrap(each.name, _NAME_ROOM, 9.5) for each in rows]
    row = max(_ROW, max(len(lines) for lines in names) * 10 * style.LINE / 72)
    sheet = style.page(_heading(ensembles, language), row * len(rows) + 1.25)
    left = style.MARGIN + 0.15 + max(style.text_width(line, 9.5) for each in names for line in each)
    right = style.WIDTH - style.MARGIN - len(labels.MILESTONES) * _COLUMN
    plot = sheet.axes(left, sheet.bottom + 0.5, right, sheet.top - 0.65)
    plot.set_ylim(len(rows) - 0.45, -0.55)
    plot.set_yticks(range(len(rows)), ["\n".join(each) for each in names], color=style.INK)
    plot.tick_params(axis="y", length=0)
    plot.grid(axis="y", visible=False)
    plot.set_xlim(0, 1.04)
    ticks = [fifth / 5 for fifth in range(6)]
    plot.set_xticks(ticks, [percent(language, each, 0) for each in ticks])
    _targets(plot, ensembles, language)
    for place, ensemble in enumerate(rows):
        if place:
            plot.axhline(place - 0.5, color=style.FAINT, linewidth=0.8)
        _marks(plot, ensemble, place)
    _columns(plot, rows, language)
    return sheet.figure


def is_on_time(ensemble: Ensemble, milestone: str = "dossier") -> bool:
    """Return whether at least 95 % of the replications meet the target of a milestone."""
    met = trajectories.province_by_deadline(ensemble, milestone) >= trajectories.goal(
        ensemble, milestone
    )
    return bool(np.mean(met) >= SURE)


def _order(ensemble: Ensemble) -> tuple[float, ...]:
    """Most dossiers first; among equals most cards."""
    return tuple(-_shares(ensemble, name).mean() for name in ("dossier", "in_hand"))


def _shares(ensemble: Ensemble, milestone: str) -> trajectories.Floats:
    """Return the share at a milestone before the deadline, one number per replication."""
    count = trajectories.province_by_deadline(ensemble, milestone)
    return np.asarray(count / ensemble.facts["eligible"], dtype=np.float64)


def _heading(ensembles: list[Ensemble], language: Language) -> style.Heading:
    """Say how many scenarios have dossiers, and cards, on time."""
    title = say(
        language,
        "On time: dossiers in {taken} of {scenarios} scenarios, cards in hand in {held}",
        taken=sum(is_on_time(each) for each in ensembles),
        held=sum(is_on_time(each, "in_hand") for each in ensembles),
        scenarios=len(ensembles),
    )
    subtitle = say(language, "Share of the residents at each milestone before the deadline.")
    reading = say(language, "Mark and number: mean, bold if on time; bar: P5 to P95.")
    note = labels.join(labels.sources(language, ensembles), reading, labels.sure(language))
    return style.Heading(title, subtitle, note)


def _targets(axes: Axes, ensembles: list[Ensemble], language: Language) -> None:
    """Draw each different target once, and everyone at 100 %."""
    axes.axvline(1, color=style.SOFT, linewidth=1.2, linestyle=":")
    found = {
        labels.target_share(each, milestone)
        for each in ensembles
        for milestone in labels.MILESTONES
    }
    for share in sorted(found - {1.0}):
        axes.axvline(share, color=style.INK, linewidth=1.2, linestyle=(0, (5, 2)))
    told = ", ".join(labels.whole_percent(language, share) for share in sorted(found))
    axes.set_xlabel(say(language, "Dashed: targets ({targets})", targets=told))


def _marks(axes: Axes, ensemble: Ensemble, place: int) -> None:
    """Draw the four milestones of a scenario, one below the other."""
    for step, (milestone, look) in enumerate(style.MILESTONES.items()):
        shares, level = _shares(ensemble, milestone), place + (step - 1.5) * _STEP
        ends = np.quantile(shares, (0.05, 0.95))
        axes.plot(ends, (level, level), color=look["color"], linewidth=3, alpha=0.5, zorder=2)
        mean = float(shares.mean())
        axes.plot((0, mean), (level, level), color=look["color"], linewidth=0.8, zorder=1)
        axes.plot(mean, level, color=look["color"], marker=look["marker"], markersize=6, zorder=3)


def _columns(axes: Axes, rows: list[Ensemble], language: Language) -> None:
    """Write the four shares beside each row, under the mark and name of their milestone."""
    width, height = scales.inches(axes)
    headers = [
        style.wrap(labels.milestone(language, name), _COLUMN - 0.1, 8.5)
        for name in labels.MILESTONES
    ]
    above = 1 + (0.13 + max(len(lines) for lines in headers) * 8.5 * style.LINE / 72) / height
    for index, (milestone, header) in enumerate(zip(labels.MILESTONES, headers, strict=True)):
        right = 1 + (index + 1) * _COLUMN / width
        look: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "ha": "right"}
        axes.text(right, -0.6, "\n".join(header), va="bottom", fontsize=8.5, **look)
        mark = {key: style.MILESTONES[milestone][key] for key in ("color", "marker")}
        place: dict[str, Any] = {"transform": axes.transAxes, "clip_on": False}
        axes.plot(right - 0.08 / width, above, markersize=7, linestyle="none", **mark, **place)
        for level, ensemble in enumerate(rows):
            share = float(_shares(ensemble, milestone).mean())
            told = labels.share(language, share, labels.target_share(ensemble, milestone))
            weight = "bold" if is_on_time(ensemble, milestone) else "normal"
            axes.text(right, level, told, va="center_baseline", fontweight=weight, **look)
