"""Run folders from Python: what a command would have written, and nothing simulated twice."""

from __future__ import annotations

import json

import pytest
from cli.command import TINY, call

from cccd_sim import (
    Answer,
    UsageError,
    compare,
    explain,
    hooks,
    load_scenario,
    read_run,
    resume_run,
    run,
    size,
    verify_run,
    write_report,
    write_run,
)


@pytest.fixture(scope="module")
def doubtful():
    share = {"low": 0.7, "base": 0.85, "high": 0.92, "source": "assumed", "grade": "L"}
    return load_scenario(TINY).with_(demand={"show_up": share})


@pytest.fixture
def nothing_runs(monkeypatch):
    """Let nothing be simulated any more."""

    def fails(self):
        raise AssertionError("simulated again")

    monkeypatch.setattr("cccd_sim.campaign.model.Campaign.run", fails)


@pytest.fixture(scope="module")
def answer(doubtful):
    more = doubtful.with_(name="more", supply={"initial_kits": 2})
    return compare(
        [doubtful, more], 20, seed=2, jobs=1, language="en", required=0.8, budget="1 billion VND"
    )


def tables(place):
    return {path.name: path.read_bytes() for path in (place / "tables").glob("*.csv")}


def test_the_folder_is_what_the_command_writes(answer, tmp_path, nothing_runs, monkeypatch):
    place = write_run(answer, tmp_path / "mine")
    monkeypatch.undo()
    files = [place / "scenario" / f"{each}.yaml" for each in ("tiny", "more")]
    asked = ["--replications", 20, "--seed", 2, "--require", 0.8, "--budget", "1 billion VND"]
    call("compare", *files, *asked, "--out", tmp_path / "theirs")
    assert tables(place) == tables(tmp_path / "theirs")
    mine, theirs = (
        json.loads((one / "answer.json").read_text("utf-8")) for one in (place, tmp_path / "theirs")
    )
    assert mine == theirs


def test_it_is_read_back_verified_extended_and_reported(answer, tmp_path):
    place = write_run(answer, tmp_path / "mine")
    assert read_run(place).answer["headline"] == answer.headline
    assert len(read_run(place).table("replications")) == 40
    assert verify_run(place, jobs=1) == []
    assert write_report(place, ["html"])[0].is_file()
    longer = resume_run(place, 22, jobs=1)
    assert [len(each) for each in longer.ensembles] == [22, 22]
    assert len(read_run(place).table("replications")) == 44


@pytest.mark.parametrize("ask", [size, explain])
def test_a_question_is_written_without_a_trial_more(ask, doubtful, tmp_path, monkeypatch):
    known = {"known_parameters": True, "jobs": 1, "language": "en"}
    few = {"replications": 100} if ask is size else {"replications": 1}
    if ask is explain:
        doubtful = doubtful.with_(supply={"breakdown": {"happens": False}})
    found = ask(doubtful, **few, **known)
    with monkeypatch.context() as patch:
        patch.setattr("cccd_sim.campaign.model.Campaign.run", lambda self: 1 / 0)
        place = write_run(found, tmp_path / "mine")
    with pytest.raises(UsageError, match=f"of run and compare; {ask.__name__} has none"):
        write_run(found, tmp_path / "watched", events=True)
    assert read_run(place).answer["headline"] == found.headline
    assert "trials" in {path.stem for path in (place / "tables").glob("*.csv")}


def test_a_folder_made_with_hooks_says_so_and_is_not_simulated_again(doubtful, tmp_path):
    mine = doubtful.with_hooks(summons=hooks.as_expected)
    place = write_run(run(mine, 2, jobs=1, language="en"), tmp_path / "mine")
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert manifest["options"]["hooks"]["tiny"][0][:2] == ["summons", "as_expected"]
    assert any("as_expected" in each for each in read_run(place).answer["caveats"])
    for again in (verify_run, resume_run):
        with pytest.raises(UsageError, match=r"functions of one's own \(summons=as_expected\)"):
            again(place)


def test_a_place_that_is_taken_is_left_alone(answer, tmp_path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(UsageError, match="exists"):
        write_run(answer, tmp_path / "mine")


def test_an_answer_put_together_by_hand_has_no_folder(answer, tmp_path):
    made = Answer("", answer.table, (), (), {"language": "en", "seed": 1})
    with pytest.raises(UsageError, match="put together by hand"):
        write_run(made, tmp_path / "mine")
