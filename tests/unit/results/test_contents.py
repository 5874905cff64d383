"""A run folder read back: as it was left, or not at all."""

from __future__ import annotations

import pandas as pd
import pytest
from unit.report.kept import changed, ensembles, kept

from cccd_sim.errors import StorageError, UsageError
from cccd_sim.results.contents import open_contents, read_table


@pytest.fixture
def place(tmp_path):
    return kept(tmp_path / "run")


def test_a_table_is_read_as_it_was_written(place):
    contents, ensemble = open_contents(place), ensembles()[0]
    read = contents.table("districts").query("scenario == 'as-promised'")
    written = ensemble.table("districts").reset_index(drop=True)
    assert list(read["district"]) == list(written["district"].astype(str))
    assert list(read["name"]) == list(written["name"])
    pd.testing.assert_series_equal(
        read["share_by_deadline"], written["share_by_deadline"], atol=1e-6
    )
    assert contents.table("districts") is contents.table("districts")


def test_a_table_the_run_does_not_have_is_none(place):
    assert open_contents(place).table("sensitivity") is None


def test_texts_come_back_without_the_guard_csv_gives_them(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("\ufeffscenario,kit,vnd\n'=1+1,007,3\n'quoted,NA,\n".encode())
    read = read_table(path)
    assert list(read["scenario"]) == ["=1+1", "'quoted"]
    assert list(read["kit"]) == ["007", "NA"]
    assert read["vnd"].isna().tolist() == [False, True]


def test_charts_are_found_by_name_and_form(place):
    charts = open_contents(place).charts
    assert list(charts) == ["more-kits-map", "more-kits-progress", "overview"]
    assert set(charts["overview"]) == {"png", "svg"}


def test_an_unfinished_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="is not complete"):
        open_contents(kept(tmp_path / "run", complete=False))


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("tables/summary.csv", "0.625", "0.925"),
        ("tables/daily.csv", "as-promised", "as-Promised"),
        ("answer.json", "as-promised", "as-Promised"),
        ("charts/overview.svg", "Tiến", "Lui"),
        ("scenario/more-kits.yaml", "more", "less"),
        ("manifest.json", "more-kits", "less-kits"),
    ],
)
def test_a_folder_changed_by_hand_is_refused(place, name, find, put):
    changed(place, name, find, put)
    with pytest.raises(StorageError, match="run the command again"):
        open_contents(place)


@pytest.mark.parametrize("name", ["tables/costs.csv", "answer.json", "charts/overview.png"])
def test_a_folder_with_a_file_gone_is_refused(place, name):
    (place / name).unlink()
    with pytest.raises(StorageError, match="is gone"):
        open_contents(place)


def test_the_answer_can_be_put_in_other_words(place):
    contents = open_contents(place)
    other = contents.told({**contents.answer, "headline": "khác"})
    assert (other.answer["headline"], other.manifest) == ("khác", contents.manifest)
    assert contents.answer["headline"] != "khác"
