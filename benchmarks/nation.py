"""One replication of a country of 1.5, 15 and 50 million citizens: seconds, growth, memory.

Every country is a part of `nation/synthetic`: whole provinces, evenly taken from the largest to the
smallest, with their share of the kits. Provinces are simulated in as many processes as there are
cores (`--jobs N`: at most N). Seconds on the clock depend on who else uses the machine; the growth
is therefore also told in processor time of all processes together.
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

MILLIONS = (1.5, 15, 50)
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


def processor_seconds() -> float:
    """Return the processor time of this process and of those that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def workers_end() -> None:
    """End the worker processes, so that their processor time and memory are counted."""
    from joblib.externals.loky import get_reusable_executor  # noqa: PLC0415

    get_reusable_executor().shutdown(wait=True)


def measure(scenario: Scenario, jobs: int) -> tuple[float, float]:
    """Return the seconds on the clock and of processors that one replication takes."""
    processor, clock = processor_seconds(), time.perf_counter()
    run_one(Call(scenario, 1, 1), map if jobs == 1 else partial(first_here, jobs))
    seconds = time.perf_counter() - clock
    workers_end()
    return seconds, processor_seconds() - processor


def main() -> None:
    """Print what each size takes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=cpu_count())
    jobs = options.parse_args().jobs
    country = load_scenario("nation/synthetic")
    parts = [part_of(country, millions * 1e6) for millions in MILLIONS]
    measure(parts[0], jobs)  # compiles
    first = 0.0
    for part in parts:
        citizens = sum(one.eligible for one in part.demand.districts)
        seconds, processor = measure(part, jobs)
        each = processor / citizens
        first = first or each
        print(
            f"{citizens / 1e6:5.1f} million citizens, {len(part.demand.provinces):2} provinces, "
            f"{len(part.demand.districts):3} districts: {seconds:5.1f} s, "
            f"{processor:5.1f} s of processors; per citizen {each / first:.2f} of the first",
            flush=True,
        )
    own, worker = (
        resource.getrusage(who).ru_maxrss / KIB_IN_GIB
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{seconds:.1f} s with {jobs} processes (wanted: {WANTED_SECONDS} on 2 cores); "
        f"peak memory {own + jobs * worker:.2f} GiB, at most: this process {own:.2f}, "
        f"a worker {worker:.2f} (wanted: {WANTED_GIB})"
    )


if __name__ == "__main__":
    main()
