"""No two replications of any command share a random stream: every verb, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.command import TINY, call
from heard import listening

from cccd_sim.planning.questions import QUESTIONS

pytestmark = pytest.mark.slow

RANGE = ("--set", "demand.show_up={low: 0.7, base: 0.85, high: 0.9}")
"""Something nobody knows, so that parameters are drawn and twins are run."""


@pytest.fixture(autouse=True)
def quiet_folder(tmp_path, monkeypatch):
    """Work in an empty folder; draw nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cccd_sim.cli.job.draw_all", lambda *_: [])
    monkeypatch.setattr("cccd_sim.cli.job.draw_answer", lambda *_: [])


@pytest.mark.parametrize("count", ["20", "auto"])
@pytest.mark.parametrize("verb", ["run", "compare"])
def test_run_and_compare(verb, count, tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text(Path(TINY).read_text().replace("initial_kits: 1", "initial_kits: 2"))
    (tmp_path / "districts.csv").write_bytes(Path(TINY).with_name("districts.csv").read_bytes())
    with listening() as heard:
        assert call(verb, TINY, more, *RANGE, "--replications", count).exit_code == 0
    assert heard.nothing_is_shared()


@pytest.mark.parametrize("verb", sorted(QUESTIONS))
def test_questions(verb):
    with listening() as heard:
        assert call(verb, TINY, *RANGE, "--jobs", 1).exit_code == 0
    assert heard.luck
    assert heard.nothing_is_shared()
    assert not heard.stray
