"""What the terminal shows: the answer, small tables, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from unicodedata import combining

from cccd_sim.language import N_, Language, say

if TYPE_CHECKING:
    from cccd_sim.experiment.bench import Kept
    from cccd_sim.planning.lives import Life
    from cccd_sim.results.answer import Answer, Listing
    from cccd_sim.results.ensemble import Replication


@dataclass(frozen=True)
class Console:
    """How one command talks.

    Parameters
    ----------
    language
        Vietnamese or English.
    quiet
        The answer only, no progress.
    json
        The answer as JSON, nothing else on standard output.
    """

    language: Language
    quiet: bool = False
    json: bool = False

    def show(self, answer: Answer, place: Path) -> None:
        """Print the answer, then the tables, then where the files are."""
        if self.json:
            tell(answer.to_json(), end="")
            return
        tell(answer.headline)
        if self.quiet:
            return
        for listing in answer.listings:
            tell("")
            _show_listing(listing)
        tell("")
        for caveat in answer.caveats:
            tell(caveat)
        tell(say(self.language, "Tables, charts and the answer are in {place}", place=place))

    def tell_lives(self, lives: Sequence[Life]) -> None:
        """Print the lives that were asked for."""
        for life in () if self.json else lives:
            tell(f"\n{life}")

    @contextmanager
    def progress(self, total: int, name: str = N_("Replications")) -> Iterator[Bar]:
        """Show how far the work is and the time left; yield what counts the steps."""
        if self.quiet or not sys.stderr.isatty():
            yield Bar(lambda *_: None)
            return
        from rich.console import Console as Terminal  # noqa: PLC0415
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Terminal(stderr=True), transient=True) as bar:
            task = bar.add_task(say(self.language, name), total=total)
            yield Bar(lambda done, total: bar.update(task, completed=done, total=total), 0, total)


@dataclass
class Bar:
    """How far work is whose end is only guessed: shown on a terminal, else nowhere.

    Parameters
    ----------
    show
        What moves the bar: steps done, and in all.
    """

    show: Callable[[int, int], None]
    done: int = 0
    total: int = 1

    def expect(self, total: int) -> None:
        """Be told how many steps there will be in all, as far as one can tell."""
        self.total = max(total, self.done)
        self.show(self.done, self.total)

    def step(self) -> None:
        """Be told that one more is done."""
        self.done += 1
        self.expect(self.total)


@dataclass(frozen=True)
class Watched:
    """A shelf of replications, with a bar that shows each one found or kept."""

    shelf: Kept
    bar: Bar

    def find(self, scenario: str, number: int) -> Replication | None:
        """Return a replication kept earlier, if there is one."""
        found = self.shelf.find(scenario, number)
        if found is not None:
            self.bar.step()
        return found

    def keep(self, scenario: str, replication: Replication) -> None:
        """Keep a replication."""
        self.shelf.keep(scenario, replication)
        self.bar.step()

    def expect(self, total: int) -> None:
        """Be told how many replications there will be in all."""
        self.bar.expect(total)


def tell(text: str, end: str = "\n") -> None:
    """Print on standard output, at once; a reader who has left is no error."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(text: str) -> None:
    """Print on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def aligned(listing: Listing) -> list[str]:
    """Return a small table as lines of plain text: texts to the left, numbers to the right."""
    rows = [*_header_lines(listing.header), *listing.rows]
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    right = _numeric(listing)
    lines = []
    for row in rows:
        cells = [
            " " * (space - width(cell)) + cell if to_right else cell + " " * (space - width(cell))
            for cell, space, to_right in zip(row, widths, right, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return [listing.title, *(f"  {line}" for line in lines)]


def _header_lines(header: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the header line by line, its last lines side by side."""
    broken = [name.split("\n") for name in header]
    height = max(len(lines) for lines in broken)
    padded = [[""] * (height - len(lines)) + lines for lines in broken]
    return list(zip(*padded, strict=True))


def width(text: str) -> int:
    """Return the columns a text takes: accents written apart take none."""
    return sum(not combining(letter) for letter in text)


def _numeric(listing: Listing) -> list[bool]:
    """Return which columns hold numbers."""
    columns = zip(*listing.rows, strict=True)
    return [
        all(cell[:1].isdigit() or cell[:1] in "+−–-<>" for cell in column) for column in columns
    ]


def _show_listing(listing: Listing) -> None:
    """Print a small table: drawn on a terminal, plain elsewhere."""
    if not _is_terminal(sys.stdout):
        for line in aligned(listing):
            tell(line)
        return
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console as Terminal  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=listing.title, title_justify="left", box=SIMPLE_HEAD)
    for name, to_right in zip(listing.header, _numeric(listing), strict=True):
        table.add_column(name, justify="right" if to_right else "left")
    for row in listing.rows:
        table.add_row(*row)
    Terminal().print(table)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"
