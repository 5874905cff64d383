"""The tables of a run folder: their columns, declared once, and how they become bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

DECIMALS = 6
"""Decimals kept of a measured number, so that the bytes of a table are stable."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a text as a formula."""


@dataclass(frozen=True)
class Table:
    """One table: the columns that identify a row, then what was measured, with the meaning."""

    keys: tuple[str, ...]
    measures: dict[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return all columns, keys first."""
        return (*self.keys, *self.measures)


TABLES: dict[str, Table] = {
    "summary": Table(
        ("scenario", "measure"),
        {
            "unit": "unit of the numbers in this row",
            "mean": "mean over replications; for a probability, the share of replications",
            "ci_low": "lower end of the 95 % interval: Student's t, exact binomial for p_…",
            "ci_high": "upper end of the same interval",
            "p05": "5 % of replications lie below",
            "p50": "median of the replications",
            "p80": "80 % of replications lie below",
            "p95": "95 % of replications lie below",
            "replications": "replications the row stands on",
            "beyond_horizon": "replications that never finished (finish day only)",
        },
    ),
    "replications": Table(
        ("scenario", "replication"),
        {
            "dossier_by_deadline": "dossiers of residents taken before the deadline",
            "dossier_share_by_deadline": "the same as a share of the eligible residents",
            "dossier_finish_day": "first day the target is met, day 1 = start; empty if never",
            "on_time_dossier": "1 if the target share was met before the deadline, else 0",
            "complete_dossier": "1 if every eligible resident had a dossier by then, else 0",
            "waiting_minutes_mean": "mean wait of a citizen in a day, all steps together",
            "kit_utilisation": "minutes of capture in opening hours over open kit-minutes",
            "unserved_not_summoned": "residents without a dossier never summoned: capacity",
            "unserved_missed_summons": "residents without a dossier who missed their summons",
            "unserved_waiting": "residents without a dossier waiting, sent home or in service",
        },
    ),
    "daily": Table(
        ("scenario", "replication", "date", "district"),
        {
            "target": "dossiers due this day: the target spread evenly over the working days",
            "summoned": "citizens summoned for this day",
            "arrived": "citizens who came",
            "taken": "dossiers taken of this district's residents",
        },
    ),
    "stations": Table(
        ("scenario", "replication", "date", "station"),
        {
            "taken": "dossiers taken at this station",
            "waiting_at_close": "citizens sent home at closing",
            "kits_in_service": "kits that belong to the station, up or down",
            "kits_up_at_opening": "kits fit for work at opening",
            "kit_utilisation": "minutes of capture in opening hours over open kit-minutes",
            "waiting_minutes_mean": "wait of a citizen that day, all three steps, minutes",
            "overtime_minutes": "minutes of capture after closing, all kits",
            "citizens_present": "citizens who were there that day",
            "busy_minutes": "minutes of capture, all kits, overtime included",
            "open_kit_minutes": "minutes the station was open, times its kits, up or down",
        },
    ),
    "districts": Table(
        ("scenario", "district"),
        {
            "name": "name of the district",
            "eligible": "eligible residents",
            "kits": "kits at its station at the deadline, mean",
            "finish_date_p50": "date by which half the replications meet the target; empty if not",
            "finish_date_p80": "the same for 80 %",
            "finish_date_p95": "the same for 95 %",
            "p_on_time": "share of replications that meet the target before the deadline",
            "taken_by_deadline": "dossiers taken before the deadline, mean",
            "share_by_deadline": "the same as a share of the eligible residents",
            "utilisation": "minutes of capture in opening hours over open kit-minutes",
            "rank": "1 is the district furthest behind at the deadline",
        },
    ),
    "kits": Table(
        ("scenario", "replication", "kit"),
        {
            "funder": "who paid: central, provincial, district, loan",
            "ordered": "date of the order; empty where none is stated",
            "delivered": "date the kit reached the province; empty: not in the simulated time",
            "in_service": "date of its first shift; empty: not in the simulated time",
            "station": "code of the station it belongs to; empty: never placed",
            "minutes_open": "minutes its station was open while it belonged there",
            "minutes_up": "minutes of those it was fit for work",
            "minutes_busy": "minutes spent on captures, overtime included",
            "minutes_overtime": "minutes of those outside opening hours",
            "breakdowns": "times it failed",
        },
    ),
    "unserved": Table(
        ("scenario", "replication", "district"),
        {
            "not_summoned": "residents without a dossier at the deadline, never summoned: capacity",
            "missed_summons": "residents without one who missed their summons: absence",
            "waiting": "residents without one sent home, to come the next day",
            "in_service": "residents without one still between two steps",
        },
    ),
    "comparison": Table(
        ("scenario", "baseline", "measure"),
        {
            "unit": "unit of the difference",
            "difference": "mean of scenario minus baseline, the same luck in both",
            "ci_low": "lower end of its 95 % interval",
            "ci_high": "upper end of the same interval",
            "replications": "pairs the row stands on",
        },
    ),
    "bridge": Table(
        ("scenario", "step"),
        {"dossiers": "dossiers by the deadline, from plain arithmetic to the simulated mean"},
    ),
}
"""Every table a run folder may hold, by file name."""


def csv_chunks(name: str, frames: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """Yield a table as UTF-8 CSV with byte order mark, one chunk per frame.

    The same numbers always give the same bytes: floats keep six decimals, dates are ISO,
    missing is empty.
    """
    columns = TABLES[name].columns
    yield b"\xef\xbb\xbf" + ",".join(columns).encode() + b"\n"
    for frame in frames:
        rows = zip(*(_cells(frame[column]) for column in columns), strict=True)
        yield "".join([",".join(row) + "\n" for row in rows]).encode()


def parquet_bytes(name: str, frames: Iterable[pd.DataFrame]) -> bytes:
    """Return a table as one Parquet file (needs the extra ``parquet``)."""
    import io  # noqa: PLC0415

    import pandas as pd  # noqa: PLC0415

    whole = pd.concat([frame[list(TABLES[name].columns)] for frame in frames])
    labels = whole.select_dtypes("category").columns
    sink = io.BytesIO()
    whole.astype(dict.fromkeys(labels, "str")).to_parquet(sink, index=False)
    return sink.getvalue()


def _cells(column: pd.Series[Any]) -> list[str]:
    """Return one column as the texts that stand in the file."""
    if column.dtype == "category":
        categories = [_text(str(value)) for value in column.cat.categories]
        labels: NDArray[Any] = np.array([*categories, ""], dtype=object)
        found: list[str] = labels[column.cat.codes.to_numpy()].tolist()
        return found
    kind = column.dtype.kind
    if kind == "M":
        days = np.datetime_as_string(column.to_numpy().astype("datetime64[D]"))
        return ["" if day == "NaT" else day for day in days.tolist()]
    if kind == "f":
        rounded = np.round(column.to_numpy(dtype=float), DECIMALS) + 0.0  # no "-0.0"
        return ["" if isnan(value) else repr(value) for value in rounded.tolist()]
    if kind in "iub":
        return [str(value) for value in column.to_numpy(dtype=object, na_value="").tolist()]
    return [_text(value) for value in column.to_numpy(dtype=object).tolist()]


def _text(value: str) -> str:
    """Return a text cell: no formula for a spreadsheet, quoted where CSV wants it."""
    guarded = f"'{value}" if value.startswith(_FORMULA) else value
    if any(mark in guarded for mark in ',"\n\r'):
        return '"' + guarded.replace('"', '""') + '"'
    return guarded
