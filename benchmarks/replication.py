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

import earlier
import floor
from replay import Notes
from twin import Twin

from cccd_sim.campaign import citizens, evenings, laws, model, station
from cccd_sim.campaign.model import Campaign
from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.queueing.pool import SUMMONED
from cccd_sim.queueing.state import LOGGED_3, SENT_AWAY
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario
from cccd_sim.streams import Streams

ROUNDS = 9
MANY_KITS = {"supply.deliveries.february.kits": 242}
CREWS_FOR_ALL = {"service.crews.trained_per_10000": 60}
VARIANTS = {
    "32 kits": {},
    "250 kits": {**MANY_KITS, **CREWS_FOR_ALL},
    "250 kits at 200 stations": {**MANY_KITS, **CREWS_FOR_ALL},
}
MOMENTS = ["pause", "reopen", "set_pace", "freeze", "close", "gain_kit", "lose_kit", "man_kits"]
LAWS = ["citizens_add_up", "kits_add_up", "days_add_up", "milestones_follow", "census_agrees"]
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


def scenario_of(name: str, overrides: dict[str, object]) -> Scenario:
    """Return a variant of the campaign; with 200 stations the districts are as many, and equal."""
    scenario = load_scenario("promised-32-campaign", {**VARIANTS[name], **overrides})
    if "200 stations" not in name:
        return scenario
    one = scenario.demand.districts[5].model_dump()
    places = [
        {"code": f"D{n}", "name": f"D{n}", "name_ascii": f"D{n}", "eligible": 7_500}
        for n in range(199)
    ]
    districts = [
        {**one, **place, "tile_row": n // 15, "tile_col": n % 15} for n, place in enumerate(places)
    ]
    station = {"host": "D0"}
    return scenario.with_(
        demand={"without": ["communes"], "districts": districts},
        supply={"provincial_station": station},
    )


def loads_of(campaign: Campaign) -> list[floor.Load]:
    """Return what each station of a finished campaign had to do.

    The floor takes it in days as full as those on which the product's citizens came.
    """
    count, kits = campaign.recorder.count, campaign.fleet.belonging()
    summoned = campaign.recorder.daily[:, :, SUMMONED].sum()
    come = count[:, :, LOGGED_3] + count[:, :, SENT_AWAY]
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
        if k and come[:, j].any()
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


def measure(name: str) -> None:
    """Measure one variant and print its ratios."""
    scenario, few = scenario_of(name, {}), scenario_of(name, TWIN_DEADLINE)
    finished = Campaign(scenario, Streams(1, 0))
    finished.run()
    loads = loads_of(finished)
    means = tuple(float(x) for x in np.array([2.0, 2.5, 2.0]) * TICKS_PER_MINUTE)
    floor.replication(loads, means)
    product, least, twin, captured = [], [], [], 0
    for round_ in range(ROUNDS):
        start = time.process_time()
        stations = Campaign(scenario, Streams(1, round_)).run().tables["stations"]
        taken = stations["taken"].sum()
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
        stations=(station.moments, MOMENTS),
        opening=(station.changes, ["open_day"]),
        arrivals=(model.arrivals, ["summon"]),
        evening=(model.evening, ["settle_day"]),
        uplink=(evenings, ["send_up"]),
        draws=(citizens, ["draw_citizens"]),
        laws=(laws, LAWS),
        tables=(model, ["tables_of"]),
    )
    start = time.perf_counter()
    for replication in range(5):
        Campaign(scenario, Streams(1, replication)).run()
    total = time.perf_counter() - start
    watch.spent["SimPy and Python"] = total - sum(watch.spent.values())
    parts = (f"{part} {spent / total:.0%}" for part, spent in watch.spent.items())
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
    if len(sys.argv) > 1:  # each variant in a process of its own: the stopwatch stays behind
        measure(sys.argv[1])
    else:
        for name in VARIANTS:
            subprocess.run([sys.executable, __file__, name], check=True)
        earlier.compare({"32 kits": ({}, {}), "250 kits": (MANY_KITS, VARIANTS["250 kits"])})
        peak_memory()
