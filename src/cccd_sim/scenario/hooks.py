"""Hooks: a function of one's own for a service distribution, a summons or a transfer policy.

A hook belongs to a scenario, ``scenario.with_hooks(summons=mine)``, so that every question can be
asked of it. It is plain Python or compiled (numba), gets numbers and read-only arrays, draws luck
only from what it is handed, and keeps nothing between calls. Then results hang on scenario, seed
and replication as ever, for any number of processes. What it returns is checked, and so are the
laws of the model; an answer says that it was used.

Stations are counted as in ``ensemble.facts["stations"]``: those of the districts, the provincial
one, the mobile teams; districts as in ``ensemble.facts["districts"]``.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

STEPS = ("reception", "capture", "finishing")


class SummonsDay(NamedTuple):
    """What a summons policy knows on the morning of a working day.

    Attributes
    ----------
    day
        Day of the campaign, 1 = start.
    ordinal
        The same as ``date.toordinal`` counts; ``date`` has it as a date.
    kits
        By station: kits with a crew, each as the share of a whole day's work it can do.
    waiting
        By station: citizens who wait from yesterday.
    comes
        By station: probability that a citizen whose turn it is comes and is not sent away.
    district
        By station: the district whose citizens it asks, -1: all of them.
    left
        By district: citizens who can be asked today.
    expected
        Citizens a kit captures on a whole day, as the period's rate says.
    reserve
        Share asked beyond what is expected (``demand.reserve``).
    luck
        Generator of this day's own; the same in every scenario of one seed and replication.
    """

    day: int
    ordinal: int
    kits: Floats
    waiting: Counts
    comes: Floats
    district: Counts
    left: Counts
    expected: float
    reserve: float
    luck: np.random.Generator

    @property
    def date(self) -> date:
        """Return the date of the day."""
        return date.fromordinal(self.ordinal)


class TransferNight(NamedTuple):
    """What a transfer policy knows at the midnight before a working day; all by district.

    Attributes
    ----------
    day
        Day of the campaign that begins, 1 = start.
    ordinal
        The same as ``date.toordinal`` counts; ``date`` has it as a date.
    kits
        Kits that belong to its station and its mobile team, up or down.
    free
        Of its own station's, those that can leave now: up, and nothing begun is unfinished.
    coming
        Kits on their way to it.
    remaining
        Residents who never had a dossier taken.
    can_ask
        Whether anybody there can be summoned today.
    luck
        Generator of this night's own; the same in every scenario of one seed and replication.
    """

    day: int
    ordinal: int
    kits: Counts
    free: Counts
    coming: Counts
    remaining: Counts
    can_ask: NDArray[np.bool_]
    luck: np.random.Generator

    @property
    def date(self) -> date:
        """Return the date of the day that begins."""
        return date.fromordinal(self.ordinal)


Service = Callable[[str, float, Floats], Floats]
"""``service(step, cv, normals)``: how long services take, as multiples of the mean.

``step`` is ``reception``, ``capture`` or ``finishing``, ``cv`` its coefficient of variation in the
scenario, ``normals`` the luck of some citizens: independent standard normals, of which
``scipy.special.ndtr`` makes uniforms. Returned is a positive number for each, which hangs on that
number alone, grows with it if common random numbers are to help, and is 1 on average: the mean
itself, in minutes, is the scenario's. Capture is then multiplied by the factor of the age band.
"""

Summons = Callable[[SummonsDay], Floats]
"""``summons(day)``: how many citizens each station asks to come today.

Returned is a number for each station, 0 or more; it is rounded, and more than can be asked are not.
What stands for a station without a kit at work is not used.
"""

Transfers = Callable[[TransferNight], "Counts | Sequence[tuple[int, int]]"]
"""``transfers(night)``: which kits leave for another district.

Returned are pairs of districts, from and to, one for each kit in the order in which they leave;
none: nothing moves. No more may leave a district than ``free`` says. How long a kit is on its way
says the scenario (``supply.transfers.time``); its policy is not asked.
"""


class Use(NamedTuple):
    """A hook that is used: what it replaces, its name, and the digest of its source."""

    kind: str
    name: str
    digest: str | None


@dataclass(frozen=True)
class Hooks:
    """The hooks of a scenario.

    Parameters
    ----------
    service, summons, transfers
        Functions as described above; none: the model's own way.
    """

    service: Service | None = None
    summons: Summons | None = None
    transfers: Transfers | None = None

    def used(self) -> tuple[Use, ...]:
        """Return what is replaced, by which function."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return tuple(
            Use(kind, name_of(hook), digest_of(hook)) for kind, hook in named if hook is not None
        )

    def key(self) -> str:
        """Return a text that differs between hooks that differ; empty without any."""
        return "; ".join(
            f"{use.kind}={use.name}:{use.digest or id(getattr(self, use.kind))}"
            for use in self.used()
        )


NONE = Hooks()


def lognormal(step: str, cv: float, normals: Floats) -> Floats:  # noqa: ARG001  (as any hook)
    """Return lognormal services: the distribution of the model itself, as a hook.

    >>> import numpy as np
    >>> lognormal("capture", 0.5, np.array([-1.0, 0.0, 1.0])).round(3)
    array([0.558, 0.894, 1.434])
    """
    sigma = np.sqrt(np.log1p(cv**2))
    found: Floats = np.exp(sigma * normals) * np.exp(-(sigma**2) / 2)
    return found


def as_expected(day: SummonsDay) -> Floats:
    """Return what a day's work needs and the reserve: the model's own summons, as a hook."""
    wanted = np.zeros(day.comes.size)
    missing = np.maximum(0.0, (1 + day.reserve) * day.expected * day.kits - day.waiting)
    np.divide(missing, day.comes, out=wanted, where=day.comes > 0)
    return wanted


def weekly_by_need(night: TransferNight) -> list[tuple[int, int]]:
    """Level remaining citizens for each kit every Monday: ``weekly_by_need``, as a hook."""
    moves: list[tuple[int, int]] = []
    if night.date.weekday() != 0:
        return moves
    kits, free, need = night.kits + night.coming, night.free.copy(), night.remaining
    while True:
        to = int(np.argmax(need / np.maximum(kits, 0.5)))
        load = np.where(kits > 1, need / np.maximum(kits - 1, 0.5), np.inf)
        giver = int(np.argmin(load))
        if giver == to or not load[giver] < need[to] / (kits[to] + 1) or not free[giver]:
            return moves
        moves.append((giver, to))
        kits[giver], kits[to], free[giver] = kits[giver] - 1, kits[to] + 1, free[giver] - 1


def name_of(hook: Any) -> str:
    """Return what a function is called."""
    inner = getattr(hook, "func", hook)  # functools.partial
    return str(getattr(inner, "__qualname__", None) or type(inner).__name__)


def digest_of(hook: Any) -> str | None:
    """Return the first twelve digits of the SHA-256 of a function's source, if it is at hand."""
    inner = getattr(hook, "func", hook)
    try:
        source = inspect.getsource(getattr(inner, "py_func", inner))
    except (OSError, TypeError):
        return None
    return hashlib.sha256(source.encode()).hexdigest()[:12]
