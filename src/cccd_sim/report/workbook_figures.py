"""What the sheets say of a run: looked up in its tables, facts and answer, never worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from cccd_sim.language import Language
from cccd_sim.report.cost_labels import FEES

if TYPE_CHECKING:
    from cccd_sim.results.contents import Contents

Row = dict[str, Any]


@dataclass(frozen=True)
class Alternative:
    """One scenario of the run, numbered in the order of the answer: the best first."""

    number: int
    name: str
    title: str
    facts: dict[str, Any]
    ending: dict[str, Any] | None
    """How it ends, as the answer has it; none where the answer is to another question."""


class Figures:
    """The numbers of a run folder, by what is asked for."""

    def __init__(self, folder: Contents, language: Language) -> None:
        self.folder, self.language = folder, language

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """Return the scenarios, in the order of the answer, else as they were named."""
        told = self.folder.answer.get("scenarios", [])
        endings = {one["scenario"]: one for one in told if "milestones" in one}
        names = [
            *endings,
            *(name for name in self.folder.manifest.scenarios if name not in endings),
        ]
        found = []
        for number, name in enumerate(names, 1):
            facts = self.folder.facts[name]
            title = str(facts["title"].get(self.language) or name)
            found.append(Alternative(number, name, title, facts, endings.get(name)))
        return found

    @cached_property
    def chosen(self) -> Alternative:
        """Return the scenario the sheets of one scenario are about: the best with costs, if any."""
        with_costs = [one for one in self.alternatives if self.lines(one)]
        return (with_costs or self.alternatives)[0]

    @property
    def has_costs(self) -> bool:
        """Return whether any scenario has costs."""
        return any(self.lines(one) for one in self.alternatives)

    @property
    def budget(self) -> int | None:
        """Return the budget the run was asked about, VND."""
        found = self.folder.manifest.options.get("budget")
        return int(found) if found is not None else None

    def lines(self, one: Alternative) -> list[Row]:
        """Return the lines of cost of a scenario."""
        return self._rows("cost_lines", one)

    def spent(self, one: Alternative) -> list[Row]:
        """Return the lines of cost without the fees received."""
        return [row for row in self.lines(one) if row["head"] != FEES]

    def months(self, one: Alternative) -> list[Row]:
        """Return what is spent by head, funder and month."""
        return [row for row in self._rows("costs", one) if row["head"] != FEES]

    def districts(self, one: Alternative) -> list[Row]:
        """Return the districts of a scenario."""
        return self._rows("districts", one)

    def gain(self, one: Alternative, measure: str) -> Row | None:
        """Return what a scenario gains over the baseline, if the run compares."""
        rows = self._rows("comparison", one)
        return next((row for row in rows if row["measure"] == measure), None)

    def measure(self, one: Alternative, measure: str, column: str = "mean") -> float | None:
        """Return a number of ``summary``, none where there is none."""
        value = self._summary.get((one.name, measure), {}).get(column)
        return None if value is None or pd.isna(value) else float(value)

    def rows_of(self, table: str) -> list[Row]:
        """Return all rows of a table, none where the run has no such table."""
        frame = self.folder.table(table)
        return [] if frame is None else list(_records(frame))

    @cached_property
    def _summary(self) -> dict[tuple[str, str], Row]:
        rows = self.rows_of("summary")
        return {(row["scenario"], row["measure"]): row for row in rows}

    @cached_property
    def _by_scenario(self) -> dict[tuple[str, str], list[Row]]:
        """Return the rows of tables read so far, by table and scenario."""
        return {}

    def _rows(self, table: str, one: Alternative) -> list[Row]:
        """Return the rows of a table that are about a scenario."""
        if (table, one.name) not in self._by_scenario:
            for each in self.alternatives:
                self._by_scenario[table, each.name] = []
            for row in self.rows_of(table):
                self._by_scenario.setdefault((table, row["scenario"]), []).append(row)
        return self._by_scenario[table, one.name]


def as_date(value: Any) -> date | None:
    """Return a date of a table or of facts, none where it is empty."""
    if value is None or value == "" or pd.isna(value):
        return None
    return date.fromisoformat(str(value)[:10])


def _records(frame: pd.DataFrame) -> Iterator[Row]:
    """Yield the rows of a frame as plain data; what is missing is None."""
    for record in frame.to_dict("records"):
        yield {str(key): None if _is_missing(value) else value for key, value in record.items()}


def _is_missing(value: Any) -> bool:
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))
