"""Which scenario is better: differences pair by pair, the same luck in each scenario."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cccd_sim.analysis.costs import BUDGET, MARGINAL, marginal_cost
from cccd_sim.analysis.intervals import (
    Interval,
    paired_interval,
    paired_proportion_interval,
)
from cccd_sim.analysis.measures import MONEY, PROBABILITIES, UNITS
from cccd_sim.errors import UsageError
from cccd_sim.experiment.bench import in_blocks
from cccd_sim.experiment.replicate import Replications
from cccd_sim.language import N_, Language
from cccd_sim.planning.evaluation import automatic, evaluate
from cccd_sim.planning.money import budget_of, judged
from cccd_sim.planning.outcome import outcome
from cccd_sim.planning.standing import drawn_together
from cccd_sim.results.answer import Answer
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.schema import Scenario


def run(  # noqa: PLR0913  (what can be asked)
    scenarios: Scenario | Sequence[Scenario],
    replications: Replications = 30,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    language: Language = "vi",
    *,
    required: float | None = None,
    budget: str | None = None,
) -> Answer:
    """Simulate one or more scenarios and tell how they end.

    Parameters
    ----------
    scenarios
        One, or several of different names; all have the same luck.
    replications, seed, jobs, known_parameters
        As in :func:`replicate`.
    language
        Of the texts: ``vi`` or ``en``.
    required
        Probability of being on time from which a scenario is feasible, 0 to 1; left out, 0.95.
        With ``"auto"`` it is the question.
    budget
        Tell also how often a scenario is on time and within this much money, all payers together:
        ``"50 billion VND"``.

    Returns
    -------
    Answer
        ``table`` has one row per scenario, those surely on time first; ``ensembles`` what it
        stands on.

    Examples
    --------
    >>> from cccd_sim import load_scenario, run
    >>> answer = run(load_scenario("tests/tiny/tiny.yaml"), 3, jobs=1, language="en")
    >>> answer.table[["scenario", "kits"]].to_dict("records")
    [{'scenario': 'tiny', 'kits': 4.0}]
    """
    wanted = [scenarios] if isinstance(scenarios, Scenario) else list(scenarios)
    limit = budget_of(budget, wanted)
    if replications == "auto":
        replications = automatic(compared=False, required=required)
    ensembles = evaluate(wanted, replications, seed, jobs, known_parameters)
    return outcome(judged(ensembles, limit), language, required)


def compare(  # noqa: PLR0913  (what can be asked)
    scenarios: Sequence[Scenario],
    replications: Replications = 30,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    language: Language = "vi",
    *,
    required: float | None = None,
    budget: str | None = None,
) -> Answer:
    """Compare scenarios with the first of them, with common random numbers.

    Parameters
    ----------
    scenarios
        Two or more of different names, the baseline first.
    replications
        How often each is simulated. ``"auto"``, or an ``Auto`` of your own with ``best``: as often
        as it takes to find the best; who drops out is not simulated any further.
    seed, jobs, known_parameters, language, required, budget
        As in :func:`run`.

    Returns
    -------
    Answer
        ``table`` has one row per scenario, the feasible ones first; ``tables["comparison"]``
        the paired differences.

    Examples
    --------
    >>> from cccd_sim import compare, load_scenario
    >>> tiny = load_scenario("tests/tiny/tiny.yaml")
    >>> more = tiny.with_(name="more", supply={"initial_kits": 2})
    >>> compare([tiny, more], 4, jobs=1, language="en").table["scenario"].tolist()
    ['more', 'tiny']
    """
    check_enough(scenarios)
    limit = budget_of(budget, scenarios)
    if replications == "auto":
        replications = automatic(compared=True, required=required)
    ensembles = evaluate(scenarios, replications, seed, jobs, known_parameters)
    ensembles = judged(ensembles, limit)
    return outcome(ensembles, language, required, differences(ensembles))


def check_enough(scenarios: Sequence[object]) -> None:
    """Refuse to compare a scenario with nothing."""
    if len(scenarios) < 2:  # noqa: PLR2004
        raise UsageError(N_("compare needs at least two scenarios"))


def differences(ensembles: Sequence[Ensemble]) -> pd.DataFrame:
    """Return every measure of every ensemble minus the first one's, replication by replication.

    Parameters
    ----------
    ensembles
        Two or more, the baseline first, of one seed: then replications of one number have the same
        luck and make a pair. Those that only one of them has are left out.

    Returns
    -------
    DataFrame
        The ``comparison`` table: a row for each scenario and measure, its unit, the mean
        difference, its 95 % interval (Student's t over the pairs; of a probability exact binomial
        ones of the pairs won and lost), and the number of pairs.

    Raises
    ------
    UsageError
        If there is nothing to compare with, or seeds differ, or no number is common.

    Examples
    --------
    >>> from cccd_sim import differences, load_scenario, replicate_all
    >>> tiny = load_scenario("tests/tiny/tiny.yaml")
    >>> more = tiny.with_(name="more", supply={"initial_kits": 2})
    >>> found = differences(replicate_all([tiny, more], 4, jobs=1)).set_index("measure")
    >>> bool(found.loc["dossier_by_deadline", "difference"] > 0)
    True
    """
    check_enough(ensembles)
    baseline = ensembles[0]
    rows = [
        {"scenario": other.name, "baseline": baseline.name, **row}
        for other in ensembles[1:]
        for row in _paired(other, baseline)
    ]
    return pd.DataFrame(rows)


def _pairs(other: Ensemble, baseline: Ensemble) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the measures of the replications that two ensembles share."""
    shared = sorted(set(other.numbers) & set(baseline.numbers))
    if other.seed != baseline.seed or not shared:
        raise UsageError(
            N_("{one} and {other} have no replications with the same luck: nothing to pair"),
            one=baseline.name,
            other=other.name,
        )
    one, another = (
        each.replications.set_index("replication", drop=False).loc[shared]
        for each in (other, baseline)
    )
    return one, another


def _paired(other: Ensemble, baseline: Ensemble) -> list[dict[str, object]]:
    """Return the differences in every measure, replication by replication."""
    here, there = _pairs(other, baseline)
    units, together = {**UNITS, **MONEY}, 1
    if in_blocks(here["replication"].tolist()):
        together = drawn_together(other, baseline)
    measures = {name: (name, unit) for name, unit in units.items() if unit != "0 or 1"}
    measures |= {name: (source, "probability") for name, source in PROBABILITIES.items()}
    measures[f"p_{BUDGET}"] = (BUDGET, "probability")
    found: list[tuple[str, str, Interval]] = []
    for name, (column, unit) in measures.items():
        if column in here and column in there:
            pair = here[column].to_numpy(float), there[column].to_numpy(float)
            if unit == "probability":
                found.append((name, unit, paired_proportion_interval(*pair)))
            else:
                found.append((name, unit, paired_interval(*pair, together=together)))
    if "cost_vnd" in here and "cost_vnd" in there:
        found.append((MARGINAL, "VND", marginal_cost(here, there)))
    return [
        {
            "measure": name,
            "unit": unit,
            "difference": difference.mean,
            "ci_low": difference.low,
            "ci_high": difference.high,
            "replications": len(here),
        }
        for name, unit, difference in found
    ]
