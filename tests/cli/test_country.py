"""A country from the command line: its tables and charts, and what takes one province only."""

import csv
from pathlib import Path

import pytest
from cli.command import TINY, call, files

SCENARIO = f"""\
extends: {Path(TINY).name}
demand:
  districts: districts.csv
supply:
  without: [provincial_station]
  initial_kits: 4
  initial_at: districts
service: {{without: [stops]}}
caveat: {{vi: bịa ra, en: made up for a test}}
"""
ROWS = "11,A,1200,Bắc\n12,B,300,Bắc\n21,A,500,Nam\n"


@pytest.fixture
def country(quiet_folder):
    """Write a country of two provinces beside a copy of the tiny scenario."""
    head = (Path(TINY).parent / "districts.csv").read_text(encoding="utf-8").splitlines()[0]
    rows = [head + ",province"]
    for row in ROWS.splitlines():
        code, name, eligible, province = row.split(",")
        rows.append(f"{code},{name},{name},{eligible},5,0,0,0.13,0.43,0.32,0.1,0.02,{province}")
    Path("districts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    text = Path(TINY).read_text(encoding="utf-8")
    Path("tiny.yaml").write_text(text, encoding="utf-8")
    Path("two.yaml").write_text(SCENARIO, encoding="utf-8")
    return "two.yaml"


def rows_of(name):
    with Path(f"runs/run-two/tables/{name}.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_a_country_is_run_drawn_verified_and_extended(country, charts):
    done = call("run", country, "--replications", 2)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "two: made up for a test." in " ".join(done.stdout.split())
    assert [row["province"] for row in rows_of("provinces")] == ["Bắc", "Nam"]
    assert [row["district"] for row in rows_of("districts")] == ["11", "12", "21"]
    assert {row["district"] for row in rows_of("daily")} == {"11", "12", "21"}
    drawn = {path.stem for path in Path("runs/run-two/charts").glob("*.png")}
    assert "two-districts" in drawn
    assert call("verify", "runs/run-two").exit_code == 0
    assert call("resume", "runs/run-two", "--replications", 3).exit_code == 0
    assert call("report", "runs/run-two", "--format", "html").exit_code == 0


def test_a_resolved_country_is_the_same_country(country):
    assert call("run", country, "--replications", 1).exit_code == 0
    before = files(Path("runs/run-two"), "tables/daily.csv")
    again = call("run", "runs/run-two/scenario/two.yaml", "--replications", 1, "--force")
    assert again.exit_code == 0
    assert files(Path("runs/run-two"), "tables/daily.csv") == before


@pytest.mark.parametrize("verb", ["size", "allocate", "sensitivity", "explain"])
def test_questions_take_one_province(country, verb):
    done = call(verb, country)
    assert done.exit_code == 2
    assert "two is a country of 2 provinces: only run, compare and report take one" in done.stderr
    assert not Path("runs").exists()


@pytest.mark.parametrize("record", [("--events",), ("--trace", "citizen:11:1")])
def test_events_are_of_one_province(country, record):
    done = call("run", country, *record)
    assert done.exit_code == 2
    assert "without --events and --trace" in done.stderr
