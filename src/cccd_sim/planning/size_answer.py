"""The answer about a size, or about what a budget buys: put together from plain data."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cccd_sim.language import Language
from cccd_sim.planning import budget_words, size_caveats, size_listings, size_words
from cccd_sim.results.answer import Answer
from cccd_sim.results.tables import TABLES

Data = dict[str, Any]


def answer_about_size(data: Data, language: Language) -> Answer:
    """Return the answer to how many kits."""
    names = {"size_routes": "routes", "size_levers": "levers"}
    more = {name: _framed(data, rows, name) for name, rows in names.items() if data[rows]}
    return Answer(
        headline=size_words.headline(data, language),
        table=_framed(data, "sizes", "size"),
        listings=size_listings.listings(data, language),
        caveats=size_caveats.caveats(data, language),
        data=data,
        tables={"size": _framed(data, "sizes", "size"), **more},
    )


def answer_about_budget(data: Data, language: Language) -> Answer:
    """Return the answer to what a budget buys."""
    table = _framed(data, "sizes", "size")
    return Answer(
        headline=budget_words.headline(data, language),
        table=table,
        listings=budget_words.listings(data, language),
        caveats=budget_words.caveats(data, language),
        data=data,
        tables={"size": table},
    )


def _framed(data: Data, rows: str, name: str) -> pd.DataFrame:
    """Return rows of the data as a table with the columns declared for it."""
    table = pd.DataFrame(data[rows])
    table.insert(0, "scenario", data["scenario"])
    if "successes" in table:  # whole numbers, also where one is not known
        table["successes"] = table["successes"].astype("Int64")
    return table[list(TABLES[name].columns)]
