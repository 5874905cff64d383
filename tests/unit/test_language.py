"""The catalogue: every text that people read is in it, in Vietnamese, ready to be filled in.

`make strings` brings it up to date by the two commands below. What is then left to do by hand are
the texts with an empty ``msgstr``.
"""

from __future__ import annotations

import ast
import gettext
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from cccd_sim.language import (
    LANGUAGES,
    brief_day,
    day,
    number,
    percent,
    replications_told,
    say,
)

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "cccd_sim"
CATALOGUE = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "cccd_sim.po"
EXTRACT = (
    "pybabel -q extract --no-default-keywords --keyword say:2 --keyword N_ "
    "--sort-by-file --add-location file --omit-header"
)
UPDATE = "pybabel -q update --locale vi --no-fuzzy-matching --ignore-obsolete --omit-header"
MARKERS = {"say": 1, "N_": 0}
"""Functions that take a text for people, and where it stands among their arguments."""
TOLD_LATER = (
    "self.message",
    "message",
    "text",
    "name",
    "bound",
    "reason",
    "word",
    "words",
    "place",
)
"""Texts that were marked where they were written."""

SHORTENED = ("No.",)
"""Texts that end in a full stop because they are short for another."""


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield place, name and node of every call in the program."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.func.id, node


def marked() -> Iterator[tuple[str, ast.expr]]:
    """Yield place and text of every call that marks a text."""
    for place, name, call in calls():
        if name in MARKERS:
            yield place, call.args[MARKERS[name]]


def texts() -> set[str]:
    """Return the texts of the program that people read."""
    return {text.value for _, text in marked() if isinstance(text, ast.Constant)}


def placeholders(text: str) -> set[str]:
    """Return the names a text is filled in from."""
    return set(re.findall(r"{(\w*)}", text))


@pytest.fixture(scope="module")
def vietnamese() -> dict[str, str]:
    catalogue = read_po(BytesIO(CATALOGUE.read_bytes()))
    assert not catalogue.obsolete
    return {message.id: message.string for message in catalogue if message.id}


def test_texts_are_written_out_where_they_are_told():
    composed = {
        place: ast.unparse(text)
        for place, text in marked()
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
        and ast.unparse(text) not in TOLD_LATER
    }
    assert composed == {}


def test_messages_of_errors_are_marked():
    bare = {
        place: call.args[0].value
        for place, name, call in calls()
        if name.endswith("Error") and name != "BrokenLawError"  # for us, not for planners
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert bare == {}


def test_every_text_has_a_vietnamese_one_and_nothing_else_does(vietnamese):
    assert texts() - vietnamese.keys() == set()
    assert vietnamese.keys() - texts() == set()
    assert [text for text, told in vietnamese.items() if not told.strip()] == []


def test_both_languages_are_filled_in_from_the_same_values(vietnamese):
    different = {
        text: told for text, told in vietnamese.items() if placeholders(text) != placeholders(told)
    }
    assert different == {}


def test_accents_are_written_in_one_way(vietnamese):
    assert all(unicodedata.is_normalized("NFC", told) for told in vietnamese.values())


def test_vietnamese_ends_as_english_does(vietnamese):
    ends = {
        text: told
        for text, told in vietnamese.items()
        if ((text[-1] in ".:?") != (told[-1] in ".:?") and text not in SHORTENED)
        or text.startswith(";") != told.startswith(";")
    }
    assert ends == {}


def test_the_catalogue_is_as_pybabel_writes_it(tmp_path, monkeypatch):
    template, copy = tmp_path / "cccd_sim.pot", tmp_path / "cccd_sim.po"
    copy.write_bytes(CATALOGUE.read_bytes())
    monkeypatch.chdir(ROOT)
    for command in (f"{EXTRACT} -o {template} src/cccd_sim", f"{UPDATE} -i {template} -o {copy}"):
        CommandLineInterface().run(command.split())
    assert copy.read_text(encoding="utf-8") == CATALOGUE.read_text(encoding="utf-8")


def test_the_compiled_catalogue_says_the_same(vietnamese):
    compiled = gettext.translation("cccd_sim", SOURCE / "locale", languages=["vi"])
    assert {text: compiled.gettext(text) for text in vietnamese} == vietnamese


def test_numbers_and_dates_follow_the_language():
    assert [number(language, 1_500_000.5, 1) for language in LANGUAGES] == [
        "1.500.000,5",
        "1,500,000.5",
    ]
    assert [percent(language, 0.924) for language in LANGUAGES] == ["92,4%", "92.4%"]
    assert [day("vi", date(2021, month, 1)) for month in (1, 2, 3, 7, 12)] == [
        "01/01/2021",
        "01/02/2021",
        "01/3/2021",
        "01/7/2021",
        "01/12/2021",
    ]
    assert day("en", date(2021, 7, 1)) == "1 July 2021"
    assert brief_day("en", date(2021, 7, 1)) == "1 Jul 2021"


@pytest.mark.parametrize(
    ("share", "decimals", "told"),
    [
        (1.0, 1, "100.0%"),
        (1 - 1e-12, 1, "100.0%"),
        (0.9996, 1, ">99.9%"),
        (0.9994, 1, "99.9%"),
        (0.0004, 1, "<0.1%"),
        (0.0006, 1, "0.1%"),
        (0.0, 1, "0.0%"),
        (0.999, 0, ">99%"),
        (0.95, 0, "95%"),
    ],
)
def test_what_is_short_of_all_never_reads_as_all(share, decimals, told):
    assert percent("en", share, decimals) == told


def test_one_replication_is_told_as_one():
    assert replications_told("en", 1) == "1 replication"
    assert replications_told("en", 1000) == "1,000 replications"


def test_texts_are_told_in_the_language():
    assert say("en", "deadline: before {deadline}", deadline="x") == "deadline: before x"
    assert say("vi", "deadline: before {deadline}", deadline="x") == "thời hạn: trước x"
    assert say("vi", "a brace { is not closed by }") == "dấu { chưa được đóng bằng }"


def test_halves_are_rounded_as_in_the_workbook():
    assert number("vi", 1162744.5) == "1.162.745"
    assert number("en", -0.125, 2) == "-0.13"
    assert percent("en", 0.1225, 0) == "12%"
    assert percent("en", 0.125, 0) == "13%"
