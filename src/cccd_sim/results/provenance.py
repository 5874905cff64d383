"""What made a run folder: command, seed, inputs, versions, machine; kept in manifest.json."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from cccd_sim.errors import StorageError
from cccd_sim.language import N_

FORMAT = 1
"""Form of the run folder; a program reads folders of its own form or an older one."""

PACKAGES = (
    "cccd-sim",
    "numpy",
    "numba",
    "simpy",
    "scipy",
    "pandas",
    "pydantic",
    "PyYAML",
    "joblib",
)
"""Packages whose versions may change a result."""


def own_version() -> str:
    """Return the version of this program."""
    return _version("cccd-sim")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages a result hangs on."""
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@dataclass(frozen=True)
class Manifest:
    """Everything needed to make the folder again, and to notice that it was changed.

    Parameters
    ----------
    verb, command
        The question asked, and the command line as typed.
    scenarios
        Names, in the order given.
    seed, replications
        The number behind all luck, and how often each scenario is simulated.
    options
        Language of the charts, whether Parquet was asked for, the required probability.
    inputs, tables, files
        SHA-256 of every scenario file, of every table, and of answer and charts, by path in the
        folder.
    facts
        What tables and charts must know of each scenario, by name.
    durations
        Seconds spent simulating (tables included) and drawing.
    complete
        Whether everything is there; false while the folder is being built.
    """

    verb: str
    command: str
    scenarios: tuple[str, ...]
    seed: int
    replications: int
    options: dict[str, Any]
    inputs: dict[str, str]
    tables: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=versions)
    platform: str = field(default_factory=platform.platform)
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    durations: dict[str, float] = field(default_factory=dict)
    complete: bool = False

    @property
    def known_parameters(self) -> bool:
        """Return whether unknown parameters are at their base, as they were before 0.3."""
        return bool(self.options.get("known_parameters", True))

    def to_json(self) -> str:
        """Return the text of manifest.json; its last entry seals the others."""
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps({**content, "seal": _seal(content)}, ensure_ascii=False, indent=2) + "\n"

    def with_(self, **changes: Any) -> Manifest:
        """Return a copy with some entries replaced."""
        return replace(self, **changes)


def read_manifest(text: str) -> Manifest:
    """Return the manifest a text holds.

    Raises
    ------
    StorageError
        If it is no manifest, was edited, or comes from a newer version of this program.
    """
    try:
        content = json.loads(text)
    except ValueError as error:
        raise StorageError(N_("manifest.json is not JSON; the run folder is damaged")) from error
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise StorageError(N_("manifest.json is not one of this program"))
    if content["format"] > FORMAT:
        raise StorageError(
            N_("the run folder was made by a newer version, {found}; this is {own}"),
            found=dict(content.get("versions", {})).get("cccd-sim", "?"),
            own=own_version(),
        )
    seal = content.pop("seal", None)
    known = {each.name for each in fields(Manifest)} | {"format"}
    since = {"files"}  # kept from 0.3 on
    if seal != _seal(content) or not known - since <= set(content) <= known:
        raise StorageError(N_("manifest.json was changed after the run; run the command again"))
    del content["format"]
    return Manifest(**{**content, "scenarios": tuple(content["scenarios"])})


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def digests_under(place: Path, *patterns: str) -> dict[str, str]:
    """Return the digests of the files in a folder that fit the patterns, by path in it."""
    paths = sorted(path for pattern in patterns for path in place.glob(pattern))
    return {path.relative_to(place).as_posix(): digest(path.read_bytes()) for path in paths}


def replication_key(manifest: Manifest, scenario: str, number: int) -> str:
    """Return what a kept replication hangs on: input, seed, number, and the program's version."""
    parts = (
        manifest.inputs[scenario_path(scenario)],
        manifest.seed,
        number,
        manifest.known_parameters,
        own_version(),
        _version("numpy"),
    )
    return digest(json.dumps(parts).encode())


def scenario_path(name: str) -> str:
    """Return where a scenario lies in the run folder."""
    return f"scenario/{name}.yaml"


def _seal(content: Mapping[str, Any]) -> str:
    """Return the digest of a manifest's content, whatever the order of its entries."""
    return digest(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())
