"""allocate: the answer, the folder, what is refused; asked again it is the same."""

import json
from pathlib import Path

import pytest
from cli.command import TINY, call, check_screen

from cccd_sim.planning import placement_search

ALLOCATE = ("allocate", TINY, "--replications", 4, "--jobs", 1)


@pytest.fixture
def short(monkeypatch):
    """Let a search be short."""
    monkeypatch.setattr(placement_search, "SEARCH", range(1, 4))
    monkeypatch.setattr(placement_search, "SCREEN", 2)


def test_allocate_tells_which_district_gets_how_many_kits(short, charts):
    closed = "service.stops.flood.first=2021-03-04", "service.stops.flood.last=2021-03-17"
    done = call(*ALLOCATE, "--set", closed[0], "--set", closed[1])
    assert done.exit_code == 0
    assert done.stderr == ""
    check_screen("allocate", done.stdout)
    place = Path("runs/allocate-tiny")
    tables = {path.stem for path in (place / "tables").iterdir()}
    assert tables == {"allocation", "placements", "placement_trials", "transfers", "trials"}
    drawn = {path.stem for path in (place / "charts").iterdir()}
    assert drawn == {"tiny-allocation", "tiny-placements"}
    assert call("verify", place).exit_code == 0


def test_without_transfers_no_kit_is_followed(short):
    assert call(*ALLOCATE, "--transfers", "none", "--quiet").exit_code == 0
    assert not Path("runs/allocate-tiny/tables/transfers.csv").exists()
    content = json.loads(Path("runs/allocate-tiny/answer.json").read_text(encoding="utf-8"))
    assert content["transfers_found"] is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--milestone", "cards"), "cards"),
        (("--transfers", "daily"), "daily"),
        (("--replications", "1"), "1"),
    ],
)
def test_what_cannot_be_answered_is_refused_and_nothing_written(words, message):
    done = call("allocate", TINY, *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not Path("runs").exists()
