"""The blocks of code in the documentation, and how a test runs them.

Above a block a comment that no reader sees may say ``not run: WHY``, ``file: NAME`` (the block is
written to that file, and loaded if it is a scenario; ``NAME refused``: not loaded),
``exit: CODE`` (its last command ends with that code) or ``printed: WHO COMPARES`` (what stands
below its one command is what the command prints, to the letter).
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
)
BLOCK = re.compile(
    r"^(?:<!-- (?P<note>[^\n]*?) -->\n+)?^```(?P<language>\S*)[^\n]*\n(?P<text>.*?)^```$",
    re.M | re.S,
)
SHOWN = {"text", "yaml", "csv", "make", "toml", "json"}
"""Languages that are read and not run; a scenario is loaded if its comment names a file."""
QUESTIONS = {"size": "100", "allocate": "2", "sensitivity": "2", "explain": "1"}
"""Commands that simulate many cases, and the fewest replications they take."""
REPEATING = {"run": "2", "compare": "2", **QUESTIONS}
"""Commands that simulate as often as they are told."""
TINY = ROOT / "tests/tiny/tiny.yaml"
"""Where a question is asked in a test that must be quick."""


@dataclass(frozen=True)
class Block:
    """A block of code in a page."""

    page: str
    line: int
    language: str
    text: str
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def commands(self) -> list[list[str]]:
        """Return the words of every command: of an ``sh`` block all, of ``console`` those at $."""
        lines = self.text.replace("\\\n", " ").splitlines()
        if self.language == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        return [words for line in lines if (words := shlex.split(line, comments=True))]

    @property
    def printed(self) -> str:
        """Return what stands below the one command of a ``console`` block."""
        return self.text.partition("\n")[2]


def blocks(page: str) -> list[Block]:
    """Return the blocks of a page, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = []
    for match in BLOCK.finditer(text):
        note, _, value = (match["note"] or "").partition(": ")
        line = text.count("\n", 0, match.start("text"))
        notes = {note: value} if note else {}
        found.append(Block(page, line, match["language"], match["text"], notes))
    return found


def fewer(words: list[str], *, quick: bool) -> list[str]:
    """Return a command with as few replications as it takes, in one process.

    In a ``quick`` test a question is asked about a tiny province instead.
    """
    verb = words[0]
    if verb not in {*REPEATING, "resume", "verify"}:
        return words
    kept = [*words, "--jobs", "1"]
    if "--replications" in kept:
        at = kept.index("--replications") + 1
        kept[at] = kept[at] if kept[at] == "auto" else REPEATING.get(verb, "3")
    elif verb in REPEATING:
        kept += ["--replications", REPEATING[verb]]
    if quick and verb in QUESTIONS:
        kept += [] if "--out" in kept else ["--out", f"runs/{verb}-{Path(words[1]).stem}"]
        kept[1] = str(TINY)
    return kept


def fewer_in_python(text: str) -> str:
    """Return Python code with as few replications as each line's question takes."""
    return "".join(
        re.sub(r"replications=\d+", f"replications={_fewest(line)}", line)
        for line in text.splitlines(keepends=True)
    )


def _fewest(line: str) -> str:
    """Return the fewest replications for the question a line of Python asks."""
    return next((least for name, least in QUESTIONS.items() if f"{name}(" in line), "2")
