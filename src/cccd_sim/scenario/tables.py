"""Long tables of a scenario, read from CSV files row by row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from cccd_sim.errors import Problem
from cccd_sim.language import N_
from cccd_sim.scenario.districts import Commune, District
from cccd_sim.scenario.nodes import Mark, Node
from cccd_sim.scenario.quantities import shown

COLUMNS = {"districts": tuple(District.model_fields), "communes": tuple(Commune.model_fields)}
"""Entries of the demand that may name a CSV file, and the columns of it."""

OPTIONAL = frozenset({"province"})
"""Columns that a closed table may lack."""


@dataclass
class Table:
    """A CSV text and what must stand in it."""

    text: str
    """Comma-separated values with a header."""
    mark: Mark
    """The file."""
    path: str
    """The entry it is for, for messages."""
    required: tuple[str, ...]
    """Columns that must be there."""
    closed: bool
    """Whether other columns are refused."""
    problems: list[Problem]
    """Every fault found is added here."""

    def rows(self) -> list[Node]:
        """Return the rows, each a mapping whose values stand on its line; none if unreadable."""
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        known = len(self.problems)
        found: list[Node] = []
        header: list[str] | None = None
        try:
            for row in reader:
                here = Mark(self.mark.file, reader.line_num, self.mark.folder)
                if not any(cell.strip() for cell in row):
                    continue
                if header is None:
                    header = [cell.strip() for cell in row]
                    if not self._usable(header, here.line):
                        return []
                    continue
                if len(row) != len(header):
                    message = N_("{found} values in this row, {columns} columns in the header")
                    path = f"{self.path}[{len(found) + 1}]"
                    values: dict[str, object] = {"found": len(row), "columns": len(header)}
                    self.problems.append(Problem(here.file, here.line, path, message, values))
                cells = [Node(cell.strip(), here, cell.strip()) for cell in row]
                found.append(Node(dict(zip(header, cells, strict=False)), here))
        except csv.Error as error:
            message = N_("this row cannot be read as CSV: {detail}")
            self._refuse(reader.line_num, message, detail=error)
            return []
        if header is not None and not found and len(self.problems) == known:
            self._refuse(None, N_("there is no row below the header"))
        return found

    def _usable(self, header: list[str], line: int | None) -> bool:
        """Say whether the header names each needed column once; note what is wrong with it."""
        known = len(self.problems)
        columns = ", ".join(each for each in self.required if each not in OPTIONAL)
        if len(header) == 1 and ";" in header[0]:
            message = N_("the columns are separated by semicolons; save the file with commas")
            self._refuse(line, message)
            return False
        for column in self.required:
            if column not in header and column not in OPTIONAL:
                message = N_("column {column} is missing; the columns are {known}")
                self._refuse(line, message, column=column, known=columns)
        for place, column in enumerate(header):
            if column in header[:place]:
                message = N_("column {column} is given twice")
                self._refuse(line, message, column=shown(column))
            elif self.closed and column not in self.required:
                message = N_("no such column: {column}; the columns are {known}")
                self._refuse(line, message, column=shown(column), known=columns)
        return len(self.problems) == known

    def _refuse(self, line: int | None, message: str, **values: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.mark.file, line, self.path, message, values))
