"""Uncertain inputs: which can matter, their units, names and values."""

import pytest
from unit.planning.uncertain import uncertain

from cccd_sim.errors import UsageError
from cccd_sim.experiment.trials import Case, Laboratory
from cccd_sim.planning.input_names import NAMES, name_of, written
from cccd_sim.planning.inputs import Question, inputs_of, unit_of, with_values
from cccd_sim.planning.response import RESPONSES, first_day_after, going_on, response
from cccd_sim.scenario import units
from cccd_sim.scenario.files import load_scenario, shipped
from cccd_sim.scenario.ranges import ranges


def of(scenario, name="dossier", beginnings=()):
    judged = response(scenario, name)
    question = Question(scenario, judged.milestone, first_day_after(scenario, name))
    return inputs_of(question, beginnings)


def moves(scenario, one, name):
    """Say whether an input changes what is measured at one of its ends."""
    judged, laboratory = response(scenario, name), Laboratory(jobs=1)
    tried = going_on(scenario) if name == "finish-day" else scenario
    cases = [
        Case(end, with_values(tried, {one.path: getattr(one, end)}))
        for end in ("low", "base", "high")
    ]
    found = [[judged.of(each) for each in laboratory.try_(case, (1, 2))] for case in cases]
    return found[0] != found[1] or found[1] != found[2]


@pytest.mark.parametrize("name", RESPONSES)
def test_what_is_left_out_changes_nothing(tiny, name):
    scenario = uncertain(tiny)
    left_out = of(scenario, name).left_out
    assert left_out
    assert not [one.path for one, _ in left_out if moves(scenario, one, name)]


def test_what_matters_is_found_to_matter(tiny):
    """The oracle above says no where it should."""
    scenario = uncertain(tiny)
    rate = next(one for one in ranges(scenario) if one.path.endswith("dossiers_per_kit_day"))
    assert rate in of(scenario).tried
    assert moves(scenario, rate, "dossier")


def test_every_reason_is_given_where_it_holds(tiny):
    scenario = uncertain(tiny)
    reasons = {one.path: why for one, why in of(scenario).left_out}
    assert reasons["supply.kit_price"] == "prices change no date"
    assert reasons["supply.routes.tender.contract"] == "no delivery takes this route"
    assert reasons["supply.transfers.time"] == "kits never move between districts"
    assert reasons["service.capture.mean"] == "every period states its rate"
    assert reasons["service.learning.extra"] == "every period states its rate"
    assert reasons["central.plant.share"] == "acts only after what is measured"


def test_a_reason_that_no_longer_holds_is_none(tiny):
    scenario = uncertain(tiny).with_(
        supply={
            "transfers": {"policy": "weekly_by_need"},
            "deliveries": {
                "bought": {
                    "kits": 1,
                    "funder": "provincial",
                    "route": "tender",
                    "ordered": "2021-03-01",
                }
            },
        },
        service={"periods": {"office": {"without": ["dossiers_per_kit_day"]}}},
    )
    tried = {one.path for one in of(scenario, "in_hand").tried}
    assert tried >= {
        "supply.routes.tender.contract",
        "supply.transfers.time",
        "service.capture.mean",
        "service.learning.extra",
        "central.plant.share",
        "central.return_days",
    }


def test_switched_off_and_observed_is_left_out(tiny):
    off = uncertain(tiny).with_(
        supply={"breakdown": {"happens": False}}, demand={"away": {"happens": False}}
    )
    reasons = {one.path: why for one, why in of(off).left_out}
    assert reasons["supply.breakdown.mean_open_time"] == "switched off in this scenario"
    assert reasons["demand.away.share"] == "switched off in this scenario"
    observed = uncertain(tiny).with_(service={"periods": {"office": {"rate_is": "observed"}}})
    reasons = {one.path: why for one, why in of(observed).left_out}
    assert reasons["demand.show_up"].startswith("the rate is observed")


def test_only_entries_that_begin_so_are_varied(tiny):
    scenario = uncertain(tiny)
    assert [one.path for one in of(scenario, beginnings=["demand.show_up"]).tried] == [
        "demand.show_up"
    ]
    both = of(scenario, beginnings=["demand", "central.check"])
    assert {one.path.split(".")[0] for one in both.tried} == {"demand", "central"}
    with pytest.raises(UsageError, match="no entry with low, base and high begins so") as error:
        of(scenario, beginnings=["demand.show"])
    assert "demand.show_up" in error.value.text("en")


def test_a_scenario_without_ranges_has_nothing_to_vary(tiny):
    certain = tiny.with_(supply={"deliveries": {"spring": {"without": ["delay"]}}})
    with pytest.raises(UsageError, match="nothing to vary"):
        of(certain)


def test_values_are_set_and_all_others_are_at_their_base(tiny):
    scenario = uncertain(tiny)
    found = with_values(scenario, {"demand.show_up": 0.7, "central.return_days": 3.0})
    assert found.demand.show_up.value == 0.7
    assert (found.central.return_days.value, type(found.central.return_days.value)) == (3, int)
    assert found.demand.away.share.value == 0.05
    assert ranges(found) == ()


def test_all_that_is_varied_in_the_shipped_scenarios_has_a_name_in_words():
    for name in shipped():
        for one in of(load_scenario(name), "in_hand").tried:
            assert name_of("en", one.trail) != one.path, one.path
            assert "{" not in name_of("en", one.trail)


def test_names_tell_which_one_and_units_follow_the_kind(tiny):
    scenario = uncertain(tiny)
    found = {one.path: one for one in ranges(scenario)}
    rate = found["service.periods.office.dossiers_per_kit_day"]
    assert name_of("en", rate.trail) == "dossiers per kit-day (office)"
    assert unit_of(scenario, rate) == "dossiers per kit-day"
    assert unit_of(scenario, found["demand.show_up"]) == "share"
    assert unit_of(scenario, found["supply.deliveries.spring.delay"]) == "days"
    assert unit_of(scenario, found["supply.kit_price"]) == "VND"
    assert units.unit_of(scenario.central.check.days) == "days"
    assert units.unit_of(scenario.central.return_days) == "days"
    assert units.unit_of(scenario.supply.initial_kits) == "count"
    assert name_of("en", ("a", "b")) == "a.b"
    assert len({text for text in NAMES.values() if "{" not in text}) == len(
        [text for text in NAMES.values() if "{" not in text]
    )


@pytest.mark.parametrize(
    ("unit", "value", "told"),
    [
        ("share", 0.85, "85%"),
        ("share", 0.015, "1.5%"),
        ("days", 1.0, "1 day"),
        ("days", -10.0, "−10 days"),
        ("minutes", 9600.0, "9,600 min"),
        ("VND", 80_000_000.0, "80,000,000 VND"),
        ("ratio", 0.35, "0.35"),
        ("count", 2.0, "2"),
    ],
)
def test_values_are_written_with_their_unit(unit, value, told):
    assert written("en", unit, value) == told
