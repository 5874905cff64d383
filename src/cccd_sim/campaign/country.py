"""A country: campaigns of its provinces, one after the other, and one card plant for all.

Only the plant couples them: cards are made in the order in which dossiers were accepted, wherever
in the country. Nothing comes back from it to the stations, so the provinces can be simulated first,
each as if it were alone, and the cards worked out when all of them are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.campaign.laws import cards_add_up, milestones_follow
from cccd_sim.campaign.money_law import money_is_explained
from cccd_sim.campaign.plant import Cards, make_cards
from cccd_sim.campaign.setting import Setting
from cccd_sim.results.ensemble import Columns
from cccd_sim.scenario.cost_lines import lines_of
from cccd_sim.scenario.placement import INITIAL
from cccd_sim.scenario.schema import Scenario

Counts = NDArray[np.int64]
Tables = dict[str, Columns]

SUMMED = (
    *("taken", "uploaded", "accepted", "refused", "waiting_upload", "in_check"),
    "upload_capacity",
)
"""Columns of ``pipeline`` that are the country's when those of its provinces are added up."""


class Numbering(NamedTuple):
    """How many places each province has; those of the country are numbered in its order.

    Parameters
    ----------
    districts, communes
        Of each province.
    kits
        Of each province (rows) in each batch, the initial one first.
    batches
        Names of the batches.
    """

    districts: Sequence[int]
    communes: Sequence[int]
    kits: Sequence[Mapping[str, int]]
    batches: Sequence[str]


def joined(scenario: Scenario, provinces: Sequence[Scenario], made: Sequence[Tables]) -> Tables:
    """Return the tables of a country, made of those of its provinces.

    Parameters
    ----------
    scenario
        The country, its unknown parameters settled.
    provinces
        Its parts, as ``provinces_apart`` returns them.
    made
        The tables of each, as if it were alone: what they say of cards is not used.
    """
    setting, numbers = Setting(scenario), _numbering(scenario, provinces)
    accepted = _accepted(made, numbers)
    cards = make_cards(scenario.central.collection, setting, accepted)
    cards_add_up(cards, accepted)
    tables = {
        "daily": _daily(made, numbers, cards),
        "stations": _stations(made, numbers),
        "kits": _kits(made, numbers),
        "unserved": _unserved(made, numbers),
        "pipeline": _pipeline(made, cards),
    }
    milestones_follow(tables["daily"], sum(numbers.districts))
    if scenario.costs is not None:
        tables["costs"] = _costs(scenario, [each["costs"] for each in made])
        money_is_explained(scenario, tables, sum(numbers.districts))
    return tables


def _numbering(scenario: Scenario, provinces: Sequence[Scenario]) -> Numbering:
    """Return how the places and kits of each province are counted."""
    supplies = [each.supply for each in provinces]
    return Numbering(
        districts=[len(each.demand.districts) for each in provinces],
        communes=[
            len(each.demand.districts if each.demand.communes is None else each.demand.communes)
            for each in provinces
        ],
        kits=[
            {
                INITIAL: supply.initial_kits.value,
                **{name: one.kits.value for name, one in supply.deliveries.items()},
            }
            for supply in supplies
        ],
        batches=[INITIAL, *scenario.supply.deliveries],
    )


def _begins(sizes: Iterable[int]) -> list[int]:
    """Return where each province's own begin, if they stand one after the other."""
    return [0, *accumulate(sizes)][:-1]


def _by_district(made: Sequence[Tables], numbers: Numbering, column: str) -> Counts:
    """Return a column of ``daily`` as (day, district of the country)."""
    return np.hstack(
        [
            tables["daily"][column].reshape(-1, units)
            for tables, units in zip(made, numbers.districts, strict=True)
        ]
    )


def _accepted(made: Sequence[Tables], numbers: Numbering) -> Counts:
    """Return the dossiers accepted by day and group.

    Groups are the residents of each district, then the people of elsewhere in each province.
    """
    residents = _by_district(made, numbers, "sent")
    ends = _begins(numbers.districts)
    in_all = np.column_stack([tables["pipeline"]["accepted"] for tables in made])
    return np.hstack([residents, in_all - np.add.reduceat(residents, ends, axis=1)])


def _daily(made: Sequence[Tables], numbers: Numbering, cards: Cards) -> Columns:
    """Return the ``daily`` table of all districts, with the cards the plant has made for them."""
    units, days = sum(numbers.districts), cards.capacity.size
    counted = {
        name: _by_district(made, numbers, name).ravel()
        for name in made[0]["daily"]
        if name not in ("day", "district")
    }
    counted["produced"] = cards.produced[:, :units].ravel()
    counted["in_hand"] = cards.collected[:, :units].ravel()
    return {
        "day": np.repeat(np.arange(1, days + 1), units),
        "district": np.tile(np.arange(units), days),
        **counted,
    }


