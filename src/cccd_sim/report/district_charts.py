"""Districts: when each meets its target, and who is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cccd_sim.analysis import trajectories
from cccd_sim.analysis.intervals import reached_by
from cccd_sim.language import N_, Language, day, number, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.ensemble import Ensemble

_ROW = 0.27
_MOST = 40
"""Rows that still fit a page."""

_AROUND = 28
"""Days shown before the first finish; half as many after the last."""

_COLUMN = 0.78

_MARKS: dict[str, dict[str, Any]] = {
    "on_time": {"marker": "o", "color": style.BLUE, "markersize": 7},
    "late": {"marker": "D", "color": style.VERMILLION, "markersize": 6.5, "fillstyle": "none"},
    "never": {"marker": ">", "color": style.VERMILLION, "markersize": 8},
}

_ZONE = 0.07
"""Width of the strip for those not finished, as a share of the dates before it."""


@dataclass(frozen=True)
class Finish:
    """How one district ends.

    Parameters
    ----------
    name
        Its name.
    days
        P5, P50 and P95 of the day on which it meets its target; NaN: not in the simulated time.
    share
        Mean share of its residents with a dossier before the deadline.
    held
        Mean share with their card in hand before the deadline.
    on_time
        Replications that met the target before the deadline.
    """

    name: str
    days: tuple[float, float, float]
    share: float
    held: float
    on_time: int


def finishes(ensemble: Ensemble) -> list[Finish]:
    """Return the districts, furthest behind first: by median finish, then by share done."""
    days = trajectories.finish_days(ensemble)
    done, held = (
        trajectories.by_deadline(ensemble, milestone).mean(axis=0)
        for milestone in ("dossier", "in_hand")
    )
    limit = trajectories.days_before_deadline(ensemble)
    found = [
        Finish(
            district["name"],
            (reached_by(each, 0.05), reached_by(each, 0.50), reached_by(each, 0.95)),
            float(count) / district["eligible"],
            float(cards) / district["eligible"],
            int(np.sum(each <= limit)),
        )
        for district, each, count, cards in zip(
            ensemble.facts["districts"], days.T, done, held, strict=True
        )
    ]
    return sorted(found, key=lambda one: (-np.nan_to_num(one.days[1], nan=np.inf), one.share))


@style.styled
def finish(ensemble: Ensemble, language: Language) -> Figure:
    """Draw when each district meets its target, latest first; who does not stands at the edge."""
    rows = finishes(ensemble)
    shown = rows[:_MOST]
    sheet = style.page(_heading(ensemble, language, rows), _ROW * (len(shown) + 1) + 1.1)
    left = style.MARGIN + 0.15 + max(style.text_width(each.name, 9.5) for each in shown)
    plot = sheet.axes(
        left, sheet.bottom + 0.4, style.WIDTH - style.MARGIN - 3 * _COLUMN, sheet.top - 0.6
    )
    scales.dates(plot, *_range(ensemble, shown), language)
    plot.set_ylim(len(shown) - 0.4, -0.6)
    plot.set_yticks(range(len(shown)), [each.name for each in shown], color=style.INK)
    plot.tick_params(axis="y", length=0)
    _rows(plot, shown, ensemble, language)
    scales.deadline(
        plot, trajectories.deadline(ensemble), labels.before_deadline(language, ensemble)
    )
    _columns(plot, shown, ensemble, language)
    return sheet.figure


def _heading(ensemble: Ensemble, language: Language, rows: list[Finish]) -> style.Heading:
    """Say how many districts make it, which is furthest behind, and how to read the chart."""
    many = len(ensemble.runs) > 1
    reading = say(
        language,
        "Mark: date by which half the replications have {target} of the district's dossiers. "
        "Shares: means, before the deadline. Stations work until the end of {last}.",
        target=labels.target(language, ensemble),
        last=day(language, trajectories.stations_end(ensemble) - timedelta(days=1)),
    )
    bars = say(language, "Bar: from the date for 5% of the replications to that for 95%.")
    text = N_("Shown: the {shown} furthest behind of {districts} districts.")
    if labels.of_provinces(ensemble):
        text = N_("Shown: the {shown} furthest behind of {districts} provinces.")
    shown = say(
        language,
        text,
        shown=_MOST,
        districts=len(rows),
    )
    return style.Heading(
        _title(ensemble, language, rows),
        labels.join(labels.scenario_title(language, ensemble), shown if len(rows) > _MOST else ""),
        labels.notes(language, ensemble, reading, bars if many else ""),
    )


def _title(ensemble: Ensemble, language: Language, rows: list[Finish]) -> str:
    """Say how many districts make it; of the last, the date, or else the share done."""
    limit, last = trajectories.days_before_deadline(ensemble), rows[0]
    text = N_("{scenario}: {on_time} of {districts} districts reach {target} before {deadline}")
    if labels.of_provinces(ensemble):
        text = N_("{scenario}: {on_time} of {districts} provinces reach {target} before {deadline}")
    told = say(
        language,
        text,
        scenario=ensemble.name,
        on_time=sum(each.days[1] <= limit for each in rows),
        districts=len(rows),
        target=labels.target(language, ensemble),
        deadline=labels.deadline(language, ensemble),
    )
    district = labels.unbroken(last.name)
    if last.days[1] <= limit:
        reached = day(language, _date(ensemble, last.days[1]))
        rest = say(language, " (median); last: {name} ({date})", name=district, date=reached)
    else:
        done = labels.share(language, last.share, labels.target_share(ensemble))
        rest = say(
            language,
            " (median); last: {name} ({share} done by then)",
            name=district,
            share=done,
        )
    return told + rest


def _range(ensemble: Ensemble, rows: list[Finish]) -> tuple[date, date]:
    """Return the dates the axis runs over: some weeks around deadline and finishes."""
    found = [one for each in rows for one in each.days if not np.isnan(one)]
    found.append(trajectories.days_before_deadline(ensemble))
    first, last = (
        _date(ensemble, max(min(found) - _AROUND, 1)),
        trajectories.stations_end(ensemble),
    )
    if not any(np.isnan(each.days[2]) for each in rows):
        last = min(last, _date(ensemble, max(found) + _AROUND / 2))
    return first, last


def _date(ensemble: Ensemble, number_of_day: float) -> date:
    """Return the date of a day of the campaign."""
    return trajectories.start(ensemble) + timedelta(days=int(number_of_day) - 1)


def _rows(axes: Axes, rows: list[Finish], ensemble: Ensemble, language: Language) -> None:
    """Draw mark and bar of every district; whoever never finishes stands in a strip outside."""
    limit = trajectories.days_before_deadline(ensemble)
    noon = style.date_number(trajectories.start(ensemble)) - 0.5
    first, last = axes.get_xlim()
    beyond = last + _ZONE / 2 * (last - first)
    if any(np.isnan(each.days[2]) for each in rows):
        axes.set_xlim(first, last + _ZONE * (last - first))
        axes.axvspan(
            last, axes.get_xlim()[1], facecolor=style.CLOSED, hatch="///", edgecolor="white"
        )
    kinds = {}
    for place, each in enumerate(rows):
        low, middle, high = (beyond if np.isnan(one) else noon + one for one in each.days)
        kind = "never" if np.isnan(each.days[1]) else "on_time" if each.days[1] <= limit else "late"
        colour = _MARKS[kind]["color"]
        axes.plot((low, high), (place, place), color=colour, linewidth=3, alpha=0.45, zorder=2)
        (kinds[kind],) = axes.plot(middle, place, linestyle="none", zorder=3, **_MARKS[kind])
    names = {
        "on_time": say(language, "on time"),
        "late": say(language, "late"),
        "never": say(language, "not before stations stop"),
    }
    marks = {name: kinds[kind] for kind, name in names.items() if kind in kinds}
    if len(ensemble.runs) > 1 and any(not np.isnan(each.days[0]) for each in rows):
        bar = Line2D([], [], color=style.SOFT, linewidth=3, alpha=0.45)
        marks[say(language, "P5 to P95")] = bar
    scales.legend(axes, marks)


def _columns(axes: Axes, rows: list[Finish], ensemble: Ensemble, language: Language) -> None:
    """Write beside each row the share done by the deadline and how often it was on time."""
    target, cards = (labels.target_share(ensemble, each) for each in ("dossier", "in_hand"))
    runs = len(ensemble.runs)
    columns = [
        (
            labels.milestone(language, "dossier"),
            [labels.share(language, each.share, target) for each in rows],
        ),
        (
            labels.milestone(language, "in_hand"),
            [labels.share(language, each.held, cards) for each in rows],
        ),
        (
            say(language, "on time, of {replications}", replications=number(language, runs)),
            [number(language, each.on_time) for each in rows],
        ),
    ]
    for index, (header, cells) in enumerate(columns):
        right = 1 + (index + 1) * _COLUMN / scales.inches(axes)[0]
        text = "\n".join(style.wrap(header, _COLUMN - 0.15, 8.5))
        look: dict[str, Any] = {
            "transform": axes.get_yaxis_transform(),
            "ha": "right",
            "color": style.INK,
        }
        axes.text(right, -0.7, text, va="bottom", fontsize=8.5, **{**look, "color": style.SOFT})
        for place, cell in enumerate(cells):
            axes.text(right, place, cell, va="center_baseline", **look)
