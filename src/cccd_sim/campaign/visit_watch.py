"""Home visits as events: who was visited when, worked out from the list and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.milestones import Dossiers
from cccd_sim.campaign.rounds import HomeVisits
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.errors import BrokenLawError
from cccd_sim.queueing.pool import (
    AGAIN,
    HOUSEBOUND,
    NEXT,
    PLACE,
    VISIT,
    WRITTEN,
    Pool,
    anew_number,
    normal,
    own_number,
)
from cccd_sim.results.events import Events, Kind, made

Counts = NDArray[np.int64]


class VisitWatch:
    """Looks at the lists of those who wait for a visit, before the kits come back and after."""

    def __init__(self, visits: HomeVisits, pool: Pool) -> None:
        self.visits, self.pool = visits, pool
        self.lists: dict[int, tuple[int, list[int]]] = {}
        """By district: the kit that is out, and who waits for it."""
        self.again: dict[int, tuple[bool, int]] = {}

    def at_close(self) -> None:
        """Note whom the kits that are out can visit, in what order."""
        kits, pool = self.visits.kits, self.pool
        self.lists = {
            d: (int(kits[d]), self.waiting(d)) for d in np.flatnonzero(kits >= 0).tolist()
        }
        everybody = [i for _, who in self.lists.values() for i in who]
        self.again = {i: (bool(pool.state[i] & AGAIN), int(pool.tries[i])) for i in everybody}

    def waiting(self, d: int) -> list[int]:
        """Return the citizens of a district who wait for a visit, the first first."""
        sheets, found = self.pool.sheets, []
        sheet = int(self.pool.due[d, -1, 0])
        while sheet >= 0:
            found += sheets[sheet, : sheets[sheet, WRITTEN]].tolist()
            sheet = int(sheets[sheet, NEXT])
        return found

    def at_night(self, day: WorkingDay, taken: Counts, dossiers: Dossiers) -> Iterator[Events]:
        """Yield the day's visits; ``taken`` are the dossiers of each station, these included."""
        for d, (kit, listed) in self.lists.items():
            who = [i for i in listed if self.pool.state[i] & PLACE != HOUSEBOUND]
            if not who:
                continue
            start, needs = self.first_visit(day, who[0]), self.needs(who)
            if needs.sum() != self.visits.busy[kit]:
                raise BrokenLawError(f"home visits cannot be retraced: day {day.number}, place {d}")
            begins = start + np.cumsum(needs + self.visits.task.between) - needs
            begins -= self.visits.task.between
            ends, citizens = begins + needs, np.array(who)
            numbers = int(taken[d]) - len(who) + 1 + np.arange(len(who))
            yield made(begins, Kind.VISIT_START, d, citizens, kit)
            yield made(ends, Kind.VISIT_END, d, citizens, kit, numbers)
            dossiers.add(d, citizens, ends)

    def first_visit(self, day: WorkingDay, who: int) -> int:
        """Return when a kit is at the first house: half the day's road after it has left."""
        places, begins = self.visits.places, self.pool.begins
        commune = int(np.searchsorted(begins, who, side="right")) - 1
        road = float(places.commune_km[commune]) * self.visits.minutes_per_km / 2
        return day.midnight + clock.ticks(self.visits.section.hours.start_minute + road)

    def needs(self, who: list[int]) -> Counts:
        """Return the ticks of each visit, by the citizen's own luck."""
        task, found = self.visits.task, []
        for i in who:
            person, (again, tries) = self.pool.people[i], self.again[i]
            number = anew_number(person["member"], tries) if again else VISIT
            if not again:
                number += own_number(person["member"])
            z = normal(person["word"], number)
            found.append(int(task.mean * np.exp(task.sigma * z - task.sigma**2 / 2)))
        return np.array(found, np.int64)
