"""Write the tables of the frozen scenario anew: `make backtest`; then review the difference.

A table that moved means that results changed: `CHANGELOG.md` says why, under Results changed.
"""

from __future__ import annotations

from pathlib import Path

from cccd_sim.experiment.replicate import replicate
from cccd_sim.results.rendering import csv_chunks
from cccd_sim.scenario.files import load_scenario

HERE = Path(__file__).parent
TABLES = (
    "daily",
    "stations",
    "kits",
    "unserved",
    "pipeline",
    "replications",
    "costs",
    "cost_lines",
)
REPLICATIONS, SEED = 3, 20210106


def tables() -> dict[str, bytes]:
    """Return the tables of the frozen scenario as the bytes of their files, by name."""
    scenario = load_scenario(HERE / "frozen.yaml")
    ensemble = replicate(scenario, REPLICATIONS, SEED, jobs=1)
    return {name: b"".join(csv_chunks(name, [ensemble.table(name)])) for name in TABLES}


if __name__ == "__main__":
    for name, content in tables().items():
        (HERE / "tables" / f"{name}.csv").write_bytes(content)
