"""How many kits: the whole question, on pretended provinces whose truth is known."""

import pytest
from unit.planning.pretend import Pretend, linear

from cccd_sim.errors import UsageError
from cccd_sim.planning.effort import effort_for
from cccd_sim.planning.size_question import asked, check
from cccd_sim.planning.size_words import headline
from cccd_sim.planning.sizing import size, sized
from cccd_sim.results.tables import TABLES


def question(**changes):
    usual = dict.fromkeys(("route", "ordered", "budget", "replications"))
    return asked(**{**usual, "on_time": 0.95, "milestone": "dossier", **changes})


def answer(tiny, quantile, seed=1, language="en", **changes):
    laboratory = Pretend(quantile, seed, eligible=2000, target=1800)
    return sized(tiny, laboratory, question(**changes), language)


@pytest.mark.parametrize("seed", range(5))
def test_the_size_found_is_near_the_truth_and_certified(tiny, seed):
    found = answer(tiny, linear(2, 22), seed).data  # 95 % are on time with 21 kits, 93 % with 20.6
    assert found["state"] == "certified"
    assert found["kits"] in (21, 22)
    assert found["kits_even_chance"] in range(10, 15)
    assert found["certificate"]["ci_low"] >= 0.93
    assert found["one_kit_less"]["verdict"] in ("refused", "not_told_apart")


def test_with_few_replications_the_size_is_not_too_small(tiny):
    sizes = [answer(tiny, linear(2, 22), seed, replications=150).data["kits"] for seed in range(20)]
    assert min(sizes) >= 20
    assert sum(size >= 21 for size in sizes) >= 9


def test_where_nothing_is_needed_nothing_is_bought(tiny):
    found = answer(tiny, lambda _: -5)
    assert (found.data["state"], found.data["kits"], found.data["cost_vnd"]) == ("certified", 0, 0)
    assert found.headline.startswith("No more kits are needed for dossiers taken on time")


def test_where_more_kits_do_not_help_it_says_so_and_what_binds(tiny):
    found = answer(tiny, lambda u: 5 if u < 0.8 else 10_000)
    assert found.data["state"] == "impossible"
    assert found.data["kits"] == 5
    assert found.headline.startswith("No number of kits")
    assert "what binds is several things together" in found.headline


def test_where_no_size_has_an_even_chance_none_is_told(tiny):
    found = answer(tiny, lambda u: 5 if u < 0.2 else 10_000, replications=150)
    assert found.data["kits_even_chance"] is None
    words = [row[0] for listing in found.listings for row in listing.rows]
    assert "on paper: nothing goes wrong" in words
    assert "an even chance" not in words


def test_where_no_replication_is_ever_on_time_it_says_so(tiny):
    found = answer(tiny, lambda _: 10_000)
    assert found.data["state"] == "impossible"
    assert "what binds is" in found.headline


def test_between_target_and_floor_nothing_is_promised(tiny):
    states = {
        answer(tiny, lambda u: 5 if u < 0.94 else 10_000, seed, replications=200).data["state"]
        for seed in range(6)
    }
    assert "not certified" in states
    assert states <= {"not certified", "impossible", "certified"}


def test_a_milestone_the_plant_bounds_is_refused_by_arithmetic(tiny):
    shut = tiny.with_(central={"plant": {"capacity": {"open": {"cards": 0}}}})
    found = answer(shut, lambda _: 10_000, milestone="in_hand")
    assert found.data["bound"]["name"] == "plant"
    assert "which by plain arithmetic lets at most" in found.headline


def test_the_answer_is_the_same_again(tiny):
    one, other = (answer(tiny, linear(2, 22)) for _ in range(2))
    assert one.to_json() == other.to_json()


def test_the_tables_are_as_declared(tiny):
    found = answer(tiny, linear(2, 22))
    for name, table in found.tables.items():
        assert tuple(table.columns) == TABLES[name].columns, name
        assert not table.duplicated(list(TABLES[name].keys)).any(), name


