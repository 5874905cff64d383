"""Why it is late: the bridge from arithmetic to simulation as a waterfall, cause by cause."""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cccd_sim.language import N_, Language, day, number, replications_told, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.answer import Answer

Row = dict[str, Any]

_ROW, _SIZE = 0.34, 9.0
_HEAD, _FOOT, _BETWEEN = 0.35, 0.35, 0.2

AXES = {
    "dossier": N_("Citizens with a dossier before {deadline}"),
    "sent": N_("Citizens whose dossier is accepted before {deadline}"),
    "produced": N_("Citizens whose card is made before {deadline}"),
    "in_hand": N_("Citizens with their card in hand before {deadline}"),
}


class Panel(NamedTuple):
    """One waterfall: its steps, and how a level, a part and the end of a bar are written."""

    rows: list[Row]
    is_loss: bool
    title: str


@style.styled
def waterfall(answer: Answer, facts: dict[str, Any], language: Language) -> Figure:
    """Draw the citizens that each cause takes away, and the days it adds."""
    data = answer.data
    text = AXES[data["milestone"]]
    deadline = date.fromisoformat(data["deadline"])
    panels = [
        Panel(data["bridge"]["citizens"], True, say(language, text, deadline=deadline)),
        Panel(data["bridge"]["days"], False, say(language, "Day on which the target is met")),
    ]
    heights = [_HEAD + _FOOT + _ROW * len(panel.rows) for panel in panels]
    sheet = style.page(_heading(answer, facts, language), sum(heights) + _BETWEEN)
    names = [row["name"] for panel in panels for row in panel.rows]
    left = style.MARGIN + 0.1 + max(style.text_width(name, _SIZE, "bold") for name in names)
    top = sheet.top
    for panel, height in zip(panels, heights, strict=True):
        plot = sheet.axes(left, top - height + _FOOT, style.WIDTH - style.MARGIN - 0.2, top - _HEAD)
        draw_waterfall(plot, panel, data, language)
        top -= height + _BETWEEN
    return sheet.figure


def _heading(answer: Answer, facts: dict[str, Any], language: Language) -> style.Heading:
    """Say how much is missing and what takes most."""
    data = answer.data
    citizens = data["bridge"]["citizens"]
    parts = sorted(citizens[1:-1], key=lambda row: -row["shown"])
    title = say(
        language,
        "{missing} citizens fewer than on paper, most for {cause} ({part})",
        missing=number(language, citizens[0]["shown"] - citizens[-1]["shown"]),
        cause=parts[0]["name"],
        part=number(language, parts[0]["shown"]),
    )
    note = labels.join(
        say(
            language,
            "Scenario {scenario}; {replications} of each of {combinations} combinations of "
            "causes; seed {seed}.",
            scenario=data["scenario"],
            replications=replications_told(language, data["replications"]),
            combinations=number(language, data["combinations"]),
            seed=data["seed"],
        ),
        say(
            language,
            "Each bar: the exact Shapley value of a cause, rounded so that the bars add up; thin "
            "line: 95% interval. On paper: arithmetic without any of these causes. The axes may "
            "begin later than at nothing.",
        ),
    )
    subtitle = str(facts["title"].get(language) or data["scenario"]).rstrip(" .") + "."
    return style.Heading(title, subtitle, note)


def draw_waterfall(
    plot: Axes, panel: Panel, data: dict[str, Any] | None, language: Language
) -> None:
    """Draw one waterfall, from the top down.

    Parameters
    ----------
    data
        Start and deadline of the campaign; without them days are numbers, not dates.
    """
    rows, sign = panel.rows, -1 if panel.is_loss else 1
    plot.set_ylim(len(rows) - 0.5, -0.5)
    plot.set_yticks(
        range(len(rows)), [row["name"] for row in rows], color=style.INK, fontsize=_SIZE
    )
    plot.tick_params(axis="y", length=0)
    plot.grid(axis="y", visible=False)
    _limits(plot, panel)
    level = rows[0]["shown"]
    for place, row in enumerate(rows):
        if isnan(row["part"]):
            _level(plot, row, place, _level_told(row, panel, data, language))
            level = row["shown"]
            continue
        after = level + sign * row["shown"]
        _part(plot, row, place, (level, after), language)
        level = after
        plot.plot((level, level), (place + 0.3, place + 0.7), color=style.SOFT, linewidth=0.8)
    plot.set_title(panel.title, loc="left", fontsize=10, color=style.INK)
    _axis(plot, panel, data, language)


