"""The report as a PDF, set by typst: texts and charts are handed over as data."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import matplotlib
import typst

from cccd_sim.report.pieces import Bullets, Document, Figures, Grid, Picture, Piece, Text

TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
_KINDS = {Text: "text", Bullets: "bullets", Figures: "figures", Grid: "grid", Picture: "picture"}


def pdf(document: Document) -> bytes:
    """Return a document as the bytes of a PDF/UA file (needs the extra ``office``).

    Fonts are those that come with typst and matplotlib, not the machine's: the same document
    is the same bytes everywhere.
    """
    made = datetime.fromisoformat(document.made).replace(tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        shutil.copy(TEMPLATE, room / "report.typ")
        data = _data(document, room)
        (room / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        made_of = typst.compile(
            room / "report.typ",
            root=room,
            font_paths=[Path(matplotlib.get_data_path(), "fonts", "ttf")],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(made.timestamp()),
        )
    assert isinstance(made_of, bytes)
    return made_of


def _data(document: Document, room: Path) -> dict[str, Any]:
    """Return a document as plain data, its charts copied to where typst finds them."""
    sections = [
        {
            "title": title,
            "own_page": section.own_page,
            "annex": section.annex,
            "pieces": list(_pieces(section.pieces, room)),
        }
        for title, section in zip(document.headings, document.sections, strict=True)
    ]
    words = ("language", "title", "subtitle", "made", "foot", "table_name", "picture_name")
    return {
        **{word: getattr(document, word) for word in words},
        "contents": document.contents,
        "office": asdict(document.office),
        "sections": sections,
    }


def _pieces(pieces: tuple[Piece, ...], room: Path) -> Iterator[dict[str, Any]]:
    """Yield pieces as plain data with their kind."""
    for piece in pieces:
        kind = {"kind": _KINDS[type(piece)]}
        if isinstance(piece, Grid):
            yield {**kind, **asdict(piece), "header": piece.names}
            continue
        if not isinstance(piece, Picture):
            yield {**kind, **asdict(piece)}
            continue
        form = next((each for each in ("svg", "png") if each in piece.forms), None)
        if form is None:
            continue
        shutil.copy(piece.forms[form], room / f"{piece.name}.{form}")
        yield {
            **kind,
            "file": f"{piece.name}.{form}",
            "alt": piece.alt,
            "caption": piece.caption,
        }
