"""What citizens are like: ages, records, households, people living elsewhere, the housebound."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt

import numpy as np
import pytest
from places import commune, district
from replay import Notes
from runs import at, by_district, finished, run, total

from cccd_sim.campaign.model import Campaign
from cccd_sim.queueing.pool import AGE_BAND, CANNOT_COME, LIVES_ELSEWHERE
from cccd_sim.streams import Streams

YOUNG = dict.fromkeys(("age_14_19", "age_40_59", "age_60_79", "age_80_plus"), 0.0) | {
    "age_20_39": 1.0
}
OLD = {**YOUNG, "age_20_39": 0.0, "age_80_plus": 1.0}
UNREADY = {"ready": {"start": {"share": 0.0}, "end": {"share": 0.0}}}


def small(quiet, people=600, **demand):
    """Return one district with two kits, so small that everybody is asked in the three weeks."""
    return quiet.with_(demand={"districts": [district("1", people)], **demand})


# ---- ages ----------------------------------------------------------------------------------------


def test_the_aged_take_longer_at_the_kit(quiet):
    people = [district("1", 20_000, **YOUNG), district("2", 20_000, **OLD)]
    tables = run(quiet.with_(demand={"districts": people, "reserve": 1.0}))
    each = [at(tables, d, "busy_minutes").sum() / at(tables, d, "taken").sum() for d in (0, 1)]
    assert each == pytest.approx([2.5, 2.5 * 2.5], rel=0.01)
    young, old = by_district(tables, "taken").sum(axis=0)
    assert young / old == pytest.approx(2.5, rel=0.05)


def test_age_factors_of_one_take_the_ages_away(quiet):
    flat = dict.fromkeys(quiet.service.age_factors.model_dump(), 1.0)
    tables = run(quiet.with_(service={"age_factors": flat}))
    mixed = run(quiet)
    for these, mean in ((tables, 2.5), (mixed, 2.5 * 1.07)):
        rows = these["stations"]
        assert rows["busy_minutes"].sum() / rows["taken"].sum() == pytest.approx(mean, rel=0.01)


def test_ages_and_the_housebound_are_drawn_in_their_shares(quiet):
    scenario = quiet.with_(demand={"home_visit_share": 0.02, "away": {"happens": True}})
    campaign, _ = finished(scenario)
    kind = campaign.citizens.pool.people["kind"][: campaign.citizens.drawn[0]]
    found = np.bincount(kind >> AGE_BAND, minlength=5) / kind.size
    shares = np.array(scenario.demand.districts[0].ages)
    assert (abs(found - shares) < 4 * np.sqrt(shares / kind.size)).all()
    assert np.mean(kind & CANNOT_COME > 0) == pytest.approx(0.02, abs=4 * sqrt(0.02 / kind.size))
    assert np.mean(kind & LIVES_ELSEWHERE > 0) == pytest.approx(0.05 / 1.05, abs=1e-3)


# ---- records -------------------------------------------------------------------------------------


def test_a_record_that_is_not_ready_takes_longer_at_reception(quiet):
    slow = quiet.with_(demand={"records": {**UNREADY, "sent_away": 0.0}})
    assert total(run(slow), "taken") == pytest.approx(2 * 21 * 480 / 8, rel=0.05)
    assert total(run(slow), "taken") < 0.4 * total(run(quiet), "taken")


def test_who_is_sent_away_comes_back_when_the_record_is_mended(quiet):
    scenario = small(quiet, records={**UNREADY, "sent_away": 0.3, "correction": {"mean": "3 days"}})
    tables = run(scenario.with_(campaign={"deadline": "2021-04-10"}))
    away = tables["stations"]["sent_away"].sum()
    assert away == pytest.approx(0.3 * 600, abs=4 * sqrt(0.21 * 600))
    assert total(tables, "arrived") == 600 + away, "each of them comes once more, nobody twice"
    assert total(tables, "taken") == 600


def test_corrections_take_their_time(quiet):
    records = {**UNREADY, "sent_away": 0.5, "correction": {"mean": "8 days", "cv": 0.0}}
    tables = run(small(quiet, 30, records=records))
    assert np.flatnonzero(by_district(tables, "arrived")[:, 0]).tolist() == [0, 8]
    first, _, again = by_district(tables, "arrived")[:9:4, 0].tolist()
    assert (first, total(tables, "taken")) == (30, 30)
    assert at(tables, 0, "sent_away")[0] == again == by_district(tables, "taken")[8, 0] > 5


def test_those_being_mended_at_the_deadline_are_told(quiet):
    records = {**UNREADY, "sent_away": 0.5, "correction": {"mean": "50 days", "cv": 0.0}}
    tables = run(small(quiet, 30, records=records))
    assert tables["unserved"]["correction"].tolist() == [30 - total(tables, "taken")]
    assert 0 < total(tables, "taken") < 30


def test_more_records_are_ready_as_time_goes(quiet):
    ready = {"start": {"share": 0.2}, "end": {"on": "2021-03-21", "share": 1.0}}
    tables = run(quiet.with_(demand={"records": {"ready": ready, "sent_away": 0.5}}))
    away, taken = at(tables, 0, "sent_away"), at(tables, 0, "taken")
    share = away[:20] / (away + taken)[:20]
    expected = 0.5 * (1 - (0.2 + 0.8 * np.arange(20) / 20))
    assert np.corrcoef(share, expected)[0, 1] > 0.9
    assert abs(share.mean() - expected.mean()) < 0.03, "about as many as are not ready"
    assert away[-1] == 0


# ---- households ----------------------------------------------------------------------------------


def arrivals_of_households(scenario):
    """Return for each household (word) and day when its members came to the first station."""
    campaign = Campaign(scenario, Streams(1, 1))
    notes = Notes(campaign)
    campaign.run()
    words = campaign.citizens.pool.people["word"]
    found = defaultdict(list)
    for number, day in enumerate(notes.days[0]):
        for tick, citizen in day.arrivals:
            found[int(words[citizen]), number].append(tick)
    return campaign, found


def test_a_household_comes_together(quiet):
    scenario = small(quiet, 3_000, household_adults=2.84, show_up=0.7)
    _, found = arrivals_of_households(scenario)
    assert all(max(ticks) == min(ticks) for ticks in found.values())
    assert np.mean([len(ticks) for ticks in found.values()]) == pytest.approx(2.84, rel=0.05)


def test_singles_come_alone(quiet):
    _, found = arrivals_of_households(small(quiet, 3_000))
    assert {len(ticks) for ticks in found.values()} == {1}


def test_a_household_stays_away_together(quiet):
    scenario = small(quiet, 3_000, household_adults=2.84, show_up=0.5)
    campaign, found = arrivals_of_households(scenario)
    people = campaign.citizens.pool.people
    words, sizes = np.unique(people["word"][: campaign.citizens.drawn[0]], return_counts=True)
    size = dict(zip(words.tolist(), sizes.tolist(), strict=True))
    split = sum(len(ticks) < size[word] for (word, _), ticks in found.items())
    assert split < 0.1 * len(found), "but for those asked on two days"


# ---- people living elsewhere ---------------------------------------------------------------------

WAVE = {"first": "2021-03-08", "last": "2021-03-14"}


def with_wave(quiet, share):
    """Return a district of which half as many again live elsewhere."""
    away = {"happens": True, "share": 0.5, "waves": {"spring": {**WAVE, "share": share}}}
    return small(quiet, 1_000, away=away).with_(demand={"return_next_day": 1.0})


def test_who_lives_elsewhere_comes_in_the_waves_and_counts_apart(quiet):
    tables = run(with_wave(quiet, 1.0))
    days = np.flatnonzero(by_district(tables, "returnees")[:, 0]) + 1
    assert days.min() >= 8
    assert days.max() <= 15, "who waited on the last evening comes first the next morning"
    assert 400 < total(tables, "returnees") <= 500
    assert total(tables, "taken") <= 1_000


def test_who_lives_elsewhere_uses_capacity(quiet):
    crowded = quiet.with_(
        demand={"away": {"happens": True, "share": 0.5, "waves": {"spring": {**WAVE, "share": 1}}}}
    )
    with_them, without = run(crowded), run(quiet)
    assert total(with_them, "taken") < total(without, "taken")
    both = total(with_them, "taken") + total(with_them, "returnees")
    assert both == pytest.approx(total(without, "taken"), rel=0.03)


def test_without_waves_nobody_comes_from_elsewhere(quiet):
    tables = run(with_wave(quiet, 0.0))
    assert total(tables, "returnees") == 0
    assert total(tables, "taken") == 1_000
    assert sum(tables["unserved"][name].sum() for name in tables["unserved"]) == 0


# ---- home visits ---------------------------------------------------------------------------------

VISITS = {"happens": True, "below_remaining": 0.3, "hours": "07:30-17:30", "officers": 3}


def housebound(quiet, **home_visits):
    """Return a district of three communes with two kits, where one citizen in ten cannot come."""
    communes = [commune(code, "1", 700, km) for code, km in (("a", 0), ("b", 35), ("c", 70))]
    return small(quiet, 2_100, communes=communes, home_visit_share=0.1).with_(
        campaign={"deadline": "2021-04-20"}, service={"home_visits": {**VISITS, **home_visits}}
    )


def test_without_home_visits_the_housebound_have_no_dossier(quiet):
    campaign, tables = finished(housebound(quiet, happens=False))
    kinds = campaign.citizens.pool.people["kind"]
    cannot = int((kinds & CANNOT_COME > 0).sum())
    assert tables["unserved"]["home_visit"].tolist() == [cannot]
    assert total(tables, "taken") == 2_100 - cannot


def test_home_visits_begin_when_few_are_left(quiet):
    tables = run(housebound(quiet))
    visited, taken = by_district(tables, "home_visits")[:, 0], by_district(tables, "taken")[:, 0]
    first = int(np.argmax(visited > 0))
    before = np.cumsum(taken)[first - 1]
    assert before > 0.7 * 2_100 >= np.cumsum(taken)[first - 2]
    assert total(tables, "taken") == 2_100, "then everybody has one"
    assert tables["unserved"]["home_visit"].sum() == 0


def test_home_visits_tie_a_kit(quiet):
    tables = run(housebound(quiet))
    visited = by_district(tables, "home_visits")[at(tables, 0, "day") - 1, 0] > 0
    for column in ("kits_in_service", "kits_up_at_opening"):
        assert (at(tables, 0, column) == 2).all()
    assert (at(tables, 0, "open_kit_minutes") == np.where(visited, 480, 960)).all()
    kits = tables["kits"]
    at_stations = tables["stations"]["busy_minutes"].sum()
    at_homes = kits["minutes_busy"].sum() - at_stations
    assert at_homes == pytest.approx(30 * total(tables, "home_visits"), rel=0.1)


def test_a_kit_may_fail_on_a_visit_and_be_replaced(quiet):
    spares = {"kits": 4, "spares": 4, "funder": "central", "in_service": "2021-03-01"}
    breakdown = {"happens": True, "mean_open_time": "200 min", "repair_near": "0.05 days"}
    scenario = housebound(quiet).with_(
        supply={"deliveries": {"held_back": spares}, "breakdown": breakdown}
    )
    for replication in range(1, 6):
        assert total(run(scenario, replication), "home_visits") > 0


def test_home_visits_tie_officers(quiet):
    crews = {"limited": True, "trained_per_10000": 29}  # six officers: two crews of three
    tables = run(housebound(quiet, officers=4).with_(service={"crews": crews}))
    visited = by_district(tables, "home_visits")[at(tables, 0, "day") - 1, 0] > 0
    assert (at(tables, 0, "kits_idle_no_crew") == visited).all(), "one crew of three is broken up"


def test_a_day_of_home_visits_is_spent_in_one_commune(quiet):
    campaign = Campaign(housebound(quiet), Streams(1, 1))
    found, close = [], campaign.close

    def heard(day, morning):
        before = campaign.citizens.pool.tries.copy()
        close(day, morning)
        found.append(np.flatnonzero(campaign.citizens.pool.tries != before))

    campaign.close = heard
    tables = campaign.run().tables
    days = [np.unique(visited // 700) for visited in found if visited.size]
    assert {each.size for each in days} == {1}
    assert len({int(each[0]) for each in days}) == 3
    assert sum(visited.size for visited in found) == total(tables, "home_visits")


def test_the_road_to_a_commune_takes_time_from_visits(quiet):
    near, far = (
        run(
            small(
                quiet, 2_100, communes=[commune("a", "1", 2_100, km)], home_visit_share=0.1
            ).with_(service={"home_visits": {**VISITS, "visit": {"cv": 0.0}}})
        )
        for km in (0, 70)
    )
    assert by_district(near, "home_visits").max() == 600 // 40
    assert by_district(far, "home_visits").max() == (600 - 240) // 40
