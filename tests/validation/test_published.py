"""docs/validation.md tells what the model makes of what was published: it must still be so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from validation.cases import CASES, JAKARTA
from validation.tell import GONE, PAGE, VERDICTS, Row, verdicts

TEXT = (Path(__file__).parents[2] / "docs" / "validation.md").read_text(encoding="utf-8")
TOLERANCE = 0.02
"""By how much a number may move before the page must be written anew."""

FAST = "Rates by week"
SCENARIOS = dict.fromkeys(case.scenario for case in CASES.values())


def printed(title: str) -> dict[str, list[str]]:
    """Return the table under a heading of the page: cells by the first one in their row."""
    section = re.split(r"\n#+ ", TEXT.split(f"# {title}\n", 1)[1])[0]
    rows = re.findall(r"^\| (.+) \|$", section, re.M)[1:]
    cells = [[cell.strip() for cell in row.split(" | ")] for row in rows]
    return {first: rest for first, *rest in cells}


def number(cell: str) -> float:
    """Return the number in a cell."""
    return float(cell.replace(",", "").rstrip("%"))


def check(page: dict[str, list[str]], rows: Iterable[Row]) -> None:
    """Compare the page with what comes out now: verdicts word for word, numbers nearly."""
    for label, cells in rows:
        told = page[label][-len(cells) :]
        for cell, old in zip(cells, told, strict=True):
            if cell == GONE or cell in VERDICTS.values():
                assert old == cell, label
            else:
                assert number(old) == pytest.approx(number(cell), rel=TOLERANCE), label


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(name, marks=[pytest.mark.slow] * (name == JAKARTA)) for name in SCENARIOS],
)
def test_the_verdict_is_still_that_of_the_page(scenario):
    labels = [label for label, case in CASES.items() if case.scenario == scenario]
    check(printed("Verdicts"), verdicts(*labels))


def test_nothing_on_the_page_is_without_a_test_and_nothing_is_missing():
    assert list(printed("Verdicts")) == list(CASES)
    assert all(printed(title) for title in PAGE)


@pytest.mark.parametrize(
    "title",
    [
        pytest.param(title, marks=[pytest.mark.slow] * (title != FAST))
        for title in PAGE
        if title != "Verdicts"
    ],
)
def test_the_numbers_behind_it_are_still_those_of_the_page(title):
    rows = list(PAGE[title]())
    assert list(printed(title)) == [label for label, _ in rows]
    check(printed(title), rows)
