"""The province as a map of tiles, one square a district, by share of dossiers and of cards."""

from __future__ import annotations

from math import ceil, sqrt
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cccd_sim.analysis import trajectories
from cccd_sim.language import N_, Language, percent, say
from cccd_sim.report import labels, style
from cccd_sim.results.ensemble import Ensemble

_TILE, _LARGEST, _TALLEST = 1.2, 11.0, 8.0
_KEY = 2.3
"""Inches for the colour scale at the right."""

_COLOURS = matplotlib.colormaps["cividis"]
_LIGHT = 0.48
"""Share from which a tile is so bright that its text must be dark."""

_SMALLEST, _LINES = 5.5, 2
"""Smallest size of a name, and the lines it may take."""

_CENTRED: dict[str, Any] = {"ha": "center", "va": "baseline"}


@style.styled
def tile_map(ensemble: Ensemble, language: Language) -> Figure:
    """Draw a square for each district: share of its residents with a dossier in time, and a card.

    The tiles stand roughly as on the map, ``tile_row`` counting southwards; districts
    without places of their own stand in the order of the scenario.
    """
    districts = ensemble.facts["districts"]
    shares, held = (
        trajectories.by_deadline(ensemble, milestone).mean(axis=0)
        / [district["eligible"] for district in districts]
        for milestone in ("dossier", "in_hand")
    )
    corners, placed = places(ensemble)
    rows = 1 + max(row for row, _ in corners)
    columns = 1 + max(column for _, column in corners)
    tile = min(_TILE, (_LARGEST - _KEY) / columns, _TALLEST / rows)
    width = max(7.0, columns * tile + _KEY + 2 * style.MARGIN)
    body = max(rows * tile, 2.2) + 0.2
    sheet = style.page(_heading(ensemble, language, shares, placed), body, width)
    left = (width - _KEY - columns * tile) / 2
    bottom = (sheet.bottom + sheet.top - rows * tile) / 2
    plot = sheet.axes(left, bottom, left + columns * tile, bottom + rows * tile)
    plot.set_xlim(0, columns)
    plot.set_ylim(rows, 0)
    plot.set_axis_off()
    for at, (district, place) in enumerate(zip(districts, corners, strict=True)):
        share, card = float(shares[at]), float(held[at])
        words = _words(district["name"], share, card, ensemble, language)
        draw_tile(plot, place, share, words, tile)
    key = sheet.axes(width - 1.05, sheet.bottom + 0.1, width - 0.83, sheet.top - 0.25)
    share_scale(key, ensemble, language)
    return sheet.figure


def _heading(
    ensemble: Ensemble, language: Language, shares: trajectories.Floats, placed: bool
) -> style.Heading:
    """Say how many districts reached the target, and which did least."""
    target = labels.target_share(ensemble)
    least = int(shares.argmin())
    text = N_(
        "{scenario}: {reached} of {districts} districts have {target} of their dossiers before "
        "{deadline} (mean); least: {district} ({share})"
    )
    if labels.of_provinces(ensemble):
        text = N_(
            "{scenario}: {reached} of {districts} provinces have {target} of their dossiers before "
            "{deadline} (mean); least: {district} ({share})"
        )
    title = say(
        language,
        text,
        scenario=ensemble.name,
        reached=int((shares >= target).sum()),
        districts=len(shares),
        target=labels.target(language, ensemble),
        deadline=labels.deadline(language, ensemble),
        district=labels.unbroken(ensemble.facts["districts"][least]["name"]),
        share=labels.share(language, float(shares[least]), target),
    )
    reading = say(
        language,
        "Share of the residents with a dossier before the deadline (colour, large) and with their "
        "card (small), means of the replications; ✓: dossiers {target} or more.",
        target=labels.target(language, ensemble),
    )
    layout = say(language, "Tiles stand roughly as on the map, north at the top.")
    if not placed:
        layout = say(language, "Tiles stand in the order of the scenario, not as on the map.")
    subtitle = labels.scenario_title(language, ensemble)
    return style.Heading(title, subtitle, labels.notes(language, ensemble, reading, layout))


def places(ensemble: Ensemble) -> tuple[list[tuple[int, int]], bool]:
    """Return row and column of each tile from 0; and whether the scenario places them."""
    districts = ensemble.facts["districts"]
    places = [(each["tile_row"], each["tile_col"]) for each in districts]
    if len(set(places)) == len(places):
        top, left = min(row for row, _ in places), min(column for _, column in places)
        return [(row - top, column - left) for row, column in places], True
    columns = ceil(sqrt(len(places)))
    return [divmod(index, columns) for index in range(len(places))], False


def _words(
    name: str, share: float, card: float, ensemble: Ensemble, language: Language
) -> tuple[str, str, str]:
    """Return the number, the name and the line of the cards that stand in a tile."""
    target = labels.target_share(ensemble)
    mark = " ✓" if share >= target else ""
    held = labels.share(language, card, labels.target_share(ensemble, "in_hand"))
    told = say(language, "cards {share}", share=held)
    return labels.share(language, share, target) + mark, name, told


def draw_tile(
    axes: Axes, corner: tuple[int, int], share: float, words: tuple[str, str, str], tile: float
) -> None:
    """Draw one tile: its colour, its number, its name, its cards, as large as fits."""
    row, column = corner
    look = {**_CENTRED, "color": "black" if share > _LIGHT else "white"}
    axes.add_patch(
        Rectangle((column + 0.02, row + 0.02), 0.96, 0.96, facecolor=_COLOURS(share), linewidth=0)
    )
    figure, name, cards = words
    room = tile * 0.9
    size = min(13 * tile / _TILE, 13 * room / style.text_width(figure, 13, "bold"))
    axes.text(column + 0.5, row + 0.37, figure, fontsize=size, fontweight="bold", **look)
    lines, size = _fitted(name, room, 9.5 * tile / _TILE)
    step = size * 1.25 / 72 / tile
    for place, line in enumerate(lines):
        below = row + 0.65 + (place - (len(lines) - 1) / 2) * step
        axes.text(column + 0.5, below, line, fontsize=size, **look)
    axes.text(column + 0.5, row + 0.91, cards, fontsize=8 * tile / _TILE, **look)


def _fitted(name: str, room: float, size: float) -> tuple[list[str], float]:
    """Return a name in at most two lines, and the largest size at which it fits."""
    while size > _SMALLEST:
        lines = style.wrap(name, room, size)
        whole = max(style.text_width(word, size) for word in name.split()) <= room
        if len(lines) <= _LINES and whole:
            return lines, size
        size -= 0.5
    lines = style.wrap(name, room, size)
    if len(lines) > _LINES:
        lines = [lines[0], lines[1][:-1] + "…"]
    return lines, size


def share_scale(axes: Axes, ensemble: Ensemble, language: Language) -> None:
    """Draw the colour scale from 0 to 100 %, with the target on it."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    scale = figure.colorbar(ScalarMappable(Normalize(0, 1), _COLOURS), cax=axes)
    ticks = [fifth / 5 for fifth in range(6)]
    scale.set_ticks(ticks, labels=[percent(language, each, 0) for each in ticks])
    scale.outline.set_visible(False)
    target = labels.target_share(ensemble)
    axes.plot((-0.4, 1), (target, target), color=style.INK, linewidth=1.5, clip_on=False)
    text = say(language, "target {share}", share=labels.target(language, ensemble))
    lines = "\n".join(style.wrap(text, _KEY - 1.75, 9))
    axes.text(-0.7, target, lines, ha="right", va="center", fontsize=9)
