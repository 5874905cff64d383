"""A scenario before it is checked: plain values, each with the place it was written at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Step = str | int
"""One step of a path: a key, or the index of a list item."""
Trail = tuple[Step, ...]
"""The way from the top of a scenario to a value."""
Scalar = str | int | float | bool


@dataclass(frozen=True)
class Mark:
    """A place in an input: file and line, or the option it came with."""

    file: str
    """As shown to the reader: a file's name, or ``--set``."""
    line: int | None = None
    folder: Path | None = None
    """Where files named at this place are looked for."""

    def __str__(self) -> str:
        """Return ``file:line``."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Node:
    """A value and where it stands."""

    value: Scalar | dict[str, Node] | list[Node]
    mark: Mark
    text: str | None = None
    """A scalar as it was written."""

    @property
    def children(self) -> Iterator[tuple[Step, Node]]:
        """Return what lies below, with the step that leads there."""
        if isinstance(self.value, dict):
            yield from self.value.items()
        elif isinstance(self.value, list):
            yield from enumerate(self.value)

    @property
    def keys(self) -> dict[str, Node]:
        """Return the entries of a mapping; nothing for other values."""
        return self.value if isinstance(self.value, dict) else {}

    def at(self, trail: Trail) -> Node | None:
        """Return the value a trail leads to, if there is one."""
        far, node = self.nearest(trail)
        return node if far == trail else None

    def nearest(self, trail: Trail) -> tuple[Trail, Node]:
        """Return the deepest value on a trail, and how far the trail leads."""
        node, far = self, 0
        for step in trail:
            below = node.below(step)
            if below is None:
                break
            node, far = below, far + 1
        return trail[:far], node

    def below(self, step: Step) -> Node | None:
        """Return the value one step down, if there is one."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None


def plain(node: Node) -> Any:
    """Return a value without its places."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def is_stated_number(entries: Mapping[str, Any]) -> bool:
    """Say whether a mapping is a number with its origin: it has ``value`` or ``base``."""
    stated = [entries[key] for key in ("value", "base") if key in entries]
    return any(not isinstance(getattr(one, "value", one), dict | list) for one in stated)


def planted(value: Any, mark: Mark) -> Node:
    """Return a plain value as a tree whose every part stands at one place."""
    if isinstance(value, Mapping):
        return Node({_composed(str(key)): planted(item, mark) for key, item in value.items()}, mark)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Node([planted(item, mark) for item in value], mark)
    return Node(_composed(value) if isinstance(value, str) else value, mark)


def _composed(text: str) -> str:
    """Return a text with its accents in the usual form (NFC)."""
    return unicodedata.normalize("NFC", text)


def dotted(trail: Trail) -> str:
    """Return a trail as people write it; items of lists are counted from 1."""
    told = ""
    for step in trail:
        told += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if told else step
    return told
