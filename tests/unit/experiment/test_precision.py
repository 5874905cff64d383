"""How many replications are enough: half widths, looking ahead, a probability decided."""

import numpy as np
import pytest

from cccd_sim.analysis.intervals import mean_interval
from cccd_sim.errors import UsageError
from cccd_sim.experiment.precision import Aim, Auto, ahead, decided, half_widths, precise


def aim(values, within):
    return Aim("x", np.asarray(values, dtype=float), within)


def test_half_widths_are_those_of_the_intervals(luck):
    values = luck.normal(1e6, 3, 40)
    found = half_widths(values)
    assert np.isinf(found[0])
    for count in (2, 10, 40):
        interval = mean_interval(values[:count])
        assert found[count - 1] == pytest.approx((interval.high - interval.low) / 2, rel=1e-6)


def test_what_never_varies_is_precise_after_ten_and_a_look_ahead():
    assert precise([aim(np.ones(14), 0.1)]).is_enough is False
    assert precise([aim(np.ones(15), 0.1)])[:2] == (True, 10)


def test_a_lucky_streak_is_not_enough():
    """Precise at ten by luck, no longer at twelve: looking ahead sees it."""
    streak = [0.0, 0.1] * 5
    assert half_widths(np.array(streak))[9] < 0.1
    assert not precise([aim([*streak, 9.0, -9.0, 0.0, 0.0, 0.0], 0.1)]).is_enough


def test_every_measure_must_be_precise_at_once(luck):
    easy, hard = aim(luck.normal(0, 1, 30), 5), aim(luck.normal(0, 100, 30), 5)
    assert precise([easy]).is_enough
    found = precise([easy, hard])
    assert not found.is_enough
    assert found.expected == pytest.approx(30 * (half_widths(hard.values)[-1] / 5) ** 2, abs=10)


def test_the_more_there_are_the_further_one_looks_ahead():
    assert [ahead(count) for count in (10, 100, 200, 450)] == [5, 5, 10, 22]


def test_the_mean_is_off_by_more_than_asked_in_at_most_seven_of_a_hundred(luck):
    """The rule itself, 400 times over: stopping when precise costs little of the 95 %."""
    missed = 0
    for _ in range(400):
        values = luck.normal(0, 4, 400)
        stop = precise([aim(values, 1.0)]).after
        missed += abs(values[: stop + ahead(stop)].mean()) > 1.0
    assert missed / 400 <= 0.07


@pytest.mark.parametrize(("met", "verdict"), [(True, True), (False, False)])
def test_a_clear_probability_is_decided(met, verdict):
    assert decided(np.full(200, met), 0.95) is verdict


def test_the_wrong_side_is_decided_far_sooner_than_the_right_one():
    assert decided(np.zeros(10, bool), 0.95) is False
    assert decided(np.ones(100, bool), 0.95) is None


def test_what_is_decided_stays_so_whatever_comes_later():
    assert decided(np.array([False] * 20 + [True] * 400), 0.95) is False


@pytest.mark.parametrize(("probability", "verdict"), [(0.95, True), (0.93, False)])
def test_at_the_ends_of_the_zone_the_verdict_is_wrong_in_about_one_of_twenty(
    luck, probability, verdict
):
    found = [decided(luck.random(4000) < probability, 0.95) for _ in range(300)]
    assert None not in found
    assert found.count(not verdict) / 300 <= 0.09


@pytest.mark.parametrize("required", [0.0, 1.0])
def test_the_extremes_can_be_required(required):
    assert decided(np.ones(200, bool), required) is True
    assert decided(np.zeros(200, bool), required) is (required == 0)


@pytest.mark.parametrize("wanted", [{"within_days": 0}, {"within_dossiers": -1.0}])
def test_precision_that_nothing_can_have_is_refused(wanted):
    with pytest.raises(UsageError, match="more than 0"):
        Auto(**wanted)


def test_replications_drawn_together_count_as_one(luck):
    """Blocks of ten that cover a range evenly: their means hardly vary, and few are enough."""
    even = np.concatenate([luck.permutation(10) * 1000.0 for _ in range(5)]) + luck.normal(0, 1, 50)
    one_by_one, by_tens = Aim("x", even, 100.0), Aim("x", even, 100.0, together=10)
    assert not precise([one_by_one]).is_enough
    assert precise([by_tens])[:2] == (True, 30)
    assert by_tens.half_width < 2
    assert one_by_one.half_width > 500


def test_fewer_than_three_blocks_are_taken_one_by_one(luck):
    values = luck.normal(0, 1, 20)
    assert Aim("x", values, 1.0, together=10).half_width == Aim("x", values, 1.0).half_width
    assert not precise([Aim("x", np.ones(20), 1.0, together=10)]).is_enough
