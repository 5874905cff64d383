"""The report as a Word file, laid out as Decree 30/2020/NĐ-CP asks of an official paper."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as Draft

from cccd_sim.report import paper_frame, paper_pieces
from cccd_sim.report.pieces import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Date of every file in the archive: the same document is the same bytes, whenever it is made."""


def paper(document: Document) -> bytes:
    """Return a document as the bytes of a .docx file (needs the extra ``office``)."""
    draft = docx.Document()
    _describe(draft, document)
    paper_frame.set_up(draft, document)
    paper_frame.open_with(draft, document)
    counts: dict[str, int] = {}
    signed = False
    for title, section in zip(document.headings, document.sections, strict=True):
        if section.annex and not signed:
            paper_frame.close_with(draft, document)
            signed = True
        heading = draft.add_heading(title, level=1)
        heading.paragraph_format.page_break_before = section.own_page
        for piece in section.pieces:
            paper_pieces.write(draft, document, piece, counts)
    if not signed:
        paper_frame.close_with(draft, document)
    return _packed(draft)


def _describe(draft: Draft, document: Document) -> None:
    """Set the properties of the file; its dates are those of the run."""
    properties, made = draft.core_properties, datetime.fromisoformat(document.made)
    properties.title, properties.language = document.title, document.language
    properties.author = properties.last_modified_by = "cccd-sim"
    properties.comments, properties.revision = document.foot, 1
    properties.created = properties.modified = made


def _packed(draft: Draft) -> bytes:
    """Return the file with its parts in one order and of one date."""
    written, packed = BytesIO(), BytesIO()
    draft.save(written)
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