def _station(station: Counts, first: int, own: int, units: int) -> Counts:
    """Return a province's stations by their numbers in the country: teams follow all districts."""
    there = np.where(station < own, station + first, station - own + units + first)
    return np.where(station < 0, station, there)


def _stations(made: Sequence[Tables], numbers: Numbering) -> Columns:
    """Return the ``stations`` table, day by day in the order of the stations."""
    units, parts = sum(numbers.districts), []
    begins = _begins(numbers.districts), _begins(numbers.communes)
    for tables, own, first, commune in zip(made, numbers.districts, *begins, strict=True):
        part = dict(tables["stations"])
        part["station"] = _station(part["station"], first, own, units)
        part["commune"] = np.where(part["commune"] < 0, part["commune"], part["commune"] + commune)
        parts.append(part)
    found = _one_after_the_other(parts)
    order = np.lexsort((found["station"], found["day"]))
    return {name: values[order] for name, values in found.items()}


def _kits(made: Sequence[Tables], numbers: Numbering) -> Columns:
    """Return the ``kits`` table, batch by batch; kits of a batch are numbered through."""
    units, parts = sum(numbers.districts), []
    rows: list[tuple[int, int]] = []
    before = dict.fromkeys(numbers.batches, 0)
    begins = _begins(numbers.districts)
    for tables, own, first, kits in zip(made, numbers.districts, begins, numbers.kits, strict=True):
        part, names = dict(tables["kits"]), []
        for name in part["kit"].tolist():
            batch, _, number = name.rpartition("-")
            rows.append((numbers.batches.index(batch), before[batch] + int(number)))
            names.append(f"{batch}-{rows[-1][1]}")
        for batch, size in kits.items():
            before[batch] += size
        part["kit"] = np.array(names, np.str_)
        part["station"] = _station(part["station"], first, own, units)
        parts.append(part)
    found = _one_after_the_other(parts)
    order = np.lexsort(np.array(rows, np.int64).reshape(-1, 2).T[::-1])
    return {name: values[order] for name, values in found.items()}


def _unserved(made: Sequence[Tables], numbers: Numbering) -> Columns:
    """Return the ``unserved`` table of all districts."""
    found = _one_after_the_other([tables["unserved"] for tables in made])
    return {**found, "district": np.arange(sum(numbers.districts))}


def _pipeline(made: Sequence[Tables], cards: Cards) -> Columns:
    """Return the ``pipeline`` table: dossiers of all provinces added up, cards of the one plant."""
    parts = [tables["pipeline"] for tables in made]
    found = {name: np.sum([part[name] for part in parts], axis=0) for name in SUMMED}
    sent = np.array([part["uploaded"] for part in parts])
    waits = np.array([part["upload_wait_days"] for part in parts])
    total, all_sent = np.where(sent > 0, sent * waits, 0.0).sum(axis=0), sent.sum(axis=0)
    mean = np.full(total.size, np.nan)
    np.divide(total, all_sent, out=mean, where=all_sent > 0)
    cards_of_all = {
        "produced": cards.produced.sum(axis=1),
        "collected": cards.collected.sum(axis=1),
    }
    returned = np.cumsum(cards.returned.sum(axis=1))
    queues = {
        "waiting_plant": np.cumsum(found["accepted"]) - np.cumsum(cards_of_all["produced"]),
        "returning": np.cumsum(cards_of_all["produced"]) - returned,
        "uncollected": returned - np.cumsum(cards_of_all["collected"]),
    }
    last = {
        "plant_capacity": cards.capacity,
        "upload_wait_days": mean,
        "plant_wait_days": cards.wait_days,
    }
    known = {"day": parts[0]["day"], **found, **cards_of_all, **queues, **last}
    return {name: known[name] for name in parts[0]}


def _costs(scenario: Scenario, parts: Sequence[Columns]) -> Columns:
    """Return the ``costs`` table: quantities added up by line, payer and month, priced once."""
    prices = {line.name: line.unit_price(scenario) for line in lines_of(scenario)}
    total: dict[tuple[str, str, int], float] = {}
    for part in parts:
        keys = zip(
            part["line"].tolist(), part["funder"].tolist(), part["month"].tolist(), strict=True
        )
        for key, quantity in zip(keys, part["quantity"].tolist(), strict=True):
            total[key] = total.get(key, 0.0) + quantity
    place = {name: n for n, name in enumerate(prices)}
    order = sorted(total, key=lambda key: (place[key[0]], key[1], key[2]))
    quantity = [total[key] for key in order]
    return {
        "line": np.array([key[0] for key in order], np.str_),
        "funder": np.array([key[1] for key in order], np.str_),
        "month": np.array([key[2] for key in order], int),
        "quantity": np.array(quantity, float),
        "vnd": np.array(
            [round(q * prices[key[0]]) for q, key in zip(quantity, order, strict=True)], int
        ),
    }


def _one_after_the_other(parts: Sequence[Columns]) -> Columns:
    """Return the rows of all parts."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
