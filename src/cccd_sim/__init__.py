"""Simulate a province's chip-based ID card campaign.

>>> from cccd_sim import load_scenario, replicate
>>> base = load_scenario("promised-32-campaign")
>>> more = base.with_(supply={"initial_kits": 40})
>>> more.supply.initial_kits.value
40
>>> replicate(more, replications=50, seed=1).summary()  # doctest: +SKIP

Scenarios: ``load_scenario``, ``shipped``, ``new_scenario``, ``Scenario``. Simulating:
``replicate``, ``replicate_all``, ``Auto``, ``Ensemble``, ``hooks``. Questions, each with an
``Answer``: ``run``, ``compare``, ``size``, ``allocate``, ``sensitivity``, ``explain``; beside them
``differences``. One replication, event by event: ``events``, ``trace`` with its ``Life``. Folders:
``write_run``, ``read_run``, ``resume_run``, ``verify_run``, ``write_report``. Drawing: ``plots``.
What can go wrong: ``CccdSimError`` and its kinds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cccd_sim.cli.report import write_report
    from cccd_sim.cli.runs import read_run, resume_run, verify_run, write_run
    from cccd_sim.errors import (
        BrokenLawError,
        CccdSimError,
        HookError,
        ScenarioError,
        StorageError,
        UsageError,
    )
    from cccd_sim.experiment.precision import Auto
    from cccd_sim.experiment.replicate import replicate, replicate_all
    from cccd_sim.planning.allocation import allocate
    from cccd_sim.planning.comparison import compare, differences, run
    from cccd_sim.planning.explanation import explain
    from cccd_sim.planning.lives import Life, events, trace
    from cccd_sim.planning.sensitivity import sensitivity
    from cccd_sim.planning.sizing import size
    from cccd_sim.report import plots
    from cccd_sim.results.answer import Answer
    from cccd_sim.results.contents import Contents
    from cccd_sim.results.ensemble import Ensemble
    from cccd_sim.scenario import hooks
    from cccd_sim.scenario.files import load_scenario, shipped
    from cccd_sim.scenario.schema import Scenario
    from cccd_sim.scenario.template import new_scenario
    from cccd_sim.scenario.writing import resolved_text

_HOMES = {
    "Answer": "results.answer",
    "Auto": "experiment.precision",
    "BrokenLawError": "errors",
    "CccdSimError": "errors",
    "Contents": "results.contents",
    "Ensemble": "results.ensemble",
    "HookError": "errors",
    "Life": "planning.lives",
    "Scenario": "scenario.schema",
    "ScenarioError": "errors",
    "StorageError": "errors",
    "UsageError": "errors",
    "allocate": "planning.allocation",
    "compare": "planning.comparison",
    "differences": "planning.comparison",
    "events": "planning.lives",
    "explain": "planning.explanation",
    "hooks": "scenario",
    "load_scenario": "scenario.files",
    "new_scenario": "scenario.template",
    "plots": "report",
    "read_run": "cli.runs",
    "replicate": "experiment.replicate",
    "replicate_all": "experiment.replicate",
    "resolved_text": "scenario.writing",
    "resume_run": "cli.runs",
    "run": "planning.comparison",
    "sensitivity": "planning.sensitivity",
    "shipped": "scenario.files",
    "size": "planning.sizing",
    "trace": "planning.lives",
    "verify_run": "cli.runs",
    "write_report": "cli.report",
    "write_run": "cli.runs",
}
"""Where each public name lives; it is fetched on first use, so that importing is cheap."""

_MODULES = ("hooks", "plots")

__all__ = [
    "Answer",
    "Auto",
    "BrokenLawError",
    "CccdSimError",
    "Contents",
    "Ensemble",
    "HookError",
    "Life",
    "Scenario",
    "ScenarioError",
    "StorageError",
    "UsageError",
    "allocate",
    "compare",
    "differences",
    "events",
    "explain",
    "hooks",
    "load_scenario",
    "new_scenario",
    "plots",
    "read_run",
    "replicate",
    "replicate_all",
    "resolved_text",
    "resume_run",
    "run",
    "sensitivity",
    "shipped",
    "size",
    "trace",
    "verify_run",
    "write_report",
    "write_run",
]


def __getattr__(name: str) -> Any:
    """Fetch a public name from where it lives (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = f"{__name__}.{_HOMES[name]}"
    if name in _MODULES:
        return import_module(f"{home}.{name}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
