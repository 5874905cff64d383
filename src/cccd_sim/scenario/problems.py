"""From what pydantic found wrong to what a planner can mend: place, value found, what is right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cccd_sim.errors import Problem
from cccd_sim.language import N_
from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.nodes import Node, Trail, dotted
from cccd_sim.scenario.quantities import QuantityError, shown

MISSING = N_("this entry is missing")
NO_NUMBER = N_("no number here: write value, or low, base and high")
NO_SECTION = N_("{found} stands where a section belongs; write its entries below, indented")
EMPTY = N_("nothing is listed here")
FOLLOWING = {MISSING: 1, EMPTY: 2}
"""Messages that say nothing new where a fault of lower number is told on the way there."""
KINDS = {
    "missing": MISSING,
    "model_type": NO_SECTION,
    "dict_type": NO_SECTION,
    "tuple_type": N_("{found} is not a list; write it between [ and ]"),
    "too_short": EMPTY,
}
MOST_PROBLEMS = 100

Message = tuple[str, dict[str, object]]
"""An English template and its values."""


def problem_at(tree: Node, trail: Trail, message: str, values: dict[str, object]) -> Problem:
    """Return a problem that points at the deepest place written down on a trail."""
    _, node = tree.nearest(trail)
    return Problem(node.mark.file, node.mark.line, dotted(trail), message, values)


def problems_of(error: ValidationError, kind: type[Section], tree: Node) -> list[Problem]:
    """Return what was found wrong.

    Parameters
    ----------
    error
        What pydantic says about the data of ``tree``.
    kind
        The section the whole tree should be: it knows the valid names.
    """
    found = []
    for detail in error.errors(include_url=False):
        trail = _trail(detail["loc"], tree)
        found.append(problem_at(tree, trail, *_message(detail, trail, tree, kind)))
    return found


def worth_telling(problems: list[Problem]) -> list[Problem]:
    """Return problems in the order of their files, without those that follow from others."""
    first: dict[object, Problem] = {}
    for problem in problems:
        alone = (problem.file, problem.line, str(problem))
        first.setdefault(problem.path or alone, problem)
    told = [problem for problem in first.values() if not _follows(problem, first.values())]
    files = list(dict.fromkeys(problem.file for problem in told))
    told.sort(key=lambda problem: (files.index(problem.file), problem.line or 0))
    if len(told) > MOST_PROBLEMS:
        left = {"left": len(told) - MOST_PROBLEMS}
        told[MOST_PROBLEMS:] = [Problem(told[0].file, None, "", N_("{left} more problems"), left)]
    return told


def _follows(problem: Problem, others: Iterable[Problem]) -> bool:
    """Say whether a problem follows from another: a list is empty because its item is faulty."""
    rank = FOLLOWING.get(problem.message, 0)
    return rank > 0 and any(
        FOLLOWING.get(other.message, 0) < rank and _on_one_way(problem.path, other.path)
        for other in others
    )


def _on_one_way(path: str, other: str) -> bool:
    """Say whether one dotted path leads on from the other."""
    short, long = sorted((path, other), key=len)
    return bool(short) and long.startswith(short) and long[len(short) :][:1] in ("", ".", "[")


def _message(detail: ErrorDetails, trail: Trail, tree: Node, kind: type[Section]) -> Message:
    """Return what is wrong, in a planner's words."""
    node = tree.at(trail)
    found = shown(detail["input"] if node is None or node.text is None else node.text)
    cause = detail.get("ctx", {}).get("error")
    message: Message = (KINDS.get(detail["type"], N_("{found}: {detail}")), {})
    if isinstance(cause, QuantityError):
        message = (cause.message, cause.values)
    elif detail["type"] == "extra_forbidden":
        message = _unknown_key(trail, kind)
    elif detail["type"] == "literal_error":
        message = _unknown_choice(found, str(detail["ctx"]["expected"]))
    elif detail["type"] == "missing" and detail["loc"][-1] == "value":
        message = (NO_NUMBER, {})
    values = {"detail": detail["msg"], **message[1]}
    return message[0], {**values, "found": found}


def _trail(loc: tuple[int | str, ...], tree: Node) -> Trail:
    """Return where an error stands in the file: a number is bare there, or written as base."""
    trail: Trail = ()
    for step in loc:
        if step == "[key]":
            break
        node = tree.at(trail)
        if step == "value" and node is not None and "value" not in node.keys:
            return (*trail, "base") if "base" in node.keys else trail
        trail = (*trail, step)
    return trail


def _unknown_key(trail: Trail, kind: type[Section]) -> Message:
    """Return the message for a key that does not exist, with the nearest that does."""
    known = valid_keys(kind, trail[:-1])
    near = difflib.get_close_matches(str(trail[-1]).lower(), known, n=1)
    if near:
        return N_("no such entry; did you mean {nearest}?"), {"nearest": near[0]}
    return N_("no such entry; possible here: {known}"), {"known": ", ".join(known)}


def _unknown_choice(found: str, expected: str) -> Message:
    """Return the message for a word that is none of those possible."""
    known = [word for word in expected.replace("'", "").replace(" or ", ", ").split(", ") if word]
    choices = ", ".join(known)
    near = difflib.get_close_matches(found.lower(), known, n=1)
    if near:
        message = N_("{found} is not one of {choices}; did you mean {nearest}?")
        return message, {"choices": choices, "nearest": near[0]}
    return N_("{found} is not one of {choices}"), {"choices": choices}


def valid_keys(kind: Any, trail: Trail) -> list[str]:
    """Return the keys a section accepts at the end of a trail."""
    for step in trail:
        kind = _below(kind, step)
    if not is_section(kind):
        return []
    keys = [field.alias or name for name, field in kind.model_fields.items()]
    return [*keys, "base"] if issubclass(kind, Given) else keys


def _below(kind: Any, step: int | str) -> Any:
    """Return the type one step further."""
    if is_section(kind):
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        return bare(fields[str(step)].annotation) if step in fields else None
    inner = get_args(kind)
    return bare(inner[-1] if get_origin(kind) is dict else inner[0]) if inner else None


def is_section(kind: Any) -> bool:
    """Say whether a type is a section."""
    return isinstance(kind, type) and issubclass(kind, Section)


def bare(kind: Any) -> Any:
    """Return a type without the ``None`` that makes it optional."""
    if get_origin(kind) in (Union, UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind
