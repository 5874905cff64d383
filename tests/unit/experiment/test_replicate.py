"""Many replications of one scenario or several."""

import pytest

from cccd_sim.errors import UsageError
from cccd_sim.experiment.facts import facts_of
from cccd_sim.experiment.replicate import replicate, replicate_all


class Shelf:
    """Keeps replications in memory and counts."""

    def __init__(self):
        self.kept = {}

    def find(self, scenario, number):
        return self.kept.get((scenario, number))

    def keep(self, scenario, replication):
        self.kept[scenario, replication.number] = replication


def test_replications_are_numbered_from_one(tiny):
    made = replicate(tiny, replications=3, seed=1, jobs=1)
    assert [each.number for each in made.replications] == [1, 2, 3]
    assert made.daily["replication"].unique().tolist() == [1, 2, 3]
    assert made.summary().columns[:2].tolist() == ["scenario", "measure"]


def test_what_is_on_the_shelf_is_not_simulated_again(tiny, monkeypatch):
    shelf = Shelf()
    first = replicate_all([tiny], 3, 1, 1, shelf)[0]
    monkeypatch.setattr("cccd_sim.experiment.executor.run_one", None)  # would fail if called
    again = replicate_all([tiny], 3, 1, 1, shelf)[0]
    assert again.summary().equals(first.summary())


def test_an_extended_ensemble_is_the_longer_one(tiny):
    shelf = Shelf()
    replicate_all([tiny], 2, 1, 1, shelf)
    extended = replicate_all([tiny], 5, 1, 1, shelf)[0]
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


def test_everybody_is_either_done_or_accounted_for(ensemble):
    done = ensemble.derived["replications"].set_index("replication")["dossier_by_deadline"]
    left = ensemble.unserved.groupby("replication")[
        ["not_summoned", "missed_summons", "waiting", "in_service"]
    ].sum()
    assert (done + left.sum(axis=1) == ensemble.facts["eligible"]).all()
