"""A tiny province in which much is uncertain, and a laboratory that calculates."""

from __future__ import annotations

from typing import Any

from cccd_sim.experiment.trials import Laboratory, Outcome
from cccd_sim.scenario.schema import Scenario


def between(low: object, base: object, high: object) -> dict[str, object]:
    return {"low": low, "base": base, "high": high}


RANGES: dict[str, Any] = {
    "demand": {
        "show_up": between(0.6, 0.85, 0.95),
        "home_visit_share": between(0.01, 0.02, 0.05),
        "away": {"share": between(0.02, 0.05, 0.1)},
    },
    "supply": {
        "kit_price": between("80 million VND", "150 million VND", "250 million VND"),
        "transfers": {"time": between("0.5 days", "1 day", "2 days")},
        "breakdown": {"mean_open_time": between("1000 min", "2400 min", "5000 min")},
        "routes": {
            "tender": {
                "title": {"vi": "Đấu thầu", "en": "Tender"},
                "law": "a law",
                "contract": between("1 day", "2 days", "3 days"),
                "supply": between("1 day", "2 days", "3 days"),
                "commissioning": between("1 day", "2 days", "3 days"),
            }
        },
    },
    "service": {
        "capture": {"mean": between("2 min", "2.5 min", "3 min")},
        "learning": {"extra": between(0.3, 0.6, 1)},
        "periods": {"office": {"dossiers_per_kit_day": between(50, 60, 70)}},
    },
    "central": {
        "check": {"rework": between(0.01, 0.05, 0.1)},
        "plant": {"share": between(0.02, 0.03, 0.04)},
        "return_days": between(1, 2, 4),
        "collection": {"never": between(0.01, 0.03, 0.06)},
    },
}


def uncertain(tiny: Scenario) -> Scenario:
    return tiny.with_(**RANGES)


class Calculator(Laboratory):
    """Works outcomes out by a formula of the scenario and counts what it was asked."""

    def __init__(self, formula: Any) -> None:
        super().__init__(jobs=1)
        self.formula = formula

    def try_all(self, trials: Any) -> list[Outcome]:
        found = []
        for case, number in trials:
            reached = self.formula(case.scenario, number)
            outcome = Outcome((reached,) * 4, (float(reached),) * 4, (), ())
            self.tried[case.name, number] = outcome
            found.append(outcome)
        return found
