"""What made the numbers: command, seed, versions, and the digests by which to check them."""

from __future__ import annotations

from datetime import datetime

from cccd_sim.language import day, number, say
from cccd_sim.report.pieces import Grid, Section, Text
from cccd_sim.report.workbook_figures import Figures


def provenance_section(found: Figures) -> Section:
    """Return the record by which the run can be made again."""
    language, manifest = found.language, found.folder.manifest
    text = say(
        language,
        "To check: `cccd-sim verify FOLDER` simulates everything again and compares the digests.",
    )
    about = (
        (say(language, "Command"), manifest.command),
        (say(language, "Scenarios"), ", ".join(manifest.scenarios)),
        (say(language, "Seed"), str(manifest.seed)),
        (say(language, "Replications of each scenario"), number(language, manifest.replications)),
        (
            say(language, "Run begun"),
            f"{day(language, datetime.fromisoformat(manifest.started).date())} "
            f"({manifest.started})",
        ),
        (say(language, "Machine"), manifest.platform),
        (
            say(language, "Versions"),
            ", ".join(f"{name} {version}" for name, version in manifest.versions.items()),
        ),
    )
    header = (say(language, "What"), say(language, "Value"))
    record = Grid(
        say(language, "The run (manifest.json)"),
        header,
        about,
        "lk",
        widths=(0.24, 0.76),
    )
    digests = Grid(
        say(language, "Digests (SHA-256) of what went in and what came out"),
        (say(language, "File"), "SHA-256"),
        tuple({**manifest.inputs, **manifest.tables, **_answer(manifest.files)}.items()),
        "kk",
        widths=(0.33, 0.67),
    )
    title = say(language, "Where the numbers come from")
    return Section("provenance", title, (Text(text), record, digests), annex=True)


def _answer(files: dict[str, str]) -> dict[str, str]:
    """Return the digest of the answer; those of the charts stand in manifest.json."""
    return {name: found for name, found in files.items() if name == "answer.json"}
