"""Plots of the tables of answers: how surely, what matters, what for, how far apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from cccd_sim.errors import UsageError
from cccd_sim.language import N_, Language, number, say
from cccd_sim.report import scales, style
from cccd_sim.report.plot_axes import axes_for, named_rows, one_scenario
from cccd_sim.report.sizing_charts import COMMON, FRESH, draw_estimate
from cccd_sim.report.tornado_chart import draw_morris, draw_sobol, draw_tornado
from cccd_sim.report.waterfall_chart import Panel, draw_waterfall

Row = dict[str, Any]


def records(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a table."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


@style.styled
def probability(
    size: pd.DataFrame,
    *,
    on_time: float | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw the probability of being on time against the number of more kits.

    Circles: common replications with exact 95 % intervals; diamonds: fresh ones.

    Parameters
    ----------
    size
        ``size(…).table``.
    on_time
        What is asked for; left out, not drawn.
    """
    plot = axes_for(ax)
    scales.shares(plot, 1.0, language)
    plot.set_ylim(-0.03, 1.03)
    plot.set_ylabel(say(language, "P(on time)"))
    ends = ["p_on_time", "ci_low", "ci_high"]
    for row in one_scenario(size).to_dict("records"):
        known = {end: None if pd.isna(row[end]) else float(row[end]) for end in ends}
        if any(value is not None for value in known.values()):
            look = FRESH if row["numbers"] == "fresh" else COMMON
            draw_estimate(plot, float(row["kits"]), known, look)
    top = max(int(size["kits"].max()), 1)
    plot.set_xlim(-0.04 * top, 1.06 * top)
    plot.xaxis.set_major_locator(MaxNLocator(10, integer=True))
    plot.set_xlabel(say(language, "more kits"))
    if on_time is not None:
        scales.target(plot, on_time)
    return plot


