"""Kits: how many are in service, and how busy they are."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.analysis import trajectories
from cccd_sim.language import Language, number, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.ensemble import Ensemble

_PANEL, _GAP = 2.05, 0.3


@style.styled
def kits(ensemble: Ensemble, language: Language) -> Figure:
    """Draw kits in service and, below, on the same dates, their busy share of opening hours."""
    sheet = style.page(_heading(ensemble, language), 2 * _PANEL + _GAP + 1.0)
    right = style.WIDTH - style.MARGIN - 0.15
    middle = sheet.bottom + 0.4 + _PANEL
    above = sheet.axes(0.95, middle + _GAP, right, middle + _GAP + _PANEL)
    below = sheet.axes(0.95, sheet.bottom + 0.4, right, middle)
    first, last = trajectories.start(ensemble), trajectories.stations_end(ensemble)
    for panel in (above, below):
        scales.dates(panel, first, last, language)
        _closed_days(panel, ensemble)
    above.tick_params(labelbottom=False)
    _in_service(above, ensemble, language)
    _busy(below, ensemble, language)
    due = trajectories.deadline(ensemble)
    scales.deadline(above, due, labels.before_deadline(language, ensemble))
    scales.deadline(below, due)
    return sheet.figure


def _heading(ensemble: Ensemble, language: Language) -> style.Heading:
    """Say how many kits there were in the end and how busy they have been."""
    there = float(np.median(trajectories.kits_at_deadline(ensemble)))
    title = say(
        language,
        "{scenario}: {kits} kits put in service by the deadline, busy {share} of opening hours",
        scenario=ensemble.name,
        kits=number(language, there),
        share=labels.share(language, trajectories.typical_busy_share(ensemble)),
    )
    reading = say(
        language,
        "Busy: minutes of capture in opening hours over opening hours times kits put in service: "
        "broken ones and those of stations shut for want of a crew count as idle, those on home "
        "visits or of stations closed by order do not count; in the title, all days before the "
        "deadline. Grey: no station open.",
    )
    subtitle = labels.scenario_title(language, ensemble)
    return style.Heading(
        title, subtitle, labels.notes(language, ensemble, labels.bands(language, ensemble), reading)
    )


def _closed_days(axes: Axes, ensemble: Ensemble) -> None:
    """Shade the days on which no station opened in any replication."""
    closed = np.isnan(trajectories.station_days(ensemble, "kits_up_at_opening")).all(axis=0)
    first = style.date_number(trajectories.start(ensemble))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], closed.astype(int), [0]])))
    for begin, end in edges.reshape(-1, 2):
        axes.axvspan(first + begin, first + end, color=style.CLOSED, linewidth=0, zorder=0)


def _in_service(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw kits that belong to a station, and those fit for work at opening."""
    first = style.date_number(trajectories.start(ensemble))
    there = trajectories.band(trajectories.kits_in_service(ensemble))
    working = trajectories.band(trajectories.station_days(ensemble, "kits_up_at_opening"))
    days = first + np.arange(len(there.middle) + 1)
    edges = trajectories.Band(
        *(np.append(each, each[-1]) for each in (there.low, there.middle, there.high))
    )
    if len(ensemble.runs) > 1:
        scales.band(axes, days, edges, say(language, "P5 to P95"), step="post")
    name = say(language, "kits put in service")
    axes.step(days, edges.middle, where="post", color=style.BLUE, linewidth=2.2, label=name)
    name = say(language, "of these fit for work at opening")
    fit = np.append(working.middle, np.nan)
    axes.step(
        days, fit, where="post", color=style.BLACK, linewidth=1.3, linestyle=(0, (2, 1)), label=name
    )
    _idle(axes, ensemble, language)
    scales.counts(axes, max(float(np.nanmax(edges.high)) * 1.12, 1.0), language)
    axes.set_ylabel(say(language, "Kits"))
    scales.legend(axes)


def _idle(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw kits without a crew at opening, where there are any."""
    idle = trajectories.band(trajectories.station_days(ensemble, "kits_idle_no_crew")).middle
    if not np.nansum(idle) > 0:
        return
    days = style.date_number(trajectories.start(ensemble)) + np.arange(len(idle))
    name = say(language, "without a crew")
    axes.step(days, idle, where="post", color=style.VERMILLION, linewidth=1.5, label=name)


def _busy(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw the share of kit-minutes spent on captures, a point for each open day."""
    spread = trajectories.band(trajectories.busy_share(ensemble))
    noons = style.date_number(trajectories.start(ensemble)) + np.arange(len(spread.middle)) + 0.5
    if len(ensemble.runs) > 1:
        scales.band(axes, noons, spread)
    axes.plot(noons, spread.middle, color=style.BLUE, linewidth=1.6, marker=".", markersize=3.5)
    scales.shares(axes, 1.05, language)
    axes.set_ylabel(say(language, "Busy share of opening hours"))
