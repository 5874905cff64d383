"""A province a hundredth the size of Đắk Lắk, in which whatever the documents say runs quickly."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from snippets import QUESTIONS, ROOT, TINY

from cccd_sim.scenario.files import load_scenario

SMALLER = 100
HOMES = {
    "size": "sizing",
    "allocate": "allocation",
    "sensitivity": "sensitivity",
    "explain": "explanation",
}
"""Where the questions live."""


def rewrite(path: Path, eligible: dict[str, int]) -> None:
    """Write a table of places again, with other numbers of citizens by code."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["eligible"] = str(eligible[row["code"]])
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


@pytest.fixture(scope="session")
def small_scenarios(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped scenarios in which Đắk Lắk has 15,000 citizens."""
    folder = tmp_path_factory.mktemp("shipped") / "scenarios"
    shutil.copytree(ROOT / "scenarios", folder)
    communes, districts = {}, Counter[str]()
    with (folder / "dak-lak/communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            communes[row["code"]] = max(int(row["eligible"]) // SMALLER, 1)
            districts[row["district"]] += communes[row["code"]]
    rewrite(folder / "dak-lak/communes.csv", communes)
    rewrite(folder / "dak-lak/districts.csv", districts)
    return folder


@pytest.fixture
def reader(small_scenarios: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand where a reader stands: an empty folder, the small province, no charts."""
    monkeypatch.setattr("cccd_sim.scenario.files.shipped_folder", lambda: small_scenarios)
    monkeypatch.setattr("cccd_sim.cli.job.draw_all", lambda *_: [])
    monkeypatch.delenv("CCCD_SIM_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def tiny_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Python ask its long questions about a tiny province, whatever it asks about."""
    for name, module in HOMES.items():
        home = import_module(f"cccd_sim.planning.{module}")
        monkeypatch.setattr(home, name, asked_of_tiny(getattr(home, name), QUESTIONS[name]))


def asked_of_tiny(question: Any, replications: str) -> Any:
    """Return a question that is asked about the tiny province, with few replications."""

    def asked(_scenario: object, *others: object, **options: object) -> object:
        options["replications"] = int(replications)
        return question(load_scenario(TINY), *others, **options)

    return asked
