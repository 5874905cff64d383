"""What a scenario takes from its parent, and what ``--set`` changes."""

from __future__ import annotations

import pytest

from cccd_sim.errors import ScenarioError
from cccd_sim.scenario.merge import merged, overlaid, settings
from cccd_sim.scenario.nodes import Mark, plain
from cccd_sim.scenario.yaml import parse

RANGE = "{low: 1, base: 2, high: 4, source: s, grade: H}"


def merge(parent, child):
    """Return two texts merged, and the problems."""
    problems = []
    trees = [parse(text, Mark(name), problems) for name, text in (("p", parent), ("c", child))]
    return plain(merged(*trees, problems)), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("parent", "child", "result"),
    [
        ("a: {b: 1, c: 2}", "a: {c: 3}", {"a": {"b": 1, "c": 3}}),
        ("a: [1, 2]", "a: [3]", {"a": [3]}),
        ("a: {b: 1}", "a: 2", {"a": 2}),
        ("a: 2", "a: {b: 1}", {"a": {"b": 1}}),
        (f"a: {RANGE}", "a: {value: 9}", {"a": {"value": 9}}),
        (
            f"a: {RANGE}",
            "a: {grade: L}",
            {"a": {"low": 1, "base": 2, "high": 4, "source": "s", "grade": "L"}},
        ),
        (
            "a: {base: {kits: 1}}",
            "a: {base: {funder: x}}",
            {"a": {"base": {"kits": 1, "funder": "x"}}},
        ),
    ],
)
def test_mappings_merge_lists_and_numbers_replace(parent, child, result):
    assert merge(parent, child) == (result, [])


@pytest.mark.parametrize(
    ("number", "operator", "result"),
    [
        ("2", "{add: 10}", 12),
        ("0.1", "{add: 0.2}", 0.3),
        ("30", "{times: 1.2}", 36),
        ("1 500 000", "{times: 2}", 3000000),
        ("2.5 min", "{times: 2}", "5 min"),
        ("3 days", "{add: 12 hours}", "3.5 days"),
        ("2021-02-25", "{add: 30 days}", "2021-03-27"),
        ("25/02/2021", "{add: -1 week}", "2021-02-18"),
        ("150 million VND", "{add: -10 million VND}", "140 million VND"),
        ("1 billion VND", "{add: 500 million VND}", "1.5 billion VND"),
        ("20000 VND", "{times: 1.5}", "30000 VND"),
        ("35 km/h", "{times: 2}", "70 km/h"),
        ("35 km/h", "{add: -5 km/h}", "30 km/h"),
    ],
)
def test_relative_values(number, operator, result):
    assert merge(f"a: {number}", f"a: {operator}") == ({"a": result}, [])


def test_a_relative_value_moves_the_whole_range_and_says_so():
    changed = {"low": 2, "base": 4, "high": 8, "source": "s; times 2", "grade": "H"}
    assert merge(f"a: {RANGE}", "a: {times: 2}") == ({"a": changed}, [])


def test_a_relative_value_may_have_a_source_of_its_own():
    found, _ = merge(f"a: {RANGE}", "a: {add: 1, source: mine, grade: L}")
    assert found == {"a": {"low": 2, "base": 3, "high": 5, "source": "mine", "grade": "L"}}
    assert merge("a: 1", "a: {add: 1, source: mine}")[0] == {"a": {"value": 2, "source": "mine"}}


@pytest.mark.parametrize(
    ("parent", "child", "message"),
    [
        ("b: 1", "a: {add: 1}", "c:1: a: add needs a value to start from; the parent has none"),
        ("a: [1]", "a: {add: 1}", "c:1: a: add does not work on this entry"),
        ("a: 2021-01-01", "a: {add: 5}", "c:1: a: 5 has no unit; write 5 days, 5 hours or 5 min"),
        ("a: 2021-01-01", "a: {add: 5 hours}", "c:1: a: 5 hours is no whole number of days"),
        (
            "a: 2021-01-01",
            "a: {add: 3650000 days}",
            "c:1: a: 3650000 days is beyond all measure; the largest number allowed is 1000000000",
        ),
        ("a: 2021-01-01", "a: {add: 690000 days}", None),
        (
            "a: 0100-01-01",
            "a: {add: -690000 days}",
            "c:1: a: -690000 days is no day of the calendar",
        ),
        ("a: 2021-01-01", "a: {times: 2}", "c:1: a: times does not work on 2021-01-01"),
        ("a: 1", "a: {times: .nan}", "c:1: a: NaN is not a number a campaign can use"),
        (
            "a: word",
            "a: {add: 1 day}",
            "c:1: a: word is not a date; write 2021-07-01 or 01/07/2021",
        ),
        ("a: true", "a: {add: 1}", "c:1: a: true is not a number; write one such as 0.85"),
    ],
)
def test_relative_values_that_make_no_sense(parent, child, message):
    _, problems = merge(parent, child)
    assert problems == ([] if message is None else [message])


