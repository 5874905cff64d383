"""The kinds of value a scenario holds: how each is read, written and described.

The unit is in the type: inside the model a quantity is a plain ``int`` or ``float`` in the unit
of its type (``Minutes``, ``Days``, ``Share``); a file has it with the unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from cccd_sim.language import N_
from cccd_sim.scenario import amounts
from cccd_sim.scenario import quantities as q

LONGEST_TEXT = 400
PLAIN_NAME = re.compile(r"[^\W_][\w-]{0,39}")
PLAIN_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")

Reader = Callable[[object], Any]


@dataclass(frozen=True)
class Kind:
    """One kind of value."""

    name: str
    """One word for the schema."""
    meaning: str
    """For the reference page: unit and limits."""
    read: Reader
    """From what stood in the file; raises ``QuantityError``."""
    types: tuple[str, ...] = ("string",)
    """Types of JSON Schema a file may use."""
    write: Callable[[Any], Any] = lambda value: value
    """Back to what stands in a file."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        """Tell pydantic how to read and write."""
        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors what may stand here."""
        kind: Any = self.types[0] if len(self.types) == 1 else list(self.types)
        return {"type": kind}


def _text(found: object) -> str:
    if not isinstance(found, str) or not found.strip():
        raise q.QuantityError(N_("{found} is not a text"), found=q.shown(found))
    return _note(found)


def _note(found: object) -> str:
    if not isinstance(found, str):
        message = N_("{found} is not a text; write it between quotes")
        raise q.QuantityError(message, found=q.shown(found))
    text = unicodedata.normalize("NFC", found.strip())
    if len(text) > LONGEST_TEXT or any(unicodedata.category(sign) == "Cc" for sign in text):
        message = N_("{found} is not one line of at most {longest} signs")
        raise q.QuantityError(message, found=q.shown(found), longest=LONGEST_TEXT)
    return text


def _name(found: object) -> str:
    if not isinstance(found, str) or not PLAIN_NAME.fullmatch(found):
        message = N_("{found} is not a name of letters, digits, - and _ (at most 40)")
        raise q.QuantityError(message, found=q.shown(found))
    return found


def _code(found: object) -> str:
    text = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
    if not isinstance(text, str) or not PLAIN_CODE.fullmatch(text):
        message = N_("{found} is not a code of letters and digits (at most 20), say 643")
        raise q.QuantityError(message, found=q.shown(found))
    return text


def _flag(found: object) -> bool:
    if not isinstance(found, bool):
        raise q.QuantityError(N_("{found} is neither true nor false"), found=q.shown(found))
    return found


def _between(least: float, most: float, read: Reader) -> Reader:
    return lambda found: q.at_most(most, q.at_least(least, read(found), found), found)


def _positive(most: float, read: Reader) -> Reader:
    return lambda found: q.at_most(most, q.more_than(0, read(found), found), found)


_WHOLE = ("integer", "string")
_NUMBER = ("number",)

Text = Annotated[str, Kind("Text", "text", _text)]
Note = Annotated[str, Kind("Note", "text", _note)]
Name = Annotated[str, Kind("Name", "letters, digits, - and _", _name)]
Code = Annotated[str, Kind("Code", "letters and digits", _code, ("string", "integer"))]
Flag = Annotated[bool, Kind("Flag", "true or false", _flag, ("boolean",))]
Date = Annotated[
    date,
    Kind("Date", "2021-07-01 or 01/07/2021", q.calendar_date, ("string", "object"), date.isoformat),
]
Share = Annotated[float, Kind("Share", "share, 0 to 1", q.share, _NUMBER, q.plain)]
Count = Annotated[int, Kind("Count", "count, 0 to 4000", _between(0, 4000, q.count), _WHOLE)]
WorkingDays = Annotated[
    int, Kind("WorkingDays", "count, 0 to 4000", _between(0, 4000, q.count), _WHOLE)
]
DeskCount = Annotated[int, Kind("DeskCount", "count, 1 to 100", _between(1, 100, q.count), _WHOLE)]
CrewSize = Annotated[int, Kind("CrewSize", "count, 1 to 100", _between(1, 100, q.count), _WHOLE)]
Shifts = Annotated[int, Kind("Shifts", "count, 1 to 4", _between(1, 4, q.count), _WHOLE)]
Dossiers = Annotated[
    int, Kind("Dossiers", "count, 1 to 1 000 000", _between(1, 1_000_000, q.count), _WHOLE)
]
Cards = Annotated[
    int, Kind("Cards", "count, 0 to 10 000 000", _between(0, 10_000_000, q.count), _WHOLE)
]
Citizens = Annotated[
    int, Kind("Citizens", "count, 1 or more", _between(1, 20_000_000, q.count), _WHOLE)
]
TilePlace = Annotated[int, Kind("TilePlace", "count, 0 to 200", _between(0, 200, q.count), _WHOLE)]
Ratio = Annotated[float, Kind("Ratio", "0 to 10", _between(0, 10, q.number), _NUMBER, q.plain)]
Factor = Annotated[
    float, Kind("Factor", "more than 0, at most 10", _positive(10, q.number), _NUMBER, q.plain)
]
Multiple = Annotated[
    float, Kind("Multiple", "1 to 10", _between(1, 10, q.number), _NUMBER, q.plain)
]
PerTenThousand = Annotated[
    float,
    Kind(
        "PerTenThousand",
        "for every 10,000 citizens, 0 to 1000",
        _between(0, 1000, q.number),
        _NUMBER,
        q.plain,
    ),
]
Rate = Annotated[
    float,
    Kind("Rate", "dossiers per kit and day", _positive(10_000, q.number), _NUMBER, q.plain),
]
Kilometres = Annotated[
    float, Kind("Kilometres", "kilometres", _between(0, 3000, q.number), _NUMBER, q.plain)
]
Minutes = Annotated[
    float,
    Kind(
        "Minutes",
        "duration: 2.5 min, 320 hours",
        _positive(10_000_000, q.minutes),
        write=q.written_minutes,
    ),
]
Days = Annotated[
    float,
    Kind("Days", "duration: 3 days, 12 hours", _between(0, 3660, q.days), write=q.written_days),
]
SignedDays = Annotated[
    float,
    Kind(
        "SignedDays",
        "duration: 3 days, -3 days",
        _between(-3660, 3660, q.signed_days),
        write=q.written_days,
    ),
]
Money = Annotated[
    int,
    Kind("Money", "VND: 150 million VND, 20000 VND", amounts.money, write=amounts.written_money),
]
Speed = Annotated[
    float,
    Kind("Speed", "speed: 35 km/h", _between(1, 200, amounts.speed), write=amounts.written_speed),
]
