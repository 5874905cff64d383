"""Commands run in this process, and the screens they are expected to show."""

from __future__ import annotations

import os
from pathlib import Path

from typer.testing import CliRunner, Result

from cccd_sim.cli.app import app

TINY = str(Path(__file__).parents[1] / "tiny" / "tiny.yaml")
GOLDEN = Path(__file__).parent / "golden"


def call(*words: object, language: str | None = "en") -> Result:
    """Run a command in the current folder, in this process only."""
    quick = ["--jobs", "1"] if words[0] in ("run", "compare", "resume", "verify") else []
    return CliRunner().invoke(app, [*map(str, words), *quick], env={"CCCD_SIM_LANG": language})


def check_screen(name: str, shown: str) -> None:
    """Compare with the golden screen; ``CCCD_SIM_GOLDEN=write`` makes it anew for review."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CCCD_SIM_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def files(folder: Path, pattern: str) -> dict[str, bytes]:
    """Return the content of files in a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob(pattern)}
