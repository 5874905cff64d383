"""The run folder: built beside its place, renamed when complete, read back to go on.

``OUT.partial`` is the folder while it is being built. Every file in it is written under
another name and then renamed, so that whatever happens no file is half there; a replication
that is there need not be simulated again.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cccd_sim.errors import StorageError, UsageError
from cccd_sim.language import N_
from cccd_sim.results.ensemble import Columns, Replication
from cccd_sim.results.provenance import (
    Manifest,
    digest,
    digests_under,
    read_manifest,
    replication_key,
    scenario_path,
    versions,
)
from cccd_sim.results.rendering import csv_chunks, parquet_bytes

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
TRIALS = "trials.jsonl"
"""Single replications of a question that asks again and again, a line each."""
PARTIAL = ".partial"
SEAL_BYTES = 32


@dataclass
class RunFolder:
    """A run folder being built.

    Parameters
    ----------
    place
        Where it will stand when complete.
    manifest
        What it holds so far.
    """

    place: Path
    manifest: Manifest
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def partial(self) -> Path:
        """Return where it stands while it is being built."""
        return partial_of(self.place)

    def find(self, scenario: str, number: int) -> Replication | None:
        """Return a replication kept earlier, or nothing if it must be simulated.

        A damaged file, or one made from another input, seed or version, is as good as none.
        """
        path = self._replication(scenario, number)
        if not path.is_file():
            return None
        content = path.read_bytes()
        arrays, seal = content[:-SEAL_BYTES], content[-SEAL_BYTES:]
        if seal != self._seal(scenario, number, arrays):
            return None
        tables: dict[str, Columns] = {}
        with np.load(io.BytesIO(arrays), allow_pickle=False) as file:
            for name in file.files:
                table, column = name.split(".")
                tables.setdefault(table, {})[column] = file[name]
        return Replication(number, tables)

    def keep(self, scenario: str, replication: Replication) -> None:
        """Write a replication down, so that an interruption costs nothing."""
        arrays = _packed(replication)
        seal = self._seal(scenario, replication.number, arrays)
        write(self._replication(scenario, replication.number), arrays + seal)

    def lines(self) -> Iterable[str]:
        """Return the trials written down so far."""
        path = self.partial / TRIALS
        return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []

    def add(self, line: str) -> None:
        """Write a trial down; a line cut off by a crash is left out when it is read."""
        with (self.partial / TRIALS).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def write_table(self, name: str, frames: Iterable[pd.DataFrame]) -> None:
        """Write a table of all scenarios, as CSV and, where asked for, as Parquet."""
        made = list(frames)
        for path, chunks in rendered(name, made, self.manifest.options["parquet"]):
            self.digests[path] = digest(write(self.partial / path, b"".join(chunks)))

    def write_chunks(self, path: str, chunks: Iterable[bytes]) -> str:
        """Write a file that may be larger than memory; return its digest."""
        whole, draft = hashlib.sha256(), self.partial / f"{path}.tmp"
        draft.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            for chunk in chunks:
                whole.update(chunk)
                file.write(chunk)
        draft.replace(self.partial / path)
        return whole.hexdigest()

    def finish(self, answer: str, durations: Mapping[str, float], facts: Mapping[str, Any]) -> None:
        """Write the answer and the manifest, and put the folder in its place."""
        write(self.partial / "answer.json", answer.encode())
        files = digests_under(self.partial, "answer.json", "charts/*.*")
        told = {"durations": dict(durations), "facts": dict(facts), "files": files}
        self.manifest = self.manifest.with_(tables=self.digests, complete=True, **told)
        write(self.partial / MANIFEST, self.manifest.to_json().encode())
        _put_in_place(self.partial, self.place)

    def _seal(self, scenario: str, number: int, arrays: bytes) -> bytes:
        """Return what the file of a replication ends with: a digest of content and makers."""
        key = replication_key(self.manifest, scenario, number)
        return hashlib.sha256(key.encode() + arrays).digest()

    def _replication(self, scenario: str, number: int) -> Path:
        return self.partial / "replications" / scenario / f"{number:05d}.npz"


def rendered(
    name: str, frames: list[pd.DataFrame], parquet: bool
) -> Iterable[tuple[str, Iterable[bytes]]]:
    """Yield the files of one table: path in the folder, and the bytes."""
    yield f"tables/{name}.csv", csv_chunks(name, frames)
    if parquet:
        yield f"tables/{name}.parquet", [parquet_bytes(name, frames)]


def begin(place: Path, manifest: Manifest, scenarios: Mapping[str, str], force: bool) -> RunFolder:
    """Make the folder a run is built in.

    Parameters
    ----------
    scenarios
        Resolved text of each scenario, by name.
    force
        Replace a run folder that stands there; anything else is never replaced.
    """
    place = place.resolve() if place.is_symlink() else place
    check_free(place, force)
    draft = _draft(place)
    write(draft / MANIFEST, manifest.to_json().encode())
    for name, text in scenarios.items():
        write(draft / scenario_path(name), text.encode())
    if partial_of(place).exists():
        shutil.rmtree(partial_of(place))
    draft.rename(partial_of(place))
    return RunFolder(place, manifest)


def check_free(place: Path, force: bool) -> None:
    """Refuse a place that is taken, unless it is a run folder and may be replaced."""
    if place.name in ("", ".."):
        raise UsageError(
            N_("{place} cannot become a run folder; name a new one, such as runs/first"),
            place=place,
        )
    if place.name.endswith(PARTIAL):
        raise UsageError(
            N_("{place}: names ending in .partial are kept for runs being built"), place=place
        )
    for path in (place, partial_of(place)):
        if not path.exists():
            continue
        if force and is_run_folder(path):
            continue
        if force:
            raise UsageError(N_("{place} is not a run folder and is left alone"), place=path)
        if path == place:
            raise UsageError(N_("{place} exists; --force replaces it"), place=path)
        raise UsageError(
            N_(
                "{place} was interrupted; `cccd-sim resume {place}` finishes it, "
                "--force starts again"
            ),
            place=path,
        )


def open_complete(path: Path) -> Manifest:
    """Return the manifest of a complete run folder, its inputs checked."""
    manifest = _manifest_of(path)
    if not manifest.complete:
        raise UsageError(
            N_("{place} is not complete; `cccd-sim resume {place}` finishes it"), place=path
        )
    return manifest


def reopen(path: Path) -> tuple[Path, Manifest]:
    """Return where a folder stands, complete or not, and its manifest; an unfinished one first."""
    path = path.resolve() if path.is_symlink() else path
    place = path.with_name(path.name.removesuffix(PARTIAL))
    found = partial_of(place) if partial_of(place).exists() else place
    return found, _manifest_of(found)


def go_on(found: Path, manifest: Manifest) -> RunFolder:
    """Return the folder to finish; a complete one is copied first and stays until replaced."""
    manifest = manifest.with_(
        complete=False, tables={}, versions=versions(), platform=platform.platform()
    )
    if found.name.endswith(PARTIAL):
        write(found / MANIFEST, manifest.to_json().encode())
        return RunFolder(found.with_name(found.name.removesuffix(PARTIAL)), manifest)
    draft = _draft(found)
    write(draft / MANIFEST, manifest.to_json().encode())
    for kept in ("scenario", "replications"):
        if (found / kept).exists():
            shutil.copytree(found / kept, draft / kept)
    if (found / TRIALS).exists():
        shutil.copy(found / TRIALS, draft / TRIALS)
    draft.rename(partial_of(found))
    return RunFolder(found, manifest)


def is_run_folder(path: Path) -> bool:
    """Return whether a folder is one of ours, or empty, and may therefore be replaced."""
    if not path.is_dir():
        return False
    return (path / MANIFEST).is_file() or not any(path.iterdir())


def partial_of(place: Path) -> Path:
    """Return where the folder of a place is built."""
    return place.with_name(place.name + PARTIAL)


def write(path: Path, content: bytes) -> bytes:
    """Write a file whole or not at all; return what was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".tmp")
    draft.write_bytes(content)
    draft.replace(path)
    return content


