"""Simulate a province's chip-based ID card campaign.

>>> from cccd_sim import load_scenario, replicate
>>> base = load_scenario("promised-32-campaign")
>>> more = base.with_(supply={"initial_kits": 40})
>>> replicate(more, replications=50, seed=1).summary()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cccd_sim.cli.report import write_report
    from cccd_sim.errors import CccdSimError, ScenarioError
    from cccd_sim.experiment.replicate import replicate
    from cccd_sim.planning.allocation import allocate
    from cccd_sim.planning.comparison import compare
    from cccd_sim.planning.explanation import explain
    from cccd_sim.planning.sensitivity import sensitivity
    from cccd_sim.planning.sizing import size
    from cccd_sim.results.answer import Answer
    from cccd_sim.results.ensemble import Ensemble
    from cccd_sim.scenario.files import load_scenario, shipped
    from cccd_sim.scenario.schema import Scenario

_HOMES = {
    "Answer": "results.answer",
    "CccdSimError": "errors",
    "Ensemble": "results.ensemble",
    "Scenario": "scenario.schema",
    "ScenarioError": "errors",
    "allocate": "planning.allocation",
    "compare": "planning.comparison",
    "explain": "planning.explanation",
    "load_scenario": "scenario.files",
    "replicate": "experiment.replicate",
    "sensitivity": "planning.sensitivity",
    "shipped": "scenario.files",
    "write_report": "cli.report",
    "size": "planning.sizing",
}
"""Where each public name lives; it is fetched on first use, so that importing is cheap."""

__all__ = [
    "Answer",
    "CccdSimError",
    "Ensemble",
    "Scenario",
    "ScenarioError",
    "allocate",
    "compare",
    "explain",
    "load_scenario",
    "replicate",
    "sensitivity",
    "shipped",
    "size",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Fetch a public name from where it lives (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
