"""Functions of one's own in place of a service distribution, a summons or a transfer policy."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numba import njit
from runs import run, total

from cccd_sim import HookError, UsageError, compare, hooks, replicate
from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import BrokenLawError
from cccd_sim.experiment.trials import Case, Laboratory


def same(one, other):
    """Return whether two runs have the same tables, bit for bit."""
    return all(
        np.array_equal(values, other[table][name], equal_nan=values.dtype.kind == "f")
        for table, columns in one.items()
        for name, values in columns.items()
    )


def nobody(day):
    """Summon nobody."""
    return np.zeros(day.kits.size)


def halved(day):
    """Summon half of what the model would."""
    return hooks.as_expected(day) / 2


def gamma(step, cv, normals):
    """Draw gamma services with the scenario's coefficient of variation."""
    from scipy.special import gammaincinv, ndtr  # noqa: PLC0415

    shape = 1 / cv**2
    return gammaincinv(shape, ndtr(normals)) / shape


@njit
def by_luck(day):
    """Summon fifty for each kit, and up to five more by luck; compiled."""
    return 50.0 * day.kits + 5.0 * day.luck.random(day.kits.size)


def test_the_models_own_services_and_summons_as_hooks_change_nothing(tiny):
    mine = tiny.with_hooks(service=hooks.lognormal, summons=hooks.as_expected)
    assert same(run(tiny), run(mine))


def test_the_models_own_transfers_as_a_hook_change_nothing(quiet):
    six = {"kits": 6, "to": {"1": 6}, "funder": "central", "in_service": "2021-03-03"}
    policy = {"policy": "weekly_by_need", "time": "1 day"}
    own = quiet.with_(supply={"deliveries": {"spring": six}, "transfers": policy})
    tables = run(own)
    assert tables["kits"]["transfers"].sum() == 4
    assert same(tables, run(own.with_hooks(transfers=hooks.weekly_by_need)))
    assert not same(tables, run(own.with_hooks(transfers=lambda night: [])))


def test_who_is_not_summoned_does_not_come(tiny):
    assert total(run(tiny.with_hooks(summons=nobody)), "arrived") == 0


def test_fewer_summoned_are_fewer_come(tiny):
    assert total(run(tiny.with_hooks(summons=halved)), "arrived") < total(run(tiny), "arrived")


def test_gamma_services_have_another_course_and_the_same_laws(tiny):
    tables = run(tiny.with_hooks(service=gamma))
    assert not same(tables, run(tiny))
    assert total(tables, "taken") == pytest.approx(total(run(tiny), "taken"), rel=0.1)


def test_a_compiled_hook_with_luck_is_the_same_again_and_in_other_processes(tiny, monkeypatch):
    monkeypatch.setattr("cccd_sim.experiment.executor.IN_LINE_SECONDS", 0.0)
    mine = tiny.with_hooks(summons=by_luck)
    here, there = (replicate(mine, 4, seed=5, jobs=jobs) for jobs in (1, 2))
    assert here.daily.equals(there.daily)
    assert not here.daily.equals(replicate(mine, 4, seed=6, jobs=1).daily)


def test_a_hook_that_cannot_travel_is_refused_before_anything_starts(tiny, monkeypatch):
    monkeypatch.setattr("cccd_sim.experiment.executor.IN_LINE_SECONDS", 0.0)
    lock = threading.Lock()

    def locked(day):
        with lock:
            return hooks.as_expected(day)

    mine = tiny.with_hooks(summons=locked)
    assert len(replicate(mine, 4, jobs=1)) == 4
    with pytest.raises(UsageError, match=r"cannot be sent to other processes .*use jobs=1"):
        replicate(mine, 4, jobs=2)


def test_hooks_go_with_a_scenario_and_are_told(tiny):
    mine = tiny.with_hooks(summons=halved).with_(name="mine")
    assert mine.hooks.summons is halved
    assert (mine != tiny.with_(name="mine"), mine.with_hooks() == tiny.with_(name="mine")) == (
        True,
        True,
    )
    (use,) = mine.hooks.used()
    assert (use.kind, use.name, len(use.digest)) == ("summons", "halved", 12)
    answer = compare([tiny, mine], 2, jobs=1, language="en")
    told = f"mine: citizens are summoned by a function of one's own, halved (source {use.digest})."
    assert told in answer.caveats
    assert (
        answer.tables["comparison"].set_index("measure").loc["dossier_by_deadline", "difference"]
        < 0
    )


