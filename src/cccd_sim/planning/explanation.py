"""Why a campaign is late: days and missing citizens by cause, adding up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cccd_sim.analysis.intervals import mean_interval
from cccd_sim.analysis.shapley import shares, subsets, whole
from cccd_sim.errors import UsageError
from cccd_sim.experiment.ignorance import drawn
from cccd_sim.experiment.replicate import check_numbers
from cccd_sim.experiment.trials import Case, Laboratory, Outcome
from cccd_sim.language import N_, Language
from cccd_sim.planning.asking import Asked, kept, with_hooks_told
from cccd_sim.planning.causes import Cause, causes_of, present, without
from cccd_sim.planning.explanation_told import caveats, headline, listings, step_told
from cccd_sim.planning.paper import on_paper
from cccd_sim.planning.response import beyond, finish_day, going_on
from cccd_sim.results.answer import Answer
from cccd_sim.results.tables import MILESTONES, TABLES
from cccd_sim.scenario.schema import Scenario

REPLICATIONS = 3
"""Of every combination of causes, if none are stated: there may be hundreds of these."""

PAPER, REST, SIMULATED = "on_paper", "everything_else", "simulated"
"""Steps of the bridge that are no cause."""

Options = Mapping[str, Any]


class Account(NamedTuple):
    """One quantity of every replication: on paper, and what the causes in each set leave of it.

    Parameters
    ----------
    unit
        ``citizens``, of which causes take away, or ``days``, to which they add.
    paper
        The arithmetic without any cause, by replication.
    found
        The simulated quantity with the causes of a set and no others, by replication.
    most
        No level can be more: everybody, or the day after the horizon.
    """

    unit: str
    paper: tuple[int, ...]
    found: Mapping[frozenset[str], tuple[int, ...]]
    most: int


def explain(
    base: Scenario,
    *,
    milestone: str = "dossier",
    replications: int = REPLICATIONS,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    language: Language = "vi",
) -> Answer:
    """Return why a scenario is late: what each cause takes from it, adding up exactly.

    Parameters
    ----------
    milestone
        ``dossier``, ``sent``, ``produced`` or ``in_hand``.
    replications
        Of every combination of causes: with eight of them there are 256.
    seed, jobs, known_parameters
        As in :func:`replicate`.
    language
        Of the texts: ``vi`` or ``en``.

    Returns
    -------
    Answer
        ``table`` has the bridge from arithmetic to simulation in citizens and in days: exact
        Shapley values of the causes (Shapley 1953), which add up.
    """
    check_numbers(replications, seed, jobs)
    options = {"milestone": milestone, "replications": replications}
    check(options)
    laboratory = Laboratory(seed, jobs, known_parameters)
    answer = answered(base, laboratory, options, language)
    answer = with_hooks_told(answer, base, language)
    return kept(answer, Asked("explain", base, laboratory, options))


def check(options: Options) -> None:
    """Refuse what cannot be answered, before anything is done."""
    if options["milestone"] not in MILESTONES:
        raise UsageError(
            N_("--milestone: {known}, not {found}"),
            known=", ".join(MILESTONES),
            found=options["milestone"],
        )


def answered(
    scenario: Scenario, laboratory: Laboratory, options: Options, language: Language
) -> Answer:
    """Return the answer to ``explain``."""
    milestone, count = options["milestone"], options["replications"]
    possible = causes_of(milestone)
    causes = present(scenario, possible)
    accounts = accounts_of(scenario, laboratory, milestone, causes, count)
    bridges = {each.unit: bridge(each, tuple(causes)) for each in accounts}
    days = accounts[1]
    data = {
        "language": language,
        "seed": laboratory.seed,
        "scenario": scenario.name,
        "milestone": milestone,
        "start": scenario.campaign.start.isoformat(),
        "deadline": scenario.campaign.deadline.isoformat(),
        "horizon": scenario.campaign.horizon.isoformat(),
        "target_share": getattr(scenario.target.share, milestone).value,
        "replications": count,
        "combinations": 2 ** len(causes),
        "spent": laboratory.spent,
        "unfinished": sum(each.count(days.most) for each in days.found.values()),
        "is_ever_met": any(day < days.most for day in days.found[frozenset(causes)]),
        "causes": list(causes),
        "absent": [name for name in possible if name not in causes],
        "bridge": {
            unit: [{"name": step_told(language, row["step"]), **row} for row in rows]
            for unit, rows in bridges.items()
        },
    }
    table = _table(scenario, milestone, bridges, count)
    told = headline(data, language), table, listings(data, language), caveats(data, language)
    return Answer(*told, data, tables={"explanation": table})


def _table(
    scenario: Scenario, milestone: str, bridges: Mapping[str, list[dict[str, Any]]], count: int
) -> pd.DataFrame:
    """Return the ``explanation`` table."""
    head = {"scenario": scenario.name, "replications": count}
    rows = [
        {"measure": f"{milestone}_{unit}", "unit": unit, **head, **row}
        for unit, steps in bridges.items()
        for row in steps
    ]
    return pd.DataFrame(rows, columns=list(TABLES["explanation"].columns))


def accounts_of(
    scenario: Scenario,
    laboratory: Laboratory,
    milestone: str,
    causes: Mapping[str, Cause],
    replications: int,
) -> tuple[Account, Account]:
    """Return citizens and days with every set of causes, the same luck in all."""
    going, numbers = going_on(scenario), range(1, replications + 1)
    sets = list(subsets(tuple(causes)))
    laboratory.watch.expect(len(sets) * replications)
    cases = {there: _case(going, there, causes) for there in sets}
    outcomes = laboratory.try_all([(cases[there], n) for n in numbers for there in sets])
    by_set = {there: outcomes[at :: len(sets)] for at, there in enumerate(sets)}
    bare = cases[frozenset()].scenario
    known = laboratory.known_parameters
    papers = [
        on_paper(bare if known else drawn(bare, laboratory.seed, n), milestone) for n in numbers
    ]
    citizens, days = zip(*papers, strict=True)
    everybody = sum(each.eligible for each in scenario.demand.districts)
    place, last = list(MILESTONES).index(milestone), beyond(scenario)

    def reached(each: Outcome) -> int:
        return each.reached[place]

    def day(each: Outcome) -> int:
        return finish_day(each, milestone, last)

    return (
        Account("citizens", citizens, _of_all(by_set, reached), everybody),
        Account("days", days, _of_all(by_set, day), last),
    )


def _of_all(by_set: Mapping[frozenset[str], Sequence[Outcome]], number: Any) -> Any:
    """Return one number of every outcome."""
    return {there: tuple(map(number, outcomes)) for there, outcomes in by_set.items()}


def _case(scenario: Scenario, there: frozenset[str], causes: Mapping[str, Cause]) -> Case:
    """Return the scenario with the causes of a set and no others."""
    gone = [name for name in causes if name not in there]
    name = f"without {', '.join(gone)}".replace("_", " ") if gone else "as it is"
    return Case(name, without(scenario, (causes[each] for each in gone)))


def bridge(account: Account, causes: Sequence[str]) -> list[dict[str, Any]]:
    """Return the steps from paper to simulation: levels, and parts that add up exactly."""
    sign = -1 if account.unit == "citizens" else 1
    runs = range(len(account.paper))
    none, everything = account.found[frozenset()], account.found[frozenset(causes)]
    parts: dict[str, list[Fraction]] = {
        REST: [Fraction(sign * (none[run] - account.paper[run])) for run in runs],
        **{name: [] for name in causes},
    }
    for run in runs:
        worth = {there: sign * values[run] for there, values in account.found.items()}
        for name, share in shares(worth, causes).items():
            parts[name].append(share)
    means = {name: sum(values, Fraction(0)) / len(runs) for name, values in parts.items()}
    begins, ends = (round(Fraction(sum(level), len(runs))) for level in (account.paper, everything))
    shown = whole(means, sign * (ends - begins))
    order = [REST, *sorted(causes, key=lambda name: (-means[name], causes.index(name)))]
    return [
        _level(PAPER, account.paper, begins, account.most),
        *(_part(name, parts[name], shown[name]) for name in order),
        _level(SIMULATED, everything, ends, account.most),
    ]


def _level(step: str, values: Sequence[int], shown: int, most: int) -> dict[str, Any]:
    """Return an end of the bridge."""
    level = mean_interval(np.array(values, float))
    return {
        "step": step,
        "level": level.mean,
        "part": float("nan"),
        "shown": shown,
        "ci_low": float(np.clip(level.low, 0, most)),
        "ci_high": float(np.clip(level.high, 0, most)),
        "exact_sum": str(sum(values)),
    }


def _part(step: str, values: Sequence[Fraction], shown: int) -> dict[str, Any]:
    """Return a step of the bridge."""
    part = mean_interval(np.array([float(each) for each in values]))
    return {
        "step": step,
        "level": float("nan"),
        "part": part.mean,
        "shown": shown,
        "ci_low": part.low,
        "ci_high": part.high,
        "exact_sum": str(sum(values, Fraction(0))),
    }
