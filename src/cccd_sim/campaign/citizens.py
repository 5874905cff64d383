"""The citizens of the province: their luck, drawn once each, and where they stand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.hooked import shapes
from cccd_sim.campaign.lucks import standard_normals
from cccd_sim.campaign.places import Places
from cccd_sim.queueing import turns
from cccd_sim.queueing.draws import Lasting, Traits, draw_citizens, household_sizes
from cccd_sim.queueing.memory import kept
from cccd_sim.queueing.pool import (
    AGAIN,
    AT_A_TIME,
    CITIZEN,
    ELSEWHERE,
    NEVER_ASKED,
    PLACE,
    PLACES,
    TALLY,
    Pool,
    account,
    count_states,
    empty_lists,
    gather,
)
from cccd_sim.queueing.turns import Sites
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

Counts = NDArray[np.int64]

SMALLEST_BLOCK, LARGEST_BLOCK = 1 << 13, 1 << 15
"""Citizens whose luck is drawn at a time: few where few are asked, then ever more."""

STEPS = ("reception", "capture", "finishing")


class Citizens:
    """All citizens, district after district; their luck is drawn when their turn comes near.

    Each purpose and district has a stream of its own, read in the order of the citizens'
    numbers, so how far it has been read changes nobody's luck.
    """

    def __init__(self, scenario: Scenario, places: Places, streams: Streams, days: int) -> None:
        begins = np.cumsum([0, *places.citizens.tolist()])
        people, units = int(begins[-1]), places.units
        self.places, self.gathered = places, 0
        self.pool = Pool(
            people=kept("people", (people,), CITIZEN),
            state=kept("state", (people,), np.uint8),
            tries=kept("tries", (people,), np.uint8),
            first=begins[places.communes],
            begins=begins,
            communes=places.communes,
            fresh=begins[:-1].copy(),
            gone=np.zeros(units, np.int64),
            tally=np.zeros((units, TALLY), np.int64),
            who=np.zeros(AT_A_TIME, np.int64),
            words=np.zeros(AT_A_TIME, np.uint64),
            numbers=np.zeros((2, AT_A_TIME), np.int64),
            records=np.zeros(AT_A_TIME, np.int64),
            missed=np.zeros(AT_A_TIME, np.int64),
            places=np.zeros(AT_A_TIME, np.int64),
            lucks=np.zeros((5, AT_A_TIME)),
            **empty_lists(people, units, days + 2),
        )
        self.register = np.diff(self.pool.first)
        """Citizens of each district, those living elsewhere too."""
        self.pool.state[:] = NEVER_ASKED
        self.pool.tries[:] = 0
        codes = [district.code for district in scenario.demand.districts]
        self.words = [streams.of("citizen", code) for code in codes]
        self.services = [[streams.of(step, code) for step in STEPS] for code in codes]
        cv = [float(getattr(scenario.service, step).cv.value) for step in STEPS]
        self.lasting = Lasting(cv, shapes(scenario.hooks.service, cv, standard_normals()))
        sizes = household_sizes(scenario.demand.household_adults.value)
        self.traits = [self._traits(scenario, d, sizes) for d in range(units)]
        self.drawn = np.zeros(units, np.int64)
        residents = places.citizens - places.of_them_elsewhere
        share = float(residents.sum() / places.citizens.sum())
        self.present = max(0.01, share * (1 - scenario.demand.home_visit_share.value))
        """Share of those never asked who live here and can leave home; a hundredth at least."""

    def _traits(self, scenario: Scenario, d: int, sizes: NDArray[np.uint8]) -> Traits:
        """Return what the citizens of a district are like."""
        first, end = self.places.communes[d], self.places.communes[d + 1]
        begins = self.pool.begins[first : end + 1]
        return Traits(
            sizes=sizes,
            ages=np.cumsum(scenario.demand.districts[d].ages)[:-1],
            factors=np.array(scenario.service.age_factors.values, float),
            housebound=float(scenario.demand.home_visit_share.value),
            begins=begins - begins[0],
            elsewhere=self.places.of_them_elsewhere[first:end].copy(),
        )

    # ---- whose turn it can be --------------------------------------------------------------------

    def gather(self, day: int) -> None:
        """Let those whose time has come be summoned again."""
        gather(day, self.gathered, self.pool)
        self.gathered = day

    def never_asked(self) -> Counts:
        """Return how many citizens of each commune were never asked."""
        found: Counts = self.pool.begins[1:] - self.pool.fresh
        return found

    def can_be_asked(self) -> Counts:
        """Return how many citizens of each district can be summoned today."""
        found: Counts = turns.available(self.pool)
        return found

    def anybody_left(self, d: int) -> bool:
        """Tell whether somebody in a district can be summoned today."""
        first, end = self.places.communes[d], self.places.communes[d + 1]
        begins, fresh = self.pool.begins, self.pool.fresh
        never_asked = (fresh[first:end] < begins[first + 1 : end + 1]).any()
        return bool(self.pool.ready[d, 2] > 0 or never_asked)

    def housebound(self) -> Counts:
        """Return how many citizens of each district wait for a visit at home."""
        found: Counts = self.pool.due[:, -1, 2].astype(np.int64)
        return found

    def draw(self, plan: Counts, sites: Sites) -> None:
        """Draw luck as far as a plan reaches: citizens by station and district."""
        pool = self.pool
        needed = turns.reach(plan, sites, self.present, pool)
        for d in np.flatnonzero(self.drawn < needed).tolist():
            first, start = int(pool.first[d]), int(self.drawn[d])
            block = min(max(SMALLEST_BLOCK, start), LARGEST_BLOCK)
            last = int(pool.first[d + 1])
            end = min(max(start + block, int(needed[d])), last - first)
            streams = self.words[d], self.services[d]
            here = pool.people[first:last], pool.state[first:last]
            draw_citizens(*here, start, end, streams, self.lasting, self.traits[d])
            self.drawn[d] = end

    # ---- where they stand ------------------------------------------------------------------------

    def accounted(self, day: int) -> Counts:
        """Return who of each district is not at a station and has no dossier: all lists.

        Those of the days up to ``day`` have been gathered.
        """
        found: Counts = account(day, self.pool)
        return found

    def census(self) -> tuple[Counts, Counts]:
        """Return where citizens stand, by district (rows) and place (columns).

        First everybody; then the residents who never had a dossier and those who have one now.
        """
        everybody = np.zeros((self.places.units, PLACES), np.int64)
        residents, codes = np.zeros_like(everybody), np.arange(256)
        mine = (codes & (ELSEWHERE | AGAIN)) == 0
        for d, here in enumerate(count_states(self.pool)):
            everybody[d] = np.bincount(codes & PLACE, here, minlength=PLACES)
            residents[d] = np.bincount(codes[mine] & PLACE, here[mine], minlength=PLACES)
            unknown = int(self.places.elsewhere[d]) - int(here[codes & ELSEWHERE > 0].sum())
            residents[d, NEVER_ASKED] -= unknown  # living elsewhere, and never asked yet
        return everybody, residents
