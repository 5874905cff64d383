"""allocate: never worse than proportional, and as good as trying everything where one can."""

from itertools import product

import numpy as np
import pytest
from places import district, quiet
from properties.provinces import province

from cccd_sim.errors import ScenarioError, UsageError
from cccd_sim.experiment.trials import FRESH, Case, Laboratory
from cccd_sim.planning.allocation import allocate
from cccd_sim.planning.contest import Contest
from cccd_sim.planning.district_capacity import DistrictCapacity
from cccd_sim.planning.placement_search import SEARCH, best, search
from cccd_sim.planning.placements import placed

pytestmark = pytest.mark.slow

FLOOD = {"first": "2021-03-09", "last": "2021-03-18", "districts": ["11"]}
SHAPES = ([700, 500, 300], [1_000, 250, 250], [900, 600], [400, 400, 700])


def generated(tiny, seed):
    """Return a generated province with several districts of different size, or none."""
    shape = SHAPES[seed % len(SHAPES)]
    districts = [district(str(11 + at), size) for at, size in enumerate(shape)]
    places = {"demand": {"districts": districts}, "service": {"stops": {"flood": FLOOD}}}
    try:
        found = province(tiny, seed)
        if found.demand.communes:
            places["demand"]["without"] = ["communes"]
        return found.with_(**places)
    except ScenarioError:
        return None


def provinces(tiny, seeds):
    """Return the provinces of some seeds, those that can be."""
    found = {seed: generated(tiny, seed) for seed in seeds}
    return {seed: scenario for seed, scenario in found.items() if scenario is not None}


@pytest.mark.slow(minutes=4)
def test_never_worse_than_proportional_on_fifty_provinces(tiny):
    better, judged = 0, 0
    for seed, scenario in provinces(tiny, range(1, 91)).items():
        try:
            answer = allocate(scenario, transfers="none", replications=10, jobs=1, language="en")
        except UsageError:  # no kits to place
            continue
        judged += 1
        checked = answer.data["checked"]
        searched = {row["name"]: row for row in answer.data["searched"]}
        name = answer.data["best"]
        assert checked[name]["reached"] >= checked["proportional"]["reached"], seed
        assert searched[name]["reached"] >= searched["proportional"]["reached"], seed
        if name != "proportional":
            better += 1
            fresh = FRESH + 1_000  # numbers neither search nor check has seen
            laboratory = Laboratory(1, jobs=1)
            contest = Contest(scenario, laboratory, "dossier")
            assert _again(contest, scenario, answer, range(fresh, fresh + 40)) >= 0, seed
        if judged == 50:
            break
    assert judged == 50
    assert better >= 5  # else the test would show nothing


def _again(contest, scenario, answer, numbers):
    """Return the upper end of the gain of an answer in other replications."""
    entries = answer.data["scenario_entries"]
    cases = [
        Case("best", contest.scenario.with_(**entries)),
        contest.brief(DistrictCapacity(scenario).planned(scenario, "proportional", "proportional")),
    ]
    mine, usual = contest.try_all(cases, numbers)
    return mine.gain(usual).high


SMALL = [
    ([3_000, 2_500, 1_500], 1, 3, None),
    ([3_000, 800, 500], 2, 3, None),
    ([2_500, 2_500], 2, 4, {"districts": ["1"], "first": "2021-03-01", "last": "2021-03-16"}),
    ([1_500, 1_500, 600], 1, 4, {"districts": ["2"], "first": "2021-03-08", "last": "2021-03-20"}),
    ([4_000, 1_500, 500], 2, 4, None),
]


@pytest.mark.parametrize(("sizes", "initial", "spring", "stop"), SMALL)
def test_as_good_as_trying_every_placement(tiny, sizes, initial, spring, stop):
    """The best of all placements is not clearly better on luck that neither has seen."""
    scenario = quiet(tiny).with_(
        demand={"districts": [district(str(1 + at), size) for at, size in enumerate(sizes)]},
        supply={
            "initial_kits": initial,
            "deliveries": {
                "spring": {"kits": spring, "funder": "central", "in_service": "2021-03-10"}
            },
        },
        service={
            "periods": {"office": {"dossiers_per_kit_day": 60}},
            **({"stops": {"flood": {**stop, "crews": 0}}} if stop else {}),
        },
    )
    laboratory = Laboratory(1, jobs=1)
    contest, capacity = Contest(scenario, laboratory, "dossier"), DistrictCapacity(scenario)
    mine = best(search(contest, capacity).tried)
    start = capacity.planned(scenario, "start", None)
    ways = [
        [way for way in product(range(kits + 1), repeat=len(sizes)) if sum(way) == kits]
        for kits in (initial, spring)
    ]
    plans = [start.named(str(way), np.array(way)) for way in product(*ways)]
    scores = contest.try_all([Case(each.name, placed(scenario, each)) for each in plans], SEARCH)
    reached = [score.reached.mean() for score in scores]
    at = int(np.argmax(reached))
    gap = scores[at].gain(mine.score)
    assert gap.mean <= 0.002 * sum(sizes) or gap.low <= 0, (plans[at].kits, mine.plan.kits)
    assert min(reached) < mine.score.reached.mean()  # there are placements that are worse
