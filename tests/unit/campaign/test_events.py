"""The event log: it adds up to the tables, and nothing in it contradicts itself."""

from __future__ import annotations

from heapq import heapify, heapreplace
from itertools import pairwise

import numpy as np
import pytest
from watched import SHIFTS, TINY, VARIANTS, Watch, seen_in, watch

from cccd_sim import clock
from cccd_sim.campaign.kits import KitState
from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import BrokenLawError
from cccd_sim.results.events import Events, Kind, joined
from cccd_sim.streams import Streams

AT_KIT = {
    Kind.CAPTURE_START: 1,
    Kind.CAPTURE_END: -1,
    Kind.CAPTURE_BROKEN_OFF: -1,
    Kind.VISIT_START: 1,
    Kind.VISIT_END: -1,
}


@pytest.fixture(params=VARIANTS)
def seen(request) -> Watch:
    return watch(request.param)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_campaign_that_is_watched_is_the_same(name):
    plain = Campaign(TINY.with_(**VARIANTS[name]), Streams(1, 1)).run().tables
    for table, columns in plain.items():
        for column, values in columns.items():
            np.testing.assert_array_equal(values, watch(name).tables[table][column])


def test_events_stand_in_order_of_time(seen):
    assert (np.diff(seen.events["tick"]) >= 0).all()


def test_events_of_citizens_add_up_to_the_days_of_districts(seen):
    assert (seen.by_shift(Kind.SUMMONED) == seen.daily("summoned")).all()
    assert (seen.by_shift(Kind.ARRIVED) == seen.daily("arrived")).all()
    taken = seen.by_shift(Kind.FINISHING_END, Kind.VISIT_END)
    assert (taken == seen.daily("taken", "returnees", "recaptured")).all()


def test_a_first_dossier_finished_after_the_deadline_counts_the_next_day():
    scenario = TINY.with_(
        campaign={"after_deadline": "continue", "deadline": "2021-03-16"},
        service={"periods": {"office": {**SHIFTS, "hours": ["06:00-24:00"]}}},
    )
    seen = seen_in(scenario)
    more = seen.by_shift(Kind.FINISHING_END, Kind.VISIT_END)
    more -= seen.daily("taken", "returnees", "recaptured")
    ends = seen.of(Kind.FINISHING_END)["tick"]
    deadline, hours = seen.campaign.deadline, 6 * 60 * clock.TICKS_PER_MINUTE
    after = (ends >= deadline) & (ends < deadline + hours)
    assert 0 < more[14].sum() <= after.sum()
    assert (more[15] == -more[14]).all()
    assert not more[:14].any()
    assert not more[16:].any()


def test_events_after_the_station_add_up_to_the_pipeline(seen):
    pipeline = seen.tables["pipeline"]
    for kind, column in (
        (Kind.ACCEPTED, "accepted"),
        (Kind.REFUSED, "refused"),
        (Kind.PRODUCED, "produced"),
    ):
        assert (seen.by_day(kind).sum(axis=1) == pipeline[column]).all()
    assert len(seen.of(Kind.UPLOADED)) == pipeline["uploaded"].sum()
    collected = int(pipeline["collected"].sum())
    assert len(seen.of(Kind.COLLECTED)) == pytest.approx(collected, abs=3 * collected**0.5)


def test_a_kit_takes_one_citizen_at_a_time(seen):
    for kit in range(len(seen.labels.kits)):
        own = seen.events[seen.events["kit"] == kit]
        steps = own[np.isin(own["kind"], list(AT_KIT))]
        taken = np.cumsum([AT_KIT[Kind(kind)] for kind in steps["kind"]])
        assert (taken[::2] == 1).all()
        assert (taken[1::2] == 0).all()
        assert (steps["who"][::2] == steps["who"][1::2]).all()


def test_the_minutes_of_captures_are_the_minutes_kits_were_busy():
    seen = watch("teams")
    steps = seen.of(*AT_KIT)
    sign = np.array([-AT_KIT[Kind(kind)] for kind in steps["kind"]])
    found = np.zeros(len(seen.labels.kits), np.int64)
    np.add.at(found, steps["kit"], sign * steps["tick"])
    busy = seen.tables["kits"]["minutes_busy"]
    np.testing.assert_allclose(found / clock.TICKS_PER_MINUTE, busy, atol=1e-6)


FOLLOWS = {
    Kind.RECEPTION_START: {Kind.ARRIVED, Kind.CAME_AGAIN},
    Kind.RECEPTION_END: {Kind.RECEPTION_START},
    Kind.SENT_AWAY: {Kind.RECEPTION_END},
    Kind.CAPTURE_START: {Kind.RECEPTION_END, Kind.CAME_AGAIN, Kind.CAPTURE_BROKEN_OFF},
    Kind.CAPTURE_END: {Kind.CAPTURE_START},
    Kind.CAPTURE_BROKEN_OFF: {Kind.CAPTURE_START},
    Kind.FINISHING_START: {Kind.CAPTURE_END},
    Kind.FINISHING_END: {Kind.FINISHING_START},
    Kind.VISIT_START: {Kind.HOUSEBOUND},
    Kind.VISIT_END: {Kind.VISIT_START},
    Kind.NO_SHOW: {Kind.SUMMONED},
    Kind.CAME_AGAIN: {Kind.SENT_HOME},
    Kind.UPLOADED: {Kind.FINISHING_END, Kind.VISIT_END},
    Kind.ACCEPTED: {Kind.UPLOADED},
    Kind.REFUSED: {Kind.UPLOADED},
    Kind.PRODUCED: {Kind.ACCEPTED},
    Kind.BACK_IN_DISTRICT: {Kind.PRODUCED},
    Kind.COLLECTED: {Kind.BACK_IN_DISTRICT},
}


