"""Make the pictures of gallery.md anew: every page and sheet of the documents of a run.

    python docs/gallery.py RUN_FOLDER

Needs LibreOffice (calc and writer), Chromium and poppler-utils besides the package.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from cccd_sim import write_report

IMAGES = Path(__file__).with_name("images")
PAGES_A_ROW, WIDTH, GAP = 3, 1700, 8
COLOURS = 128
"""Colours of a picture: charts and texts need no more, and the file is a third as large."""


def main(run: Path) -> None:
    """Make all documents in Vietnamese and photograph them."""
    made = {path.name: path for path in write_report(run, ["html", "xlsx", "docx", "pdf"], "vi")}
    made |= {path.name: path for path in write_report(run, ["progress"], "vi")}
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        for stem in ("report-vi.docx", "progress-vi.docx", "workbook-vi.xlsx"):
            _call("soffice", "--headless", "--convert-to", "pdf", "--outdir", room, made[stem])
            kind = stem.replace("-vi", "").replace(".", "-")
            pages = _photographed((room / stem).with_suffix(".pdf"), room, kind)
            _sheet(pages, kind)
        _sheet(_photographed(made["report-vi.pdf"], room, "report-pdf"), "report-pdf")
        for kind, width, height in (("desktop", 1280, 2600), ("phone", 500, 2600)):
            shot = room / f"{kind}.png"
            _browse(f"--window-size={width},{height}", f"--screenshot={shot}", made)
            _save(Image.open(shot), f"report-html-{kind}")


def _browse(*words: object) -> None:
    """Open the page in a browser without a window, and without a network."""
    *options, made = words
    address = made["report-vi.html"].resolve().as_uri()  # type: ignore[index]
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    _call("chromium", *flags, *options, address)


def _photographed(document: Path, room: Path, name: str) -> list[Image.Image]:
    """Return the pages of a PDF as pictures."""
    _call("pdftoppm", "-r", "90", "-png", document, room / name)
    return [Image.open(path) for path in sorted(room.glob(f"{name}-*.png"))]


def _sheet(pages: list[Image.Image], name: str) -> None:
    """Save pages side by side."""
    wide = (WIDTH - GAP * (PAGES_A_ROW - 1)) // PAGES_A_ROW
    small = [page.resize((wide, wide * page.height // page.width)) for page in pages]
    rows = [small[at : at + PAGES_A_ROW] for at in range(0, len(small), PAGES_A_ROW)]
    heights = [max(page.height for page in row) + GAP for row in rows]
    whole = Image.new("RGB", (WIDTH, sum(heights) - GAP), "#8c8c8c")
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for at, page in enumerate(row):
            whole.paste(page, (at * (wide + GAP), top))
        top += height
    _save(whole, name)


def _save(picture: Image.Image, name: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    picture.convert("RGB").quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


def _call(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
