from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cccd_sim.campaign.summons import _flow, invited_pieces, walk_in_pieces
from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.queueing.arrivals import share_out

OFFICE = [(450.0, 690.0), (810.0, 1050.0)]
BANDS = [(420, 660, 0.45), (660, 780, 0.08), (780, 1020, 0.27), (1020, 1320, 0.20)]


def moments(pieces, n=20_000):
    """Return the minutes of the day at which citizens with evenly spread luck arrive."""
    flow = _flow(pieces)
    u = (np.arange(n) + 0.5) / n
    piece = np.searchsorted(flow["upto"][0], u, side="right")
    behind = np.concatenate(([0.0], flow["upto"][0]))[piece]
    found = flow["start"][0][piece] + (u - behind) * flow["pace"][0][piece]
    return found / TICKS_PER_MINUTE


def test_the_invited_come_evenly_and_not_in_the_last_hour():
    found = moments(invited_pieces(OFFICE, 60))
    assert found.min() >= 450
    assert found.max() <= 1050 - 60
    assert not ((found > 690) & (found < 810)).any()
    assert np.mean(found < 690) == pytest.approx(240 / 420, abs=1e-3)


def test_walk_ins_come_as_over_the_day_but_only_when_it_is_open():
    found = moments(walk_in_pieces(OFFICE, BANDS))
    morning, late_morning = 0.45 * 210 / 240, 0.08 * 30 / 120
    afternoon, evening = 0.27 * 210 / 240, 0.20 * 30 / 300
    whole = morning + late_morning + afternoon + evening
    assert np.mean(found < 660) == pytest.approx(morning / whole, abs=1e-3)
    assert np.mean(found > 1020) == pytest.approx(evening / whole, abs=1e-3)


def test_walk_ins_who_never_find_it_open_come_evenly():
    found = moments(walk_in_pieces([(0.0, 300.0)], BANDS))
    assert stats.kstest(found / 300, "uniform").pvalue > 0.99


@pytest.mark.parametrize("seed", range(200))
def test_the_provincial_station_shares_its_summons_out_by_who_remains(seed):
    luck = np.random.default_rng(seed)
    left = luck.integers(0, 50, 6)
    wanted = np.append(luck.uniform(0, 20, 6) * luck.integers(0, 2, 6), luck.uniform(0, 120))
    plan = share_out(wanted, int(luck.integers(0, 6)), left)
    own, sent = plan[:6], plan[6]
    assert (own == np.diag(np.minimum(np.floor(wanted[:6] + 0.5), left))).all()
    rest = left - np.diag(own)
    assert (sent <= rest).all()
    assert sent.sum() == min(int(wanted[6] + 0.5), rest.sum())
    if rest.sum():
        assert (abs(sent - rest * sent.sum() / rest.sum()) <= 1).all()


def test_the_host_is_rounded_up_first():
    plan = share_out(np.array([0.0, 0.0, 0.0, 1.0]), 2, np.array([10, 10, 10]))
    assert plan[3].tolist() == [0, 0, 1]


def test_without_a_provincial_station_each_asks_its_own():
    plan = share_out(np.array([3.4, 2.6]), -1, np.array([10, 2]))
    assert plan.tolist() == [[3, 0], [0, 2]]
