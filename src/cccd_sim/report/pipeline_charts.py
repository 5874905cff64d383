"""Where dossiers and cards stand from day to day, and when upload and plant limit."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from cccd_sim.analysis import bottlenecks, trajectories
from cccd_sim.analysis.intervals import reached_by
from cccd_sim.language import N_, Language, brief_day, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.ensemble import Ensemble

_BODY, _STRIP, _GAP = 4.7, 0.55, 0.1
_LAYERS: dict[str, tuple[str, dict[str, Any]]] = {
    "in_hand": (N_("in hand"), {"facecolor": style.PURPLE}),
    "return": (N_("made, not collected"), {"facecolor": "#f0dbe6", "hatch": "...."}),
    "plant": (N_("card to be made"), {"facecolor": style.ORANGE}),
    "check": (N_("in central check"), {"facecolor": style.GREEN, "hatch": "\\\\\\\\"}),
    "upload": (N_("to be sent"), {"facecolor": style.SKY, "hatch": "////"}),
}
"""From the bottom of the stack: what a layer holds, and how it looks, without colour too."""

_LIMITS = {"upload": N_("upload limits"), "plant": N_("plant limits")}


@style.styled
def pipeline(ensemble: Ensemble, language: Language) -> Figure:
    """Draw where the dossiers taken so far stand, stacked, and the days upload or plant limits."""
    stack = layers(ensemble)
    held = {
        name: counts[trajectories.days_before_deadline(ensemble)] for name, counts in stack.items()
    }
    words = _words(language, held)
    room = max(style.text_width(line, 9) for text in words for line in text.split("\n")) + 0.65
    sheet = style.page(_heading(ensemble, language, held), _BODY)
    names = [say(language, text) for text in _LIMITS.values()]
    left = style.MARGIN + max(1.0, *(style.text_width(name, 9.5) + 0.1 for name in names))
    right, middle = style.WIDTH - style.MARGIN - room, sheet.top - 0.3 - _STRIP
    above = sheet.axes(left, middle, right, middle + _STRIP)
    below = sheet.axes(left, sheet.bottom + 0.4, right, middle - _GAP)
    first, last = trajectories.start(ensemble), trajectories.last_midnight(ensemble)
    for panel in (above, below):
        scales.dates(panel, first, last, language)
    _limits(above, ensemble, language)
    _stack(below, ensemble, stack, language)
    handles = [Patch(**look, edgecolor="white") for _, look in _LAYERS.values()]
    below.legend(
        handles[::-1],
        words[::-1],
        title=say(language, "At the deadline (mean)"),
        loc="center left",
        bbox_to_anchor=(1.01, 0.5),
        frameon=False,
        labelspacing=0.9,
        fontsize=9,
        title_fontsize=9,
        alignment="left",
    )
    due = trajectories.deadline(ensemble)
    scales.deadline(above, due, labels.before_deadline(language, ensemble))
    scales.deadline(below, due)
    return sheet.figure


def layers(ensemble: Ensemble) -> dict[str, trajectories.Floats]:
    """Return the mean of what stands where at each midnight: they sum to the dossiers taken."""
    collected = np.cumsum(trajectories.pipeline(ensemble, "collected"), axis=1)
    counts = {"in_hand": collected}
    counts |= {queue: bottlenecks.held(ensemble, queue) for queue in list(_LAYERS)[1:]}
    return {name: np.pad(each.mean(axis=0), (1, 0)) for name, each in counts.items()}


def _words(language: Language, held: dict[str, Any]) -> list[str]:
    """Return what the legend says of each layer: its name and what it holds at the deadline."""
    return [
        f"{say(language, name)}\n{labels.about(language, float(held[layer]))}"
        for layer, (name, _) in _LAYERS.items()
    ]


def _heading(ensemble: Ensemble, language: Language, held: dict[str, Any]) -> style.Heading:
    """Say which queue holds most when the deadline comes, and how to read the chart."""
    queue = max(bottlenecks.QUEUES, key=lambda name: float(held[name]))
    place = _IN_WORDS[queue]
    title = say(
        language,
        "{scenario}: on {deadline} most dossiers under way are {queue} ({count})",
        scenario=ensemble.name,
        deadline=labels.deadline(language, ensemble),
        queue=say(language, place),
        count=labels.about(language, float(held[queue])),
    )
    reading = say(
        language,
        "Areas: means of the replications, whole province, people living elsewhere included. "
        "Bars: a week or more in which upload or plant ends each day with more than a day's work "
        "waiting; medians of first and last day.",
    )
    return style.Heading(
        title,
        labels.scenario_title(language, ensemble),
        labels.notes(language, ensemble, reading),
    )


_IN_WORDS = {
    "upload": N_("at the stations, to be sent"),
    "check": N_("at the centre, in check"),
    "plant": N_("at the card plant"),
    "return": N_("made and not collected"),
}


def _limits(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw from when to when upload and plant limit, a bar each, dates beside it."""
    axes.set_ylim(1.5, -0.5)
    axes.set_yticks([0, 1], [say(language, text) for text in _LIMITS.values()], color=style.INK)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", length=0, labelbottom=False)
    axes.grid(visible=False)
    axes.spines[["left", "bottom"]].set_visible(False)
    noon = style.date_number(trajectories.start(ensemble)) - 1
    for place, queue in enumerate(_LIMITS):
        days = bottlenecks.limits(ensemble, queue)
        begins = reached_by(days[:, 0], 0.5)
        if np.isnan(begins):
            axes.text(
                0.01,
                place,
                say(language, "never"),
                va="center",
                transform=axes.get_yaxis_transform(),
            )
            continue
        until = reached_by(days[~np.isnan(days[:, 0]), 1], 0.5)
        end = axes.get_xlim()[1] if np.isnan(until) else noon + until
        look = _LAYERS[queue][1]
        axes.barh(
            place, end - noon - begins, left=noon + begins, height=0.6, **look, edgecolor="white"
        )
        told = brief_day(language, trajectories.date_of(ensemble, begins))
        if not np.isnan(until):
            told += f" – {brief_day(language, trajectories.date_of(ensemble, until))}"
        _beside(axes, (noon + begins, end), place, told)