@style.styled
def tornado(
    sensitivity: pd.DataFrame,
    *,
    measure: str = "dossier",
    most: int = 15,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw what each unknown number moves, alone, from its low to its high; the largest on top.

    Parameters
    ----------
    sensitivity
        ``sensitivity(…).table`` with the method ``tornado``.
    measure
        The measure that was asked about.
    most
        Inputs drawn.
    """
    table = one_scenario(sensitivity)
    table = table[table["swing"] > 0].sort_values("swing", ascending=False).head(most)
    rows = [{**row, "told": _ends_told(row, language)} for row in records(table)]
    return _draw_inputs(draw_tornado, rows, ax, measure, language)


@style.styled
def morris(
    sensitivity: pd.DataFrame,
    *,
    measure: str = "dossier",
    most: int = 15,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw how much each unknown number moves the measure over its range; the largest on top.

    Mark: mean size of its elementary effects (mu* of Morris), wherever the others are; line: its
    95 % interval. Right: mean with sign, and below it their standard deviation: large where the
    effect bends or hangs on other inputs.

    Parameters
    ----------
    sensitivity
        ``sensitivity(…).table`` with the method ``morris``.
    measure
        The measure that was asked about; gives the unit: citizens, or days.
    most
        Inputs drawn.
    """
    table = one_scenario(sensitivity)
    table = table[table["mean_size"] > 0].sort_values("mean_size", ascending=False).head(most)
    decimals = 1 if measure == "finish-day" else 0
    rows = [{**row, "told": _effect_told(row, language, decimals)} for row in records(table)]
    return _draw_inputs(draw_morris, rows, ax, measure, language)


@style.styled
def sobol(
    sensitivity: pd.DataFrame,
    *,
    measure: str = "dossier",
    most: int = 15,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw the share of the variance in which each unknown number has a part; the largest on top.

    Bar: together with the others (total index of Sobol), and dark what is its own alone (first
    order); line: 95 % interval of the first. All shares lie between 0 and 1.

    Parameters
    ----------
    sensitivity
        ``sensitivity(…).table`` with the method ``sobol``.
    measure
        The measure that was asked about.
    most
        Inputs drawn.
    """
    table = one_scenario(sensitivity)
    table = table[table["total"] > 0].sort_values("total", ascending=False).head(most)
    return _draw_inputs(draw_sobol, records(table), ax, measure, language)


Draw = Callable[[Axes, list[Row], list[float], Row, Language], None]


def _draw_inputs(
    draw: Draw, rows: list[Row], ax: Axes | None, measure: str, language: Language
) -> Axes:
    """Draw a row for each input; refuse a table in which none has any."""
    if not rows:
        raise UsageError(N_("no input moves anything: nothing to draw"))
    plot = axes_for(ax, 0.36 * len(rows) + 1.4)
    named_rows(plot, [str(row["input"]) for row in rows])
    data = {"unit": "day" if measure == "finish-day" else "citizens", "measure": measure}
    draw(plot, rows, [float(place) for place in range(len(rows))], data, language)
    return plot


def _effect_told(row: Row, language: Language, decimals: int) -> dict[str, str]:
    """Return the mean of an input's effects, with its sign, and their spread, as written."""
    mean = float(row["mean"])
    told = number(language, abs(mean), decimals)
    sign = "" if told == number(language, 0, decimals) else "+" if mean > 0 else "−"
    return {"mean": f"{sign}{told}", "spread": number(language, float(row["spread"]), decimals)}


def _ends_told(row: Mapping[Any, Any], language: Language) -> dict[str, str]:
    """Return an input's ends and what they change, as they are written."""
    told = {
        end: number(language, float(row[end]), 0 if float(row[end]).is_integer() else 2)
        for end in ("low", "high")
    }
    low, high = (number(language, float(row[end])) for end in ("ci_low", "ci_high"))
    return {
        **told,
        "difference": number(language, float(row["difference"])),
        "interval": "" if pd.isna(row["ci_low"]) else f"{low}…{high}",
    }


@style.styled
def waterfall(
    explanation: pd.DataFrame,
    *,
    unit: str = "citizens",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw the bridge from arithmetic to simulation: what each cause takes away or adds.

    Parameters
    ----------
    explanation
        ``explain(…).table``.
    unit
        ``citizens`` that causes take away, or ``days`` they add (day 1 = start).
    names
        What the steps are called; left out, as in the table.
    """
    table = one_scenario(explanation)
    table = table[table["unit"] == unit]
    if table.empty:
        raise UsageError(N_("unit: {known}, not {found}"), known="citizens, days", found=unit)
    called = names or {}
    rows: list[dict[str, Any]] = [
        {**row, "name": called.get(row["step"], str(row["step"]).replace("_", " "))}
        for row in records(table)
    ]
    plot = axes_for(ax, 0.34 * len(rows) + 1.0)
    draw_waterfall(plot, Panel(rows, unit == "citizens", ""), None, language)
    return plot


@style.styled
def differences(
    comparison: pd.DataFrame,
    *,
    measure: str = "dossier_by_deadline",
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw how far scenarios are from the baseline: mean difference and its 95 % interval.

    Parameters
    ----------
    comparison
        ``differences(…)``, or ``compare(…).tables["comparison"]``.
    measure
        One of its measures.
    """
    rows = comparison[comparison["measure"] == measure]
    if rows.empty:
        known = ", ".join(dict.fromkeys(comparison["measure"]))
        raise UsageError(N_("measure: {known}, not {found}"), known=known, found=measure)
    plot = axes_for(ax, 0.4 * len(rows) + 1.2)
    for place, row in enumerate(rows.to_dict("records")):
        ends = float(row["ci_low"]), float(row["ci_high"])
        plot.plot(ends, (place, place), color=style.BLUE, linewidth=3, alpha=0.45)
        plot.plot(float(row["difference"]), place, color=style.BLUE, marker="o")
    plot.axvline(0, color=style.INK, linewidth=1.0)
    named_rows(plot, rows["scenario"].astype(str).tolist())
    told = {"measure": measure, "baseline": rows["baseline"].iloc[0], "unit": rows["unit"].iloc[0]}
    plot.set_xlabel(say(language, "{measure} ({unit}), difference to {baseline}", **told))
    return plot
