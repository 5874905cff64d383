"""The whole campaign, once, citizen for citizen: the hybrid against plain SimPy."""

from __future__ import annotations

import pytest
from replay import Notes
from twin import Twin

from cccd_sim.campaign.model import Campaign
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams


def different_days(campaign: Campaign) -> tuple[int, int]:
    """Return the station-days on which the twin disagrees, and the citizens captured."""
    notes, wrong, captured = Notes(campaign), 0, 0
    campaign.run()
    for script, mine in notes.scripts().values():
        for theirs, story in zip(Twin(script).run(), mine, strict=True):
            captured += len(theirs.ends[1])
            wrong += any(
                sorted(a) != sorted(b) for a, b in zip(theirs.ends, story.ends, strict=True)
            )
            wrong += {kit: ticks for kit, ticks in theirs.busy.items() if ticks} != story.busy
            wrong += {kit: x for kit, x in theirs.overtime.items() if x} != story.overtime
            wrong += theirs.waited != story.waited
    return wrong, captured


def test_the_first_weeks_of_the_campaign_equal_plain_simpy(tiny):
    wrong, captured = different_days(Campaign(tiny, Streams(1, 1)))
    assert captured > 1_000
    assert wrong == 0


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_whole_campaign_equals_plain_simpy():
    scenario = load_scenario("promised-32-campaign")
    wrong, captured = different_days(Campaign(scenario, Streams(1, 1)))
    assert captured > 1_000_000
    assert wrong == 0
