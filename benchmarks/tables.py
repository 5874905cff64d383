"""How long the two large tables of 100 replications take to write: daily.csv and stations.csv.

They must be written in under 5 seconds; this is the one benchmark that prints seconds.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from cccd_sim.experiment.replicate import replicate
from cccd_sim.results.rendering import csv_chunks
from cccd_sim.scenario.files import load_scenario

REPLICATIONS = 100


def measure() -> None:
    """Write the tables of two replications, each fifty times over."""
    few = replicate(load_scenario("promised-32-campaign"), replications=2, seed=1, jobs=1)
    many = tuple(replace(few.runs[number % 2], number=number + 1) for number in range(REPLICATIONS))
    ensemble = replace(few, runs=many)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        for name in ("daily", "stations"):
            with (Path(folder) / f"{name}.csv").open("wb") as file:
                file.writelines(csv_chunks(name, [ensemble.table(name)]))
        seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
    print(
        f"daily.csv and stations.csv of {REPLICATIONS} replications: {seconds:.1f} s, {size:.0f} MB"
    )


if __name__ == "__main__":
    measure()
