"""The shipped schema for editors, and the page about entries: current, neither lax nor strict."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from cccd_sim.scenario import reference
from cccd_sim.scenario.files import shipped_folder
from cccd_sim.scenario.nodes import Mark, plain
from cccd_sim.scenario.yaml import parse

FILES = sorted(shipped_folder().rglob("*.yaml"))
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editors_accept_the_shipped_files(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == (shipped_folder() / "schema.json").resolve()
    data = plain(parse(path.read_text(encoding="utf-8"), Mark(path.name), []))
    jsonschema.Draft202012Validator(json.loads(reference.json_schema())).validate(data)


@pytest.mark.parametrize(
    "data",
    [
        {"suply": {}},
        {"supply": {"initial_kit": 2}},
        {"demand": {"show_up": []}},
        {"supply": {"deliveries": {"without": "march"}}},
    ],
)
def test_editors_refuse_what_is_no_scenario(data):
    validator = jsonschema.Draft202012Validator(json.loads(reference.json_schema()))
    assert not validator.is_valid(data)


def test_the_shipped_schema_is_current():
    """Mend: cccd-sim scenario schema > scenarios/schema.json."""
    assert (ROOT / "scenarios/schema.json").read_text(encoding="utf-8") == reference.json_schema()


def test_the_reference_page_is_current():
    """Mend: cccd-sim scenario schema --format markdown > docs/scenario.md."""
    assert (ROOT / "docs/scenario.md").read_text(encoding="utf-8") == reference.markdown()
