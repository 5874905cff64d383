"""What the screen shows of an allocation: districts, placements tried, deliveries, transfers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from cccd_sim.language import N_, Language, number, percent, say
from cccd_sim.planning import cells
from cccd_sim.planning.allocation_sentence import days_gained, gained, placement
from cccd_sim.results.answer import Listing

Data = dict[str, Any]
Tables = Mapping[str, pd.DataFrame]

STAGES = {
    "search": N_("search"),
    "check": N_("fresh check"),
    "transfers": N_("with transfers"),
}

MOST_DELIVERIES = 8
"""Deliveries that fit side by side."""


def listings(data: Data, tables: Tables, language: Language) -> tuple[Listing, ...]:
    """Return what the screen shows below the sentence."""
    shown = [_districts(data, tables, language), _placements(tables, language)]
    deliveries = tables["placements"]["delivery"].nunique()
    if data["best"] != "proportional" and deliveries <= MOST_DELIVERIES:
        shown.append(_deliveries(tables, language))
    if data["kits_moved"]:
        shown.append(_transfers(data, tables, language))
    return tuple(shown)


def _districts(data: Data, tables: Tables, language: Language) -> Listing:
    """Return kits, dossiers and dates by district."""
    header = [N_("district"), N_("kits, proportional")]
    columns = ["proportional"]
    if data["best"] != "proportional":
        header, columns = [*header, N_("kits, recommended")], [*columns, "best"]
    header += [N_("dossiers, proportional"), N_("target met, proportional")]
    if data["best"] != "proportional":
        header += [N_("dossiers, recommended"), N_("target met, recommended")]
    rows = []
    for one in records(tables["allocation"]):
        kits = [number(language, one[f"kits_{name}"]) for name in columns]
        ends = [cell for name in columns for cell in _ends(one, name, data, language)]
        rows.append((one["name"], *kits, *ends))
    title = say(language, "Kits by district, those of all deliveries together")
    return cells.listing(language, title, header, rows)


def _ends(one: Data, name: str, data: Data, language: Language) -> tuple[str, str]:
    """Return dossiers and date of a district; nothing for the provincial station."""
    if pd.isna(one["eligible"]):
        return "–", "–"
    found = one[f"finish_date_{name}"]
    told = isinstance(found, str)
    met = cells.date_told(language, found, data) if told else say(language, "not met")
    return number(language, one[f"dossiers_{name}"]), met


def _placements(tables: Tables, language: Language) -> Listing:
    """Return every placement that was tried, against the proportional one."""
    header = (
        N_("placement"),
        N_("stage"),
        N_("citizens"),
        N_("more than proportional"),
        N_("days sooner"),
        N_("last district, days sooner"),
        N_("P(on time)"),
    )
    rows = []
    for one in records(tables["placement_trials"]):
        text = STAGES[one["stage"]]
        itself = one["placement"] == "proportional" and one["stage"] != "transfers"
        gains = (
            ("–", "–", "–")
            if itself
            else (
                gained(language, one),
                days_gained(language, one),
                days_gained(language, one, "last_district_days_gained"),
            )
        )
        name, reached = placement(language, one["placement"]), number(language, one["reached"])
        chance = percent(language, one["p_on_time"])
        rows.append((name, say(language, text), reached, *gains, chance))
    title = say(
        language,
        "Placements tried (with transfers: against the same placement at rest), 95% interval",
    )
    return cells.listing(language, title, header, rows)


def _deliveries(tables: Tables, language: Language) -> Listing:
    """Return the recommended placement, a column for each delivery."""
    placements, names = records(tables["placements"]), records(tables["allocation"])
    order = list(dict.fromkeys(str(row["delivery"]) for row in placements))
    kits = {(row["district"], row["delivery"]): row["kits_best"] for row in placements}
    rows = [
        (
            one["name"],
            *(number(language, kits.get((one["district"], each), 0)) for each in order),
        )
        for one in names
    ]
    title = say(language, "The recommended placement, delivery by delivery")
    return cells.listing(language, title, (N_("district"), *order), rows)


def _transfers(data: Data, tables: Tables, language: Language) -> Listing:
    """Return the transfers of one replication, the median by kits that move."""
    table = tables["transfers"]
    names = tables["allocation"].set_index("district")["name"]
    number_of = typical(table)
    rows = [
        (
            cells.date_told(language, one["leaves"], data),
            names[one["from_district"]],
            names[one["to_district"]],
            number(language, one["kits"]),
            cells.date_told(language, one["arrives"], data),
        )
        for one in records(table[table["replication"] == number_of])
    ]
    title = say(
        language,
        "Transfers before {deadline} in replication {replication}, the median of those watched",
        deadline=date.fromisoformat(data["deadline"]),
        replication=number_of,
    )
    header = (N_("leaves"), N_("from district"), N_("to district"), N_("kits"), N_("arrives"))
    return cells.listing(language, title, header, rows)


def records(table: pd.DataFrame) -> list[Data]:
    """Return the rows of a table."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def typical(table: pd.DataFrame) -> int:
    """Return the replication in which as many kits move as in the median of those that move any."""
    moved = table.groupby("replication")["kits"].sum().sort_values(kind="stable")
    return int(moved.index[(len(moved) - 1) // 2])
