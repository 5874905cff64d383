"""Which inputs matter most: a tornado, from low to high; or the sizes of their effects."""

from __future__ import annotations

from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cccd_sim.language import N_, Language, number, percent, replications_told, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.answer import Answer

Row = dict[str, Any]

SHOWN = 15
"""Inputs drawn; the table has all."""

_ROW, _NAME_ROOM, _SIZE = 0.36, 2.9, 9.0

TITLES = {
    "dossier": N_("What moves the dossiers taken before {deadline} most: {name}"),
    "sent": N_("What moves the dossiers sent before {deadline} most: {name}"),
    "produced": N_("What moves the cards produced before {deadline} most: {name}"),
    "in_hand": N_("What moves the cards in hand before {deadline} most: {name}"),
    "finish-day": N_("What moves the day on which the target of dossiers is met most: {name}"),
}
AXES = {
    "dossier": N_("dossiers taken before the deadline"),
    "sent": N_("dossiers sent before the deadline"),
    "produced": N_("cards produced before the deadline"),
    "in_hand": N_("cards in hand before the deadline"),
    "finish-day": N_("day on which the target of dossiers is met, day 1 = start"),
}
LOW, HIGH = style.ORANGE, style.BLUE
_MEAN: dict[str, Any] = {"color": HIGH, "marker": "o", "markersize": 6, "linestyle": "none"}
_INTERVAL: dict[str, Any] = {"color": HIGH, "linewidth": 3, "alpha": 0.5}
_THIN: dict[str, Any] = {"color": style.INK, "linewidth": 1, "zorder": 4}


@style.styled
def sensitivity(answer: Answer, facts: dict[str, Any], language: Language) -> Figure:
    """Draw the inputs that matter most, the largest on top."""
    rows = answer.data["inputs"][:SHOWN]
    if answer.data["method"] == "tornado":
        rows = [row for row in rows if row["swing"] > 0]
    names = [style.wrap(row["name"], _NAME_ROOM, _SIZE) for row in rows]
    heights = [max(_ROW, len(lines) * _SIZE * style.LINE / 72 + 0.08) for lines in names]
    sheet = style.page(_heading(answer, facts, language, len(rows)), sum(heights) + 1.1)
    if not rows:
        return sheet.figure
    left = (
        style.MARGIN + 0.1 + max(style.text_width(line, _SIZE) for each in names for line in each)
    )
    right = style.WIDTH - style.MARGIN - 1.75
    plot = sheet.axes(left, sheet.bottom + 0.55, right, sheet.top - 0.35)
    places = [sum(heights[:at]) + heights[at] / 2 for at in range(len(rows))]
    plot.set_ylim(sum(heights), 0)
    plot.set_yticks(places, ["\n".join(each) for each in names], color=style.INK, fontsize=_SIZE)
    plot.tick_params(axis="y", length=0)
    plot.grid(axis="y", visible=False)
    draw = {"tornado": draw_tornado, "morris": draw_morris, "sobol": draw_sobol}[
        answer.data["method"]
    ]
    draw(plot, rows, places, answer.data, language)
    return sheet.figure


def _heading(
    answer: Answer, facts: dict[str, Any], language: Language, shown: int
) -> style.Heading:
    """Say what matters most, how much, and how the chart is made."""
    data = answer.data
    first = data["inputs"][0]["name"] if shown else "–"
    deadline = date.fromisoformat(data["deadline"])
    text = TITLES[data["measure"]]
    title = say(language, text, deadline=deadline, name=first)
    source = say(
        language,
        "Scenario {scenario}; {replications} in all; seed {seed}.",
        scenario=data["scenario"],
        replications=replications_told(language, data["spent"]),
        seed=data["seed"],
    )
    left = len(data["inputs"]) - shown
    more = ""
    if left:
        more = say(language, "Not drawn: {count} inputs that matter less or nothing.", count=left)
    note = labels.join(source, _reading(data, language), more)
    subtitle = str(facts["title"].get(language) or data["scenario"]).rstrip(" .") + "."
    return style.Heading(title, subtitle, note)


def _reading(data: dict[str, Any], language: Language) -> str:
    """Return how to read the marks."""
    match data["method"]:
        case "tornado":
            return say(
                language,
                "Each input alone at its low and its high, all others at base, the same luck "
                "everywhere. Right: high minus low, 95% interval below.",
            )
        case "morris":
            return say(
                language,
                "Mark: mean size of the effect from low to high, wherever the others are; line: "
                "95% interval. Right: mean with sign, spread below.",
            )
        case _:
            return say(
                language,
                "Bar: share of the variance in which the input has a part; dark: its own alone; "
                "line: 95% interval of the first.",
            )


