"""Where new kits go: to which stations a batch is sent, by the rule of the scenario."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]
A_PAIR = 2
INITIAL = "initial"
"""The batch of kits that are there on day 1."""


def placed(kits: int, rule: str, there: Counts, remaining: Counts, eligible: Counts) -> list[int]:
    """Return the station of each of ``kits`` new kits.

    Parameters
    ----------
    rule
        ``proportional`` keeps kits in proportion to the eligible, district by district, without
        ever moving one (Sainte-Laguë's divisors); ``by_need`` sends each kit where most remaining
        citizens wait for one; ``two_per_unit`` fills every station to two, the largest first,
        then goes on in proportion.
    there
        Kits at each station, the provincial station (if any) after the districts.
    remaining, eligible
        Citizens of each district without a dossier, and all of them.
    """
    units, there, found = eligible.size, there.copy(), []
    for _ in range(kits):
        if rule == "two_per_unit" and there.min() < A_PAIR:
            size = np.append(eligible, np.zeros(there.size - units, np.int64))
            station = int(np.lexsort((-size, there))[0])
        elif rule == "by_need":
            station = int(np.argmax((remaining + 1) / np.maximum(there[:units], 1e-9)))
        else:
            station = int(np.argmax(eligible / (2 * there[:units] + 1)))
        there[station] += 1
        found.append(station)
    return found


def destinations(
    scenario: Scenario, batch: str, kits: int, there: Counts, remaining: Counts
) -> list[int]:
    """Return the station of each kit of a batch: a delivery's name, or ``INITIAL``."""
    supply, districts = scenario.supply, scenario.demand.districts
    eligible = np.array([district.eligible for district in districts])
    rule = supply.placement
    if batch == INITIAL:
        if supply.initial_at == "provincial_station":
            return [len(districts)] * kits
    else:
        delivery = supply.deliveries[batch]
        if delivery.to is not None:
            found = []
            for reference, number in delivery.to.items():
                found += [districts.index(scenario.demand.district(reference))] * number
            return found
        rule = delivery.placement or rule
    return placed(kits, rule, there, remaining, eligible)
