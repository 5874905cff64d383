"""What the intervals hold, what luck and ignorance make of the spread, why replications stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.planning.made import told

from cccd_sim.planning.outcome import outcome


def with_facts(ensemble, luck=None, ignorance=None, **facts):
    """Return an ensemble with some facts, and parts of its spread, replaced."""
    summary = ensemble.derived["summary"].assign(luck_sd=luck, ignorance_sd=ignorance)
    summary = summary.astype({"luck_sd": float, "ignorance_sd": float})
    derived = {**ensemble.derived, "summary": summary}
    return replace(ensemble, facts={**ensemble.facts, **facts}, derived=derived)


DRAWN = {"known_parameters": False, "unknown_parameters": 40}


@pytest.fixture(scope="module")
def made():
    return told(replications=20)


def test_known_parameters_are_told_as_such(made):
    assert "(--known-parameters)" in outcome([with_facts(made)], "en").caveats[-1]


def test_drawn_parameters_are_in_the_intervals(made):
    told_ = outcome([with_facts(made, 3000.0, 4000.0, **DRAWN)], "en").caveats[-1]
    assert "luck and what is unknown about the inputs" in told_
    assert "(40)" in told_
    assert "From 20 replications on" not in told_


def test_a_part_of_a_block_is_told(made):
    part = "with a part of a block"
    assert part not in outcome([with_facts(made, **DRAWN)], "en").caveats[-1]
    eight = with_facts(told(replications=8), **DRAWN)
    assert part in outcome([eight], "en").caveats[-1]


def test_nothing_unknown_is_no_claim_that_it_was_left_out(made):
    facts = {"known_parameters": False, "unknown_parameters": 0}
    assert "no number of these scenarios" in outcome([with_facts(made, **facts)], "en").caveats[-1]


def test_the_parts_of_the_spread_are_on_screen_and_add_up_in_squares(made):
    answer = outcome([with_facts(made, 3000.0, 4000.0, **DRAWN)], "en")
    listing = next(each for each in answer.listings if "luck" in each.title)
    assert listing.rows[0][1:4] == ("5,000", "3,000", "4,000")
    spread = answer.data["scenarios"][0]["spread"]["dossier_by_deadline"]
    assert spread == {"luck_sd": 3000.0, "ignorance_sd": 4000.0}


def test_parts_that_are_not_estimated_are_not_shown(made):
    answer = outcome([with_facts(made, **DRAWN)], "en")
    assert not any("luck" in each.title for each in answer.listings)
    assert "From 20 replications on" in answer.caveats[-1]


def test_a_scenario_with_too_few_replications_stands_beside_one_with_enough(made):
    few = told("few", replications=5)
    answer = outcome([with_facts(made, 3.0, 4.0, **DRAWN), with_facts(few, **DRAWN)], "en")
    listing = next(each for each in answer.listings if "luck" in each.title)
    assert {row[0]: row[1] for row in listing.rows}["few"] == "–"


AUTO = {"within_days": 2.0, "within_dossiers": None, "required": None, "most": 500, "zone": 0.02}


def stopped(made, **auto):
    """Return the caveat about the number of replications."""
    return outcome([with_facts(made, auto={**AUTO, "dossiers": 15_000.0, **auto})], "en").caveats[
        -2
    ]


def measures(half):
    found = {"dossier_by_deadline": {"half_width": half, "within": 15_000.0}}
    return {**found, "dossier_finish_day": {"half_width": 1.44, "within": 2.0}}


def test_precision_that_was_reached_is_told(made):
    found = stopped(made, rule="precision", is_enough=True, measures=measures(12_345.6))
    assert "20 replications were enough for 95% intervals of dossiers ±12,346" in found
    assert "±1.4 days" in found


def test_a_cap_that_was_reached_is_told_with_what_was_wanted(made):
    found = stopped(made, rule="precision", is_enough=False, measures=measures(20_000.0))
    assert "20 replications were not enough" in found
    assert "wanted were dossiers ±15,000" in found


@pytest.mark.parametrize(
    ("is_enough", "is_on_time", "words"),
    [
        (True, True, "on time with 95.0% or more, rather than with 2 points less"),
        (True, False, "on time with less than 95.0%, by 2 points or more"),
        (False, None, "do not tell whether"),
    ],
)
def test_a_probability_that_was_decided_or_not_is_told(made, is_enough, is_on_time, words):
    rule = {"rule": "probability", "is_enough": is_enough, "is_on_time": is_on_time}
    assert words in stopped(made, **rule, required=0.95)
