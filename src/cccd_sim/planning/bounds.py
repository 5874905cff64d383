"""Why no number of kits is enough: what binds when there are very many of them.

After the station arithmetic tells: upload, check, plant and collection let only so many through.
At the station it is found by trying: very many kits with one hindrance taken away at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cccd_sim.experiment.trials import Case, Laboratory, Outcome
from cccd_sim.language import N_
from cccd_sim.planning.goal import Goal
from cccd_sim.planning.purchase import Purchase, bought, in_service
from cccd_sim.planning.reach import reach
from cccd_sim.scenario.schema import Scenario

TITLES = {
    "plant": N_("the card plant"),
    "upload": N_("the upload of dossiers"),
    "check": N_("the check at the centre"),
    "return": N_("the way of the cards back"),
    "collect": N_("cards that are not collected"),
    "home_visits": N_("citizens who cannot come and are not visited"),
    "crews": N_("trained crews"),
    "time": N_("the day on which the kits come"),
    "absence": N_("citizens who miss their summons"),
    "several": N_("several things together"),
}
"""What binds, in words."""

DECISIVE = 0.5
"""Share of replications in time from which taking a hindrance away is said to be what was wanted:
rather in time than not."""


@dataclass(frozen=True)
class Relaxed:
    """Very many kits, with a hindrance taken away.

    Parameters
    ----------
    hindrance
        Which; empty: none.
    ends
        How the replications ended.
    on_time
        How many of them in time.
    """

    hindrance: str
    ends: tuple[Outcome, ...]
    on_time: int


@dataclass(frozen=True)
class Bound:
    """What keeps any number of kits from the target.

    Parameters
    ----------
    name
        One of ``TITLES``.
    share
        Largest share of the eligible that reach the milestone: by arithmetic if that tells, else
        simulated with very many kits.
    by_arithmetic
        Whether it is plain arithmetic.
    tried
        What was tried to find it.
    """

    name: str
    share: float
    by_arithmetic: bool
    tried: tuple[Relaxed, ...]


def bound(laboratory: Laboratory, goal: Goal, many: Purchase, numbers: Sequence[int]) -> Bound:
    """Return what binds with very many kits.

    Parameters
    ----------
    many
        A purchase of so many kits that more would not help.
    numbers
        Replications to try: some that were late.
    """
    scenario = goal.scenario
    there = many.case(scenario)
    tried = [_tried(laboratory, goal, there, "", numbers)]
    by_arithmetic = reach(there.scenario)[goal.milestone]
    if by_arithmetic["share"] < goal.share and by_arithmetic["bound_by"] in TITLES:
        return Bound(by_arithmetic["bound_by"], by_arithmetic["share"], True, tuple(tried))
    most = max(one.reached[goal.place] for one in tried[0].ends) / goal.eligible
    for hindrance, case in _without(scenario, many):
        tried.append(_tried(laboratory, goal, case, hindrance, numbers))
        if tried[-1].on_time >= DECISIVE * len(numbers):
            return Bound(hindrance, most, False, tuple(tried))
    return Bound("several", most, False, tuple(tried))


def _tried(
    laboratory: Laboratory, goal: Goal, case: Case, hindrance: str, numbers: Sequence[int]
) -> Relaxed:
    """Return how very many kits do without a hindrance."""
    ends = tuple(laboratory.try_(case, numbers))
    return Relaxed(hindrance, ends, sum(goal.ahead(one) >= 0 for one in ends))


def _without(scenario: Scenario, many: Purchase) -> Iterator[tuple[str, Case]]:
    """Yield very many kits, each time without one of the hindrances at the station."""
    there, service, demand = many.case(scenario).scenario, scenario.service, scenario.demand
    name = many.case(scenario).name + " without: "
    if service.crews.limited:
        crews = service.crews.model_copy(update={"limited": False})
        free = service.model_copy(update={"crews": crews})
        yield "crews", Case(name + "crews", there.model_copy(update={"service": free}))
    if in_service(scenario, many) > scenario.campaign.start:
        at_once = Purchase(many.kits, None, scenario.campaign.start)
        yield "time", Case(name + "time", bought(scenario, at_once))
    everybody = demand.show_up.model_copy(update={"value": 1.0, "low": None, "high": None})
    come = demand.model_copy(update={"show_up": everybody})
    yield "absence", Case(name + "absence", there.model_copy(update={"demand": come}))
