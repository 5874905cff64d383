"""Texts, tables and charts as parts of a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Draft
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from cccd_sim.report.paper_frame import TEXT_WIDTH, plain_font
from cccd_sim.report.pieces import Bullets, Document, Figures, Grid, Picture, Piece, Text

WIDE, TALL = 150, 98
"""Width and height a chart may have, mm: two of them fit on a page, one below a table."""

_ALIGN = {
    "l": WD_ALIGN_PARAGRAPH.LEFT,
    "r": WD_ALIGN_PARAGRAPH.RIGHT,
    "c": WD_ALIGN_PARAGRAPH.CENTER,
    "k": WD_ALIGN_PARAGRAPH.LEFT,
}
_MARGIN = "50"
"""Room beside a text in a table, twentieths of a point."""
_SHORT = 10
"""Rows up to which a table stays on one page."""
_MANY = 7
"""Columns from which a table is set smaller."""


def write(draft: Draft, document: Document, piece: Piece, counts: dict[str, int]) -> None:
    """Write a piece at the end; tables and charts are counted."""
    match piece:
        case Text():
            _text(draft, piece)
        case Bullets():
            for item in piece.items:
                _body(draft.add_paragraph(f"- {item}"))
        case Figures():
            rows = tuple((each.label, each.value, each.note) for each in piece.items)
            grid = Grid("", piece.header, rows, "lrl", widths=(0.38, 0.22, 0.4))
            _table(draft, grid)
        case Grid():
            counts["table"] = counts.get("table", 0) + 1
            caption = draft.add_paragraph()
            run = caption.add_run(f"{document.table_name} {counts['table']}. {piece.title}")
            run.bold, run.font.size = True, Pt(12)
            caption.paragraph_format.keep_with_next = True
            caption.paragraph_format.space_before = Pt(8)
            _table(draft, piece)
        case Picture():
            _picture(draft, document, piece, counts)


def _text(draft: Draft, piece: Text) -> None:
    """Write a paragraph."""
    if piece.look == "heading":
        draft.add_heading(piece.text, level=2)
        return
    paragraph = _body(draft.add_paragraph(piece.text))
    if piece.look == "lead":
        paragraph.paragraph_format.first_line_indent = Mm(0)
        paragraph.runs[0].font.size = Pt(12)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF4F8")):
            shade.set(qn(f"w:{name}"), value)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(shade, "w:spacing", "w:ind", "w:jc", "w:rPr")
    if piece.look == "small":
        paragraph.runs[0].italic = True


def _body(paragraph: Paragraph) -> Paragraph:
    """Set a paragraph of the text: both edges straight, the first line indented."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def _table(draft: Draft, grid: Grid) -> None:
    """Write a table; its header is repeated on every page, no row is broken."""
    columns = len(grid.header)
    table = draft.add_table(rows=0, cols=columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(TEXT_WIDTH * share) for share in _shares(grid)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _narrow(table)
    size = 8 if columns >= _MANY else 10
    _row(table.add_row(), grid.names, "c" * columns, widths, size, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for at, cells in enumerate(grid.rows):
        row = table.add_row()
        last = grid.total and at == len(grid.rows) - 1
        if len(cells) == 1:
            whole = row.cells[0].merge(row.cells[-1])
            _cell(whole, cells[0], "l", size, bold=True)
        else:
            _row(row, cells, grid.align, widths, size, bold=last)
        _mark(row, "w:cantSplit")
    if len(table.rows) <= _SHORT:
        _keep_together(table)
    draft.add_paragraph().paragraph_format.space_after = Pt(2)


def _narrow(table: Table) -> None:
    """Leave little room between the lines of a table and its texts."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), _MARGIN)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _keep_together(table: Table) -> None:
    """Keep a short table on one page."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _shares(grid: Grid) -> Sequence[float]:
    """Return the share of the width of each column: as asked for, else what its texts need."""
    if grid.widths:
        whole = sum(grid.widths)
        return [width / whole for width in grid.widths]
    lengths = [
        min(34, max(5, *(len(row[at]) for row in (grid.header, *grid.rows) if len(row) > at)))
        for at in range(len(grid.header))
    ]
    return [length / sum(lengths) for length in lengths]


def _row(
    row: _Row, cells: Sequence[str], align: str, widths: Sequence[Length], size: float, bold: bool
) -> None:
    """Write a row of cells."""
    for cell, text, where, width in zip(row.cells, cells, align, widths, strict=True):
        cell.width = width
        _cell(cell, text, where, size, bold)


def _cell(cell: _Cell, text: str, where: str, size: float, bold: bool) -> None:
    """Write a cell; long names and digests may be broken anywhere."""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[where]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if where == "k":
        run.font.size = Pt(7.5)
        plain_font(run, "Courier New")


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row that is either there or not."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _picture(draft: Draft, document: Document, piece: Picture, counts: dict[str, int]) -> None:
    """Place a chart below the text, with what it shows for who cannot see it."""
    if "png" not in piece.forms:
        return
    counts["picture"] = counts.get("picture", 0) + 1
    paragraph = draft.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(str(piece.forms["png"]), width=Mm(WIDE))
    if shape.height > Mm(TALL):
        shape.width, shape.height = Length(shape.width * Mm(TALL) / shape.height), Mm(TALL)
    described = shape._inline.docPr
    described.set("descr", piece.alt)
    described.set("name", piece.name)
    caption = draft.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = caption.add_run(f"{document.picture_name} {counts['picture']}. {piece.caption}")
    run.italic, run.font.size = True, Pt(11)
