from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy import stats

from cccd_sim.campaign.interruptions import Stops
from cccd_sim.campaign.kits import Kit, batches, delivery_dates, triangular
from cccd_sim.campaign.places import Places
from cccd_sim.campaign.shifts import Hours, working_days
from cccd_sim.campaign.workshop import Workshop
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
    days = [delivery_dates("february", delivery, scenario, Streams(1, n))[2] for n in range(300)]
    planned = 51  # 25 February
    assert planned - 10 <= min(days) < planned - 5
    assert planned + 5 < max(days) <= planned + 10


def test_a_purchase_takes_contract_supply_and_commissioning():
    scenario = load_scenario("purchase-quotation")
    delivery = scenario.supply.deliveries["quotation"]
    for n in range(1, 100):
        ordered, delivered, in_service = delivery_dates(
            "quotation", delivery, scenario, Streams(1, n)
        )
        assert ordered == 15
        assert 15 + 20 + 14 <= delivered <= 15 + 40 + 42
        assert delivered + 7 <= in_service <= delivered + 14


def test_more_kits_in_a_batch_leave_the_first_ones_luck(quiet):
    few, many = (
        batches(quiet.with_(supply={"initial_kits": kits}), Streams(1, 1))["initial"]
        for kits in (3, 9)
    )
    assert [kit.word for kit in few] == [kit.word for kit in many[:3]]


def test_kits_have_names_and_numbers_of_their_own(tiny):
    kits = [kit for batch in batches(tiny, Streams(1, 1)).values() for kit in batch]
    assert [kit.number for kit in kits] == [0, 1, 2, 3]
    assert [kit.name for kit in kits] == ["initial-1", "spring-1", "spring-2", "spring-3"]


def test_a_loan_has_a_last_day_and_spares_come_last(tiny):
    loan = {"kits": 4, "funder": "loan", "until": date(2021, 3, 19), "spares": 1}
    kits = batches(tiny.with_(supply={"deliveries": {"spring": loan}}), Streams(1, 1))["spring"]
    assert [kit.until for kit in kits] == [19] * 4
    assert [kit.spare for kit in kits] == [False, False, False, True]


@pytest.fixture
def workshop(tiny):
    places = Places(tiny)
    return Workshop(tiny, None, places, Hours(working_days(tiny), Stops(tiny, places)))


def kits_at(station, number=3_000):
    words = Streams(1, 1).of("kit", "many").integers(0, 1 << 64, number, dtype="uint64").tolist()
    return [
        Kit(str(n), n, word, "central", 0, 1, 1, 0, False, station=station)
        for n, word in enumerate(words)
    ]


def test_lifetimes_are_exponential_and_repairs_lognormal(workshop):
    kits = kits_at(0)
    minutes = np.array([workshop.lifetime(kit) for kit in kits]) / 2**20
    assert stats.kstest(minutes / 2_400, "expon").pvalue > 0.01
    days = np.array([workshop.repair(kit) for kit in kits]) / 2**20 / 1440
    sigma = np.sqrt(np.log1p(0.25))
    known = stats.lognorm(sigma, scale=workshop.mean_days[0] * np.exp(-(sigma**2) / 2))
    assert stats.kstest(days, known.cdf).pvalue > 0.01


def test_repairs_take_longer_the_farther_a_station_is(workshop):
    assert workshop.mean_days == [0.5, 1.5, 0.5]
    assert workshop.drive == [0, round(60 / 35 * 60 * 2**20), 0]


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
