"""The corpus of scenario files: all in ``valid`` load and round-trip, none in ``invalid`` does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cccd_sim.errors import ScenarioError, StorageError
from cccd_sim.scenario.files import load_scenario, shipped
from cccd_sim.scenario.writing import resolved_text

CORPUS = Path(__file__).parents[2] / "scenarios"
VALID = sorted((CORPUS / "valid").glob("*.yaml"))
INVALID = sorted((CORPUS / "invalid").glob("*.yaml"))


def told(source, overrides=None):
    """Return the problems of a scenario that cannot be used."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(source, overrides)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_scenario_loads_and_round_trips(path, tmp_path):
    scenario = load_scenario(path)
    copy = tmp_path / "copy.yaml"
    copy.write_text(resolved_text(scenario), encoding="utf-8")
    again = load_scenario(copy)
    assert again == scenario
    assert resolved_text(again, origins=False) == resolved_text(scenario, origins=False)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_scenario_is_told_what_its_first_line_says(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert told(path.name) == [expected]


def test_the_corpus_is_there():
    assert len(VALID) >= 9
    assert len(INVALID) >= 100


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"PK\x03\x04\x00\x00\x08\x00", "the file is not a text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "the file is not a text"),
        ("title: x".encode("utf-16"), "the file is in UTF-16 or UTF-32; save it as UTF-8"),
        ("title: x".encode("utf-16-le"), "the file is not a text"),
        ("title: x".encode("utf-32"), "the file is in UTF-16 or UTF-32; save it as UTF-8"),
        (
            "title: huyện".encode("cp1258", "replace") + b"\xe9",
            "the file is not in UTF-8; save it as UTF-8",
        ),
        (b"# " + b"x" * 1_000_000, "the file is larger than 1000000 bytes"),
        (b"a: \x07\n", "the file holds control characters"),
    ],
)
def test_files_that_are_no_text(content, message, tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    (problem,) = told(path)
    assert problem.startswith(str(path))
    assert problem.endswith(message)


def test_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "none.yaml"
    assert told(path) == [f"{path}: there is no such file"]


def test_a_folder_is_no_scenario(tmp_path):
    assert told(tmp_path) == [f"{tmp_path}: this is not a file"]


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert told(path) == [f"{path}: this is not a file"]


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000 + ".yaml"])
def test_names_that_no_file_can_have(name):
    with pytest.raises((ScenarioError, StorageError), match=r"not a file name|cannot be read"):
        load_scenario(name)


def test_a_name_like_a_shipped_one_is_suggested():
    assert told("promised-32-campain") == [
        "promised-32-campain: no such file, nor a shipped scenario; "
        "did you mean promised-32-campaign?"
    ]


def test_a_name_like_none_lists_those_there_are():
    (problem,) = told("zzz")
    assert (
        problem == f"zzz: no such file, nor a shipped scenario; shipped are {', '.join(shipped())}"
    )


def test_a_link_does_not_lead_out_of_the_folder(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("extends: promised-32-campaign\n", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(outside)
    (folder / "own.yaml").write_text("extends: link.yaml\n", encoding="utf-8")
    assert told(folder / "own.yaml") == [
        f"{folder}/own.yaml:1: extends: link.yaml is outside the scenario's folder; "
        "put a copy into it"
    ]


def test_a_circle_of_links_ends(tmp_path):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    (tmp_path / "own.yaml").write_text("extends: a.yaml\n", encoding="utf-8")
    assert len(told(tmp_path / "own.yaml")) == 1


@pytest.mark.parametrize("name", ['"a\\0b"', "x" * 5000, '""', '"."'])
def test_parents_that_no_file_can_be(name, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: {name}\n", encoding="utf-8")
    assert len(told(path)) == 1


def test_generations_are_bounded(tmp_path):
    for number in range(2000):
        file = tmp_path / f"{number}.yaml"
        file.write_text(f"extends: {number + 1}.yaml\n", encoding="utf-8")
    (problem,) = told(tmp_path / "0.yaml")
    assert problem.endswith("9.yaml:1: extends: more than 10 scenarios extend each other")


def test_all_problems_at_once(tmp_path):
    path = tmp_path / "all.yaml"
    path.write_text(
        "extends: promised-32-campaign\n"
        "campaign: {deadline: 2020-01-01}\n"
        "demand: {show_up: 1.4}\n"
        "supply:\n"
        "  initial_kit: 2\n"
        "  initial_kits: -3\n"
        "  deliveries:\n"
        "    march: {kits: x, to: {Buon Hoo: 6}}\n"
        "    april: {kits: 5, funder: central, in_service: 2021-08-01}\n"
        "service:\n"
        "  periods: {campaign: {closed: [tett], hours: [7-11], dossiers_per_kit_day: 9}}\n",
        encoding="utf-8",
    )
    assert told(path) == [
        f"{path}:2: campaign.deadline: 1 January 2020 is not after the start, 6 January 2021",
        f"{path}:3: demand.show_up: 1.4 is more than 1; shares run from 0 to 1",
        f"{path}:5: supply.initial_kit: no such entry; did you mean initial_kits?",
        f"{path}:6: supply.initial_kits: -3 is less than 0",
        f"{path}:8: supply.deliveries.march.kits: x is not a count; "
        "write a whole number such as 1500000",
        f"{path}:8: supply.deliveries.march.to.Buon Hoo: no district Buon Hoo; "
        "did you mean Buôn Hồ?",
        f"{path}:11: service.periods.campaign.hours[1]: 7-11 is not a pair of clock times; "
        "write 07:30-11:30",
        f"{path}:11: service.periods.campaign.closed[1]: no holiday tett; known: tet",
    ]


def test_settings_are_pointed_at():
    assert told("promised-32-campaign", {"supply.initial_kits": "-1", "demand.show_upp": "1"}) == [
        "--set demand.show_upp: no such entry; did you mean show_up?",
        "--set supply.initial_kits: -1 is less than 0",
    ]


def test_a_setting_with_faults_inside_says_where():
    assert told("promised-32-campaign", {"supply": "{initial_kits: -1, zebra: 2}"})[0] == (
        "--set supply: supply.initial_kits: -1 is less than 0"
    )


def test_a_parent_that_cannot_be_read_does_not_hide_the_childs_faults(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("extends: none.yaml\nsupply: {initial_kits: -3}\n", encoding="utf-8")
    assert told(path) == [
        f"{path}:1: extends: there is no file none.yaml",
        f"{path}:2: supply.initial_kits: -3 is less than 0",
    ]


def test_too_many_problems_are_cut_short(tmp_path):
    path = tmp_path / "many.yaml"
    path.write_text("".join(f"k{i}: 1\n" for i in range(5000)), encoding="utf-8")
    problems = told(path)
    assert len(problems) == 101
    assert problems[-1].endswith("more problems")


def test_problems_are_told_in_vietnamese_or_english():
    with pytest.raises(ScenarioError) as caught:
        load_scenario("promised-32-campaign", {"supply.initial_kits": -1})
    assert caught.value.text("en") == (
        "the scenario cannot be used:\n  --set supply.initial_kits: -1 is less than 0"
    )
    assert "--set supply.initial_kits: -1" in caught.value.text("vi")
