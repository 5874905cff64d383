"""Plots for notebooks: a tidy table in, matplotlib axes out.

Each draws on axes of its own (``axes.figure`` is the figure) or on those it is given, ``ax=…``, and
leaves the settings of matplotlib as they are. The charts of a run folder tell more: they know the
scenario, these know a table.

>>> from cccd_sim import load_scenario, plots, replicate
>>> ensemble = replicate(load_scenario("tests/tiny/tiny.yaml"), 3, jobs=1)
>>> axes = plots.progress(ensemble.daily, eligible=2000, deadline="2021-03-22", language="en")
>>> axes.get_ylabel()
'Residents at each milestone'
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cccd_sim.analysis import trajectories
from cccd_sim.errors import UsageError
from cccd_sim.language import N_, Language, number, percent, say
from cccd_sim.report import cost_labels, labels, scales, style
from cccd_sim.report.answer_plots import (
    differences,
    morris,
    probability,
    sobol,
    tornado,
    waterfall,
)
from cccd_sim.report.plot_axes import axes_for, named_rows, one_scenario
from cccd_sim.report.progress_charts import draw_curves
from cccd_sim.results.tables import MILESTONES

__all__ = [
    "costs",
    "differences",
    "districts",
    "morris",
    "probability",
    "progress",
    "sobol",
    "tornado",
    "waiting",
    "waterfall",
]

BILLION = 10**9


@style.styled
def progress(
    daily: pd.DataFrame,
    *,
    eligible: int | None = None,
    deadline: date | str | None = None,
    target: float | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw residents at each milestone up to each day: median, and P5 to P95 of the replications.

    Parameters
    ----------
    daily
        ``ensemble.daily`` of one scenario; a part of it, say of one district, will do.
    eligible, target
        Level of all residents, and the share of them to be reached; left out, not drawn.
    deadline
        First day that no longer counts; left out, not drawn.
    """
    plot = axes_for(ax)
    table = one_scenario(daily)
    first, last = (pd.Timestamp(end).date() for end in (table["date"].min(), table["date"].max()))
    curves = {name: _curve(table, column) for name, column in MILESTONES.items()}
    end = date.fromordinal(last.toordinal() + 1)
    scales.dates(plot, first, end, language)
    top = max(float(curves["dossier"].high[-1]), eligible or 0.0, 1.0)
    scales.counts(plot, 1.06 * top, language)
    plot.set_ylabel(say(language, "Residents at each milestone"))
    many = len(table["replication"].unique()) > 1
    draw_curves(plot, first, curves, many, language)
    if eligible is not None:
        plot.axhline(eligible, color=style.SOFT, linewidth=1.2, linestyle=":")
        if target is not None:
            scales.target(plot, target * eligible)
            told = say(language, "target {share}", share=labels.whole_percent(language, target))
            scales.on_line(plot, target * eligible, told)
    if deadline is not None:
        day = date.fromisoformat(deadline) if isinstance(deadline, str) else deadline
        scales.deadline(plot, day, say(language, "deadline"))
    names = {labels.milestone(language, name): look for name, look in style.MILESTONES.items()}
    marks = {
        name: plot.plot([], [], color=look["color"], linestyle=look["linestyle"])[0]
        for name, look in names.items()
    }
    scales.legend(plot, marks)
    return plot


def _curve(table: pd.DataFrame, column: str) -> trajectories.Band:
    """Return how many there are up to each day, from none before the first: median and band."""
    per_day = table.pivot_table(
        column, index="replication", columns="date", aggfunc="sum", fill_value=0
    )
    counted = np.cumsum(per_day.to_numpy(float), axis=1)
    return trajectories.band(np.pad(counted, ((0, 0), (1, 0))))


