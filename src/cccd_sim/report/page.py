"""The report as one web page: no request to anywhere, for a screen, a telephone and paper."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from cccd_sim.report.pieces import Bullets, Document, Figures, Grid, Picture, Text

ROOM = 2_000_000
"""Bytes of charts a page has room for; a third is added when they are written as text."""

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_KINDS = {Text: "text", Bullets: "bullets", Figures: "figures", Grid: "grid", Picture: "picture"}


def page(document: Document) -> bytes:
    """Return a document as an HTML page that stands alone.

    Every text is escaped; charts are pictures, so that nothing in them can run. A chart for
    which there is no room is named instead: the file lies in the run folder.
    """
    style = (Path(__file__).with_name("templates") / "page.css").read_text(encoding="utf-8")
    text = _template().render(
        document=document,
        style=style,
        kind=lambda piece: _KINDS[type(piece)],
        sources=_sources(document),
    )
    return text.encode()


@cache
def _template() -> Template:
    """Return the page's template; a value it does not know is an error."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def _sources(document: Document) -> dict[str, str]:
    """Return each chart as an address that holds it, as long as there is room."""
    pictures = [
        piece
        for section in document.sections
        for piece in section.pieces
        if isinstance(piece, Picture)
    ]
    found, room = {}, ROOM
    for each in pictures:
        sizes = {form: path.stat().st_size for form, path in each.forms.items() if form in _TYPES}
        if not sizes or each.name in found:
            continue
        form = min(sizes, key=lambda one: sizes[one])
        if sizes[form] > room:
            continue
        room -= sizes[form]
        content = base64.b64encode(each.forms[form].read_bytes()).decode()
        found[each.name] = f"data:{_TYPES[form]};base64,{content}"
    return found
