"""How events become a table: written as CSV a piece at a time, or made as a frame at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.results import rendering
from cccd_sim.results.events import NOBODY, NOTHING, WORDS, Events, Kind, Labels, joined
from cccd_sim.results.rendering import Cells
from cccd_sim.results.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd  # made late: the processes that simulate start without pandas

ZONE = "+07:00"
"""Viet Nam's time."""
_ROWS = 1 << 15


def csv_chunks(logs: Iterable[tuple[Labels, Iterable[Events]]]) -> Iterator[bytes]:
    """Yield the table ``events`` as UTF-8 CSV with byte order mark, a chunk at a time."""
    yield rendering.header(TABLES["events"].columns)
    for labels, parts in logs:
        for events in parts:
            for first in range(0, len(events), _ROWS):
                yield _lines(events[first : first + _ROWS], labels)


def frame(labels: Labels, parts: Iterable[Events]) -> pd.DataFrame:
    """Return the table ``events``: names as categories, times in Viet Nam, missing where empty."""
    import pandas as pd  # noqa: PLC0415

    events = joined(parts)
    midnight = pd.Timestamp(labels.start, tz=f"UTC{ZONE}")
    milliseconds = pd.to_timedelta(_milliseconds(events["tick"]), unit="ms").as_unit("ms")
    names = {
        **_names(events, labels),
        "what": _what_names(events["what"]),
        "case:concept:name": _case_names(events, labels),
    }
    columns: dict[str, Any] = {
        name: pd.Categorical.from_codes(codes, pd.Index(list(found), dtype="str"))
        for name, (found, codes) in names.items()
    }
    columns["replication"] = np.full(len(events), labels.replication)
    columns["minute"] = events["tick"] / clock.TICKS_PER_MINUTE
    columns["time:timestamp"] = midnight + milliseconds
    return pd.DataFrame({name: columns[name] for name in TABLES["events"].columns})


class Names(NamedTuple):
    """A column of names: each name once, and which stands in each row; -1 is none."""

    names: Sequence[str]
    codes: NDArray[Any]


def _names(events: Events, labels: Labels) -> dict[str, Names]:
    """Return the columns whose few names are known beforehand."""
    kind = events["kind"]
    return {
        "scenario": Names([labels.scenario], np.zeros(len(events), np.int8)),
        "kind": _names_of_kinds([each.label for each in Kind], kind),
        "where": Names(labels.stations, events["where"]),
        "concept:name": _names_of_kinds([each.activity for each in Kind], kind),
        "lifecycle:transition": _names_of_kinds([each.transition for each in Kind], kind),
        "org:resource": Names(labels.kits, events["kit"]),
    }


def _names_of_kinds(told: Sequence[str], kind: NDArray[np.uint8]) -> Names:
    """Return a column that says of each kind what is told of it."""
    names = list(dict.fromkeys(told))
    return Names(names, np.array([-1, *map(names.index, told)], np.int8)[kind])


def _what_names(what: NDArray[np.int32]) -> Names:
    """Return numbers and words as names."""
    words = WORDS[1:]
    numbers = range(int(what.max(initial=-1)) + 1)
    codes = np.where(what >= 0, what + len(words), np.where(what == NOTHING, -1, -2 - what))
    return Names([*words, *map(str, numbers)], codes)


def _case_names(events: Events, labels: Labels) -> Names:
    """Return whose life each event is part of, of those only who have any."""
    is_citizen, is_kit = _owners(events)
    who, kit, where = (events[name].astype(np.int32) for name in ("who", "kit", "where"))
    citizens, kits = int(labels.first[-1]), len(labels.kits)
    place = np.where(where >= 0, citizens + kits + where, -1)
    case = np.where(is_citizen, who, np.where(is_kit, citizens + kit, place))
    found, codes = np.unique(case, return_inverse=True)
    nobody = int(np.sum(found < 0))
    others = (*labels.kits, *labels.stations)
    names = [
        labels.citizen(each) if each < citizens else others[each - citizens]
        for each in found[nobody:].tolist()
    ]
    return Names(names, codes - nobody)


def _lines(events: Events, labels: Labels) -> bytes:
    """Return events as lines of CSV."""
    columns = {name: rendering.texts(*found) for name, found in _names(events, labels).items()}
    same = np.zeros(len(events), np.int8)
    columns["replication"] = rendering.texts([labels.replication], same)
    columns["minute"] = rendering.floats(events["tick"] / clock.TICKS_PER_MINUTE)
    columns["what"] = _what(events["what"])
    columns["case:concept:name"] = _cases(events, labels)
    columns["time:timestamp"] = _timestamps(events["tick"], labels.start)
    return rendering.lines([columns[name] for name in TABLES["events"].columns])


def _owners(events: Events) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which events are part of a citizen's life, and which of a kit's; else a station's."""
    is_citizen = events["who"] >= 0
    return is_citizen, ~is_citizen & (events["kit"] >= 0)


def _cases(events: Events, labels: Labels) -> Cells:
    """Return whose life an event is part of."""
    who, kit = events["who"].astype(np.int64), events["kit"]
    is_citizen, is_kit = _owners(events)
    district = np.searchsorted(labels.first, who, side="right") - 1
    number = np.where(is_citizen, who - labels.first[district] + 1, 0)
    digits = rendering.digits(number)
    digits[~is_citizen] = 0
    parts = [
        rendering.texts([f"{code}:" for code in labels.districts], district),
        digits,
        rendering.texts(labels.kits, np.where(is_kit, kit, NOBODY)),
        rendering.texts(labels.stations, np.where(is_citizen | is_kit, NOBODY, events["where"])),
    ]
    return np.concatenate(parts, axis=1)


def _what(what: NDArray[np.int32]) -> Cells:
    """Return numbers, or words."""
    digits = rendering.digits(np.maximum(what, 0).astype(np.int64))
    digits[what < 0] = 0
    words = rendering.texts(WORDS, np.where(what < 0, -1 - what, 0))
    return np.concatenate([digits, words], axis=1)


def _milliseconds(tick: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return times in whole milliseconds."""
    return tick * 60_000 // clock.TICKS_PER_MINUTE


def _timestamps(tick: NDArray[np.int64], start: date) -> Cells:
    """Return dates and times of day to the millisecond."""
    day, left = np.divmod(tick, clock.TICKS_PER_DAY)
    seconds, milli = np.divmod(_milliseconds(left), 1000)
    minutes, second = np.divmod(seconds, 60)
    hour, minute = np.divmod(minutes, 60)
    first, last = int(day.min(initial=0)), int(day.max(initial=0))
    dates = [f"{clock.date_of(start, number + 1)}T" for number in range(first, last + 1)]
    parts = [rendering.texts(dates, day - first)]
    for value, width, mark in (
        (hour, 2, ":"),
        (minute, 2, ":"),
        (second, 2, "."),
        (milli, 3, ZONE),
    ):
        sign = np.frombuffer(mark.encode(), np.uint8)
        parts.append(rendering.digits(value + 10**width)[:, 1:])
        parts.append(np.broadcast_to(sign, (tick.size, sign.size)))
    return np.concatenate(parts, axis=1)
