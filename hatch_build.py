"""What building the package does besides collecting files; by itself, compile the catalogues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Write each message catalogue (.po) in compiled form (.mo) beside its source."""
    for source in (root / "src/cccd_sim/locale").rglob("*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling calls this before it collects files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; let the scenarios come with an installed package.

        An editable install (``version``) reads them where they stand.
        """
        compile_catalogues(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"]["scenarios"] = "cccd_sim/shipped"


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
