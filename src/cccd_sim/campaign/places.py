"""Where things are: districts, their communes, and the stations that serve them, by number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
        self._communes(scenario)

    def _communes(self, scenario: Scenario) -> None:
        """Note the communes by number; people living elsewhere are shared out by residents."""
        demand, first, citizens, away, km = scenario.demand, [0], [], [], []
        self.commune_codes: list[str] = []
        for district, elsewhere in zip(demand.districts, self.elsewhere.tolist(), strict=True):
            communes = sorted(demand.communes_of(district), key=lambda one: one.road_km)
            residents = np.array([commune.eligible for commune in communes])
            upto = np.rint(np.cumsum(residents) * elsewhere / residents.sum()).astype(np.int64)
            shares = np.diff(upto, prepend=0)
            citizens += (residents + shares).tolist()
            away += shares.tolist()
            km += [commune.road_km for commune in communes]
            self.commune_codes += [commune.code for commune in communes]
            first.append(len(citizens))
        self.communes, self.citizens = np.array(first), np.array(citizens)
        self.of_them_elsewhere, self.commune_km = np.array(away), np.array(km)

    @property
    def count(self) -> int:
        """Number of stations."""
        return int(self.home.size)

    @property
    def units(self) -> int:
        """Number of districts."""
        return int(self.eligible.size)
