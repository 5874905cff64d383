"""The kernel against the formulas of queueing theory, and one plain formula of renewal theory.

Desks have (all but) zero service, so that capture is the only queue. Each mean comes with a
standard error from 20 independent runs of 100,000 citizens, the first fifth dropped as warm-up.
"""

from __future__ import annotations

from math import factorial, log1p, sqrt

import numpy as np
import pytest

from cccd_sim.clock import TICKS_PER_MINUTE
from cccd_sim.queueing import changes, kernel
from cccd_sim.queueing.state import LOGGED_2, NOBODY, TAIL, VISIT_BITS, empty_queue

RUNS, CITIZENS, WARM_UP = 20, 100_000, 20_000
LATE = 1 << 40
HERE = np.zeros(1, np.int64)


def waits(arrival, service, kits):
    """Return each citizen's minutes between reception and the start of capture."""
    n = arrival.size
    queue = empty_queue(1, 64, kits, n)
    queue.citizen[0, :n] = np.arange(n)
    queue.arrival[0, :n] = arrival
    queue.service[:] = 1
    queue.service[1, 0, :n] = service
    for slot in range(kits):
        changes.gain_kit(0, slot, 0, queue)
    changes.open_day(HERE, np.zeros(1, np.int64), LATE, np.array([[64, 64]]), queue)
    queue.counts[0, TAIL] = n
    kernel.advance(HERE, LATE, False, queue)
    keys = queue.log[1, 0, : queue.counts[0, LOGGED_2]]
    assert keys.size == n
    end = np.empty(n, np.int64)
    end[keys & NOBODY] = keys >> VISIT_BITS
    return (end - service - arrival - 1) / TICKS_PER_MINUTE


def mean_wait(rho, kits, draw):
    """Return the mean wait and its standard error; services have mean 1 minute."""
    means = []
    for run in range(RUNS):
        luck = np.random.default_rng([run, kits, round(1000 * rho)])
        gaps = luck.exponential(1 / (rho * kits), CITIZENS)
        arrival = (np.cumsum(gaps) * TICKS_PER_MINUTE).astype(np.int64)
        service = np.maximum(1, draw(luck) * TICKS_PER_MINUTE).astype(np.int64)
        means.append(waits(arrival, service, kits)[WARM_UP:].mean())
    return np.mean(means), np.std(means, ddof=1) / sqrt(RUNS)


def erlang_c_wait(rho, kits):
    """Return the mean wait in M/M/c with mean service 1 (Erlang 1917)."""
    a = rho * kits
    last = a**kits / factorial(kits) / (1 - rho)
    return last / (sum(a**k / factorial(k) for k in range(kits)) + last) / (kits * (1 - rho))


def pollaczek_khinchine_wait(rho, cv):
    """Return the mean wait in M/G/1 with mean service 1 (Pollaczek 1930, Khinchine 1932)."""
    return rho * (1 + cv * cv) / (2 * (1 - rho))


def lognormal(cv):
    sigma = sqrt(log1p(cv * cv))
    return lambda luck: luck.lognormal(-sigma * sigma / 2, sigma, CITIZENS)


@pytest.mark.parametrize("rho", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("kits", [1, 4, 16])
def test_exponential_captures_wait_as_erlang_says(rho, kits):
    mean, error = mean_wait(rho, kits, lambda luck: luck.exponential(1, CITIZENS))
    assert abs(mean - erlang_c_wait(rho, kits)) <= 3 * error


@pytest.mark.parametrize("rho", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("cv", [0.0, 0.35, 1.5])
def test_one_kit_waits_as_pollaczek_and_khinchine_say(rho, cv):
    draw = lognormal(cv) if cv else lambda luck: np.ones(CITIZENS)
    mean, error = mean_wait(rho, 1, draw)
    assert abs(mean - pollaczek_khinchine_wait(rho, cv)) <= 3 * error


def test_the_comparison_can_say_no():
    mean, error = mean_wait(0.8, 4, lambda luck: luck.exponential(1.02, CITIZENS))
    assert abs(mean - erlang_c_wait(0.8, 4)) > 3 * error
