"""A laboratory that pretends: every replication is on time from a number of kits of its own on."""

from __future__ import annotations

import re

import numpy as np

from cccd_sim.experiment.trials import Case, Forgetful, Outcome


class Pretend:
    """Outcomes by a formula, so that the truth is known.

    Parameters
    ----------
    quantile
        Of a uniform number: from how many kits on a replication is on time.
    """

    def __init__(self, quantile, seed=1, eligible=1000, target=950):
        self.quantile, self.seed, self.eligible, self.target = quantile, seed, eligible, target
        self.tried, self.watch, self.known_parameters = {}, Forgetful(), False

    def try_(self, case: Case, numbers):
        return self.try_all([(case, number) for number in numbers])

    def try_all(self, trials):
        for case, number in trials:
            self.tried[case.name, number] = self.outcome(case, number)
        return [self.tried[case.name, number] for case, number in trials]

    @property
    def spent(self):
        return len(self.tried)

    def outcome(self, case, number):
        found = re.match(r"(\d+) more", case.name)
        kits = int(found[1]) if found else 0
        u = np.random.default_rng([self.seed, number]).random()
        ahead = kits - self.quantile(u)
        reached = int(np.clip(self.target + np.floor(ahead), 0, self.eligible))
        return Outcome((reached,) * 4, (1.0,) * 4, (reached,), (1.0,))


def linear(first, last):
    """Return needs spread evenly from ``first`` to ``last`` kits."""
    return lambda u: first + u * (last - first)