def _beside(axes: Axes, bar: tuple[float, float], place: int, text: str) -> None:
    """Write a text where there is room: after a bar, else before it, else on it."""
    first, last = axes.get_xlim()
    wide = (style.text_width(text, 9) + 0.15) * (last - first) / scales.inches(axes)[0]
    spot, shift, side = (bar[0] + bar[1]) / 2, 0, "center"
    if bar[1] + wide <= last:
        spot, shift, side = bar[1], 5, "left"
    elif bar[0] - wide >= first:
        spot, shift, side = bar[0], -5, "right"
    axes.annotate(
        text,
        (spot, place),
        (shift, 0),
        textcoords="offset points",
        va="center",
        ha=side,
        fontsize=9,
        bbox={"facecolor": "white", "linewidth": 0, "pad": 0.8},
    )


def _stack(
    axes: Axes, ensemble: Ensemble, stack: dict[str, trajectories.Floats], language: Language
) -> None:
    """Draw the layers, one on the other."""
    first = style.date_number(trajectories.start(ensemble))
    floor = np.zeros(len(stack["in_hand"]))
    midnights = first + np.arange(len(floor))
    for name, (_, look) in _LAYERS.items():
        top = floor + stack[name]
        axes.fill_between(midnights, floor, top, **look, edgecolor="white", linewidth=0.4)
        floor = top
    axes.plot(midnights, floor, color=style.INK, linewidth=1.2)
    scales.counts(axes, max(float(floor.max()) * 1.06, 1.0), language)
    axes.set_ylabel(say(language, "Dossiers taken, by where they stand"))
