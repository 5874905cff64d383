"""A country seen from above: its provinces in place of its districts."""

from __future__ import annotations

from math import ceil, sqrt
from typing import Any

import numpy as np
import pandas as pd

from cccd_sim.analysis.districts import district_table
from cccd_sim.results.ensemble import Columns, Ensemble, Replication
from cccd_sim.results.tables import TABLES

Facts = dict[str, Any]


def is_country(facts: Facts) -> bool:
    """Tell whether the districts are of several provinces."""
    return len({each.get("province") for each in facts["districts"]}) > 1


def province_table(ensemble: Ensemble) -> pd.DataFrame:
    """Return the ``provinces`` table: as ``districts``, one row for each province."""
    table = district_table(by_province(ensemble)).drop(columns="name")
    found = table.rename(columns={"district": "province"})
    return found[list(TABLES["provinces"].columns)]


def by_province(ensemble: Ensemble) -> Ensemble:
    """Return an ensemble in which the provinces of a country stand for its districts.

    Charts with a row or a tile for each district have one for each province then. Stations, kits
    and the card plant are as they were.
    """
    districts = ensemble.facts["districts"]
    names = list(dict.fromkeys(str(each["province"]) for each in districts))
    home = np.array([names.index(str(each["province"])) for each in districts])
    runs = tuple(
        Replication(run.number, {**run.tables, "daily": _daily(run.tables["daily"], home)})
        for run in ensemble.runs
    )
    return Ensemble(_facts(ensemble.facts, names), ensemble.seed, runs)


def _facts(facts: Facts, names: list[str]) -> Facts:
    """Return the facts of a country with provinces, in rows of tiles, for districts."""
    whose = {each["code"]: str(each["province"]) for each in facts["districts"]}
    eligible = dict.fromkeys(names, 0)
    for each in facts["districts"]:
        eligible[str(each["province"])] += each["eligible"]
    width = ceil(sqrt(len(names)))
    provinces = [
        {
            **dict.fromkeys(("code", "name", "name_ascii"), name),
            "eligible": eligible[name],
            "tile_row": place // width,
            "tile_col": place % width,
        }
        for place, name in enumerate(names)
    ]
    stations = [{**each, "district": whose.get(each["district"])} for each in facts["stations"]]
    return {**facts, "districts": provinces, "stations": stations, "of_provinces": True}


def _daily(daily: Columns, home: np.ndarray[Any, np.dtype[np.int64]]) -> Columns:
    """Return the ``daily`` table with the districts of each province added up."""
    units, days = int(home.max()) + 1, daily["day"].size // home.size
    order = np.argsort(home, kind="stable")
    begins = np.searchsorted(home[order], np.arange(units))
    found: Columns = {
        "day": np.repeat(np.arange(1, days + 1), units),
        "district": np.tile(np.arange(units), days),
    }
    for name in daily.keys() - found.keys():
        by_day = daily[name].reshape(days, home.size)[:, order]
        found[name] = np.add.reduceat(by_day, begins, axis=1).ravel()
    return found