def _packed(replication: Replication) -> bytes:
    """Return a replication as the content of an .npz file, packed lightly: that is quicker."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for table, columns in replication.tables.items():
            for column, values in columns.items():
                with archive.open(f"{table}.{column}.npy", "w") as entry:
                    np.lib.format.write_array(entry, values, allow_pickle=False)
    return file.getvalue()


def _manifest_of(path: Path) -> Manifest:
    """Return the manifest of a folder; refuse inputs that are not what the run was made from."""
    if path.is_file():
        message = N_("{place} is a file; name the run folder that a command such as `run` wrote")
        raise StorageError(message, place=path)
    if not (path / MANIFEST).is_file():
        raise StorageError(N_("{place} is not a run folder: it has no manifest.json"), place=path)
    manifest = read_manifest((path / MANIFEST).read_text(encoding="utf-8"))
    for name, expected in manifest.inputs.items():
        if not (path / name).is_file() or digest((path / name).read_bytes()) != expected:
            raise StorageError(
                N_("{file} is not the scenario the run was made from; run the command again"),
                file=path / name,
            )
    return manifest


def _draft(place: Path) -> Path:
    """Return an empty folder that becomes ``OUT.partial`` once its inputs are in it."""
    draft = place.with_name(f"{place.name}{PARTIAL}.tmp")
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(parents=True)
    return draft


def _put_in_place(partial: Path, place: Path) -> None:
    """Rename a finished folder; what stood there goes only once it is replaced."""
    old = place.with_name(f"{place.name}.old-{os.getpid()}")
    if place.exists():
        place.rename(old)
    partial.rename(place)
    if old.exists():
        shutil.rmtree(old)
