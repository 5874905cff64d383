"""Costs: what officers, journeys, stations and dossiers cost, and who pays.

Kits have their price in `supply.kit_price`. Every line of cost is one of these prices times
something that happened.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.kinds import Date, Days, Factor, Minutes, Money, Multiple, Name, Ratio

Payer = Literal["central", "provincial", "district"]
"""Budget that bears a cost."""


class Pay(Section):
    """What an officer's time costs."""

    month: Given[Money]
    """Base salary of a month."""
    coefficient: Given[Factor]
    """Salary coefficient of an officer on average."""
    days_in_month: Given[Days]
    """Working days of a month."""
    day: Given[Minutes]
    """Working time of a day; beyond it is overtime."""
    overtime_working_day: Given[Multiple]
    """Pay of overtime on a working day, as a multiple."""
    overtime_rest_day: Given[Multiple]
    """Pay of work on Saturdays and Sundays, as a multiple."""
    overtime_holiday: Given[Multiple]
    """Pay of work on a holiday, as a multiple."""
    night_more: Given[Ratio]
    """What is added for work at night (`service.night.hours`), as a share of the plain pay."""

    @property
    def hour(self) -> float:
        """Return the plain pay of an officer's hour, VND."""
        minutes = self.days_in_month.value * self.day.value
        return 60 * self.month.value * self.coefficient.value / minutes


class Journeys(Section):
    """What it costs to go to the communes and to homes."""

    per_diem: Given[Money]
    """Allowance of an officer of a mobile team for a day on the rounds."""
    litres_per_km: Given[Ratio]
    """Fuel a vehicle burns on a kilometre, litres."""
    litre: Given[Money]
    """Price of a litre of fuel."""

    @property
    def km(self) -> float:
        """Return the fuel of a kilometre, VND."""
        return self.litres_per_km.value * self.litre.value


class Fee(Section):
    """The fee a citizen pays for the card, from a date on."""

    from_: Date = Field(alias="from")
    """First day."""
    fee: Given[Money]
    """What is paid with a first dossier; a recapture is free."""


class Payers(Section):
    """Budgets that bear the costs; kits are paid as each delivery says."""

    pay: Payer
    """Officers in their working time."""
    overtime: Payer
    """Their work beyond it: overtime, rest days, holidays, evenings, and what nights cost more."""
    journeys: Payer
    """Per diem and fuel."""
    consumables: Payer
    """Forms, ink and paper."""
    premises: Payer
    """Rooms, power and line."""
    information: Payer
    """Publicity and invitations."""
    fees: Payer
    """Budget to which the fees go."""


class Costs(Section):
    """Prices of everything but kits."""

    pay: Pay
    """Officers."""
    journeys: Journeys
    """Mobile teams and home visits."""
    consumables: Given[Money]
    """Forms, ink and paper of one dossier."""
    premises: Given[Money]
    """Room, power and line of a station for a day on which it is open."""
    invitation: Given[Money]
    """Leaflets, loudspeakers and messages for one citizen summoned."""
    fees: dict[Name, Fee] = Field(default_factory=dict)
    """Fees of the citizens, by name; each holds until the next begins. They go to the budget and
    are told apart from the cost."""
    payers: Payers
    """Who pays."""

    @field_validator("fees")
    @classmethod
    def _by_date(cls, fees: dict[str, Fee]) -> dict[str, Fee]:
        """Put the fees in the order of their dates."""
        return dict(sorted(fees.items(), key=lambda item: item[1].from_))

    def fee_on(self, day: date) -> tuple[str, Fee] | None:
        """Return the fee that holds on a day with its name; None before the first."""
        begun = [(name, fee) for name, fee in self.fees.items() if fee.from_ <= day]
        return begun[-1] if begun else None