def test_a_question_does_not_take_another_hooks_trial_for_its_own(tiny):
    laboratory = Laboratory(jobs=1)
    cases = [Case("a", tiny), Case("b", tiny.with_hooks(summons=nobody))]
    own, none = laboratory.try_all([(case, 1) for case in cases])
    assert own.reached[0] > none.reached[0] == 0


def broken(change):
    """Return a summons that returns something changed."""

    def mine(day):
        return change(hooks.as_expected(day))

    return mine


WRONG = {
    "too few": (lambda found: found[:-1], r"2021-03-01: returned are to be 3 numbers"),
    "not a number": (lambda found: found * np.nan, r"nan at place 0; finite numbers, 0 or more"),
    "negative": (lambda found: found - 1e9, r"at place 0; finite numbers, 0 or more, are right"),
    "words": (lambda found: "many", r"returned are to be 3 numbers"),
    "raises": (lambda found: 1 / 0, r"it failed: ZeroDivisionError: division by zero"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_summons_that_cannot_be_used_says_when_and_why(tiny, case):
    change, message = WRONG[case]
    mine = tiny.with_hooks(summons=broken(change))
    with pytest.raises(HookError, match=message) as told:
        replicate(mine, 1, seed=3, jobs=1)
    assert "scenario tiny, seed 3, replication 1: hook summons, broken" in str(told.value)


def test_a_hook_cannot_write_into_the_model(tiny):
    def greedy(day):
        day.left[:] = 0
        return hooks.as_expected(day)

    with pytest.raises(HookError, match="read-only"):
        replicate(tiny.with_hooks(summons=greedy), 1, jobs=1)


MOVES = {
    "more than there are": (lambda night: [(0, 1)] * 9, "more kits leave district 0 than the"),
    "nowhere": (lambda night: [(0, 5)], "from 0 to 5 is no move: there are districts 0 to 1"),
    "no pairs": (lambda night: [0, 1], "pairs of districts, from and to, in whole numbers"),
    "halves": (lambda night: [(0.5, 1)], "pairs of districts, from and to, in whole numbers"),
}


@pytest.mark.parametrize("case", MOVES)
def test_transfers_that_cannot_be_used_say_why(tiny, case):
    move, message = MOVES[case]
    with pytest.raises(HookError, match=message):
        replicate(tiny.with_hooks(transfers=move), 1, jobs=1)


def test_every_kit_may_be_sent_back_and_forth_and_all_laws_hold(tiny):
    def restless(night):
        d = int(night.luck.integers(2))
        return [(d, 1 - d)] * int(night.free[d])

    tables = run(tiny.with_hooks(transfers=restless))
    assert tables["kits"]["transfers"].sum() > 3


SERVICES = {
    "mean": (lambda step, cv, z: np.full(z.size, 2.0), "mean of the services is 2.0"),
    "negative": (lambda step, cv, z: z, "finite numbers above 0 are right"),
    "together": (lambda step, cv, z: np.exp(z) / np.exp(z).mean(), "drawn together with her"),
}


@pytest.mark.parametrize("case", SERVICES)
def test_services_that_cannot_be_used_say_why(tiny, case):
    draw, message = SERVICES[case]
    with pytest.raises(HookError, match=message):
        replicate(tiny.with_hooks(service=draw), 1, jobs=1)


def test_a_law_broken_with_a_hook_names_the_hook(tiny, monkeypatch):
    def breaks(self):
        raise BrokenLawError("citizens do not add up")

    monkeypatch.setattr(Campaign, "last_evenings", breaks)
    with pytest.raises(HookError, match=r"functions of one's own \(summons=halved\).*seed 1, rep"):
        replicate(tiny.with_hooks(summons=halved), 1, jobs=1)
    with pytest.raises(BrokenLawError, match="internal error"):
        replicate(tiny, 1, jobs=1)
