"""Each law of a campaign, broken on purpose, stops the run and says which law and when."""

from __future__ import annotations

import numpy as np
import pytest

from cccd_sim.campaign import plant
from cccd_sim.campaign.kits import KitState
from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing.pool import CAME, HOME, MISSED
from cccd_sim.queueing.state import TAIL
from cccd_sim.queueing.uplink import ACCEPTED
from cccd_sim.streams import Streams

FIFTH = 4
"""The fifth working day, by its row: Friday 5 March."""


@pytest.fixture
def campaign(tiny):
    return Campaign(tiny.with_(supply={"initial_kits": 2}), Streams(1, 1))


def before(campaign, name, fault, row=FIFTH):
    """Have a fault happen just before ``campaign.name`` does its work on a working day."""
    call, days = getattr(campaign, name), iter(range(1_000))

    def faulty(*values):
        if next(days) == row:
            fault()
        return call(*values)

    setattr(campaign, name, faulty)


def law_of(campaign):
    """Return what the broken law says."""
    with pytest.raises(BrokenLawError) as error:
        campaign.run()
    return str(error.value)


def test_without_a_fault_all_laws_hold(campaign):
    before(campaign, "close", lambda: None)
    campaign.run()


# ---- citizens ------------------------------------------------------------------------------------


def test_a_citizen_who_is_in_two_places(campaign):
    def fault():
        campaign.citizens.pool.gone[1] += 1

    before(campaign, "close", fault)
    assert "citizens of a district do not add up: day 5, place 1" in law_of(campaign)


def test_a_citizen_who_is_lost_from_a_list(campaign):
    def fault():
        campaign.citizens.pool.due[0, -1, 2] -= 1

    before(campaign, "close", fault)
    assert "citizens of a district do not add up: day 5, place 0" in law_of(campaign)


def test_a_dossier_without_a_citizen(campaign):
    def fault():
        campaign.recorder.dossiers[0] += 1

    before(campaign, "close", fault)
    assert "citizens of a district do not add up: day 5, place 0" in law_of(campaign)


@pytest.mark.parametrize(
    ("was", "becomes", "law"),
    [
        (CAME, MISSED, "dossiers do not add up: day 31, place 0"),
        (MISSED, HOME, "citizens waiting for the next day do not add up"),
    ],
)
def test_a_state_that_no_list_knows_of(campaign, was, becomes, law):
    def fault():
        state = campaign.citizens.pool.state
        state[np.flatnonzero(state == was)[0]] = becomes

    before(campaign, "look_who_is_left", fault, row=0)
    assert law in law_of(campaign)


# ---- kits ----------------------------------------------------------------------------------------


def at_work(campaign):
    """Return a kit that is at work."""
    return campaign.kits[int(np.flatnonzero(campaign.fleet.at_work)[0])]


def test_a_kit_that_is_in_two_places(campaign):
    def fault():
        campaign.fleet.place[at_work(campaign).number] = 0

    before(campaign, "change_paces", fault)
    assert "kits at work do not add up: day 5" in law_of(campaign)


def test_a_kit_that_works_though_it_is_not_there(campaign):
    def fault():
        at_work(campaign).state = KitState.IN_TRANSFER
        campaign.fleet.changed = True

    before(campaign, "change_paces", fault)
    assert "a kit works that is not there: day 5, place 0" in law_of(campaign)


def test_a_kit_that_is_up_though_nobody_has_it(campaign):
    def fault():
        kit = next(kit for kit in campaign.kits if kit.state is KitState.ORDERED)
        campaign.fleet.up[kit.number] = campaign.fleet.changed = True

    before(campaign, "change_paces", fault)
    assert "a kit is up that is not in service: day 5, place 2" in law_of(campaign)


@pytest.mark.parametrize("counts", ["_here", "_fit"])
def test_kits_of_a_station_that_are_not_counted(campaign, counts):
    def fault():
        getattr(campaign.fleet, counts)[1] += 1
        campaign.fleet.changed = True

    before(campaign, "change_paces", fault)
    assert "do not add up: day 5, place 1" in law_of(campaign)


def test_a_kit_that_works_without_a_crew(campaign):
    def fault():
        campaign.fleet.crews = campaign.fleet.crews - 1

    before(campaign, "change_paces", fault)
    assert "a kit works without a crew: day 5" in law_of(campaign)


# ---- days ----------------------------------------------------------------------------------------


def test_a_kit_that_works_longer_than_it_is_open(campaign):
    def fault():
        campaign.recorder.busy[FIFTH, 0] += 10**15

    before(campaign, "look_who_is_left", fault, row=0)
    assert "a kit worked longer than it was open: day 5, place 0" in law_of(campaign)


def test_overtime_is_no_excuse_for_a_kit_that_was_not_there(campaign):
    def fault():
        row, kit = np.argwhere(campaign.recorder.busy > 0)[0]
        campaign.recorder.where[row, kit] = -1

    before(campaign, "look_who_is_left", fault, row=0)
    assert "a kit worked longer than it was open: day 1, place 0" in law_of(campaign)


def test_a_visitor_who_neither_left_nor_waits(campaign):
    def fault():
        campaign.recorder.count[FIFTH, 2, TAIL] += 1

    before(campaign, "look_who_is_left", fault, row=0)
    assert "citizens at a station do not add up: day 5, place 2" in law_of(campaign)


# ---- milestones ----------------------------------------------------------------------------------


def test_more_sent_than_taken(campaign):
    def fault():
        campaign.evenings.decided[0, 0, ACCEPTED] = 10_000

    before(campaign, "close", fault)
    assert "more citizens sent than before it: day 1" in law_of(campaign)


def test_more_produced_than_sent(campaign, monkeypatch):
    right = plant.split_of
    monkeypatch.setattr(plant, "split_of", lambda *flows: right(*flows) + np.eye(1, 3, dtype=int))
    assert "more citizens produced than before it: day 1" in law_of(campaign)


def test_a_card_that_is_unmade(campaign, monkeypatch):
    right = plant.split_of

    def wrong(*flows):
        found = right(*flows)
        found[-1] -= [1, 0, 0]
        return found

    monkeypatch.setattr(plant, "split_of", wrong)
    assert "produced goes back: day" in law_of(campaign)


def test_more_in_hand_than_produced(campaign, monkeypatch):
    right = plant.collected_of
    monkeypatch.setattr(plant, "collected_of", lambda back, rule: right(back, rule) + 1)
    assert "more citizens in_hand than before it: day 1" in law_of(campaign)
