"""One replication of the whole province against plain SimPy and against the floor.

Everything is measured in this one run, interleaved, single thread, in processor time; what is
printed are ratios, because seconds depend on the machine and on who else uses it. The plain
SimPy twin (`tests/twin.py`) lives through the campaign's first weeks only; its cost is taken per
citizen captured.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests")]

import floor
import simpy
from replay import Notes
from twin import Twin

from cccd_sim.campaign import citizens, station
from cccd_sim.campaign.model import Campaign
from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.queueing.pool import SUMMONED
from cccd_sim.queueing.state import LOGGED_3
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

ROUNDS = 9
VARIANTS = {"32 kits": {}, "250 kits": {"supply.deliveries.february.kits": 242}}
TWIN_DEADLINE = {"campaign.deadline": "2021-03-19"}


class Stopwatch:
    """Adds up the processor time spent in some functions."""

    def __init__(self, **targets: tuple[object, list[str]]) -> None:
        self.spent = dict.fromkeys(targets, 0.0)
        for share, (owner, names) in targets.items():
            for name in names:
                setattr(owner, name, self._timed(getattr(owner, name), share))

    def _timed(self, call, share):
        def timed(*values):
            start = time.perf_counter()
            result = call(*values)
            self.spent[share] += time.perf_counter() - start
            return result

        return timed


def loads_of(campaign: Campaign) -> list[floor.Load]:
    """Return what each station of a finished campaign had to do.

    The floor takes it in days as full as those on which the product's citizens came.
    """
    count, kits = campaign.recorder.count, campaign.stations.kits
    summoned = campaign.recorder.daily[:, :, SUMMONED].sum()
    come = count[:, :, LOGGED_3]
    asked = summoned / (1 - campaign.scenario.demand.walk_in_share.value)
    each = campaign.calendar[-1].period.desks_per_kit
    return [
        floor.Load(
            asked=int(asked * come[:, j].sum() / come.sum()),
            captured=int(come[:, j].sum()),
            kits=int(k),
            desks=(int(k) * each.reception.value, int(k) * each.finishing.value),
            days=max(1, round(come[:, j].sum() ** 2 / (come[:, j] ** 2).sum())),
        )
        for j, k in enumerate(kits)
        if k
    ]


def twin_seconds(scenario: Scenario) -> tuple[float, int]:
    """Return the processor time of plain SimPy over a campaign's days, and citizens captured."""
    campaign = Campaign(scenario, Streams(1, 1))
    notes = Notes(campaign)
    campaign.run()
    scripts = [script for script, _ in notes.scripts().values()]
    start = time.process_time()
    captured = sum(len(day.ends[1]) for script in scripts for day in Twin(script).run())
    return time.process_time() - start, captured


def measure(name: str, overrides: dict[str, object]) -> None:
    """Measure one variant and print its ratios."""
    scenario = load_scenario("promised-32-campaign", overrides)
    few = load_scenario("promised-32-campaign", {**overrides, **TWIN_DEADLINE})
    finished = Campaign(scenario, Streams(1, 0))
    finished.run()
    loads = loads_of(finished)
    means = tuple(float(x) for x in np.array([2.0, 2.5, 2.0]) * TICKS_PER_MINUTE)
    floor.replication(loads, means)
    product, least, twin, captured = [], [], [], 0
    for round_ in range(ROUNDS):
        start = time.process_time()
        taken = Campaign(scenario, Streams(1, round_)).run().tables["daily"]["taken"].sum()
        product.append((time.process_time() - start) / taken)
        least.append(floor.replication(loads, means) / taken)
        if round_ % 3 == 0:
            seconds, captured = twin_seconds(few)
            twin.append(seconds / captured)
    print(f"{name}: {taken:,} dossiers a replication; the twin took {captured:,}")
    print(
        f"  plain SimPy twin / product, per citizen captured: {median(twin) / median(product):.0f}"
    )
    print(f"  product / floor: {median(a / b for a, b in zip(product, least, strict=True)):.2f}")
    shares(scenario)


def shares(scenario: Scenario) -> None:
    """Print where the time of a replication goes."""
    watch = Stopwatch(
        kernel=(station.kernel, ["advance"]),
        changes=(
            station.changes,
            ["open_day", "pause", "reopen", "count_overtime", "close_day", "gain_kit", "lose_kit"],
        ),
        arrivals=(station.arrivals, ["summon"]),
        evening=(station.evening, ["settle_day"]),
        draws=(citizens, ["draw_citizens"]),
        simpy=(simpy.Environment, []),
    )
    start = time.perf_counter()
    for replication in range(5):
        Campaign(scenario, Streams(1, replication)).run()
    total = time.perf_counter() - start
    watch.spent["simpy"] = total - sum(watch.spent.values())
    names = {"kernel": "kernel", "changes": "changes", "arrivals": "arrivals", "evening": "booking"}
    names |= {"draws": "draws", "simpy": "SimPy and Python"}
    parts = (f"{names[part]} {spent / total:.0%}" for part, spent in watch.spent.items())
    print("  shares: " + ", ".join(parts))


def peak_memory() -> None:
    """Print the peak memory of one worker that runs three replications."""
    code = (
        "import resource\n"
        "from cccd_sim.scenario.files import load_scenario\n"
        "from cccd_sim.campaign.model import Campaign\n"
        "from cccd_sim.streams import Streams\n"
        "scenario = load_scenario('promised-32-campaign')\n"
        "for n in range(3): Campaign(scenario, Streams(1, n)).run()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    print(f"peak memory of one worker: {int(done.stdout)} MB")


if __name__ == "__main__":
    for name, overrides in VARIANTS.items():
        if len(sys.argv) == 1:  # each variant in a process of its own: the stopwatch stays behind
            subprocess.run([sys.executable, __file__, name], check=True)
        elif sys.argv[1] == name:
            measure(name, overrides)
    if len(sys.argv) == 1:
        peak_memory()
