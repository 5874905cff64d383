"""The same purchase by every route, and the last day on which it may be ordered.

The main route is searched by simulation. The others are scaled from it by arithmetic, so many kits
as are worth the same working days, and then checked with common numbers, the narrowest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from cccd_sim.experiment.trials import Case
from cccd_sim.planning.ladder import Ladder, Standing
from cccd_sim.planning.purchase import MOST_KITS, Purchase, worth
from cccd_sim.scenario.schema import Scenario

MORE_KITS, DAYS_SOONER = (1.0, 1.25), (2, 6, 12)
"""What is tried where arithmetic promised too much."""

SOONER = 6
"""Days by which arithmetic is trusted less where it cannot be checked."""

NEAR, ROUGHLY = 3, 7
"""Days within which the last order date is found, and within which if replications are few: the day
told was tried and is early enough."""

STRIDE = 8
"""Days by which the search for the last order date goes on, then twice as many, and so on."""


@dataclass(frozen=True)
class Way:
    """What a route comes to.

    Parameters
    ----------
    purchase
        Kits by this route, ordered on the day asked for, that reach the target; None: not found.
    checked
        How they did with common numbers.
    last
        Last day to order as many kits as by the main route; None: too late on the first day.
    last_checked
        How that did.
    """

    route: str | None
    purchase: Purchase | None
    checked: Standing | None
    last: date | None
    last_checked: Standing | None


@dataclass(frozen=True)
class Market:
    """What is needed to try purchases: the scenario, and the probability that counts as enough.

    Parameters
    ----------
    ladder
        The main route's, by kits: what others are scaled from.
    kits, most
        The size found, and very many.
    numbers
        Numbers of the ladder on which others are checked, from the first on.
    is_sparing
        Leave the last days of other routes to arithmetic, with some days to spare.
    """

    scenario: Scenario
    ladder: Ladder
    floor: float
    target: float
    kits: int
    most: int
    numbers: int
    is_sparing: bool

    @property
    def leads(self) -> dict[int, float]:
        """Return how far ahead each of these numbers was with the size found."""
        ends = self.ladder.found[self.kits]
        return {each: ends[each] for each in ends if each <= self.numbers}

    def by_kits(self, purchase: Purchase) -> Ladder:
        """Return the ladder of more and more kits of a purchase."""
        return self._like(lambda kits: purchase.of(kits).case(self.scenario))

    def by_day(self, purchase: Purchase) -> Ladder:
        """Return the ladder of earlier and earlier orders, from the day before the deadline."""
        last = self.scenario.campaign.deadline - timedelta(days=1)
        return self._like(lambda rung: purchase.on(last - timedelta(days=rung)).case(self.scenario))

    def enough(self, ladder: Ladder, rung: int) -> bool:
        """Return whether a rung is on time often enough."""
        return ladder.enough(rung, self.floor, self.target)

    def _like(self, case: Callable[[int], Case]) -> Ladder:
        main = self.ladder
        late = frozenset(each for each, end in main.found.get(self.most, {}).items() if end < 0)
        return Ladder(
            main.laboratory,
            case,
            main.ahead,
            self.numbers,
            offset=main.offset,
            hints=self.leads,
            hopeless=late,
        )


def ways(market: Market, main: Purchase, routes: Iterator[Purchase]) -> Iterator[Way]:
    """Yield what every route comes to, the main one first.

    Parameters
    ----------
    main
        The purchase that was found, by the main route.
    """
    own = _main_way(market, main)
    yield own
    for other in routes:
        if other.route != main.route:
            yield _other_way(market, main, own, other)


def _main_way(market: Market, main: Purchase) -> Way:
    """Return the main route with its last order date, halved by simulation."""
    ladder = market.by_day(main)
    asked = _rung(market, main.ordered)
    ladder.found[asked] = market.leads
    low, high = -1, asked  # the day asked for is enough
    step = STRIDE
    near = ROUGHLY if market.is_sparing else NEAR
    while high - low > near:
        rung = max(high - step, low + 1) if low < 0 else (low + high) // 2
        if market.enough(ladder, rung):
            high, step = rung, step * 2
        else:
            low = rung
    checked = ladder.standing(asked)
    return Way(main.route, main, checked, _day(market, high), ladder.standing(high))


def _other_way(market: Market, main: Purchase, own: Way, other: Purchase) -> Way:
    """Return another route: scaled by arithmetic, then checked."""
    needed = main.kits * worth(market.scenario, main)
    purchase, checked = _kits_worth(market, needed, other)
    last, last_checked = None, None
    if own.last is not None:
        level = worth(market.scenario, main.on(own.last))
        last, last_checked = _last_worth(market, level, other.of(main.kits))
    return Way(other.route, purchase, checked, last, last_checked)


def _kits_worth(
    market: Market, needed: float, other: Purchase
) -> tuple[Purchase | None, Standing | None]:
    """Return the kits by a route that are worth as many dossiers, or some more if need be."""
    each = worth(market.scenario, other)
    if each <= 0 or needed / each > MOST_KITS / 2:
        return None, None
    ladder, base = market.by_kits(other), ceil(needed / each - 1e-9)
    for more in MORE_KITS:
        kits = ceil(base * more)
        if market.enough(ladder, kits):
            return other.of(kits), ladder.standing(kits)
        if not any(end >= 0 for end in ladder.found[kits].values()):
            break  # far from it
    return None, ladder.standing(kits)


def _last_worth(
    market: Market, level: float, other: Purchase
) -> tuple[date | None, Standing | None]:
    """Return the last day on which a kit of a route is worth as much, or somewhat earlier."""
    start, ladder = market.scenario.campaign.start, market.by_day(other)
    days = (market.scenario.campaign.deadline - start).days
    rungs = [rung for rung in range(days) if worth_on(market, other, rung) >= level]
    if not rungs:
        return None, None
    if market.is_sparing:
        rung = rungs[0] + SOONER
        return (_day(market, rung) if rung < days else None), None
    for step in DAYS_SOONER:
        rung = rungs[0] + step
        if rung < days and market.enough(ladder, rung):
            return _day(market, rung), ladder.standing(rung)
    return None, ladder.standing(rungs[0])


def worth_on(market: Market, purchase: Purchase, rung: int) -> float:
    """Return what a kit ordered on the day of a rung is worth."""
    return worth(market.scenario, purchase.on(_day(market, rung)))


def _rung(market: Market, day: date) -> int:
    return (market.scenario.campaign.deadline - day).days - 1


def _day(market: Market, rung: int) -> date:
    return market.scenario.campaign.deadline - timedelta(days=rung + 1)
