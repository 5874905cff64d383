"""--budget: on time and within it, jointly; what a run folder says of money."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from cli.command import TINY, call


def answer(verb="run"):
    place = Path(f"runs/{verb}-tiny")
    content = json.loads((place / "answer.json").read_text(encoding="utf-8"))
    return place, content


def table(place, name):
    return pd.read_csv(place / "tables" / f"{name}.csv")


@pytest.mark.parametrize(("budget", "chance"), [("0.1 billion VND", 0), ("9 billion VND", 1)])
def test_a_budget_is_held_in_each_replication(budget, chance):
    done = call(
        "run", TINY, "--replications", 3, "--budget", budget, "--set", "target.share.dossier=0.1"
    )
    assert done.exit_code == 0
    place, content = answer()
    cost = content["scenarios"][0]["cost"]
    assert cost["p_on_time_within_budget"]["estimate"] == chance
    assert table(place, "replications")["on_time_within_budget"].tolist() == [chance] * 3
    summary = table(place, "summary").set_index("measure")
    assert summary.loc["p_on_time_within_budget", "mean"] == chance
    assert summary.loc["cost_vnd", "unit"] == "VND"


def test_the_folder_adds_up_and_says_where_prices_come_from():
    assert call("run", TINY, "--replications", 3).exit_code == 0
    place, content = answer()
    costs, lines = table(place, "costs"), table(place, "cost_lines")
    keys = ["head", "funder"]
    assert costs.groupby(keys)["vnd"].sum().equals(lines.groupby(keys)["vnd"].sum())
    spent = costs.loc[costs["head"] != "fees", "vnd"].sum()
    cost = content["scenarios"][0]["cost"]
    assert round(cost["total_vnd"]["mean"]) == spent == sum(cost["by_head_vnd"].values())
    assert "on_time_within_budget" not in table(place, "replications")
    facts = json.loads((place / "manifest.json").read_text(encoding="utf-8"))["facts"]["tiny"]
    assert {each["path"] for each in facts["prices"]} >= {"supply.kit_price", "costs.pay.month"}
    assert all(each["unit"] for each in facts["prices"])
    assert call("verify", place).exit_code == 0


def test_compare_prices_the_next_thousand_dossiers_or_says_why_not(tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text(Path(TINY).read_text().replace("kits: 3, funder", "kits: 30, funder"))
    same = tmp_path / "same.yaml"
    same.write_text(Path(TINY).read_text())
    (tmp_path / "districts.csv").write_bytes((Path(TINY).parent / "districts.csv").read_bytes())
    done = call("compare", TINY, more, same, "--replications", 8, "--lang", "en")
    assert done.exit_code == 0
    place, _ = answer("compare")
    rows = table(place, "comparison").set_index(["measure", "scenario"])
    rows = rows.loc["cost_per_1000_more_dossiers"]
    assert rows.loc["same", "difference"] != rows.loc["same", "difference"]  # none
    assert "not clear" in done.stdout
    found = rows.loc["more"]
    assert 0 < found["ci_low"] < found["difference"] < found["ci_high"]


def test_without_costs_nothing_is_said_of_money(tmp_path):
    free = tmp_path / "tiny.yaml"
    text = Path(TINY).read_text()
    free.write_text(text[: text.index("\ncosts:")])
    (tmp_path / "districts.csv").write_bytes((Path(TINY).parent / "districts.csv").read_bytes())
    assert call("run", free, "--replications", 2).exit_code == 0
    place, content = answer()
    assert content["scenarios"][0]["cost"] is None
    assert not (place / "tables" / "costs.csv").exists()
    assert "cost_vnd" not in table(place, "replications")
    done = call("run", free, "--budget", "1 billion VND", "--force", "--lang", "en")
    assert done.exit_code == 2
    assert "without a section of costs nothing is priced: tiny" in done.stderr


def test_a_budget_without_a_unit_is_refused_before_anything_is_simulated():
    done = call("run", TINY, "--budget", "50", "--lang", "en")
    assert done.exit_code == 2
    assert "50 is not an amount of money" in done.stderr
    assert not Path("runs").exists()
