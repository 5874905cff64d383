"""One replication, and the ensemble of all replications of a scenario, as tidy tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.results.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd  # made late: the processes that simulate start without pandas

Columns = dict[str, NDArray[Any]]
"""One table: column name to one-dimensional array, all of one length."""

_DATES = {
    "daily": {"date": "day"},
    "stations": {"date": "day"},
    "pipeline": {"date": "day"},
    "kits": {name: name for name in ("ordered", "delivered", "in_service", "returned")},
    "unserved": {},
}
"""For each table, the columns that are dates, and the day number each is made from."""

_PLACES = {"district": "districts", "station": "stations", "commune": "communes"}
"""Columns that count into a list of ``facts`` (-1: nowhere), and the list."""


TWIN = 100_000
"""What is added to a replication's number where it is run again with other luck."""


@dataclass(frozen=True)
class Replication:
    """What one run of the campaign left behind: tables and nothing else."""

    number: int
    tables: dict[str, Columns]


@dataclass(frozen=True)
class Ensemble:
    """All replications of one scenario.

    Parameters
    ----------
    facts
        What tables and charts must know of the scenario, as plain data: names, dates, targets,
        districts, stations, communes.
    seed
        The number behind all luck.
    replications
        The replications in order of their numbers.
    derived
        Tables worked out of the others: ``summary``, ``replications``, ``districts``.
    """

    facts: dict[str, Any]
    seed: int
    replications: tuple[Replication, ...]
    derived: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Return the name of the scenario."""
        return str(self.facts["name"])

    @cached_property
    def daily(self) -> pd.DataFrame:
        """Return people summoned, come and at each milestone, by replication, date, district."""
        return self._frame("daily")

    @cached_property
    def stations(self) -> pd.DataFrame:
        """Return what each open station did, per replication, date and station."""
        return self._frame("stations")

    @cached_property
    def pipeline(self) -> pd.DataFrame:
        """Return where the province's dossiers and cards stand, per replication and date."""
        return self._frame("pipeline")

    @cached_property
    def kits(self) -> pd.DataFrame:
        """Return the life of every kit, per replication."""
        return self._frame("kits")

    @cached_property
    def unserved(self) -> pd.DataFrame:
        """Return where people without a dossier stood at the deadline, per district."""
        return self._frame("unserved")

    def summary(self) -> pd.DataFrame:
        """Return one row per measure: mean, interval, quantiles over the replications."""
        return self.derived["summary"]

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by the name it has in the run folder."""
        frame: pd.DataFrame = self.derived[name] if name in self.derived else getattr(self, name)
        return frame

    def _frame(self, name: str) -> pd.DataFrame:
        """Join one table of all replications, with dates and codes for numbers."""
        import pandas as pd  # noqa: PLC0415

        parts = [replication.tables[name] for replication in self.replications]
        raw = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        lengths = [len(next(iter(part.values()))) for part in parts]
        rows = sum(lengths)
        columns: dict[str, Any] = {
            "scenario": pd.Categorical.from_codes(np.zeros(rows, int), pd.Index([self.name])),
            "replication": np.repeat([each.number for each in self.replications], lengths),
        }
        for column in TABLES[name].columns[2:]:
            if column in _DATES[name]:
                columns[column] = self._dates(raw[_DATES[name][column]])
            elif column in _PLACES:
                codes = pd.Index([place["code"] for place in self.facts[_PLACES[column]]])
                columns[column] = pd.Categorical.from_codes(raw[column], codes)
            else:
                columns[column] = raw[column]
        return pd.DataFrame(columns)

    def _dates(self, days: NDArray[np.int64]) -> NDArray[np.datetime64]:
        """Return day numbers as dates; 0 is no date."""
        start = np.datetime64(self.facts["start"], "s")
        dates = start + (days - 1).astype("timedelta64[D]").astype("timedelta64[s]")
        return np.where(days > 0, dates, np.datetime64("NaT", "s"))
