"""Kits by district as a map of tiles, and what every placement gains over the proportional rule."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cccd_sim.language import N_, Language, number, replications_told, say
from cccd_sim.report import labels, style
from cccd_sim.report.tile_map import draw_tile, places, share_scale
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble

Row = dict[str, Any]

_TILE, _KEY, _LARGEST, _TALLEST = 1.2, 2.3, 11.0, 8.0
_ROW, _GAP, _SIZE = 0.46, 0.55, 9.0

PANELS = {
    "gain": N_("Citizens more before {deadline}"),
    "days_gained": N_("Days sooner: the province's target"),
    "last_district_days_gained": N_("Days sooner: the last district"),
}
"""What is gained, a panel each."""


@style.styled
def allocation_map(answer: Answer, facts: dict[str, Any], language: Language) -> Figure:
    """Draw a square for each district: kits it gets, and the share of its dossiers in time."""
    ensemble = Ensemble(facts, answer.data["seed"], ())
    table = answer.tables["allocation"].set_index("district")
    corners, placed = places(ensemble)
    rows = 1 + max(row for row, _ in corners)
    columns = 1 + max(column for _, column in corners)
    tile = min(_TILE, (_LARGEST - _KEY) / columns, _TALLEST / rows)
    width = max(7.0, columns * tile + _KEY + 2 * style.MARGIN)
    heading = _map_heading(answer, facts, placed, language)
    sheet = style.page(heading, max(rows * tile, 2.2) + 0.2, width)
    left = (width - _KEY - columns * tile) / 2
    bottom = (sheet.bottom + sheet.top - rows * tile) / 2
    plot = sheet.axes(left, bottom, left + columns * tile, bottom + rows * tile)
    plot.set_xlim(0, columns)
    plot.set_ylim(rows, 0)
    plot.set_axis_off()
    for district, corner in zip(facts["districts"], corners, strict=True):
        one = table.loc[district["code"]]
        share = float(one["dossiers_best"]) / district["eligible"]
        words = _kits(one, language), district["name"], _share(share, ensemble, language)
        draw_tile(plot, corner, share, words, tile)
    key = sheet.axes(width - 1.05, sheet.bottom + 0.1, width - 0.83, sheet.top - 0.25)
    share_scale(key, ensemble, language)
    return sheet.figure


def _kits(one: pd.Series[Any], language: Language) -> str:
    """Return the kits of a district, and by how many that differs from proportional."""
    best, usual = int(one["kits_best"]), int(one["kits_proportional"])
    told = number(language, best)
    if best == usual:
        return told
    return f"{told} ({'+' if best > usual else '−'}{abs(best - usual)})"


def _share(share: float, ensemble: Ensemble, language: Language) -> str:
    """Return the share of a district's dossiers, ticked if that is its target."""
    target = labels.target_share(ensemble)
    return labels.share(language, share, target) + (" ✓" if share >= target else "")


def _map_heading(
    answer: Answer, facts: dict[str, Any], placed: bool, language: Language
) -> style.Heading:
    """Say which placement is drawn and how many kits move against the proportional rule."""
    data, table = answer.data, answer.tables["allocation"]
    moved = int((table["kits_best"] - table["kits_proportional"]).clip(lower=0).sum())
    values = {"scenario": data["scenario"], "worst": _least(answer, facts, language)}
    if data["best"] == "proportional":
        title = say(
            language,
            "{scenario}: kits in proportion to the eligible citizens; fewest dossiers: {worst}",
            **values,
        )
    else:
        title = say(
            language,
            "{scenario}: placement “{name}”, {moved} kits elsewhere than in proportion to the "
            "eligible citizens; fewest dossiers: {worst}",
            **values,
            name=data["names"][data["best"]],
            moved=number(language, moved),
        )
    reading = say(
        language,
        "Large: kits of all deliveries (in brackets: more or fewer than in proportion); colour and "
        "small: share of the residents with a dossier before {deadline}, mean.",
        deadline=date.fromisoformat(data["deadline"]),
    )
    layout = say(language, "Tiles stand roughly as on the map, north at the top.")
    if not placed:
        layout = say(language, "Tiles stand in the order of the scenario, not as on the map.")
    note = labels.join(_source(data, language), reading, layout, _not_drawn(table, language))
    return style.Heading(title, _title(facts, language), note)


def _not_drawn(table: pd.DataFrame, language: Language) -> str:
    """Return the stations that are no tile, and their kits."""
    others = table[table["eligible"].isna() & (table["kits_best"] > 0)]
    return "".join(
        say(
            language,
            "Not drawn: {name}, {kits} kits.",
            name=one["name"],
            kits=number(language, one["kits_best"]),
        )
        for one in others.to_dict("records")
    )


def _least(answer: Answer, facts: dict[str, Any], language: Language) -> str:
    """Return the district with the smallest share of its dossiers, and that share."""
    ensemble = Ensemble(facts, answer.data["seed"], ())
    table = answer.tables["allocation"].set_index("district")["dossiers_best"]
    shares = [float(table[each["code"]]) / each["eligible"] for each in facts["districts"]]
    at = shares.index(min(shares))
    name = labels.unbroken(facts["districts"][at]["name"])
    return f"{name} ({labels.share(language, shares[at], labels.target_share(ensemble))})"


