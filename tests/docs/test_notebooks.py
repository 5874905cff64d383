"""The notebooks: plain programs, each of which checks the conclusion it ends with."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys

import pytest
from snippets import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))
QUICK = ("02-one-station", "06-does-it-fit-2021")
"""Notebooks of some seconds; `make notebooks` runs all of them, in a kernel."""


@pytest.mark.parametrize("name", QUICK)
def test_a_notebook_runs_and_its_conclusion_holds(name, tmp_path):
    few = {**os.environ, "REPLICATIONS": "2"}
    done = subprocess.run(
        [sys.executable, str(ROOT / f"notebooks/{name}.py")],
        cwd=tmp_path,
        env=few,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_defines_nothing_and_asserts_what_it_concludes(path):
    text = path.read_text(encoding="utf-8")
    kinds = [type(node) for node in ast.walk(ast.parse(text))]
    last = text.rsplit("\n# %%", 1)[1]
    assert not {ast.FunctionDef, ast.ClassDef} & set(kinds)
    assert ast.Assert in kinds
    assert last.startswith(" [markdown]\n# **Conclusion.**")


def test_the_notebooks_are_numbered_and_all_of_them_are_told():
    told = (ROOT / "docs/notebooks.md").read_text(encoding="utf-8")
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06", "07"]
    assert re.findall(r"`notebooks/([\w-]+)\.py`", told) == [path.stem for path in NOTEBOOKS]
