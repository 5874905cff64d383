"""The report on paper: Word after Decree 30/2020, and PDF; the same bytes twice."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from unit.report import money
from unit.report.kept import kept

from cccd_sim.report.document import document
from cccd_sim.report.progress_report import progress_report
from cccd_sim.results.contents import open_contents

docx = pytest.importorskip("docx", reason="needs the extra office: python-docx")
typst = pytest.importorskip("typst", reason="needs the extra office: typst")
from cccd_sim.report.paper import paper  # noqa: E402
from cccd_sim.report.pdf import pdf  # noqa: E402


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return open_contents(kept(tmp_path_factory.mktemp("kept") / "run"))


@pytest.fixture(scope="module")
def content(folder) -> bytes:
    return paper(document(folder, "vi"))


@pytest.fixture(scope="module")
def book(content):
    return docx.Document(BytesIO(content))


def texts(book) -> list[str]:
    """Return every text of a Word file."""
    tables = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return [each.text for each in book.paragraphs] + tables


def test_the_page_is_that_of_decree_30(book):
    page = book.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    edges = page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    top, bottom, left, right = (round(each.mm) for each in edges)
    assert 20 <= top <= 25
    assert 20 <= bottom <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20


def test_the_letters_are_times_new_roman_of_13_points_or_more(book):
    normal = book.styles["Normal"].font
    assert normal.name == "Times New Roman"
    assert 13 <= normal.size.pt <= 14
    content = book.element.xml
    assert 'w:eastAsia="Times New Roman"' in book.styles.element.xml
    assert "Calibri" not in content


def test_the_head_names_state_motto_and_office_and_leaves_number_and_date_open(book):
    head = [cell.text for cell in book.tables[0].rows[0].cells]
    state, motto = head[1].split("\n")[:2]
    assert "Số: ……" in head[0] or "No.: ……" in head[0]
    assert state == state.upper()
    assert motto.count(" - ") == 2


def test_the_foot_names_recipients_and_the_place_of_the_signature(book):
    closing = next(each for each in book.tables if "VT, …" in each.rows[0].cells[0].text)
    left, right = closing.rows[0].cells
    assert left.text.count("\n- ") == 4
    assert right.text.split("\n")[0].isupper()


def test_pages_are_numbered_above_from_the_second_on(book):
    page = book.sections[0]
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml
    assert "PAGE" not in page.first_page_header._element.xml


def test_headers_of_tables_are_repeated_and_no_row_is_broken(book):
    wide = [table for table in book.tables if len(table.columns) > 2]
    assert len(wide) > 5
    for table in wide:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])


def test_a_title_that_looks_like_code_stays_a_text(book):
    assert any(money.HOSTILE in each for each in texts(book))


def test_charts_tell_what_they_show(book):
    assert len(book.inline_shapes) == 3
    for shape in book.inline_shapes:
        assert shape._inline.docPr.get("descr").startswith("Tiến độ <")


def test_a_word_file_is_the_same_bytes_twice_and_of_the_date_of_the_run(folder, content):
    assert paper(document(open_contents(folder.place), "vi")) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2021-01-06T00:00:00Z") == 2


@pytest.mark.parametrize("make", [document, progress_report])
def test_a_pdf_is_the_same_bytes_twice(folder, make):
    first = pdf(make(folder, "vi"))
    assert first.startswith(b"%PDF-")
    assert pdf(make(open_contents(folder.place), "vi")) == first


def test_a_pdf_refuses_a_chart_that_tells_nothing(folder):
    silent = document(folder, "vi")
    for part in silent.sections:
        for piece in part.pieces:
            if hasattr(piece, "alt"):
                object.__setattr__(piece, "alt", "")
    with pytest.raises(typst.TypstError, match="alt"):
        pdf(silent)


def test_the_signature_stands_before_the_annexes(book):
    order = [str(child.xpath("string()")) for child in book.element.body]
    signed = next(at for at, each in enumerate(order) if "- Lưu: VT" in each or "- Archive" in each)
    first = next(at for at, each in enumerate(order) if each.startswith(("Phụ lục 1.", "Annex 1.")))
    last = next(at for at, each in enumerate(order) if each.startswith("6. "))
    assert last < signed < first
