"""One replication, and the ensemble of all replications of a scenario, as tidy tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cccd_sim.errors import UsageError
from cccd_sim.language import N_
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


class Origin(Protocol):
    """What an ensemble was simulated from, and what can simulate more of it."""

    def merged(self, ensembles: Sequence[Ensemble]) -> Ensemble:
        """Return one ensemble of the replications of several."""


@dataclass(frozen=True)
class Ensemble:
    """All replications of one scenario, as tidy tables.

    Every table is a pandas DataFrame with its keys first; days are dates, counts are citizens,
    dossiers or cards, shares lie between 0 and 1, times are minutes, money is VND. The columns are
    those of the run folder (``docs/model.md``).

    Parameters
    ----------
    facts
        What tables and charts must know of the scenario, as plain data: names, dates, targets,
        districts, stations, communes.
    seed
        The number behind all luck.
    runs
        The replications in order of their numbers, as plain arrays.
    derived
        Tables worked out of the others: ``summary``, ``replications``, ``districts``, and where
        there are prices ``costs`` and ``cost_lines``.
    twins
        Replications with the unknown parameters of another one and luck of their own; they tell
        luck and ignorance apart in ``summary``.
    origin
        What it was simulated from; none if it was put together by hand.

    Examples
    --------
    >>> from cccd_sim import load_scenario, replicate
    >>> ensemble = replicate(load_scenario("tests/tiny/tiny.yaml"), 3, jobs=1)
    >>> ensemble.daily.columns[:4].tolist()
    ['scenario', 'replication', 'date', 'district']
    >>> ensemble.summary().set_index("measure").loc["dossier_by_deadline", "replications"]
    np.int64(3)
    """

    facts: dict[str, Any]
    seed: int
    runs: tuple[Replication, ...]
    derived: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    twins: tuple[Replication, ...] = field(default=(), repr=False)
    origin: Origin | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        """Return the number of replications."""
        return len(self.runs)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the replications."""
        return tuple(each.number for each in self.runs)

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

    @property
    def replications(self) -> pd.DataFrame:
        """Return every measure of every replication, one column each."""
        return self._derived("replications")

    @property
    def districts(self) -> pd.DataFrame:
        """Return kits, finish and share done of each district, over the replications."""
        return self._derived("districts")

    @property
    def costs(self) -> pd.DataFrame:
        """Return mean VND by head, payer and month, with the 5 % and 95 % quantiles."""
        return self._derived("costs")

    @property
    def cost_lines(self) -> pd.DataFrame:
        """Return every line of cost: mean quantity, unit price and VND, with its source."""
        return self._derived("cost_lines")

    def summary(self) -> pd.DataFrame:
        """Return one row per measure: mean, interval, quantiles over the replications.

        Means have Student's t interval, probabilities the exact binomial one (Clopper and Pearson
        1934), both at 95 %; ``luck_sd`` and ``ignorance_sd`` tell luck and unknown parameters
        apart.
        """
        return self._derived("summary")

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by the name it has in the run folder.

        Raises
        ------
        UsageError
            If there is no such table, or the scenario has no prices.
        """
        if name in self.derived or name not in _DATES:
            return self._derived(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def merged(self, *others: Ensemble) -> Ensemble:
        """Return one ensemble of these replications and those of others.

        Every table is what one run of all these replications would have given, bit for bit.

        Parameters
        ----------
        others
            Of the same scenario and seed, with other replications: ``replicate(…, first=31)``.

        Raises
        ------
        UsageError
            If scenarios, seeds or known parameters differ, or a replication is there twice.
        """
        if self.origin is None:
            raise UsageError(
                N_("{name} was put together by hand: nothing to merge"), name=self.name
            )
        return self.origin.merged((self, *others))

    def _derived(self, name: str) -> pd.DataFrame:
        """Return a table worked out of the others."""
        if name not in self.derived:
            known = ", ".join(dict.fromkeys((*_DATES, *self.derived)))
            raise UsageError(
                N_("{scenario} has no table {name}; there are {known}"),
                scenario=self.name,
                name=name,
                known=known,
            )
        return self.derived[name]

    def _frame(self, name: str) -> pd.DataFrame:
        """Join one table of all replications, with dates and codes for numbers."""
        import pandas as pd  # noqa: PLC0415

        parts = [replication.tables[name] for replication in self.runs]
        raw = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        lengths = [len(next(iter(part.values()))) for part in parts]
        rows = sum(lengths)
        columns: dict[str, Any] = {
            "scenario": pd.Categorical.from_codes(np.zeros(rows, int), pd.Index([self.name])),
            "replication": np.repeat([each.number for each in self.runs], lengths),
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
