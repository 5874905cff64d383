"""The daily summons: how many citizens a station asks for, of which district, and at what hour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.campaign.citizens import Citizens
from cccd_sim.campaign.shifts import WorkingDay
from cccd_sim.queueing.arrivals import Habits, Today, share_out
from cccd_sim.scenario.rates import capture_minutes, captures_per_kit_day
from cccd_sim.scenario.schema import Scenario

MINUTES_PER_DAY = 1440
Counts = NDArray[np.int64]


class Summons:
    """Who is asked to come, day by day (`docs/model.md`, Summons)."""

    def __init__(self, scenario: Scenario, citizens: Citizens) -> None:
        self.scenario, self.citizens = scenario, citizens
        self.reserve = scenario.demand.reserve.value
        station = scenario.supply.provincial_station
        self.host = -1 if station is None else self._place(station.host)
        self._days: dict[tuple[object, ...], Today] = {}

    def _place(self, reference: str) -> int:
        districts = self.scenario.demand.districts
        return districts.index(self.scenario.demand.district(reference))

    def plan(self, day: WorkingDay, kits_up: Counts, waiting: Counts) -> Counts:
        """Return how many citizens (station, district) have their turn, and draw their luck.

        A station wants (1 + reserve) × expected − waiting citizens to come. Of those whose turn
        it is some walk in and the others come with the show-up share.
        """
        habits = self.today(day).habits
        each = (1 + self.reserve) * captures_per_kit_day(self.scenario.service, day.period)
        who_comes = habits.walk_in + (1 - habits.walk_in) * habits.show_up
        wanted = np.maximum(0.0, each * kits_up - waiting) / who_comes
        plan = share_out(wanted, self.host, self.citizens.available)
        self.citizens.draw(plan.sum(axis=0))
        return plan

    def today(self, day: WorkingDay) -> Today:
        """Return what a day asks of everybody."""
        key = day.period.from_, day.blocks[0][0] - day.midnight, day.blocks[-1][1] - day.midnight
        if key not in self._days:
            self._days[key] = self._today(day)
        return self._days[key]._replace(number=day.number, midnight=day.midnight)

    def _today(self, day: WorkingDay) -> Today:
        """Work out habits, hours and services of a period."""
        demand, service, period = self.scenario.demand, self.scenario.service, day.period
        absent = demand.no_show
        observed = period.rate_is == "observed"
        blocks = [
            (
                (a - day.midnight) / clock.TICKS_PER_MINUTE,
                (b - day.midnight) / clock.TICKS_PER_MINUTE,
            )
            for a, b in day.blocks
        ]
        means = [service.reception.mean.value, capture_minutes(service, period)]
        means.append(service.finishing.mean.value)
        bands = [
            (part.hours.start_minute, part.hours.end_minute, part.share.value)
            for part in demand.walk_in_hours
        ]
        return Today(
            number=day.number,
            midnight=day.midnight,
            habits=Habits(
                walk_in=demand.walk_in_share.value,
                show_up=1.0 if observed else demand.show_up.value,
                early=absent.early_share.value,
                early_from=round(absent.early_from.value),
                early_to=round(absent.early_to.value),
                late_from=round(absent.late_from.value),
                late_to=round(absent.late_to.value),
                next_day=demand.return_next_day.value,
            ),
            **_flow(
                invited_pieces(blocks, demand.last_invitation_before_closing.value),
                walk_in_pieces(blocks, bands),
            ),
            mean=np.array(means) * clock.TICKS_PER_MINUTE,
        )


Block = tuple[float, float]
Piece = tuple[float, float, float]
"""Start and length in minutes of the day, and the weight of those who come in it."""


def invited_pieces(blocks: list[Block], last: float) -> list[Piece]:
    """Spread the invited uniformly over the open minutes, less the ``last`` ones of the day."""
    left = max(1.0, sum(end - start for start, end in blocks) - last)
    pieces = []
    for start, end in blocks:
        length = min(end - start, left)
        if length > 0:
            pieces.append((start, length, length))
        left -= length
    return pieces


def walk_in_pieces(blocks: list[Block], bands: list[tuple[int, int, float]]) -> list[Piece]:
    """Spread walk-ins over the open minutes as they come over the day; evenly if they never do."""
    pieces = []
    for start, end in blocks:
        for first, last, share in bands:
            for shift in (0, MINUTES_PER_DAY):
                a, b = max(start, first + shift), min(end, last + shift)
                if a < b and share > 0:
                    pieces.append((a, b - a, share * (b - a) / (last - first)))
    return sorted(pieces) or invited_pieces(blocks, 0)


def _flow(*kinds: list[Piece]) -> dict[str, NDArray[np.float64]]:
    """Return the pieces of each kind of arrival as the kernel wants them."""
    width = max(len(pieces) for pieces in kinds)
    upto, start, pace = (fill((len(kinds), width)) for fill in (np.ones, np.zeros, np.zeros))
    for kind, pieces in enumerate(kinds):
        begin, length, weight = np.array(pieces, float).T
        n, shares = len(pieces), weight / weight.sum()
        upto[kind, : n - 1] = np.cumsum(shares)[:-1]
        start[kind, :n] = begin * clock.TICKS_PER_MINUTE
        pace[kind, :n] = length * clock.TICKS_PER_MINUTE / shares
    return {"upto": upto, "start": start, "pace": pace}
