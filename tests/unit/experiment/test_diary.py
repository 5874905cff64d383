"""The diary of a replication."""

from __future__ import annotations

import numpy as np
import pytest

from cccd_sim import clock
from cccd_sim.campaign.watching import WatchedCampaign
from cccd_sim.errors import BrokenLawError
from cccd_sim.experiment import diary
from cccd_sim.experiment.diary import watched
from cccd_sim.experiment.executor import Call
from cccd_sim.results.events import joined


def test_a_diary_is_read_day_by_day(tiny):
    with watched(Call(tiny, 1, 1)) as found:
        *days, last = found.days()
    assert len(days) == 31
    for number, events in enumerate(days):
        assert (events["tick"] // clock.TICKS_PER_DAY == number).all()
    assert (last["tick"] >= 31 * clock.TICKS_PER_DAY).all()


def test_a_diary_that_waits_on_disk_is_the_same(tiny, monkeypatch):
    with watched(Call(tiny, 1, 1)) as found:
        in_memory = joined(found.days())
    monkeypatch.setattr(diary, "IN_MEMORY", 1)
    with watched(Call(tiny, 1, 1)) as found:
        np.testing.assert_array_equal(in_memory, joined(found.days()))


def test_what_is_not_wanted_is_not_kept(tiny):
    with watched(Call(tiny, 1, 1)) as found:
        everything = joined(found.days())
    with watched(Call(tiny, 1, 1), lambda events: events["kit"] == 1) as found:
        np.testing.assert_array_equal(everything[everything["kit"] == 1], joined(found.days()))


def test_a_fault_tells_how_to_see_it_again(tiny, monkeypatch):
    monkeypatch.setattr(WatchedCampaign, "look", lambda self: {}["nothing"])
    with pytest.raises(BrokenLawError, match="seed 5, replication 2"), watched(Call(tiny, 5, 2)):
        pass
