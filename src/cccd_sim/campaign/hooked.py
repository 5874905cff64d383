"""Hooks asked: what they get is read-only, what they return is checked before it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cccd_sim.errors import HookError
from cccd_sim.language import N_
from cccd_sim.queueing.draws import Shape
from cccd_sim.scenario.hooks import (
    STEPS,
    Service,
    Summons,
    SummonsDay,
    TransferNight,
    Transfers,
    name_of,
)

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

OFF = 0.05
"""How far the mean of services may be from 1: a heavy tail is cut where luck ends."""


def shapes(hook: Service | None, cv: list[float], normals: Floats) -> list[Shape] | None:
    """Return what makes services of luck, a function for each step; none: the model's own way.

    Parameters
    ----------
    normals
        Equally likely standard normals on which each is tried.
    """
    if hook is None:
        return None
    found = [_shape(hook, *each) for each in zip(STEPS, cv, strict=True)]
    for step, shape in zip(STEPS, found, strict=True):
        whole = shape(normals)
        parts = np.concatenate([shape(normals[:99]), shape(normals[99:])])
        if not np.array_equal(whole, parts):
            message = N_("the service of a citizen hangs on who is drawn together with her")
            raise _fault("service", hook, step, message)
        if abs(whole.mean() - 1) > OFF:
            message = N_(
                "the mean of the services is {mean}, and should be 1: they are multiples of the "
                "scenario's mean"
            )
            raise _fault("service", hook, step, message, mean=round(float(whole.mean()), 3))
    return found


def _shape(hook: Service, step: str, cv: float) -> Shape:
    """Return what makes the services of one step."""

    def shape(normals: Floats) -> Floats:
        found = _asked("service", hook, step, lambda: hook(step, cv, _locked(normals)))
        return _numbers("service", hook, step, found, normals.size, least=np.nextafter(0, 1))

    return shape


def citizens_wanted(hook: Summons, day: SummonsDay) -> Floats:
    """Return how many citizens each station asks for; nobody where no kit is at work."""
    locked = day._replace(
        kits=_locked(day.kits),
        waiting=_locked(day.waiting),
        comes=_locked(day.comes),
        district=_locked(day.district),
        left=_locked(day.left),
    )
    found = _asked("summons", hook, day.date, lambda: hook(locked))
    wanted = _numbers("summons", hook, day.date, found, day.kits.size, least=0.0)
    return np.where(day.kits > 0, np.minimum(wanted, day.left.sum()), 0.0)


def moves(hook: Transfers, night: TransferNight) -> list[tuple[int, int]]:
    """Return which kits leave: pairs of districts, in order."""
    locked = night._replace(
        kits=_locked(night.kits),
        free=_locked(night.free),
        coming=_locked(night.coming),
        remaining=_locked(night.remaining),
        can_ask=_locked(night.can_ask),
    )
    found = _asked("transfers", hook, night.date, lambda: hook(locked))
    try:
        pairs = np.asarray(found)
        if pairs.size == 0:
            return []
        whole = np.asarray(pairs, dtype=np.int64)
        is_whole = pairs.dtype.kind in "iuf" and pairs.ndim == 2 and bool((whole == pairs).all())  # noqa: PLR2004
    except (TypeError, ValueError):
        is_whole = False
    if not is_whole or whole.shape[1] != 2:  # noqa: PLR2004
        message = N_("returned are to be pairs of districts, from and to, in whole numbers")
        raise _fault("transfers", hook, night.date, message)
    free = night.free.copy()
    for giver, to in whole.tolist():
        if not (0 <= giver < free.size and 0 <= to < free.size and giver != to):
            message = N_("from {giver} to {to} is no move: there are districts 0 to {last}")
            raise _fault(
                "transfers", hook, night.date, message, giver=giver, to=to, last=free.size - 1
            )
        free[giver] -= 1
        if free[giver] < 0:
            message = N_("more kits leave district {giver} than the {free} that can")
            raise _fault(
                "transfers", hook, night.date, message, giver=giver, free=int(night.free[giver])
            )
    return [(giver, to) for giver, to in whole.tolist()]


def _numbers(kind: str, hook: Any, when: object, found: Any, wanted: int, least: float) -> Floats:
    """Return what a hook returned as an array of its own; refuse what is no such array."""
    try:
        numbers = np.array(found, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.empty(0)
    if numbers.shape != (wanted,):
        message = N_("returned are to be {wanted} numbers, not an array of shape {shape}")
        raise _fault(kind, hook, when, message, wanted=wanted, shape=np.shape(found))
    wrong = ~(np.isfinite(numbers) & (numbers >= least))
    if wrong.any():
        message = N_("{found} at place {place}; finite numbers above 0 are right")
        if least == 0:
            message = N_("{found} at place {place}; finite numbers, 0 or more, are right")
        place = int(np.argmax(wrong))
        raise _fault(kind, hook, when, message, found=numbers[place], place=place)
    return numbers


def _asked(kind: str, hook: Any, when: object, call: Callable[[], Any]) -> Any:
    """Return what a hook returns; say which it was if it fails."""
    try:
        return call()
    except Exception as error:  # foreign code may raise anything
        message = N_("it failed: {fault}")
        raise _fault(kind, hook, when, message, fault=f"{type(error).__name__}: {error}") from error


def _fault(kind: str, hook: Any, when: object, message: str, **values: object) -> HookError:
    """Return an error that says which hook went wrong, when, and how."""
    return HookError(
        N_("hook {kind}, {name}, {when}: {fault}"),
        kind=kind,
        name=name_of(hook),
        when=when,
        fault=message.format(**values),
    )


def _locked(array: NDArray[Any]) -> NDArray[Any]:
    """Return a copy that cannot be written to."""
    found = np.array(array)
    found.flags.writeable = False
    return found
