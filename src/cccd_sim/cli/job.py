"""The work behind run, compare and resume: fill the folder, draw, put it in place, tell."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from cccd_sim.cli.console import Console, Watched
from cccd_sim.errors import RequirementError
from cccd_sim.language import N_, percent, say
from cccd_sim.planning.run_folder import fill
from cccd_sim.report.progress_charts import draw_all

if TYPE_CHECKING:
    from cccd_sim.results.answer import Answer
    from cccd_sim.results.store import RunFolder
    from cccd_sim.scenario.schema import Scenario


def carry_out(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, console: Console
) -> None:
    """Finish a folder that was begun and tell the answer; say how to go on if interrupted."""
    try:
        answer = _finished(folder, scenarios, jobs, console)
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
    _check_requirement(answer, folder, console)


def _finished(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, console: Console
) -> Answer:
    """Simulate, write, draw, and put the folder in its place."""
    manifest = folder.manifest
    began = perf_counter()
    with console.progress(len(scenarios) * manifest.replications) as count:
        answer = fill(folder, scenarios, jobs, Watched(folder, count))
    filled = perf_counter()
    draw_all(folder.partial / "charts", list(answer.ensembles), manifest.options["language"])
    drawn = perf_counter()
    folder.finish(
        answer.to_json(),
        durations={"simulate": round(filled - began, 3), "draw": round(drawn - filled, 3)},
        facts={each.name: each.facts for each in answer.ensembles},
    )
    return answer


def _check_requirement(answer: Answer, folder: RunFolder, console: Console) -> None:
    """End with code 3 if ``--require`` was missed."""
    required = folder.manifest.options["require"]
    if required is not None and not answer.data["required_is_met"]:
        raise RequirementError(
            N_("required: on time with probability {required} or more; not met"),
            required=percent(console.language, required),
        )
