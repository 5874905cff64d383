"""A run folder read back: what documents are made from, and nothing else."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cccd_sim.errors import StorageError
from cccd_sim.language import N_
from cccd_sim.results.provenance import Manifest
from cccd_sim.results.rendering import FORMULA
from cccd_sim.results.store import open_complete

if TYPE_CHECKING:
    import pandas as pd

ANSWER = "answer.json"

TEXTS = frozenset(
    {
        *("scenario", "baseline", "measure", "unit", "district", "station", "commune", "kit"),
        *("name", "funder", "head", "line", "source", "grade", "event", "step", "input", "case"),
        *(
            "kind",
            "where",
            "what",
            "case:concept:name",
            "lever",
            "milestone",
            "exact_sum",
            "cause",
            "province",
        ),
    }
)
"""Columns whose cells are texts, even where they look like numbers."""


@dataclass(frozen=True)
class Contents:
    """A complete run folder whose files are as the run left them.

    Parameters
    ----------
    place
        Where it stands.
    manifest
        What made it.
    answer
        The answer as data: headline, caveats, and what the verb found.
    charts
        The charts by name, each with the forms it has: ``{"overview": {"svg": path}}``.
    """

    place: Path
    manifest: Manifest
    answer: dict[str, Any]
    charts: dict[str, dict[str, Path]]
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the documents must know of each scenario, by its name."""
        return self.manifest.facts

    def table(self, name: str) -> pd.DataFrame | None:
        """Return a table, none if the run has no such table; it is read once.

        Dates stay ISO texts; empty cells are missing.
        """
        if f"tables/{name}.csv" not in self.manifest.tables:
            return None
        if name not in self._tables:
            self._tables[name] = read_table(self.place / "tables" / f"{name}.csv")
        return self._tables[name]

    def told(self, answer: Mapping[str, Any]) -> Contents:
        """Return the same folder with its answer in other words, say in another language."""
        return replace(self, answer=dict(answer))


def open_contents(place: Path) -> Contents:
    """Return what a run folder holds.

    Raises
    ------
    UsageError
        If the run is not complete.
    StorageError
        If it is no run folder, or any file the manifest names was changed or is gone.
    """
    manifest = open_complete(place)
    for name, expected in {**manifest.tables, **manifest.files}.items():
        _check(place / name, expected)
    return Contents(place, manifest, _answer(place / ANSWER), _charts(place, manifest))


def read_table(path: Path) -> pd.DataFrame:
    """Return a table as it was before it became CSV: texts as texts, without their guard."""
    import pandas as pd  # noqa: PLC0415

    with path.open(encoding="utf-8-sig", newline="") as file:
        columns = next(csv.reader(file))
    frame = pd.read_csv(
        path,
        encoding="utf-8-sig",
        dtype={column: "str" for column in columns if column in TEXTS},
        keep_default_na=False,
        na_values=[""],
    )
    for column in TEXTS & set(columns):
        guarded = frame[column].str.startswith(tuple(f"'{mark}" for mark in FORMULA), na=False)
        if guarded.any():
            frame[column] = frame[column].where(~guarded, frame[column].str[1:])
    return frame


def _check(path: Path, expected: str) -> None:
    """Refuse a file that is not as the run left it."""
    if not path.is_file():
        raise StorageError(N_("{file} is gone; run the command again"), file=path)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != expected:
            raise StorageError(
                N_("{file} was changed after the run; run the command again"), file=path
            )


def _answer(path: Path) -> dict[str, Any]:
    """Return the answer of a run."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise StorageError(
            N_("{file} was changed after the run; run the command again"), file=path
        ) from error
    return dict(found)


def _charts(place: Path, manifest: Manifest) -> dict[str, dict[str, Path]]:
    """Return the charts; those of a folder from before 0.3, whose charts have no digest, too."""
    named = [place / name for name in manifest.files if name.startswith("charts/")]
    found: dict[str, dict[str, Path]] = {}
    for path in named if manifest.files else sorted((place / "charts").glob("*.*")):
        found.setdefault(path.stem, {})[path.suffix.removeprefix(".")] = path
    return dict(sorted(found.items()))
