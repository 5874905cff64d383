"""Numbers known only within a range: found, and settled to one value each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cccd_sim.experiment.ignorance import drawn
from cccd_sim.scenario.files import load_scenario, shipped
from cccd_sim.scenario.ranges import ranges, settled


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("promised-32-campaign")


@pytest.fixture(scope="module")
def found(campaign):
    return {each.path: each for each in ranges(campaign)}


def test_ranges_are_found_wherever_they_stand(found):
    assert found["demand.show_up"].low == 0.70
    assert found["supply.deliveries.march.delay"].high == 10
    assert found["central.plant.capacity.spring.cards"].base == 130_000
    assert "supply.initial_kits" not in found  # one number
    assert "demand.no_show.early_from" not in found


def test_what_each_delivery_draws_for_itself_is_luck(found):
    luck = {path for path, each in found.items() if each.is_luck}
    assert "supply.deliveries.march.delay" in luck
    assert "supply.routes.loan.contract" in luck
    assert all(path.startswith(("supply.deliveries", "supply.routes")) for path in luck)


def test_how_many_kits_are_delivered_is_one_number_that_nobody_knows(campaign):
    kits = {"low": 10, "base": 24, "high": 30}
    unsure = campaign.with_(supply={"deliveries": {"february": {"kits": kits}}})
    each = next(each for each in ranges(unsure) if each.path.endswith("february.kits"))
    assert (each.is_luck, each.is_whole) == (False, True)
    drawn_kits = {
        drawn(unsure, 1, number).supply.deliveries["february"].kits.value for number in range(1, 11)
    }
    assert len(drawn_kits) > 5
    assert drawn_kits <= set(range(10, 31))


def test_only_counts_are_whole(found):
    whole = {path for path, each in found.items() if each.is_whole}
    assert {"central.check.days", "service.learning.dossiers"} <= whole
    assert "service.periods.office.evening.officers_per_kit" not in whole  # written 1, 2, 3
    assert "service.crews.trained_per_10000" not in whole


@given(st.floats(0, 1, exclude_max=True))
def test_a_value_lies_within_its_range(found, u):
    for each in found.values():
        assert each.low <= each.at(u) <= each.high


def test_values_are_triangular_about_the_base(found):
    each = found["demand.show_up"]
    values = np.array([each.at((k + 0.5) / 20_000) for k in range(20_000)])
    assert values.mean() == pytest.approx((each.low + each.base + each.high) / 3, abs=1e-4)
    below = (each.base - each.low) / (each.high - each.low)
    assert (values <= each.base).mean() == pytest.approx(below, abs=1e-3)


def test_settling_changes_the_entry_and_nothing_else(campaign, found):
    trail = found["demand.records.ready.june.share"].trail
    changed = settled(campaign, {trail: 0.91})
    assert changed.demand.records.ready["june"].share.value == 0.91
    assert {each.path for each in ranges(changed)} == set(found) - {
        "demand.records.ready.june.share"
    }
    back = campaign.model_dump()
    back["demand"]["records"]["ready"]["june"]["share"] = changed.model_dump()["demand"]["records"][
        "ready"
    ]["june"]["share"]
    assert changed.model_dump() == back
    assert campaign.demand.records.ready["june"].share.value == 0.95  # left as it was


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("u", [0.001, 0.5, 0.999])
def test_every_shipped_scenario_can_be_read_again_when_settled(name, u):
    """A settled scenario is one a file could hold; only what contradicts across entries may go."""
    scenario = load_scenario(name)
    values = {each.trail: each.at(u) for each in ranges(scenario)}
    changed = settled(scenario, values)
    assert type(scenario).model_validate(changed.model_dump()) == changed