def draw_tornado(
    plot: Axes, rows: list[Row], places: list[float], data: dict[str, Any], language: Language
) -> None:
    """Draw each input's two bars from the base, its values at their ends.

    All bars begin at one line, though the base of an input tried less often is another mean: what
    an input changes is known much better than where it begins.
    """
    base = float(rows[0]["at_base"])
    ends = [
        {end: base + float(row[f"at_{end}"]) - float(row["at_base"]) for end in ("low", "high")}
        for row in rows
    ]
    for reached, place in zip(ends, places, strict=True):
        for end, colour, hatch in (("low", LOW, "///"), ("high", HIGH, None)):
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white"}
            plot.barh(place, reached[end] - base, 0.22, base, linewidth=0, zorder=2, **look)
    plot.axvline(base, color=style.INK, linewidth=1.0)
    _values_axis(plot, data, language)
    low, high = plot.get_xlim()
    room = (high - low) * 0.16
    plot.set_xlim(low - room, high + room)
    for row, reached, place in zip(rows, ends, places, strict=True):
        _ends(plot, row, (base, reached), place)
        _beside(plot, place, row["told"]["difference"], row["told"]["interval"])
    marks = {
        say(language, "at low"): Patch(facecolor=LOW, hatch="///", edgecolor="white"),
        say(language, "at high"): Patch(facecolor=HIGH),
    }
    scales.legend(plot, marks)


def _ends(plot: Axes, row: Row, where: tuple[float, dict[str, float]], place: float) -> None:
    """Write the input's low and high at the outer ends of its bars."""
    base, reached = where
    first, last = sorted(reached, key=lambda end: reached[end])
    for end, to_left in ((first, True), (last, False)):
        value = min(reached[end], base) if to_left else max(reached[end], base)
        plot.annotate(
            row["told"][end],
            (value, place),
            (-4 if to_left else 4, 0),
            textcoords="offset points",
            ha="right" if to_left else "left",
            va="center_baseline",
            fontsize=8,
            color=style.SOFT,
        )


def _beside(plot: Axes, place: float, first: str, second: str) -> None:
    """Write two lines beside a row, right of the axes."""
    look: dict[str, Any] = {"transform": plot.get_yaxis_transform(), "ha": "left"}
    edge = 1 + 0.12 / scales.inches(plot)[0]
    both = "\n".join(each for each in (first, second) if each)
    plot.text(edge, place, both, va="center", fontsize=8, linespacing=1.25, **look)


def _head(plot: Axes, text: str) -> None:
    """Say above the axes what stands beside the rows."""
    look: dict[str, Any] = {"transform": plot.transAxes, "ha": "left", "va": "bottom"}
    edge = 1 + 0.12 / scales.inches(plot)[0]
    plot.text(edge, 1, text, fontsize=8, color=style.SOFT, linespacing=1.25, **look)


def _values_axis(plot: Axes, data: dict[str, Any], language: Language) -> None:
    """Let the horizontal axis count what is measured."""
    days = data["unit"] == "day"
    plot.xaxis.set_major_locator(MaxNLocator(6))
    plot.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: number(language, value, 1 if days and value % 1 else 0))
    )
    text = AXES[data["measure"]]
    plot.set_xlabel(say(language, text))


def draw_morris(
    plot: Axes, rows: list[Row], places: list[float], data: dict[str, Any], language: Language
) -> None:
    """Draw the mean size of each effect with its interval."""
    for row, place in zip(rows, places, strict=True):
        size, margin = float(row["mean_size"]), float(row["margin"])
        plot.plot(
            (max(size - margin, 0), size + margin),
            (place, place),
            **_INTERVAL,
        )
        plot.plot(size, place, **_MEAN)
        _beside(plot, place, row["told"]["mean"], f"± {row['told']['spread']}")
    plot.set_xlim(left=0)
    _values_axis(plot, data, language)
    text = AXES[data["measure"]]
    plot.set_xlabel(say(language, "Effect on: {measure}", measure=say(language, text)))
    _head(plot, say(language, "mean\n± spread"))
    marks = {
        say(language, "mean size"): Line2D([], [], **_MEAN),
        say(language, "95% interval"): Line2D([], [], **_INTERVAL),
    }
    scales.legend(plot, marks)


def draw_sobol(
    plot: Axes, rows: list[Row], places: list[float], data: dict[str, Any], language: Language
) -> None:
    """Draw the shares of the variance."""
    for row, place in zip(rows, places, strict=True):
        total, alone = (min(max(float(row[at]), 0.0), 1.0) for at in ("total", "alone"))
        margin = float(row["total_margin"])
        plot.barh(place, total, 0.22, color=style.SKY, zorder=2)
        plot.barh(place, min(alone, total), 0.22, color=HIGH, zorder=3)
        ends = (max(total - margin, 0), min(total + margin, 1))
        plot.plot(ends, (place, place), **_THIN)
        _beside(plot, place, percent(language, total, 0), "")
    plot.set_xlim(0, 1)
    ticks = [fifth / 5 for fifth in range(6)]
    plot.set_xticks(ticks, [percent(language, each, 0) for each in ticks])
    text = AXES[data["measure"]]
    measure = say(language, text)
    plot.set_xlabel(say(language, "Share of the variance of: {measure}", measure=measure))
    _head(plot, say(language, "total"))
    marks = {
        say(language, "total"): Patch(facecolor=style.SKY),
        say(language, "alone"): Patch(facecolor=HIGH),
        say(language, "95% interval"): Line2D([], [], **_THIN),
    }
    scales.legend(plot, marks)
