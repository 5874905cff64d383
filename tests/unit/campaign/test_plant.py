from __future__ import annotations

from collections import deque

import numpy as np
import pytest

from cccd_sim.campaign.plant import collected_of, made_by, mean_waits, split_of
from cccd_sim.campaign.setting import plant_capacity


def queued(seed, groups=3, days=60):
    """Return dossiers accepted by (day, group) and what the plant can make."""
    luck = np.random.default_rng(seed)
    accepted = luck.integers(0, 30, (days, groups)) * luck.integers(0, 2, (days, 1))
    return accepted, luck.integers(0, 60, days) * luck.integers(0, 2, days)


def one_by_one(accepted, capacity):
    """Make card after card; return how many are made and how long they waited, by day."""
    queue, made, waits = deque(), [], []
    for day, (new, most) in enumerate(zip(accepted.sum(axis=1), capacity, strict=True)):
        queue.extend([day] * int(new))
        done = [day - queue.popleft() for _ in range(min(int(most), len(queue)))]
        made.append(len(done))
        waits.append(np.mean(done) if done else np.nan)
    return np.cumsum(made), np.array(waits)


@pytest.mark.parametrize("seed", range(50))
def test_cards_are_made_first_in_first_out(seed):
    accepted, capacity = queued(seed)
    upto = np.cumsum(accepted.sum(axis=1))
    made, waits = one_by_one(accepted, capacity)
    assert (made_by(upto, capacity) == made).all()
    entered, left = accepted.sum(axis=1)[:, None], np.diff(made, prepend=0)[:, None]
    np.testing.assert_allclose(mean_waits(entered, left), waits)


def test_of_districts_however_unequal_no_card_is_unmade():
    luck = np.random.default_rng(5)
    for _ in range(300):
        accepted = luck.poisson(luck.lognormal(2, 1.5, 8), (20, 8))
        whose = np.cumsum(accepted, axis=0)
        upto = whose.sum(axis=1)
        made = made_by(upto, luck.integers(0, accepted.sum(axis=1).max(), 20))
        assert (np.diff(split_of(made, upto, whose), axis=0, prepend=0) >= 0).all()


@pytest.mark.parametrize("seed", range(50))
def test_a_days_cards_are_each_groups_in_proportion(seed):
    accepted, capacity = queued(seed)
    whose = np.cumsum(accepted, axis=0)
    upto = whose.sum(axis=1)
    made = made_by(upto, capacity)
    split = split_of(made, upto, whose)
    assert (split.sum(axis=1) == made).all()
    assert (np.diff(split, axis=0, prepend=0) >= 0).all(), "nothing is unmade"
    assert (split <= whose).all()
    finished = made == upto
    assert (split[finished] == whose[finished]).all()
    for row, done in zip(split, made, strict=True):
        day = np.searchsorted(upto, done, side="left")
        begun = whose[day - 1] if day else np.zeros(3)
        assert (row >= begun).all(), "earlier days' first"


def test_the_provinces_share_is_kept_to_the_card(quiet):
    plant = {"share": 0.03, "capacity": {"open": {"cards": 1_111}}}
    capacity = plant_capacity(quiet.with_(central={"plant": plant}), 61)
    assert capacity[:4].tolist() == [0] * 4
    assert set(capacity[4:]) == {33, 34}
    assert capacity.sum() == int(57 * 33.33)


def test_collection_is_lognormal(quiet):
    rule = quiet.with_(central={"collection": {"mean": "5 days", "cv": 1, "never": 0.1}})
    returned = np.zeros((200, 2), np.int64)
    returned[10] = 100_000, 0
    found = collected_of(returned, rule.central.collection)
    assert found.sum(axis=0).tolist() == pytest.approx([90_000, 0], abs=20)
    days = np.arange(200) - 10
    assert not found[:10].any()
    mean = (days[:, None] * found).sum() / found.sum()
    assert mean + 0.5 == pytest.approx(5, rel=0.02), "whole days that have passed"


def test_nothing_is_collected_before_it_is_back(quiet):
    luck = np.random.default_rng(1)
    returned = luck.integers(0, 50, (100, 4))
    found = collected_of(returned, quiet.central.collection)
    assert (found >= 0).all()
    assert (np.cumsum(found, axis=0) <= np.cumsum(returned, axis=0)).all()
