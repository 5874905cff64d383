"""Which district gets how many kits of every delivery, and which kits move when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cccd_sim.errors import UsageError
from cccd_sim.experiment.replicate import check_numbers
from cccd_sim.experiment.trials import FRESH, Laboratory
from cccd_sim.language import N_, Language
from cccd_sim.planning.allocation_sentence import PLACEMENTS, caveats, headline, placement
from cccd_sim.planning.allocation_tables import allocation_table, placement_table, trial_table
from cccd_sim.planning.allocation_told import listings
from cccd_sim.planning.asking import Asked, kept, with_hooks_told
from cccd_sim.planning.contest import BRIEF, Contest, Score
from cccd_sim.planning.district_capacity import DistrictCapacity
from cccd_sim.planning.one_province import refuse_a_country
from cccd_sim.planning.placement_search import SEARCH, Found, Tried, best, search
from cccd_sim.planning.placements import AS_PLANNED, RULES, Plan, batches, placed, ruled
from cccd_sim.planning.transfer_plan import POLICIES, WATCHED, transfer_table, with_transfers
from cccd_sim.results.answer import Answer
from cccd_sim.results.tables import MILESTONES
from cccd_sim.scenario.schema import Scenario

REPLICATIONS = 30
"""Replications of the check, if none are stated."""

Options = Mapping[str, Any]


def allocate(  # noqa: PLR0913  (what can be asked)
    base: Scenario,
    *,
    milestone: str = "dossier",
    transfers: str = "weekly",
    replications: int = REPLICATIONS,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    language: Language = "vi",
) -> Answer:
    """Return which district gets how many kits of every delivery, and which kits move when.

    Parameters
    ----------
    milestone
        Placements are judged by the citizens there before the deadline.
    transfers
        ``weekly``: tell what kits gain that move every Monday; ``none``: no kit moves.
    replications
        Of the check against the proportional rule, with luck no search has seen.
    seed, jobs, known_parameters
        As in :func:`replicate`.
    language
        Of the texts: ``vi`` or ``en``.

    Returns
    -------
    Answer
        ``table`` has one row per district: kits by each rule and what they bring; ``tables`` the
        placement of every delivery and, with ``weekly``, the kits moved.
    """
    check_numbers(replications, seed, jobs)
    options = asked(milestone, transfers, replications, known_parameters)
    check(base, options)
    laboratory = Laboratory(seed, jobs, known_parameters)
    answer = answered(base, laboratory, options, language)
    answer = with_hooks_told(answer, base, language)
    return kept(answer, Asked("allocate", base, laboratory, options))


def asked(milestone: str, transfers: str, replications: int, known: bool) -> dict[str, Any]:
    """Return what is asked as plain data."""
    return {
        "milestone": milestone,
        "transfers": transfers,
        "replications": replications,
        "known_parameters": known,
    }


def check(scenario: Scenario, options: Options) -> None:
    """Refuse what cannot be answered, before anything is done."""
    refuse_a_country(scenario)
    for option, known in (("milestone", MILESTONES), ("transfers", POLICIES)):
        if options[option] not in known:
            raise UsageError(
                N_("--{option}: {known}, not {found}"),
                option=option,
                known=", ".join(known),
                found=options[option],
            )
    if len(scenario.demand.districts) == 1:
        raise UsageError(
            N_("{scenario} has one district only: nothing to allocate"), scenario=scenario.name
        )
    if not any(batch.is_free for batch in batches(scenario)):
        raise UsageError(
            N_("{scenario} has no kits to place: no delivery, and no initial kits in districts"),
            scenario=scenario.name,
        )


def answered(
    scenario: Scenario, laboratory: Laboratory, options: Options, language: Language
) -> Answer:
    """Return the answer to ``allocate``."""
    contest = Contest(scenario, laboratory, options["milestone"])
    capacity = DistrictCapacity(contest.scenario)
    fresh = range(FRESH + 1, FRESH + 1 + options["replications"])
    laboratory.watch.expect(6 * len(SEARCH) + 3 * len(fresh))
    found = search(contest, capacity)
    tried = found.tried
    laboratory.watch.expect(laboratory.spent + 3 * len(fresh))
    checked = _checked(contest, tried, fresh)
    chosen = _chosen(checked)
    moving, moves = _moving(contest, chosen.plan, fresh, options["transfers"])
    plans = _by_name(contest, capacity, found, chosen.plan)
    scores = {"proportional": checked[0].score, "best": chosen.score}
    tables = {
        "allocation": allocation_table(contest, plans, scores, language),
        "placements": placement_table(capacity, plans),
        "placement_trials": trial_table(contest, tried, checked, (chosen, moving)),
    }
    tables |= {} if moves is None else {"transfers": moves}
    data = {
        "language": language,
        "seed": laboratory.seed,
        **_asked_about(scenario),
        "spent": laboratory.spent + (min(WATCHED, len(fresh)) if moves is not None else 0),
        **options,
        **_found(contest, tried, checked, chosen, moving),
        "names": {name: placement(language, name) for name in PLACEMENTS},
        "moves_tried": len({name for name, _ in laboratory.tried if name.endswith(BRIEF)}),
        "without_kits": _without_kits(tables["allocation"]),
        "kits_moved": 0 if moves is None else int(moves["kits"].sum()),
        "same_kits": _same(plans, tried),
        "initial_are_free": all(each.is_free for each in capacity.batches),
        "scenario_entries": _entries(contest.scenario, chosen.plan, _is_worth(moving, chosen)),
    }
    return Answer(
        headline=headline(data, language),
        table=tables["allocation"],
        listings=listings(data, tables, language),
        caveats=caveats(data, language),
        data=data,
        tables=tables,
    )


def _without_kits(table: pd.DataFrame) -> list[str]:
    """Return the districts to which the recommended placement sends no kit."""
    return table["name"][table["eligible"].notna() & (table["kits_best"] == 0)].tolist()


def _asked_about(scenario: Scenario) -> dict[str, Any]:
    """Return what the words of the answer must know of the scenario."""
    return {
        "scenario": scenario.name,
        "deadline": scenario.campaign.deadline.isoformat(),
        "horizon": scenario.campaign.horizon.isoformat(),
        "crews_limited": scenario.service.crews.limited,
    }


def _checked(contest: Contest, tried: Sequence[Tried], fresh: Sequence[int]) -> list[Tried]:
    """Return the placements worth a check, tried with fresh luck, proportional first.

    The best of the search, and the scenario's own; none that did worse than proportional.
    """
    baseline = tried[0]
    worth = [each for each in tried if each.score.order[0] >= baseline.score.order[0]]
    own = [each for each in tried if each.plan.rule == AS_PLANNED]
    plans = list(dict.fromkeys(each.plan for each in (baseline, best(worth), *own)))
    scores = contest.try_all([contest.lasting(plan) for plan in plans], fresh)
    return [Tried(*each) for each in zip(plans, scores, strict=True)]


def _chosen(checked: Sequence[Tried]) -> Tried:
    """Return the best of those clearly better than proportional, else proportional."""
    baseline = checked[0]
    clear = [each for each in checked[1:] if each.score.is_clearly_better(baseline.score)]
    return best(clear) if clear else baseline


def _moving(
    contest: Contest, plan: Plan, fresh: Sequence[int], asked: str
) -> tuple[Score | None, pd.DataFrame | None]:
    """Return what a placement comes to if kits move every week, and which do."""
    if asked == "none":
        return None, None
    score = contest.try_all([contest.lasting(plan, asked)], fresh)[0]
    found, laboratory = with_transfers(placed(contest.scenario, plan), asked), contest.laboratory
    seed, jobs, known = laboratory.seed, laboratory.jobs, laboratory.known_parameters
    return score, transfer_table(found, seed, fresh[:WATCHED], known, jobs)


def _is_worth(moving: Score | None, chosen: Tried) -> bool:
    """Return whether moving kits is clearly better than leaving them."""
    return moving is not None and moving.is_clearly_better(chosen.score)


def _by_name(
    contest: Contest, capacity: DistrictCapacity, found: Found, chosen: Plan
) -> dict[str, Plan]:
    """Return every placement by the name of its column, also those that come to the same."""
    scenario = contest.scenario
    plans = {rule: capacity.planned(ruled(scenario, rule), rule, rule) for rule in RULES}
    plans[AS_PLANNED] = capacity.planned(scenario, AS_PLANNED, AS_PLANNED)
    return {**plans, **{each.name: each for each in found.marginals}, "best": chosen}


def _found(
    contest: Contest,
    tried: Sequence[Tried],
    checked: Sequence[Tried],
    chosen: Tried,
    moving: Score | None,
) -> dict[str, Any]:
    """Return what was found, as plain data."""
    rival = next((each for each in checked[1:] if each is not chosen), None)
    return {
        "best": chosen.plan.name,
        "best_rule": chosen.plan.rule,
        "rival": rival.plan.name if rival else None,
        "searched": [
            {"name": each.plan.name, **contest.told(each.score, tried[0].score)} for each in tried
        ],
        "checked": {each.plan.name: contest.told(each.score, checked[0].score) for each in checked},
        "transfers_found": contest.told(moving, chosen.score) if moving else None,
        "transfers_are_worth_it": _is_worth(moving, chosen),
    }


def _same(plans: Mapping[str, Plan], tried: Sequence[Tried]) -> dict[str, str]:
    """Return the placements that come to the same kits as one that was tried in their stead."""
    names = {each.plan.kits: each.plan.name for each in tried}
    found = {name: names[plan.kits] for name, plan in plans.items() if plan.kits in names}
    return {name: other for name, other in found.items() if name not in (other, "best")}


def _entries(scenario: Scenario, plan: Plan, moves: bool) -> dict[str, Any]:
    """Return the placement as entries of a scenario file that extends this one."""
    supply: dict[str, Any] = {"deliveries": {}}
    if plan.rule in RULES:
        supply = {"placement": plan.rule}
    elif plan.rule is None:
        changed = placed(scenario, plan).supply
        supply["initial_kits"] = changed.initial_kits.value
        for name, delivery in changed.deliveries.items():
            before = scenario.supply.deliveries.get(name)
            gone = {"without": ["placement"]} if before and before.placement else {}
            entries = delivery.model_dump(mode="json", exclude_none=True) if not before else {}
            supply["deliveries"][name] = {**entries, **gone, "to": delivery.to}
    return {"supply": {**supply, "transfers": {"policy": POLICIES["weekly" if moves else "none"]}}}
