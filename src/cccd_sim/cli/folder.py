"""verify, resume: what can be done with a run folder."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import TYPE_CHECKING

from cccd_sim.cli import options
from cccd_sim.cli.console import Console, tell
from cccd_sim.errors import TablesDifferError, UsageError
from cccd_sim.language import N_, Language, say

if TYPE_CHECKING:
    from cccd_sim.results.store import RunFolder
    from cccd_sim.scenario.schema import Scenario


def resume(
    folder: options.Folder,
    replications: options.MoreReplications = None,
    jobs: options.Jobs = None,
    lang: options.LangOfRun = None,
    quiet: options.Quiet = False,
    json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001  (read where errors are told)
) -> None:
    """Finish an interrupted run, or extend a finished one to more replications."""
    from cccd_sim.cli.job import carry_out  # noqa: PLC0415

    begun, scenarios = reopened(folder, replications, lang)
    carry_out(begun, scenarios, jobs, Console(begun.manifest.options["language"], quiet, json))


def reopened(
    folder: Path, replications: int | None = None, language: Language | None = None
) -> tuple[RunFolder, list[Scenario]]:
    """Return a folder to finish, with as many replications or more, and its scenarios."""
    from cccd_sim.planning.run_folder import scenarios_in  # noqa: PLC0415
    from cccd_sim.results.store import go_on, reopen  # noqa: PLC0415

    found, manifest = reopen(folder)
    wanted = manifest.replications if replications is None else replications
    if wanted < manifest.replications:
        raise UsageError(
            N_("the run has {there} replications; ask for as many or more, not {wanted}"),
            there=manifest.replications,
            wanted=wanted,
        )
    scenarios = scenarios_in(found, manifest)
    kept = {**manifest.options, "language": language or manifest.options["language"]}
    if replications is not None:
        kept.pop("auto", None)  # so many, and no longer as many as it takes
    manifest = manifest.with_(replications=wanted, options=kept)
    return go_on(found, manifest), scenarios


def verify(
    folder: options.Folder,
    jobs: options.Jobs = None,
    lang: options.Lang = "vi",
    quiet: options.Quiet = False,
    json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001  (read where errors are told)
) -> None:
    """Simulate a run again and compare every table with its digest."""
    from cccd_sim.cli.console import Watched  # noqa: PLC0415
    from cccd_sim.experiment.bench import NoShelf  # noqa: PLC0415
    from cccd_sim.planning.run_folder import differing_tables  # noqa: PLC0415
    from cccd_sim.results.store import open_complete  # noqa: PLC0415

    manifest = open_complete(folder)
    console = Console(lang, quiet, json)
    total = len(manifest.scenarios) * manifest.replications
    with console.progress(total) as bar:
        shelf = Watched(NoShelf(), bar)
        differing = differing_tables(folder, manifest, jobs, shelf, bar)
    if json:
        found = {"tables": sorted(manifest.tables), "differing": differing}
        tell(json_text.dumps(found, ensure_ascii=False, indent=2))
    if differing:
        raise TablesDifferError(N_("tables differ: {names}"), names=", ".join(differing))
    if not json:
        tell(
            say(
                lang,
                "{place}: all {count} tables are the same when simulated again",
                place=folder,
                count=len(manifest.tables),
            )
        )
