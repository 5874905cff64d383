"""Campaigns whose course is known: what was published, and what the model makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from runs import Tables, run
from validation.changes import CHANGES, NOTHING

from cccd_sim.clock import day_number
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario

REPLICATIONS = 5
MACHINES, NAMEPLATE = 707, 150
"""Of Jakarta: a machine was to serve so many people a day."""

Measure = Callable[[Scenario, Tables], float]


@dataclass(frozen=True)
class Case:
    """One published number, the band it stands for, and how the model's is measured."""

    scenario: str
    low: float
    high: float
    measure: Measure
    form: str

    def fits(self, value: float) -> bool:
        """Tell whether a number lies in the band."""
        return self.low <= value <= self.high


def dossiers(upto: date) -> Measure:
    """Count residents with a dossier by the end of a day."""

    def measure(scenario: Scenario, tables: Tables) -> float:
        daily = tables["daily"]
        before = daily["day"] <= day_number(scenario.campaign.start, upto)
        return float(daily["taken"][before].sum())

    return measure


def of_final(upto: date) -> Measure:
    """Return the dossiers by the end of a day as a share of the last day's."""
    return lambda scenario, tables: (
        dossiers(upto)(scenario, tables) / dossiers(scenario.campaign.horizon)(scenario, tables)
    )


def of_nameplate(days: int) -> Measure:
    """Return the dossiers of the first days as a share of what the machines were made for."""
    return lambda _, tables: float(
        tables["daily"]["taken"][tables["daily"]["day"] <= days].sum()
        / (MACHINES * NAMEPLATE * days)
    )


def per_kit_day(first: date, last: date, *, any_kit: bool = False) -> Measure:
    """Return the dossiers of a kit in a day: of one up and with a crew at opening, or of any."""

    def measure(scenario: Scenario, tables: Tables) -> float:
        rows, start = tables["stations"], scenario.campaign.start
        when = (rows["day"] >= day_number(start, first)) & (rows["day"] <= day_number(start, last))
        at_work = rows["kits_up_at_opening"] - rows["kits_idle_no_crew"]
        kits = rows["kits_in_service"] if any_kit else at_work
        return float(rows["taken"][when].sum() / kits[when].sum())

    return measure


def by_week(tables: Tables) -> list[float]:
    """Return the dossiers of a kit at work in a day, week by week from the first day on."""
    rows = tables["stations"]
    week = (rows["day"] - 1) // 7
    taken = np.bincount(week, rows["taken"])
    kits = np.bincount(week, rows["kits_up_at_opening"] - rows["kits_idle_no_crew"])
    return [float(a / b) for a, b in zip(taken, kits, strict=True) if b > 0]


RATE, COUNT, SHARE = "{:.1f}", "{:,.0f}", "{:.1%}"
GIA_LAI, JAKARTA, DAK_LAK = "validation/gia-lai-2021", "validation/jakarta-2011", "dak-lak"
ENDLESS = float("inf")


@dataclass(frozen=True)
class Regime:
    """A way of working: first and last day of the run, and of what is judged."""

    scenario: str
    first: date
    judged_from: date
    judged_to: date
    last: date

    @property
    def judged(self) -> Measure:
        """The rate of a kit at work on the days that are judged."""
        return per_kit_day(self.judged_from, self.judged_to)

    @property
    def beside(self) -> tuple[Measure, ...]:
        """The rate of any kit on those days, and of a kit at work in the whole run."""
        of_any = per_kit_day(self.judged_from, self.judged_to, any_kit=True)
        return of_any, per_kit_day(self.first, self.last)


JANUARY = date(2021, 1, 6), date(2021, 2, 5)
OFFICE = date(2021, 2, 1), date(2021, 2, 17), date(2021, 3, 12), date(2021, 3, 12)
CAMPAIGN = date(2021, 3, 15), date(2021, 4, 1), date(2021, 4, 30), date(2021, 4, 30)
REGIMES = {
    "pilot": Regime("validation/pilot", JANUARY[0], *JANUARY, JANUARY[1]),
    "office hours": Regime("validation/office-hours", *OFFICE),
    "campaign": Regime("validation/campaign", *CAMPAIGN),
}


def _regime(name: str, low: float, high: float) -> Case:
    return Case(REGIMES[name].scenario, low, high, REGIMES[name].judged, RATE)


CASES = {
    "pilot, whole run": _regime("pilot", 25, 35),
    "office hours, after Tết": _regime("office hours", 100, 120),
    "campaign, April": _regime("campaign", 350, 500),
    "Gia Lai, by 13 March": Case(GIA_LAI, 24_000, ENDLESS, dossiers(date(2021, 3, 13)), COUNT),
    "Gia Lai, by 15 April": Case(GIA_LAI, 470_000, 500_000, dossiers(date(2021, 4, 15)), COUNT),
    "Jakarta, first 46 days": Case(JAKARTA, 0.13, 0.17, of_nameplate(46), SHARE),
    "Jakarta, first 224 days": Case(JAKARTA, 0.21, 0.25, of_nameplate(224), SHARE),
    "nation, by 2 April": Case(DAK_LAK, 0.21, 0.31, of_final(date(2021, 4, 2)), SHARE),
    "nation, by 27 April": Case(DAK_LAK, 0.53, 0.63, of_final(date(2021, 4, 27)), SHARE),
    "nation, by 22 June": Case(DAK_LAK, 0.88, 0.98, of_final(date(2021, 6, 22)), SHARE),
}
"""What is judged, by its row in docs/validation.md."""

FILES = {DAK_LAK: "promised-32-campaign"}
ONCE = {JAKARTA}
"""Millions of citizens: their luck averages out, and one replication takes ten seconds."""


@cache
def tables(scenario: str, change: str = NOTHING) -> tuple[Scenario, list[Tables]]:
    """Return a scenario with one thing changed, and the tables of its replications."""
    changed = load_scenario(FILES.get(scenario, scenario)).with_(**CHANGES[scenario][change])
    once = scenario in ONCE and change != NOTHING
    return changed, [run(changed, n) for n in range(1, 2 if once else REPLICATIONS + 1)]


def results(scenario: str, measure: Measure, change: str = NOTHING) -> list[float]:
    """Return a measure of every replication."""
    changed, found = tables(scenario, change)
    return [measure(changed, each) for each in found]
