"""The small tables below the answer about a size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any

from cccd_sim.language import N_, Language, brief_day, number, percent, say
from cccd_sim.planning import cells
from cccd_sim.planning.size_words import money
from cccd_sim.results.answer import Listing

Data = dict[str, Any]
Row = tuple[str, ...]

_HEADER, _NONE = 12, "–"
"""Columns of a header before it goes on in the next line; what stands where nothing is known."""

VERDICTS = {
    "certified": N_("certified"),
    "refused": N_("refused"),
    "not_told_apart": N_("not told apart"),
    "not_certified": N_("not certified"),
}


def listings(data: Data, language: Language) -> tuple[Listing, ...]:
    """Return what the screen shows below the sentence."""
    shown = [_sizes(data, language)] if data["kits_searched"] is not None else []
    if data["routes"]:
        shown.append(_routes(data, language))
    return (*shown, _levers(data, language))


def listing(language: Language, title: str, header: Row, rows: list[Row]) -> Listing:
    """Return a table, its header told in the language and broken into lines."""
    told = [wrap(say(language, text), _HEADER, break_long_words=False) for text in header]
    return Listing(title, tuple("\n".join(lines) for lines in told), tuple(rows))


def _sizes(data: Data, language: Language) -> Listing:
    """Return the number of kits by plain arithmetic, for an even chance, and for the target."""
    header = (
        N_("wanted"),
        N_("more kits"),
        N_("cost"),
        N_("P(on time)"),
        N_("95% interval"),
        N_("replications"),
        N_("verdict"),
    )
    title = say(language, "{name}: more kits for P(on time)", name=data["scenario"])
    return listing(language, title, header, list(_size_rows(data, language)))


def _size_rows(data: Data, language: Language) -> Iterator[Row]:
    least, even = data["kits_by_arithmetic"], data["kits_even_chance"]
    name = say(language, "on paper: nothing goes wrong")
    cost = _NONE if least is None else _cost(data, least, language)
    kits = _NONE if least is None else number(language, least)
    yield (name, kits, cost, _NONE, _NONE, _NONE, say(language, "arithmetic"))
    found = {(row["kits"], row["numbers"]): row for row in data["sizes"]}
    if even is not None:
        row = found.get((even, "common"))
        yield _size_row(say(language, "an even chance"), even, row, data, language)
    one, less = data["certificate"], data["one_kit_less"]
    target = say(language, "{target} asked for", target=cells.exactly(language, data["on_time"]))
    if one:
        yield _size_row(target, data["kits"], found[data["kits"], "fresh"], data, language)
    else:
        row = {**data["fresh_so_far"], "verdict": "not_certified"}
        yield _size_row(target, data["kits"], row, data, language)
    if less:
        row = found[less["kits"], "fresh"]
        yield _size_row(say(language, "one kit less"), less["kits"], row, data, language)


def _size_row(name: str, kits: int, row: Data | None, data: Data, language: Language) -> Row:
    start = (name, number(language, kits), _cost(data, kits, language))
    if row is None:
        return (*start, _NONE, _NONE, _NONE, _NONE)
    estimate = _NONE if row["p_on_time"] is None else percent(language, row["p_on_time"])
    text = VERDICTS.get(row["verdict"])
    told = say(language, text) if text else say(language, "searched")
    return (*start, estimate, _interval(row, language), _simulated(row, language), told)


def _interval(row: Data, language: Language) -> str:
    """Return an interval, or the one end that is known."""
    low, high = row["ci_low"], row["ci_high"]
    if low is None and high is None:
        return _NONE
    if high is None:
        return f"≥ {percent(language, int(low * 1000 + 1e-9) / 1000)}"
    if low is None:
        return f"≤ {percent(language, high)}"
    return cells.span(language, low, high)


def _simulated(row: Data, language: Language) -> str:
    """Return the replications, and how many of them were simulated if not all were."""
    if not row["replications"]:
        return _NONE
    told = number(language, row["replications"])
    if row["simulated"] == row["replications"]:
        return told
    return f"{told} ({number(language, row['simulated'])})"


def _cost(data: Data, kits: int, language: Language) -> str:
    if data["funder"] == "loan":
        return say(language, "lent")
    return money(language, kits * data["kit_price_vnd"])


def _routes(data: Data, language: Language) -> Listing:
    """Return what every route comes to."""
    header = (
        N_("route"),
        N_("more kits"),
        N_("cost"),
        N_("packages"),
        N_("planned in service"),
        N_("P(on time), checked"),
        N_("last useful order date"),
        N_("checked"),
        N_("last order of any use"),
    )
    rows = [_route(row, data, language) for row in data["routes"]]
    title = say(
        language,
        "The same by every route, ordered on {day}; last day to order {kits}",
        day=date.fromisoformat(data["ordered"]),
        kits=number(language, data["kits"]),
    )
    return listing(language, title, header, rows)


def _route(row: Data, data: Data, language: Language) -> Row:
    title = row["route_title"]
    name = title[language] if title else say(language, "no route")
    found = row["kits"] is not None
    nothing = say(language, "none found") if data["state"] == "certified" else _NONE
    return (
        name,
        number(language, row["kits"]) if found else nothing,
        _NONE if not found else _cost({**data, "funder": row["funder"]}, row["kits"], language),
        _packages(row, language),
        _brief(row["in_service"], language),
        _odds(row, "checked", language),
        _brief(row["last_order"], language),
        _odds(row, "last", language),
        _brief(row["last_order_of_any_use"], language),
    )


def _packages(row: Data, language: Language) -> str:
    """Return the packages; more than one is marked: the law forbids it."""
    if row["packages"] is None:
        return _NONE
    told = number(language, row["packages"])
    return f"{told} (!)" if row["packages"] > 1 else told


def _odds(row: Data, what: str, language: Language) -> str:
    """Return how many common replications were on time."""
    trials = row[f"{what}_replications"]
    if not trials:
        return _NONE
    return f"{number(language, row[f'{what}_successes'])}/{number(language, trials)}"


def _brief(text: str | None, language: Language) -> str:
    return brief_day(language, date.fromisoformat(text)) if text else _NONE


def _levers(data: Data, language: Language) -> Listing:
    """Return what hours, officers and teams would do instead of a purchase."""
    header = (
        N_("instead of more kits"),
        N_("P(on time)"),
        N_("95% interval"),
        N_("citizens reached"),
        N_("gain"),
        N_("95% interval"),
        N_("replications"),
    )
    rows = [_lever(row, language) for row in data["levers"]]
    title = say(language, "What else would help: tried with the same luck")
    return listing(language, title, header, rows)


def _lever(row: Data, language: Language) -> Row:
    return (
        lever_told(row, language),
        percent(language, row["p_on_time"]),
        cells.span(language, row["ci_low"], row["ci_high"]),
        number(language, row["reached"]),
        _NONE if row["gain"] is None else cells.signed(language, row["gain"]),
        _gain(row, language),
        number(language, row["replications"]),
    )


def lever_told(row: Data, language: Language) -> str:
    """Return a lever in words."""
    if text := row["title"]:
        return say(language, text, day=date.fromisoformat(row["day"]))
    if row["kits"]:
        return say(language, "({kits} more kits)", kits=number(language, row["kits"]))
    return say(language, "(as it is)")


def _gain(row: Data, language: Language) -> str:
    low, high = row["gain_low"], row["gain_high"]
    if low is None or low != low:  # noqa: PLR0124  (NaN: one replication has no interval)
        return _NONE
    return f"{cells.signed(language, low)}…{cells.signed(language, high)}"
