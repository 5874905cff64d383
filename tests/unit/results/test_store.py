"""The run folder: whole or not at all, and never anybody else's."""

import json

import numpy as np
import pytest
from unit.analysis.made_up import replication

from cccd_sim.errors import StorageError, UsageError
from cccd_sim.results import provenance, store
from cccd_sim.results.provenance import Manifest, digest, read_manifest
from cccd_sim.results.store import begin, go_on, open_complete, reopen

TEXT = "title: một\n"
TAKEN = [[5, 6], [7, 8]]


def manifest(**changes):
    made = Manifest(
        verb="run",
        command="cccd-sim run made-up",
        scenarios=("made-up",),
        seed=1,
        replications=2,
        options={"language": "vi", "parquet": False, "require": None},
        inputs={"scenario/made-up.yaml": digest(TEXT.encode())},
    )
    return made.with_(**changes)


@pytest.fixture
def folder(tmp_path):
    return begin(tmp_path / "out", manifest(), {"made-up": TEXT}, force=False)


def finished(folder):
    folder.finish('{"headline": "x"}', {"tables": 1.0}, {"made-up": {}})
    return folder.place


def test_a_folder_is_built_beside_its_place_and_renamed_when_complete(folder):
    assert not folder.place.exists()
    assert json.loads((folder.partial / "manifest.json").read_text())["complete"] is False
    place = finished(folder)
    assert not folder.partial.exists()
    assert json.loads((place / "manifest.json").read_text())["complete"] is True
    assert (place / "scenario/made-up.yaml").read_text(encoding="utf-8") == TEXT


def test_a_kept_replication_comes_back_as_it_was(folder):
    made = replication(2, TAKEN)
    folder.keep("made-up", made)
    found = folder.find("made-up", 2)
    assert found.number == 2
    assert found.tables.keys() == made.tables.keys()
    for name, columns in made.tables.items():
        for column, values in columns.items():
            np.testing.assert_array_equal(found.tables[name][column], values)
            assert found.tables[name][column].dtype == values.dtype


def test_what_was_never_kept_is_not_found(folder):
    assert folder.find("made-up", 1) is None


