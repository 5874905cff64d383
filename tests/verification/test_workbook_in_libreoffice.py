"""LibreOffice opens the workbook, works every formula out anew, and comes to our values."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from spreadsheet import Spreadsheet
from unit.report import money

from cccd_sim.language import LANGUAGES, Language
from cccd_sim.report.workbook import workbook

pytestmark = pytest.mark.slow
PACKAGES = ("libreoffice-calc-nogui", "poppler-utils")
PROGRAMS = ("soffice", "pdftotext")
KEPT = re.compile(rb"(</f>)<v>[^<]*</v>")
BROKEN = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "Err:502", "Err:508"}


@pytest.fixture(scope="module")
def office() -> str:
    """Return the program; install it where that can be done, else skip and say so."""
    if not all(map(shutil.which, PROGRAMS)) and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
        apt = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *PACKAGES]
        subprocess.run(["apt-get", "update", "--quiet"], env=quiet, check=False, timeout=300)
        subprocess.run(apt, env=quiet, check=False, timeout=900)
    if not all(map(shutil.which, PROGRAMS)):
        pytest.skip(f"NOT CHECKED: {PACKAGES} are not here and cannot be installed")
    return "soffice"


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have no values: a program must work them out."""
    sink = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(sink, "w") as new:
        for name in old.namelist():
            new.writestr(name, KEPT.sub(rb"\1", old.read(name)))
    return sink.getvalue()


def converted(office: str, folder: Path, content: bytes, kind: str) -> Path:
    """Return a workbook as LibreOffice writes it."""
    source = folder / "book.xlsx"
    source.write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/profile"
    out = folder / kind
    command = [office, home, "--headless", "--convert-to", kind, "--outdir", out, source]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / f"book.{kind}"


def recalculated(office: str, folder: Path, content: bytes) -> openpyxl.Workbook:
    """Return a workbook with the values LibreOffice works out."""
    return openpyxl.load_workbook(converted(office, folder, content, "xlsx"), data_only=True)


def printed(office: str, folder: Path, content: bytes) -> str:
    """Return what stands on the printed pages."""
    pages = converted(office, folder, content, "pdf")
    command = ["pdftotext", "-layout", pages, "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_recalculated_values_are_ours_to_the_dong(
    office: str, tmp_path: Path, language: Language
) -> None:
    content = workbook(money.folder(budget=4_000_000_000), language)
    ours = Spreadsheet(content)
    theirs = recalculated(office, tmp_path, without_values(content))
    places = list(ours.formula_cells())
    assert len(places) > 100
    for sheet, place, formula in places:
        kept, found = ours.kept[sheet][place].value, theirs[sheet][place].value
        assert (found or "") == (kept or ""), (sheet, place, formula)
        assert found not in BROKEN, (sheet, place, formula)


def test_new_prices_come_to_the_same_in_libreoffice_and_in_our_evaluator(
    office: str, tmp_path: Path
) -> None:
    ours = Spreadsheet(without_values(workbook(money.folder(), "en")))
    for row in ours.formulas["Unit prices"].iter_rows(min_col=5, max_col=5):
        if isinstance(row[0].value, int):
            ours.set("Unit prices", row[0].coordinate, row[0].value * 17 // 10 + 3)
    sink = BytesIO()
    ours.formulas.save(sink)
    theirs = recalculated(office, tmp_path, sink.getvalue())
    for sheet, place, formula in ours.formula_cells():
        found = theirs[sheet][place].value
        assert (found or "") == (ours.value(sheet, place) or ""), (sheet, place, formula)


def test_on_paper_no_number_is_too_wide_for_its_cell(office: str, tmp_path: Path) -> None:
    text = printed(office, tmp_path, without_values(workbook(money.folder(), "vi")))
    assert "###" not in text
    assert "3.000.000.000" in text, "numbers are written as in Vietnam"


def test_a_number_too_wide_for_its_cell_would_be_seen(office: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.column_dimensions["A"].width = 4
    book.active["A1"] = 123_456_789
    sink = BytesIO()
    book.save(sink)
    assert "###" in printed(office, tmp_path, sink.getvalue())
