"""What the search for a size found, before it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from cccd_sim.experiment.trials import Outcome
from cccd_sim.planning.bounds import Bound
from cccd_sim.planning.certificate import Certificate
from cccd_sim.planning.goal import Goal
from cccd_sim.planning.ladder import Ladder
from cccd_sim.planning.procurement import Way
from cccd_sim.planning.purchase import Purchase

PURCHASE = "purchase"
"""Name of the purchase among what was tried beside it."""


class State(Enum):
    """How a search ended."""

    CERTIFIED = "certified"
    """A size was certified with fresh replications."""
    UNCERTIFIED = "not certified"
    """Very many kits come near the target; whether they reach it could not be shown."""
    IMPOSSIBLE = "impossible"
    """Very many kits miss the target, by arithmetic or as shown by simulation."""


@dataclass(frozen=True)
class Beside:
    """A few common numbers of something: a lever, the purchase, or (empty name) as it is."""

    name: str
    ends: tuple[Outcome, ...]


@dataclass(frozen=True)
class Sized:
    """What the search found.

    Parameters
    ----------
    purchase
        What was found; if not certified, the kits beyond which more do not help.
    least
        Fewest kits by plain arithmetic; None: no number is enough even so.
    ladder
        The sizes tried with common numbers.
    fresh
        The sizes tried with fresh numbers.
    certificates
        Of these, in the order of trial.
    even
        Fewest kits with an even chance.
    ways
        What every route comes to.
    beside
        As it is, the levers, and the purchase: a few common numbers each.
    bound
        What keeps very many kits from the target, if something does.
    """

    goal: Goal
    state: State
    purchase: Purchase
    least: int | None
    ladder: Ladder
    fresh: Ladder
    certificates: list[Certificate] = field(default_factory=list)
    even: int | None = None
    ways: list[Way] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    bound: Bound | None = None

    @property
    def certificate(self) -> Certificate | None:
        """Return the certificate of the purchase, None if it has none."""
        return self._of(self.purchase.kits, "certified")

    @property
    def one_less(self) -> Certificate | None:
        """Return what fresh numbers say of one kit less."""
        return self._of(self.purchase.kits - 1)

    def _of(self, kits: int, verdict: str = "") -> Certificate | None:
        found = [one for one in self.certificates if one.kits == kits]
        return next((one for one in reversed(found) if verdict in ("", one.verdict)), None)
