"""One replication of a country: seconds and memory of 50 million citizens, growth from 1.5 million.

First the whole of `nation/synthetic` once, as a user starts it: provinces in as many processes as
there are cores (`--jobs N`: at most N), which start and load compiled code within the seconds told.

Then the growth: parts of the country of 1.5, 15 and 50 million citizens (whole provinces, evenly
taken from the largest to the smallest, with their share of the kits), in this process alone, which
is warm by then. Told in processor time, the best of a few runs: it depends little on who else uses
the machine.
"""

from __future__ import annotations

import argparse
import resource
import time
from functools import partial

from joblib import cpu_count

from cccd_sim.experiment.executor import Call, first_here, run_one
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.provinces import provinces_apart
from cccd_sim.scenario.schema import Scenario

RUNS = {1.5: 5, 15: 3, 50: 1}
"""How often each part is simulated, by its million citizens: the best of the small ones counts."""
WANTED_SECONDS, WANTED_GIB = 40, 4
KIB_IN_GIB = 1 << 20


def part_of(country: Scenario, citizens: float) -> Scenario:
    """Return so many citizens of a country, in whole provinces."""
    parts = provinces_apart(country)
    sizes = {
        name: sum(one.eligible for one in part.demand.districts) for name, part in parts.items()
    }
    ascending, chosen, left = sorted(sizes, key=sizes.__getitem__), [], citizens
    while left > 0 and ascending:
        # the province nearest to the mean size of what is left
        mean = sum(sizes[name] for name in ascending) / len(ascending)
        nearest = min(ascending, key=lambda name: abs(sizes[name] - min(left, mean)))
        ascending.remove(nearest)
        chosen.append(nearest)
        left -= sizes[nearest]
    if not ascending:
        return country
    kept = [one.model_dump() for one in country.demand.districts if one.province in chosen]
    kits = sum(parts[name].supply.initial_kits.value for name in chosen)
    return country.with_(demand={"districts": kept}, supply={"initial_kits": kits})


def workers_end() -> None:
    """End the worker processes, so that their memory is counted."""
    from joblib.externals.loky import get_reusable_executor  # noqa: PLC0415

    get_reusable_executor().shutdown(wait=True)


def as_started(country: Scenario, jobs: int) -> None:
    """Print seconds and memory of a replication in a process that has done nothing before."""
    clock = time.perf_counter()
    run_one(Call(country, 1, 1), map if jobs == 1 else partial(first_here, jobs))
    seconds = time.perf_counter() - clock
    workers_end()
    own, worker = (
        resource.getrusage(who).ru_maxrss / KIB_IN_GIB
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"50 million citizens, cold: {seconds:.1f} s with {jobs} processes (wanted: "
        f"{WANTED_SECONDS} on 2 cores); peak memory {own + jobs * worker:.2f} GiB, at most: this "
        f"process {own:.2f}, a worker {worker:.2f} (wanted: {WANTED_GIB})",
        flush=True,
    )


def processor_seconds(scenario: Scenario) -> float:
    """Return the processor time of one replication in this process."""
    begun = time.process_time()
    run_one(Call(scenario, 1, 1))
    return time.process_time() - begun


def growth(country: Scenario) -> None:
    """Print what a citizen costs in parts of a country, and how much more than in the smallest."""
    processor_seconds(part_of(country, min(RUNS) * 1e6))  # loads whatever is compiled
    first = 0.0
    for millions, runs in RUNS.items():
        part = part_of(country, millions * 1e6)
        citizens = sum(one.eligible for one in part.demand.districts)
        seconds = min(processor_seconds(part) for _ in range(runs))
        each = seconds / citizens
        first = first or each
        print(
            f"{citizens / 1e6:5.1f} million citizens, {len(part.demand.provinces):2} provinces, "
            f"{len(part.demand.districts):3} districts, warm: {seconds:6.2f} s of one processor "
            f"(best of {runs}), {each * 1e6:.2f} µs a citizen, {each / first:.2f} of the first",
            flush=True,
        )


def main() -> None:
    """Print what the country takes, and how that grows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=cpu_count())
    jobs = options.parse_args().jobs
    country = load_scenario("nation/synthetic")
    as_started(country, jobs)
    growth(country)


if __name__ == "__main__":
    main()
