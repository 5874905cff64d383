"""The public face: every name is there, documented, typed; examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cccd_sim

ROOT = Path(__file__).parents[2]

ASKED = {
    *("load_scenario", "shipped", "Scenario", "replicate", "replicate_all", "compare", "size"),
    *("allocate", "sensitivity", "explain", "write_report", "Ensemble", "Answer", "new_scenario"),
    *("CccdSimError", "ScenarioError", "UsageError", "StorageError", "BrokenLawError"),
    *("run", "write_run", "read_run", "resume_run", "verify_run", "differences", "hooks", "plots"),
    *("events", "trace", "Life"),
}

WITH_EXAMPLES = (
    "cccd_sim",
    "cccd_sim.experiment.replicate",
    "cccd_sim.planning.comparison",
    "cccd_sim.planning.lives",
    "cccd_sim.planning.sizing",
    "cccd_sim.report.plots",
    "cccd_sim.results.ensemble",
    "cccd_sim.scenario.files",
    "cccd_sim.scenario.hooks",
    "cccd_sim.scenario.schema",
)


def test_every_name_that_is_promised_is_there():
    assert set(cccd_sim.__all__) >= ASKED
    assert set(cccd_sim.__all__) == set(cccd_sim._HOMES) == set(dir(cccd_sim))
    for name in cccd_sim.__all__:
        assert getattr(cccd_sim, name) is not None


def test_a_name_that_is_not_there_is_said_so():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = cccd_sim.nothing


@pytest.mark.parametrize("name", sorted(cccd_sim.__all__))
def test_every_public_thing_is_documented(name):
    found = getattr(cccd_sim, name)
    assert inspect.getdoc(found)
    if inspect.isfunction(found) and len(inspect.signature(found).parameters) > 1:
        assert "Parameters\n----------" in inspect.getdoc(found)


def test_every_question_takes_a_language():
    for name in ("run", "compare", "size", "allocate", "sensitivity", "explain", "write_report"):
        assert "language" in inspect.signature(getattr(cccd_sim, name)).parameters


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_are_true(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert found.attempted > 0
    assert found.failed == 0


def in_a_process(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the root of the product."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )


def test_importing_is_silent_and_loads_nothing_heavy():
    code = "import sys, cccd_sim; print('pandas' in sys.modules, 'numba' in sys.modules)"
    done = in_a_process("-W", "error", "-c", code)
    assert (done.stdout, done.stderr, done.returncode) == ("False False\n", "", 0)


def test_every_public_name_is_imported_without_a_warning():
    code = "from cccd_sim import *; import cccd_sim; [getattr(cccd_sim, n) for n in dir(cccd_sim)]"
    done = in_a_process("-W", "error", "-c", code)
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_users_script_is_strictly_typed():
    done = in_a_process(
        "-m", "mypy", "--strict", "--config-file", "pyproject.toml", "tests/typing/user.py"
    )
    assert done.returncode == 0, done.stdout
