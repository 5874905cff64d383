"""Where things are: districts, their communes, and the stations that serve them, by number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim.scenario.demand import Demand
from cccd_sim.scenario.districts import Commune
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]


class Places:
    """Stations are the districts' in their order, the provincial one if any, then mobile teams.

    Attributes
    ----------
    home
        District each station serves, or -1 for all (S).
    seat
        District each station stands in and has its officers from (S).
    road_km
        Road from the provincial seat to each station.
    team
        Station of each district's mobile team, or -1 (D).
    eligible, elsewhere
        Residents of each district; people registered there who live elsewhere (D).
    communes
        First commune of each district, and the end (D + 1); nearest to the seat first.
    citizens, of_them_elsewhere
        All citizens of each commune; those of them who live elsewhere (C).
    commune_km
        Road from the district's seat to each commune (C).
    """

    def __init__(self, scenario: Scenario) -> None:
        demand, supply = scenario.demand, scenario.supply
        districts, units = demand.districts, len(demand.districts)
        provincial, mobile = supply.provincial_station, scenario.service.mobile is not None
        self.host = -1
        home, seat = list(range(units)), list(range(units))
        if provincial is not None:
            self.host = districts.index(demand.district(provincial.host))
            home, seat = [*home, -1], [*seat, self.host]
        self.fixed = len(home)
        self.team = np.arange(units) + self.fixed if mobile else np.full(units, -1)
        if mobile:
            home, seat = [*home, *range(units)], [*seat, *range(units)]
        self.home, self.seat = np.array(home), np.array(seat)
        self.road_km = [districts[d].road_km for d in seat]
        self.eligible = np.array([district.eligible for district in districts])
        away = demand.away.share.value if demand.away.happens else 0.0
        self.elsewhere = np.rint(self.eligible * away).astype(np.int64)
        self._communes(demand)

    def _communes(self, demand: Demand) -> None:
        """Note the communes by number; people living elsewhere are shared out by residents."""
        first, citizens, away = [0], [], []
        communes = communes_by_road(demand)
        for here, elsewhere in zip(communes, self.elsewhere.tolist(), strict=True):
            residents = np.array([commune.eligible for commune in here])
            upto = np.rint(np.cumsum(residents) * elsewhere / residents.sum()).astype(np.int64)
            shares = np.diff(upto, prepend=0)
            citizens += (residents + shares).tolist()
            away += shares.tolist()
            first.append(len(citizens))
        self.commune_codes = [commune.code for here in communes for commune in here]
        self.communes, self.citizens = np.array(first), np.array(citizens)
        self.of_them_elsewhere = np.array(away)
        self.commune_km = np.array([commune.road_km for here in communes for commune in here])

    @property
    def count(self) -> int:
        """Number of stations."""
        return int(self.home.size)

    @property
    def units(self) -> int:
        """Number of districts."""
        return int(self.eligible.size)


_last: list[tuple[object, object, list[list[Commune]]]] = []


def communes_by_road(demand: Demand) -> list[list[Commune]]:
    """Return the communes of each district, nearest to its seat first.

    They are kept for the next scenario, which as a rule has the very same places.
    """
    for districts, communes, known in _last:
        if districts is demand.districts and communes is demand.communes:
            return known
    found = [
        sorted(demand.communes_of(district), key=lambda one: one.road_km)
        for district in demand.districts
    ]
    _last[:] = [(demand.districts, demand.communes, found)]
    return found
