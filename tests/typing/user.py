"""A user's script: everything public is used as the documentation says, and is typed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from cccd_sim import (
    Answer,
    Auto,
    CccdSimError,
    Ensemble,
    Life,
    Scenario,
    allocate,
    compare,
    differences,
    events,
    explain,
    hooks,
    load_scenario,
    new_scenario,
    plots,
    read_run,
    replicate,
    replicate_all,
    resume_run,
    run,
    sensitivity,
    shipped,
    size,
    trace,
    verify_run,
    write_report,
    write_run,
)


def fewer(day: hooks.SummonsDay) -> NDArray[np.float64]:
    """Summon half of what the model would."""
    return hooks.as_expected(day) / 2


def ask(folder: Path) -> list[Axes]:
    """Ask everything once."""
    base: Scenario = load_scenario("promised-32-campaign")
    more = base.with_(name="more", supply={"initial_kits": 40})
    mine = base.with_hooks(summons=fewer, service=hooks.lognormal).with_(name="mine")
    first: Ensemble = replicate(base, 30, seed=1, jobs=2)
    whole: Ensemble = first.merged(replicate(base, 30, seed=1, first=31))
    frames: list[pd.DataFrame] = [
        whole.daily,
        whole.districts,
        whole.stations,
        whole.kits,
        whole.pipeline,
        whole.unserved,
        whole.costs,
        whole.replications,
        whole.summary(),
        whole.table("cost_lines"),
        differences(replicate_all([base, more, mine], 10)),
        events(base, seed=1, replication=2),
    ]
    lives: list[Life] = [trace(base, citizen="643:17"), trace(base, kit="initial-1", language="en")]
    frames += [each.table for each in lives]
    answer: Answer = compare([base, more], Auto(best=True, required=0.9), language="en")
    sized = size(base, on_time=0.95, milestone="dossier", language="en")
    others = [run(base), allocate(base), sensitivity(base), explain(base)]
    place: Path = write_run(answer, folder, force=True, events=True, traces=["kit=initial-1"])
    reports: list[Path] = write_report(place, ["html", "xlsx"], "en")
    differing: list[str] = verify_run(place)
    again: Answer = resume_run(place, 60)
    table: pd.DataFrame | None = read_run(place).table("summary")
    try:
        made: Path = new_scenario(Path("districts.csv"), folder / "mine")
    except CccdSimError as error:
        told: str = error.text("vi")
    else:
        told = str(made)
    known: dict[str, Path] = shipped()
    print(frames, others, reports, known, again, told, table, differing)  # noqa: T201
    return [plots.progress(whole.daily, deadline="2021-07-01"), plots.probability(sized.table)]
