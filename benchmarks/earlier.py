"""One replication of an earlier tree against today's, both checked out here and timed in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
BEFORE_FOUR_MILESTONES = "b64bc48"
"""The last commit of the model with one milestone."""

TIMED = """
import sys, time
from cccd_sim.campaign.model import Campaign
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams
scenario = load_scenario("promised-32-campaign", eval(sys.argv[1]))
times = []
for replication in range(6):
    start = time.process_time()
    Campaign(scenario, Streams(1, replication)).run()
    times.append(time.process_time() - start)
print(sorted(times)[2])
"""


def seconds(source: Path, overrides: dict[str, object]) -> float:
    """Return the processor time of a replication of the tree at ``source``."""
    environment = {**os.environ, "PYTHONPATH": str(source / "src")}
    command = [sys.executable, "-c", TIMED, repr(overrides)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(done.stdout)


Overrides = dict[str, object]


def compare(variants: dict[str, tuple[Overrides, Overrides]], rounds: int = 4) -> None:
    """Print how much longer a replication takes than in the earlier tree.

    ``variants`` are what is changed in the scenario, then and now.
    """
    git = ["git", "-C", str(ROOT), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "earlier"
        add = [*git, "add", "--detach", str(tree), BEFORE_FOUR_MILESTONES]
        if subprocess.run(add, capture_output=True, check=False).returncode:
            print(f"the earlier tree, {BEFORE_FOUR_MILESTONES}, is not in this clone")
            return
        for name, (then, now) in variants.items():
            ratios = [seconds(ROOT, now) / seconds(tree, then) for _ in range(rounds)]
            print(f"{name}: {median(ratios):.2f} times the tree with one milestone")
        subprocess.run([*git, "remove", "--force", str(tree)], check=True)
