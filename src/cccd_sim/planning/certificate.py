"""The certificate of a size: fresh replications, each simulated, looked at as planned beforehand.

Fresh means that the search never saw them. Sizes are tried with the same fresh numbers, so that
of several too small ones the largest decides how often a certificate is wrong, not their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cccd_sim.analysis.sequential import Look, at_most, looks, shown
from cccd_sim.planning.ladder import BLOCK, PROBE, Ladder

BAD_LUCK = 1
"""Failures beyond what goes on like this would pass, from which a sparing certificate gives up."""

Verdict = Literal["certified", "refused", "not_told_apart"]


@dataclass(frozen=True)
class Certificate:
    """What fresh replications say of a number of kits.

    Parameters
    ----------
    kits
        How many.
    verdict
        ``certified``: P(on time) is at least the floor; ``refused``: it is below the target; both
        at 95 % confidence; else neither could be shown.
    replications
        Fresh numbers looked at; those of a certificate are all simulated.
    successes
        Of these in time; of what was not certified: at most so many.
    simulated
        Fresh numbers simulated.
    bound
        Lower end of the one-sided 95 % interval if certified, else the upper end.
    """

    kits: int
    verdict: Verdict
    replications: int
    successes: int
    simulated: int
    bound: float


def certify(
    ladder: Ladder, kits: int, target: float, floor: float, is_sparing: bool = False
) -> Certificate:
    """Return what fresh replications say of a number of kits.

    Parameters
    ----------
    ladder
        Sizes with fresh numbers; how many it may take is the last planned look.
    target, floor
        Probability asked for, and the one that is certified: the zone between is indifferent.
    is_sparing
        Give up as soon as it goes badly; that makes no certificate wrong, only fewer.
    """
    plan = looks(ladder.numbers, floor)
    most = plan[-1].most_failures
    if _fails_early(ladder, kits, most):
        return _failed(ladder, kits, target)
    for at, look in enumerate(plan):
        if not _fill(ladder, kits, look.trials, most, is_sparing):
            break
        failures = _failures(ladder, kits, look.trials)
        if failures <= look.most_failures:
            bound = shown(plan, at, failures)
            return _certified(ladder, kits, look, failures, bound)
    return _failed(ladder, kits, target)


def next_size(
    ladder: Ladder, kits: int, floor: float, most: int, is_sparing: bool = False
) -> int | None:
    """Return the next size up to ``most`` that the fresh numbers seen so far let pass.

    None: so many of them are late with very many kits as well that no size can be certified.

    Parameters
    ----------
    is_sparing
        Go to the size from which more kits do not help these numbers: it may be some kits too
        large, but seldom is a certificate begun in vain.
    """
    allowed = looks(ladder.numbers, floor)[-1].most_failures
    if is_sparing:
        late = [number for number, ahead in ladder.found[kits].items() if ahead < 0]
        ladder.try_(most, late)
        allowed = min(sum(ladder.found[most][each] < 0 for each in late), allowed)
    return _first_with(ladder, kits, allowed, most)


def last_size_that_helps(ladder: Ladder, kits: int, most: int) -> int:
    """Return the size from which more kits bring no more of the fresh numbers seen in time."""
    hopeless = sum(ahead < 0 for ahead in ladder.found[most].values())
    if _failures(ladder, kits, ladder.numbers) <= hopeless:
        return kits
    return _first_with(ladder, kits, hopeless, most) or most


def _first_with(ladder: Ladder, kits: int, allowed: int, most: int) -> int | None:
    """Return the first size above ``kits`` with so many failures or fewer, None if none has.

    Only those that were late with fewer kits are tried.
    """
    late = [number for number, ahead in ladder.found[kits].items() if ahead < 0]

    def may_pass(size: int) -> bool:
        left = [each for each in late if each not in ladder.found.get(size, {})]
        ladder.try_(size, left)
        return sum(ladder.found[size][each] < 0 for each in late) <= allowed

    if kits >= most or not may_pass(most):
        return None
    below, above, step = kits, most, max(kits // 4, 1)
    while above - below > 1:
        size = min(below + step, (below + above) // 2)
        if may_pass(size):
            above = size
        else:
            below, step = size, step * 2
    return above


def _fails_early(ladder: Ladder, kits: int, most: int) -> bool:
    """Return whether the numbers that were narrow in a size nearby fail so often already.

    Which number is tried first has no influence on what all of them say.
    """
    seen = [each for each in range(1, ladder.numbers + 1) if ladder.is_seen(each)]
    order = ladder.narrowest_first(kits, seen)
    for start in range(0, len(order), PROBE):
        some = order[start : start + PROBE]
        ladder.try_(kits, some)
        if _failures(ladder, kits, ladder.numbers) > most:
            return True
        if all(ladder.found[kits][each] >= 0 for each in some):
            break
    return False


def _fill(ladder: Ladder, kits: int, until: int, most: int, is_sparing: bool) -> bool:
    """Try all numbers up to a look; False: so many fail that it is given up before."""
    there = ladder.found.setdefault(kits, {})
    left = [each for each in range(1, until + 1) if each not in there]
    while left:  # each block waits for its slowest, so they grow as long as it goes well
        size = max(BLOCK, len(there) // 2 // BLOCK * BLOCK) if is_sparing else 2 * BLOCK
        ladder.try_(kits, left[:size])
        left = left[size:]
        seen = sum(ladder.is_seen(each) for each in range(1, ladder.numbers + 1))
        bad = BAD_LUCK + most * seen / ladder.numbers
        if _failures(ladder, kits, ladder.numbers) > (min(bad, most) if is_sparing else most):
            return False
    return _failures(ladder, kits, ladder.numbers) <= most


def _failures(ladder: Ladder, kits: int, until: int) -> int:
    """Return how many of the numbers up to one failed, of those tried."""
    ends = ladder.found.get(kits, {})
    return sum(ahead < 0 for number, ahead in ends.items() if number <= until)


def _certified(ladder: Ladder, kits: int, look: Look, failures: int, bound: float) -> Certificate:
    return Certificate(
        kits,
        "certified",
        look.trials,
        look.trials - failures,
        len(ladder.found[kits]),
        bound,
    )


def _failed(ladder: Ladder, kits: int, target: float) -> Certificate:
    """Return what can be said of a size that did not pass: those not tried count as in time."""
    there = ladder.found.setdefault(kits, {})
    trials = ladder.numbers
    successes = trials - _failures(ladder, kits, trials)
    bound = at_most(successes, trials)
    verdict: Verdict = "refused" if bound < target else "not_told_apart"
    return Certificate(kits, verdict, trials, successes, len(there), bound)


def refuse(ladder: Ladder, kits: int, target: float) -> Certificate:
    """Return a size's refusal, or that it cannot be told apart: the narrowest numbers are tried.

    As long as they fail; whatever is not tried counts as in time.
    """
    numbers = range(1, ladder.numbers + 1)
    while (found := _failed(ladder, kits, target)).verdict != "refused":
        there = ladder.found[kits]
        left = [each for each in numbers if each not in there]
        known = [each for each in left if ladder.is_seen(each)]
        some = ladder.narrowest_first(kits, known)[:PROBE]
        if not some:
            break
        ladder.try_(kits, some)
        if all(there[each] >= 0 for each in some):
            break
    return found
