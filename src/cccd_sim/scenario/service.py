"""Service: the three steps at a station, and when stations are open."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from cccd_sim.scenario.fields import Given, Grade, Hours, Section
from cccd_sim.scenario.kinds import Date, DeskCount, Minutes, Name, Note, Rate, Ratio

FRIDAY = 4


class Step(Section):
    """One of the three steps, with lognormal duration."""

    mean: Given[Minutes]
    """Mean duration."""
    cv: Given[Ratio]
    """Coefficient of variation: standard deviation over mean."""


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
    """Desks for each kit in service."""

    reception: Given[DeskCount]
    """Desks before capture: look-up and checks."""
    finishing: Given[DeskCount]
    """Desks after capture: print, sign, fee."""


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
    desks_per_kit: Desks
    """Desks for each kit in service."""
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
    """Look-up and checks, at a desk."""
    capture: Step
    """Ten fingerprints and portrait, at the kit; scaled to a stated rate."""
    finishing: Step
    """Print, sign, fee, at a desk."""
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
