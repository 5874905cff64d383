"""Many replications of one scenario or several."""

import json

import pytest

from cccd_sim.errors import UsageError
from cccd_sim.experiment.facts import facts_of
from cccd_sim.experiment.replicate import replicate, replicate_all
from cccd_sim.results.tables import TABLES
from cccd_sim.scenario.files import load_scenario


class Shelf:
    """Keeps replications in memory and counts."""

    def __init__(self):
        self.kept = {}

    def find(self, scenario, number):
        return self.kept.get((scenario, number))

    def keep(self, scenario, replication):
        self.kept[scenario, replication.number] = replication

    def expect(self, total):
        self.expected = total


def test_replications_are_numbered_from_one(tiny):
    made = replicate(tiny, replications=3, seed=1, jobs=1)
    assert [each.number for each in made.runs] == [1, 2, 3]
    assert made.daily["replication"].unique().tolist() == [1, 2, 3]
    assert made.summary().columns[:2].tolist() == ["scenario", "measure"]


def test_what_is_on_the_shelf_is_not_simulated_again(tiny, monkeypatch):
    shelf = Shelf()
    first = replicate_all([tiny], 3, 1, 1, shelf=shelf)[0]
    monkeypatch.setattr("cccd_sim.experiment.executor.run_one", None)  # would fail if called
    again = replicate_all([tiny], 3, 1, 1, shelf=shelf)[0]
    assert again.summary().equals(first.summary())


def test_an_extended_ensemble_is_the_longer_one(tiny):
    shelf = Shelf()
    replicate_all([tiny], 2, 1, 1, shelf=shelf)
    extended = replicate_all([tiny], 5, 1, 1, shelf=shelf)[0]
    assert len(shelf.kept) == 5
    assert extended.summary().equals(replicate(tiny, 5, 1, 1).summary())


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"replications": 0}, "replications: from 1 to 99999, not 0"),
        ({"seed": -1}, "seed: 0 or more, not -1"),
        ({"jobs": 0}, "jobs: at least 1, not 0"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(tiny, numbers, message):
    with pytest.raises(UsageError, match=message):
        replicate(tiny, **numbers)


def test_two_scenarios_of_one_name_are_refused(tiny):
    with pytest.raises(UsageError, match="two scenarios are called TINY"):
        replicate_all([tiny, tiny.with_(name="TINY")], 1)


def test_the_facts_are_plain_data_about_the_scenario(tiny):
    facts = facts_of(tiny)
    assert facts["name"] == "tiny"
    assert (facts["start"], facts["deadline"]) == ("2021-03-01", "2021-03-22")
    assert [each["code"] for each in facts["stations"]] == ["11", "12", "99"]
    assert [each["eligible"] for each in facts["districts"]] == [1200, 800]
    assert (facts["eligible"], facts["kits"], facts["initial_kits"]) == (2000, 4, 1)
    assert facts["rates"] == [
        {"from": "2021-03-01", "dossiers_per_kit_day": 60.0, "rate_is": "reachable"}
    ]
    assert facts["observed"] is False
    assert facts["target_share"] == {
        "dossier": 0.9,
        "sent": tiny.target.share.sent.value,
        "produced": tiny.target.share.produced.value,
        "in_hand": tiny.target.share.in_hand.value,
    }
    assert json.loads(json.dumps(facts)) == facts


def test_mobile_teams_are_stations_after_all_others():
    facts = facts_of(load_scenario("mobile-teams"))
    codes = [each["code"] for each in facts["stations"]]
    assert codes[:17] == [str(code) for code in range(643, 658)] + ["66", "643-L"]
    assert facts["stations"][16] == {
        "code": "643-L",
        "district": "643",
        "name": {"vi": "Tổ lưu động Buôn Ma Thuột", "en": "Mobile team, Buôn Ma Thuột"},
    }
    assert len(codes) == 31


def test_communes_stand_district_by_district_as_the_tables_count_them():
    facts = facts_of(load_scenario("mobile-teams"))
    homes = [each["district"] for each in facts["communes"]]
    assert len(homes) == 184
    assert homes == sorted(homes)


def test_what_the_plant_makes_is_told_for_the_province():
    facts = facts_of(load_scenario("promised-32-campaign"))
    assert facts["plant"][2] == {"from": "2021-03-01", "cards": 3900}
    assert facts["away"] == pytest.approx(75_000, abs=15)


def test_cautions_are_told_in_both_languages():
    scenario = load_scenario("purchase-quotation")
    again = scenario.supply.deliveries["quotation"].model_dump()
    split = scenario.with_(supply={"deliveries": {"again": again}})
    (told,) = facts_of(split)["cautions"]
    assert "more than" in told["en"]
    assert "vượt" in told["vi"]


def test_everybody_is_either_done_or_accounted_for(ensemble):
    done = ensemble.derived["replications"].set_index("replication")["dossier_by_deadline"]
    reasons = list(TABLES["unserved"].measures)
    left = ensemble.unserved.groupby("replication")[reasons].sum()
    assert (done + left.sum(axis=1) == ensemble.facts["eligible"]).all()
