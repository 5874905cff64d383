"""The finance workbook: live where money is concerned, locked elsewhere, and texts are texts."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from spreadsheet import Spreadsheet
from unit.report import money

from cccd_sim.language import LANGUAGES, Language, number, say
from cccd_sim.report.cost_labels import FUNDERS, HEADS
from cccd_sim.report.words import dong_in_words
from cccd_sim.report.workbook import workbook
from cccd_sim.report.workbook_draft import SHEETS
from cccd_sim.report.workbook_formulas import Cell, days_until
from cccd_sim.results.contents import Contents

E = "en"
KITS = "Fingerprint and portrait capture kits: quotation"
PRICES, ESTIMATE, FUNDING, CASH, PLAN, TIMELINE = (
    SHEETS[key] for key in ("prices", "estimate", "funding", "cash", "plan", "timeline")
)


@pytest.fixture(scope="module")
def folder() -> Contents:
    return money.folder(budget=4_000_000_000)


@pytest.fixture(scope="module")
def english(folder: Contents) -> bytes:
    return workbook(folder, E)


@pytest.fixture
def book(english: bytes) -> Spreadsheet:
    return Spreadsheet(english)


def place_of(book: Spreadsheet, sheet: str, text: str, column: str) -> str:
    """Return the cell of a column in the first row in which a text stands."""
    for row in book.formulas[sheet].iter_rows():
        if any(cell.value == text for cell in row):
            return f"{column}{row[0].row}"
    raise AssertionError(f"{text!r} is not on {sheet}")


def value_of(book: Spreadsheet, sheet: str, text: str, column: str):
    return book.value(sheet, place_of(book, sheet, text, column))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_comes_to_the_value_kept_with_it(folder, language: Language) -> None:
    book = Spreadsheet(workbook(folder, language))
    places = [(sheet, place) for sheet, place, _ in book.formula_cells()]
    assert len(places) > 100
    for sheet, place in places:
        kept = book.kept[sheet][place].value
        assert book.value(sheet, place) == ("" if kept is None else kept), (sheet, place)


def test_the_estimate_is_what_the_simulation_says_it_costs(book: Spreadsheet, folder) -> None:
    lines = folder.table("cost_lines").query("scenario == 'bought' and head != 'fees'")
    assert value_of(book, ESTIMATE, "TOTAL ESTIMATE (A + B)", "F") == lines["vnd"].sum()


def test_sources_and_heads_agree_with_the_costs_of_the_run(book: Spreadsheet, folder) -> None:
    costs = folder.table("costs").query("scenario == 'bought' and head != 'fees'")
    columns = {"central": "C", "provincial": "D", "district": "E"}
    for (head, funder), vnd in costs.groupby(["head", "funder"])["vnd"].sum().items():
        assert value_of(book, FUNDING, HEADS[head], columns[funder]) == vnd
    for funder, vnd in costs.groupby("funder")["vnd"].sum().items():
        found = value_of(book, FUNDING, "Needed (mean of the simulation)", columns[funder])
        assert found == vnd, FUNDERS[funder]


def test_months_agree_with_the_costs_of_the_run(book: Spreadsheet, folder) -> None:
    costs = folder.table("costs").query("scenario == 'bought' and head != 'fees'")
    header = next(row for row in book.formulas[CASH].iter_rows() if row[0].value == "Month")
    (column,) = [cell.column_letter for cell in header if cell.value == "Total"]
    found = [book.value(CASH, f"{column}{header[0].row + at}") for at in (1, 2, 3)]
    assert found == costs.groupby("month")["vnd"].sum().tolist()


def test_a_new_price_runs_through_to_the_total_and_its_words(book: Spreadsheet) -> None:
    total = place_of(book, ESTIMATE, "TOTAL ESTIMATE (A + B)", "F")
    before = book.value(ESTIMATE, total)
    price = next(row[4] for row in book.formulas[PRICES].iter_rows() if row[4].value == 150_000_000)

    book.set(PRICES, price.coordinate, 100_000_000)

    after = book.value(ESTIMATE, total)
    assert after == before - round(22 * 150_000_000 * 1.07 / 3)
    row = int(total[1:]) + 3
    assert book.value(ESTIMATE, f"A{row}") == f"In words: {dong_in_words(E, int(after))}."


def test_at_new_prices_the_months_still_add_up(book: Spreadsheet) -> None:
    for row in book.formulas[PRICES].iter_rows():
        if isinstance(row[4].value, int):
            book.set(PRICES, row[4].coordinate, row[4].value * 7 // 3 + 1)
    total = value_of(book, ESTIMATE, "TOTAL ESTIMATE (A + B)", "F")
    header = next(row for row in book.formulas[CASH].iter_rows() if row[0].value == "Month")
    (column,) = [cell.column_letter for cell in header if cell.value == "Total"]
    assert sum(book.value(CASH, f"{column}{header[0].row + at}") for at in (1, 2, 3)) == total


def test_the_gap_is_what_the_budget_lacks(book: Spreadsheet) -> None:
    needed = value_of(book, FUNDING, "Needed (mean of the simulation)", "F")
    gap = "Gap (needed less provided; negative: left over)"
    assert value_of(book, FUNDING, gap, "F") == needed - 4_000_000_000
    assert value_of(book, FUNDING, gap, "D") == ""


def test_a_package_over_the_legal_limit_is_flagged() -> None:
    name = "Fingerprint and portrait capture kits: quotation"
    found = [
        value_of(Spreadsheet(workbook(money.folder(kits=kits), E)), PLAN, name, "L")
        for kits in (33, 34)
    ]
    assert found == ["within", "OVER THE LIMIT"]


def test_a_dearer_kit_takes_a_package_over_the_limit(book: Spreadsheet) -> None:
    price = next(row[4] for row in book.formulas[PRICES].iter_rows() if row[4].value == 150_000_000)
    book.set(PRICES, price.coordinate, 250_000_001)
    name = "Fingerprint and portrait capture kits: quotation"
    assert value_of(book, PLAN, name, "L") == "OVER THE LIMIT"


def test_texts_never_become_formulas(book: Spreadsheet) -> None:
    texts = [cell for cell in book.cells() if "HYPERLINK" in str(cell.value)]
    assert len(texts) > 5
    assert {cell.data_type for cell in texts} == {"s"}
    assert any(cell.value == money.HOSTILE for cell in texts)


def test_the_same_folder_gives_the_same_bytes(folder, english: bytes) -> None:
    assert workbook(folder, E) == english


def test_only_prices_and_what_is_to_be_filled_in_can_be_changed(english: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(english))
    assert all(sheet.protection.sheet for sheet in book)
    free = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    sheets = {title for title, _ in free}
    assert sheets == {PRICES, FUNDING, PLAN, SHEETS["risks"]}
    assert {place[0] for title, place in free if title == PRICES} == {"E"}


def test_every_sheet_is_printed_on_a4_with_page_numbers(english: bytes) -> None:
    for sheet in openpyxl.load_workbook(BytesIO(english)):
        assert (
            str(sheet.page_setup.paperSize) == openpyxl.worksheet.worksheet.Worksheet.PAPERSIZE_A4
        )
        assert "&P" in sheet.oddFooter.right.text
        assert sheet.page_setup.fitToWidth in (1, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_fit_their_tabs(language: Language) -> None:
    names = [say(language, text) for text in SHEETS.values()]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def test_no_number_is_wider_than_its_column(english: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(english), data_only=True)
    for sheet in book:
        spans = [(each.min, each.max, each.width) for each in sheet.column_dimensions.values()]
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, int | float) and "#,##0" in cell.number_format:
                shown = number("vi", cell.value, 1 if "0.0" in cell.number_format else 0)
                (width,) = [width for low, high, width in spans if low <= cell.column <= high]
                assert len(shown) + 2 <= width, (sheet.title, cell.coordinate, shown)


def test_vietnamese_numbers_and_dates_are_written_as_in_vietnam(folder) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(folder, "vi")))
    formats = {cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"dd/m/yyyy", "dd/mm/yyyy", "[$-42A]#,##0"} <= formats
    assert not formats & {"#,##0", "d mmm yyyy"}


def test_without_costs_there_are_no_sheets_of_money() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(money.folder(lines=()), E)))
    assert ESTIMATE not in book.sheetnames
    assert {PLAN, PRICES, SHEETS["needs"], SHEETS["record"]} <= set(book.sheetnames)


def test_the_answer_to_another_question_becomes_a_workbook_too() -> None:
    route = {"route": "quotation", "last_kits": 20, "last_order": "2021-02-18", "cost_vnd": 3}
    asked = money.folder(lines=(), names=("bought",), answer={"headline": "20.", "routes": [route]})
    for table in ("summary", "districts", "comparison"):
        del asked.manifest.tables[f"tables/{table}.csv"]
    book = openpyxl.load_workbook(BytesIO(workbook(asked, E)))
    timeline = [cell.value for row in book[SHEETS["timeline"]].iter_rows() for cell in row]
    assert "Last useful order" in timeline
    assert SHEETS["alternatives"] not in book.sheetnames


def test_last_orders_stand_beside_their_own_kits_and_what_they_cost() -> None:
    routes = [
        {"route": "central", "kits": 25, "cost_vnd": 3_750, "last_kits": 29, "funder": "central"},
        {"route": "loan", "kits": 25, "cost_vnd": 0, "last_kits": 29, "funder": "loan"},
    ]
    routes = [{**row, "last_order": "2021-02-18", "last_order_by": "arithmetic"} for row in routes]
    answer = {"headline": "29.", "routes": routes, "kit_price_vnd": 150}
    answer |= {"kits": 29, "cost_vnd": 4_350, "replications_spent": 260}
    asked = money.folder(lines=(), names=("bought",), answer=answer)
    for table in ("summary", "districts", "comparison"):
        del asked.manifest.tables[f"tables/{table}.csv"]
    book = Spreadsheet(workbook(asked, E))
    for row, vnd in zip(routes, (4_350, 0), strict=True):
        found = {column: value_of(book, TIMELINE, row["route"], column) for column in "CDG"}
        assert found == {"C": 29, "D": vnd, "G": "arithmetic"}
    cells = [
        str(cell.value)
        for sheet in (PLAN, SHEETS["record"])
        for row in openpyxl.load_workbook(BytesIO(workbook(asked, E)))[sheet].iter_rows()
        for cell in row
    ]
    assert any(text.startswith("What the answer proposes, 29 kits for 4,350 VND") for text in cells)
    assert "260" in cells


def test_a_contract_takes_the_days_of_its_own_delivery(book: Spreadsheet) -> None:
    assert value_of(book, PLAN, KITS, "J") == 38  # 19 February to 29 March


def test_lent_kits_are_of_use_until_they_go_back() -> None:
    begin, end = Cell("x", 0, 0, date(2021, 4, 2)), Cell("x", 0, 1, date(2021, 6, 6))
    assert days_until(begin, end).value == 65
    assert days_until(begin, end, date(2021, 4, 30)).value == 29
    assert days_until(begin, end, date(2021, 7, 31)).value == 65


def test_an_allocation_that_was_asked_for_has_its_sheet() -> None:
    asked = money.folder(lines=(), names=("bought",), answer={"headline": "As planned."})
    del asked.manifest.tables["tables/districts.csv"]
    asked.manifest.tables["tables/allocation.csv"] = money.DIGEST
    row = {"scenario": "bought", "district": "11", "name": "Núi", "eligible": 800}
    row |= {f"kits_{rule}": 2 for rule in ("proportional", "two_per_unit", "by_need", "best")}
    row |= {"dossiers_proportional": 700.5, "dossiers_best": 720.25}
    row |= {"finish_date_proportional": None, "finish_date_best": "2021-06-01"}
    asked._tables["allocation"] = pd.DataFrame([row])
    book = Spreadsheet(workbook(asked, E))
    assert value_of(book, SHEETS["allocation"], "Núi", "I") == 720.25
    assert value_of(book, SHEETS["allocation"], "Total", "G") == 2


def test_the_zip_holds_no_clock(english: bytes) -> None:
    with zipfile.ZipFile(BytesIO(english)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2021-01-06T08:00:00Z" in archive.read("docProps/core.xml").decode()