def test_every_life_makes_sense(seen):
    citizens = seen.events[seen.events["who"] >= 0]
    lives = citizens[np.argsort(citizens["who"], kind="stable")]
    before = dict.fromkeys(Kind, 0)
    for one, then in pairwise(lives):
        kind = Kind(then["kind"])
        if one["who"] != then["who"]:
            assert kind in {Kind.SUMMONED, Kind.ARRIVED, Kind.AWAY, Kind.HOUSEBOUND}
            continue
        before[kind] += 1
        if kind in FOLLOWS:
            assert Kind(one["kind"]) in FOLLOWS[kind]
    assert before[Kind.COLLECTED] > 500


def test_steps_begin_first_come_first_served(quiet):
    """Starts are worked out anew from arrivals and from how long each step took."""
    events = seen_in(quiet).events
    day = events["tick"] // clock.TICKS_PER_DAY
    starts = 0
    for station in (0, 1):
        for number in range(21):
            today = events[(events["where"] == station) & (day == number)]
            again = today[today["kind"] == Kind.CAME_AGAIN]
            received = np.isin(again["who"], today["who"][today["kind"] == Kind.RECEPTION_START])
            ready = joined([again[received], today[today["kind"] == Kind.ARRIVED]])
            free = today["tick"][today["kind"] == Kind.OPENED][:1]
            for begin, end in (
                (Kind.RECEPTION_START, Kind.RECEPTION_END),
                (Kind.CAPTURE_START, Kind.CAPTURE_END),
                (Kind.FINISHING_START, Kind.FINISHING_END),
            ):
                starts += first_come_first_served(today, ready, begin, end, int(free[0]))
                first = again[~received][: len(again) * (end is Kind.RECEPTION_END)]
                ready = joined([first, today[today["kind"] == end]])
    assert starts > 1_000


def first_come_first_served(
    today: Events, ready: Events, begin: Kind, end: Kind, opened: int
) -> int:
    """Check a step with as many servers as ever worked together; return what was checked."""
    begun = {each["who"]: each["tick"] for each in today[today["kind"] == begin]}
    ended = {each["who"]: each["tick"] for each in today[today["kind"] == end]}
    moves = sorted([(t, 1) for t in begun.values()] + [(t, -1) for t in ended.values()])
    servers = [opened] * int(np.cumsum([move for _, move in moves]).max())
    heapify(servers)
    breaks = [
        tuple(today["tick"][today["kind"] == kind]) for kind in (Kind.BREAK_START, Kind.BREAK_END)
    ]
    found = 0
    for who, tick in zip(ready["who"], ready["tick"], strict=True):
        if who not in begun:
            continue
        start = max(int(tick), servers[0])
        for pause, reopening in zip(*breaks, strict=True):
            start = int(reopening) if pause <= start < reopening else start
        assert begun[who] == start
        heapreplace(servers, int(ended[who]))
        found += 1
    return found


def test_dossiers_of_a_station_are_sent_in_their_order(seen):
    sent = seen.of(Kind.UPLOADED)
    finished = {
        (each["where"], each["what"]): each for each in seen.of(Kind.FINISHING_END, Kind.VISIT_END)
    }
    for station in range(seen.campaign.places.count):
        here = sent[sent["where"] == station]
        assert here["what"].tolist() == list(range(1, here.size + 1))
        for each in here:
            dossier = finished[station, each["what"]]
            assert dossier["who"] == each["who"]
            assert dossier["tick"] <= each["tick"]


def test_events_of_kits_are_those_of_their_table(seen):
    kits, events = seen.tables["kits"], seen.events
    many = len(kits["kit"])
    for kind, column in ((Kind.BREAKDOWN, "breakdowns"), (Kind.TRANSFER_START, "transfers")):
        found = np.bincount(events["kit"][events["kind"] == kind], minlength=many)
        open_ended = np.array([kit.state is KitState.DOWN for kit in seen.campaign.kits])
        allowed = open_ended if column == "breakdowns" else np.zeros(many, int)
        assert ((found - kits[column] >= 0) & (found - kits[column] <= allowed)).all()
    for each in seen.of(Kind.DELIVERED):
        assert each["tick"] // clock.TICKS_PER_DAY + 1 == kits["delivered"][each["kit"]]
    assert len(seen.of(Kind.GIVEN_BACK)) == (kits["returned"] > 0).sum()


def test_the_variants_hold_what_can_happen():
    found = {kind for name in VARIANTS for kind in Kind if len(watch(name).of(kind))}
    assert set(Kind) - found == set()


def test_stations_open_and_close_as_their_table_says(seen):
    notes = seen.campaign.recorder
    for kind in (Kind.OPENED, Kind.CLOSED):
        assert len(seen.of(kind)) == (notes.opened & (notes.kits > 0)).sum()


def test_what_cannot_be_retraced_is_an_error(quiet, monkeypatch):
    monkeypatch.setattr("cccd_sim.campaign.watched_stations.retrace", lambda *_: None)
    with pytest.raises(BrokenLawError, match="cannot be retraced"):
        seen_in(quiet)