def _limits(plot: Axes, panel: Panel) -> None:
    """Leave room for numbers; levels begin at nothing only where that shows the parts."""
    rows, sign = panel.rows, -1 if panel.is_loss else 1
    levels = [rows[0]["shown"]]
    for row in rows[1:-1]:
        levels.append(levels[-1] + sign * row["shown"])
    low, high = min(levels), max(levels)
    span = max(high - low, 1)
    floor = 0 if low < span else low - 0.35 * span
    plot.set_xlim(floor, high + 0.22 * max(high - floor, span))


def _level(plot: Axes, row: Row, place: int, told: str) -> None:
    """Draw an end of the bridge."""
    begin = plot.get_xlim()[0]
    plot.barh(place, row["shown"] - begin, 0.6, begin, color=style.SOFT, zorder=2)
    _write(plot, row["shown"], place, told, bold=True)


def _level_told(row: Row, panel: Panel, data: dict[str, Any] | None, language: Language) -> str:
    """Return a level as it is written: citizens, or a date."""
    if panel.is_loss or data is None:
        return number(language, row["shown"])
    return day(language, _date(data, row["shown"]))


def _part(plot: Axes, row: Row, place: int, ends: tuple[int, int], language: Language) -> None:
    """Draw what a cause takes or adds, with its interval at the far end."""
    begin, end = ends
    worse = row["shown"] >= 0
    plot.barh(
        place, end - begin, 0.6, begin, color=style.VERMILLION if worse else style.GREEN, zorder=2
    )
    sign = 1 if end >= begin else -1
    if not isnan(row["ci_low"]) and row["shown"]:
        ratio = 1 if worse else -1
        low, high = (begin + sign * ratio * row[at] for at in ("ci_low", "ci_high"))
        first, last = plot.get_xlim()
        reach = [min(max(each, first), last) for each in (low, high)]
        plot.plot(reach, (place, place), color=style.INK, linewidth=0.9, zorder=3)
        begin = max(begin, *reach)
    told = number(language, abs(row["shown"]))
    mark = "" if not row["shown"] else ("+" if end > ends[0] else "−")
    _write(plot, max(begin, end), place, mark + told)


def _write(plot: Axes, value: float, place: int, told: str, bold: bool = False) -> None:
    """Write a number right of a bar."""
    plot.annotate(
        told,
        (min(value, plot.get_xlim()[1]), place),
        (4, 0),
        textcoords="offset points",
        va="center_baseline",
        fontsize=_SIZE,
        fontweight="bold" if bold else "normal",
        annotation_clip=False,
    )


def _date(data: dict[str, Any], number_of_day: float) -> date:
    """Return the date of a day of the campaign."""
    return date.fromisoformat(data["start"]) + timedelta(days=round(number_of_day) - 1)


def _axis(plot: Axes, panel: Panel, data: dict[str, Any] | None, language: Language) -> None:
    """Let the horizontal axis count citizens, or show dates."""
    plot.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    if panel.is_loss or data is None:
        plot.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(language, value)))
    else:
        plot.xaxis.set_major_formatter(
            FuncFormatter(lambda value, _: labels.short_day(language, _date(data, value)))
        )
        _deadline(plot, data, language)


def _deadline(plot: Axes, data: dict[str, Any], language: Language) -> None:
    """Draw the deadline, if it lies within the axes."""
    days = (date.fromisoformat(data["deadline"]) - date.fromisoformat(data["start"])).days + 1
    first, last = plot.get_xlim()
    if not first < days < last:
        return
    plot.axvline(days, zorder=1, **scales.DEADLINE)
    plot.annotate(
        say(language, "deadline"),
        (days, 1),
        (0, 4),
        ("data", "axes fraction"),
        "offset points",
        ha="center",
        color=style.WARNING,
        fontsize=9,
        fontweight="bold",
    )
