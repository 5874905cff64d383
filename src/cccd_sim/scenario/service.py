"""Service: the work at stations and with whom it is done, and when stations are open."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from cccd_sim.scenario.crews import Crews
from cccd_sim.scenario.fields import Given, Grade, Hours, Section
from cccd_sim.scenario.interruptions import Line, Stop
from cccd_sim.scenario.kinds import (
    CrewSize,
    Date,
    DeskCount,
    Minutes,
    Name,
    Note,
    Rate,
    Ratio,
    Shifts,
    Speed,
)
from cccd_sim.scenario.mobile import HomeVisits, Mobile
from cccd_sim.scenario.quantities import MINUTES_PER_DAY
from cccd_sim.scenario.steps import AgeFactors, Completion, Learning, Night, Step

FRIDAY = 4


class Holiday(Section):
    """Days on which offices are closed."""

    first: Date
    """First day."""
    last: Date
    """Last day, included."""
    source: Note = ""
    """Where it was read."""
    grade: Grade = ""
    """H read in a source, M inferred, L assumed."""


class Desks(Section):
    """Desks for each kit in service: reception and finishing apart, or shared by both."""

    reception: Given[DeskCount] | None = None
    """Desks before capture: look-up and checks. Left out: the desks are shared."""
    finishing: Given[DeskCount] | None = None
    """Desks after capture: print, sign, fee. Left out: the desks are shared."""
    shared: Given[DeskCount] | None = None
    """Desks whose officers do both, reception first (a crew of two). Left out: they are apart."""


class Crew(Section):
    """The officers of one kit."""

    officers: Given[CrewSize]
    """Officers of one shift: at the desks and at the kit."""
    shifts: Given[Shifts]
    """Shifts a day, each with a crew of its own."""


class Evening(Section):
    """Work in the back office after closing: dossiers are completed and sent."""

    officers_per_kit: Given[Ratio]
    """Officers for each kit in service."""
    length: Given[Minutes]
    """How long they stay."""


class Period(Section):
    """How stations work from a date on, until the next period begins."""

    from_: Date = Field(alias="from")
    """First day."""
    days: Literal["office", "every"]
    """Monday to Friday, or every day."""
    closed: tuple[Name, ...] | None = None
    """Holidays on which stations are closed. Left out: all of them for office days, none for
    every day."""
    hours: tuple[Hours, ...] = Field(min_length=1)
    """Opening hours; a break between two blocks sends nobody home."""
    crew: Crew
    """Officers of each kit."""
    desks_per_kit: Desks
    """Desks for each kit in service."""
    evening: Evening
    """Completion of the day's dossiers."""
    dossiers_per_kit_day: Given[Rate] | None = None
    """Stated rate: captures started in a day by a kit that is up and never without a waiting
    citizen. Left out, the rate follows from the steps."""
    rate_is: Literal["reachable", "observed"] = "reachable"
    """`observed`: the rate is a realised average, so breakdown and no-show are already in it."""

    @property
    def open_minutes(self) -> int:
        """Minutes of opening hours in a day."""
        return sum(block.minutes for block in self.hours)


class Service(Section):
    """Work at the stations."""

    reception: Step
    """Look-up and checks, at a desk (lognormal)."""
    not_ready: Step
    """The same for a citizen whose record is not ready (gamma)."""
    capture: Step
    """Ten fingerprints and portrait, at the kit (lognormal); scaled to a stated rate."""
    finishing: Step
    """Print, sign, fee, at a desk (lognormal)."""
    age_factors: AgeFactors
    """How much longer capture takes by age."""
    learning: Learning
    """New crews are slower."""
    night: Night
    """Work at night is slower."""
    crews: Crews
    """Officers trained for the kits."""
    home_visits: HomeVisits
    """Visits to those who cannot come."""
    mobile: Mobile | None = None
    """Mobile teams. Left out: there are none."""
    road_speed: Given[Speed]
    """Speed on the road, for teams and spare kits."""
    line: Line
    """Outages of the line to the centre."""
    stops: dict[Name, Stop] = Field(default_factory=dict)
    """Planned stops, elections, suspensions, by name."""
    completion: Completion
    """Back-office work in the evening."""
    holidays: dict[Name, Holiday]
    """Public holidays, by name."""
    periods: dict[Name, Period] = Field(min_length=1)
    """Working arrangements, by name; each holds until the next begins."""

    @field_validator("periods")
    @classmethod
    def _by_date(cls, periods: dict[str, Period]) -> dict[str, Period]:
        """Put the periods in the order of their dates."""
        return dict(sorted(periods.items(), key=lambda item: item[1].from_))

    def period_on(self, day: date) -> Period:
        """Return the period that holds on a day not before the first period."""
        return [period for period in self.periods.values() if period.from_ <= day][-1]

    def working_minutes(self, period: Period) -> float:
        """Return the open minutes of a day, those of the night counted for what is done in them."""
        if not self.night.happens:
            return period.open_minutes
        night = self.night.hours
        at_night = sum(
            max(
                0,
                min(block.end_minute, night.end_minute + shift)
                - max(block.start_minute, night.start_minute + shift),
            )
            for block in period.hours
            for shift in (-MINUTES_PER_DAY, 0, MINUTES_PER_DAY)
        )
        return period.open_minutes - at_night * (1 - 1 / self.night.factor.value)

    def is_working_day(self, day: date) -> bool:
        """Say whether stations are open on a day."""
        period = self.period_on(day)
        office = period.days == "office"
        closed = (
            period.closed if period.closed is not None else (tuple(self.holidays) if office else ())
        )
        on_holiday = any(
            self.holidays[name].first <= day <= self.holidays[name].last for name in closed
        )
        return not on_holiday and (not office or day.weekday() <= FRIDAY)
