"""A resolved scenario resolves to itself; whatever is read is a scenario or a list of problems."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cccd_sim.errors import ScenarioError
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.writing import resolved_text

few = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))

shares = st.floats(0, 1)
minutes = st.floats(0.01, 1000).map(lambda value: f"{value} min")
days = st.floats(0, 300).map(lambda value: f"{value:.9f} days")
texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
names = st.from_regex(r"[A-Za-zĐđÊê0-9][A-Za-zĐđÊê0-9_-]{0,20}", fullmatch=True)


def stated(values):
    """Return numbers in all their forms."""
    origin = {"source": texts, "grade": st.sampled_from("HML")}
    with_range = st.tuples(values, values, values).map(sorted)
    return st.one_of(
        values,
        st.fixed_dictionaries({"value": values}, optional=origin),
        st.builds(
            lambda three, more: {"low": three[0], "base": three[1], "high": three[2], **more},
            with_range,
            st.fixed_dictionaries({}, optional=origin),
        ),
    )


deliveries = st.dictionaries(
    names,
    st.fixed_dictionaries(
        {
            "kits": stated(st.integers(0, 100)),
            "funder": st.sampled_from(["central", "provincial", "district", "loan"]),
            "in_service": st.dates(
                min_value=date(2021, 1, 6),
                max_value=date(2021, 6, 30),
            ),
        },
        optional={"placement": st.sampled_from(["two_per_unit", "proportional", "by_need"])},
    ),
    max_size=5,
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "name": names,
        "title": st.fixed_dictionaries({"vi": texts, "en": texts}),
        "demand": st.fixed_dictionaries(
            {},
            optional={
                "show_up": stated(shares),
                "reserve": stated(st.floats(0, 10)),
                "return_next_day": stated(shares),
            },
        ),
        "supply": st.fixed_dictionaries(
            {},
            optional={
                "initial_kits": stated(st.integers(0, 500)),
                "deliveries": deliveries,
                "breakdown": st.fixed_dictionaries({"repair_near": days}),
            },
        ),
        "service": st.fixed_dictionaries(
            {}, optional={"capture": st.fixed_dictionaries({"mean": minutes})}
        ),
    },
)
BASE = load_scenario("promised-32-campaign")


def outcome(make: Callable[[], Scenario]) -> Scenario | ScenarioError:
    """Return a scenario, or the error that lists what is wrong."""
    try:
        return make()
    except ScenarioError as error:
        return error


def read(content: bytes) -> Scenario | ScenarioError:
    """Return what becomes of the content of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.yaml")
        path.write_bytes(content)
        return outcome(lambda: load_scenario(path))


def check(found: Scenario | ScenarioError) -> None:
    """Hold an error to its promise: it lists problems that can be told."""
    if isinstance(found, ScenarioError):
        assert found.problems
        assert all(problem.text("en") and problem.text("vi") for problem in found.problems)


@few
@given(changes)
def test_resolving_twice_is_resolving_once(change):
    scenario = BASE.with_(**change)
    text = resolved_text(scenario)
    again = read(text.encode())
    assert again == scenario
    assert resolved_text(again, origins=False) == resolved_text(scenario, origins=False)


@few
@given(st.binary(max_size=300))
def test_bytes_are_a_scenario_or_problems(content):
    check(read(content))


@few
@given(st.text(st.sampled_from("ab: -\n[]{},'\"&*!#|>?%@`~0.19x\t"), max_size=120))
def test_texts_like_yaml_are_a_scenario_or_problems(text):
    check(read(b"extends: promised-32-campaign\n" + text.encode()))


KEYS = st.sampled_from(
    [
        "campaign",
        "demand",
        "supply",
        "service",
        "start",
        "deadline",
        "show_up",
        "deliveries",
        "initial_kits",
        "kits",
        "periods",
        "office",
        "campaign",
        "hours",
        "value",
        "base",
        "low",
        "add",
        "times",
        "to",
        "districts",
        "extends",
        "name",
        "title",
        "closed",
        "from",
        "march",
    ]
)
VALUES = st.one_of(
    st.integers(),
    st.floats(),
    st.booleans(),
    texts,
    st.sampled_from(["3 days", "2021-03-01", "07:00-11:00", "0.5", "promised-32-campaign"]),
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(st.dictionaries(KEYS, inner, max_size=4), st.lists(inner, max_size=3)),
    max_leaves=15,
)
PATHS = st.lists(KEYS, min_size=1, max_size=4).map(".".join)


@few
@given(st.dictionaries(st.sampled_from(["campaign", "demand", "supply", "service"]), TREES))
def test_any_change_is_a_scenario_or_problems(change):
    check(outcome(lambda: BASE.with_(**change)))


@few
@given(PATHS, TREES | st.text(max_size=30))
def test_any_setting_is_a_scenario_or_problems(path, value):
    check(outcome(lambda: load_scenario("promised-32-campaign", {path: value})))
