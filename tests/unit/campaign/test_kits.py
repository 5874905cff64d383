from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cccd_sim.campaign.kits import Workshop, batch, delivered_kits, triangular
from cccd_sim.campaign.shifts import OpenHours, working_days
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams, luck


def test_an_uncertain_delay_is_triangular():
    delay = load_scenario("promised-32-campaign").supply.deliveries["february"].delay
    found = [triangular(delay, u) for u in (np.arange(2_000) + 0.5) / 2_000]
    width = delay.high - delay.low
    known = stats.triang((delay.value - delay.low) / width, delay.low, width)
    assert stats.kstest(found, known.cdf).pvalue > 0.99


def test_deliveries_come_within_their_bounds():
    scenario = load_scenario("promised-32-campaign")
    delivery = scenario.supply.deliveries["february"]
    days = [
        delivered_kits("february", delivery, scenario, Streams(1, n))[0].in_service
        for n in range(300)
    ]
    planned = 51  # 25 February
    assert planned - 10 <= min(days) < planned - 5
    assert planned + 5 < max(days) <= planned + 10


def test_a_purchase_takes_contract_supply_and_commissioning():
    scenario = load_scenario("purchase-quotation")
    name = next(n for n, each in scenario.supply.deliveries.items() if each.ordered is not None)
    kit = delivered_kits(name, scenario.supply.deliveries[name], scenario, Streams(1, 1))[0]
    assert kit.ordered == 15
    assert 15 + 20 + 14 <= kit.delivered <= 15 + 40 + 42
    assert kit.delivered + 7 <= kit.in_service <= kit.delivered + 15


def test_more_kits_in_a_batch_leave_the_first_ones_luck():
    few = batch("spring", 3, "central", (0, 1, 1), Streams(1, 1))
    many = batch("spring", 9, "central", (0, 1, 1), Streams(1, 1))
    assert [kit.word for kit in few] == [kit.word for kit in many[:3]]


def test_lifetimes_are_exponential_and_repairs_lognormal(tiny):
    workshop = Workshop(tiny, None, OpenHours(working_days(tiny)))
    kits = batch("many", 3_000, "central", (0, 1, 1), Streams(1, 1))
    for kit in kits:
        kit.station = 0
    minutes = np.array([workshop.lifetime(kit) for kit in kits]) / 2**20
    assert stats.kstest(minutes / 2_400, "expon").pvalue > 0.01
    days = np.array([workshop.repair(kit) for kit in kits]) / 2**20 / 1440
    sigma = np.sqrt(np.log1p(0.25))
    known = stats.lognorm(sigma, scale=workshop.mean_days[0] * np.exp(-(sigma**2) / 2))
    assert stats.kstest(days, known.cdf).pvalue > 0.01


@pytest.mark.parametrize("word", [0, 1, 2**63, 2**64 - 1, 0x9E3779B97F4A7C15])
def test_luck_is_the_same_compiled_and_not(word):
    from cccd_sim.queueing.pool import luck as compiled  # noqa: PLC0415

    for number in (0, 1, 2, 77, 1021):
        assert compiled(np.uint64(word), number) == luck(word, number)


def test_luck_is_uniform_over_words_and_numbers():
    words = Streams(1, 1).of("citizen", "1").integers(0, 1 << 64, 4_000, dtype=np.uint64).tolist()
    for number in (0, 1, 5):
        assert stats.kstest([luck(word, number) for word in words], "uniform").pvalue > 0.01
    pairs = np.corrcoef([[luck(w, 2) for w in words], [luck(w, 3) for w in words]])
    assert abs(pairs[0, 1]) < 0.05
