"""What a campaign costs, line by line, and the law that every line has its events."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import runs

from cccd_sim.campaign import model
from cccd_sim.campaign.costs import costs_table
from cccd_sim.campaign.duty import minutes_at_night, part_of, shifts_at_night
from cccd_sim.campaign.model import Campaign
from cccd_sim.errors import BrokenLawError
from cccd_sim.scenario.cost_lines import LINES
from cccd_sim.streams import Streams

NIGHT = (22 * 60, 30 * 60)


def lines(scenario):
    """Return quantity and VND of every line of one replication."""
    costs = runs.run(scenario)["costs"]
    found = defaultdict(lambda: [0.0, 0])
    for name, quantity, vnd in zip(
        costs["line"].tolist(), costs["quantity"].tolist(), costs["vnd"].tolist(), strict=True
    ):
        found[name][0] += quantity
        found[name][1] += vnd
    return found


def always(scenario, **period):
    """Return a quiet province with other hours."""
    return scenario.with_(service={"periods": {"office": period}})


# ---- what is counted -----------------------------------------------------------------------------


def test_an_office_day_is_paid_plainly_and_a_sunday_twice(quiet):
    """Three weeks, two kits with three officers for eight hours: 15 working days, 6 of rest."""
    found = lines(quiet)
    hours = 2 * 3 * 8
    assert found["crew_regular"] == [15 * hours, 15 * hours * 10_000]
    quantity, vnd = found["crew_rest_day"]
    late = quantity - 6 * hours
    assert 0 < late < 6  # captures that end after closing
    assert vnd == pytest.approx(quantity * 20_000, abs=1)
    assert found["crew_overtime_working_day"][0] < 15


def test_work_on_a_holiday_is_paid_thrice_also_on_a_sunday(quiet):
    fair = {"fair": {"first": "2021-03-06", "last": "2021-03-07"}}
    found = lines(quiet.with_(service={"holidays": fair}))
    quantity, vnd = found["crew_holiday"]
    assert quantity == pytest.approx(2 * 2 * 3 * 8, abs=2)
    assert vnd == pytest.approx(quantity * 30_000, abs=1)


def test_beyond_the_day_s_working_time_is_overtime(quiet):
    found = lines(always(quiet, hours=["07:00-17:00"]))
    assert found["crew_regular"][0] == 15 * 2 * 3 * 8
    assert found["crew_overtime_working_day"][0] == pytest.approx(15 * 2 * 3 * 2, rel=0.1)


def test_two_shifts_share_the_day_so_that_nobody_works_overtime(quiet):
    scenario = always(quiet, hours=["06:00-22:00"], crew={"officers": 3, "shifts": 2})
    found = lines(scenario)
    assert found["crew_regular"][0] == 15 * 2 * 3 * 2 * 8
    assert found["crew_night"][0] < 15  # captures that end after 22:00


def test_an_hour_at_night_costs_more_whatever_else_it_is(quiet):
    found = lines(always(quiet, hours=["14:00-24:00"]))
    quantity, vnd = found["crew_night"]
    assert quantity == pytest.approx(21 * 2 * 3 * 2, rel=0.1)
    assert vnd == pytest.approx(quantity * 3_000, abs=1)


def test_every_dossier_takes_consumables_and_an_evening_and_a_fee(quiet):
    tables, found = runs.run(quiet), lines(quiet)
    dossiers = runs.total(tables, "taken")
    assert dossiers > 1000
    assert found["consumables"] == [dossiers, dossiers * 5_000]
    evening = sum(found[name][0] for name in ("evening_completion", "evening_rest_day"))
    assert evening == pytest.approx(tables["pipeline"]["uploaded"].sum() * 2 / 60)
    assert found["fees"][0] + found["fees_2"][0] == dossiers


def test_fees_rise_on_their_day_and_come_in(quiet):
    tables, found = runs.run(quiet), lines(quiet)
    early = runs.by_district(tables, "taken")[:14].sum()
    assert found["fees"] == [early, -15_000 * early]
    assert found["fees_2"][1] == -30_000 * found["fees_2"][0]


def test_who_is_captured_again_costs_consumables_but_pays_no_fee(quiet):
    scenario = quiet.with_(central={"check": {"rework": 0.3}})
    tables, found = runs.run(scenario), lines(scenario)
    again = runs.total(tables, "recaptured")
    assert again > 50
    assert found["consumables"][0] - found["fees"][0] - found["fees_2"][0] == again


def test_a_lent_kit_costs_no_purchase_and_a_spare_has_its_own_line(quiet):
    lent = {"kits": 3, "funder": "loan", "in_service": "2021-03-08", "until": "2021-03-20"}
    bought = {"kits": 4, "spares": 1, "funder": "district", "in_service": "2021-03-08"}
    scenario = quiet.with_(supply={"deliveries": {"lent": lent, "bought": bought}})
    costs = runs.run(scenario)["costs"]
    kits = {
        (line, funder): quantity
        for line, funder, quantity in zip(
            costs["line"].tolist(),
            costs["funder"].tolist(),
            costs["quantity"].tolist(),
            strict=True,
        )
        if "kit" in line
    }
    assert kits == {
        ("initial_kits", "central"): 2,
        ("kits", "district"): 3,
        ("spare_kits", "district"): 1,
    }


def test_money_is_spent_in_the_month_in_which_it_happens(quiet):
    late = {"kits": 1, "funder": "provincial", "in_service": "2021-04-02"}
    dates = {"deadline": "2021-04-10", "horizon": "2021-04-30"}
    costs = runs.run(quiet.with_(campaign=dates, supply={"deliveries": {"late": late}}))["costs"]
    months = costs["month"].astype("datetime64[M]").astype(str)
    assert months[costs["line"] == "kits"].tolist() == ["2021-04"]
    assert months[costs["line"] == "premises"].tolist() == ["2021-03", "2021-04"]


def test_a_mobile_team_costs_per_diem_and_fuel_by_distance(tiny):
    rounds = {
        "from": "2021-03-08",
        "share": 0.5,
        "show_up": 0.9,
        "set_up": "30 min",
        "move": "60 min",
    }
    tables = runs.run(tiny.with_(service={"mobile": rounds, "crews": {"limited": False}}))
    stations, costs = tables["stations"], tables["costs"]
    mobile = (stations["station"] >= 3) & (stations["open_kit_minutes"] > 0)
    assert mobile.sum() > 3
    assert (stations["officers"][mobile] > 0).all()
    days = costs["quantity"][costs["line"] == "mobile_per_diem"].sum()
    assert days == stations["officers"][mobile].sum()


def test_without_costs_nothing_is_priced(tiny):
    assert "costs" not in runs.run(tiny.model_copy(update={"costs": None}))


# ---- the law -------------------------------------------------------------------------------------


def test_vnd_are_quantity_times_unit_price(tiny):
    costs = runs.run(tiny)["costs"]
    prices = {line.name: line.unit_price(tiny) for line in LINES}
    for name, quantity, vnd in zip(costs["line"], costs["quantity"], costs["vnd"], strict=True):
        if name in prices:
            assert vnd == round(quantity * prices[name])


@pytest.mark.parametrize(
    "line",
    [
        "kits",
        "crew_regular",
        "crew_overtime_working_day",
        "evening_completion",
        "home_visit_officers",
        "consumables",
        "premises",
        "information",
        "fees",
        "fees_2",
    ],
)
def test_a_cost_without_its_event_stops_the_run(tiny, monkeypatch, line):
    def faulty(campaign, duty):
        costs = costs_table(campaign, duty)
        costs["quantity"][np.flatnonzero(costs["line"] == line)[0]] += 1
        return costs

    monkeypatch.setattr(model, "costs_table", faulty)
    with pytest.raises(BrokenLawError, match=f"cost without its events: .*{line}"):
        Campaign(tiny, Streams(1, 1)).run()


def test_an_event_without_its_cost_stops_the_run(tiny, monkeypatch):
    def faulty(campaign, duty):
        costs = costs_table(campaign, duty)
        return {name: values[costs["line"] != "information"] for name, values in costs.items()}

    monkeypatch.setattr(model, "costs_table", faulty)
    with pytest.raises(BrokenLawError, match="information is 0, not"):
        Campaign(tiny, Streams(1, 1)).run()


def test_a_wrong_price_stops_the_run(tiny, monkeypatch):
    def faulty(campaign, duty):
        costs = costs_table(campaign, duty)
        costs["vnd"][0] += 2
        return costs

    monkeypatch.setattr(model, "costs_table", faulty)
    with pytest.raises(BrokenLawError, match="cost without its events"):
        Campaign(tiny, Streams(1, 1)).run()


# ---- hours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("06:00", "18:00", 0),
        ("05:00", "07:00", 60),
        ("21:00", "24:00", 120),
        ("20:00", "30:00", 480),
    ],
)
def test_minutes_at_night_go_past_midnight(start, end, minutes):
    begin, close = (60 * int(each[:2]) for each in (start, end))
    assert minutes_at_night(np.array(begin), np.array(close), NIGHT) == minutes


def test_a_shift_is_a_part_of_the_open_time_across_a_break():
    assert part_of(((450, 690), (810, 1050)), 200, 300) == ((650, 690), (810, 870))


def test_only_the_last_of_three_shifts_works_at_night():
    assert shifts_at_night(((360, 1440),), 3, NIGHT) == (0, 0, 120, 0)
