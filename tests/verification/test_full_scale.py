"""Whole campaigns, citizen for citizen: the hybrid against plain SimPy."""

from __future__ import annotations

import pytest
from places import commune
from replay import Notes, different_days

from cccd_sim.campaign.model import Campaign
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams

FROZEN = {"line": {"capture": "freezes", "station": {"every": "1 day", "mean": "45 min"}}}
TEAMS = {
    "mobile": {
        "from": "2021-03-09",
        "share": 0.5,
        "show_up": 0.9,
        "set_up": "45 min",
        "move": "3 h",
    }
}
NIGHTS = {
    "periods": {
        "office": {
            "hours": ["06:00-12:00", "13:00-24:00"],
            "crew": {"officers": 3, "shifts": 3},
            "dossiers_per_kit_day": 150,
        }
    }
}
OF_TWO = {
    "periods": {
        "office": {
            "without": ["dossiers_per_kit_day"],
            "crew": {"officers": 2},
            "desks_per_kit": {"without": ["reception", "finishing"], "shared": 1},
        }
    }
}
COMMUNES = [commune("a", "11", 500), commune("b", "11", 700, 20), commune("c", "12", 800, 5)]
WITHOUT_RATE = {"periods": {"office": {"without": ["dossiers_per_kit_day"]}}}
FRAIL = {"breakdown": {"mean_open_time": "400 min"}, "initial_kits": 4}

VARIANTS = {
    "everything": {},
    "frozen captures": {"service": FROZEN},
    "crews of two": {"service": OF_TWO},
    "crews of two, frozen captures": {"service": {**OF_TWO, **FROZEN}},
    "mobile teams": {"demand": {"communes": COMMUNES}, "service": TEAMS},
    "mobile teams that learn": {
        "demand": {"communes": COMMUNES},
        "service": {**TEAMS, **WITHOUT_RATE},
    },
    "three shifts into the night": {"service": NIGHTS},
    "frail kits, frozen captures, three shifts": {"service": {**NIGHTS, **FROZEN}, "supply": FRAIL},
    "frail kits in teams": {
        "demand": {"communes": COMMUNES},
        "service": {**TEAMS, **NIGHTS},
        "supply": {**FRAIL, "transfers": {"policy": "weekly_by_need", "time": "0.3 days"}},
    },
}


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("replication", [1, 2, 3])
def test_a_tiny_campaign_equals_plain_simpy(tiny, name, replication):
    campaign = Campaign(tiny.with_(**VARIANTS[name]), Streams(1, replication))
    notes = Notes(campaign)
    campaign.run()
    wrong, lived = different_days(notes)
    assert sum(len(story.ends[1]) for story in lived) > 500
    assert wrong == []


def test_the_tiny_campaigns_hold_everything_that_can_go_wrong(tiny):
    restarts = sent_away = frozen = slow = late = late_gates = 0
    for variant in VARIANTS.values():
        campaign = Campaign(tiny.with_(**variant), Streams(1, 1))
        notes = Notes(campaign)
        campaign.run()
        _, lived = different_days(notes)
        restarts += sum(story.restarts for story in lived)
        sent_away += sum(story.sent_away for story in lived)
        late += sum(bool(story.overtime) for story in lived)
        for script, _ in notes.scripts().values():
            frozen += len(script.frozen)
            slow += len({desks for _, desks, _ in script.paces}) > 1
            late_gates += len({day.blocks[0][0] % (1440 << 20) for day in script.days}) > 1
    assert restarts > 50
    assert sent_away > 500
    assert late > 100
    assert frozen > 50
    assert slow > 5
    assert late_gates >= 2


def test_the_replay_can_say_no(tiny):
    campaign = Campaign(tiny, Streams(1, 1))
    notes = Notes(campaign)
    campaign.run()
    slot, spells = next(iter(notes.spells[0].items()))
    notes.spells[0][slot] = [[up + (100 << 20), down] for up, down in spells]
    assert different_days(notes)[0]


def freezing():
    """Return a campaign in which captures freeze: often, but not from one day into the next."""
    line = {**FROZEN["line"], "province": {"mean": "45 min"}}
    return load_scenario("local-suspension").with_(service={"line": line})


WHOLE = {
    "promised-32-campaign": lambda: load_scenario("promised-32-campaign"),
    "mobile-teams": lambda: load_scenario("mobile-teams"),
    "validation/pilot": lambda: load_scenario("validation/pilot"),
    "suspensions and frozen captures": freezing,
}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_campaign_equals_plain_simpy(name):
    campaign = Campaign(WHOLE[name](), Streams(1, 1))
    notes = Notes(campaign)
    campaign.run()
    wrong, lived = different_days(notes)
    dossiers = campaign.recorder.residents.sum()
    assert sum(len(story.ends[1]) for story in lived) > 0.95 * dossiers > 1_000
    assert wrong == []
