"""sensitivity: tornado, Morris, Sobol, and what they refuse."""

import numpy as np
import pytest
from unit.planning.uncertain import Calculator, uncertain

from cccd_sim.errors import UsageError
from cccd_sim.experiment.trials import Outcome
from cccd_sim.planning import screening
from cccd_sim.planning.inputs import Question, inputs_of, with_values
from cccd_sim.planning.response import finish_day, first_day_after, response
from cccd_sim.planning.sensitivity import METHODS, answered, asked, sensitivity
from cccd_sim.planning.tornado import FOLLOWED, SCREENED, tornado
from cccd_sim.results.tables import TABLES


@pytest.fixture(scope="module")
def scenario(tiny):
    return uncertain(tiny)


def tried(scenario):
    return inputs_of(Question(scenario, "dossier", first_day_after(scenario, "dossier"))).tried


def straight(scenario, number):
    """Return an outcome that is linear in two inputs, with luck that is the same everywhere."""
    demand, central = scenario.demand, scenario.central
    return round(1e6 * demand.show_up.value - 1e5 * central.check.rework.value) + 1000 * number


def test_a_tornado_finds_what_a_formula_says(scenario):
    table = tornado(
        scenario, Calculator(straight), tried(scenario), response(scenario, "dossier"), 5
    )
    assert tuple(table.columns) == TABLES["sensitivity"].columns
    rows = table.set_index("input")
    assert list(table["input"][:2]) == ["demand.show_up", "central.check.rework"]
    assert rows.loc["demand.show_up", "difference"] == pytest.approx(350_000)
    assert rows.loc["central.check.rework", "difference"] == pytest.approx(-9_000)
    assert rows.loc["demand.show_up", "ci_low"] == pytest.approx(350_000)
    assert (table["swing"][2:] == 0).all()
    assert table["swing"].is_monotonic_decreasing


def test_an_input_that_bends_is_judged_by_its_largest_swing(scenario):
    def bent(found, _):
        return round(1e6 * (found.demand.show_up.value - 0.85) ** 2)

    table = tornado(scenario, Calculator(bent), tried(scenario), response(scenario, "dossier"), 2)
    first = table.iloc[0]
    assert first["input"] == "demand.show_up"
    assert first["swing"] == pytest.approx(62_500)
    assert first["difference"] == pytest.approx(10_000 - 62_500)


def test_only_what_moves_most_gets_all_replications(tiny):
    names = [f"day_{at}" for at in range(FOLLOWED + 3)]
    deliveries = {
        name: {
            "kits": 1,
            "funder": "central",
            "in_service": "2021-03-08",
            "delay": {"low": "-2 days", "base": "0 days", "high": f"{at + 1} days"},
        }
        for at, name in enumerate(names)
    }
    scenario = tiny.with_(supply={"deliveries": deliveries})

    def late(found, _):
        return round(sum(each.delay.value for each in found.supply.deliveries.values()) * 100)

    laboratory = Calculator(late)
    table = tornado(scenario, laboratory, tried(scenario), response(scenario, "dossier"), 6)
    assert (table["replications"] == 6).sum() == FOLLOWED
    assert (table["replications"] == SCREENED).sum() == len(table) - FOLLOWED
    assert laboratory.spent == SCREENED * (2 * len(table) + 1) + 4 * (2 * FOLLOWED + 1)
    assert table["input"][0] == f"supply.deliveries.{names[-1]}.delay"


def test_morris_finds_the_effects_of_a_formula(scenario):
    table = screening.morris(
        scenario, Calculator(straight), tried(scenario), response(scenario, "dossier"), 8
    ).set_index("input")
    assert set(table.columns) == set(TABLES["screening"].columns) - {"input"}
    assert table.index[:2].tolist() == ["demand.show_up", "central.check.rework"]
    assert 300_000 < table.loc["demand.show_up", "mean_size"] < 450_000
    assert table.loc["central.check.rework", "mean"] < 0
    assert (table["mean_size"][2:] == 0).all()


