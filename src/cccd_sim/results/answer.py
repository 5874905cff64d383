"""What every question returns: a sentence, a table, what limits it, and the same as data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from cccd_sim.results.ensemble import Ensemble


EVERY_RUN = (
    "summary",
    "replications",
    "daily",
    "stations",
    "pipeline",
    "districts",
    "kits",
    "unserved",
)
"""Tables of every run folder, one part per scenario."""


MONEY = ("costs", "cost_lines")
"""Tables of a run folder, one part for each scenario that has costs."""


@dataclass(frozen=True)
class Listing:
    """A small table as texts ready to be shown: a title, a header, rows."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """The answer to a planner's question.

    Parameters
    ----------
    headline
        The answer in one sentence, with its uncertainty.
    table
        The numbers behind it, tidy.
    listings
        What a screen shows of them.
    caveats
        What the reader must know before relying on it.
    data
        All of this as plain data.
    ensembles
        The simulations the answer stands on.
    tables
        Further tables of the run folder, by name.
    asked
        The question itself, for ``write_run``; none where the ensembles say it all.
    """

    headline: str
    table: pd.DataFrame
    listings: tuple[Listing, ...]
    caveats: tuple[str, ...]
    data: dict[str, Any]
    ensembles: tuple[Ensemble, ...] = ()
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    asked: Any = field(default=None, repr=False, compare=False)

    def all_tables(self) -> dict[str, list[pd.DataFrame]]:
        """Return every table of the run folder: its name, and the rows of each scenario."""
        names = EVERY_RUN if self.ensembles else ()
        tables = {name: [each.table(name) for each in self.ensembles] for name in names}
        for name in MONEY:
            if priced := [each.table(name) for each in self.ensembles if name in each.derived]:
                tables[name] = priced
        return {**tables, **{name: [table] for name, table in self.tables.items()}}

    def to_json(self) -> str:
        """Return the answer as JSON; what is not known is null."""
        content = {
            "headline": self.headline,
            **self.data,
            "caveats": list(self.caveats),
            "listings": [asdict(listing) for listing in self.listings],
        }
        return json.dumps(_plain(content), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it: no NaN, no NumPy numbers, floats to six decimals."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float):
        return round(number, 6) if isfinite(number) else None
    return number if isinstance(number, str | bool | int) else None