def test_replications_nobody_simulated_are_not_told_as_successes(tiny):
    found = answer(tiny, lambda u: 10 + u * 20)
    rows = [row for row in found.data["sizes"] if row["numbers"] == "fresh"]
    unsure = [row for row in rows if row["verdict"] != "certified"]
    guessed = [row for row in unsure if row["simulated"] < row["replications"]]
    assert guessed
    assert all(row["successes"] is None and row["ci_high"] < 1 for row in guessed)
    assert all(row["successes"] is not None for row in rows if row not in guessed)
    fewer = found.data["one_kit_less"]
    assert fewer["successes"] is None
    if fewer["verdict"] == "not_told_apart":
        assert "may be enough: more replications would tell (--replications)" in found.headline


def test_a_budget_buys_the_best_route_that_the_law_allows(tiny):
    days = {"supply": "1 day", "commissioning": "1 day"}
    routes = {
        "quick": {"contract": "1 day", "limit": "450 million VND", **days},
        "slow": {"contract": "9 days", **days},
        "loan": {"contract": "0 days", **days},
    }
    words = {"title": {"vi": "Cách", "en": "Way"}, "law": "–"}
    there = tiny.with_(supply={"routes": {name: {**words, **one} for name, one in routes.items()}})
    found = answer(there, linear(2, 8), budget="1.05 billion VND").data
    assert {one["route"]: one["kits"] for one in found["routes"]} == {"quick": 3, "slow": 7}
    assert (found["route"], found["kits"]) == ("slow", 7)
    assert found["chance"]["p_on_time"] == pytest.approx(5 / 6, abs=0.1)
    assert found["chance_without"]["p_on_time"] == 0


def test_a_purchase_over_its_limit_at_the_high_price_is_told(tiny):
    days = {"contract": "1 day", "supply": "1 day", "commissioning": "1 day"}
    one = {"title": {"vi": "Nhanh", "en": "Quick"}, "law": "–", "limit": "4 billion VND", **days}
    price = {"low": "80 million VND", "base": "150 million VND", "high": "250 million VND"}
    there = tiny.with_(supply={"routes": {"quick": one}, "kit_price": price})
    found = answer(there, linear(2, 22))
    kits = found.data["kits"]
    assert kits in (21, 22)  # 16 at 250 million are 4 billion, 26 at 150 million are 3.9
    told = " ".join(found.caveats)
    assert "not if a kit costs 250 million VND" in told
    assert f"the limit holds up to {4000 // kits} million VND a kit." in told
    sure = tiny.with_(supply={"routes": {"quick": one}, "kit_price": price["base"]})
    assert "the limit holds up to" not in " ".join(answer(sure, linear(2, 22)).caveats)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"on_time": 0.999}, "--on-time: a share from 0.1 to 0.99, such as 0.95, not 0.999"),
        ({"milestone": "printed"}, "no milestone printed; known: dossier, sent"),
        ({"budget": "3 million"}, "3 million is not an amount of money"),
        ({"budget": "3 million VND"}, "3 million VND buys no kit"),
        ({"route": "gift"}, "no route gift; known: –"),
        ({"replications": 20}, "replications: 100 or more"),
    ],
)
def test_what_cannot_be_asked_is_refused(tiny, changes, message):
    with pytest.raises(UsageError, match=message):
        answer(tiny, linear(2, 8), **changes)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(UsageError, match="30 February is not a date"):
        question(ordered="30 February")


def test_smaller_provinces_get_more_replications(tiny):
    assert effort_for(tiny, None).total == 2000
    assert check(tiny, question(replications=300)).total == 300


def test_a_real_province_is_sized_by_simulation(tiny):
    found = size(tiny, on_time=0.8, replications=100, jobs=1, language="en")
    assert found.data["state"] == "certified"
    assert found.data["kits"] >= 1
    assert f"({found.data['replications_spent']} replications in all, seed 1)" in found.headline


def test_successes_that_were_not_simulated_are_told_as_such(tiny):
    found = answer(tiny, lambda u: 5 if u < 0.9 else 10_000, replications=150)
    seen = found.data["fresh_so_far"]
    assert "simulated with so many kits" not in found.headline
    fewer = {**found.data, "fresh_so_far": {**seen, "simulated": 5}}
    assert ", 5 of them simulated with so many kits)" in headline(fewer, "en")
