"""Lives told in words."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cccd_sim.experiment.diary import Diary, watched
from cccd_sim.experiment.executor import Call
from cccd_sim.planning.stories import AT_WORK, STEPS, life_of_citizen, life_of_kit
from cccd_sim.results.events import Events, Kind, joined

OF_STATIONS = {
    Kind.OPENED,
    Kind.BREAK_START,
    Kind.BREAK_END,
    Kind.CLOSED,
    Kind.LINE_OUTAGE_START,
    Kind.LINE_OUTAGE_END,
}


@pytest.fixture(scope="module")
def read(tiny):
    """Return a diary and its events."""
    with watched(Call(tiny, 1, 1)) as diary:
        yield diary, joined(diary.days())


def longest_with(kind: Kind, events: Events) -> int:
    """Return who, of those whom something befell, has most to tell."""
    whom = np.unique(events["who"][events["kind"] == kind])
    return int(whom[np.argmax(np.bincount(events["who"][events["who"] >= 0])[whom])])


def life(read: tuple[Diary, Events], kind: Kind) -> list[str]:
    diary, events = read
    who = longest_with(kind, events)
    return life_of_citizen(diary, who, events[events["who"] == who], "en")


def test_everything_that_befalls_a_citizen_or_a_kit_has_words():
    assert set(STEPS) | set(AT_WORK) | OF_STATIONS == set(Kind)
    assert set(STEPS).isdisjoint(OF_STATIONS)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.NO_SHOW, "did not come"),
        (Kind.SENT_AWAY, "sent away to have the record corrected"),
        (Kind.SENT_HOME, "sent home at closing"),
        (Kind.CAPTURE_BROKEN_OFF, "is broken off"),
        (Kind.REFUSED, "the centre refuses the dossier"),
        (Kind.VISIT_START, "visited at home with kit"),
        (Kind.COLLECTED, "card in hand"),
    ],
)
def test_a_life_tells_every_event_in_a_line(read, kind, words):
    _, events = read
    told = life(read, kind)
    assert any(words in line for line in told)
    assert len(told) == (events["who"] == longest_with(kind, events)).sum() + 2
    assert told[0].endswith("replication 1 of tiny:")
    assert told[-1] == "  up to 31 March 2021, the last day simulated"
    assert all(re.match(r"  \d+ \w+ 2021( \d\d:\d\d)?  +\w", line) for line in told[1:-1])


def test_waiting_is_counted_from_the_step_before(read):
    diary, events = read
    who = longest_with(Kind.COLLECTED, events)
    own = events[events["who"] == who]
    begun = int(np.flatnonzero(own["kind"] == Kind.CAPTURE_START)[0])
    minutes = (own["tick"][begun] - own["tick"][begun - 1]) / 2**20
    line = life_of_citizen(diary, who, own, "en")[1 + begun]
    assert line.endswith(f"begins after {minutes:,.1f} minutes of waiting")


def test_who_a_citizen_is_stands_in_front(read):
    diary, events = read
    assert re.match(r"Citizen 1[12]:\d+ \(.*aged [\d–+]+\)", life(read, Kind.COLLECTED)[0])
    assert "living elsewhere" in life(read, Kind.AWAY)[0]
    assert "unable to leave home" in life(read, Kind.VISIT_END)[0]
    unknown = int(diary.labels.first[-1]) - 1
    assert "aged" not in life_of_citizen(diary, unknown, events[:0], "en")[0] or (
        diary.campaign.citizens.drawn[-1] == diary.campaign.citizens.register[-1]
    )


def test_a_kit_tells_what_befell_it_and_sums_up_its_days(read):
    diary, events = read
    for kit in range(len(diary.labels.kits)):
        own = events[events["kit"] == kit]
        told = life_of_kit(diary, kit, own, "en")
        failed = int((own["kind"] == Kind.BREAKDOWN).sum())
        assert sum("breaks down at" in line for line in told) == failed
        found = [int(count) for line in told for count in re.findall(r"captures: (\d+)", line)]
        captured = np.isin(own["kind"], (Kind.CAPTURE_END, Kind.VISIT_END)).sum()
        assert sum(found) == captured
