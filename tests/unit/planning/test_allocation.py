"""allocate: never worse than proportional, better where that wastes kits, and told as it is."""

import numpy as np
import pytest
from places import district

from cccd_sim.errors import UsageError
from cccd_sim.experiment.trials import FRESH, Laboratory
from cccd_sim.planning import placement_search
from cccd_sim.planning.allocation import allocate, answered, asked
from cccd_sim.planning.contest import Contest, Score
from cccd_sim.planning.district_capacity import DistrictCapacity
from cccd_sim.planning.placement_search import SEARCH, search

FLOOD = {"first": "2021-03-01", "last": "2021-03-19", "crews": 0, "districts": ["1"]}


@pytest.fixture(scope="module")
def calm(quiet):
    return quiet.with_(
        campaign={"horizon": "2021-03-31"},
        demand={"districts": [district("1", 3_000), district("2", 2_500), district("3", 1_500)]},
        supply={
            "initial_kits": 3,
            "deliveries": {"spring": {"kits": 2, "funder": "central", "in_service": "2021-03-10"}},
        },
        service={"periods": {"office": {"dossiers_per_kit_day": 40}}},
    )


@pytest.fixture(scope="module")
def flooded(calm):
    """Return a province whose largest district is closed for most of the time."""
    return calm.with_(service={"stops": {"flood": FLOOD}})


@pytest.fixture(scope="module")
def laboratory():
    return Laboratory(1, jobs=1)


@pytest.fixture(scope="module")
def answer(flooded, laboratory):
    return answered(flooded, laboratory, asked("dossier", "none", 8, False), "en")


@pytest.fixture
def short(monkeypatch):
    """Let a search be short."""
    monkeypatch.setattr(placement_search, "SEARCH", range(1, 5))
    monkeypatch.setattr(placement_search, "SCREEN", 2)


def test_kits_go_where_stations_are_open(answer):
    kits = answer.table.set_index("district")
    assert answer.data["best"] != "proportional"
    assert kits.loc["1", "kits_best"] < kits.loc["1", "kits_proportional"]
    assert kits["kits_best"].sum() == kits["kits_proportional"].sum() == 5
    assert kits["dossiers_best"].sum() > kits["dossiers_proportional"].sum()


def test_the_gain_is_judged_by_luck_no_search_has_seen(answer, laboratory):
    numbers = {number for _, number in laboratory.tried}
    assert numbers == {*SEARCH, *range(FRESH + 1, FRESH + 9)}
    row = answer.data["checked"][answer.data["best"]]
    trials = answer.tables["placement_trials"].set_index(["stage", "placement"])
    check = trials.loc["check"]
    gain = check.loc[answer.data["best"], "reached"] - check.loc["proportional", "reached"]
    assert row["gain"] == pytest.approx(gain)
    assert row["gain_ci_low"] > 0


def test_where_nothing_is_better_the_answer_is_proportional(quiet, short):
    alike = quiet.with_(
        demand={"districts": [district("1", 3_000), district("2", 3_000)]},
        supply={"initial_kits": 4},
    )
    found = allocate(alike, transfers="none", replications=5, jobs=1, language="en")
    assert found.data["best"] == "proportional"
    assert "in proportion" in found.headline
    assert found.table["kits_best"].tolist() == [2, 2]


def test_the_placement_can_be_pasted_into_a_scenario(answer, flooded):
    pasted = flooded.with_(**answer.data["scenario_entries"])
    deliveries = pasted.supply.deliveries
    assert sum(sum(one.to.values()) for one in deliveries.values()) == 5
    placements = answer.tables["placements"]
    spring = placements[placements["delivery"] == "spring"].set_index("district")["kits_best"]
    assert deliveries["spring"].to == spring[spring > 0].to_dict()


def test_a_named_placement_of_a_scenario_is_tried_as_well(flooded, short):
    own = flooded.with_(supply={"deliveries": {"spring": {"to": {"1": 2}}}})
    found = allocate(own, transfers="none", replications=4, jobs=1, language="en")
    assert "as_planned" in found.data["checked"]
    assert found.data["checked"]["as_planned"]["gain"] < 0


def test_a_move_that_gains_is_taken(flooded, short, monkeypatch):
    monkeypatch.setattr(placement_search, "AIMS", ())  # rules alone are bad here
    contest = Contest(flooded, Laboratory(1, jobs=1), "dossier")
    found = search(contest, DistrictCapacity(flooded)).tried
    improved = found[-1]
    assert improved.plan.name == "improved"
    assert all(improved.score.order > each.score.order for each in found[:-1])


def score(reached, days):
    nothing = np.zeros((len(reached), 1))
    return Score(np.array(reached, float), np.array(days, float), nothing[:, 0], nothing, nothing)


@pytest.mark.parametrize(
    ("reached", "days", "better"),
    [
        ([102, 103, 102], [20, 21, 20], True),
        ([100, 101, 100], [17, 18, 17], True),  # as many, and sooner
        ([99, 100, 100], [17, 18, 17], False),  # fewer, though sooner
        ([90, 101, 115], [20, 21, 20], False),  # luck may have made it
        ([100, 101, 100], [20, 21, 20], False),  # the same
    ],
)
def test_better_is_what_is_clear(reached, days, better):
    baseline = score([100, 101, 100], [20, 21, 20])
    assert score(reached, days).is_clearly_better(baseline) is better


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"milestone": "cards"}, "--milestone: dossier, sent, produced, in_hand, not cards"),
        ({"transfers": "daily"}, "--transfers: weekly, none, not daily"),
        ({"replications": 0}, "replications"),
    ],
)
def test_what_makes_no_sense_is_refused(flooded, changed, message):
    with pytest.raises(UsageError, match=message):
        allocate(flooded, jobs=1, **changed)


def test_a_province_of_one_district_has_nothing_to_allocate(quiet):
    alone = quiet.with_(demand={"districts": [district("1", 900)]})
    with pytest.raises(UsageError, match="has one district only"):
        allocate(alone, jobs=1)


def test_a_province_whose_kits_all_stay_has_nothing_to_allocate(tiny):
    bare = tiny.with_(supply={"without": ["deliveries"]})
    with pytest.raises(UsageError, match="has no kits to place"):
        allocate(bare, jobs=1)
