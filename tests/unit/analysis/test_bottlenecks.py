"""From when to when a queue limits, on curves drawn by hand."""

import numpy as np
import pytest
from unit.analysis.made_up import ensemble
from unit.known import facts
from unit.made import campaign

from cccd_sim.analysis.bottlenecks import held, limits

DAYS = 40


def with_queue(queue, waiting, capacity):
    """Return an ensemble of one replication with this queue and this capacity."""
    made = ensemble([[1, 1]] * DAYS)
    table = made.runs[0].tables["pipeline"]
    table[f"waiting_{queue}"] = np.array(waiting, float)
    table[f"{queue}_capacity"] = np.array(capacity, float)
    return made


def test_a_queue_limits_while_it_holds_more_than_a_day_of_work():
    waiting = [0] * 9 + [11] * 20 + [10] * 11
    (found,) = limits(with_queue("plant", waiting, [10] * DAYS), "plant")
    assert found.tolist() == [10, 30]


def test_a_bad_day_is_no_bottleneck():
    waiting = [0, 500, 500, 500, 500, 500, 500] + [0] * 33
    (found,) = limits(with_queue("plant", waiting, [10] * DAYS), "plant")
    assert np.isnan(found).all()


def test_of_two_times_the_one_with_the_longest_queue_counts():
    waiting = [20] * 12 + [0] * 8 + [30] * 8 + [0] * 12
    (found,) = limits(with_queue("plant", waiting, [10] * DAYS), "plant")
    assert found.tolist() == [21, 29]


def test_a_backlog_that_lasts_has_no_end():
    (found,) = limits(with_queue("plant", [0] * 20 + [50] * 20, [10] * DAYS), "plant")
    assert found[0] == 21
    assert np.isnan(found[1])


def test_a_plant_that_makes_nothing_limits_as_soon_as_anything_waits():
    capacity = [0] * 20 + [100] * 20
    (found,) = limits(with_queue("plant", [0] * 5 + [1] * 35, capacity), "plant")
    assert found.tolist() == [6, 21]


def test_a_closed_day_says_nothing_about_what_upload_can_do():
    capacity = [100] * 10 + [0] * 12 + [100] * 18
    closed = with_queue("upload", [0] * 9 + [60] * 13 + [0] * 18, capacity)
    assert np.isnan(limits(closed, "upload")).all()


@pytest.mark.parametrize("plant", [1.0, 0.5])
def test_a_smaller_plant_is_behind_for_longer(plant):
    whole, part = (campaign(facts(), 1, plant=share) for share in (1.0, 0.9 * plant))
    begins, until = (limits(made, "plant")[0] for made in (whole, part))
    assert until[0] <= begins[0]
    assert np.isnan(until[1]) or until[1] > begins[1]


def test_cards_on_the_way_and_cards_not_collected_are_one_queue():
    assert held(ensemble([[1, 1]]), "return").tolist() == [[7]]
