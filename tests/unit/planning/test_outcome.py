"""The answer: its sentence, its tables on screen, what must be minded; without a simulation."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from unit.planning.made import rich, told

from cccd_sim import replicate
from cccd_sim.analysis.intervals import proportion_interval
from cccd_sim.cli.console import aligned, width
from cccd_sim.language import LANGUAGES
from cccd_sim.planning.comparison import differences
from cccd_sim.planning.ending import BEFORE, bound_by, ending, reading
from cccd_sim.planning.outcome import outcome
from cccd_sim.results.tables import MILESTONES, TABLES

QUIET = {"never_summoned": 0.0, "missed_summons": 0.0, "correction": 0.0, "home_visit": 0.0}
SCREEN = 100
"""Columns of a screen."""


@pytest.fixture(scope="module")
def promised():
    return told(rate=450)


@pytest.fixture(scope="module")
def several(promised):
    return [
        promised,
        told("promised-32-office-hours", kits=((1, 2),), rate=100, observed=True),
        rich(),
    ]


@pytest.fixture(scope="module")
def compared(several):
    return outcome(several, "en", None, differences(several))


def mean(ensemble, measure):
    return ensemble.derived["replications"][measure].mean()


def test_the_sentence_tells_dossiers_first_then_cards_then_the_queue_that_holds_them(promised):
    told = outcome([promised], "en").headline
    held = mean(promised, "held_by_plant")
    parts = [
        "Before 1 July 2021, ",
        f"{mean(promised, 'dossier_by_deadline'):,.0f} dossiers are taken",
        "the target of 95% is met in time with probability",
        "8 replications, seed 1",
        f"{mean(promised, 'in_hand_share_by_deadline'):.1%} hold their card by then (target 90%, "
        "met with probability 0.0%)",
        f"{held:,.0f} accepted dossiers then wait for their card at the plant, a backlog cleared "
        "on ",
        " October 2021 (median).",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_a_backlog_beyond_the_simulated_time_is_told_as_such():
    slow = told(plant=0.3, replications=2)
    assert outcome([slow], "en").headline.endswith("a backlog not cleared by 31 January 2022.")


def test_cards_on_time_are_told_without_a_queue():
    headline = outcome([rich(replications=2)], "en").headline
    assert headline.endswith("(target 90%, met with probability 100.0%).")


def test_a_queue_of_a_few_is_not_worth_telling():
    few = told(kits=((1, 2),), rate=100, replications=2)
    assert few.derived["replications"]["held_by_return"].max() > 0
    assert outcome([few], "en").headline.endswith("met with probability 0.0%).")


def test_one_replication_is_one_and_not_ones(promised):
    single = told(replications=1)
    assert "(exact 95% interval 0.0% to 97.5%; 1 replication, seed 1)" in (
        outcome([single], "en").headline
    )
    assert "1 replications" not in outcome([single], "en").to_json()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_fits_a_screen(several, language):
    for answer in (
        outcome(several[:1], language),
        outcome(several, language, None, differences(several)),
    ):
        for listing in answer.listings:
            lines = aligned(listing)
            assert max(width(line) for line in lines[1:]) <= SCREEN, "\n".join(lines)


def test_one_scenario_has_a_row_for_each_milestone(promised):
    rows = outcome([promised], "en").listings[0].rows
    assert [row[0] for row in rows] == [
        "dossier taken",
        "dossier sent",
        "card produced",
        "card in hand",
    ]
    assert rows[3][4] == "90%"
    literal = outcome([promised], "en").listings[1].rows
    assert [row[-1] for row in literal] == ["capacity", "upload", "card plant", "card plant"]


def test_several_scenarios_have_their_four_milestones_side_by_side(compared, several):
    shares, on_time = compared.listings[:2]
    row = next(row for row in shares.rows if row[0] == several[0].name)
    assert list(row[-4:]) == [
        f"{mean(several[0], f'{milestone}_share_by_deadline'):.1%}" for milestone in MILESTONES
    ]
    assert on_time.header[1:5] == ("taken", "sent", "produced", "in hand")


def test_kits_are_those_in_service_at_the_deadline_not_those_planned():
    late = told(kits=((1, 2), (300, 30)), replications=2, noise=0)
    one = outcome([late], "en").data["scenarios"][0]
    assert (one["kits"], one["kits_planned"]) == (2, 32)


def test_json_carries_the_four_milestones(compared):
    data = json.loads(compared.to_json())
    for one in data["scenarios"]:
        assert list(one["milestones"]) == list(MILESTONES)
        for milestone, found in one["milestones"].items():
            assert found["literal_100_percent"]["largest_share"] >= found["share"]["mean"] - 1e-6
            assert 0 <= found["p_on_time"]["estimate"] <= 1
            assert found["target_share"] == (0.9 if milestone == "in_hand" else 0.95)
        assert set(one["held_at_deadline"]) == {"upload", "check", "plant", "return"}


def test_upload_and_plant_have_the_dates_from_which_they_limit(promised):
    limits = ending(promised)["limits"]
    assert "2021-03-15" <= limits["upload"]["from"] <= "2021-04-15"
    assert limits["plant"]["from"] < limits["plant"]["until"]
    assert ending(rich(replications=2))["limits"]["upload"] == {"from": None, "until": None}


def test_the_literal_hundred_percent_is_told_with_what_bounds_it(compared, several):
    listing = next(each for each in compared.listings if "literal" in each.title)
    row = next(row for row in listing.rows if row[0] == several[0].name)
    assert row[1] == "0.0%"
    assert row[4] == "capacity"
    assert row[6:] == ("31.0%", "card plant")


@pytest.mark.parametrize(
    ("left", "bound"),
    [
        ({"never_summoned": 10, "missed_summons": 5}, "capacity"),
        ({"never_summoned": 5, "missed_summons": 10}, "absence"),
        ({"missed_summons": 5, "home_visit": 10}, "home_visits"),
        ({"correction": 10}, "records"),
        ({"never_summoned": 5, "waiting": 6, "missed_summons": 10}, "capacity"),
        ({}, "nothing"),
    ],
)
def test_what_most_people_left_out_belong_to_is_the_bound_of_dossiers(left, bound):
    held = dict.fromkeys(BEFORE["in_hand"], 99.0)
    assert bound_by("dossier", {**QUIET, "waiting": 0.0, **left}, held) == bound


def test_a_queue_bounds_only_what_comes_after_it():
    left = {**QUIET, "waiting": 0.0, "never_summoned": 10.0}
    held = {"upload": 0.0, "check": 0.0, "plant": 50.0, "return": 20.0}
    found = {milestone: bound_by(milestone, left, held) for milestone in BEFORE}
    assert found == {
        "dossier": "capacity",
        "sent": "capacity",
        "produced": "plant",
        "in_hand": "plant",
    }


def test_the_bridge_ends_with_the_simulated_mean(promised):
    answer = outcome([promised], "en")
    assert answer.listings[-1].rows[0][1] == "1,900,000"
    table = answer.tables["bridge"]
    assert table["dossiers"].iloc[-1] == pytest.approx(mean(promised, "dossier_by_deadline"))
    assert tuple(table.columns) == TABLES["bridge"].columns


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (25, "as the whole province: 25 per kit-day with 2 kits"),
        (50, "as per kit: 100 a day with 2 kits"),
        (30, "uses an observed rate, 30 per kit-day"),
    ],
)
def test_the_reading_of_fifty_a_day_is_told_where_a_rate_is_observed(promised, rate, words):
    rates = [{"from": "2021-01-06", "dossiers_per_kit_day": rate, "rate_is": "observed"}]
    observed = with_facts(promised, rates=rates, initial_kits=2)
    assert words in outcome([observed], "en").caveats[0]


def test_a_reachable_rate_has_no_reading(promised):
    assert reading(promised.facts) is None


def with_facts(ensemble, **facts: Any):
    """Return an ensemble with some facts replaced."""
    return replace(ensemble, facts={**ensemble.facts, **facts})


def test_cautions_of_a_scenario_are_told_in_the_language(promised):
    cautions = [{"vi": "xem lại gói thầu", "en": "look at the packages again"}]
    caveats = outcome([with_facts(promised, cautions=cautions)], "vi").caveats
    assert caveats[0] == "promised-32-campaign: xem lại gói thầu."


def test_kits_without_a_crew_are_told_where_they_matter(promised):
    idle = told(idle=4, replications=2)
    assert "4.0 kits on average stand idle" in outcome([idle], "en").caveats[0]
    assert not any("idle" in each for each in outcome([promised], "en").caveats)


def test_different_deadlines_are_told(promised):
    later = with_facts(told("later"), deadline="2021-07-08")
    (first, *_) = outcome([promised, later], "en").caveats
    assert first.startswith("The deadlines differ")
    assert "later 8 Jul 2021" in first
    assert "deadlines differ" not in " ".join(outcome([promised, told("same")], "en").caveats)


def test_costs_that_run_on_after_the_deadline_are_told(tiny):
    on, off = (
        replicate(tiny.with_(campaign={"after_deadline": what}), replications=2, jobs=1)
        for what in ("continue", "stop")
    )
    text = "what that costs until 31 March 2021 is in its costs"
    assert text in " ".join(outcome([on], "en").caveats)
    assert text not in " ".join(outcome([off], "en").caveats)


def test_what_few_replications_do_not_show_yet_is_told(promised):
    def caveat(required, *ensembles):
        return outcome(ensembles, "en", required).caveats[0]

    assert caveat(None, promised, rich()) == (
        "On time with 95% or more is what these replications say, and is not shown yet: the 95% "
        "interval begins at 63.1% (rich). To show it takes 72 replications or more, all of them on "
        "time (--replications)."
    )
    assert proportion_interval(72, 72).low >= 0.95 > proportion_interval(71, 71).low
    assert caveat(1.0, rich()).endswith("63.1% (rich).")
    assert "not shown yet" not in caveat(0.6, rich())
    assert "not shown yet" not in caveat(None, promised)


def test_the_last_caveat_says_what_the_intervals_do_not_hold(promised):
    assert "luck only" in outcome([promised], "en").caveats[-1]


def test_feasible_scenarios_come_first_and_the_requirement_is_about_dossiers(compared, several):
    assert compared.data["best"] == "rich"
    assert compared.headline.startswith(
        "1 of 3 scenarios have their dossiers on time with probability 95% or more; the "
        "cheapest is rich, no kits to buy: before 1 July 2021"
    )
    assert compared.data["required_is_met"]
    assert not outcome(several, "en").data["required_is_met"]
    assert outcome([told(kits=((1, 2), (51, 44)))], "en").data["required_is_met"]
