"""Generated provinces: any mix of what a campaign can meet, in three weeks and 2000 citizens."""

from __future__ import annotations

from typing import Any

import numpy as np
from places import commune

from cccd_sim.scenario.schema import Scenario

COMMUNES = [
    commune("a", "11", 500),
    commune("b", "11", 700, 20),
    commune("c", "12", 300, 5),
    commune("d", "12", 500, 70),
]
HOURS = (
    ["07:30-11:30", "13:30-17:30"],
    ["06:00-24:00"],
    ["16:00-02:00"],
    ["06:00-10:00", "11:00-15:00", "16:00-20:00"],
)


class _Dice:
    """Picks among alternatives."""

    def __init__(self, seed: int) -> None:
        self.luck = np.random.default_rng(seed)

    def pick(self, *choices: Any) -> Any:
        """Return one of the choices."""
        return choices[self.luck.integers(len(choices))]

    def often(self, share: float) -> bool:
        """Return yes so often."""
        return bool(self.luck.random() < share)


def province(tiny: Scenario, seed: int) -> Scenario:
    """Return a province; some seeds give one that the checks refuse.

    Left out is what the twin tells otherwise than the kernel: services that last beyond the next
    opening (around the clock, outages of a night, a long day of a crew of two).
    """
    dice = _Dice(seed)
    demand, service = _demand(dice), _service(dice)
    if dice.often(0.5):
        demand["communes"] = COMMUNES
        service["mobile"] = {
            "from": dice.pick("2021-03-01", "2021-03-09"),
            "share": dice.pick(0.3, 0.5, 1.0),
            "show_up": 0.9,
            "set_up": "45 min",
            "move": dice.pick("1 hour", "9 hours"),
        }
    return tiny.with_(
        campaign={"after_deadline": dice.pick("stop", "continue")},
        demand=demand,
        service=service,
        supply=_supply(dice),
        central={
            "check": {"rework": dice.pick(0, 0.05, 0.4), "days": dice.pick(1, 2)},
            "collection": {"never": dice.pick(0, 0.1)},
            "return_days": dice.pick(0, 2),
        },
    )


def _demand(dice: _Dice) -> dict[str, Any]:
    return {
        "show_up": dice.pick(0.5, 0.85, 1.0),
        "home_visit_share": dice.pick(0, 0.02, 0.2),
        "household_adults": dice.pick(1.0, 2.84),
        "return_next_day": dice.pick(0, 0.8, 1),
        "records": {"sent_away": dice.pick(0, 0.3, 0.9)},
        "away": {"happens": dice.often(0.6)},
    }


def _service(dice: _Dice) -> dict[str, Any]:
    return {
        "periods": {"office": _period(dice)},
        "learning": {"happens": dice.often(0.5)},
        "crews": {"limited": dice.often(0.6), "trained_per_10000": dice.pick(60, 150, 400)},
        "home_visits": {
            "happens": dice.often(0.7),
            "below_remaining": dice.pick(0.3, 0.8),
            "officers": dice.pick(2, 4),
        },
        "line": {
            "capture": dice.pick("offline", "freezes"),
            "station": {
                "every": dice.pick("1 day", "4 days"),
                "mean": dice.pick("20 min", "40 min"),
            },
            "province": {"mean": "40 min"},
        },
        "stops": {"election": {"crews": dice.pick(0, 0.3, 0.7)}},
    }


def _period(dice: _Dice) -> dict[str, Any]:
    hours = dice.pick(*HOURS)
    two = dice.often(0.25) and hours != ["06:00-24:00"]
    one_row = {"without": ["reception", "finishing"], "shared": 1}
    rate = dice.pick(None, None, 20, 60)
    stated = (
        {"without": ["dossiers_per_kit_day"]} if rate is None else {"dossiers_per_kit_day": rate}
    )
    return stated | {
        "hours": hours,
        "days": dice.pick("office", "every"),
        "crew": {"officers": 2 if two else 6, "shifts": dice.pick(1, 2, 3)},
        "desks_per_kit": one_row
        if two
        else {"reception": dice.pick(1, 2, 3), "finishing": dice.pick(1, 2)},
        "evening": {"officers_per_kit": dice.pick(1, 2), "length": dice.pick("30 min", "3 hours")},
    }


def _supply(dice: _Dice) -> dict[str, Any]:
    deliveries: dict[str, Any] = {"spring": {"kits": dice.pick(1, 3, 6)}}
    if dice.often(0.5):
        until = dice.pick("2021-03-12", "2021-03-16")
        loan = {"kits": 3, "funder": "loan", "in_service": "2021-03-03", "until": until}
        deliveries["lent"] = loan
    if dice.often(0.5):
        day = dice.pick("2021-03-01", "2021-03-10")
        spares = {"kits": 3, "spares": dice.pick(1, 3), "funder": "central", "in_service": day}
        deliveries["held_back"] = spares
    return {
        "initial_kits": dice.pick(0, 1, 4),
        "initial_at": dice.pick("provincial_station", "districts"),
        "placement": dice.pick("two_per_unit", "proportional", "by_need"),
        "breakdown": {
            "happens": dice.often(0.8),
            "mean_open_time": dice.pick("200 min", "2400 min"),
            "repair_near": dice.pick("0.05 days", "0.5 days"),
        },
        "transfers": {
            "policy": dice.pick("none", "when_finished", "weekly_by_need"),
            "time": dice.pick("0.3 days", "1 day", "3 days"),
        },
        "deliveries": deliveries,
    }
