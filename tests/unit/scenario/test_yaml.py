"""Strict YAML: what is read, what is refused, and where each value is said to stand."""

from __future__ import annotations

import pytest

from cccd_sim.scenario.nodes import Mark, plain
from cccd_sim.scenario.yaml import parse

HERE = Mark("file.yaml")


def read(text):
    """Return the value of a text and the problems found in it."""
    problems = []
    node = parse(text, HERE, problems)
    return (node and plain(node)), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-1", -1),
        ("0", 0),
        ("1.5", 1.5),
        ("1e-3", 0.001),
        ("true", True),
        ("FALSE", False),
        ("010", "010"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_500_000", "1_500_000"),
        ("1 500 000", "1 500 000"),
        ("7:30", "7:30"),
        ("2021-01-06", "2021-01-06"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("'1'", "1"),
        ('"null"', "null"),
        ("=", "="),
        ("<<", "<<"),
        ("٣", "٣"),
    ],
)
def test_scalars_are_yaml_1_2_core_without_octal_numbers(text, value):
    found, problems = read(f"a: {text}")
    assert (found, problems) == ({"a": value}, [])
    assert type(found["a"]) is type(value)


def test_a_value_stands_where_its_key_stands():
    node = parse("a:\n\n  b:\n    - 1\n    - c: 2\n", HERE, [])
    marks = {trail: node.at(trail).mark.line for trail in [("a",), ("a", "b"), ("a", "b", 1, "c")]}
    assert marks == {("a",): 1, ("a", "b"): 3, ("a", "b", 1, "c"): 5}


def test_all_faults_are_told_not_only_the_first():
    _, problems = read("a: &x 1\nb: !!str 2\na: 3\nc:\n4: 5\nd: [~, *x]\n")
    assert problems == [
        "file.yaml:1: a: anchors (&x) are not allowed",
        "file.yaml:2: b: tags (!!str) are not allowed",
        "file.yaml:3: a: a is given twice; the first is on line 1",
        "file.yaml:4: c: nothing is written here; give a value or leave it out",
        "file.yaml:5: the key 4 is not a text; write it between quotes",
        "file.yaml:6: d[1]: this item has no value",
        "file.yaml:6: d[1]: aliases (*x) are not allowed; write it out",
        "file.yaml:6: d[1]: this item has no value",
    ]


def test_a_doubled_entry_keeps_its_first_value():
    assert read("a: 1\na: 2\n")[0] == {"a": 1}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [30, 1_000, 100_000])
def test_depth_is_bounded(opening, depth):
    found, problems = read(opening * depth)
    assert found is None
    assert len(problems) == 1


def test_the_bomb_of_aliases_does_not_go_off():
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    _, problems = read("\n".join(lines))
    assert any("aliases" in problem for problem in problems)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_nothing_is_nothing(text):
    assert read(text) == (None, [])


def test_texts_are_composed():
    assert read("a: e\u0302")[0] == {"a": "\u00ea"}


def test_braces_in_a_message_are_no_template():
    _, problems = read("a: {b: 1\n")
    assert problems == ["file.yaml:2: a: a brace { is not closed by }"]


def test_an_unusual_fault_is_told_in_the_words_of_the_parser():
    _, problems = read("%YAML 3.0\n---\na: 1\n")
    assert problems == ["file.yaml:1: this is not YAML: found incompatible YAML document"]
