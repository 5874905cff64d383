"""What stands around the text of an official paper: page, letterhead, title, signature.

Sizes and margins after annex I of Decree 30/2020/NĐ-CP: A4, margins 20 mm above and below, 30 mm
left, 15 mm right, Times New Roman 13, the number of the page above its text from page 2 on.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Draft
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cccd_sim.report.pieces import Document

FONT = "Times New Roman"
SIZE = 13
TEXT_WIDTH = 165
"""Width of the text, mm: the page without its margins."""

_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def set_up(draft: Draft, document: Document) -> None:
    """Set paper, margins, fonts, and the numbers of the pages."""
    page = draft.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    page.header_distance = page.footer_distance = Mm(10)
    normal = _style(draft, "Normal", SIZE, bold=False)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), _LANGUAGES[document.language])
    normal.element.get_or_add_rPr().append(lang)
    space = normal.paragraph_format
    space.space_after, space.space_before = Pt(6), Pt(0)
    space.line_spacing_rule, space.widow_control = WD_LINE_SPACING.SINGLE, True
    for level, size in ((1, 14), (2, SIZE)):
        heading = _style(draft, f"Heading {level}", size, bold=True)
        heading.paragraph_format.space_before = Pt(10)
        heading.paragraph_format.keep_with_next = True
    page.different_first_page_header_footer = True
    above = page.header.paragraphs[0]
    above.alignment = _CENTER
    _field(above.add_run(), "PAGE")
    for footer in (page.footer, page.first_page_footer):
        run = footer.paragraphs[0].add_run(document.foot)
        run.font.size, run.italic = Pt(9), True


def open_with(draft: Draft, document: Document) -> None:
    """Write the letterhead, and the title of the paper."""
    office = document.office
    left, right = _pair(draft, (68, 97))
    _line(left, office.superior, 12)
    _line(left, office.office, 12, bold=True)
    _rule(left, 24)
    _line(left, office.number, 13)
    _line(right, office.state, 12, bold=True)
    _line(right, office.motto, 13, bold=True)
    _rule(right, 16)
    _line(right, office.place_and_date, 13, italic=True)
    for text, bold in ((office.kind, True), (document.title, True), (document.subtitle, False)):
        paragraph = draft.add_paragraph()
        paragraph.alignment = _CENTER
        paragraph.paragraph_format.space_before = Pt(14 if text is office.kind else 0)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(14 if bold else SIZE), bold


def close_with(draft: Draft, document: Document) -> None:
    """Write to whom it goes, and where it is signed."""
    office = document.office
    draft.add_paragraph()
    left, right = _pair(draft, (80, 85))
    _line(left, office.recipients_title, 12, bold=True, italic=True, center=False)
    for recipient in office.recipients:
        _line(left, recipient, 11, center=False)
    _line(right, office.signer, SIZE, bold=True)
    _line(right, office.signature, SIZE, italic=True)
    for _ in range(4):
        right.add_paragraph()


def plain_font(run: Run, name: str = FONT) -> None:
    """Set the font of a run for every script, so that no accent falls back to another."""
    run.font.name = name
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def _style(draft: Draft, name: str, size: float, bold: bool) -> ParagraphStyle:
    """Return a style in our font, black."""
    style = draft.styles[name]
    assert isinstance(style, ParagraphStyle)
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    return style


def _pair(draft: Draft, widths: Sequence[float]) -> tuple[_Cell, _Cell]:
    """Return two cells side by side, without lines."""
    table = draft.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    left.width, right.width = (Mm(width) for width in widths)
    return left, right


def _line(
    cell: _Cell,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    center: bool = True,
) -> Paragraph:
    """Write a line into a cell; the first takes the paragraph that is there."""
    first: Paragraph = cell.paragraphs[0]
    paragraph: Paragraph = (
        first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    )
    paragraph.paragraph_format.space_after = Pt(0)
    if center:
        paragraph.alignment = _CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _rule(cell: _Cell, indent: float) -> None:
    """Draw a line under what was written, shorter than the cell by ``indent`` mm at both ends."""
    paragraph = _line(cell, "", 3)
    space = paragraph.paragraph_format
    space.left_indent = space.right_indent = Mm(indent)
    space.space_before, space.space_after, space.line_spacing = Pt(4), Pt(2), Pt(3)
    borders, edge = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _field(run: Run, code: str) -> None:
    """Write a field that Word fills in, say the number of the page."""
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)