@style.styled
def districts(
    districts: pd.DataFrame,
    *,
    milestone: str = "dossier",
    target: float | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw the share of each district's residents at a milestone by the deadline, least on top.

    Parameters
    ----------
    districts
        ``ensemble.districts``.
    milestone
        ``dossier``, ``sent``, ``produced`` or ``in_hand``.
    target
        Share to be reached; left out, not drawn.
    """
    if milestone not in MILESTONES:
        raise UsageError(
            N_("milestone: {known}, not {found}"), known=", ".join(MILESTONES), found=milestone
        )
    table = one_scenario(districts)
    column = "taken_by_deadline" if milestone == "dossier" else f"{milestone}_by_deadline"
    share = (table[column] / table["eligible"]).to_numpy(float)
    order = np.argsort(share, kind="stable")
    plot = axes_for(ax, 0.28 * len(order) + 1.0)
    plot.barh(range(len(order)), share[order], color=style.MILESTONES[milestone]["color"])
    named_rows(plot, table["name"].iloc[order].tolist())
    plot.set_xlim(0, 1)
    plot.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(language, value, 0)))
    what = labels.milestone(language, milestone)
    plot.set_xlabel(say(language, "Share of residents by the deadline: {what}", what=what))
    if target is not None:
        plot.axvline(target, color=style.INK, linewidth=1.4, linestyle=(0, (5, 2)))
    return plot


@style.styled
def waiting(stations: pd.DataFrame, *, ax: Axes | None = None, language: Language = "vi") -> Axes:
    """Draw how long citizens wait, day by day: median and P5 to P95 of the replications.

    Parameters
    ----------
    stations
        ``ensemble.stations``; minutes of all three steps, each citizen counted alike.
    """
    plot = axes_for(ax)
    table = one_scenario(stations).assign(
        minutes=lambda rows: rows["waiting_minutes_mean"] * rows["citizens_present"]
    )
    sums = table.groupby(["replication", "date"], observed=True)[["minutes", "citizens_present"]]
    each = sums.sum().query("citizens_present > 0")
    minutes = (each["minutes"] / each["citizens_present"]).rename("wait").reset_index()
    mean = minutes.pivot_table("wait", index="replication", columns="date")
    days = np.array([style.date_number(pd.Timestamp(day).date()) for day in mean.columns])
    spread = trajectories.band(mean.to_numpy(float))
    first, last = (pd.Timestamp(day).date() for day in (mean.columns[0], mean.columns[-1]))
    scales.dates(plot, first, date.fromordinal(last.toordinal() + 1), language)
    if len(mean) > 1:
        scales.band(plot, days, spread, say(language, "P5 to P95"))
    plot.plot(days, spread.middle, color=style.BLUE, linewidth=1.8)
    plot.set_ylim(bottom=0)
    plot.set_ylabel(say(language, "Mean wait of a citizen, minutes"))
    return plot


@style.styled
def costs(
    costs: pd.DataFrame,
    *,
    by: str = "head",
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw what is spent, fees apart: mean over the replications, billion VND.

    Parameters
    ----------
    costs
        ``ensemble.costs``.
    by
        ``head``, ``funder`` or ``month``.
    """
    table = one_scenario(costs)
    if by not in ("head", "funder", "month"):
        raise UsageError(N_("by: {known}, not {found}"), known="head, funder, month", found=by)
    spent = table[table["head"] != cost_labels.FEES].groupby(by, observed=True)["vnd"].sum()
    if by == "month":
        told = [f"{day:%m/%Y}" for day in pd.DatetimeIndex(spent.index)]
    else:
        spent = spent.sort_values(ascending=False)
        texts = {**cost_labels.HEADS, **cost_labels.FUNDERS}
        told = []
        for name in spent.index:
            text = texts.get(str(name), str(name))
            told.append(say(language, text))
    plot = axes_for(ax, 0.4 * len(told) + 1.0)
    values = spent.to_numpy(float) / BILLION
    plot.barh(range(len(told)), values, color=style.BLUE)
    named_rows(plot, told)
    for place, value in enumerate(values):
        plot.annotate(
            number(language, value, 2),
            (max(value, 0.0), place),
            (4, 0),
            textcoords="offset points",
            va="center_baseline",
        )
    plot.set_xlim(0, 1.15 * max(values.max(initial=0.0), 1e-9))
    plot.set_xlabel(say(language, "Billion VND, mean over replications"))
    return plot
