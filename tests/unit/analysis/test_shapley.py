"""Shapley values: exact, fair, and whole numbers that add up."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from cccd_sim.analysis.shapley import shares, subsets, whole
from cccd_sim.errors import BrokenLawError


def game(names, luck):
    return {each: int(luck.integers(-1000, 1000)) for each in subsets(names)}


def by_orders(worth, names):
    """Average what each adds over every order, one after the other: the definition."""
    found = dict.fromkeys(names, Fraction(0))
    orders = list(permutations(names))
    for order in orders:
        there = frozenset()
        for name in order:
            found[name] += Fraction(worth[there | {name}] - worth[there], len(orders))
            there |= {name}
    return found


@pytest.mark.parametrize("names", ["", "a", "ab", "abcde"])
def test_shares_are_the_average_over_every_order(names, luck):
    worth = game(names, luck)
    assert shares(worth, names) == by_orders(worth, names)


def test_shares_sum_to_the_whole_exactly(luck):
    names = "abcdefgh"
    worth = game(names, luck)
    assert sum(shares(worth, names).values()) == worth[frozenset(names)] - worth[frozenset()]


def test_causes_that_do_the_same_share_equally_and_an_idle_one_gets_nothing(luck):
    twins = [int(each) for each in luck.integers(0, 100, 3)]
    worth = {each: twins[len(each & set("ab"))] for each in subsets("abc")}
    found = shares(worth, "abc")
    assert found["a"] == found["b"] == Fraction(twins[2] - twins[0], 2)
    assert found["c"] == 0


def test_a_worth_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        shares({frozenset(): 0}, "a")


def test_whole_numbers_add_up_and_none_is_a_unit_off(luck):
    for _ in range(200):
        parts = {
            str(at): Fraction(int(luck.integers(-500, 500)), int(luck.integers(1, 9)))
            for at in range(6)
        }
        total = round(sum(parts.values()))
        found = whole(parts, total)
        assert sum(found.values()) == total
        assert all(abs(found[name] - part) < 1 for name, part in parts.items())


def test_the_largest_remainder_gets_the_unit_and_nothing_stays_nothing():
    parts = {"a": Fraction(5, 3), "b": Fraction(4, 3), "c": Fraction(0)}
    assert whole(parts, 3) == {"a": 2, "b": 1, "c": 0}
    assert whole(parts, 4) == {"a": 2, "b": 2, "c": 0}


def test_nothing_but_nothing_makes_up_no_total():
    assert whole({"a": Fraction(0)}, 0) == {"a": 0}
    with pytest.raises(BrokenLawError, match="nothing"):
        whole({"a": Fraction(0)}, 1)


def test_subsets_are_all_there_once():
    found = list(subsets("abcd"))
    assert len(found) == len(set(found)) == 2**4
    assert found[0] == frozenset()
    assert np.all(np.diff([len(each) for each in found]) >= 0)
