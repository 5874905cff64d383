"""The report as data: what is said, in which order, and that nothing is worked out in it."""

from __future__ import annotations

import re

import pytest
from unit.report import money
from unit.report.kept import CHARTS, NAMES, kept, numbers_in

from cccd_sim.language import LANGUAGES, number
from cccd_sim.report.document import document
from cccd_sim.report.pieces import Bullets, Document, Figures, Grid, Picture, Text
from cccd_sim.report.progress_report import progress_report
from cccd_sim.results.contents import Contents, open_contents

NUMBER = re.compile(r"\d[\d.,]*\d%?|\d%?")
WORDY = {"method", "provenance"}
"""Sections of words and digests, whose numbers are part of sentences and names."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return kept(tmp_path_factory.mktemp("kept") / "run")


@pytest.fixture(scope="module")
def folder(place) -> Contents:
    return open_contents(place)


@pytest.fixture(scope="module")
def told(folder) -> Document:
    return document(folder, "en")


def section(made: Document, key: str):
    return next(each for each in made.sections if each.key == key)


def grids(made: Document, key: str) -> list[Grid]:
    return [each for each in section(made, key).pieces if isinstance(each, Grid)]


def cells(piece) -> list[str]:
    """Return the texts of a piece that show numbers."""
    if isinstance(piece, Grid):
        return [cell for row in piece.rows for cell in row]
    if isinstance(piece, Figures):
        return [text for each in piece.items for text in (each.value, each.note)]
    return []


def written(value: float) -> set[str]:
    """Return the ways a number of the folder may stand in a document."""
    ways = {number("en", sign * value, decimals) for sign in (1, -1) for decimals in range(5)}
    ways |= {number("en", sign * round(value)) for sign in (1, -1)}
    return ways | {f"{number('en', 100 * value, decimals)}%" for decimals in (0, 1)}


def test_the_answer_comes_first_and_where_the_numbers_come_from_last(told):
    keys = [each.key for each in told.sections]
    assert keys == [
        *("answer", "alternatives", "districts", "bottlenecks", "costs", "risks"),
        *("assumptions", "method", "provenance"),
    ]


def test_the_first_page_begins_with_the_answer_in_one_sentence(told, folder):
    first = section(told, "answer").pieces[0]
    assert first == Text(folder.answer["headline"], "lead")


def test_every_number_of_the_report_is_found_in_the_folder(told, place):
    known = set().union(*map(written, numbers_in(place)))
    places = {str(at) for at in range(1, 60)}  # numbers of rows, days and months of dates
    for part in told.sections:
        for piece in part.pieces if part.key not in WORDY else ():
            for cell in cells(piece):
                text = re.sub(r"\d+ \w+ \d{4}|P5|P95|95%|\b5% of|<|>", " ", cell)
                for found in NUMBER.findall(text) if money.HOSTILE not in cell else ():
                    alone = found.rstrip(".,")
                    bare = f"{alone}%" if "%" in text else alone
                    assert {alone, bare} & (known | places), (part.key, cell, found)


def test_a_number_that_is_in_no_table_would_be_noticed(place):
    known = set().union(*map(written, numbers_in(place)))
    assert "123,456,789" not in known


def test_districts_stand_in_order_of_their_rank(told):
    (grid,) = grids(told, "districts")
    assert [row[0] for row in grid.rows] == [str(at) for at in range(1, 16)]
    assert {"Buôn Ma Thuột", "M'Đrắk", "Cư M'gar"} <= {row[1] for row in grid.rows}


def test_every_line_of_cost_is_told_with_its_total_at_the_end(told):
    grid = grids(told, "costs")[0]
    lines = [row for row in grid.rows if len(row) > 1]
    assert len(lines) == len(money.LINES) + 1
    assert grid.total
    assert lines[-1][5] == "5,000,000,000"


def test_a_run_without_prices_says_so(folder):
    without = {name: folder.table(name) for name in ("summary", "districts")}
    tables = {name: each for name, each in folder.manifest.tables.items() if "cost" not in name}
    bare = Contents(folder.place, folder.manifest.with_(tables=tables), folder.answer, {}, without)
    (text,) = section(document(bare, "en"), "costs").pieces
    assert text == Text("The scenarios of this run have no prices: nothing is said of costs.")


def test_charts_are_those_of_the_run_and_say_what_they_show(told):
    shown = [each for part in told.sections for each in part.pieces if isinstance(each, Picture)]
    assert [each.name for each in shown] == ["overview", "more-kits-map", "more-kits-progress"]
    assert set(CHARTS) == {each.name for each in shown}
    assert all(each.alt == f"Tiến độ <{each.name}> & co" for each in shown)


def test_what_must_be_known_of_other_alternatives_stands_with_the_risks(folder):
    caveats = ["more-kits: mind this.", "as-promised: mind that.", "Mind all."]
    made = document(folder.told({**folder.answer, "caveats": caveats}), "en")
    first = next(each for each in section(made, "answer").pieces if isinstance(each, Bullets))
    last = next(each for each in section(made, "risks").pieces if isinstance(each, Bullets))
    assert first.items == ("more-kits: mind this.", "Mind all.")
    assert last.items == ("as-promised: mind that.",)


def test_an_answer_to_another_question_is_told_by_its_own_tables(folder):
    listing = {"title": "Causes", "header": ["cause", "days"], "rows": [["late", "+7"]]}
    answer = {"headline": "Late.", "caveats": [], "language": "en", "listings": [listing]}
    bare = Contents(folder.place, folder.manifest.with_(tables={}), answer, folder.charts, {})
    made = document(bare, "en")
    keys = [each.key for each in made.sections]
    assert keys[:2] == ["answer", "findings"]
    assert not {"alternatives", "districts", "costs"} & set(keys)
    (grid,) = grids(made, "findings")
    assert (grid.names, grid.rows, grid.align) == (("Cause", "Days"), (("late", "+7"),), "lr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_progress_report_puts_the_district_furthest_ahead_first(folder, language):
    made = progress_report(folder, language)
    table = folder.table("districts").query(f"scenario == '{NAMES[1]}'")
    ahead = list(table.sort_values("rank", ascending=False)["name"])
    assert [row[1] for row in grids(made, "ranking")[0].rows] == ahead
    (named,) = section(made, "named").pieces
    praised, helped = named.items
    assert ahead[0] in praised
    assert ahead[0] not in helped
    assert ahead[-1] in helped
    assert ahead[-1] not in praised


def test_the_progress_report_says_that_it_is_no_count_from_the_field(folder):
    texts = [each.text for each in section(progress_report(folder, "en"), "province").pieces]
    assert "they are no counts from the field" in texts[1]
