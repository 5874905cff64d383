"""What a reader must know before relying on an answer about a size."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import Language, number, say
from cccd_sim.planning.size_words import money, within
from cccd_sim.scenario.cautions import most_a_kit

Data = dict[str, Any]


def caveats(data: Data, language: Language) -> tuple[str, ...]:
    """Return what is assumed, and what is arithmetic rather than simulation."""
    told = purchase_caveats(data, language)
    if data["routes"]:
        told.append(_other_routes(data["routes"], language))
    told.append(
        say(
            language,
            "In the search, a replication on time with fewer kits counts as on time with more (in "
            "brackets: how many were simulated); the certificate relies on nothing of the kind.",
        )
    )
    return (*told, drawn_or_known(data["known_parameters"], language))


def _other_routes(routes: list[Data], language: Language) -> str:
    """Return how routes beside the main one are found, and how sure that is."""
    if any(each["last_order_by"] == "arithmetic" and each["last_order"] for each in routes):
        return say(
            language,
            "Other routes are scaled from the main one by arithmetic. Their numbers are checked "
            "with up to 60 replications of the certificate, the narrowest first, and good to a "
            "few kits; their last days are not checked, but told six days sooner than arithmetic "
            "has them (--replications 600 checks them).",
        )
    return say(
        language,
        "Other routes are scaled from the main one by arithmetic and checked, as is the "
        "last day of every route, with up to 60 replications of the certificate, the "
        "narrowest first; their numbers are good to a few kits, their last days to a few "
        "days.",
    )


def purchase_caveats(data: Data, language: Language) -> list[str]:
    """Return what the cost holds, and what is unusual about the purchase."""
    told = [
        say(
            language,
            "Cost: kits × {price} only; crews, premises and running costs are not in it, and "
            "neither hours, officers nor teams are priced.",
            price=money(language, data["kit_price_vnd"]),
        )
    ]
    if data["route"] is None:
        told.append(
            say(
                language,
                "The scenario describes no procurement route: the kits are taken to be in service "
                "on the day itself.",
            )
        )
    if data["packages"] and data["packages"] > 1:
        told.append(_over_the_limit(data, language))
    elif data["limit_vnd"] is not None and data["cost_high_vnd"] > data["limit_vnd"]:
        told.append(_over_the_limit_if_dear(data, language))
    return told


def _over_the_limit(data: Data, language: Language) -> str:
    return say(
        language,
        "{kits} kits at {price} are {packages} packages of {route} ({limit} at most each): the law "
        "forbids splitting one need to stay under a limit; another route is wanted.",
        kits=number(language, data["kits"]),
        price=money(language, data["kit_price_vnd"]),
        packages=number(language, data["packages"]),
        route=within(data["route_title"][language]),
        limit=money(language, data["limit_vnd"]),
    )


def _over_the_limit_if_dear(data: Data, language: Language) -> str:
    return say(
        language,
        "{kits} kits at {price} are within the limit of {route}, {limit}, but not if a kit costs "
        "{high}, the high end of its price: the limit holds up to {most} a kit.",
        kits=number(language, data["kits"]),
        price=money(language, data["kit_price_vnd"]),
        route=within(data["route_title"][language]),
        limit=money(language, data["limit_vnd"]),
        high=money(language, data["kit_price_high_vnd"]),
        most=money(language, most_a_kit(data["limit_vnd"], data["kits"])),
    )


def drawn_or_known(known_parameters: bool, language: Language) -> str:
    """Return what the probabilities are about."""
    if known_parameters:
        return say(
            language,
            "Every number given with a range is taken at its base (--known-parameters): the "
            "probabilities hold luck only.",
        )
    return say(
        language,
        "The probabilities hold luck and ignorance: in each replication every number given with a "
        "range has another value within it.",
    )