def test_settings_replace_single_entries():
    problems = []
    tree = parse("a: {b: 1, c: {d: 2}}", Mark("p"), problems)
    changed = overlaid(tree, {"a.b": "3 days", "a.c.d": {"add": 1}, "e": "[1, x]"}, problems)
    assert plain(changed) == {"a": {"b": "3 days", "c": {"d": 3}}, "e": [1, "x"]}
    assert problems == []
    assert str(changed.at(("a",)).mark) == "p:1"
    assert str(changed.at(("a", "b")).mark) == "--set a.b"


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("a.b", "", "--set a.b: nothing is written here; give a value or leave it out"),
        ("a.b", "[1", "--set a.b: a.b[2]: a bracket [ is not closed by ]"),
        ("a.b", "!!int 3", "--set a.b: tags (!!int) are not allowed"),
        ("a.b", "&x 3", "--set a.b: anchors (&x) are not allowed"),
        ("a..b", "3", "--set a..b: write --set section.entry=value"),
    ],
)
def test_settings_are_read_as_strictly_as_files(path, text, message):
    problems = []
    overlaid(parse("a: {b: 1}", Mark("p"), problems), {path: text}, problems)
    assert [str(problem) for problem in problems] == [message]


def test_settings_come_as_key_and_value():
    assert settings(["a.b=1", " c = x=y"]) == {"a.b": "1", "c": " x=y"}


def test_settings_that_cannot_be_told_apart():
    with pytest.raises(ScenarioError) as caught:
        settings(["a.b", "c=1", "c=2"])
    assert [str(problem) for problem in caught.value.problems] == [
        "--set a.b: write --set section.entry=value",
        "--set c: this entry is set twice",
    ]


@pytest.mark.parametrize(
    ("parent", "child", "result"),
    [
        ("a: {b: 1, c: 2}", "a: {without: [b]}", {"a": {"c": 2}}),
        ("a: {b: 1, c: 2}", "a: {without: [b, c], d: 3}", {"a": {"d": 3}}),
        ("a: {b: {c: 1}}", "a: {without: [b], b: {d: 2}}", {"a": {"b": {"d": 2}}}),
        ("{a: 1, b: 2}", "without: [a]", {"b": 2}),
        (f"a: {{b: {RANGE}}}", "a: {without: [b], b: {value: 1}}", {"a": {"b": {"value": 1}}}),
    ],
)
def test_a_child_does_without_what_it_names(parent, child, result):
    assert merge(parent, child) == (result, [])


@pytest.mark.parametrize(
    ("child", "problem"),
    [
        ("a: {without: [z]}", "c:1: a.without[1]: the parent has no z here; it has b"),
        ("a: {without: [[b]]}", "c:1: a.without[1]: the parent has no […] here; it has b"),
        ("x: {without: [b]}", "c:1: x.without[1]: the parent has no b here; it has –"),
        ("a: {without: b}", "c:1: a.without: b is not a list; write it between [ and ]"),
        ("a: {without: {b: 1}}", "c:1: a.without: {…} is not a list; write it between [ and ]"),
    ],
)
def test_it_can_only_do_without_what_is_there(child, problem):
    assert merge("a: {b: 1}", child)[1] == [problem]


PERIOD = "service: {periods: {office: {hours: [%s], dossiers_per_kit_day: %s}}}"
OTHER_HOURS = "service: {periods: {office: {hours: ['07:00-17:00']%s}}}"


@pytest.mark.parametrize("rate", ["60", "{value: 60, source: s, grade: H}", RANGE])
def test_other_hours_under_a_stated_rate_are_refused(rate):
    """A rate is for the hours it was stated for: ten hours would do the work of eighteen."""
    _, problems = merge(PERIOD % ("'06:00-24:00'", rate), OTHER_HOURS % "")
    stated = 2 if rate == RANGE else 60
    assert len(problems) == 1
    assert problems[0].startswith(
        f"c:1: service.periods.office.hours: the stated rate of a day ({stated}, p:1) was for other"
    )


@pytest.mark.parametrize(
    ("hours", "rate", "more"),
    [
        ("'06:00-24:00'", "60", ", dossiers_per_kit_day: 40"),
        ("'06:00-24:00'", "60", ", without: [dossiers_per_kit_day]"),
        ("'07:00-17:00'", "60", ""),
    ],
)
def test_hours_with_a_rate_of_their_own_or_none_or_the_same_hours_are_not(hours, rate, more):
    _, problems = merge(PERIOD % (hours, rate), OTHER_HOURS % more)
    assert problems == []
