"""What plots share: axes of their own or given ones, named rows, tables of one scenario."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.report import style

_SIZE = (9.0, 4.6)


def axes_for(ax: Axes | None, height: float = _SIZE[1]) -> Axes:
    """Return the axes given, or those of a figure of their own, which pyplot does not know."""
    if ax is not None:
        return ax
    return Figure(figsize=(_SIZE[0], height), layout="constrained").add_subplot()


def named_rows(plot: Axes, names: list[str]) -> None:
    """Name the rows of a chart from the top down."""
    plot.set_yticks(range(len(names)), names, color=style.INK)
    plot.set_ylim(len(names) - 0.4, -0.6)
    plot.tick_params(axis="y", length=0)
    plot.grid(axis="y", visible=False)


def one_scenario(table: pd.DataFrame) -> pd.DataFrame:
    """Refuse a table of several scenarios: their rows would be added up."""
    names = table["scenario"].astype(str).unique()
    if len(names) != 1:
        raise UsageError(
            N_("the table has {count} scenarios; choose one: {names}"),
            count=len(names),
            names=", ".join(names),
        )
    return table
