"""Strict YAML: text to nodes with their lines, and nothing that could be read in two ways.

YAML 1.2 core scalars, without octal numbers; no tags, anchors, aliases, nulls, duplicate or
non-text keys, further documents. The events of the C parser are followed with a stack of our
own, so that depth is bounded and every fault is found, not only the first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml

from cccd_sim.errors import Problem
from cccd_sim.language import N_
from cccd_sim.scenario.nodes import Mark, Node, Scalar, Trail, dotted
from cccd_sim.scenario.quantities import shown

DEEPEST = 20
"""Levels of nesting; a scenario needs seven."""
LONGEST_PATH = 5
"""Levels shown of a path that is too deep."""
LONGEST_NUMBER = 40
"""Signs; longer digits are left as text, which no quantity accepts."""

INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d*)", re.ASCII)
FLOAT = re.compile(r"[+-]?(?:\.\d+|(?:0|[1-9]\d*)(?:\.\d*)?)(?:[eE][+-]?\d+)?", re.ASCII)
NOT_FINITE = re.compile(r"[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
HAS_VALUE = re.compile(r"\s*[\w.-]+:\s+[^\s#|>]")
COLON, KEY = "mapping values are not allowed in this context", "did not find expected key"
TOO_DEEP = N_(
    "this line is indented deeper than the entry above it, which has its value already; "
    "entries of one section begin in the same column"
)
SYNTAX = {
    COLON: N_("a colon stands where none can; put a text that holds a colon between quotes"),
    KEY: N_("this line does not line up with the lines above it"),
    "did not find expected ',' or '}'": N_("a brace { is not closed by }"),
    "did not find expected ',' or ']'": N_("a bracket [ is not closed by ]"),
    "could not find expected ':'": N_("an entry lacks its colon; write key: value"),
    "found character that cannot start any token": N_(
        "a sign that cannot stand here; indent by spaces, not tabs, and quote texts with @ or `"
    ),
    "found unexpected end of stream": N_("a quotation mark is not closed"),
    "control characters are not allowed": N_("the file holds control characters"),
}


def parse(
    text: str, place: Mark, problems: list[Problem], option: Trail | None = None
) -> Node | None:
    """Return the nodes of a YAML text, or nothing if it has none.

    Parameters
    ----------
    text
        One YAML document.
    place
        Where the text comes from.
    problems
        Every fault found is added here.
    option
        For the value of an option, which has no lines: the entry it is for.
    """
    builder = _Builder(place, problems, option)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except _StopReadingError:
        return None
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        detail = str(getattr(error, "problem", None) or getattr(error, "reason", "?"))
        mark = builder.mark(where)
        if where and detail in (COLON, KEY) and _is_too_deep(text.splitlines(), where.line):
            builder.refuse(mark, TOO_DEEP)
        elif detail in SYNTAX:
            builder.refuse(mark, SYNTAX[detail])
        else:
            builder.refuse(mark, N_("this is not YAML: {detail}"), detail=detail)
        return None
    return builder.root


def _is_too_deep(lines: list[str], at: int) -> bool:
    """Tell whether a line continues, by its indentation alone, the value of the line above it."""
    above = [line for line in lines[:at] if line.strip() and not line.lstrip().startswith("#")]
    if not above or at >= len(lines) or HAS_VALUE.match(above[-1]) is None:
        return False
    here, before = (len(line) - len(line.lstrip(" ")) for line in (lines[at], above[-1]))
    return here > before


def scalar(text: str) -> Scalar | None:
    """Return what an unquoted text stands for: YAML 1.2 core, but ``010`` and ``0o7`` are text."""
    if text in WORDS:
        return WORDS[text]
    if len(text) <= LONGEST_NUMBER:
        if INTEGER.fullmatch(text):
            return int(text)
        if FLOAT.fullmatch(text):
            return float(text)
    if NOT_FINITE.fullmatch(text):
        return float(text.lower().replace(".", ""))
    return unicodedata.normalize("NFC", text)


class _StopReadingError(Exception):
    """The rest of the text is not worth reading."""


@dataclass
class _Open:
    """A mapping or list whose end has not come yet."""

    node: Node
    key: str | None = None
    key_mark: Mark | None = None
    """Set while a mapping waits for the value of ``key``."""


class _Builder:
    """Builds nodes from parser events."""

    def __init__(self, place: Mark, problems: list[Problem], option: Trail | None) -> None:
        self.place = place
        self.problems = problems
        self.option = option
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def mark(self, place: Any) -> Mark:
        """Return where the parser is; an option has no lines."""
        line = place.line + 1 if place is not None and self.option is None else None
        return Mark(self.place.file, line, self.place.folder)

    def take(self, event: Any) -> None:
        """Follow one event."""
        mark = self.mark(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.refuse(mark, N_("a second document begins; one file is one scenario"))
                    raise _StopReadingError
            case yaml.AliasEvent():
                self.refuse(
                    mark, N_("aliases (*{name}) are not allowed; write it out"), name=event.anchor
                )
                self.put(None, mark)
            case yaml.ScalarEvent():
                self.check_plainness(event, mark)
                self.put(self.scalar(event, mark), mark)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.check_plainness(event, mark)
                self.open(Node({} if isinstance(event, yaml.MappingStartEvent) else [], mark))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.put(self.stack.pop().node, mark)

    def check_plainness(self, event: Any, mark: Mark) -> None:
        """Refuse tags and anchors; the value itself is read on."""
        if event.tag is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.refuse(mark, N_("tags ({tag}) are not allowed"), tag=tag)
        if event.anchor is not None:
            self.refuse(mark, N_("anchors (&{name}) are not allowed"), name=shown(event.anchor))

    def scalar(self, event: Any, mark: Mark) -> Node | None:
        """Return the node of a scalar, or nothing for a null."""
        value = event.value if event.style else scalar(event.value)
        if isinstance(value, str):
            value = unicodedata.normalize("NFC", value)
        return None if value is None else Node(value, mark, event.value)

    def open(self, node: Node) -> None:
        """Begin a mapping or list."""
        if len(self.stack) >= DEEPEST:
            del self.stack[LONGEST_PATH:]
            self.refuse(node.mark, N_("nested deeper than {deepest} levels"), deepest=DEEPEST)
            raise _StopReadingError
        self.stack.append(_Open(node))

    def put(self, node: Node | None, mark: Mark) -> None:
        """Put a complete value where it belongs: as a key, as a value, as a list item."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        content = top.node.value
        if isinstance(content, list):
            if node is None:
                self.refuse(mark, N_("this item has no value"))
            else:
                content.append(node)
        elif isinstance(content, dict):
            if top.key_mark is None:
                self.put_key(top, content, node, mark)
            else:
                self.put_value(top, content, node, mark)

    def put_key(self, top: _Open, content: dict[str, Node], node: Node | None, mark: Mark) -> None:
        """Note the key of the value to come; a key that cannot be used loses its value too."""
        mark = node.mark if node else mark
        top.key, top.key_mark = None, mark
        if node is None or not isinstance(node.value, str):
            found = shown(node.text if node and node.text else node.value if node else "null")
            self.refuse(
                mark, N_("the key {found} is not a text; write it between quotes"), found=found
            )
            return
        top.key = node.value
        if node.value in content:
            first = content[node.value].mark.line
            message = N_("{key} is given twice; the first is on line {line}")
            self.refuse(mark, message, key=shown(node.value), line=first)
            top.key = None

    def put_value(
        self, top: _Open, content: dict[str, Node], node: Node | None, mark: Mark
    ) -> None:
        """Store the value of the waiting key, as standing where the key stands."""
        key_mark = top.key_mark or mark
        if node is None:
            if top.key is not None:
                self.refuse(key_mark, N_("nothing is written here; give a value or leave it out"))
        elif top.key is not None:
            content[top.key] = Node(node.value, key_mark, node.text)
        top.key = top.key_mark = None

    def refuse(self, mark: Mark, message: str, **values: object) -> None:
        """Note a problem."""
        steps: list[str | int] = list(self.option or ())
        for level in self.stack:
            if isinstance(level.node.value, list):
                steps.append(len(level.node.value))
            elif level.key is not None:
                steps.append(level.key)
        self.problems.append(Problem(mark.file, mark.line, dotted(tuple(steps)), message, values))
