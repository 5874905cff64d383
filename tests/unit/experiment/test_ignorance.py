"""Unknown parameters: evenly covered, the same in every scenario, apart from luck."""

import numpy as np
import pytest

from cccd_sim.experiment.executor import TWIN, Call, run_one
from cccd_sim.experiment.ignorance import BLOCK, drawn, place, unknown
from cccd_sim.scenario.files import load_scenario


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("promised-32-campaign")


@pytest.fixture(scope="module")
def doubtful(tiny):
    """Return the tiny province with two numbers known within a range."""
    return tiny.with_(
        demand={"show_up": {"low": 0.5, "base": 0.85, "high": 0.95}},
        service={"capture": {"mean": {"low": "2 min", "base": "2.5 min", "high": "4 min"}}},
    )


def test_every_tenth_of_a_range_occurs_once_in_each_block():
    for block in range(3):
        numbers = range(block * BLOCK + 1, (block + 1) * BLOCK + 1)
        places = np.array([place(1, number, "demand.show_up") for number in numbers])
        assert sorted((places * BLOCK).astype(int)) == list(range(BLOCK))


def test_parameters_are_independent_of_each_other(campaign):
    paths = [each.path for each in unknown(campaign)]
    places = np.array([[place(1, number, path) for path in paths] for number in range(1, 401)])
    together = np.corrcoef(places.T) - np.eye(len(paths))
    assert np.abs(together).max() < 0.25  # 400 pairs: standard error 0.05, 2,500 pairs of paths


def test_a_parameter_has_the_same_place_in_every_scenario(campaign):
    other = load_scenario("purchase-quotation")
    for number in (1, 2, 17):
        assert drawn(campaign, 5, number).demand == drawn(other, 5, number).demand
    assert drawn(campaign, 5, 1).demand != drawn(campaign, 6, 1).demand


def test_the_campaign_draws_its_delivery_dates_itself(campaign):
    found = drawn(campaign, 1, 1)
    assert found.supply.deliveries == campaign.supply.deliveries
    assert found.supply.routes == campaign.supply.routes


def test_known_parameters_leave_the_scenario_as_it_is(doubtful):
    assert Call(doubtful, 1, 4, known_parameters=True).settled() is doubtful
    assert Call(doubtful, 1, 4).settled().demand.show_up.value != 0.85


def test_a_twin_has_the_same_parameters_and_other_luck(doubtful):
    one, twin = Call(doubtful, 1, 3), Call(doubtful, 1, TWIN + 3)
    assert one.settled() == twin.settled()
    assert one.streams() != twin.streams()
    first, second = (run_one(call).tables["daily"]["taken"] for call in (one, twin))
    assert not np.array_equal(first, second)


def test_ignorance_moves_no_citizens_luck(doubtful):
    """With a range that closes on its base, the campaign is the one without a range."""
    closed = doubtful.with_(
        demand={"show_up": {"low": 0.85, "base": 0.85, "high": 0.85}},
        service={"capture": {"mean": {"low": "2.5 min", "base": "2.5 min", "high": "2.5 min"}}},
    )
    with_it = run_one(Call(closed, 1, 2)).tables["daily"]
    without = run_one(Call(doubtful, 1, 2, known_parameters=True)).tables["daily"]
    assert all(np.array_equal(with_it[name], without[name]) for name in without)
