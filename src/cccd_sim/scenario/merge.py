"""What a scenario takes from its parent: mappings merge, lists replace, numbers may be relative.

A stated number (a mapping with ``value`` or ``base``) replaces the parent's as a whole: its
range and its source belong to it. ``{add: …}`` and ``{times: …}`` change the parent's number,
date, duration or amount, with its range. ``without: [name, …]`` leaves out entries that the parent
has in the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from cccd_sim.errors import Problem, ScenarioError
from cccd_sim.language import N_
from cccd_sim.scenario import quantities as q
from cccd_sim.scenario.amounts import measure
from cccd_sim.scenario.nodes import (
    Mark,
    Node,
    Scalar,
    Trail,
    dotted,
    is_stated_number,
    plain,
    planted,
)
from cccd_sim.scenario.yaml import parse

WITHOUT = "without"
OPERATORS = ("add", "times")
NUMBERS = ("value", "low", "base", "high")
ORIGIN = ("source", "grade")
PERIODS, HOURS, RATE = ("service", "periods"), "hours", "dossiers_per_kit_day"


def merged(parent: Node | None, child: Node, problems: list[Problem], trail: Trail = ()) -> Node:
    """Return the child completed by what it takes from its parent."""
    if not isinstance(child.value, dict):
        return child
    above = {} if parent is None or is_stated_number(child.value) else parent.keys
    own = dict(child.value)
    if WITHOUT in own:
        above = _without(above, own.pop(WITHOUT), problems, (*trail, WITHOUT))
    entries = dict(above)
    if trail[:-1] == PERIODS:
        _check_rate(above, own, problems, trail)
    for key, item in own.items():
        way = (*trail, key)
        operator = _operator(item)
        if operator is None:
            entries[key] = merged(above.get(key), item, problems, way)
        else:
            related = _related(above.get(key), item, operator, problems, way)
            entries |= {} if related is None else {key: related}
    mark = child.mark if parent is None or child.mark.line else parent.mark
    return Node(entries, mark)


def _check_rate(
    above: dict[str, Node], own: dict[str, Node], problems: list[Problem], trail: Trail
) -> None:
    """Refuse other hours under a stated rate of the parent: it is a rate for the hours it had."""
    if HOURS not in own or RATE in own or RATE not in above or above[RATE].value is None:
        return
    if HOURS in above and plain(own[HOURS]) == plain(above[HOURS]):
        return
    rate, hours, stated = above[RATE], own[HOURS].mark, plain(above[RATE])
    if isinstance(stated, dict):
        stated = stated.get("value", stated.get("base"))
    message = N_(
        "the stated rate of a day ({rate}, {where}) was for other hours; state "
        "dossiers_per_kit_day beside these hours, or write without: [dossiers_per_kit_day], and "
        "crews, desks and hours decide"
    )
    values: dict[str, object] = {"rate": stated, "where": str(rate.mark)}
    problems.append(Problem(hours.file, hours.line, dotted((*trail, HOURS)), message, values))


def _without(
    above: dict[str, Node], left_out: Node, problems: list[Problem], trail: Trail
) -> dict[str, Node]:
    """Return the parent's entries but for those that the child leaves out."""
    names = left_out.value
    if not isinstance(names, list):
        message = N_("{found} is not a list; write it between [ and ]")
        values: dict[str, object] = {"found": q.shown(left_out.text or names)}
        problems.append(
            Problem(left_out.mark.file, left_out.mark.line, dotted(trail), message, values)
        )
        return above
    for place, name in enumerate(names):
        if not isinstance(name.value, str) or name.value not in above:
            message = N_("the parent has no {found} here; it has {known}")
            values = {"found": q.shown(name.value), "known": ", ".join(above) or "–"}
            where = dotted((*trail, place))
            problems.append(Problem(name.mark.file, name.mark.line, where, message, values))
    return {key: item for key, item in above.items() if key not in [one.value for one in names]}


def overlaid(tree: Node, overrides: Mapping[str, object], problems: list[Problem]) -> Node:
    """Return a scenario with single entries replaced, as by ``--set``.

    Parameters
    ----------
    overrides
        Dotted path to value; texts are read as YAML, by the same strict rules.
    """
    for path, value in overrides.items():
        mark = Mark(f"--set {path}", None, tree.mark.folder)
        steps = tuple(path.split("."))
        if not all(steps):
            problems.append(Problem(mark.file, None, "", N_("write --set section.entry=value")))
            continue
        if isinstance(value, str):
            node = _parsed(value, mark, problems, steps)
        else:
            node = planted(value, mark)
        if node is None:
            continue
        for step in reversed(steps):
            node = Node({step: node}, mark)
        tree = merged(tree, node, problems)
    return tree


