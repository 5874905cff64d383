"""Kim and Nelson's selection: the best is found, at once where it is far ahead."""

import numpy as np
import pytest

from cccd_sim.analysis.selection import select


def race(luck, means, count, spread=1.0):
    """Return noisy values of several, the same luck in all but for a part of their own."""
    shared = luck.normal(0, 3, count)
    return {name: mean + shared + luck.normal(0, spread, count) for name, mean in means.items()}


def test_who_is_far_behind_drops_out_at_once(luck):
    found = select(race(luck, {"a": 0.0, "b": 100.0}, 10), zone=1.0, first=10)
    assert (found.left, found.dropped, found.is_over) == (("b",), {"a": 10}, True)


def test_more_replications_are_wanted_while_nobody_is_clearly_behind(luck):
    found = select(race(luck, {"a": 0.0, "b": 0.1}, 10), zone=0.2, first=10)
    assert (found.left, found.at, found.is_over) == (("a", "b"), 10, False)


def test_one_alone_is_the_best(luck):
    assert select(race(luck, {"a": 0.0}, 5), zone=1.0, first=5).left == ("a",)


def test_equals_without_luck_end_with_the_largest_mean():
    same = np.zeros(10)
    found = select({"a": same, "b": same + 0.5, "c": same}, zone=1.0, first=10)
    assert found.left == ("b",)


def test_who_dropped_out_needs_no_further_values(luck):
    values = race(luck, {"a": 0.0, "b": 100.0, "c": 100.2}, 400)
    whole = select(values, zone=0.3, first=10)
    short = select({**values, "a": values["a"][:10]}, zone=0.3, first=10)
    assert short == whole
    assert whole.dropped["a"] == 10


def test_what_was_found_does_not_change_when_more_is_known(luck):
    values = race(luck, {"a": 0.0, "b": 1.0, "c": 0.5}, 600)
    over = select(values, zone=0.5, first=10)
    assert over.is_over
    assert select({name: each[: over.at] for name, each in values.items()}, 0.5, 10) == over


@pytest.mark.parametrize("spread", [0.5, 2.0])
def test_the_best_by_the_zone_is_selected_in_at_least_95_of_100(luck, spread):
    """The least favourable case of the theorem: all others behind by exactly the zone."""
    means = {"a": 0.0, "b": 0.0, "c": 0.5, "d": 0.0}
    right = sum(
        select(race(luck, means, 1500, spread), zone=0.5, first=10).left == ("c",)
        for _ in range(200)
    )
    assert right >= 184  # 95 % of 200 less 2.6 standard deviations


def test_a_best_that_is_not_best_is_not_selected(luck):
    """The oracle says no: with the means turned round the same name loses."""
    means = {"a": 0.5, "b": 0.5, "c": 0.0, "d": 0.5}
    found = select(race(luck, means, 1500), zone=0.5, first=10)
    assert found.left != ("c",)
