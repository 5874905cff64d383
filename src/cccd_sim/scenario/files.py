"""Scenario files: found by name or path, completed by their parents and tables, checked."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cccd_sim.errors import Problem, ScenarioError
from cccd_sim.language import N_
from cccd_sim.scenario.merge import merged, overlaid
from cccd_sim.scenario.nodes import Mark, Node
from cccd_sim.scenario.quantities import shown
from cccd_sim.scenario.schema import Scenario, resolved
from cccd_sim.scenario.tables import COLUMNS, Table
from cccd_sim.scenario.texts import text_of
from cccd_sim.scenario.yaml import parse

OWN = ("name", "title", "extends")
"""Entries that a scenario does not take from its parent."""
ROOMS = ("directive", "nation", "provinces", "validation")
"""Folders of shipped scenarios: the directive's tasks, a country, provinces, known answers."""
LONGEST_CHAIN = 10
"""Generations of scenarios that extend each other."""
ALIKE = 0.7
"""How alike a file's name and a name there is not must be for the one to be meant."""


def load_scenario(source: str | Path, overrides: Mapping[str, object] | None = None) -> Scenario:
    """Return the scenario in a file, or the shipped one of that name.

    Parameters
    ----------
    source
        Path of a scenario file, or the name of a shipped scenario.
    overrides
        Entries to replace, as by ``--set``: ``{"supply.initial_kits": 40}``. Texts are read as
        in a file.

    Raises
    ------
    ScenarioError
        With every problem of the file, its parents and its tables.
    StorageError
        If a file is there but cannot be read.

    Examples
    --------
    >>> from cccd_sim import load_scenario
    >>> load_scenario("promised-32-campaign", {"supply.initial_kits": 40}).supply.initial_kits.value
    40
    """
    path = _path(source)
    place = Mark(f"{source}.yaml" if source in shipped() else str(source), None, path.parent)
    reading = _Reading((path.parent.resolve(), shipped_folder().resolve()))
    tree = _completed(path, place, reading, ())
    if tree is None:
        raise ScenarioError(reading.problems)
    tree = overlaid(tree, overrides or {}, reading.problems)
    tree = _with_tables(tree, reading)
    return resolved(tree, reading.problems, reading.complete)


def shipped_folder() -> Path:
    """Return the folder of the scenarios that come with the program."""
    package = Path(__file__).parents[1]
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parents[1] / "scenarios"


def shipped() -> dict[str, Path]:
    """Return the shipped scenarios, those of ``ROOMS`` after the others: name to file."""
    folder = shipped_folder()
    patterns = ("*.yaml", *(f"{room}/*.yaml" for room in ROOMS))
    files = [file for pattern in patterns for file in sorted(folder.glob(pattern))]
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}


@dataclass
class _Reading:
    """What is kept in mind while a scenario and its parents are read."""

    folders: tuple[Path, ...]
    """Files may be read in and below these."""
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    """Whether every parent could be read."""

    def refuse(self, mark: Mark, path: str, message: str, **values: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(mark.file, mark.line, path, message, values))


