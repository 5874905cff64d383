"""Run folders from Python: write, read back, go on, simulate again; as the commands do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cccd_sim.errors import UsageError
from cccd_sim.language import N_

if TYPE_CHECKING:
    from cccd_sim.results.answer import Answer
    from cccd_sim.results.contents import Contents
    from cccd_sim.results.ensemble import Ensemble
    from cccd_sim.results.store import RunFolder
    from cccd_sim.scenario.schema import Scenario


def write_run(
    answer: Answer,
    folder: Path | str,
    *,
    parquet: bool = False,
    force: bool = False,
    jobs: int | None = 1,
    events: bool = False,
    traces: Sequence[str] = (),
) -> Path:
    """Write the run folder of an answer, as the command of that name would; return its place.

    Nothing is simulated again but what ``events`` and ``traces`` watch. ``write_report`` makes
    documents of it; ``cccd-sim resume`` and ``verify`` work on it, but for scenarios with hooks,
    which a file cannot hold.

    Parameters
    ----------
    answer
        From ``run``, ``compare``, ``size``, ``allocate``, ``sensitivity`` or ``explain``.
    folder
        Where the folder will stand; built beside it and renamed when complete.
    parquet
        Write the tables as Parquet as well (needs pyarrow).
    force
        Replace a run folder that stands there.
    jobs
        Most processes that draw charts.
    events
        Write the event log of replication 1 as well: of ``run`` and ``compare``.
    traces
        Whose lives in replication 1 to write: ``"citizen=643:17"``, ``"kit=february-3"``; of
        ``run`` and ``compare``. ``cccd_sim.trace`` tells them.

    Raises
    ------
    UsageError
        If the place is taken, the answer was put together by hand, or there is nobody of that name.
    """
    from cccd_sim.cli.console import Console  # noqa: PLC0415
    from cccd_sim.cli.job import finished  # noqa: PLC0415
    from cccd_sim.results.provenance import Manifest, digest, scenario_path  # noqa: PLC0415
    from cccd_sim.results.store import begin  # noqa: PLC0415
    from cccd_sim.scenario.writing import resolved_text  # noqa: PLC0415

    if parquet and find_spec("pyarrow") is None:
        raise UsageError(N_("--parquet needs pyarrow: pip install 'cccd-sim[parquet]'"))
    verb, scenarios, options = _asked(answer)
    options |= _records(verb, scenarios, events, traces)
    texts = {each.name: resolved_text(each) for each in scenarios}
    hooks = {each.name: [*map(list, each.hooks.used())] for each in scenarios if each.hooks.used()}
    language = answer.data["language"]
    manifest = Manifest(
        verb=verb,
        command=f"cccd_sim.write_run(cccd_sim.{verb}(…))",
        scenarios=tuple(texts),
        seed=answer.data["seed"] if answer.asked is None else answer.asked.laboratory.seed,
        replications=_replications(answer),
        options={"language": language, "parquet": parquet, **options}
        | ({"hooks": hooks} if hooks else {}),
        inputs={scenario_path(name): digest(text.encode()) for name, text in texts.items()},
    )
    begun = begin(Path(os.path.normpath(folder)), manifest, texts, force)
    _hand_over(begun, answer)
    finished(begun, scenarios, jobs, Console(language, quiet=True))
    return begun.place


def read_run(folder: Path | str) -> Contents:
    """Return what a complete run folder holds: ``answer``, ``table(name)``, ``facts``, ``charts``.

    Raises
    ------
    UsageError
        If the run is not complete.
    StorageError
        If it is no run folder, or a file in it was changed or is gone.
    """
    from cccd_sim.results.contents import open_contents  # noqa: PLC0415

    return open_contents(Path(folder))


def resume_run(
    folder: Path | str, replications: int | None = None, jobs: int | None = None
) -> Answer:
    """Finish an interrupted run folder, or extend a finished one; return its answer.

    Parameters
    ----------
    folder
        Of ``write_run`` or of any command.
    replications
        Extend to so many; none stated: as many as were asked for.
    jobs
        Most processes at a time; none stated: one per core.
    """
    from cccd_sim.cli.console import Console  # noqa: PLC0415
    from cccd_sim.cli.folder import reopened  # noqa: PLC0415
    from cccd_sim.cli.job import finished  # noqa: PLC0415

    begun, scenarios = reopened(Path(folder), replications)
    language = begun.manifest.options["language"]
    answer, _ = finished(begun, scenarios, jobs, Console(language, quiet=True))
    return answer


def verify_run(folder: Path | str, jobs: int | None = None) -> list[str]:
    """Simulate a run folder again; return the tables that differ, by path: none if all is well.

    Parameters
    ----------
    folder
        A complete one, of ``write_run`` or of any command.
    jobs
        Most processes at a time; none stated: one per core.
    """
    from cccd_sim.planning.run_folder import differing_tables  # noqa: PLC0415
    from cccd_sim.results.store import open_complete  # noqa: PLC0415

    place = Path(folder)
    return differing_tables(place, open_complete(place), jobs)


def _asked(answer: Answer) -> tuple[str, list[Scenario], dict[str, Any]]:
    """Return the question an answer answers: verb, scenarios, and what was asked besides."""
    if answer.asked is not None:
        verb, scenario, laboratory, options = answer.asked
        return verb, [scenario], {**options, "known_parameters": laboratory.known_parameters}
    from cccd_sim.planning.evaluation import REQUIRED  # noqa: PLC0415

    origins = [each.origin for each in answer.ensembles]
    if not origins or not all(hasattr(each, "scenario") for each in origins):
        raise UsageError(N_("the answer was put together by hand: no run folder can be made of it"))
    needed = answer.data["required_probability"]
    options = {
        "require": None if needed == REQUIRED else needed,
        "budget": answer.ensembles[0].facts.get("budget"),
        "known_parameters": answer.ensembles[0].facts["known_parameters"],
        **_auto(answer.ensembles),
    }
    verb = "compare" if "comparison" in answer.tables else "run"
    return verb, [each.scenario for each in origins], options  # type: ignore[union-attr]


def _records(
    verb: str, scenarios: Sequence[Scenario], events: bool, traces: Sequence[str]
) -> dict[str, Any]:
    """Return which records of single lives are asked for; questions keep none."""
    from cccd_sim.planning.questions import QUESTIONS  # noqa: PLC0415
    from cccd_sim.planning.records import check_records  # noqa: PLC0415

    if verb not in QUESTIONS:
        check_records(scenarios, events, traces)
        return {"events": events, "traces": list(traces)}
    if events or traces:
        raise UsageError(
            N_("events and traces are of run and compare; {verb} has none of them"), verb=verb
        )
    return {}


def _auto(ensembles: Sequence[Ensemble]) -> dict[str, Any]:
    """Return what decided how many replications were enough, if anything did."""
    from cccd_sim.experiment.precision import Auto  # noqa: PLC0415

    told = ensembles[0].facts.get("auto")
    return {"auto": {each.name: told[each.name] for each in fields(Auto)}} if told else {}


def _replications(answer: Answer) -> int:
    """Return how many replications were asked for."""
    if answer.asked is None:
        return max(len(each) for each in answer.ensembles)
    return int(answer.asked.options.get("replications") or answer.asked.laboratory.spent)


def _hand_over(begun: RunFolder, answer: Answer) -> None:
    """Put what was simulated into a folder, so that it need not be simulated again."""
    if answer.asked is not None:
        for line in answer.asked.laboratory.lines():
            begun.add(line)
    for ensemble in answer.ensembles:
        for replication in (*ensemble.runs, *ensemble.twins):
            begun.keep(ensemble.name, replication)
