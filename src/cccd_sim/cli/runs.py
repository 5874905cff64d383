"""Run folders from Python: write, read back, go on, simulate again; as the commands do."""

from __future__ import annotations

from pathlib import Path

from cccd_sim.results.answer import Answer
from cccd_sim.results.contents import Contents


def write_run(
    answer: Answer, folder: Path | str, *, parquet: bool = False, force: bool = False
) -> Path:
    """Write the run folder of an answer."""
    raise NotImplementedError


def read_run(folder: Path | str) -> Contents:
    """Return what a complete run folder holds."""
    raise NotImplementedError


def resume_run(
    folder: Path | str, replications: int | None = None, jobs: int | None = None
) -> Answer:
    """Finish an interrupted run folder, or extend a finished one."""
    raise NotImplementedError


def verify_run(folder: Path | str, jobs: int | None = None) -> list[str]:
    """Simulate a run folder again; return the tables that differ."""
    raise NotImplementedError
