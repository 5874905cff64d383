"""One look for every figure: page, fonts, colours, and the axes of dates and counts.

All lengths are inches. Dates on an axis are matplotlib's own date numbers, days since 1970.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from cccd_sim.language import Language

BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE = matplotlib.color_sequences[
    "okabe_ito"
]
MILESTONES: dict[str, dict[str, Any]] = {
    "dossier": {"color": BLUE, "linestyle": "-", "marker": "o"},
    "sent": {"color": GREEN, "linestyle": (0, (6, 2)), "marker": "s"},
    "produced": {"color": ORANGE, "linestyle": (0, (1.5, 1.2)), "marker": "^"},
    "in_hand": {"color": PURPLE, "linestyle": (0, (6, 1.5, 1.5, 1.5)), "marker": "D"},
}
"""How each milestone looks, without colour too."""

WARNING = "#b34a00"
"""Vermillion dark enough for text."""

INK, SOFT, FAINT, CLOSED = "#1a1a1a", "#595959", "#d9d9d9", "#ededed"
"""Text, secondary text (both darker than 4.5 to 1 on white), grid, closed days."""

WIDTH = 10.0
MARGIN = 0.3
DPI = 150
_COMPRESSION = 4
"""Of PNG files: a third of the time of the usual 6, a tenth larger."""
LINE = 1.4
"""Distance of two lines of text, in font sizes."""

_LOOK: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": SOFT,
    "axes.grid": True,
    "axes.labelcolor": SOFT,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.dpi": DPI,
    "font.size": 9.5,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "savefig.dpi": DPI,
    "svg.fonttype": "path",
    "svg.hashsalt": "cccd-sim",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
}

styled = matplotlib.style.context(["default", _LOOK])
"""Decorator: draw with this look, whatever the user's own settings, and leave those alone."""


@dataclass(frozen=True)
class Heading:
    """The words around a chart.

    Parameters
    ----------
    title
        The finding, in words and numbers.
    subtitle
        What the scenario is, and how sure the finding.
    note
        Where the numbers come from and how to read the marks.
    """

    title: str
    subtitle: str
    note: str


@dataclass(frozen=True)
class Page:
    """A figure with its words in place and a free body, from ``bottom`` up to ``top``."""

    figure: Figure
    bottom: float
    top: float

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Add axes with these edges."""
        width, height = self.figure.get_size_inches()
        box = (left / width, bottom / height, (right - left) / width, (top - bottom) / height)
        return self.figure.add_axes(box)


def page(heading: Heading, body: float, width: float = WIDTH) -> Page:
    """Return a page whose words, however many lines they need, leave ``body`` inches free."""
    room = width - 2 * MARGIN
    title = wrap(heading.title, room, 13, "bold")
    subtitle = wrap(heading.subtitle, room, 10)
    note = wrap(heading.note, room, 8)
    head = (len(title) * 13 + len(subtitle) * 10) * LINE / 72 + 0.1
    foot = len(note) * 8 * LINE / 72 + 0.15
    height = 2 * MARGIN + head + body + foot
    figure = Figure(figsize=(width, height))
    figure.set_label(heading.title)
    top = height - MARGIN
    top = _lines(figure, title, top, 13, weight="bold")
    _lines(figure, subtitle, top - 0.04, 10, color=SOFT)
    _lines(figure, note, MARGIN + len(note) * 8 * LINE / 72, 8, color=SOFT)
    return Page(figure, MARGIN + foot, height - MARGIN - head)


def _lines(figure: Figure, lines: list[str], top: float, size: float, **look: Any) -> float:
    """Write lines downwards from ``top`` at the left margin; return where they end."""
    width, height = figure.get_size_inches()
    for line in lines:
        figure.text(MARGIN / width, top / height, line, va="top", fontsize=size, **look)
        top -= size * LINE / 72
    return top


@cache
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a text is printed."""
    font = FontProperties(size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) / 72


def wrap(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Break a text into lines no wider than ``room``: at blanks and hyphens, else anywhere."""
    lines, used = [""], 0.0
    for piece in re.split(r"(?<=[ -])", text):
        fits = text_width(piece.rstrip(), size, weight) <= room
        for part in [piece] if fits else list(piece):
            if used + text_width(part.rstrip(), size, weight) > room:
                lines.append("")
                used = 0.0
            lines[-1] += part
            used += text_width(part, size, weight)
    return [line.rstrip() for line in lines if line.strip()]


def spread(wanted: list[float], sizes: list[float], low: float, high: float) -> list[float]:
    """Return centres for things of these sizes, none over another, as near as can be to wanted.

    The order stays; least squares otherwise (pool adjacent violators), kept from ``low`` to
    ``high`` where there is room.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    offsets = [0.0]
    for below, above in pairwise(order):
        offsets.append(offsets[-1] + (sizes[below] + sizes[above]) / 2)
    pools: list[tuple[float, int]] = []
    for index, offset in zip(order, offsets, strict=True):
        mean, members = wanted[index] - offset, 1
        while pools and pools[-1][0] > mean:
            before, others = pools.pop()
            mean = (mean * members + before * others) / (members + others)
            members += others
        pools.append((mean, members))
    top = max(low, high - offsets[-1])
    levels = [min(max(mean, low), top) for mean, members in pools for _ in range(members)]
    places = dict(zip(order, (a + b for a, b in zip(levels, offsets, strict=True)), strict=True))
    return [places[index] for index in range(len(wanted))]


def save(figure: Figure, folder: Path, name: str, language: Language) -> list[Path]:
    """Write ``name``.png and ``name``.svg, the same bytes for the same figure; return both."""
    title = figure.get_label()
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    told = {"Title": title, "Date": None, "Creator": "cccd-sim", "Language": language}
    with matplotlib.style.context(["default", _LOOK]):
        figure.savefig(
            png,
            metadata={"Title": title, "Software": None},
            pil_kwargs={"compress_level": _COMPRESSION},
        )
        figure.savefig(svg, metadata=told)
    return [png, svg]


def date_number(day: date) -> float:
    """Return the midnight at which a day begins, as matplotlib counts: days since 1970."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())
