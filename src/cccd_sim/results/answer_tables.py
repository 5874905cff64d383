"""The tables that answer a question: what is compared, sized, placed, explained."""

from __future__ import annotations

from cccd_sim.results.table import MILESTONES, REACHED, Table

_OF_AN_INPUT = {
    "unit": "unit of low, base and high",
    "low": "lowest value thought possible",
    "base": "value used otherwise",
    "high": "highest value thought possible",
}

_PLACEMENTS = {
    "proportional": "by the proportional rule",
    "two_per_unit": "by the rule two per unit",
    "by_need": "by need, if all goes to plan",
    "as_planned": "by the scenario's own placement, if all goes to plan",
    "most_dossiers": "by marginal allocation for most dossiers",
    "finish_together": "by marginal allocation to finish together",
    "best": "by the placement that is recommended",
}
"""Placements of kits, and how they are told."""


ANSWERING: dict[str, Table] = {
    "comparison": Table(
        ("scenario", "baseline", "measure"),
        {
            "unit": "unit of the difference",
            "difference": "mean of scenario minus baseline, the same luck in both",
            "ci_low": "lower end of its 95 % interval",
            "ci_high": "upper end of the same interval",
            "replications": "pairs the row stands on",
        },
    ),
    "selection": Table(
        ("scenario",),
        {
            "rank": "1 is the best: on time surely enough, then cheapest, then most dossiers",
            "standing": "best; not_told_apart from it; or what puts it behind: costs_more, "
            "less_surely on time, fewer_dossiers",
            "purchase_vnd": "what province and districts pay for kits: number times base price",
            "p_on_time": "share of replications that meet the target of dossiers in time",
            "difference": "dossiers by the deadline, mean of scenario minus best, the same luck",
            "ci_low": "lower end of its interval; all intervals together hold with 95 %",
            "ci_high": "upper end of the same interval",
            "p_difference": "p_on_time of scenario minus best, of the same replications",
            "p_ci_low": "lower end of its interval; all intervals together hold with 95 %",
            "p_ci_high": "upper end of the same interval",
            "replications": "replications of the scenario",
            "dropped_at": "replication after which it dropped out of a selection; else empty",
            "cost_vnd": "simulated cost in all, mean, where it decides which is cheapest",
        },
        frozenset({"cost_vnd"}),
    ),
    "trials": Table(
        ("scenario", "case", "replication"),
        {
            f"{milestone}_{what}": f"{REACHED[milestone]} before the deadline"
            if what == "by_deadline"
            else "day on which the target is met, day 1 = start; empty if never"
            for milestone in MILESTONES
            for what in ("by_deadline", "finish_day")
        },
    ),
    "size": Table(
        ("scenario", "kits", "numbers", "route"),
        {
            "ordered": "day of the order",
            "cost_vnd": "VND: more kits times the base price; nothing if they are lent",
            "replications": "numbers looked at: `common` of the search or `fresh` of a certificate",
            "successes": "of these on time; empty where not certified and not all simulated",
            "simulated": "of these simulated with this many kits; others follow from fewer or more",
            "p_on_time": "share on time; empty where only some numbers, the narrowest, are known",
            "ci_low": "lower end of its exact 95 % interval; one-sided if certified",
            "ci_high": "upper end of the same; one-sided if fresh and not certified",
            "verdict": "enough or not enough in the search; certified, refused, not_told_apart",
        },
    ),
    "size_routes": Table(
        ("scenario", "route"),
        {
            "funder": "who pays: central, provincial, loan",
            "ordered": "day of the order",
            "in_service": "day planned as the first on which the kits work",
            "kits": "fewest more kits found by this route ordered that day; empty: none found",
            "cost_vnd": "VND: more kits times the base price; nothing if they are lent",
            "limit_vnd": "largest package of the route, VND; empty: any",
            "packages": "packages that would be filled; more than one is unlawful",
            "checked_replications": "common numbers on which these kits were checked",
            "checked_successes": "of these on time",
            "checked_simulated": "of these simulated; others lay further ahead in like cases",
            "checked_p_on_time": "share on time",
            "checked_ci_low": "lower end of its exact 95 % interval",
            "checked_ci_high": "upper end of the same interval",
            "last_kits": "kits that the last order date is about: those of the main route",
            "last_order": "last day to order so many; empty: too late on the first day",
            "last_order_by": "how found: simulation; arithmetic, checked; or arithmetic alone",
            "last_replications": "common numbers on which that was checked",
            "last_successes": "of these on time",
            "last_simulated": "of these simulated",
            "last_p_on_time": "share on time",
            "last_ci_low": "lower end of its exact 95 % interval",
            "last_ci_high": "upper end of the same interval",
            "last_order_of_any_use": "last day on which one more kit still takes a dossier, by "
            "arithmetic; empty: none",
        },
    ),
    "size_levers": Table(
        ("scenario", "lever"),
        {
            "day": "from when it works; empty: see lever",
            "kits": "more kits in this row",
            "cost_vnd": "VND for these kits; empty: not priced",
            "replications": "common numbers, all simulated",
            "successes": "of these on time",
            "p_on_time": "share on time",
            "ci_low": "lower end of its exact 95 % interval",
            "ci_high": "upper end of the same interval",
            "reached": "residents at the milestone before the deadline, mean",
            "gain": "the same less that of the scenario as it is, the same luck in both",
            "gain_low": "lower end of its 95 % interval",
            "gain_high": "upper end of the same interval",
        },
    ),
    "sensitivity": Table(
        ("scenario", "input"),
        {
            **_OF_AN_INPUT,
            "at_low": "mean of what is measured with the input at its low, all others at base",
            "at_base": "the same with all inputs at base",
            "at_high": "the same with the input at its high",
            "swing": "largest of the three means less the smallest",
            "difference": "mean of at_high minus at_low, the same luck in both",
            "ci_low": "lower end of its 95 % interval",
            "ci_high": "upper end of the same interval",
            "replications": "replications at each end",
        },
    ),
    "screening": Table(
        ("scenario", "input"),
        {
            **_OF_AN_INPUT,
            "mean_size": "mean size of the effects of the input over its range (Morris's mu*)",
            "margin": "half of its 95 % interval, by bootstrap",
            "mean": "mean of these effects with their sign (mu)",
            "spread": "their standard deviation: other inputs matter to it, or it bends (sigma)",
            "trajectories": "effects of each input",
        },
    ),
    "indices": Table(
        ("scenario", "input"),
        {
            **_OF_AN_INPUT,
            "total": "share of the variance in which the input has a part (Sobol's ST)",
            "total_margin": "half of its 95 % interval, by bootstrap",
            "alone": "share of the variance that is the input's alone (S1)",
            "alone_margin": "half of its 95 % interval, by bootstrap",
            "samples": "base sample; replications are this times the inputs plus 2",
        },
    ),
    "explanation": Table(
        ("scenario", "measure", "step"),
        {
            "unit": "citizens or days",
            "level": "on paper, and simulated: mean over replications; empty for a cause",
            "part": "what a cause takes away (citizens) or adds (days): its Shapley value, mean",
            "shown": "level or part as a whole number; the parts add up to the two levels",
            "ci_low": "lower end of the 95 % interval of the level or part",
            "ci_high": "upper end of the same interval",
            "exact_sum": "level or part summed over the replications, as an exact fraction",
            "replications": "replications of every combination of causes",
        },
    ),
    "allocation": Table(
        ("scenario", "district"),
        {
            "name": "name of the district or provincial station",
            "eligible": "residents who must have a card; empty: the provincial station",
            **{
                f"kits_{name}": f"kits of all deliveries and the initial ones it gets {how}"
                for name, how in _PLACEMENTS.items()
            },
            **{
                f"{what}_{name}": f"{meaning}, {_PLACEMENTS[name]}"
                for what, meaning in {
                    "dossiers": "its dossiers before the deadline, mean of the check",
                    "finish_date": "date by which half the replications meet its target",
                }.items()
                for name in ("proportional", "best")
            },
        },
    ),
    "placements": Table(
        ("scenario", "delivery", "district"),
        {
            "in_service": "planned first day of work",
            "kits_proportional": "kits of the delivery it gets by the proportional rule",
            "kits_best": "kits of the delivery it gets by the placement that is recommended",
        },
    ),
    "placement_trials": Table(
        ("scenario", "stage", "placement"),
        {
            "milestone": "what placements are judged by",
            "replications": "replications the row stands on; those of the check are fresh",
            "reached": "residents there before the deadline, mean",
            "gain": "mean of this minus proportional, the same luck in both; of the stage"
            " transfers, kits that move every week minus the same placement at rest",
            "gain_ci_low": "lower end of its 95 % interval",
            "gain_ci_high": "upper end of the same interval",
            "finish_day": "day the province meets its target, mean; stations go on after the"
            " deadline; beyond the horizon counts as the day after it",
            "beyond_horizon": "replications in which it does not within the horizon",
            "days_gained": "days sooner, against the same",
            "days_gained_ci_low": "lower end of its 95 % interval",
            "days_gained_ci_high": "upper end of the same interval",
            "last_district_day": "day the last district meets its target of dossiers, mean",
            "last_district_days_gained": "days sooner, against the same",
            "last_district_days_gained_ci_low": "lower end of its 95 % interval",
            "last_district_days_gained_ci_high": "upper end of the same interval",
            "p_on_time": "share of replications that meet the target in time",
            "p_on_time_ci_low": "lower end of its exact binomial 95 % interval",
            "p_on_time_ci_high": "upper end of the same interval",
        },
    ),
    "transfers": Table(
        ("scenario", "replication", "leaves", "from_district", "to_district"),
        {
            "arrives": "day it has arrived",
            "kits": "kits that go this way on this day",
        },
    ),
    "bridge": Table(
        ("scenario", "step"),
        {"dossiers": "dossiers by the deadline, from plain arithmetic to the simulated mean"},
    ),
}
