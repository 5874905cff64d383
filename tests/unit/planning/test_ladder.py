"""The search on common numbers: right, and sparing."""

import numpy as np
import pytest
from unit.planning.pretend import Pretend, linear

from cccd_sim.experiment.trials import Case
from cccd_sim.planning.ladder import Ladder


def ladder(laboratory, numbers=20, **others):
    return Ladder(
        laboratory,
        lambda kits: Case(f"{kits} more", None),
        lambda one: (one.reached[0] - laboratory.target) / laboratory.eligible,
        numbers,
        **others,
    )


def needs(laboratory, numbers):
    draws = [np.random.default_rng([laboratory.seed, each]).random() for each in numbers]
    return np.sort([laboratory.quantile(u) for u in draws])


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("start", [0, 7, 60])
def test_the_first_rung_found_is_the_first_that_is_enough(seed, start):
    laboratory = Pretend(linear(2, 30), seed)
    found = ladder(laboratory).first(start, start // 4, 0.93, 0.95, 100)
    allowed = needs(laboratory, range(1, 21))[-2]  # one of twenty may be late
    assert found == np.ceil(allowed)


def test_most_of_what_is_known_is_not_simulated():
    laboratory = Pretend(linear(2, 30))
    ladder(laboratory).first(12, 3, 0.93, 0.95, 100)
    assert laboratory.spent < 60  # twenty numbers on every rung tried would be more than 120


def test_none_is_found_where_none_is_enough():
    laboratory = Pretend(lambda u: 10 if u < 0.5 else 1000)
    assert ladder(laboratory).first(5, 1, 0.93, 0.95, 50) is None


def test_nothing_more_is_needed_where_all_are_on_time():
    laboratory = Pretend(lambda _: -1)
    assert ladder(laboratory).first(9, 2, 0.93, 0.95, 50) == 0


def test_what_was_on_time_with_fewer_is_taken_to_be_with_more_and_late_with_more_late_with_fewer():
    found = ladder(Pretend(linear(0, 20)))
    found.found = {5: {1: 0.1, 2: -0.1}, 9: {3: -0.2}}
    assert [found.known(7, each) for each in (1, 2, 3, 4)] == [True, None, False, None]


def test_what_nothing_helps_is_late_and_not_simulated():
    laboratory = Pretend(lambda _: -1)
    found = ladder(laboratory, hopeless=frozenset({3, 4}))
    assert not found.enough(7, 0.93, 0.95)
    assert laboratory.spent < 20
    assert found.known(7, 3) is False


def test_a_standing_ends_at_the_first_number_not_known():
    found = ladder(Pretend(linear(0, 20)))
    found.found = {5: {1: 0.1, 2: -0.1, 4: 0.2}}
    standing = found.standing(5)
    assert (standing.replications, standing.successes, standing.simulated) == (2, 1, 2)


def test_the_narrowest_are_tried_first():
    found = ladder(Pretend(linear(0, 20)), hints={1: 0.3, 2: -0.1, 3: 0.1})
    assert found.narrowest_first(4, [1, 2, 3, 4]) == [2, 3, 1, 4]


def test_fresh_numbers_are_other_replications():
    laboratory = Pretend(linear(0, 20))
    ladder(laboratory, offset=20_000).try_(3, [1, 2])
    assert [number for _, number in laboratory.tried] == [20_001, 20_002]
