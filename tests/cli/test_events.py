"""run --events and --trace: the log of everything, and single lives."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from cli.command import TINY, call, files

import cccd_sim
from cccd_sim.results.contents import read_table
from cccd_sim.results.tables import TABLES

PLACE = Path("runs/run-tiny")
RUN = ("run", TINY, "--replications", 2, "--quiet")


def rows(path: str) -> list[dict[str, str]]:
    with (PLACE / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def busiest_citizen() -> str:
    """Return the citizen of whom the log has most to tell."""
    cases = Counter(row["case:concept:name"] for row in rows("tables/events.csv"))
    return max((case for case in cases if ":" in case), key=cases.__getitem__)


def test_a_run_without_the_options_holds_neither():
    call(*RUN)
    assert not (PLACE / "tables/events.csv").exists()
    assert not (PLACE / "traces").exists()


def test_events_of_the_first_replication_are_written_and_change_nothing_else():
    call(*RUN, "--out", "plain")
    assert call(*RUN, "--events").exit_code == 0
    found = rows("tables/events.csv")
    assert tuple(found[0]) == TABLES["events"].columns
    assert {row["replication"] for row in found} == {"1"}
    taken = sum(row["kind"] in ("finishing_end", "visit_end") for row in found)
    daily = [row for row in rows("tables/daily.csv") if row["replication"] == "1"]
    columns = ("taken", "returnees", "recaptured")
    assert taken == sum(int(row[column]) for row in daily for column in columns)
    tables = files(PLACE, "tables/*")
    del tables["tables/events.csv"]
    assert tables == files(Path("plain"), "tables/*")


def test_each_scenario_has_its_events(tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text(f"extends: {TINY}\nsupply: {{initial_kits: 2}}\n".replace(TINY, "tiny.yaml"))
    for name in ("tiny.yaml", "districts.csv"):
        (tmp_path / name).write_bytes((Path(TINY).parent / name).read_bytes())
    words = ("compare", "tiny.yaml", "more.yaml", "--replications", 2, "--quiet", "--out", PLACE)
    traced = call(*words, "--trace", "kit=initial-2")
    alone = rows("traces/kit-initial-2.csv")
    assert {row["scenario"] for row in alone} == {"more"}
    logged = call(*words, "--trace", "kit=initial-2", "--events", "--force")
    assert logged.stdout == traced.stdout
    assert rows("traces/kit-initial-2.csv") == alone
    assert {row["scenario"] for row in rows("tables/events.csv")} == {"tiny", "more"}


def test_a_trace_is_told_after_the_answer_and_agrees_with_the_log():
    call(*RUN, "--events")
    citizen = busiest_citizen()
    asked = ("--trace", f"citizen={citizen}", "--trace", "kit=spring-2")
    alone = call(*RUN, *asked, "--force")
    told = alone.stdout.splitlines()
    assert told[0].startswith("Before 22 March 2021")
    assert told[2].startswith(f"Citizen {citizen} (")
    assert f"traces/citizen-{citizen.replace(':', '-')}.csv" in files(PLACE, "traces/*")
    lone = files(PLACE, "traces/*")
    assert call(*RUN, *asked, "--events", "--force").stdout == alone.stdout
    assert files(PLACE, "traces/*") == lone
    log = rows("tables/events.csv")
    name = f"traces/citizen-{citizen.replace(':', '-')}.csv"
    assert rows(name) == [row for row in log if row["case:concept:name"] == citizen]
    kit = [row for row in log if row["org:resource"] == "spring-2"]
    assert rows("traces/kit-spring-2.csv") == kit
    captures = sum(row["kind"] in ("capture_end", "visit_end") for row in kit)
    stretches = [line.split("captures: ")[1] for line in told if "captures: " in line]
    assert sum(int(each.partition(";")[0]) for each in stretches) == captures > 100


def test_a_citizen_is_named_by_her_district_in_any_way():
    asked = [f"citizen={name}:700" for name in ("12", "Núi", "nui")]
    done = call(*RUN, *(word for each in asked for word in ("--trace", each)))
    assert done.stdout.count("Citizen 12:700 (Núi") == 3
    assert len(files(PLACE, "traces/*")) == 1


def test_who_was_never_summoned_has_a_short_life():
    done = call(*RUN, "--set", "supply.deliveries.spring.kits=0", "--trace", "citizen=12:840")
    assert "  never summoned up to 31 March 2021" in done.stdout
    assert rows("traces/citizen-12-840.csv") == []


def test_json_stays_the_answer_and_nothing_else():
    done = call(*RUN[:-1], "--json", "--trace", "kit=spring-2")
    assert json.loads(done.stdout)["replications"] == 2
    assert rows("traces/kit-spring-2.csv")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("citizen=11:0", "1 to 1260"),
        ("citizen=11:1261", "1 to 1260"),
        ("citizen=11:many", "1 to 1260"),
        ("citizen=13:1", "Thành Phố, Núi"),
        ("citizen=17", "citizen=DISTRICT:NUMBER"),
        ("kit=summer-1", "initial-1 … initial-1, spring-1 … spring-3"),
        ("kit=", "kit=NAME"),
        ("station=11", "citizen=DISTRICT:NUMBER or kit=NAME"),
        ("", "citizen=DISTRICT:NUMBER or kit=NAME"),
    ],
)
def test_who_is_not_there_ends_with_2_and_says_who_is(tmp_path, asked, right):
    done = call(*RUN, "--trace", asked)
    assert done.exit_code == 2
    assert right in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_verify_makes_the_events_again():
    call(*RUN, "--events")
    assert call("verify", PLACE).exit_code == 0
    log = PLACE / "tables/events.csv"
    log.write_bytes(log.read_bytes().replace(b"capture_start", b"capture_stare", 1))
    done = call("verify", PLACE)
    assert done.exit_code == 1
    assert "tables/events.csv" in done.stderr


def test_resume_finishes_events_and_traces_too(monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device", "events.csv")

    with monkeypatch.context() as patched:
        patched.setattr("cccd_sim.results.store.RunFolder.write_chunks", full)
        assert call(*RUN, "--events", "--trace", "kit=spring-2").exit_code == 74
    done = call("resume", PLACE)
    assert done.exit_code == 0
    assert "Kit spring-2, replication 1 of tiny:" in done.stdout
    assert (PLACE / "tables/events.csv").is_file()
    assert rows("traces/kit-spring-2.csv")


def as_written(log: pd.DataFrame) -> pd.DataFrame:
    """Return a log in Python as its file is read back: texts, minutes with six decimals."""
    names = log.select_dtypes("category").columns
    log = log.astype(dict.fromkeys(names, "str"))
    return log.assign(minute=log["minute"].round(6))


@pytest.mark.parametrize("options", [(), ("--seed", 3, "--known-parameters")])
def test_the_log_in_python_is_that_of_the_command(options):
    call(*RUN, "--events", *options)
    written = read_table(PLACE / "tables/events.csv")
    written["time:timestamp"] = pd.to_datetime(written["time:timestamp"])
    asked = {"seed": 3, "known_parameters": True} if options else {}
    log = cccd_sim.events(cccd_sim.load_scenario(TINY), **asked)
    pd.testing.assert_frame_equal(as_written(log), written, check_dtype=False)
    other = cccd_sim.events(cccd_sim.load_scenario(TINY), seed=4)
    assert not as_written(other).equals(written)


@pytest.mark.parametrize("asked", [{"citizen": "nui:3"}, {"kit": "spring-2"}])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_life_in_python_is_that_of_the_command(asked, language):
    word = "=".join(*asked.items())
    told = call(*RUN, "--trace", word, language=language).stdout
    life = cccd_sim.trace(cccd_sim.load_scenario(TINY), **asked, language=language)
    assert told.endswith(f"\n\n{life}\n")
    (path,) = (PLACE / "traces").iterdir()
    assert path.stem == life.name
    written = [row["kind"] for row in rows(f"traces/{path.name}")]
    assert life.table["kind"].tolist() == written != []


def test_a_folder_written_in_python_holds_what_the_commands_does():
    wanted = {"citizen": "12:3", "kit": "spring-2"}
    traces = [f"{kind}={name}" for kind, name in wanted.items()]
    call(*RUN, "--events", *(word for each in traces for word in ("--trace", each)))
    answer = cccd_sim.run(cccd_sim.load_scenario(TINY), 2, jobs=1, language="en")
    place = cccd_sim.write_run(answer, "mine", events=True, traces=traces)
    for pattern in ("tables/*.csv", "traces/*"):
        assert files(place, pattern) == files(PLACE, pattern)
    assert len(files(place, "traces/*")) == 2
    assert cccd_sim.verify_run(place, jobs=1) == []


def test_a_folder_for_nobody_is_refused_before_it_is_begun(tmp_path):
    answer = cccd_sim.run(cccd_sim.load_scenario(TINY), 1, jobs=1)
    with pytest.raises(cccd_sim.UsageError, match="initial-1 … initial-1, spring-1 … spring-3"):
        cccd_sim.write_run(answer, "mine", traces=["kit=summer-1"])
    assert list(tmp_path.iterdir()) == []
