"""run and compare: the answer, the folder, the exit codes."""

import json
from pathlib import Path

import pytest
from cli.command import TINY, call, check_screen, files

from cccd_sim.analysis.measures import MONEY, PROBABILITIES, UNITS
from cccd_sim.errors import BrokenLawError
from cccd_sim.experiment import executor


def test_run_tells_the_answer_then_the_table_then_where_the_files_are():
    done = call("run", TINY, "--replications", 8)
    assert done.exit_code == 0
    assert done.stderr == ""
    check_screen("run", done.stdout)


def test_compare_tells_which_is_best_and_by_how_much(tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text((Path(TINY)).read_text().replace("initial_kits: 1", "initial_kits: 6"))
    (tmp_path / "districts.csv").write_bytes((Path(TINY).parent / "districts.csv").read_bytes())
    done = call("compare", TINY, more, "--replications", 8)
    assert done.exit_code == 0
    check_screen("compare", done.stdout)
    content = json.loads(Path("runs/compare-tiny/answer.json").read_text(encoding="utf-8"))
    assert (content["best"], content["baseline"]) == ("more", "tiny")
    measured = [name for name, unit in UNITS.items() if unit != "0 or 1"]
    assert len(content["comparison"]) == len([*measured, *PROBABILITIES, *MONEY, "next 1,000"])
    assert Path("runs/compare-tiny/tables/comparison.csv").stat().st_size > 100


def test_a_run_folder_holds_what_it_should(charts):
    assert call("run", TINY, "--replications", 3, "--quiet").exit_code == 0
    place = Path("runs/run-tiny")
    assert {path.name for path in place.iterdir()} == {
        "manifest.json",
        "scenario",
        "tables",
        "charts",
        "replications",
        "answer.json",
    }
    assert {path.stem for path in (place / "tables").iterdir()} == {
        "summary",
        "replications",
        "daily",
        "stations",
        "pipeline",
        "districts",
        "kits",
        "unserved",
        "bridge",
        "costs",
        "cost_lines",
    }
    assert len(list((place / "replications/tiny").iterdir())) == 3
    assert {path.suffix for path in (place / "charts").iterdir()} == {".png", ".svg"}
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"] is True
    assert manifest["command"].startswith("cccd-sim run ")
    assert set(manifest["tables"]) == set(files(place, "tables/*"))
    assert manifest["facts"]["tiny"]["eligible"] == 2000


def test_json_is_the_answer_and_nothing_else():
    done = call("run", TINY, "--replications", 3, "--json")
    assert done.stdout == Path("runs/run-tiny/answer.json").read_text(encoding="utf-8")
    assert json.loads(done.stdout)["scenarios"][0]["scenario"] == "tiny"


def test_quiet_prints_the_answer_only():
    done = call("run", TINY, "--replications", 3, "--quiet")
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("Before 22 March 2021, 1,")


def test_vietnamese_is_the_default_and_writes_numbers_its_way():
    assert call("run", TINY, "--replications", 2, "--quiet", language=None).exit_code == 0
    answer = json.loads(Path("runs/run-tiny/answer.json").read_text(encoding="utf-8"))
    assert answer["language"] == "vi"
    assert "22/3/2021" in answer["headline"]
    assert "2.000" in answer["headline"]


def test_the_same_seed_gives_the_same_tables_for_any_number_of_jobs(monkeypatch):
    call("run", TINY, "--replications", 5, "--out", "one")
    monkeypatch.setattr(executor, "IN_LINE_SECONDS", 0.0)
    call("run", TINY, "--replications", 5, "--out", "two", "--jobs", 2)
    call("run", TINY, "--replications", 5, "--out", "other", "--seed", 2)
    assert files(Path("one"), "tables/*") == files(Path("two"), "tables/*")
    assert files(Path("one"), "tables/daily.csv") != files(Path("other"), "tables/daily.csv")


def test_set_changes_an_entry_and_the_folder_remembers_it():
    done = call("run", TINY, "--replications", 2, "--set", "supply.initial_kits=5", "--json")
    assert json.loads(done.stdout)["scenarios"][0]["kits"] == 8
    assert "initial_kits: 5" in Path("runs/run-tiny/scenario/tiny.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "told"), [("vi", "đã đổi trên dòng lệnh"), ("en", "changed on the command line")]
)
def test_the_answer_tells_what_was_set_and_still_does_when_it_is_extended(lang, told):
    """The name and the title are those of the scenario as shipped: nobody else would say so."""
    setting = "supply.initial_kits=5"
    done = call("run", TINY, "--replications", 2, "--set", setting, "--lang", lang)
    said = f"tiny: {told}: supply.initial_kits = 5"
    assert said in " ".join(done.stdout.split())
    again = call("resume", "runs/run-tiny", "--replications", 3, "--lang", lang)
    assert said in " ".join(again.stdout.split())
    assert told not in call("run", TINY, "--replications", 2, "--out", "plain").stdout


@pytest.mark.parametrize(("required", "code"), [(0.0, 0), (1.0, 3)])
def test_require_is_told_by_the_exit_code_once_everything_is_written(required, code):
    done = call("run", TINY, "--replications", 12, "--require", required)
    assert done.exit_code == code
    assert Path("runs/run-tiny/manifest.json").exists()
    assert ("not met" in done.stderr) == (code == 3)


BAD = [
    (["nowhere.yaml"], "nowhere.yaml"),
    ([TINY, "--set", "supply.initial_kits=-1"], "initial_kits"),
    ([TINY, "--set", "supply.initial_kit=1"], "initial_kits"),
    ([TINY, "--set", "supply"], "--set"),
    ([TINY, "--replications", "0"], "--replications"),
    ([TINY, "--replications", "1000000000"], "--replications"),
    ([TINY, "--replications", "many"], "--replications"),
    ([TINY, "--seed", "-1"], "--seed"),
    ([TINY, "--require", "2"], "--require"),
    ([TINY, "--require", "nan"], "--require"),
    ([TINY, "--lang", "fr"], "--lang"),
    ([TINY, TINY], "two scenarios are called tiny"),
    ([TINY, "--out", "x.partial"], "x.partial"),
    ([TINY, "--out", "."], ". cannot become a run folder"),
    ([TINY, "--out", ".."], ".. cannot become a run folder"),
    ([TINY, "--out", "/"], "/ cannot become a run folder"),
    ([], "is missing"),
]


@pytest.mark.parametrize(("words", "named"), BAD)
def test_what_cannot_be_used_ends_with_2_is_named_and_writes_nothing(tmp_path, words, named):
    done = call("run", *words)
    assert done.exit_code == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_problems_of_all_scenarios_are_told_at_once():
    done = call("run", "one.yaml", "two.yaml")
    assert "one.yaml" in done.stderr
    assert "two.yaml" in done.stderr


def test_compare_wants_two_scenarios():
    done = call("compare", TINY)
    assert done.exit_code == 2
    assert "at least two scenarios" in done.stderr


def test_parquet_without_its_package_is_told_before_anything_is_done(monkeypatch, tmp_path):
    monkeypatch.setattr("cccd_sim.cli.job.find_spec", lambda name: None)
    done = call("run", TINY, "--parquet")
    assert done.exit_code == 2
    assert "pip install 'cccd-sim[parquet]'" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_replaced_only_by_force():
    assert call("run", TINY, "--replications", 2).exit_code == 0
    again = call("run", TINY, "--replications", 3)
    assert again.exit_code == 2
    assert "runs/run-tiny exists" in again.stderr
    assert call("run", TINY, "--replications", 3, "--force").exit_code == 0
    assert len(list(Path("runs/run-tiny/replications/tiny").iterdir())) == 3


@pytest.mark.parametrize("out", ["file/below", "/proc/nothing"])
def test_what_cannot_be_written_ends_with_74(out):
    Path("file").touch()
    done = call("run", TINY, "--replications", 2, "--out", out)
    assert done.exit_code == 74
    assert "cannot read or write" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_leaves_what_was_done_and_says_how_to_go_on(monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device", "answer.json")

    with monkeypatch.context() as patched:
        patched.setattr("cccd_sim.results.store.RunFolder.finish", full)
        done = call("run", TINY, "--replications", 2)
    assert done.exit_code == 74
    assert "answer.json: No space left on device" in done.stderr
    assert "`cccd-sim resume runs/run-tiny.partial` finishes it" in done.stderr
    assert call("resume", "runs/run-tiny").exit_code == 0


@pytest.mark.parametrize("debug", [False, True])
def test_a_broken_law_ends_with_70_and_what_makes_it_happen_again(monkeypatch, debug):
    class Broken:
        def __init__(self, scenario, streams):
            raise BrokenLawError("citizens do not add up")

    monkeypatch.setattr(executor, "Campaign", Broken)
    done = call("run", TINY, "--seed", 5, *(["--debug"] if debug else []))
    assert done.exit_code == 70
    assert "scenario tiny, seed 5, replication 1" in done.stderr
    assert "citizens do not add up" in done.stderr
    assert ("Traceback" in done.stderr) == debug


def test_any_other_fault_is_one_line_and_70(monkeypatch):
    def fault(*_):
        raise KeyError("nowhere")

    monkeypatch.setattr("cccd_sim.cli.job.draw_all", fault)
    done = call("run", TINY, "--replications", 2)
    assert done.exit_code == 70
    assert done.stderr == "Internal error: KeyError: 'nowhere'\n"
