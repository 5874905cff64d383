"""How busy kits are: those that lack a crew are idle, they do not drop out."""

import numpy as np
import pytest
from unit.known import facts
from unit.made import campaign

from cccd_sim.analysis import trajectories
from cccd_sim.report.kit_charts import kits

DAY = 480.0


def two_stations(**second):
    """Return a campaign of one replication: on one day a station of 3 kits, and a second one."""
    made = campaign(facts(), 1)
    known = {"kits_idle_no_crew": 2.0, "kits_visiting": 0, "open_kit_minutes": 0.0}
    values = {"day": (1, 1), "station": (0, 1), "kits_in_service": (3, 2)}
    values |= {"busy_minutes": (1000.0, 0.0), "overtime_minutes": (100.0, 0.0)}
    first = {"kits_idle_no_crew": 0.0, "kits_visiting": 0, "open_kit_minutes": 3 * DAY}
    values |= {name: (first[name], each) for name, each in {**known, **second}.items()}
    table = made.runs[0].tables["stations"]
    table.update({name: np.array(values.get(name, each[:2])) for name, each in table.items()})
    return made


def first_day(made):
    return trajectories.busy_share(made)[0, 0]


def test_kits_of_a_station_shut_for_want_of_a_crew_are_there_and_idle():
    made = two_stations()
    assert first_day(made) == pytest.approx(900 / (5 * DAY))
    assert trajectories.typical_busy_share(made) == pytest.approx(900 / (5 * DAY))


def test_broken_kits_of_a_station_shut_for_want_of_a_crew_count_too():
    assert first_day(two_stations(kits_idle_no_crew=1.0)) == pytest.approx(900 / (5 * DAY))


def test_kits_of_a_station_closed_by_order_do_not_count():
    assert first_day(two_stations(kits_idle_no_crew=0.0)) == pytest.approx(900 / (3 * DAY))


def test_kits_out_on_home_visits_do_not_count():
    assert first_day(two_stations(kits_visiting=1)) == pytest.approx(900 / (4 * DAY))


def test_a_station_that_opened_late_keeps_its_own_minutes():
    late = two_stations(kits_idle_no_crew=0.0, open_kit_minutes=2 * 400.0)
    assert first_day(late) == pytest.approx(900 / (3 * DAY + 800))


def test_the_chart_says_what_it_counts():
    texts = " ".join(each.get_text() for each in kits(two_stations(), "en").texts)
    assert "put in service by the deadline" in " ".join(texts.split())
    assert "for want of a crew" in " ".join(texts.split())
