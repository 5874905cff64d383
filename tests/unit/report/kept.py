"""A run folder on disk, made by hand: what documents are read from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from unit.planning.made import told
from unit.report import money

from cccd_sim.language import Language
from cccd_sim.planning.comparison import differences
from cccd_sim.planning.outcome import outcome
from cccd_sim.report import style
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.provenance import Manifest, digest, scenario_path
from cccd_sim.results.store import RunFolder, begin
from cccd_sim.results.tables import TABLES

NAMES = ("as-promised", "more-kits")
BUDGET = 9_000_000_000
CHARTS = ("overview", "more-kits-progress", "more-kits-map")
STARTED = "2021-01-06T08:00:00+00:00"


@cache
def ensembles() -> tuple[Ensemble, ...]:
    """Return two campaigns, simulated by arithmetic; titles would do harm as code or formula."""
    made = (told(NAMES[0], 3, rate=380), told(NAMES[1], 3, kits=((1, 2), (51, 60)), rate=450))
    for each in made:
        each.facts["title"] = {"vi": money.HOSTILE, "en": money.HOSTILE}
        each.facts["procurement"] = money.known(each.name, 20)["procurement"]
        each.facts["prices"] = money.known(each.name, 20)["prices"]
        each.facts["assumptions"] = money.known(each.name, 20)["assumptions"]
    return made


def kept(place: Path, language: Language = "vi", complete: bool = True) -> Path:
    """Write a folder as ``compare`` leaves it, and return where it stands."""
    both = ensembles()
    answer = outcome(both, language, None, differences(both))
    folder = _begun(place, language)
    for name in ("summary", "replications", "districts", "daily"):
        folder.write_table(name, [each.table(name) for each in both])
    folder.write_table("summary", [_with_money(each) for each in both])
    folder.write_table("comparison", [answer.tables["comparison"]])
    folder.write_table("cost_lines", [_whole("cost_lines", money.cost_lines(NAMES, money.LINES))])
    folder.write_table("costs", [_whole("costs", money.costs(NAMES, money.LINES))])
    (folder.partial / "charts").mkdir()
    for name in CHARTS:
        figure = Figure(figsize=(4, 3))
        figure.set_label(f"Tiến độ <{name}> & co")
        style.save(figure, folder.partial / "charts", name, language)
    if not complete:
        return folder.partial
    folder.finish(answer.to_json(), {"draw": 0.5}, {each.name: each.facts for each in both})
    return folder.place


def changed(place: Path, name: str, find: str, put: str) -> None:
    """Change a file of a folder by hand."""
    path = place / name
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def numbers_in(place: Path) -> list[float]:
    """Return every number of the folder's tables, answer and manifest."""
    found: list[float] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)
        elif isinstance(value, int | float):
            found.append(float(value))

    collect(json.loads((place / "manifest.json").read_text(encoding="utf-8")))
    collect(json.loads((place / "answer.json").read_text(encoding="utf-8")))
    for path in (place / "tables").glob("*.csv"):
        if path.stem != "daily":
            frame = pd.read_csv(path, encoding="utf-8-sig").select_dtypes("number")
            found += [float(value) for value in frame.to_numpy().ravel() if value == value]  # noqa: PLR0124
    return found


def _begun(place: Path, language: Language) -> RunFolder:
    """Begin a folder at a fixed time, by a fixed version."""
    texts = {name: f"title: {name}\n" for name in NAMES}
    manifest = Manifest(
        verb="compare",
        command="cccd-sim compare as-promised more-kits",
        scenarios=NAMES,
        seed=1,
        replications=3,
        options={"language": language, "parquet": False, "require": None, "budget": BUDGET},
        inputs={scenario_path(name): digest(text.encode()) for name, text in texts.items()},
        versions={"python": "3.11.7", "cccd-sim": "0.3.0", "simpy": "4.1.2"},
        platform="made by hand",
        started=STARTED,
    )
    return begin(place, manifest, texts, force=False)


def _with_money(ensemble: Ensemble) -> pd.DataFrame:
    """Return the summary with what the campaign costs."""
    rows = money.summary((ensemble.name,)).query("measure.str.contains('cost|budget')")
    return pd.concat([ensemble.summary(), rows])


def _whole(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with every column it is declared with."""
    return frame.reindex(columns=list(TABLES[name].columns))
