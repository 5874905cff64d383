"""A run folder from its inputs to its tables: filled, finished later, made again to check it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from cccd_sim.errors import UsageError
from cccd_sim.experiment.bench import Shelf
from cccd_sim.experiment.precision import Auto
from cccd_sim.experiment.trials import Laboratory, Notebook, Watch
from cccd_sim.language import N_
from cccd_sim.planning.comparison import differences
from cccd_sim.planning.evaluation import evaluate
from cccd_sim.planning.money import judged
from cccd_sim.planning.outcome import outcome
from cccd_sim.planning.questions import QUESTIONS, ask
from cccd_sim.planning.records import LOG, Records
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.results.provenance import Manifest, digest, scenario_path
from cccd_sim.results.store import RunFolder, rendered
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario


def fill(
    folder: RunFolder, scenarios: Sequence[Scenario], jobs: int | None, shelf: Shelf
) -> Answer:
    """Simulate what is missing in a folder and write its tables; return the answer.

    Parameters
    ----------
    shelf
        Where replications are looked for and kept: the folder, or something in front of it.
    """
    manifest = folder.manifest
    ensembles = simulated(manifest, scenarios, jobs, shelf)
    folder.manifest = manifest.with_(
        replications=max(len(each.runs) for each in ensembles),
        options={**manifest.options, "used": used(ensembles)},
    )
    answer = answer_of(manifest, ensembles)
    _write_tables(folder, answer)
    return answer


def fill_by_asking(
    folder: RunFolder, scenario: Scenario, jobs: int | None, watch: Watch | None = None
) -> Answer:
    """Ask the question a folder was made for and write its tables; return the answer.

    Parameters
    ----------
    watch
        Who is told of every replication that is done.
    """
    answer = asked(folder.manifest, scenario, jobs, folder, watch)
    _write_tables(folder, answer)
    return answer


def asked(
    manifest: Manifest,
    scenario: Scenario,
    jobs: int | None,
    notebook: Notebook | None = None,
    watch: Watch | None = None,
) -> Answer:
    """Return the answer to a folder's question; what is in the notebook is not tried again."""
    known = manifest.known_parameters
    laboratory = Laboratory(manifest.seed, jobs, known, notebook, watch)
    return ask(manifest.verb, scenario, laboratory, manifest.options)


def _write_tables(folder: RunFolder, answer: Answer) -> None:
    """Write every table of an answer."""
    for name, frames in answer.all_tables().items():
        folder.write_table(name, frames)


def simulated(
    manifest: Manifest, scenarios: Sequence[Scenario], jobs: int | None, shelf: Shelf | None
) -> list[Ensemble]:
    """Return the replications a folder asks for: so many, or as many as it takes."""
    known, auto = manifest.known_parameters, manifest.options.get("auto")
    count = manifest.replications if auto is None else Auto(**auto)
    ensembles = evaluate(scenarios, count, manifest.seed, jobs, known, shelf)
    return judged(ensembles, manifest.options.get("budget"))


def used(ensembles: Sequence[Ensemble]) -> dict[str, int]:
    """Return the replications each scenario took, those run again with other luck apart."""
    return {each.name: len(each.runs) for each in ensembles}


def answer_of(manifest: Manifest, ensembles: Sequence[Ensemble]) -> Answer:
    """Return the answer to the question a folder was made for."""
    options = manifest.options
    paired = differences(ensembles) if manifest.verb == "compare" else None
    return outcome(ensembles, options["language"], options["require"], paired)


def scenarios_in(place: Path, manifest: Manifest) -> list[Scenario]:
    """Return the scenarios of a folder, from the resolved files in it.

    Raises
    ------
    UsageError
        If there were functions of one's own, which no file holds.
    """
    if hooks := manifest.options.get("hooks"):
        raise UsageError(
            N_(
                "{place} was made with functions of one's own ({names}), which the folder does not "
                "hold: ask again in Python and write it with write_run"
            ),
            place=place,
            names=", ".join(f"{kind}={name}" for uses in hooks.values() for kind, name, _ in uses),
        )
    return [load_scenario(place / scenario_path(name)) for name in manifest.scenarios]


def differing_tables(
    place: Path,
    manifest: Manifest,
    jobs: int | None,
    shelf: Shelf | None = None,
    watch: Watch | None = None,
) -> list[str]:
    """Simulate a folder again; return the tables that are not what they were, by path.

    A table differs if the new one does, or if the file was changed or is gone.
    """
    scenarios = scenarios_in(place, manifest)
    if manifest.verb in QUESTIONS:
        answer = asked(manifest, scenarios[0], jobs, watch=watch)
    else:
        answer = answer_of(manifest, simulated(manifest, scenarios, jobs, shelf))
    expected = dict(manifest.tables)
    differing = []
    for name, frames in answer.all_tables().items():
        for path, chunks in rendered(name, frames, manifest.options["parquet"]):
            known = expected.pop(path, None)
            if not known == digest(b"".join(chunks)) == _digest_of(place / path):
                differing.append(path)
    if LOG in expected:
        records, whole = Records(scenarios, manifest), hashlib.sha256()
        for chunk in records.log():
            whole.update(chunk)
        if not expected.pop(LOG) == whole.hexdigest() == _digest_of(place / LOG):
            differing.append(LOG)
    return [*differing, *expected]


def _digest_of(path: Path) -> str | None:
    """Return the digest of a file, None if it is gone."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
