"""The search for a size: on common numbers, certified on fresh ones, with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from cccd_sim.analysis.sequential import at_most, fewest_trials, trimmed
from cccd_sim.experiment.trials import FRESH, Laboratory, Outcome
from cccd_sim.planning.bounds import Bound, bound
from cccd_sim.planning.certificate import (
    Certificate,
    certify,
    last_size_that_helps,
    next_size,
    refuse,
)
from cccd_sim.planning.effort import Effort
from cccd_sim.planning.goal import Goal
from cccd_sim.planning.ladder import BLOCK, Ladder
from cccd_sim.planning.levers import levers
from cccd_sim.planning.procurement import Market, Way, ways
from cccd_sim.planning.purchase import (
    MOST_KITS,
    Purchase,
    arithmetic_minimum,
    routes_of,
    worth,
)
from cccd_sim.planning.sized import PURCHASE, Beside, Sized, State
from cccd_sim.scenario.schema import Scenario

EVEN = 0.5

SPARE = 1.5
"""Fresh numbers of a certificate, over those that would do if none of them were late."""

MANY, FEW = 4, 8
"""Very many kits: so many times those that are planned and those that arithmetic asks for; and of
fewer than eight it would not be many."""

CHECKED = 60
"""Fresh numbers on which routes and days are checked, the narrowest first."""

TRIES, FEW_TRIES = 12, 3
"""Sizes that are tried for a certificate before it is given up."""


@dataclass(frozen=True)
class Search:
    """What the search works with.

    Parameters
    ----------
    purchase
        Route and day of the order.
    least
        Fewest kits by plain arithmetic; None: no number is enough.
    most
        Very many kits: more would not help.
    common, fresh
        Sizes tried with the numbers of the search, and of the certificate.
    """

    goal: Goal
    laboratory: Laboratory
    effort: Effort
    purchase: Purchase
    least: int | None
    most: int
    common: Ladder
    fresh: Ladder


def search(goal: Goal, laboratory: Laboratory, purchase: Purchase, effort: Effort) -> Sized:
    """Search, certify, and try what stands beside the purchase."""
    scenario = goal.scenario
    least = arithmetic_minimum(scenario, purchase, goal.milestone)
    common = Ladder(
        laboratory, lambda kits: purchase.of(kits).case(scenario), goal.ahead, effort.common
    )
    numbers = trimmed(max(effort.fresh, ceil(SPARE * fewest_trials(goal.floor))), goal.floor)
    fresh = Ladder(laboratory, common.case, goal.ahead, numbers, offset=FRESH)
    most = _very_many(scenario, least)
    it = Search(goal, laboratory, effort, purchase, least, most, common, fresh)
    ends = tuple(common.try_(0, range(1, max(BLOCK, effort.beside) + 1)))
    plain = Beside("", ends[: effort.beside])
    candidate = _candidate(it, ends)
    if candidate is None:
        return _hopeless(it, plain)
    even = _even_chance(it, candidate)
    certificates = _certificates(it, candidate)
    certified = [one.kits for one in certificates if one.verdict == "certified"]
    if certified:
        bought, state, binds = purchase.of(min(certified)), State.CERTIFIED, None
    else:
        bought, state, binds = _saturated(it)
    tried = [plain, *_levers(it)]
    if bought.kits:
        tried.append(Beside(PURCHASE, tuple(common.try_(bought.kits, _beside(it)))))
    offers = _offers(it, bought, state)
    return Sized(
        goal, state, bought, least, common, fresh, certificates, even, offers, tried, binds
    )


def _beside(it: Search) -> range:
    """Return the common numbers of what is only tried beside the purchase."""
    return range(1, it.effort.beside + 1)


def _offers(it: Search, bought: Purchase, state: State) -> list[Way]:
    """Return what every route comes to; if nothing was certified, only what arithmetic tells."""
    goal, fresh = it.goal, it.fresh
    routes = routes_of(goal.scenario, it.purchase)
    if not bought.kits:
        return []
    if state is not State.CERTIFIED:
        return [Way(one.route, None, None, None, None) for one in routes]
    numbers = min(fresh.standing(bought.kits).replications, CHECKED)
    market = Market(
        goal.scenario,
        fresh,
        goal.floor,
        goal.on_time,
        bought.kits,
        it.most,
        numbers,
        is_sparing=not it.effort.is_ample,
    )
    return list(ways(market, bought, routes))


def _candidate(it: Search, plain: tuple[Outcome, ...]) -> int | None:
    """Return the fewest kits that are enough on common numbers.

    If no number is, those that do as well there as very many kits; None if even those never are on
    time.
    """
    goal, common = it.goal, it.common
    if not it.effort.is_ample and (few := _extrapolated(it, plain)) is not None:
        return few
    if it.least is not None or common.enough(it.most, goal.floor, goal.on_time):
        start = max(_guess(it, plain), it.least or 0)
        found = common.first(start, start // 4, goal.floor, goal.on_time, it.most)
        if found is not None:
            return found
    numbers = range(1, common.numbers + 1)
    common.try_(it.most, [each for each in numbers if common.known(it.most, each) is None])
    as_good = sum(bool(common.known(it.most, each)) for each in numbers) / common.numbers
    if as_good <= goal.zone:
        return None
    return common.first(it.most // 2, it.most // 8, as_good - goal.zone, as_good, it.most)


def _extrapolated(it: Search, plain: tuple[Outcome, ...]) -> int | None:
    """Return the kits with which all common numbers should be in time, from a few tried at once.

    None: not enough is known for that. What fresh numbers say decides anyway.
    """
    start = min(max(_guess(it, plain), it.least or 0), it.most)
    if it.least is None or start == 0:
        return None
    it.common.try_(start, range(1, it.common.numbers + 1))
    needed = it.common.needed(it.most)
    return needed[-1] if needed and needed[-1] < it.most else None


def _even_chance(it: Search, most: int) -> int | None:
    """Return the fewest kits up to ``most`` with an even chance on common numbers, None if none."""
    common, low, block = it.common, EVEN - it.goal.zone, range(1, BLOCK + 1)
    needed = common.needed(most) or [most // 2]
    start = needed[(len(needed) - 1) // 2]
    if it.effort.is_ample:
        found = common.first(start, 1, low, EVEN, most)
    else:
        found = next((each for each in range(start, most + 1) if _is_even(it, each)), None)
    if found is not None:
        common.try_(found, [each for each in block if common.known(found, each) is None])
    return found


def _is_even(it: Search, kits: int) -> bool:
    """Return whether half of a block of common numbers are in time with so many kits."""
    ends = it.common.try_(kits, range(1, BLOCK + 1))
    return sum(it.goal.ahead(one) >= 0 for one in ends) >= EVEN * BLOCK


def _hopeless(it: Search, plain: Beside) -> Sized:
    """Return that very many kits are never on time, and what binds."""
    binds = bound(it.laboratory, it.goal, it.purchase.of(it.most), _beside(it))
    tried = [plain, *_levers(it)]
    return Sized(
        it.goal,
        State.IMPOSSIBLE,
        it.purchase,
        it.least,
        it.common,
        it.fresh,
        beside=tried,
        bound=binds,
    )


def _saturated(it: Search) -> tuple[Purchase, State, Bound | None]:
    """Return the kits beyond which more do not help, and what keeps the late numbers late.

    None binds where the certificate just did not pass, and more kits might.
    """
    goal, fresh = it.goal, it.fresh
    seen = max(fresh.found, key=lambda kits: (len(fresh.found[kits]), -kits))
    half = range(1, fresh.numbers // 2 + 1)
    fresh.try_(seen, [each for each in half if each not in fresh.found[seen]])
    if seen < it.most and next_size(fresh, seen, goal.floor, it.most) is not None:
        return it.purchase.of(seen), State.UNCERTIFIED, None
    late = [number for number, ahead in fresh.found[it.most].items() if ahead < 0]
    binds = bound(it.laboratory, goal, it.purchase.of(it.most), [FRESH + number for number in late])
    trials = len(fresh.found[seen])
    refused = at_most(trials - len(late), trials) < goal.on_time
    state = State.IMPOSSIBLE if refused else State.UNCERTIFIED
    return it.purchase.of(last_size_that_helps(fresh, seen, it.most)), state, binds


def _certificates(it: Search, kits: int) -> list[Certificate]:
    """Return what fresh numbers say of sizes, until one is certified and one less is told.

    From what the search found upwards; and downwards if that is certified at once and there are
    replications to spare.
    """
    goal, fresh = it.goal, it.fresh
    sparing = not it.effort.is_ample
    told = [certify(fresh, kits, goal.on_time, goal.floor, sparing)]
    while told[-1].verdict != "certified" and len(told) < (FEW_TRIES if sparing else TRIES):
        more = next_size(fresh, told[-1].kits, goal.floor, it.most, sparing)
        if more is None:
            return told
        told.append(certify(fresh, more, goal.on_time, goal.floor))
    while told[-1].verdict == "certified" and told[-1].kits:
        less = told[-1].kits - 1
        if less >= kits or sparing or len(told) >= TRIES:
            told.append(refuse(fresh, less, goal.on_time))
        else:
            told.append(certify(fresh, less, goal.on_time, goal.floor))
            if told[-1].verdict != "certified":
                told.append(refuse(fresh, less, goal.on_time))
    return told


def _levers(it: Search) -> list[Beside]:
    """Return what each lever comes to without a purchase."""
    numbers = _beside(it)
    cases = list(levers(it.goal.scenario))
    ends = it.laboratory.try_all([(case, number) for case in cases for number in numbers])
    size_ = len(numbers)
    return [
        Beside(case.name, tuple(ends[at * size_ : (at + 1) * size_]))
        for at, case in enumerate(cases)
    ]


def _guess(it: Search, ends: tuple[Outcome, ...]) -> int:
    """Return the kits that would make good the worst shortfall, and half as many again.

    Half again because towards the end there are too few citizens left for kits to be never idle.
    """
    goal = it.goal
    short = max(0.0, *(-goal.ahead(one) for one in ends)) * goal.eligible
    each = worth(goal.scenario, it.purchase)
    return min(ceil(1.5 * short / each), MOST_KITS) if each > 0 else 0


def _very_many(scenario: Scenario, least: int | None) -> int:
    """Return a number of kits of which more would not help."""
    supply = scenario.supply
    planned = supply.initial_kits.value + sum(
        delivery.kits.value for delivery in supply.deliveries.values()
    )
    return min(MANY * max(planned + (least or 0), FEW), MOST_KITS)
