"""The resolved scenario as text: complete, a valid scenario itself, each value with its origin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cccd_sim.scenario.nodes import Trail, is_stated_number
from cccd_sim.scenario.schema import Scenario
from cccd_sim.scenario.yaml import scalar

PLAIN = re.compile(r"(?:-(?=\d))?[^\W_](?:[\w ./()%+'–-]|:(?=\d))*")
NOT_TEXT_ELSEWHERE = frozenset(("yes", "no", "on", "off", "y", "n"))
"""Words that YAML 1.1 takes for booleans: other programs should read the same text."""
COMMENT_COLUMN = 60
DEFAULT = "default"


def resolved_text(scenario: Scenario, origins: bool = True) -> str:
    """Return a scenario as YAML that needs no other file; reading it gives an equal scenario.

    Parameters
    ----------
    scenario
        What to write.
    origins
        Whether each value is followed by where it was written, as ``file:line``.
    """
    known = scenario.origins if origins else None
    lines = []
    for text, trail in _lines(scenario.model_dump(exclude_none=True), ()):
        origin = None if known is None or trail is None else known.get(trail, DEFAULT)
        lines.append(text if origin is None else f"{text:<{COMMENT_COLUMN}}  # {origin}")
    return "\n".join(lines) + "\n"


def _lines(entries: Mapping[str, Any], trail: Trail) -> Iterator[tuple[str, Trail | None]]:
    """Return the lines of a mapping, each with the trail of the value on it."""
    margin = "  " * len(trail)
    for key, entry in entries.items():
        below = (*trail, key)
        start = f"{margin}{_written(key)}:"
        if isinstance(entry, Mapping) and entry and not is_stated_number(entry):
            yield start, None
            yield from _lines(entry, below)
        elif isinstance(entry, list | tuple) and any(isinstance(item, Mapping) for item in entry):
            yield start, None
            for place, item in enumerate(entry):
                yield f"{margin}  - {_written(item)}", (*below, place)
        else:
            yield f"{start} {_written(entry)}", below


def _written(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_written(key)}: {_written(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    if not isinstance(value, str):
        return json.dumps(value)
    is_plain = PLAIN.fullmatch(value) and scalar(value) == value and value == value.strip()
    if is_plain and value.lower() not in NOT_TEXT_ELSEWHERE:
        return value
    return json.dumps(value, ensure_ascii=False)
