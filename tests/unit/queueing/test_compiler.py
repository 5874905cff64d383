"""The compiled code: where it is kept, and that stale code is never used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cccd_sim

RUN = """
import numba
own = numba.config.CACHE_DIR
from cccd_sim.queueing import compiler, kernel
assert numba.config.CACHE_DIR == own, "others keep their own cache"
print(compiler.FOLDER)
"""
FIRST_RUN = """
from cccd_sim import load_scenario, replicate
ensemble = replicate(load_scenario("directive-2-kits"), replications=1, jobs=1)
print(int(ensemble.daily["taken"].sum()))
"""


def python(code: str, source: Path, **environment: str) -> str:
    """Return what a fresh Python prints that takes the package from ``source``."""
    clean = {k: v for k, v in os.environ.items() if k not in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**clean, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def copy(tmp_path):
    """Return a folder with a copy of the package and its scenarios."""
    package = Path(cccd_sim.__file__).parent
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(package, tmp_path / "src" / "cccd_sim", ignore=ignore)
    shutil.copytree(package.parents[1] / "scenarios", tmp_path / "scenarios")
    return tmp_path / "src"


def test_code_is_kept_beside_its_source_even_if_numba_came_first(copy):
    folder = Path(python(RUN, copy))
    assert folder.parent == copy / "cccd_sim" / "queueing" / "__pycache__"


def test_a_changed_constant_makes_another_folder(copy):
    before = python(RUN, copy)
    state = copy / "cccd_sim" / "queueing" / "state.py"
    state.write_text(state.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert python(RUN, copy) != before


def make_unwritable(copy: Path) -> dict[str, str]:
    """Leave no place for compiled code; files where folders belong stop even the superuser."""
    (copy / "cccd_sim" / "queueing" / "__pycache__").write_text("")
    (copy / "home").write_text("")
    return {"HOME": str(copy / "home"), "XDG_CACHE_HOME": str(copy / "home")}


def test_without_any_cache_a_temporary_folder_serves(copy):
    folder = Path(python(RUN, copy, **make_unwritable(copy)))
    assert folder.name.startswith("cccd-sim-")
    assert not folder.exists(), "it is gone after the run"


@pytest.mark.slow
def test_a_first_run_works_on_a_read_only_install(copy):
    dossiers = int(python(FIRST_RUN, copy, **make_unwritable(copy)))
    assert dossiers == pytest.approx(5_900, rel=0.05)
