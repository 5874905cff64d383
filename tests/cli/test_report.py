"""report: documents from a run folder, and nothing else."""

from __future__ import annotations

import shutil

import pytest
from cli.command import TINY, call, files
from unit.report.kept import changed

from cccd_sim import write_report
from cccd_sim.report.documents import FORMATS


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("made") / "done"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("cccd_sim.cli.job.draw_all", lambda *_: [])
        assert call("run", TINY, "--replications", 3, "--out", place).exit_code == 0
    return place


@pytest.fixture
def folder(made, monkeypatch, tmp_path):
    """A run folder of one's own, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(made, tmp_path / "done")


def test_report_writes_what_is_asked_for_into_the_folder(folder):
    result = call("report", "done", "--format", "html,xlsx,docx,progress")
    assert result.exit_code == 0, result.output
    names = [
        *("report-en.html", "workbook-en.xlsx", "report-en.docx"),
        *("progress-en.html", "progress-en.docx"),
    ]
    assert result.output.splitlines() == [f"done/report/{name}" for name in names]
    assert sorted(path.name for path in (folder / "report").iterdir()) == sorted(names)


def test_documents_are_the_same_bytes_twice(folder):
    write_report(folder, list(FORMATS))
    first = files(folder, "report/*")
    write_report(folder, list(FORMATS))
    assert files(folder, "report/*") == first
    assert len(first) == 6


def test_the_language_is_that_of_the_run_unless_another_is_asked_for(folder):
    assert [path.name for path in write_report(folder, ["html"])] == ["report-en.html"]
    assert [path.name for path in write_report(folder, ["html"], "vi")] == ["report-vi.html"]


def test_a_folder_with_documents_still_verifies(folder):
    write_report(folder, ["html"])
    assert call("verify", "done").exit_code == 0


@pytest.mark.parametrize("formats", ["html,word", "", ",", "HTML"])
def test_a_format_there_is_not_is_refused(folder, formats):
    result = call("report", "done", "--format", formats)
    assert result.exit_code == 2
    assert "--format" in result.output
    assert not (folder / "report").exists()


def test_a_format_is_known_by_the_program_that_opens_it(folder):
    assert "xlsx (Excel), docx (Word)" in call("report", "done", "--format", "excel").output


def test_a_format_whose_package_is_missing_says_what_to_install(folder, monkeypatch):
    monkeypatch.setattr("cccd_sim.report.documents.find_spec", lambda name: None)
    result = call("report", "done", "--format", "pdf")
    assert result.exit_code == 2
    assert "pip install 'cccd-sim[office]'" in result.output


def test_a_folder_changed_after_the_run_is_refused(folder):
    changed(folder, "answer.json", "headline", "Headline")
    result = call("report", "done")
    assert result.exit_code == 74
    assert "was changed after the run" in result.output


def test_what_is_no_run_folder_is_refused(folder):
    result = call("report", ".")
    assert result.exit_code == 74
    assert "is not a run folder" in result.output
