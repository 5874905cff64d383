"""Plots: a tidy table in, matplotlib axes out; for notebooks."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from cccd_sim.language import Language


def progress(
    daily: pd.DataFrame,
    *,
    eligible: int | None = None,
    deadline: date | str | None = None,
    target: float | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw residents at each milestone up to each day, median and P5 to P95."""
    raise NotImplementedError


def districts(
    districts: pd.DataFrame,
    *,
    milestone: str = "dossier",
    target: float | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw the share of each district's residents at a milestone before the deadline."""
    raise NotImplementedError


def waiting(stations: pd.DataFrame, *, ax: Axes | None = None, language: Language = "vi") -> Axes:
    """Draw the mean waiting time, day by day."""
    raise NotImplementedError


def probability(
    size: pd.DataFrame,
    *,
    on_time: float | None = None,
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw P(on time) against the number of more kits, from ``size(...).table``."""
    raise NotImplementedError


def tornado(
    sensitivity: pd.DataFrame, *, most: int = 15, ax: Axes | None = None, language: Language = "vi"
) -> Axes:
    """Draw which inputs move the result, from ``sensitivity(...).table``."""
    raise NotImplementedError


def waterfall(
    explanation: pd.DataFrame,
    *,
    unit: str = "citizens",
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw what each cause takes away or adds, from ``explain(...).table``."""
    raise NotImplementedError


def costs(
    costs: pd.DataFrame, *, by: str = "head", ax: Axes | None = None, language: Language = "vi"
) -> Axes:
    """Draw the cost by head, funder or month, from ``ensemble.costs``."""
    raise NotImplementedError


def differences(
    comparison: pd.DataFrame,
    *,
    measure: str = "dossier_by_deadline",
    ax: Axes | None = None,
    language: Language = "vi",
) -> Axes:
    """Draw the paired differences to a baseline with their intervals."""
    raise NotImplementedError