def _path(source: str | Path) -> Path:
    """Return the file a source means: the shipped scenario if it has the name of one."""
    known = shipped()
    path = known.get(str(source), Path(source))
    if path.suffix or os.sep in str(source) or _exists(path):
        return path
    near = difflib.get_close_matches(str(source), known, n=1)
    message = N_("no such file, nor a shipped scenario; shipped are {known}")
    if near:
        message = N_("no such file, nor a shipped scenario; did you mean {nearest}?")
    values = {"known": ", ".join(known), "nearest": ", ".join(near)}
    raise ScenarioError([Problem(shown(source), None, "", message, values)])


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _neighbours(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []


def _completed(path: Path, mark: Mark, reading: _Reading, chain: tuple[Path, ...]) -> Node | None:
    """Return the tree of a file, merged onto its parents'."""
    known = len(reading.problems)
    text = text_of(path, mark, reading.problems)
    node = None if text is None else parse(text, mark, reading.problems)
    if node is None or not isinstance(node.value, dict):
        if len(reading.problems) == known:
            reading.refuse(mark, "", N_("this is not a scenario: write entries, key: value"))
        return None
    own = Node({key: item for key, item in node.value.items() if key != "extends"}, mark)
    link = node.value.get("extends")
    parent = None if link is None else _parent(link, reading, (*chain, path.resolve()))
    if link is not None and parent is None:
        reading.complete = False
    return merged(parent and Node(parent.value, mark), own, reading.problems)


def _parent(link: Node, reading: _Reading, chain: tuple[Path, ...]) -> Node | None:
    """Return what is inherited from the file that ``extends`` names."""
    found = _linked(link, "extends", reading)
    if found is None:
        return None
    path, mark = found
    if path.resolve() in chain:
        circle = [*chain[chain.index(path.resolve()) :], path]
        names = " → ".join(one.name for one in circle)
        reading.refuse(link.mark, "extends", N_("in a circle: {chain}"), chain=names)
        return None
    if len(chain) >= LONGEST_CHAIN:
        message = N_("more than {most} scenarios extend each other")
        reading.refuse(link.mark, "extends", message, most=LONGEST_CHAIN)
        return None
    tree = _completed(path, mark, reading, chain)
    return tree and Node({key: item for key, item in tree.keys.items() if key not in OWN}, mark)


def _linked(link: Node, entry: str, reading: _Reading) -> tuple[Path, Mark] | None:
    """Return the file that an entry names, if it may be read."""
    name, folder = link.value, link.mark.folder or Path()
    if not isinstance(name, str):
        found = shown(link.text or link.value)
        reading.refuse(link.mark, entry, N_("{found} is not a file name"), found=found)
        return None
    apart = unicodedata.normalize("NFD", name)  # as some systems write accents in file names
    places = [folder / name, folder / apart, shipped_folder() / name]
    places += [shipped()[name]] if name in shipped() else []
    path = next((place for place in places if _exists(place)), folder / name)
    real = Path(os.path.realpath(path)) if "\0" not in name else path
    if not any(real.is_relative_to(allowed) for allowed in reading.folders):
        message = N_("{found} is outside the scenario's folder; put a copy into it")
        reading.refuse(link.mark, entry, message, found=shown(name))
        return None
    if not _exists(path):
        known = [*_neighbours(folder), *(shipped() if entry == "extends" else ())]
        stems = {Path(other).stem: other for other in known}
        near = difflib.get_close_matches(Path(name).stem, stems, n=1, cutoff=ALIKE)
        message = N_("there is no file {found}")
        if near:
            message = N_("there is no file {found}; did you mean {nearest}?")
        nearest = "".join(stems[stem] for stem in near)
        reading.refuse(link.mark, entry, message, found=shown(name), nearest=nearest)
        return None
    told = os.path.normpath(Path(link.mark.file).parent / name)
    if real.is_relative_to(shipped_folder().resolve()):
        told = real.relative_to(shipped_folder().resolve()).as_posix()
    return path, Mark(told, None, path.parent)


def _with_tables(tree: Node, reading: _Reading) -> Node:
    """Return the tree with the rows of each table in place of the table's name."""
    for entry in COLUMNS:
        named = tree.at(("demand", entry))
        if named is None or isinstance(named.value, dict | list):
            continue
        demand = dict(tree.keys["demand"].keys)
        del demand[entry]
        if (rows := _rows(named, entry, reading)) is not None:
            demand[entry] = Node(rows, named.mark)
        tree = Node({**tree.keys, "demand": Node(demand, tree.keys["demand"].mark)}, tree.mark)
    return tree


def _rows(named: Node, entry: str, reading: _Reading) -> list[Node] | None:
    """Return the rows of the table an entry names; nothing if it cannot be used."""
    known = len(reading.problems)
    path = f"demand.{entry}"
    found = _linked(named, path, reading)
    text = found and text_of(*found, reading.problems, path)
    if not found or text is None:
        return None
    rows = Table(text, found[1], path, COLUMNS[entry], True, reading.problems).rows()
    return rows if rows or len(reading.problems) == known else None
