from __future__ import annotations

import numpy as np
import pytest
from places import commune, district
from scipy import stats

from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.flow import _arrays, invited_pieces, walk_in_pieces
from cccd_sim.campaign.lucks import equally_likely_gammas
from cccd_sim.campaign.places import Places
from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.queueing.turns import Sites, share_out
from cccd_sim.streams import Streams

OFFICE = [(450.0, 690.0), (810.0, 1050.0)]
BANDS = [(420, 660, 0.45), (660, 780, 0.08), (780, 1020, 0.27), (1020, 1320, 0.20)]


def moments(pieces, n=20_000):
    """Return the minutes of the day at which citizens with evenly spread luck arrive."""
    upto, start, pace = (rows[0] for rows in _arrays([pieces]))
    u = (np.arange(n) + 0.5) / n
    piece = np.searchsorted(upto, u, side="right")
    behind = np.concatenate(([0.0], upto))[piece]
    return (start[piece] + (u - behind) * pace[piece]) / TICKS_PER_MINUTE


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


@pytest.mark.parametrize("cv", [0.2, 0.8, 1.2])
def test_receptions_of_records_not_ready_are_gammas(cv):
    found = equally_likely_gammas(cv)
    assert found.mean() == pytest.approx(1)
    assert found.std() == pytest.approx(cv, rel=0.02)
    shape = 1 / cv**2
    assert stats.kstest(found, stats.gamma(shape, scale=1 / shape).cdf).pvalue > 0.99


# ---- who is asked, where -------------------------------------------------------------------------


def province(tiny, people, communes=None):
    """Return the citizens of districts of ``people``, nobody living elsewhere."""
    codes = [str(n + 1) for n in range(len(people))]
    demand = {
        "districts": [district(c, n) for c, n in zip(codes, people, strict=True)],
        "away": {"happens": False},
    }
    if communes:
        demand["communes"] = communes
    scenario = tiny.with_(
        demand=demand,
        supply={"without": ["provincial_station"], "initial_at": "districts"},
        service={"stops": {"flood": {"districts": ["1"]}}},
    )
    return Citizens(scenario, Places(scenario), Streams(1, 1), 30).pool


def fixed(districts, provincial=True):
    """Return the sites of the districts' stations and of a provincial one."""
    homes = np.array([*range(districts), *[-1] * provincial])
    none = np.full(homes.size, -1)
    return Sites(homes, none, np.zeros(homes.size, np.int64), np.ones(homes.size))


@pytest.mark.parametrize("seed", range(100))
def test_the_provincial_station_shares_its_summons_out_by_who_remains(tiny, seed):
    luck = np.random.default_rng(seed)
    left = luck.integers(1, 50, 6)
    wanted = np.append(luck.uniform(0, 20, 6) * luck.integers(0, 2, 6), luck.uniform(0, 120))
    host = int(luck.integers(0, 6))
    plan = share_out(wanted, host, fixed(6), province(tiny, left.tolist()))
    own, sent = plan[:6], plan[6]
    assert (own == np.diag(np.minimum(np.floor(wanted[:6] + 0.5), left))).all()
    rest = left - np.diag(own)
    assert (sent <= rest).all()
    assert sent.sum() == min(int(wanted[6] + 0.5), rest.sum())
    if rest.sum():
        assert (abs(sent - rest * sent.sum() / rest.sum()) <= 1).all()


def test_the_host_is_rounded_up_first(tiny):
    wanted = np.array([0.0, 0.0, 0.0, 1.0])
    plan = share_out(wanted, 2, fixed(3), province(tiny, [10, 10, 10]))
    assert plan[3].tolist() == [0, 0, 1]


def test_without_a_provincial_station_each_asks_its_own(tiny):
    plan = share_out(np.array([3.4, 2.6]), -1, fixed(2, False), province(tiny, [10, 2]))
    assert plan.tolist() == [[3, 0], [0, 2]]


def test_a_mobile_team_asks_in_its_commune_and_before_the_others(tiny):
    communes = [commune("a", "1", 4), commune("b", "1", 6, 5), commune("c", "2", 9)]
    pool = province(tiny, [10, 9], communes)
    sites = Sites(
        homes=np.array([0, 1, 0]),
        communes=np.array([-1, -1, 1]),
        hours=np.zeros(3, np.int64),
        show_up=np.ones(3),
    )
    plan = share_out(np.array([8.0, 2.0, 20.0]), -1, sites, pool)
    assert plan.tolist() == [[4, 0], [0, 2], [6, 0]]
