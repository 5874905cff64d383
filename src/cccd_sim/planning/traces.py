"""Traces: whose life is asked for, and which events belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.kits import batches
from cccd_sim.campaign.places import Places
from cccd_sim.errors import UsageError
from cccd_sim.language import N_
from cccd_sim.results.events import Events
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams


@dataclass(frozen=True)
class Trace:
    """One life that is asked for.

    Parameters
    ----------
    asked
        As it was typed: ``citizen=643:17`` or ``kit=spring-3``.
    """

    asked: str

    @property
    def kind(self) -> str:
        """Return ``citizen`` or ``kit``."""
        return self.asked.partition("=")[0].strip()

    @property
    def name(self) -> str:
        """Return the citizen's district and number, or the kit's name."""
        return self.asked.partition("=")[2].strip()

    def number_in(self, scenario: Scenario) -> int:
        """Return the number of the citizen or kit in a scenario.

        Raises
        ------
        UsageError
            If there is none, with what would be right.
        """
        if self.kind == "citizen" and ":" in self.name:
            return self._citizen(scenario)
        if self.kind == "kit" and self.name:
            return self._kit(scenario)
        raise UsageError(
            N_("--trace {asked}: write citizen=DISTRICT:NUMBER or kit=NAME"), asked=self.asked
        )

    def events_of(self, number: int, events: Events) -> NDArray[np.bool_]:
        """Return which events belong to the life of the one with a number."""
        found: NDArray[np.bool_] = events["who" if self.kind == "citizen" else "kit"] == number
        return found

    def _citizen(self, scenario: Scenario) -> int:
        """Return the number of a citizen in the province."""
        reference, _, written = self.name.rpartition(":")
        districts, like = scenario.demand.districts, scenario.demand.districts_like(reference)
        if len(like) != 1:
            raise UsageError(
                N_("--trace {asked}: no district {reference}; possible are {known}"),
                asked=self.asked,
                reference=reference,
                known=", ".join(each.name for each in districts),
            )
        places, d = Places(scenario), districts.index(like[0])
        begins = np.cumsum([0, *places.citizens.tolist()])[places.communes]
        last = int(begins[d + 1] - begins[d])
        number = int(written) if written.isdecimal() else 0
        if not 1 <= number <= last:
            raise UsageError(
                N_("--trace {asked}: citizens of {district} have the numbers 1 to {last}"),
                asked=self.asked,
                district=like[0].name,
                last=last,
            )
        return int(begins[d]) + number - 1

    def _kit(self, scenario: Scenario) -> int:
        """Return the number of a kit in the province."""
        found = batches(scenario, Streams(0, 1))
        numbers = {kit.name: kit.number for kit in chain(*found.values())}
        if self.name not in numbers:
            known = [f"{kits[0].name} … {kits[-1].name}" for kits in found.values() if kits]
            raise UsageError(
                N_("--trace {asked}: no kit {name}; possible are {known}"),
                asked=self.asked,
                name=self.name,
                known=", ".join(known),
            )
        return numbers[self.name]


def traced_in(traces: Sequence[Trace], scenario: Scenario) -> list[tuple[Trace, int]]:
    """Return the traces of those who are in a scenario, and their numbers there."""
    found = []
    for trace in traces:
        try:
            found.append((trace, trace.number_in(scenario)))
        except UsageError:
            continue
    return found


def check_traces(traces: Sequence[Trace], scenarios: Sequence[Scenario]) -> None:
    """Refuse a trace of somebody who is in no scenario.

    Raises
    ------
    UsageError
        With what would be right in the first scenario.
    """
    for trace in traces:
        if not any(traced_in([trace], each) for each in scenarios):
            trace.number_in(scenarios[0])
