"""Charts of the run folder as pictures of a document."""

from __future__ import annotations

import html
import re

from cccd_sim.language import say
from cccd_sim.report.pieces import Picture
from cccd_sim.report.workbook_figures import Figures

_HEAD = 4096
"""Bytes of an SVG in which its title stands."""


def picture(found: Figures, name: str) -> Picture | None:
    """Return a chart, none if the run did not draw it.

    What it shows is told by the title the chart was given when it was drawn: its finding.
    """
    forms = found.folder.charts.get(name)
    if not forms:
        return None
    title = ""
    if "svg" in forms:
        with forms["svg"].open(encoding="utf-8") as file:
            match = re.search(r"<title>(.*?)</title>", file.read(_HEAD), re.DOTALL)
        title = html.unescape(match[1]).strip() if match else ""
    title = title or name
    caption = say(found.language, "{title} (charts/{name})", title=title, name=name)
    return Picture(name, forms, title, caption)
