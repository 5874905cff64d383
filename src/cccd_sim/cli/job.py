"""The work behind run, compare and resume: fill the folder, draw, put it in place, tell."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from cccd_sim.cli.console import Console, Watched
from cccd_sim.errors import RequirementError, UsageError
from cccd_sim.experiment.executor import spread
from cccd_sim.experiment.facts import facts_of
from cccd_sim.language import N_, percent, say
from cccd_sim.planning.questions import QUESTIONS
from cccd_sim.planning.records import days_to_tell, write_records
from cccd_sim.planning.run_folder import fill, fill_by_asking
from cccd_sim.report.charts import draw_all, draw_answer
from cccd_sim.results.provenance import Manifest, digest, scenario_path
from cccd_sim.results.store import begin
from cccd_sim.scenario.writing import resolved_text

if TYPE_CHECKING:
    import typer

    from cccd_sim.planning.lives import Life
    from cccd_sim.results.answer import Answer
    from cccd_sim.results.store import RunFolder
    from cccd_sim.scenario.schema import Scenario

MANY = 4
"""Scenarios from which drawing in several processes costs less than starting them."""


@dataclass(frozen=True)
class Order:
    """What every verb that makes a run folder is told; see ``cli.options``."""

    seed: int
    jobs: int | None
    out: Path | None
    force: bool
    parquet: bool
    console: Console


def begin_and_carry_out(
    context: typer.Context,
    scenarios: Sequence[Scenario],
    replications: int,
    order: Order,
    options: Mapping[str, Any],
) -> None:
    """Make a run folder and all that belongs in it.

    Parameters
    ----------
    options
        What this verb was asked besides, as plain data: it is kept in the manifest.
    """
    verb, console = str(context.info_name), order.console
    if order.parquet and find_spec("pyarrow") is None:
        raise UsageError(N_("--parquet needs pyarrow: pip install 'cccd-sim[parquet]'"))
    texts = {each.name: resolved_text(each) for each in scenarios}
    manifest = Manifest(
        verb=verb,
        command=shlex.join(["cccd-sim", *context.obj]),
        scenarios=tuple(texts),
        seed=order.seed,
        replications=replications,
        options={"language": console.language, "parquet": order.parquet, **options},
        inputs={scenario_path(name): digest(text.encode()) for name, text in texts.items()},
    )
    place = order.out or Path("runs", f"{verb}-{scenarios[0].name}")
    folder = begin(Path(os.path.normpath(place)), manifest, texts, order.force)
    carry_out(folder, scenarios, order.jobs, console)


def carry_out(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, console: Console
) -> None:
    """Finish a folder that was begun and tell the answer; say how to go on if interrupted."""
    try:
        answer, lives = finished(folder, scenarios, jobs, console)
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


def finished(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, console: Console
) -> tuple[Answer, list[Life]]:
    """Simulate, write, draw, and put the folder in its place."""
    manifest = folder.manifest
    began = perf_counter()
    if manifest.verb in QUESTIONS:
        with console.progress(manifest.replications) as bar:
            answer = fill_by_asking(folder, scenarios[0], jobs, bar)
    else:
        with console.progress(len(scenarios) * manifest.replications) as bar:
            answer = fill(folder, scenarios, jobs, Watched(folder, bar))
    lives, days = [], days_to_tell(manifest, scenarios)
    if days:
        with console.progress(days, N_("Days told")) as bar:
            lives = write_records(folder, scenarios, bar.step)
    filled = perf_counter()
    facts = {each.name: each.facts for each in answer.ensembles}
    facts = facts or {each.name: facts_of(each) for each in scenarios}
    _draw(folder, answer, facts, jobs)
    drawn = perf_counter()
    folder.finish(
        answer.to_json(),
        durations={"simulate": round(filled - began, 3), "draw": round(drawn - filled, 3)},
        facts=facts,
    )
    return answer, lives


def _draw(folder: RunFolder, answer: Answer, facts: dict[str, Any], jobs: int | None) -> None:
    """Draw the charts of an answer: of its simulations, or of its tables."""
    charts, language = folder.partial / "charts", folder.manifest.options["language"]
    many = jobs != 1 and len(answer.ensembles) >= MANY
    if answer.ensembles:
        draw_all(
            charts, list(answer.ensembles), language, partial(spread, jobs=jobs) if many else map
        )
    else:
        draw_answer(charts, folder.manifest.verb, answer, next(iter(facts.values())), language)


def _check_requirement(answer: Answer, folder: RunFolder, console: Console) -> None:
    """End with code 3 if ``--require`` was missed."""
    required = folder.manifest.options.get("require")
    if required is not None and not answer.data["required_is_met"]:
        raise RequirementError(
            N_("required: on time with probability {required} or more; not met"),
            required=percent(console.language, required),
        )
