"""The queues have room for everybody who may come, whatever the luck of the day."""

from __future__ import annotations

import numpy as np

from cccd_sim.campaign.model import Campaign
from cccd_sim.queueing.turns import next_in_turn
from cccd_sim.streams import Streams


def test_there_is_room_for_all_who_are_asked_though_few_of_them_can_come(tiny):
    campaign = Campaign(tiny.with_(demand={"home_visit_share": 0.5}), Streams(1, 1))
    stations, pool = campaign.stations, campaign.citizens.pool
    stations.queue = stations.queue._replace(visits=stations.queue.visits[:, :, :1])
    turns = 200
    plan = np.zeros((campaign.places.count, campaign.places.units), np.int64)
    plan[0, 0] = turns
    stations.make_room(plan, campaign.citizens.present)
    asked = next_in_turn(0, -1, turns, campaign.citizens.present, pool)
    assert asked > 1.5 * turns
    assert stations.queue.visits.shape[2] >= asked
