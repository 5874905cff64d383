"""A complete scenario for any province, made from a table of its districts."""

from __future__ import annotations

import csv
import io
import math
import os
import shutil
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from cccd_sim.errors import Problem, ScenarioError, UsageError
from cccd_sim.language import N_
from cccd_sim.scenario.checks import contradictions
from cccd_sim.scenario.districts import AGE_BANDS, District
from cccd_sim.scenario.fields import Section
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.findings import Parts
from cccd_sim.scenario.nodes import Mark, Node, plain
from cccd_sim.scenario.problems import problem_at, problems_of, worth_telling
from cccd_sim.scenario.reference import json_schema
from cccd_sim.scenario.tables import COLUMNS, Table
from cccd_sim.scenario.template_text import SCENARIO, scenario_text, wishes
from cccd_sim.scenario.texts import text_of

NEEDED = ("code", "name", "eligible")
ROAD = ("road_km", "road_km_to_bmt")
"""Columns in which a road distance may stand."""
AGES = {
    "share14p_age_14_19": 0.13,
    "share14p_age_20_39": 0.43,
    "share14p_age_40_59": 0.32,
    "share14p_age_60_79": 0.10,
    "share14p_age_80plus": 0.02,
}
"""Other names of the columns of the age bands; the shares where a table has no such columns."""


class _Rows(Section):
    """The part of the demand that is checked before anything is written."""

    districts: tuple[District, ...] = Field(min_length=1)


class _Province(Section):
    """The part of the scenario that is checked before anything is written."""

    demand: _Rows


def new_scenario(
    table: str | Path,
    out: str | Path,
    *,
    title: str | None = None,
    start: date | str | None = None,
    deadline: date | str | None = None,
    kits: int | str | None = None,
    kit_price: str | None = None,
) -> Path:
    """Write a complete scenario for the districts of a table; return its file.

    What the table and these few numbers do not say is as in the shipped assumptions, graded L
    where it is one province's own. The file leads its reader: what to put in first, and how.

    Parameters
    ----------
    table
        CSV file with at least the columns code, name and eligible; name_ascii, road_km (or
        road_km_to_bmt), tile_row, tile_col, the shares of the age bands (age_14_19 or
        share14p_age_14_19 and so on) and for a country province are used where present.
    out
        Folder to make.
    title
        Of the scenario; left out: the folder's name.
    start, deadline
        First day of the campaign, and the first that no longer counts; left out: 6 January and
        1 July 2021. Holidays, waves of returnees and the plant's capacity are those of 2021.
    kits
        Kits that are there on the first day; left out: two for each district.
    kit_price
        Price of one, ``"180 million VND"``; left out: the shipped range.

    Raises
    ------
    ScenarioError
        With every problem of the table, or of what is known besides.
    UsageError
        If the folder exists.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from cccd_sim import load_scenario
    >>> with TemporaryDirectory() as folder:
    ...     file = new_scenario("tests/tiny/districts.csv", Path(folder) / "mine", kits=7)
    ...     load_scenario(file).supply.initial_kits.value
    7
    """
    known, table, out = wishes(title, start, deadline, kits, kit_price), Path(table), Path(out)
    if out.exists() or out.is_symlink():
        raise UsageError(N_("{folder} exists already; choose another folder"), folder=out)
    rows = _read(table)
    out.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        (building / "districts.csv").write_text(_table_text(rows), encoding="utf-8")
        eligible = sum(row.eligible for row in rows)
        text = scenario_text(out.resolve().name, len(rows), eligible, known)
        (building / SCENARIO).write_text(text, encoding="utf-8")
        (building / "schema.json").write_text(json_schema(), encoding="utf-8")
        load_scenario(building / SCENARIO)
        building.chmod(0o755)
        building.rename(out)
    except BaseException:
        shutil.rmtree(building)
        raise
    return out / SCENARIO


def _read(table: Path) -> tuple[District, ...]:
    """Return the districts of a table, checked."""
    problems: list[Problem] = []
    mark = Mark(os.fspath(table))
    text = text_of(table, mark, problems)
    nodes = []
    if text is not None:
        nodes = Table(text, mark, "demand.districts", NEEDED, False, problems).rows()
    if not nodes:
        raise ScenarioError(problems)
    rows = Node([_completed(node, place, len(nodes)) for place, node in enumerate(nodes)], mark)
    tree = Node({"demand": Node({"districts": rows}, mark)}, mark)
    try:
        province = _Province.model_validate(plain(tree))
    except ValidationError as error:
        raise ScenarioError(
            worth_telling([*problems, *problems_of(error, _Province, tree)])
        ) from None
    parts = Parts._make([None, province.demand, *[None] * 4])
    problems += [problem_at(tree, *contradiction) for contradiction in contradictions(parts)]
    if problems:
        raise ScenarioError(worth_telling(problems))
    return province.demand.districts


def _completed(row: Node, place: int, rows: int) -> Node:
    """Return a row with all columns: what the table lacks is derived, assumed or left at 0."""
    width = math.ceil(math.sqrt(rows))
    cells = row.keys
    name = str(cells["name"].value) if "name" in cells else ""
    derived = {
        "name_ascii": without_accents(name),
        "road_km": next((cells[column] for column in ROAD if column in cells), 0),
        "tile_row": place // width,
        "tile_col": place % width,
        **_ages(cells),
    }
    found = {column: cells[column] for column in COLUMNS["districts"] if column in cells}
    missing = {
        key: value if isinstance(value, Node) else Node(value, row.mark)
        for key, value in derived.items()
    }
    return Node({**missing, **found}, row.mark)


def _ages(cells: dict[str, Node]) -> dict[str, Node | float]:
    """Return the shares of the age bands under their own names; all assumed if none is given."""
    named = dict(zip(AGE_BANDS, AGES, strict=True))
    found = {band: cells[column] for band, column in named.items() if column in cells}
    if found or any(band in cells for band in AGE_BANDS):
        return {**found}
    return {band: AGES[column] for band, column in named.items()}


def without_accents(name: str) -> str:
    """Return a Vietnamese name in plain letters."""
    apart = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _table_text(rows: tuple[District, ...]) -> str:
    """Return the table that the new scenario reads."""
    text = io.StringIO(newline="")
    found = [row.model_dump(exclude_none=True) for row in rows]
    writer = csv.DictWriter(text, found[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()
