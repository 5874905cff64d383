"""What a document is made of: sections of texts, tables and pictures, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cccd_sim.language import Language

Look = Literal["plain", "lead", "heading", "small"]


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One number that matters: what it is, the number, how sure it is."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """The numbers a reader looks for first; on paper they are a table with this header."""

    items: tuple[Figure, ...]
    header: tuple[str, str, str]


@dataclass(frozen=True)
class Grid:
    """A table.

    Parameters
    ----------
    title
        What it shows, and where its numbers are found.
    header
        Names of the columns.
    rows
        Cells as they are read; a row of one cell is a heading over all columns.
    align
        A letter a column: l(eft), r(ight), c(entre), k for what a machine reads.
    total
        Whether the last row is a sum.
    widths
        Share of the width of each column; left out, what the texts need.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    total: bool = False
    widths: tuple[float, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the header as it is read: each name begins with a capital."""
        return tuple(name[:1].upper() + name[1:] for name in self.header)


@dataclass(frozen=True)
class Picture:
    """A chart of the run folder: its forms, and what it shows for who cannot see it."""

    name: str
    forms: dict[str, Path]
    alt: str
    caption: str


Piece = Text | Bullets | Figures | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A part of a document under a heading; an annex stands after the signature."""

    key: str
    title: str
    pieces: tuple[Piece, ...]
    own_page: bool = False
    annex: bool = False


@dataclass(frozen=True)
class Office:
    """What an official paper of an office has around its text (Decree 30/2020)."""

    superior: str
    office: str
    number: str
    state: str
    motto: str
    place_and_date: str
    kind: str
    recipients_title: str
    recipients: tuple[str, ...]
    signer: str
    signature: str


@dataclass(frozen=True)
class Document:
    """A document of any form, its words told in one language.

    Parameters
    ----------
    made
        Day of the run, the date of the file whenever it is made.
    contents
        Heading of the list of sections; empty: no list.
    foot
        Which run the numbers come from, at the foot of each page.
    """

    language: Language
    title: str
    subtitle: str
    made: str
    foot: str
    office: Office
    sections: tuple[Section, ...] = field(default_factory=tuple)
    contents: str = ""
    table_name: str = ""
    picture_name: str = ""
    annex_name: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings of the sections: numbered, annexes on their own."""
        body = sum(not section.annex for section in self.sections)
        return tuple(
            f"{self.annex_name} {at - body}. {section.title}"
            if section.annex
            else f"{at}. {section.title}"
            for at, section in enumerate(self.sections, 1)
        )
