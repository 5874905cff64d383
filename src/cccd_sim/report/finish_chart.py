"""When the targets are met, and how surely: one rising curve a milestone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.intervals import proportion_interval, reached_by
from cccd_sim.language import Language, brief_day, percent, say
from cccd_sim.report import labels, scales, style
from cccd_sim.report.scales import EdgeLabel
from cccd_sim.results.ensemble import Ensemble

LEVELS = (0.50, 0.80, 0.95)
"""How sure one may want to be: an even chance, a prudent plan, a promise."""

_BODY = 4.6
_AROUND = 21
"""Days shown before the first finish and after the last."""

_CROSSING: dict[str, Any] = {
    "linestyle": "none",
    "markeredgecolor": "white",
    "markersize": 7,
    "clip_on": False,
    "zorder": 5,
}


@style.styled
def finish_dates(ensemble: Ensemble, language: Language) -> Figure:
    """Draw the share of replications that have met each target by the end of each day."""
    days = {name: trajectories.province_finish_days(ensemble, name) for name in labels.MILESTONES}
    edge = [_edge(ensemble, language, name, days[name]) for name in reversed(days)]
    sheet = style.page(_heading(ensemble, language, days["dossier"]), _BODY)
    right = style.WIDTH - style.MARGIN - scales.edge_room(edge)
    plot = sheet.axes(1.0, sheet.bottom + 0.4, right, sheet.top - 0.3)
    first, last = _span(ensemble, days)
    scales.dates(plot, first, last, language)
    plot.set_ylim(0, 1.03)
    ticks = sorted({0.0, 0.2, *LEVELS})
    plot.set_yticks(ticks, [labels.whole_percent(language, each) for each in ticks])
    plot.set_ylabel(say(language, "Probability that the target is met by then"))
    for name, found in days.items():
        _curve(plot, ensemble, name, found)
    scales.deadline(
        plot, trajectories.deadline(ensemble), labels.before_deadline(language, ensemble)
    )
    scales.edge_labels(plot, edge)
    return sheet.figure


def _span(ensemble: Ensemble, days: dict[str, trajectories.Floats]) -> tuple[date, date]:
    """Return the dates to show: around every finish and the deadline, within what is simulated."""
    start, end = trajectories.start(ensemble), trajectories.last_midnight(ensemble)
    shown = [trajectories.deadline(ensemble)]
    for found in days.values():
        shown += [
            trajectories.date_of(ensemble, day)
            for day in (found[~np.isnan(found)].min(initial=np.inf), np.nanmax([*found, -np.inf]))
            if np.isfinite(day)
        ]
    if len(shown) == 1:
        return start, end
    around = timedelta(days=_AROUND)
    return max(min(shown) - around, start), min(max(shown) + around, end)


def _heading(ensemble: Ensemble, language: Language, days: trajectories.Floats) -> style.Heading:
    """Say by when the dossiers are there at each level, and how to read the curves."""
    title = _finding(ensemble, language, days)
    limit = trajectories.days_before_deadline(ensemble)
    met = proportion_interval(int(np.sum(days <= limit)), len(days))
    certainty = say(
        language,
        "In time, before {deadline}, with probability {share} (exact 95% interval {low} to "
        "{high}).",
        deadline=labels.deadline(language, ensemble),
        share=percent(language, met.mean),
        low=percent(language, met.low),
        high=percent(language, met.high),
    )
    reading = say(
        language,
        "A curve stands at the share of the replications that have met the target by the end of "
        "the day; marks: the first day with 50%, 80% and 95% of them. Where it stays below 100%, "
        "the others do not meet it in the simulated time.",
    )
    subtitle = labels.join(labels.scenario_title(language, ensemble), certainty)
    return style.Heading(title, subtitle, labels.notes(language, ensemble, reading))


def _finding(ensemble: Ensemble, language: Language, days: trajectories.Floats) -> str:
    """Return by when the dossiers are there, or in how many replications they never are."""
    known = {"scenario": ensemble.name, "target": labels.target(language, ensemble)}
    met = int(np.sum(~np.isnan(days)))
    if not met:
        return say(
            language, "{scenario}: {target} of the dossiers are reached in no replication", **known
        )
    if 2 * met < len(days):
        return say(
            language,
            "{scenario}: {target} of the dossiers are reached in {met} of {count} replications",
            **known,
            met=met,
            count=len(days),
        )
    even, prudent, promise = (_by(ensemble, language, days, level) for level in LEVELS)
    return say(
        language,
        "{scenario}: {target} of the dossiers by {even} (P50), {prudent} (P80), {promise} (P95)",
        **known,
        even=even,
        prudent=prudent,
        promise=promise,
    )


def _by(ensemble: Ensemble, language: Language, days: trajectories.Floats, level: float) -> str:
    """Return the date by which so many replications have met a target."""
    day = reached_by(days, level)
    if np.isnan(day):
        return say(language, "no date")
    return brief_day(language, trajectories.date_of(ensemble, day))


def _edge(
    ensemble: Ensemble, language: Language, milestone: str, days: trajectories.Floats
) -> EdgeLabel:
    """Return what stands beside the end of a curve: its name, target and three dates."""
    name = say(
        language,
        "{milestone}, {target}",
        milestone=labels.milestone(language, milestone),
        target=labels.target(language, ensemble, milestone),
    )
    dates = [
        say(
            language,
            "P{level}: {day}",
            level=round(100 * level),
            day=_by(ensemble, language, days, level),
        )
        for level in LEVELS
    ]
    share = float(np.mean(~np.isnan(days)))
    if share == 0:
        dates = [say(language, "not met in the simulated time")]
    elif share < LEVELS[0]:
        dates = [say(language, "met in {share} of the runs", share=percent(language, share, 0))]
    return EdgeLabel(share, (name, *dates), sample=_look(milestone))


def _look(milestone: str) -> dict[str, Any]:
    return {**style.MILESTONES[milestone], "markersize": 5}


def _curve(axes: Axes, ensemble: Ensemble, milestone: str, days: trajectories.Floats) -> None:
    """Draw the curve of one milestone and mark its three dates."""
    look = style.MILESTONES[milestone]
    left, right = axes.get_xlim()
    start = style.date_number(trajectories.start(ensemble))
    ends = start + np.sort(days[~np.isnan(days)])  # the midnight that ends the day
    steps = np.arange(1, len(ends) + 1) / len(days)
    axes.plot(
        [left, *ends, right],
        [0.0, *steps, steps[-1] if len(steps) else 0.0],
        drawstyle="steps-post",
        color=look["color"],
        linestyle=look["linestyle"],
        linewidth=2,
    )
    for level in LEVELS:
        day = reached_by(days, level)
        if not np.isnan(day):
            axes.plot(start + day, level, color=look["color"], marker=look["marker"], **_CROSSING)
