"""What the documentation says is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from cccd_sim.results.tables import TABLES
from cccd_sim.scenario.files import shipped

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    *(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
]
MADE = (".venv/", "build/", "runs/", "tables/", "charts/", "replications/", "traces/", "mine/")
"""What commands make."""
SHIPPED = "docs/scenarios.md"
FOLDER = "docs/run-folder.md"


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def defaults() -> dict[str, dict[str, object]]:
    """Return entry and value of every number of the shipped base, as written in the files."""
    found: dict[str, dict[str, object]] = {}

    def walk(node: object, path: tuple[str, ...]) -> None:
        if not isinstance(node, dict):
            return
        if "grade" in node and ("value" in node or "base" in node):
            found[".".join(path)] = node
        for key, value in node.items():
            walk(value, (*path, str(key)))

    folder = ROOT / "scenarios"
    for name in ("dak-lak/common.yaml", "promised-32-campaign.yaml"):
        walk(yaml.safe_load((folder / name).read_text(encoding="utf-8")), ())
    return found


def number(value: object) -> float:
    """Return a number of a scenario file without its unit."""
    return float(str(value).split()[0])


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page):
    named = re.findall(r"\]\(([^)#:]+)\)|`(\.?[a-z][\w./-]*/[\w./-]*)`", read(page))
    places = [link or path for link, path in named]
    here = (ROOT / page).parent
    missing = [
        place
        for place in places
        if not place.startswith(MADE)
        and place not in shipped()
        and not any((base / place).exists() for base in (ROOT, here, ROOT / "src/cccd_sim"))
    ]
    assert missing == []


def test_the_table_of_defaults_is_that_of_the_files():
    rows = re.findall(
        r"^\| `([a-z0-9_.]+)` \| ([^|]+) \|([^|]*)\| ([HML]) \|", read("docs/model.md"), re.M
    )
    known = defaults()
    for entry, base, ends, grade in rows:
        given = known.pop(entry)
        stated = [given.get("base", given.get("value")), given.get("low"), given.get("high")]
        written = re.findall(r"[\d.]+", base + ends)
        assert [float(each) for each in written] == [
            number(each) for each in stated if each is not None
        ]
        assert grade == given["grade"]
    assert [name for name in known if "desks" not in name and "deliveries" not in name] == []


def test_every_shipped_scenario_and_table_is_told():
    assert [name for name in shipped() if f"`{name}`" not in read(SHIPPED)] == []
    assert [name for name in TABLES if f"`{name}.csv`" not in read(FOLDER)] == []


def test_every_page_is_reached_from_the_first_one():
    first = read("docs/index.md")
    pages = [page.removeprefix("docs/").removesuffix(".md") for page in PAGES[2:]]
    assert [page for page in pages if page != "index" and f"\n{page}\n" not in first] == []


def test_the_terms_of_both_languages_stand_in_the_glossary():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|([^|]*)\|$", read("docs/glossary.md"), re.M)
    assert len(rows) > 50
    assert [english for english, _, vietnamese in rows if not vietnamese.strip()] == []


def test_every_entry_that_the_directive_s_table_names_is_in_the_schema():
    page = read("docs/directive.md")
    known = read("docs/scenario.md")
    entries = re.findall(r"`((?:demand|supply|service|central|costs)\.[a-z_.]+)`", page)
    sections = {entry.rsplit(".", 1)[0] for entry in entries}
    assert len(entries) > 10
    assert [entry for entry in entries if f"`{entry.rsplit('.', 1)[1]}`" not in known] == []
    assert [each for each in sections if each.rsplit(".", 1)[-1] not in known] == []
    scenarios = set(re.findall(r"`(directive/[a-z-]+)`", page))
    assert scenarios == {name for name in shipped() if name.startswith("directive/")}


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z]+)", read(page))) <= targets
