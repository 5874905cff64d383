"""After the station: the centre's check, the card plant, and the way of the card to its holder."""

from __future__ import annotations

from datetime import date

from pydantic import Field, field_validator

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.kinds import Cards, Date, Days, Name, Ratio, Share, WorkingDays


class Check(Section):
    """The centre checks each dossier."""

    days: Given[WorkingDays]
    """Working days it takes."""
    rework: Given[Share]
    """Share sent back: the citizen is called and captured again."""


class PlantRate(Section):
    """What the card plant makes from a day on."""

    from_: Date = Field(alias="from")
    """First day."""
    cards: Given[Cards]
    """Cards for the whole country, each calendar day."""


class Plant(Section):
    """The national card plant: first in, first out."""

    capacity: dict[Name, PlantRate] = Field(min_length=1)
    """What it makes, by name; each holds until the next begins, before the first is nothing."""
    share: Given[Share]
    """The province's share of the cards."""

    @field_validator("capacity")
    @classmethod
    def _by_date(cls, capacity: dict[str, PlantRate]) -> dict[str, PlantRate]:
        """Put the rates in the order of their dates."""
        return dict(sorted(capacity.items(), key=lambda item: item[1].from_))

    def cards_on(self, day: date) -> int:
        """Return the national cards of a day."""
        begun = [rate.cards.value for rate in self.capacity.values() if rate.from_ <= day]
        return begun[-1] if begun else 0


class Collection(Section):
    """From the district to the citizen's hand (lognormal)."""

    mean: Given[Days]
    """Mean delay, calendar days."""
    cv: Given[Ratio]
    """Coefficient of variation: standard deviation over mean."""
    never: Given[Share]
    """Share of the cards that nobody collects."""


class Central(Section):
    """What happens to a dossier after it was sent."""

    check: Check
    """The centre's check."""
    plant: Plant
    """Personalisation of the card."""
    return_days: Given[WorkingDays]
    """Working days from the plant to the district."""
    collection: Collection
    """Until the citizen holds it."""
