"""sensitivity and explain: the screens, the folder, what is refused."""

import json
from pathlib import Path

import pytest
from cli.command import TINY, call, check_screen, files

FEW = ("--set", "demand.show_up=1", "--set", "central.check.rework=0")
FEWER = (*FEW, "--set", "demand.home_visit_share=0")


@pytest.fixture(autouse=True)
def no_charts(monkeypatch, request):
    if "charts" not in request.fixturenames:
        monkeypatch.setattr("cccd_sim.cli.job.draw_answer", lambda *_: [])


def test_sensitivity_tells_what_matters_most_and_what_cannot():
    done = call("sensitivity", TINY, "--measure", "in_hand", "--jobs", 1)
    assert (done.exit_code, done.stderr) == (0, "")
    check_screen("sensitivity", done.stdout)
    content = json.loads(Path("runs/sensitivity-tiny/answer.json").read_text(encoding="utf-8"))
    assert content["inputs"][0]["input"] == "supply.deliveries.spring.delay"
    again = call("verify", "runs/sensitivity-tiny")
    assert again.exit_code == 0


def test_explain_tells_days_and_citizens_by_cause():
    done = call("explain", TINY, *FEW, "--replications", 2, "--jobs", 1)
    assert (done.exit_code, done.stderr) == (0, "")
    check_screen("explain", done.stdout)
    content = json.loads(Path("runs/explain-tiny/answer.json").read_text(encoding="utf-8"))
    first, *parts, last = content["bridge"]["citizens"]
    assert first["shown"] - sum(each["shown"] for each in parts) == last["shown"]
    assert call("verify", "runs/explain-tiny").exit_code == 0


@pytest.mark.parametrize("verb", ["sensitivity", "explain"])
def test_an_interrupted_question_is_finished_by_resume_with_the_same_tables(monkeypatch, verb):
    words = (verb, TINY, "--jobs", 1, *(FEWER if verb == "explain" else ()))
    assert call(*words, "--out", "whole").exit_code == 0

    def full(*_, **__):
        raise OSError(28, "No space left on device", "answer.json")

    with monkeypatch.context() as patched:
        patched.setattr("cccd_sim.results.store.RunFolder.finish", full)
        assert call(*words, "--out", "part").exit_code == 74
    notebook = Path("part.partial/trials.jsonl")
    lines = notebook.read_text(encoding="utf-8").splitlines(keepends=True)
    notebook.write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
    assert call("resume", "part").exit_code == 0
    assert files(Path("part"), "tables/*") == files(Path("whole"), "tables/*")


def test_a_question_is_not_extended():
    assert call("sensitivity", TINY, "--jobs", 1).exit_code == 0
    before = files(Path("runs/sensitivity-tiny"), "tables/*")
    done = call("resume", "runs/sensitivity-tiny", "--replications", 60)
    assert done.exit_code == 2
    assert "ask it again with --replications 60" in done.stderr
    assert files(Path("runs/sensitivity-tiny"), "tables/*") == before


def test_both_are_drawn(charts):
    assert call("sensitivity", TINY, "--jobs", 1, "--quiet").exit_code == 0
    assert call("explain", TINY, *FEWER, "--replications", 1, "--jobs", 1, "--quiet").exit_code == 0
    found = {path.name for path in Path("runs").glob("*/charts/*.png")}
    assert found == {"tiny-sensitivity.png", "tiny-waterfall.png"}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("sensitivity", TINY, "--method", "guess"), "--method"),
        (("sensitivity", TINY, "--measure", "cards"), "--measure"),
        (("sensitivity", TINY, "--inputs", "supply.kits"), "supply.kits"),
        (("sensitivity", TINY, "--method", "sobol", "--samples", "5"), "a power of two"),
        (("sensitivity", TINY, TINY), "too much"),
        (("explain", TINY, "--milestone", "cards"), "--milestone"),
        (("explain", "nowhere.yaml"), "nowhere.yaml"),
        (("explain", TINY, "--replications", "0"), "--replications"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_and_writes_nothing(tmp_path, words, named):
    done = call(*words)
    assert done.exit_code == 2
    assert named in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_salib_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr("cccd_sim.planning.screening.find_spec", lambda _: None)
    done = call("sensitivity", TINY, "--method", "morris")
    assert done.exit_code == 2
    assert "pip install 'cccd-sim[analysis]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
