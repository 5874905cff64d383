"""How many kits to buy so that a milestone is on time with a probability, and by when to order."""

from __future__ import annotations

from datetime import date

from cccd_sim.experiment.replicate import check_numbers
from cccd_sim.experiment.trials import Laboratory
from cccd_sim.language import Language
from cccd_sim.planning.asking import Asked, kept, with_hooks_told
from cccd_sim.planning.purchase import routes_of
from cccd_sim.planning.size_answer import answer_about_budget, answer_about_size
from cccd_sim.planning.size_data import about, data_of
from cccd_sim.planning.size_question import (
    ON_TIME,
    Options,
    asked,
    budget_of,
    check,
    goal_of,
    purchase_of,
)
from cccd_sim.planning.size_search import search
from cccd_sim.planning.spending import spent_best
from cccd_sim.results.answer import Answer
from cccd_sim.scenario.schema import Scenario


def size(  # noqa: PLR0913  (what can be asked)
    base: Scenario,
    *,
    on_time: float = ON_TIME,
    milestone: str = "dossier",
    route: str | None = None,
    ordered: date | None = None,
    budget: str | None = None,
    replications: int | None = None,
    seed: int = 1,
    jobs: int | None = None,
    known_parameters: bool = False,
    language: Language = "vi",
) -> Answer:
    """Return the smallest purchase with which a milestone is on time often enough.

    Parameters
    ----------
    base
        The scenario to which kits are added.
    on_time
        The probability asked for; what is up to two points below may be certified.
    milestone
        ``dossier``, ``sent``, ``produced`` or ``in_hand``.
    route, ordered
        Procurement route and day of the order; competitive quotation, two weeks after the start.
    budget
        Ask instead for the best probability that this much money buys: ``3 billion VND``.
    replications
        About how many to spend; none stated: by the size of the province.
    seed, jobs, known_parameters
        As in :func:`replicate`.
    language
        Of the texts: ``vi`` or ``en``.

    Returns
    -------
    Answer
        ``table`` has one row for each size tried: ``kits`` more, ``p_on_time`` with its exact
        interval (Clopper and Pearson 1934), ``cost_vnd``, ``verdict``; ``tables`` has the routes
        and levers.

    Raises
    ------
    UsageError
        If the question makes no sense for this scenario.

    Examples
    --------
    >>> from cccd_sim import load_scenario, size
    >>> tiny = load_scenario("tests/tiny/tiny.yaml")
    >>> answer = size(tiny, on_time=0.95, replications=100, jobs=1, language="en")
    >>> answer.table[["kits", "numbers", "verdict"]].columns.tolist()
    ['kits', 'numbers', 'verdict']
    """
    options = asked(on_time, milestone, route, ordered, budget, replications)
    check_numbers(1, seed, jobs)
    laboratory = Laboratory(seed, jobs, known_parameters)
    answer = sized(base, laboratory, options, language)
    answer = with_hooks_told(answer, base, language)
    return kept(answer, Asked("size", base, laboratory, options))


def sized(
    scenario: Scenario, laboratory: Laboratory, options: Options, language: Language
) -> Answer:
    """Answer the question ``size``, or with a budget what it buys."""
    effort, goal = check(scenario, options), goal_of(scenario, options)
    purchase, budget = purchase_of(scenario, options), budget_of(options)
    laboratory.watch.expect(effort.total)
    if budget is None:
        data = data_of(search(goal, laboratory, purchase, effort))
    else:
        choice = routes_of(scenario, purchase) if options["route"] is None else (purchase,)
        data = spent_best(goal, laboratory, list(choice), budget, effort)
    laboratory.watch.expect(laboratory.spent)
    data = {**about(goal, laboratory, language), **data}
    return (answer_about_size if budget is None else answer_about_budget)(data, language)
