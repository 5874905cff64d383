"""What the charts' axes share: dates, counts, shares, the deadline, labels at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation
from matplotlib.typing import ColorType
from numpy.typing import NDArray

from cccd_sim.analysis import trajectories
from cccd_sim.language import Language, number, percent
from cccd_sim.report import labels, style

DEADLINE: dict[str, Any] = {
    "color": style.VERMILLION,
    "linestyle": (0, (6, 2, 1.5, 2)),
    "linewidth": 1.4,
}
"""The line of the deadline, the same in every chart."""

_TICK_ROOM = 0.6
_LEAD = (0.03, 0.12, 0.2)
"""Inches beside the axes at which the line from value to label starts, bends and ends."""

_ABOVE, _BETWEEN, _MARK = 0.23, 1.6, 2.8
"""Legends: inches above the axes; font sizes between columns, and for a mark before its text."""

_SAMPLE, _PAD, _SIZE = 0.42, 0.06, 9.0
"""Edge labels: length of the sample of a line, gap before the text, size of the text."""


def inches(axes: Axes) -> tuple[float, float]:
    """Return width and height of the axes."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    box = axes.get_position()
    return float(width * box.width), float(height * box.height)


def dates(axes: Axes, first: date, last: date, language: Language) -> None:
    """Let the horizontal axis run from ``first`` to ``last``, dates as written there."""
    days = labels.ticks(first, last, max(int(inches(axes)[0] / _TICK_ROOM), 1))
    axes.set_xticks([style.date_number(each) for each in days], labels.tick_labels(language, days))
    axes.set_xlim(style.date_number(first), style.date_number(last))


def counts(axes: Axes, top: float, language: Language) -> None:
    """Let the vertical axis count whole things from 0 to ``top``."""
    axes.set_ylim(0, top)
    axes.yaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(language, value)))


def shares(axes: Axes, top: float, language: Language) -> None:
    """Let the vertical axis be a share from 0 to ``top``, marked every 20 %."""
    ticks = [fifth / 5 for fifth in range(int(top * 5 + 1e-9) + 1)]
    axes.set_ylim(0, top)
    axes.set_yticks(ticks, [percent(language, each, 0) for each in ticks])


def deadline(axes: Axes, day: date, text: str = "") -> None:
    """Draw the deadline; write ``text`` above it, within the width of the axes."""
    place = style.date_number(day)
    axes.axvline(place, clip_on=False, **DEADLINE)
    first, last = axes.get_xlim()
    half = style.text_width(text, 9, "bold") / 2 * (last - first) / inches(axes)[0] if text else 0
    axes.annotate(
        text,
        (min(max(place, first + half), last - half), 1),
        (0, 4),
        ("data", "axes fraction"),
        "offset points",
        ha="center",
        color=style.WARNING,
        fontsize=9,
        fontweight="bold",
    )


def legend(axes: Axes, marks: Mapping[str, Artist] | None = None) -> None:
    """Explain the marks above the axes, clear of the deadline's label and no wider than the axes.

    Parameters
    ----------
    marks
        What each mark is called; all that were drawn with a label if not given.
    """
    handles, words = axes.get_legend_handles_labels()
    shown = dict(zip(words, handles, strict=True)) if marks is None else marks
    figure = axes.get_figure(root=True)
    assert figure is not None
    # in inches and not in heights of the axes: a layout may still change these
    raised = ScaledTranslation(0, _ABOVE, figure.dpi_scale_trans)
    axes.legend(
        list(shown.values()),
        list(shown),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=axes.transAxes + raised,
        ncols=_columns(list(shown), inches(axes)[0]),
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        columnspacing=_BETWEEN,
        labelspacing=0.3,
    )


def _columns(words: list[str], room: float) -> int:
    """Return how many columns of a legend fit beside each other, from two to four."""
    size = matplotlib.rcParams["font.size"]
    widths = [style.text_width(word, size) + (_MARK + _BETWEEN) * size / 72 for word in words]
    for columns in (4, 3):
        needed = sum(widths) if len(widths) <= columns else columns * max(widths)
        if needed <= room:
            return columns
    return 2


def band(
    axes: Axes,
    days: NDArray[np.floating[Any]],
    spread: trajectories.Band,
    label: str = "",
    step: Literal["post"] | None = None,
    colour: ColorType = style.BLUE,
) -> None:
    """Fill from P5 to P95, edged so that it shows in grey too."""
    axes.fill_between(
        days,
        spread.low,
        spread.high,
        facecolor=colour,
        edgecolor=colour,
        alpha=0.3,
        linewidth=0.6,
        label=label or None,
        step=step,
    )


def on_line(axes: Axes, value: float, text: str) -> None:
    """Name a horizontal line: at its left end, just below."""
    axes.annotate(
        text,
        (0, value),
        (4, -3),
        ("axes fraction", "data"),
        "offset points",
        va="top",
        fontsize=9,
    )


def target(axes: Axes, value: float) -> None:
    """Draw the level to be reached before the deadline."""
    axes.axhline(value, color=style.INK, linewidth=1.4, linestyle=(0, (5, 2)))


@dataclass(frozen=True)
class EdgeLabel:
    """Lines of text beside the right edge of the axes, at the height of a value.

    Parameters
    ----------
    value
        Where on the vertical axis the label belongs.
    lines
        What it says.
    colour
        Of text and leading line.
    sample
        How the line in the axes looks, to be shown before the text; none if empty.
    """

    value: float
    lines: tuple[str, ...]
    colour: ColorType = style.INK
    sample: dict[str, Any] = field(default_factory=dict)

    @property
    def indent(self) -> float:
        """Return the inches between axes and text."""
        return _LEAD[-1] + (_SAMPLE if self.sample else 0) + _PAD

    @property
    def height(self) -> float:
        """Return the inches the label takes, with the gap to the next."""
        return (len(self.lines) + 0.3) * _SIZE * style.LINE / 72


def edge_labels(axes: Axes, wanted: list[EdgeLabel]) -> None:
    """Write labels beside the right edge, none over another, each with a line to its value."""
    low, high = axes.get_ylim()
    width, height = inches(axes)
    sizes = [each.height / height for each in wanted]
    levels = [(each.value - low) / (high - low) for each in wanted]
    outside: dict[str, Any] = {"transform": axes.transAxes, "clip_on": False}
    places = style.spread(levels, sizes, 0.0, 1.0)
    for each, level, place in zip(wanted, levels, places, strict=True):
        lead = [1 + step / width for step in _LEAD]
        colour = each.sample.get("color", each.colour)
        axes.plot(lead, (level, place, place), color=colour, linewidth=0.8, **outside)
        if each.sample:
            key = (lead[-1], lead[-1] + _SAMPLE / 2 / width, lead[-1] + _SAMPLE / width)
            axes.plot(key, (place,) * 3, markevery=[1], linewidth=1.8, **each.sample, **outside)
        left, text = 1 + each.indent / width, "\n".join(each.lines)
        axes.text(left, place, text, va="center", color=each.colour, fontsize=_SIZE, **outside)


def edge_room(wanted: list[EdgeLabel]) -> float:
    """Return the inches such labels need beside the axes."""
    return max(
        each.indent + max(style.text_width(line, _SIZE) for line in each.lines) for each in wanted
    )
