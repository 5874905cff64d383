"""The work behind run, compare and resume: fill the folder, draw, put it in place, tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from cccd_sim.cli.console import Console, Watched
from cccd_sim.errors import RequirementError
from cccd_sim.experiment.executor import spread
from cccd_sim.language import N_, percent, say
from cccd_sim.planning.records import days_to_tell, write_records
from cccd_sim.planning.run_folder import fill
from cccd_sim.report.charts import draw_all

if TYPE_CHECKING:
    from cccd_sim.planning.records import Life
    from cccd_sim.results.answer import Answer
    from cccd_sim.results.store import RunFolder
    from cccd_sim.scenario.schema import Scenario

MANY = 4
"""Scenarios from which drawing in several processes costs less than starting them."""


def carry_out(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, console: Console
) -> None:
    """Finish a folder that was begun and tell the answer; say how to go on if interrupted."""
    try:
        answer, lives = _finished(folder, scenarios, jobs, console)
    except (KeyboardInterrupt, OSError) as stop:
        stop.add_note(
            say(
                console.language,
                "What was done so far is in {place}; `cccd-sim resume {place}` finishes it.",
                place=folder.partial,
            )
        )
        raise
    console.show(answer, folder.place)
    console.tell_lives(lives)
    _check_requirement(answer, folder, console)


def _finished(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, console: Console
) -> tuple[Answer, list[Life]]:
    """Simulate, write, draw, and put the folder in its place."""
    manifest = folder.manifest
    began = perf_counter()
    with console.progress(len(scenarios) * manifest.replications) as count:
        answer = fill(folder, scenarios, jobs, Watched(folder, count))
    lives, days = [], days_to_tell(manifest, scenarios)
    if days:
        with console.progress(days, N_("Days told")) as count:
            lives = write_records(folder, scenarios, count)
    filled = perf_counter()
    spread_out = partial(spread, jobs=jobs) if jobs != 1 and len(scenarios) >= MANY else map
    charts, language = folder.partial / "charts", manifest.options["language"]
    draw_all(charts, list(answer.ensembles), language, spread_out)
    drawn = perf_counter()
    folder.finish(
        answer.to_json(),
        durations={"simulate": round(filled - began, 3), "draw": round(drawn - filled, 3)},
        facts={each.name: each.facts for each in answer.ensembles},
    )
    return answer, lives


def _check_requirement(answer: Answer, folder: RunFolder, console: Console) -> None:
    """End with code 3 if ``--require`` was missed."""
    required = folder.manifest.options["require"]
    if required is not None and not answer.data["required_is_met"]:
        raise RequirementError(
            N_("required: on time with probability {required} or more; not met"),
            required=percent(console.language, required),
        )
