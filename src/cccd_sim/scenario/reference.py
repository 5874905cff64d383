"""What may stand in a scenario file, for editors (JSON Schema) and for readers (a page)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from cccd_sim.scenario.fields import Given, Hours, Section
from cccd_sim.scenario.kinds import Kind
from cccd_sim.scenario.merge import WITHOUT
from cccd_sim.scenario.problems import bare, is_section
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.tables import COLUMNS

INTRODUCTION = """\
# What a scenario file holds

Made by `cccd-sim scenario schema --format markdown`; change the docstrings in
`src/cccd_sim/scenario`, not this page.

A scenario is one YAML file. It may name a parent, `extends: FILE`: it then takes every entry that
it does not write itself, but for `name` and `title`. Mappings merge, lists replace, a number
replaces the parent's as a whole; `without: [NAME, …]` in a mapping leaves out entries that the
parent has there, say a stated rate. On the command line, `--set supply.initial_kits=40` changes one
entry; the value is read as in a file.

| to write | write |
|---|---|
| a count | `1500000`, `1_500_000` or `1 500 000`; never points or commas between digits |
| a share | `0.85`, from 0 to 1 |
| a duration | `3 days`, `2.5 min`, `320 hours`: always with its unit |
| money | `150 million VND`, `1 billion VND`, `20000 VND` |
| a speed | `35 km/h` |
| a date | `2021-07-01` or `01/07/2021` (day first) |
| opening hours | `"07:30-11:30"`; `"22:00-06:00"` closes the next morning |
| a district | its code or its name, with or without accents |
| an uncertain number | `{low: 0.70, base: 0.85, high: 0.92, source: assumed, grade: L}` |
| a number and its source | `{value: 2, source: 03/CT-UBND, grade: H}` |
| a number relative to the parent's | `{add: 10}`, `{times: 1.2}` |
| a date, duration or amount relative to the parent's | `{add: 30 days}`, `{add: -10 million VND}` |

Grades: **H** read in a source, **M** inferred, **L** assumed. An entry marked ○ may be left out.

Not allowed: unknown entries, the same entry twice, empty entries, tags, anchors and aliases, more
than one document. Files named by a scenario lie in its folder or come with the program.
"""


def json_schema() -> str:
    """Return the JSON Schema of a scenario file, as text.

    It asks for no entry: what a file does not hold may come from its parent. The program itself
    says what is missing.
    """
    schema = Scenario.model_json_schema(mode="validation")
    schema["properties"]["extends"] = {
        "type": "string",
        "description": "The parent: a file in the same folder, or a shipped scenario.",
    }
    demand = schema["$defs"]["Demand"]["properties"]
    for table in COLUMNS:
        entry = demand[table]
        demand[table] = {
            "description": entry.pop("description"),
            "anyOf": [{"type": "string"}, *entry.pop("anyOf", [entry])],
        }
    for section in (schema, *schema["$defs"].values()):
        _admit_without(section)
    names = {key: section.get("title", key) for key, section in schema["$defs"].items()}
    sections = {names[key]: section for key, section in schema["$defs"].items()}
    sections["Without"] = {
        "type": "array",
        "items": {"type": "string"},
        "description": "Entries that the parent has in this place and this scenario leaves out.",
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "cccd-sim scenario"}
    body = _relaxed({**schema, "$defs": dict(sorted(sections.items()))})
    text = json.dumps({**head, **body}, ensure_ascii=False, indent=2)
    for key, name in names.items():
        text = text.replace(f'"#/$defs/{key}"', f'"#/$defs/{name}"')
    return text + "\n"


def _admit_without(section: dict[str, Any]) -> None:
    """Let a section and the mappings in it leave out what a parent has."""
    fields = section.get("properties", {})
    options = [option for field in fields.values() for option in field.get("anyOf", [field])]
    for mapping in (section, *options):
        if mapping.get("type") == "object":
            entries = mapping.setdefault("properties", {})
            entries[WITHOUT] = {"$ref": "#/$defs/Without"}


def _relaxed(schema: Any) -> Any:
    """Return a schema that asks for nothing and knows no null."""
    if isinstance(schema, list):
        return [_relaxed(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _relaxed(item) for key, item in schema.items() if not _dropped(key, item)}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    if len(kept.get("anyOf", ())) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept


def _dropped(key: str, item: Any) -> bool:
    """Say whether an entry of a schema is left out; entries named so hold mappings instead."""
    if key in ("required", "title"):
        return not isinstance(item, dict)
    return key == "default" and item is None


def markdown() -> str:
    """Return the reference page."""
    return "\n".join([INTRODUCTION, *_chapter(Scenario, "", set())])


def _chapter(kind: type[Section], path: str, told: set[type[Section]]) -> Iterator[str]:
    """Return the table of a section and, after it, those of the sections inside."""
    told.add(kind)
    docstring = (kind.__doc__ or "").strip()
    yield f"## `{path}`\n" if path else "## The whole file\n"
    yield re.sub(r"\n\s+", "\n", docstring).replace("``", "`") + "\n"
    yield "| entry | what | how |\n|---|---|---|"
    inside = []
    for name, field in kind.model_fields.items():
        key = field.alias or name
        what = " ".join((field.description or "").split())
        optional = " ○" if "Left out" in what or not field.is_required() else ""
        yield f"| `{key}`{optional} | {what} | {_how(field)} |"
        section, more = _section_of(field.annotation)
        if section is not None and section not in told:
            inside.append((section, f"{path}.{key}{more}".removeprefix(".")))
    yield ""
    for section, way in inside:
        if section not in told:
            yield from _chapter(section, way, told)


def _section_of(annotation: Any) -> tuple[type[Section] | None, str]:
    """Return the section an entry leads to, and what follows its name in a path."""
    inner = bare(annotation)
    origin, arguments = get_origin(inner), get_args(inner)
    more = ""
    if origin is dict:
        inner, more = arguments[-1], ".NAME"
    elif origin is tuple:
        inner, more = arguments[0], "[…]"
    if is_section(inner) and not issubclass(inner, Given) and inner is not Hours:
        return inner, more
    return None, ""


def _how(field: FieldInfo) -> str:
    """Return how an entry is written: kind, unit, limits, default."""
    told = _kind_of(field.annotation, field.metadata)
    default = field.get_default(call_default_factory=True)
    if field.is_required() or default in (None, "", {}):
        return told
    shown = str(default).lower() if isinstance(default, bool) else default
    return f"{told}; left out: `{shown}`"


def _kind_of(annotation: Any, metadata: list[Any]) -> str:
    """Return what kind of value a type stands for."""
    kind = bare(annotation)
    marks = (*metadata, *getattr(kind, "__metadata__", ()))
    named = [mark.meaning for mark in marks if isinstance(mark, Kind)]
    inner = [_kind_of(one, []) for one in get_args(kind) if one is not ... and not named]
    told = "section"
    if named:
        told = named[0]
    elif get_origin(kind) is Literal:
        told = ", ".join(f"`{choice}`" for choice in get_args(kind) if choice)
    elif get_origin(kind) is tuple:
        told = f"list: {inner[0]}"
    elif get_origin(kind) is dict:
        told = f"by name: {inner[-1]}"
    elif kind is Hours:
        told = "`07:30-11:30`"
    elif is_section(kind) and issubclass(kind, Given):
        value = kind.model_fields["value"]
        told = _kind_of(value.annotation, value.metadata)
    return told
