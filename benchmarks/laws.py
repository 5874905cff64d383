"""Print what the five laws cost of a replication's time: under 5 % is meant."""

from __future__ import annotations

from collections import defaultdict
from time import perf_counter

from cccd_sim.campaign import laws, model
from cccd_sim.campaign.model import Campaign
from cccd_sim.scenario.files import load_scenario
from cccd_sim.streams import Streams

SCENARIOS = ("promised-32-campaign", "mobile-teams", "card-plant-limit")
LAWS = {
    "citizens_add_up": laws,
    "kits_add_up": laws,
    "days_add_up": laws,
    "census_agrees": laws,
    "milestones_follow": laws,
    "money_is_explained": model,
}
"""Every law, and where the campaign finds it."""
REPLICATIONS = range(2, 8)

spent: dict[str, float] = defaultdict(float)


def timed(name, law):
    """Return a law that notes how long it takes."""

    def check(*values):
        begin = perf_counter()
        law(*values)
        spent[name] += perf_counter() - begin

    return check


def main() -> None:
    for name, home in LAWS.items():
        setattr(home, name, timed(name, getattr(home, name)))
    for scenario in map(load_scenario, SCENARIOS):
        Campaign(scenario, Streams(1, 1)).run()
        spent.clear()
        begin = perf_counter()
        for replication in REPLICATIONS:
            Campaign(scenario, Streams(1, replication)).run()
        whole, all_laws = perf_counter() - begin, sum(spent.values())
        each = ", ".join(f"{name} {spent[name] / whole:.1%}" for name in LAWS)
        print(f"{scenario.name}: laws {all_laws / whole:.1%} of the time ({each})")


if __name__ == "__main__":
    main()