def settings(texts: list[str]) -> dict[str, str]:
    """Return ``KEY=VALUE`` texts of the command line as a mapping; refuse a key given twice."""
    found: dict[str, str] = {}
    problems = []
    for text in texts:
        key, equals, value = text.partition("=")
        mark = f"--set {key.strip()}"
        if not equals:
            problems.append(Problem(mark, None, "", N_("write --set section.entry=value")))
        elif key.strip() in found:
            problems.append(Problem(mark, None, "", N_("this entry is set twice")))
        found[key.strip()] = value
    if problems:
        raise ScenarioError(problems)
    return found


def _parsed(text: str, mark: Mark, problems: list[Problem], steps: Trail) -> Node | None:
    """Return the value of an option, read like a file; nothing if there is a problem."""
    known = len(problems)
    node = parse(text, mark, problems, steps)
    if node is None and len(problems) == known:
        message = N_("nothing is written here; give a value or leave it out")
        problems.append(Problem(mark.file, None, dotted(steps), message))
    return node


def _operator(node: Node) -> str | None:
    """Return ``add`` or ``times`` if a mapping is a relative value."""
    found = [key for key in OPERATORS if key in node.keys]
    scalar = found and not isinstance(node.keys[found[0]].value, dict | list)
    return found[0] if len(found) == 1 and scalar and {*node.keys} <= {*found, *ORIGIN} else None


def _related(
    parent: Node | None, child: Node, operator: str, problems: list[Problem], trail: Trail
) -> Node | None:
    """Return the parent's value changed by the child's operator, or nothing if it cannot be."""
    amount = child.keys[operator].value
    origin = {key: child.keys[key] for key in ORIGIN if key in child.keys}
    try:
        changed = _changed_entries(parent, amount, operator, child.mark)
    except q.QuantityError as error:
        place = (child.mark.file, child.mark.line, dotted(trail))
        problems.append(Problem(*place, error.message, error.values))
        return None
    if not origin:
        return changed
    return Node({**(changed.keys or {"value": changed}), **origin}, child.mark)


def _changed_entries(parent: Node | None, amount: object, operator: str, mark: Mark) -> Node:
    """Return a bare number changed, or a number with its range, all of it changed."""
    if parent is None:
        message = N_("{operator} needs a value to start from; the parent has none")
        raise q.QuantityError(message, operator=operator)
    if not is_stated_number(parent.keys):
        return _changed(parent, amount, operator, mark)
    entries = {
        key: _changed(item, amount, operator, mark) if key in NUMBERS else item
        for key, item in parent.keys.items()
    }
    if "source" in entries:
        source = f"{entries['source'].value}; {operator} {amount}"
        entries["source"] = Node(source, mark, source)
    return Node(entries, mark)


def _changed(node: Node, amount: object, operator: str, mark: Mark) -> Node:
    """Return one number, duration or date, changed."""
    if isinstance(node.value, dict | list) or isinstance(amount, dict | list):
        raise q.QuantityError(N_("{operator} does not work on this entry"), operator=operator)
    value = (_sum if operator == "add" else _product)(node.value, amount)
    return Node(value, mark, str(value))


def _sum(found: Scalar, amount: object) -> Scalar:
    read = measure(found)
    if read is not None:
        return _in_unit_of(found, read, read(found) + read(amount))
    if isinstance(found, str) and not q.GROUPED.fullmatch(found):
        shift = q.signed_days(amount)
        if shift != int(shift):
            raise q.QuantityError(N_("{found} is no whole number of days"), found=q.shown(amount))
        try:
            return (q.calendar_date(found) + timedelta(days=int(shift))).isoformat()
        except OverflowError:
            raise q.QuantityError(
                N_("{found} is no day of the calendar"), found=q.shown(amount)
            ) from None
    return _plain(_exact(found) + _exact(amount))


def _product(found: Scalar, amount: object) -> Scalar:
    factor = _exact(amount)
    read = measure(found)
    if read is not None:
        return _in_unit_of(found, read, read(found) * factor)
    if isinstance(found, str) and not q.GROUPED.fullmatch(found):
        raise q.QuantityError(
            N_("{operator} does not work on {found}"), operator="times", found=found
        )
    return _plain(_exact(found) * factor)


def _in_unit_of(found: Scalar, read: Callable[[object], Decimal], value: Decimal) -> str:
    """Return a value written as the text it comes from, in the same unit."""
    unit = str(found).lstrip("+-0123456789._ ")
    return f"{_plain(value / read(f'1 {unit}'))} {unit}"


def _exact(found: object) -> Decimal:
    """Return a number as a decimal: 0.1 + 0.2 is 0.3."""
    is_count = isinstance(found, str) and q.GROUPED.fullmatch(found)
    value = q.count(found) if is_count else q.number(found)
    if value in (float("inf"), float("-inf")):
        raise q.QuantityError(N_("{found} is not a number; write one such as 0.85"), found=found)
    return Decimal(str(value))


def _plain(value: Decimal) -> int | float:
    """Return a decimal as one writes it."""
    return int(value) if value == value.to_integral_value() else float(value)
