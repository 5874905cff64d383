"""explain: parts that add up exactly, causes that can be taken out."""

from contextlib import suppress
from fractions import Fraction

import pytest
from properties.provinces import province

from cccd_sim.errors import ScenarioError, UsageError
from cccd_sim.experiment.trials import Case, Laboratory
from cccd_sim.planning.causes import STATION, causes_of, no_breakdown, present, without
from cccd_sim.planning.explanation import accounts_of, bridge, explain
from cccd_sim.planning.paper import on_paper
from cccd_sim.planning.response import going_on
from cccd_sim.results.tables import TABLES


def generated(tiny, how_many):
    """Return the first provinces that the checks accept."""
    found, seed = [], 0
    while len(found) < how_many:
        with suppress(ScenarioError):
            found.append(province(tiny, seed))
        seed += 1
    return found


def check_sums(scenario, milestone, causes):
    """Check that both bridges add up, exactly and as shown; return them."""
    laboratory = Laboratory(jobs=1)
    found = accounts_of(scenario, laboratory, milestone, causes, 2)
    bridges = [bridge(each, tuple(causes)) for each in found]
    for rows, sign in zip(bridges, (-1, 1), strict=True):
        first, *parts, last = rows
        exact = sum(Fraction(row["exact_sum"]) for row in parts)
        assert exact == sign * (int(last["exact_sum"]) - int(first["exact_sum"]))
        assert sum(row["shown"] for row in parts) == sign * (last["shown"] - first["shown"])
        for row in parts:
            assert abs(row["shown"] - Fraction(row["exact_sum"]) / 2) <= 1
    return bridges


FEW = ("late_kits", "breakdown", "closed_days", "home_visits")


def some(scenario, names=FEW):
    return {name: STATION[name] for name in present(scenario, STATION) if name in names}


def test_parts_sum_to_the_whole_exactly_in_three_scenarios(tiny):
    for scenario in (tiny, *generated(tiny, 2)):
        check_sums(scenario, "dossier", some(scenario))


def test_parts_of_the_cards_sum_as_well(tiny):
    causes = causes_of("in_hand")
    check_sums(
        tiny, "in_hand", {name: causes[name] for name in ("late_kits", "upload", "printing")}
    )


def test_a_sum_that_is_off_is_seen(tiny, monkeypatch):
    """The oracle above says no where it should."""
    whole = {"late_kits": Fraction(1, 3)}
    monkeypatch.setattr("cccd_sim.planning.explanation.shares", lambda *_: whole)
    with pytest.raises(AssertionError):
        check_sums(tiny, "dossier", some(tiny, ("late_kits",)))


def test_a_cause_named_twice_gets_equal_shares_and_an_idle_one_nothing(tiny):
    causes = {"one": no_breakdown, "other": no_breakdown, "idle": lambda scenario: scenario}
    for rows in check_sums(tiny, "dossier", causes):
        parts = {row["step"]: Fraction(row["exact_sum"]) for row in rows[1:-1]}
        assert parts["one"] == parts["other"] > 0
        assert parts["idle"] == 0
        assert next(row for row in rows if row["step"] == "idle")["shown"] == 0


def test_causes_can_be_taken_out_in_any_order(tiny):
    causes = list(causes_of("in_hand").values())
    assert without(tiny, causes) == without(tiny, causes[::-1])


def test_without_all_causes_none_is_present(tiny):
    for scenario in (tiny, *generated(tiny, 6)):
        causes = causes_of("in_hand")
        assert not present(without(scenario, causes.values()), causes)


def test_causes_not_in_a_scenario_drop_out(tiny, quiet):
    assert "learning" not in present(tiny, STATION)  # its rate is stated
    learning = tiny.with_(service={"periods": {"office": {"without": ["dossiers_per_kit_day"]}}})
    assert "learning" in present(learning, STATION)
    observed = tiny.with_(service={"periods": {"office": {"rate_is": "observed"}}})
    assert not {"breakdown", "no_show"} & set(present(observed, STATION))
    assert set(present(quiet, STATION)) <= {"uneven_districts"}


def test_before_the_deadline_nothing_changes_if_stations_go_on_after_it(tiny):
    laboratory = Laboratory(jobs=1)
    for at, scenario in enumerate((tiny, *generated(tiny, 8))):
        stops = going_on(scenario).model_copy(
            update={"campaign": scenario.campaign.model_copy(update={"after_deadline": "stop"})}
        )
        found = [
            laboratory.try_(Case(f"{at} {name}", each), (1, 2))
            for name, each in (("stops", stops), ("goes on", going_on(scenario)))
        ]
        assert [each.reached for each in found[0]] == [each.reached for each in found[1]]


def test_paper_is_kits_times_days_times_rate_at_most_everybody(quiet):
    scenario = quiet.with_(service={"periods": {"office": {"dossiers_per_kit_day": 200}}})
    days = (scenario.campaign.deadline - scenario.campaign.start).days
    assert on_paper(scenario, "dossier")[0] == 2 * 200 * days
    plenty = scenario.with_(supply={"initial_kits": 120})
    reached, day = on_paper(plenty, "dossier")
    assert reached == 40_000
    assert day == 2  # 24,000 a day, 36,000 wanted
    never = scenario.with_(supply={"initial_kits": 1})
    assert on_paper(never, "dossier")[1] == (never.campaign.horizon - never.campaign.start).days + 2


def test_the_answer_tells_what_is_missing_why_and_by_how_many_days(tiny):
    scenario = tiny.with_(
        demand={"home_visit_share": 0, "show_up": 1.0}, central={"check": {"rework": 0}}
    )
    answer = explain(scenario, replications=2, jobs=1, language="en")
    assert tuple(answer.table.columns) == TABLES["explanation"].columns
    assert "of plain arithmetic; most are due to" in answer.headline
    assert "days later than on paper" in answer.headline
    assert "2 replications of each of 16 combinations of causes, seed 1" in answer.headline
    assert any("no-show, learning, home visits, rework" in each for each in answer.caveats)
    assert answer.data["absent"] == ["no_show", "learning", "home_visits", "rework"]
    assert answer.to_json()


def test_a_target_never_met_is_said_and_counted_as_the_day_after(tiny):
    poor = tiny.with_(
        supply={"without": ["deliveries"], "breakdown": {"happens": False}},
        demand={"home_visit_share": 0, "show_up": 1.0},
        central={"check": {"rework": 0}},
        service={"periods": {"office": {"dossiers_per_kit_day": 20}}},
    )
    answer = explain(poor, replications=1, jobs=1, language="en")
    assert "is not met by 31 March 2021" in answer.headline
    assert any("count as the day after it" in each for each in answer.caveats)


def test_a_milestone_that_does_not_exist_is_refused(tiny):
    with pytest.raises(UsageError, match="--milestone"):
        explain(tiny, milestone="cards")
