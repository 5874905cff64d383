"""Ensembles that grow: until they are precise, until the best is known, up to a cap."""

import pytest
from unit.experiment.test_replicate import Shelf

from cccd_sim.experiment.precision import Auto
from cccd_sim.experiment.replicate import replicate, replicate_all
from cccd_sim.results.ensemble import TWIN


@pytest.fixture(scope="module")
def doubtful(tiny):
    """Return the tiny province with a rate nobody knows."""
    rate = {"low": 30, "base": 60, "high": 90}
    return tiny.with_(
        name="doubtful", service={"periods": {"office": {"dossiers_per_kit_day": rate}}}
    )


def test_a_run_stops_as_soon_as_it_is_precise(tiny):
    made = replicate(tiny, Auto(within_dossiers=40, within_days=5), jobs=1)
    auto = made.facts["auto"]
    assert auto["is_enough"]
    assert len(made.runs) % 10 == 0
    assert auto["measures"]["dossier_by_deadline"]["half_width"] <= 40
    wider = replicate(tiny, Auto(within_dossiers=80, within_days=5), jobs=1)
    assert len(wider.runs) < len(made.runs)


def test_the_most_replications_are_reached_and_said(tiny):
    made = replicate(tiny, Auto(within_dossiers=0.1, most=20), jobs=1)
    assert len(made.runs) == 20
    assert made.facts["auto"]["is_enough"] is False


def test_a_day_that_is_not_always_reached_is_not_asked_for(tiny):
    auto = replicate(tiny, Auto(within_dossiers=80, most=20), jobs=1).facts["auto"]
    assert "dossier_finish_day" not in auto["measures"]
    assert "in_hand_by_deadline" in auto["measures"]


def test_auto_is_a_word_too(tiny):
    rich = tiny.with_(supply={"initial_kits": 40})
    assert replicate(rich, "auto", jobs=1, seed=2).facts["auto"]["rule"] == "precision"


def test_an_ensemble_grown_is_the_one_of_as_many_replications(doubtful):
    grown = replicate(doubtful, Auto(within_dossiers=150, within_days=9), jobs=1)
    assert grown.summary().equals(replicate(doubtful, len(grown.runs), jobs=1).summary())


def test_growing_goes_on_from_what_is_on_the_shelf(doubtful, monkeypatch):
    shelf, auto = Shelf(), Auto(within_dossiers=150, within_days=9)
    first = replicate_all([doubtful], auto, 1, 1, shelf=shelf)[0]
    assert len(shelf.kept) == shelf.expected
    monkeypatch.setattr("cccd_sim.experiment.executor.run_one", None)  # would fail if called
    assert replicate_all([doubtful], auto, 1, 1, shelf=shelf)[0].summary().equals(first.summary())


def test_a_probability_is_decided_soon_where_it_is_clear(tiny):
    made = replicate(tiny, Auto(required=0.95), jobs=1)
    assert (len(made.runs), made.facts["auto"]["is_on_time"]) == (10, False)


def test_only_those_that_may_be_the_best_go_on(tiny):
    hard = tiny.with_(target={"share": {"dossier": 1}})
    some = [hard.with_(name=f"kits-{n}", supply={"initial_kits": n}) for n in (0, 1, 2)]
    auto = Auto(required=0.95, best=True, within_dossiers=20, most=60)
    made = {each.name: each for each in replicate_all(some, auto, 1, 1)}
    left = [name for name, each in made.items() if each.facts["auto"]["is_left"]]
    assert left == ["kits-2"]
    assert len(made["kits-0"].runs) == 10
    assert made["kits-0"].facts["auto"]["dropped_at"] == 10


def test_the_cheapest_that_is_on_time_is_the_best_and_dearer_ones_are_not_asked_again(tiny):
    enough = tiny.with_(name="enough", supply={"initial_kits": 8})
    delivery = tiny.supply.deliveries["spring"].model_dump(exclude_none=True)
    dearer = enough.with_(name="dearer", supply={"deliveries": {"spring": {**delivery, "kits": 9}}})
    auto = Auto(required=0.1, best=True, most=150)
    made = {each.name: each for each in replicate_all([dearer, enough], auto, 1, 1)}
    assert made["enough"].facts["auto"]["is_left"]
    assert not made["dearer"].facts["auto"]["is_left"]
    assert made["dearer"].facts["purchase_vnd"] > made["enough"].facts["purchase_vnd"] > 0


def test_luck_and_ignorance_are_told_apart_from_twenty_replications_on(doubtful):
    rows = replicate(doubtful, 20, jobs=1).summary().set_index("measure")
    found = rows.loc["dossier_by_deadline"]
    assert found["luck_sd"] > 0
    assert found["ignorance_sd"] > found["luck_sd"]  # the rate matters most
    assert replicate(doubtful, 19, jobs=1).summary()["luck_sd"].isna().all()


def test_known_parameters_leave_luck_alone(doubtful):
    rows = replicate(doubtful, 5, jobs=1, known_parameters=True).summary().set_index("measure")
    measured = replicate(doubtful, 5, jobs=1, known_parameters=True).derived["replications"]
    found = rows.loc["dossier_by_deadline"]
    assert found["luck_sd"] == pytest.approx(measured["dossier_by_deadline"].std())
    assert found["ignorance_sd"] == 0


def test_twins_are_kept_but_are_no_replications_of_their_own(doubtful):
    shelf = Shelf()
    made = replicate_all([doubtful], 20, 1, 1, shelf=shelf)[0]
    twins = sorted(number for _, number in shelf.kept if number > TWIN)
    assert twins == [TWIN + number for number in (5, 10, 15, 20)]
    assert len(made.runs) == 20
    assert made.daily["replication"].max() == 20


def test_a_twin_has_other_luck(doubtful):
    shelf = Shelf()
    replicate_all([doubtful], 20, 1, 1, shelf=shelf)
    one, twin = (shelf.kept["doubtful", number] for number in (5, TWIN + 5))
    assert (one.tables["daily"]["taken"] != twin.tables["daily"]["taken"]).any()
