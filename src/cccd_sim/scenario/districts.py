"""The districts of a province, read from a CSV file row by row."""

from __future__ import annotations

import csv
import io

from cccd_sim.errors import Problem
from cccd_sim.language import N_
from cccd_sim.scenario.demand import District
from cccd_sim.scenario.nodes import Mark, Node
from cccd_sim.scenario.quantities import shown

COLUMNS = tuple(District.model_fields)
PATH = "demand.districts"


def rows(
    text: str, mark: Mark, problems: list[Problem], required: tuple[str, ...], closed: bool
) -> list[Node]:
    """Return the rows of a CSV text, each a mapping whose values stand on the row's line.

    Parameters
    ----------
    text
        Comma-separated values with a header.
    mark
        The file.
    problems
        Every fault found is added here.
    required
        Columns that must be there.
    closed
        Whether other columns are refused.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Node] = []
    header: list[str] | None = None
    try:
        for row in reader:
            here = Mark(mark.file, reader.line_num, mark.folder)
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [cell.strip() for cell in row]
                if not _usable(header, here, problems, required, closed):
                    return []
                continue
            if len(row) != len(header):
                message = N_("{found} values in this row, {columns} columns in the header")
                values: dict[str, object] = {"found": len(row), "columns": len(header)}
                path = f"{PATH}[{len(found) + 1}]"
                problems.append(Problem(here.file, here.line, path, message, values))
            cells = [Node(cell.strip(), here, cell.strip()) for cell in row]
            found.append(Node(dict(zip(header, cells, strict=False)), here))
    except csv.Error as error:
        message = N_("this row cannot be read as CSV: {detail}")
        line = reader.line_num
        problems.append(Problem(mark.file, line, PATH, message, {"detail": error}))
    if header is not None and not found and not problems:
        problems.append(Problem(mark.file, None, PATH, N_("there is no row below the header")))
    return found


def _usable(
    header: list[str],
    mark: Mark,
    problems: list[Problem],
    required: tuple[str, ...],
    closed: bool,
) -> bool:
    """Say whether the header names each needed column once; note what is wrong with it."""
    known = len(problems)
    if len(header) == 1 and ";" in header[0]:
        message = N_("the columns are separated by semicolons; save the file with commas")
        problems.append(Problem(mark.file, mark.line, PATH, message))
        return False
    for column in required:
        if column not in header:
            message = N_("column {column} is missing; the columns are {known}")
            values: dict[str, object] = {"column": column, "known": ", ".join(required)}
            problems.append(Problem(mark.file, mark.line, PATH, message, values))
    for place, column in enumerate(header):
        values = {"column": shown(column), "known": ", ".join(required)}
        if column in header[:place]:
            message = N_("column {column} is given twice")
            problems.append(Problem(mark.file, mark.line, PATH, message, values))
        elif closed and column not in required:
            message = N_("no such column: {column}; the columns are {known}")
            problems.append(Problem(mark.file, mark.line, PATH, message, values))
    return len(problems) == known