@style.styled
def placement_gains(answer: Answer, facts: dict[str, Any], language: Language) -> Figure:
    """Draw what each placement gains over the proportional rule, in citizens and in days."""
    table = answer.tables["placement_trials"]
    is_baseline = (table["placement"] == "proportional") & (table["stage"] != "transfers")
    rows: list[Row] = [dict(row) for _, row in table[~is_baseline].iterrows()]
    names = [_row_name(row, answer.data["names"], language) for row in rows] or [
        say(language, "no other placement")
    ]
    body = _ROW * len(names) + 0.9
    sheet = style.page(_gains_heading(answer, facts, language), body)
    left = style.MARGIN + 0.15 + max(style.text_width(name, _SIZE) for name in names)
    each = (style.WIDTH - style.MARGIN - left - _GAP * (len(PANELS) - 1)) / len(PANELS)
    for place, (column, text) in enumerate(PANELS.items()):
        begin = left + place * (each + _GAP)
        plot = sheet.axes(begin, sheet.bottom + 0.35, begin + each, sheet.top - 0.45)
        plot.set_ylim(len(names) - 0.5, -0.5)
        shown = names if place == 0 else [""] * len(names)
        plot.set_yticks(range(len(names)), shown, color=style.INK, fontsize=_SIZE)
        plot.tick_params(axis="y", length=0)
        plot.axvline(0, color=style.INK, linewidth=1)
        deadline = date.fromisoformat(answer.data["deadline"])
        told = "\n".join(style.wrap(say(language, text, deadline=deadline), each, _SIZE, "bold"))
        plot.set_title(told, loc="left", fontsize=_SIZE, fontweight="bold")
        _points(plot, rows, column, language)
        plot.tick_params(axis="x", labelsize=8)
        plot.margins(x=0.18)
        plot.xaxis.set_major_locator(MaxNLocator(3, integer=column == "gain"))
        plot.xaxis.set_major_formatter(
            FuncFormatter(lambda value, _, least=column: _axis_told(language, value, least))
        )
    return sheet.figure


def _points(plot: Axes, rows: list[Row], column: str, language: Language) -> None:
    """Draw and write the gains of each row with their intervals; filled where clear."""
    for place, row in enumerate(rows):
        low, high = row[f"{column}_ci_low"], row[f"{column}_ci_high"]
        colour = style.BLUE if row["stage"] != "search" else style.SOFT
        if not isnan(low):
            plot.plot((low, high), (place, place), color=colour, linewidth=2, alpha=0.6)
        plot.plot(
            row[column],
            place,
            marker="o",
            color=colour,
            markersize=6.5,
            fillstyle="full" if low > 0 or high < 0 else "none",
            linestyle="none",
        )
        plot.annotate(
            _axis_told(language, round(row[column], 0 if column == "gain" else 1), column),
            (row[column], place),
            (0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=style.INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _axis_told(language: Language, value: float, column: str) -> str:
    """Return a gain on an axis, with its sign."""
    decimals = 0 if column == "gain" or abs(value - round(value)) < 1e-9 else 1  # noqa: PLR2004
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(language, abs(value), decimals)


def _row_name(row: Row, names: dict[str, str], language: Language) -> str:
    """Return a placement and the stage its numbers are from."""
    name = str(names[row["placement"]])
    if row["stage"] == "search":
        return name
    if row["stage"] == "check":
        return say(language, "{name}, checked", name=name)
    return say(language, "{name}, kits move weekly", name=name)


def _gains_heading(answer: Answer, facts: dict[str, Any], language: Language) -> style.Heading:
    """Say which placement is recommended, and how to read the chart."""
    data = answer.data
    if data["best"] == "proportional":
        title = say(
            language,
            "{scenario}: no placement is clearly better than kits in proportion to the citizens",
            scenario=data["scenario"],
        )
    else:
        title = say(
            language,
            "{scenario}: the placement “{name}” is clearly better than the proportional one",
            scenario=data["scenario"],
            name=data["names"][data["best"]],
        )
    note = labels.join(
        _source(data, language),
        say(
            language,
            "Mark: mean difference to the proportional rule with the same luck; of kits that move "
            "weekly, to the same placement at rest. Bar: 95% interval; filled: it does not hold 0. "
            "Grey: the search, ten replications, of which the best is picked; blue: the check with "
            "fresh luck.",
        ),
    )
    return style.Heading(title, _title(facts, language), note)


def _source(data: dict[str, Any], language: Language) -> str:
    """Return which runs the numbers come from."""
    return say(
        language,
        "Scenario {scenario}; {replications}; seed {seed}.",
        scenario=data["scenario"],
        replications=replications_told(language, data["replications"]),
        seed=data["seed"],
    )


def _title(facts: dict[str, Any], language: Language) -> str:
    """Return the scenario's title as a sentence."""
    return str(facts["title"].get(language) or facts["name"]).rstrip(" .") + "."
