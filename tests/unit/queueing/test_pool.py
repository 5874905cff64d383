from __future__ import annotations

from collections import defaultdict, deque

import numpy as np
import pytest
from places import commune, district

from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.places import Places
from cccd_sim.queueing.draws import household_sizes
from cccd_sim.queueing.pool import PER_SHEET, enlist, gather, strike
from cccd_sim.streams import Streams

DAYS = 20


def citizens(quiet, people=(700, 300), **demand):
    """Return citizens of districts, and of the communes of a scenario."""
    codes = [str(n + 1) for n in range(len(people))]
    districts = [district(code, n) for code, n in zip(codes, people, strict=True)]
    scenario = quiet.with_(demand={"districts": districts, **demand})
    return Citizens(scenario, Places(scenario), Streams(1, 1), DAYS)


# ---- lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(30))
def test_lists_keep_their_order_whatever_is_put_on_and_taken_off(quiet, seed):
    """Against plain queues: put people on the lists of days, gather, take some off."""
    luck, pool = np.random.default_rng(seed), citizens(quiet).pool
    columns = pool.due.shape[1]
    due, ready = defaultdict(list), [deque(), deque()]
    free, last = list(range(1_000)), 0
    for day in range(1, DAYS):
        n = int(luck.integers(0, min(len(free), 4 * PER_SHEET) + 1))
        chosen = [free.pop(int(luck.integers(len(free)))) for _ in range(n)]
        homes = [int(i >= 700) for i in chosen]
        days = luck.integers(day, columns - 1, n).tolist()
        places = np.array([d * columns + x for d, x in zip(homes, days, strict=True)], np.int64)
        enlist(n, np.array(chosen, np.int64), places, pool)
        for i, d, x in zip(chosen, homes, days, strict=True):
            due[d, x].append(i)
        gather(day, last, pool)
        for past in range(last + 1, day + 1):
            for d in (0, 1):
                ready[d].extend(due.pop((d, past), []))
        last = day
        for d in (0, 1):
            some = int(luck.integers(0, len(ready[d]) + 1))
            found = np.zeros(1_000, np.int64)
            strike(some, pool.ready[d], found, pool.sheets, pool.spare)
            assert found[:some].tolist() == [ready[d].popleft() for _ in range(some)]
            free += found[:some].tolist()
        assert pool.ready[:, 2].tolist() == [len(line) for line in ready]
        assert pool.due[:, :, 2].sum() == sum(len(line) for line in due.values())


# ---- what is drawn -------------------------------------------------------------------------------


def test_households_have_their_mean_size():
    for mean in (1.0, 2.0, 2.84, 4.0):
        sizes = household_sizes(mean)
        assert sizes.mean() == pytest.approx(mean, rel=0.01)
        assert sizes.min() == 1


def test_people_living_elsewhere_stand_evenly_in_every_commune(quiet):
    communes = [commune("a", "1", 400), commune("b", "1", 300, 5), commune("c", "2", 300)]
    found = citizens(quiet, communes=communes, away={"happens": True, "share": 0.1})
    assert found.places.citizens.tolist() == [440, 330, 330]
    assert found.register.tolist() == [770, 330]
