"""Tiny campaigns that were watched, and their events counted."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from places import commune

from cccd_sim import clock
from cccd_sim.campaign.watching import WatchedCampaign
from cccd_sim.experiment.diary import watched
from cccd_sim.experiment.executor import Call
from cccd_sim.results.ensemble import Columns
from cccd_sim.results.events import Events, Kind, Labels, joined
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario

TINY = load_scenario(Path(__file__).parent / "tiny" / "tiny.yaml")
COMMUNES = [commune("a", "11", 500), commune("b", "11", 700, 20), commune("c", "12", 800, 5)]
TEAMS = {"from": "2021-03-09", "share": 0.5, "show_up": 0.9, "set_up": "45 min", "move": "3 h"}
SHIFTS = {
    "hours": ["06:00-12:00", "13:00-24:00"],
    "crew": {"officers": 3, "shifts": 3},
    "dossiers_per_kit_day": 150,
}
OF_TWO = {
    "without": ["dossiers_per_kit_day"],
    "crew": {"officers": 2},
    "desks_per_kit": {"without": ["reception", "finishing"], "shared": 1},
}
MANY_KITS = {
    "initial_kits": 4,
    "breakdown": {"mean_open_time": "400 min"},
    "deliveries": {"spring": {"kits": 4, "spares": 1, "funder": "loan", "until": "2021-03-19"}},
    "transfers": {"policy": "weekly_by_need", "time": "0.3 days"},
}
FROZEN = {"capture": "freezes", "station": {"every": "1 day", "mean": "60 min"}}
VARIANTS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "nights, frail kits that move": {
        "supply": MANY_KITS,
        "service": {"line": FROZEN, "periods": {"office": SHIFTS}},
    },
    "teams": {"demand": {"communes": COMMUNES}, "supply": MANY_KITS, "service": {"mobile": TEAMS}},
    "crews of two": {"service": {"line": FROZEN, "periods": {"office": OF_TWO}}},
}


class Watch(NamedTuple):
    """A campaign that was watched."""

    campaign: WatchedCampaign
    labels: Labels
    tables: dict[str, Columns]
    events: Events

    def of(self, *kinds: Kind) -> Events:
        return self.events[np.isin(self.events["kind"], kinds)]

    def by_day(self, *kinds: Kind) -> np.ndarray:
        """Count events by the day on which they stand (rows) and the citizens' district."""
        events = self.of(*kinds)
        return self.counted(events["tick"] // clock.TICKS_PER_DAY, events)

    def by_shift(self, *kinds: Kind) -> np.ndarray:
        """Count events by the working day that had begun last."""
        events, calendar = self.of(*kinds), self.campaign.calendar
        opened = np.array([day.blocks[0][0] for day in calendar])
        row = np.searchsorted(opened, events["tick"], side="right") - 1
        return self.counted(np.array([day.number for day in calendar])[row] - 1, events)

    def counted(self, day: np.ndarray, events: Events) -> np.ndarray:
        district = np.searchsorted(self.labels.first, events["who"], side="right") - 1
        found = np.zeros((self.campaign.horizon + 1, self.campaign.places.units), int)
        np.add.at(found, (day, district), 1)
        return found[:-1]

    def daily(self, *columns: str) -> np.ndarray:
        daily = self.tables["daily"]
        return sum(daily[name].reshape(-1, self.campaign.places.units) for name in columns)


def seen_in(scenario: Scenario) -> Watch:
    """Return a campaign that was watched, with all its events."""
    with watched(Call(scenario, 1, 1)) as diary:
        events = joined(diary.days())
        return Watch(diary.campaign, diary.labels, diary.replication.tables, events)


@cache
def watch(name: str) -> Watch:
    """Return a variant that was watched."""
    return seen_in(TINY.with_(**VARIANTS[name]))
