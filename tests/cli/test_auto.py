"""--replications auto: until precise, until decided, until the best is known; resumed, verified."""

import json
from pathlib import Path

import pytest
from cli.command import TINY, call, check_screen, files

from cccd_sim.experiment import executor

AUTO = ("--replications", "auto", "--within-dossiers", 60, "--within-days", 3)
PLACE = Path("runs/run-tiny")


def manifest(place=PLACE):
    return json.loads((place / "manifest.json").read_text(encoding="utf-8"))


def test_a_run_takes_as_many_replications_as_precision_needs():
    done = call("run", TINY, *AUTO)
    assert done.exit_code == 0
    check_screen("auto", done.stdout)
    kept = manifest()
    assert kept["options"]["auto"]["within_dossiers"] == 60
    assert kept["options"]["used"] == {"tiny": kept["replications"]}
    assert kept["replications"] == len(list((PLACE / "replications/tiny").iterdir()))


def test_verify_and_resume_of_such_a_run_change_nothing():
    call("run", TINY, *AUTO)
    before = files(PLACE, "tables/*")
    assert call("verify", PLACE).exit_code == 0
    assert call("resume", PLACE).exit_code == 0
    assert files(PLACE, "tables/*") == before
    assert manifest()["options"]["auto"]["within_days"] == 3


def test_an_interrupted_one_goes_on_as_if_nothing_had_happened(monkeypatch):
    simulate = executor.run_one

    def run_one(replication, *each):
        if replication.number == 12:
            raise KeyboardInterrupt
        return simulate(replication, *each)

    with monkeypatch.context() as patched:
        patched.setattr(executor, "run_one", run_one)
        assert call("run", TINY, *AUTO).exit_code == 130
    assert call("resume", PLACE).exit_code == 0
    call("run", TINY, *AUTO, "--out", "undisturbed")
    assert files(PLACE, "tables/*") == files(Path("undisturbed"), "tables/*")


def test_a_stated_number_extends_such_a_run_and_ends_its_rule():
    call("run", TINY, *AUTO)
    used = manifest()["replications"]
    assert call("resume", PLACE, "--replications", used + 5).exit_code == 0
    assert manifest()["replications"] == used + 5
    assert "auto" not in manifest()["options"]


def test_a_required_probability_is_the_question_and_decides():
    done = call("run", TINY, "--replications", "auto", "--require", 0.95)
    assert done.exit_code == 3
    assert manifest()["replications"] == 10
    assert "10 replications were enough to tell" in done.stdout


@pytest.fixture
def more(tmp_path):
    """Return a scenario of which the dossiers are on time."""
    path = tmp_path / "more.yaml"
    path.write_text(Path(TINY).read_text().replace("initial_kits: 1", "initial_kits: 6"))
    (tmp_path / "districts.csv").write_bytes((Path(TINY).parent / "districts.csv").read_bytes())
    return path


def test_compare_simulates_only_those_that_may_be_the_best(more):
    done = call("compare", TINY, more, "--replications", "auto")
    assert done.exit_code == 0
    used = manifest(Path("runs/compare-tiny"))["options"]["used"]
    assert used["tiny"] == 10
    assert used["more"] > 10
    assert "Kim and Nelson's procedure" in done.stdout
    assert call("verify", "runs/compare-tiny").exit_code == 0


@pytest.mark.parametrize(
    ("verb", "words", "named"),
    [
        ("run", ["--within-days", "2"], "--within-days needs --replications auto"),
        ("run", ["--within-dossiers", "2"], "--within-dossiers needs --replications auto"),
        ("run", ["--replications", "auto", "--within-days", "0"], "more than 0"),
        ("run", ["--replications", "auto", "--within-dossiers", "nan"], "more than 0"),
        ("run", ["--replications", "often"], "or auto; not often"),
        (
            "run",
            ["--replications", "auto", "--require", "0.9", "--within-days", "1"],
            "leave out --within-days",
        ),
        (
            "compare",
            [TINY, "--replications", "auto", "--within-days", "1"],
            "compare selects by dossiers",
        ),
    ],
)
def test_what_means_nothing_is_refused_and_writes_nothing(tmp_path, verb, words, named):
    done = call(verb, TINY, *words)
    assert done.exit_code == 2
    assert named in done.stderr
    assert list(tmp_path.iterdir()) == []
