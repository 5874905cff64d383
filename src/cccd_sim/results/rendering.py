"""How tables become the bytes of files: the same numbers, the same bytes.

A column is a matrix of bytes, one row a cell, filled up with NUL; the columns stand side by
side with their commas, and what is left without the NULs is the file. A million rows take
one or two seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.results.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd

DECIMALS = 6
"""Decimals kept of a measured number, so that the bytes of a table are stable."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a text as a formula."""

_ROWS = 1 << 15
"""Rows at a time: what is worked on stays small."""

_EXACT = 1e9
"""Numbers below it, times a million, are whole numbers that a float holds exactly."""

Cells = NDArray[np.uint8]
"""One column: rows x width, filled up with NUL."""


def csv_chunks(name: str, frames: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """Yield a table as UTF-8 CSV with byte order mark, a chunk at a time.

    The same numbers always give the same bytes: floats keep six decimals, dates are ISO,
    missing is empty.
    """
    made = list(frames)
    columns = _columns(name, made)
    yield header(columns)
    for frame in made:
        for first in range(0, len(frame), _ROWS):
            rows = frame.iloc[first : first + _ROWS]
            yield lines([_column(rows, column, TABLES[name].optional) for column in columns])


def parquet_bytes(name: str, frames: Iterable[pd.DataFrame]) -> bytes:
    """Return a table as one Parquet file (needs the extra ``parquet``)."""
    import io  # noqa: PLC0415

    import pandas as pd  # noqa: PLC0415

    made = list(frames)
    columns = _columns(name, made)
    whole = pd.concat([frame.reindex(columns=columns) for frame in made])
    labels = whole.select_dtypes("category").columns
    sink = io.BytesIO()
    whole.astype(dict.fromkeys(labels, "str")).to_parquet(sink, index=False)
    return sink.getvalue()


def _columns(name: str, frames: list[pd.DataFrame]) -> list[str]:
    """Return the columns of a table: of the optional ones those that a frame has."""
    table = TABLES[name]
    there = {column for frame in frames for column in frame.columns}
    return [column for column in table.columns if column in there or column not in table.optional]


def header(columns: Iterable[str]) -> bytes:
    """Return what a table begins with: byte order mark and the names of its columns."""
    return b"\xef\xbb\xbf" + ",".join(columns).encode() + b"\n"


def lines(columns: list[Cells]) -> bytes:
    """Return rows of cells as lines of CSV."""
    rows = len(columns[0])
    comma, newline = (np.full((rows, 1), ord(mark), np.uint8) for mark in ",\n")
    parts = [part for column in columns for part in (column, comma)]
    page = np.concatenate([*parts[:-1], newline], axis=1)
    return page[page > 0].tobytes()


def _column(rows: pd.DataFrame, column: str, optional: frozenset[str]) -> Cells:
    """Return a column as it stands in the file; nothing where these rows need not have it."""
    if column in optional and column not in rows:
        return np.zeros((len(rows), 0), np.uint8)
    return _cells(rows[column])


def _cells(column: pd.Series[Any]) -> Cells:
    """Return one column as it stands in the file."""
    if column.dtype == "category":
        return texts(column.cat.categories, column.cat.codes.to_numpy())
    match column.dtype.kind:
        case "M":
            return _dates(column.to_numpy().astype("datetime64[D]"))
        case "f":
            return floats(column.to_numpy(dtype=float))
        case "i" | "u" | "b":
            missing = column.isna().to_numpy()
            return _integers(column.to_numpy(dtype=np.int64, na_value=0), missing)
        case _:
            codes, found = column.factorize()
            return texts(found, codes)


def texts(labels: Iterable[Any], codes: NDArray[Any]) -> Cells:
    """Return texts given by their place among the labels; -1 is empty."""
    encoded = [_quoted(str(label)).encode() for label in labels]
    cells: Cells = _matrix(np.array([*encoded, b""], dtype=np.bytes_))[codes]
    return cells


def _dates(days: NDArray[np.datetime64]) -> Cells:
    """Return days as ISO dates; no date is empty."""
    known = ~np.isnat(days)
    if not known.any():
        return np.zeros((len(days), 0), np.uint8)
    first, last = days[known].min(), days[known].max()
    calendar = np.datetime_as_string(np.arange(first, last + 1)).astype(np.bytes_)
    places = np.where(known, (days - first).astype(np.int64), -1)
    return _matrix(np.append(calendar, b""))[places]


def _integers(values: NDArray[np.int64], missing: NDArray[np.bool_]) -> Cells:
    """Return whole numbers."""
    return _blank(np.concatenate([_sign(values), digits(np.abs(values))], axis=1), missing)


def floats(values: NDArray[np.float64]) -> Cells:
    """Return numbers with one to six decimals."""
    if (np.abs(values) >= _EXACT).any():
        found = np.round(values, DECIMALS).tolist()
        texts = np.array([repr(value) for value in found], dtype=np.bytes_)
        return _blank(_matrix(texts).copy(), np.isnan(values))
    missing = np.isnan(values)
    million = 10**DECIMALS
    scaled = np.rint(np.where(missing, 0, values) * million).astype(np.int64)
    whole, rest = np.divmod(np.abs(scaled), million)
    decimals = digits(rest + million)[:, 1:]
    for place in range(1, DECIMALS):  # no zeros at the end, but for the first decimal
        decimals[rest % 10 ** (DECIMALS - place) == 0, place] = 0
    point = np.full((len(values), 1), ord("."), np.uint8)
    return _blank(np.concatenate([_sign(scaled), digits(whole), point, decimals], axis=1), missing)


def digits(values: NDArray[np.int64]) -> Cells:
    """Return the digits of whole numbers, none of them negative, to the right."""
    width = len(str(values.max(initial=0)))
    cells = np.zeros((len(values), width), np.uint8)
    for place in reversed(range(width)):
        rest = values // 10
        cells[:, place] = np.where((values > 0) | (place == width - 1), values - rest * 10 + 48, 0)
        values = rest
    return cells


def _sign(values: NDArray[np.int64]) -> Cells:
    """Return a minus before each negative number."""
    return np.where(values < 0, ord("-"), 0).astype(np.uint8)[:, np.newaxis]


def _blank(cells: Cells, missing: NDArray[np.bool_]) -> Cells:
    """Empty the cells of what is missing."""
    cells[missing] = 0
    return cells


def _matrix(texts: NDArray[np.bytes_]) -> Cells:
    """Return texts as a matrix of bytes."""
    return texts.view(np.uint8).reshape(len(texts), texts.itemsize)


def _quoted(value: str) -> str:
    """Return a text cell: no formula for a spreadsheet, quoted where CSV wants it."""
    guarded = f"'{value}" if value.startswith(FORMULA) else value
    if any(mark in guarded for mark in ',"\n\r'):
        return '"' + guarded.replace('"', '""') + '"'
    return guarded
