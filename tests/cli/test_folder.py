"""resume and verify: interrupted, extended, made again, changed by hand."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.command import TINY, call, check_screen, files

from cccd_sim.experiment import executor

PLACE = Path("runs/run-tiny")
PARTIAL = Path("runs/run-tiny.partial")
WITHOUT_CHARTS = (
    "import cccd_sim.cli.job as job; job.draw_all = lambda *_: []; "
    "from cccd_sim.cli.app import main; main()"
)
SLOWLY = (
    "import time, cccd_sim.experiment.executor as executor; simulate = executor.run_one; "
    "executor.run_one = lambda *call: time.sleep(0.02) or simulate(*call); "
)
"""A tiny run would else be over before a signal reaches it."""


HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""What a shell starts in the background ignores SIGINT, and so do its children."""


def start(*words: object, first: str = "") -> "subprocess.Popen[str]":
    """Start a command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", HEARS + first + WITHOUT_CHARTS, *map(str, words), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stop_midway(process, sent) -> tuple[str, str]:
    """Send a signal once some replications are kept, and wait for the end."""
    kept = PARTIAL / "replications" / "tiny"
    while process.poll() is None and len(list(kept.glob("*.npz"))) < 5:
        time.sleep(0.01)
    process.send_signal(sent)
    return process.communicate(timeout=60)


@pytest.fixture
def interrupted(monkeypatch):
    """Interrupt a run of eight replications after its third."""
    simulate = executor.run_one

    def run_one(replication, *each):
        if replication.number == 4:
            raise KeyboardInterrupt
        return simulate(replication, *each)

    with monkeypatch.context() as patched:
        patched.setattr(executor, "run_one", run_one)
        return call("run", TINY, "--replications", 8)


def test_an_interrupted_run_ends_with_130_and_leaves_what_was_done(interrupted):
    assert interrupted.exit_code == 130
    assert interrupted.stdout == ""
    assert "`cccd-sim resume runs/run-tiny.partial` finishes it" in interrupted.stderr
    assert not PLACE.exists()
    assert json.loads((PARTIAL / "manifest.json").read_text())["complete"] is False
    assert len(list((PARTIAL / "replications/tiny").iterdir())) == 3


def test_resume_finishes_an_interrupted_run_as_if_nothing_had_happened(interrupted):
    done = call("resume", PLACE)
    assert done.exit_code == 0
    check_screen("run", done.stdout)
    call("run", TINY, "--replications", 8, "--out", "undisturbed")
    assert files(PLACE, "tables/*") == files(Path("undisturbed"), "tables/*")
    assert not PARTIAL.exists()


def test_resume_extends_a_finished_run(interrupted):
    call("resume", PARTIAL)
    done = call("resume", PLACE, "--replications", 12, "--quiet")
    assert done.exit_code == 0
    assert "12 replications" in done.stdout
    call("run", TINY, "--replications", 12, "--out", "undisturbed")
    assert files(PLACE, "tables/*") == files(Path("undisturbed"), "tables/*")


def test_resume_never_shrinks_a_run(interrupted):
    done = call("resume", PLACE, "--replications", 7)
    assert done.exit_code == 2
    assert "the run has 8 replications" in done.stderr


def test_resume_of_a_finished_run_changes_nothing():
    call("run", TINY, "--replications", 3)
    before = files(PLACE, "tables/*")
    assert call("resume", PLACE).exit_code == 0
    assert files(PLACE, "tables/*") == before


def test_resume_goes_on_in_the_language_of_the_run_unless_told_otherwise():
    call("run", TINY, "--replications", 2, "--lang", "vi")
    assert "22/3/2021" in call("resume", PLACE, language=None).stdout
    assert "22 March 2021" in call("resume", PLACE, "--lang", "en").stdout


@pytest.mark.parametrize("verb", ["resume", "verify"])
def test_what_is_no_run_folder_ends_with_74(verb):
    done = call(verb, "nowhere")
    assert done.exit_code == 74
    assert "nowhere is not a run folder" in done.stderr


def test_verify_says_that_nothing_has_changed():
    call("run", TINY, "--replications", 3)
    done = call("verify", PLACE)
    assert done.exit_code == 0
    check_screen("verify", done.stdout)


def test_verify_names_the_tables_that_differ():
    call("run", TINY, "--replications", 3)
    table = PLACE / "tables/kits.csv"
    table.write_bytes(table.read_bytes().replace(b"spring-1", b"spring-9"))
    (PLACE / "tables/unserved.csv").unlink()
    done = call("verify", PLACE)
    assert done.exit_code == 1
    assert done.stderr == "Error: tables differ: tables/kits.csv, tables/unserved.csv\n"


def test_verify_notices_a_program_that_simulates_something_else(monkeypatch):
    call("run", TINY, "--replications", 3)
    simulate = executor.run_one
    other = lambda call, *each: simulate(call._replace(seed=99), *each)  # noqa: E731
    monkeypatch.setattr(executor, "run_one", other)
    done = call("verify", PLACE, "--json")
    assert done.exit_code == 1
    assert "tables/daily.csv" in json.loads(done.stdout)["differing"]


@pytest.mark.parametrize("verb", ["resume", "verify"])
def test_an_edited_manifest_or_scenario_ends_with_74(verb):
    call("run", TINY, "--replications", 2)
    for name in ("manifest.json", "scenario/tiny.yaml"):
        path = PLACE / name
        content = path.read_bytes()
        path.write_bytes(content + b" \n#")
        done = call(verb, PLACE)
        assert done.exit_code == 74
        assert name in done.stderr
        path.write_bytes(content)


def test_an_unfinished_folder_is_not_verified(interrupted):
    done = call("verify", PARTIAL)
    assert done.exit_code == 2
    assert "is not complete" in done.stderr


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_stopped_by_a_signal_is_finished_by_resume(sent):
    call("run", TINY, "--replications", 100, "--out", "undisturbed")
    process = start("run", TINY, "--replications", 100, "--jobs", 1, first=SLOWLY)
    _, told = stop_midway(process, sent)
    assert process.returncode == (130 if sent == signal.SIGINT else -sent)
    assert "Traceback" not in told
    kept = len(list((PARTIAL / "replications/tiny").glob("*.npz")))
    assert 5 <= kept < 100
    assert call("resume", PLACE).exit_code == 0
    assert files(PLACE, "tables/*") == files(Path("undisturbed"), "tables/*")


def test_a_reader_who_leaves_early_is_no_error():
    process = start("run", TINY, "--replications", 2)
    process.stdout.close()
    told = process.stderr.read()
    assert (process.wait(timeout=60), told) == (0, "")
    assert PLACE.exists()


def test_no_worker_outlives_a_killed_run():
    process = start("run", TINY, "--replications", 4000, "--jobs", "2")
    kept = PARTIAL / "replications" / "tiny"
    while process.poll() is None and len(list(kept.glob("*.npz"))) < 20:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)  # returns once the last worker has closed its end
