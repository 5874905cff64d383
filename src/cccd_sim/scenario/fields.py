"""What all sections are made of: closed frozen forms, and numbers with their origin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from cccd_sim.language import N_
from cccd_sim.scenario import quantities as q
from cccd_sim.scenario.kinds import Note, Text

T = TypeVar("T")
Grade = Literal["H", "M", "L", ""]
"""How well a number is known: H read in a source, M inferred, L assumed."""


class Section(BaseModel):
    """A part of a scenario file: complete, closed and never changed."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, serialize_by_alias=True
    )


class Given(Section, Generic[T]):
    """A number with its origin: what it is, how far it may be off, who says so."""

    value: T
    """The value used; written `base` beside `low` and `high`."""
    low: T | None = None
    """Lowest value thought possible."""
    high: T | None = None
    """Highest value thought possible."""
    source: Note = ""
    """Where the number was read, or `assumed`."""
    grade: Grade = ""
    """H read in a source, M inferred, L assumed."""

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Return the name the schema uses: ``GivenShare``."""
        return f"Given{next(mark.name for mark in params[0].__metadata__)}"

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe every form in a file: bare, with its origin, relative to the parent's."""
        entries = handler.resolve_ref_schema(handler(schema))["properties"]
        bare = {"type": entries["value"]["type"]}
        entries |= {"base": entries["value"], "add": bare, "times": {"type": "number"}}
        mapping = {"type": "object", "properties": entries, "additionalProperties": False}
        return {"title": cls.__name__, "anyOf": [bare, mapping]}

    @model_validator(mode="before")
    @classmethod
    def _either_form(cls, found: object) -> object:
        """Accept a bare value, and ``base`` for ``value``."""
        if not isinstance(found, Mapping):
            return {"value": found}
        if "base" not in found:
            return found
        if "value" in found:
            raise q.QuantityError(N_("value and base are both given; keep one of them"))
        return {("value" if key == "base" else key): item for key, item in found.items()}

    @model_serializer(mode="wrap")
    def _shortest_form(self, write: SerializerFunctionWrapHandler) -> Any:
        """Write a bare value if nothing else is known, else a mapping as in a file."""
        known = {key: item for key, item in write(self).items() if item not in (None, "")}
        if set(known) == {"value"}:
            return known["value"]
        if "low" in known:
            known["base"] = known.pop("value")
        order = ("value", "low", "base", "high", "source", "grade")
        return {key: known[key] for key in order if key in known}


# What is made of it for a kind of quantity has its texts from here: to look for texts of its own
# would take half of the time the program needs to start.
Given.model_config["use_attribute_docstrings"] = False


class Title(Section):
    """A title in both languages."""

    vi: Text
    """Vietnamese."""
    en: Text
    """English."""


class Hours(Section):
    """A stretch of opening hours, written ``07:30-11:30``."""

    start_minute: int
    """Minutes after midnight."""
    end_minute: int
    """Minutes after midnight; beyond 1440 is the next morning."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "examples": ["07:30-11:30"]}

    @model_validator(mode="before")
    @classmethod
    def _read(cls, found: object) -> object:
        """Read the text form."""
        start, end = q.clock_times(found)
        return {"start_minute": start, "end_minute": end}

    @model_serializer
    def _write(self) -> str:
        """Write the text form."""
        return q.written_clock_times(self.start_minute, self.end_minute)

    @property
    def minutes(self) -> int:
        """Length of the stretch."""
        return self.end_minute - self.start_minute
