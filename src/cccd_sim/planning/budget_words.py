"""The answer about a budget: sentence, table and caveats."""

from __future__ import annotations

from datetime import date
from typing import Any

from cccd_sim.language import N_, Language, brief_day, number, percent, say
from cccd_sim.planning import cells
from cccd_sim.planning.size_caveats import drawn_or_known, purchase_caveats
from cccd_sim.planning.size_listings import listing
from cccd_sim.planning.size_words import (
    by_route,
    kits_told,
    money,
    reached,
    spent,
)
from cccd_sim.results.answer import Listing

Data = dict[str, Any]


def headline(data: Data, language: Language) -> str:
    """Return what the money buys, in one sentence with its uncertainty."""
    best, plain = data["chance"], data["chance_without"]
    text = N_(
        "{budget} buy at best {kits} {way} ({cost}): {what} with probability {chance} (exact 95% "
        "interval {low} to {high}; {successes} of {replications} fresh replications), against "
        "{without} without them ({plain_low} to {plain_high}; {plain} replications)"
    )
    if best["p_on_time"] <= plain["p_on_time"]:
        text = N_(
            "{budget} buy nothing that shows: at best {kits} {way} ({cost}), and {what} with "
            "probability {chance} (exact 95% interval {low} to {high}; {successes} of "
            "{replications} fresh replications), against {without} without them ({plain_low} to "
            "{plain_high}; {plain} replications)"
        )
    told = say(
        language,
        text,
        budget=money(language, data["budget_vnd"]),
        kits=kits_told(language, data["kits"]),
        way=by_route(language, data),
        cost=money(language, data["cost_vnd"]),
        what=reached(data, language),
        chance=percent(language, best["p_on_time"]),
        low=percent(language, best["ci_low"]),
        high=percent(language, best["ci_high"]),
        successes=number(language, best["successes"]),
        replications=number(language, best["replications"]),
        without=percent(language, plain["p_on_time"]),
        plain_low=percent(language, plain["ci_low"]),
        plain_high=percent(language, plain["ci_high"]),
        plain=number(language, plain["replications"]),
    )
    return told + spent(data, language) + "."


def listings(data: Data, language: Language) -> tuple[Listing, ...]:
    """Return what every route sells for the money."""
    header = (
        N_("route"),
        N_("more kits"),
        N_("cost"),
        N_("planned in service"),
        N_("P(on time)"),
        N_("95% interval"),
        N_("replications"),
    )
    title = say(
        language,
        "What {budget} buy by every route, ordered on {day}; the same luck for all",
        budget=money(language, data["budget_vnd"]),
        day=date.fromisoformat(data["ordered"]),
    )
    rows = [_route(row, language) for row in data["routes"]]
    return (listing(language, title, header, rows),)


def _route(row: Data, language: Language) -> tuple[str, ...]:
    title = row["route_title"]
    return (
        title[language] if title else say(language, "no route"),
        number(language, row["kits"]),
        money(language, row["cost_vnd"]),
        brief_day(language, date.fromisoformat(row["in_service"])),
        percent(language, row["p_on_time"]),
        cells.span(language, row["ci_low"], row["ci_high"]),
        number(language, row["replications"]),
    )


def caveats(data: Data, language: Language) -> tuple[str, ...]:
    """Return what is assumed, and which routes are not among those compared."""
    told = [
        *purchase_caveats(data, language),
        say(
            language,
            "Every route sells what the money pays for within the limit of the route; kits that "
            "are lent or allocated are not bought and not compared here.",
        ),
    ]
    return (*told, drawn_or_known(data["known_parameters"], language))
