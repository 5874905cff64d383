"""The certificate: seldom wrong, and not stingy; worked on pretended provinces."""

import pytest
from unit.planning.pretend import Pretend
from unit.planning.test_ladder import ladder

from cccd_sim.planning.certificate import certify, last_size_that_helps, next_size, refuse

TARGET, FLOOR = 0.95, 0.93


def truth(*chances):
    """Return needs such that so many kits (1, 2, …) are on time with these probabilities."""
    return lambda u: next((at for at, chance in enumerate(chances, 1) if u < chance), 1000)


def certified(chance, seed, numbers=115):
    found = ladder(Pretend(truth(chance), seed), numbers, offset=20_000)
    return certify(found, 1, TARGET, FLOOR).verdict == "certified"


def test_what_is_below_the_zone_is_certified_in_five_of_a_hundred_at_most():
    assert sum(certified(0.925, seed) for seed in range(100)) <= 5


def test_what_is_well_above_is_mostly_certified():
    assert sum(certified(0.99, seed) for seed in range(100)) > 85


def test_going_up_the_sizes_with_the_same_numbers_adds_no_error():
    wrong = 0
    for seed in range(100):
        laboratory = Pretend(truth(0.90, 0.91, 0.92, 0.925, 0.99), seed)
        found = ladder(laboratory, 115, offset=20_000)
        for kits in range(1, 5):
            if certify(found, kits, TARGET, FLOOR).verdict == "certified":
                wrong += 1
                break
    assert wrong <= 5


def test_a_certificate_is_simulated_in_full():
    laboratory = Pretend(truth(0.995))
    one = certify(ladder(laboratory, 115, offset=20_000), 1, TARGET, FLOOR)
    assert one.verdict == "certified"
    assert one.simulated >= one.replications
    assert {number for _, number in laboratory.tried} == set(
        range(20_001, 20_001 + one.replications)
    )
    assert one.bound >= FLOOR


def test_far_too_few_are_refused_and_a_little_too_few_are_not_told_apart():
    found = ladder(Pretend(truth(0.5, 0.995)), 115, offset=20_000)
    assert certify(found, 2, TARGET, FLOOR).verdict == "certified"
    before = found.laboratory.spent
    assert refuse(found, 1, TARGET).verdict == "refused"
    assert found.laboratory.spent - before < 20  # the narrowest first
    near = ladder(Pretend(truth(0.99, 0.995)), 115, offset=20_000)
    certify(near, 2, TARGET, FLOOR)
    assert refuse(near, 1, TARGET).verdict == "not_told_apart"


def test_a_refusal_is_seldom_wrong():
    wrong = 0
    for seed in range(60):
        found = ladder(Pretend(truth(0.952, 0.99), seed), 115, offset=20_000)
        certify(found, 2, TARGET, FLOOR)
        wrong += refuse(found, 1, TARGET).verdict == "refused"
    assert wrong <= 0.05 * 60


def test_the_next_size_is_the_next_that_fresh_numbers_let_pass():
    found = ladder(Pretend(truth(0.5, 0.6, 0.7, 0.8, 0.995)), 115, offset=20_000)
    assert certify(found, 1, TARGET, FLOOR).verdict != "certified"
    assert next_size(found, 1, FLOOR, 40) in (4, 5)


def test_there_is_no_next_size_where_more_kits_do_not_help():
    found = ladder(Pretend(truth(0.5, 0.7)), 115, offset=20_000)
    certify(found, 1, TARGET, FLOOR)
    assert next_size(found, 1, FLOOR, 40) is None
    assert last_size_that_helps(found, 1, 40) in (1, 2)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_gives_the_same_certificate(seed):
    one, other = (
        certify(ladder(Pretend(truth(0.97), seed), 115, offset=20_000), 1, TARGET, FLOOR)
        for _ in range(2)
    )
    assert one == other