def test_sobol_shares_out_the_variance_of_a_formula(scenario):
    table = screening.sobol(
        scenario, Calculator(straight), tried(scenario), response(scenario, "dossier"), 256
    ).set_index("input")
    assert set(table.columns) == set(TABLES["indices"].columns) - {"input"}
    variance = {}
    for path in ("demand.show_up", "central.check.rework"):
        one = next(each for each in tried(scenario) if each.path == path)
        size = 1e6 if path == "demand.show_up" else 1e5
        places = [size * one.at(u) for u in (np.arange(10_000) + 0.5) / 10_000]
        variance[path] = np.var(places)
    luck = np.var(1000 * np.arange(1, 257))
    expected = variance["demand.show_up"] / (sum(variance.values()) + luck)
    assert table.loc["demand.show_up", "alone"] == pytest.approx(expected, abs=0.1)
    assert table.loc["demand.show_up", "total"] == pytest.approx(expected, abs=0.15)
    assert (table["total"][2:] == 0).all()


def test_where_nothing_moves_no_variance_is_shared(scenario):
    table = screening.sobol(
        scenario, Calculator(lambda *_: 7), tried(scenario), response(scenario, "dossier"), 4
    )
    assert (table["total"] == 0).all()


def test_the_answer_tells_the_first_input_its_ends_and_what_was_left_out(scenario):
    answer = sensitivity(
        scenario, inputs=["demand", "supply.kit_price"], replications=3, jobs=1, language="en"
    )
    assert answer.headline.startswith("tiny: of 3 uncertain inputs, “")
    assert "95% interval" in answer.headline
    assert "seed 1" in answer.headline
    assert answer.data["left_out"][0]["input"] == "supply.kit_price"
    assert "Inputs that cannot matter, not tried" in [each.title for each in answer.listings]
    assert answer.to_json()
    again = sensitivity(
        scenario, inputs=["demand", "supply.kit_price"], replications=3, jobs=1, language="en"
    )
    assert again.to_json() == answer.to_json()


def test_delivery_times_are_at_their_base_in_a_tornado(scenario):
    found = with_values(scenario, {})
    assert found.supply.deliveries["spring"].delay.low is None


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_in_both_languages(scenario, method):
    for language in ("vi", "en"):
        options = asked(method, "finish-day", ["demand.show_up"], 2, None)
        options["samples"] = None if method == "tornado" else 2
        answer = answered(scenario, Calculator(straight), options, language)
        assert answer.headline.endswith(".")
        assert METHODS[method].table in answer.tables


def test_none_that_can_matter_is_an_answer_too(scenario):
    answer = sensitivity(scenario, inputs=["supply.kit_price"], jobs=1, language="en")
    assert answer.headline.startswith("tiny: none of the 1 uncertain inputs can matter")
    assert len(answer.table) == 0


@pytest.mark.parametrize("method", METHODS)
def test_where_nothing_moves_the_sentence_says_so(scenario, method):
    options = asked(method, "dossier", ["demand.show_up"], 2, None)
    options["samples"] = None if method == "tornado" else 2
    answer = answered(scenario, Calculator(lambda *_: 7), options, "en")
    assert answer.headline.startswith("tiny: none of 1 uncertain inputs moves the ")


def test_a_target_never_met_counts_as_the_day_after_the_horizon():
    never = Outcome((0,) * 4, (float("nan"), 3.0, 3.0, 3.0), (), ())
    assert (finish_day(never, "dossier", 32), finish_day(never, "sent", 32)) == (32, 3)


@pytest.mark.parametrize(
    ("asked_for", "told"),
    [
        ({"method": "guess"}, "--method"),
        ({"measure": "cards"}, "--measure"),
        ({"inputs": ["nothing"]}, "--inputs nothing"),
        ({"method": "sobol", "samples": 3}, "a power of two"),
        ({"method": "morris", "samples": 1}, "2 or more"),
        ({"method": "morris", "inputs": ["supply.kit_price"]}, "none of these inputs"),
        ({"replications": 0}, "replications"),
    ],
)
def test_what_cannot_be_answered_is_refused(scenario, asked_for, told):
    with pytest.raises(UsageError, match=told):
        sensitivity(scenario, jobs=1, **asked_for)


def test_without_salib_the_extra_is_named(scenario, monkeypatch):
    monkeypatch.setattr(screening, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'cccd-sim\[analysis\]'"):
        sensitivity(scenario, method="morris", jobs=1)