def test_a_damaged_replication_is_simulated_again(folder):
    folder.keep("made-up", replication(1, TAKEN))
    path = folder.partial / "replications/made-up/00001.npz"
    content = path.read_bytes()
    for damaged in (b"", content[:-1], content[1:], content[: len(content) // 2], b"x" * 99):
        path.write_bytes(damaged)
        assert folder.find("made-up", 1) is None
    for place in range(0, len(content), 37):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert folder.find("made-up", 1) is None
    path.write_bytes(content)
    assert folder.find("made-up", 1) is not None


def test_a_kept_replication_is_an_ordinary_npz_file(folder):
    folder.keep("made-up", replication(1, TAKEN))
    with np.load(folder.partial / "replications/made-up/00001.npz") as file:
        assert file["daily.taken"].tolist() == [5, 6, 7, 8]


def test_a_replication_of_another_seed_or_version_is_simulated_again(folder, monkeypatch):
    folder.keep("made-up", replication(1, TAKEN))
    folder.manifest = manifest(seed=2)
    assert folder.find("made-up", 1) is None
    folder.manifest = manifest()
    assert folder.find("made-up", 1) is not None
    monkeypatch.setattr(provenance, "version", lambda package: "99")
    assert folder.find("made-up", 1) is None


def test_an_existing_folder_is_refused_without_force(folder, tmp_path):
    finished(folder)
    with pytest.raises(UsageError, match="out exists; --force replaces it"):
        begin(tmp_path / "out", manifest(), {"made-up": TEXT}, force=False)


def test_force_replaces_a_run_folder_only_when_the_new_one_is_complete(folder, tmp_path):
    place = finished(folder)
    (place / "old").touch()
    again = begin(tmp_path / "out", manifest(seed=7), {"made-up": TEXT}, force=True)
    assert (place / "old").exists()
    finished(again)
    assert not (place / "old").exists()
    assert open_complete(place).seed == 7
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_force_leaves_alone_what_is_no_run_folder(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear").touch()
    (tmp_path / "file").touch()
    for name in ("letters", "file"):
        with pytest.raises(UsageError, match="is not a run folder and is left alone"):
            begin(tmp_path / name, manifest(), {"made-up": TEXT}, force=True)
    assert (tmp_path / "letters" / "dear").exists()


def test_an_interrupted_folder_is_not_started_again_by_mistake(folder, tmp_path):
    with pytest.raises(UsageError, match=r"out\.partial was interrupted; `cccd-sim resume"):
        begin(tmp_path / "out", manifest(), {"made-up": TEXT}, force=False)
    begin(tmp_path / "out", manifest(), {"made-up": TEXT}, force=True)


def test_a_place_ending_in_partial_is_refused(tmp_path):
    with pytest.raises(UsageError, match="kept for runs being built"):
        begin(tmp_path / "out.partial", manifest(), {"made-up": TEXT}, force=False)


@pytest.mark.parametrize("asked", ["out", "out.partial"])
def test_an_interrupted_folder_is_found_by_either_name(folder, tmp_path, asked):
    found, known = reopen(tmp_path / asked)
    assert found == folder.partial
    assert known == folder.manifest


def test_extending_keeps_the_finished_folder_until_the_new_one_is_complete(folder):
    folder.keep("made-up", replication(1, TAKEN))
    place = finished(folder)
    found, known = reopen(place)
    longer = go_on(found, known.with_(replications=4))
    assert open_complete(place).replications == 2
    assert longer.find("made-up", 1) is not None
    finished(longer)
    assert open_complete(place).replications == 4


def test_an_unfinished_folder_cannot_be_verified(folder):
    with pytest.raises(UsageError, match="is not complete"):
        open_complete(folder.partial)


def test_a_folder_without_manifest_is_no_run_folder(tmp_path):
    with pytest.raises(StorageError, match=r"is not a run folder: it has no manifest\.json"):
        reopen(tmp_path)


def test_a_scenario_in_place_of_a_run_folder_is_told(tmp_path):
    (tmp_path / "mine.yaml").write_text("extends: promised-32-campaign\n")
    with pytest.raises(StorageError, match="is a file; name the run folder"):
        reopen(tmp_path / "mine.yaml")


def test_a_scenario_edited_after_the_run_is_refused(folder):
    (folder.partial / "scenario/made-up.yaml").write_text("title: hai\n")
    with pytest.raises(StorageError, match="is not the scenario the run was made from"):
        reopen(folder.partial)


def test_an_edited_manifest_is_refused():
    text = manifest().to_json()
    assert read_manifest(text) == manifest()
    with pytest.raises(StorageError, match="was changed after the run"):
        read_manifest(text.replace('"seed": 1', '"seed": 2'))


def test_a_manifest_of_a_newer_version_is_refused():
    text = manifest().to_json().replace('"format": 1', '"format": 2')
    with pytest.raises(StorageError, match="made by a newer version"):
        read_manifest(text)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "x"}', "\x00"])
def test_what_is_no_manifest_is_refused(text):
    with pytest.raises(StorageError, match=r"manifest\.json is not"):
        read_manifest(text)


def test_a_file_is_never_half_written(tmp_path, monkeypatch):
    path = tmp_path / "answer.json"
    store.write(path, b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space left"):
        store.write(path, b"new")
    assert path.read_bytes() == b"old"


def test_the_manifest_names_what_made_the_results():
    content = json.loads(manifest().to_json())
    assert content["versions"].keys() >= {"python", "cccd-sim", "numpy", "numba", "simpy"}
    assert content["platform"]
    assert content["seed"] == 1
    assert content["command"] == "cccd-sim run made-up"


def test_a_linked_place_is_followed_and_the_link_stays(folder, tmp_path):
    finished(folder)
    (tmp_path / "latest").symlink_to(tmp_path / "out")
    again = begin(tmp_path / "latest", manifest(seed=7), {"made-up": TEXT}, force=True)
    finished(again)
    assert (tmp_path / "latest").is_symlink()
    assert open_complete(tmp_path / "latest").seed == 7
