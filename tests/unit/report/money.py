"""A run folder made by hand: two scenarios, two districts, costs that add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from unit.known import facts

from cccd_sim.results.contents import Contents
from cccd_sim.results.provenance import Manifest

DISTRICTS = [("11", "Núi", 800, 0, 0), ("12", "Đồng Bằng", 1200, 0, 1)]
HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> & co'
DURATION = {"value": 10.0, "low": 5.0, "high": 20.0, "source": "assumed", "grade": "L"}
PRICE = {"value": 150_000_000, "low": 80_000_000, "high": 250_000_000}
LIMIT = {"value": 5_000_000_000, "low": None, "high": None, "source": "Decree 63", "grade": "M"}

LINES = (
    ("initial_kits", "central", "equipment", "kit", 2.0, 150_000_000, 1.07),
    ("kits", "provincial", "equipment", "kit", 20.0, 150_000_000, 1.07),
    ("crew_regular", "provincial", "staff", "officer-hour", 40_123.254321, 38_097, 1.013),
    ("crew_rest_day", "provincial", "staff", "officer-hour", 3_012.75, 76_193, 0.99),
    ("consumables", "provincial", "credentials", "dossier", 1_951.5, 5_000, 1.0),
    ("premises", "district", "premises", "station-day", 240.25, 300_000, 1.02),
    ("information", "provincial", "information", "citizen summoned", 2_500.125, 2_000, 1.1),
    ("fees", "provincial", "fees", "dossier", 1_950.5, -15_000, 1.0),
)
"""Line, funder, head, unit, quantity, unit price, mean of the simulation over price by quantity."""

MONTHS = {"2021-01-01": 0.2, "2021-02-01": 0.35, "2021-03-01": 0.45}
DIGEST = "0" * 64


def folder(
    lines: tuple[Any, ...] = LINES,
    kits: int = 20,
    budget: int | None = None,
    names: tuple[str, ...] = ("as-it-is", "bought"),
    answer: dict[str, Any] | None = None,
) -> Contents:
    """Return what a comparison of scenarios left behind, the last of them the best."""
    tables = {"summary": summary(names), "districts": districts(names)}
    tables["comparison"] = pd.DataFrame(
        [{"scenario": names[-1], "measure": "dossier_by_deadline", "difference": 40.5}]
    )
    if lines:
        tables |= {"cost_lines": cost_lines(names, lines), "costs": costs(names, lines)}
    manifest = Manifest(
        verb="compare",
        command="cccd-sim compare as-it-is bought --replications 8",
        scenarios=names,
        seed=1,
        replications=8,
        options={"language": "vi", "budget": budget},
        inputs={f"scenario/{name}.yaml": DIGEST for name in names},
        tables={f"tables/{name}.csv": DIGEST for name in tables},
        facts={name: known(name, kits) for name in names},
        versions={"python": "3.11.7", "cccd-sim": "0.3.0"},
        platform="made by hand",
        started="2021-01-06T08:00:00+00:00",
        complete=True,
    )
    told = answer or {
        "headline": "Đúng hạn với xác suất 75,0%.",
        "caveats": ["Số liệu làm bằng tay."],
        "scenarios": [ending(name) for name in reversed(names)],
    }
    return Contents(Path("made-by-hand"), manifest, told, {}, tables)


def known(name: str, kits: int) -> dict[str, Any]:
    """Return the facts of a scenario, with a title that would do harm as anything but a text."""
    base = facts(name, DISTRICTS, (HOSTILE, HOSTILE))
    steps = {"contract": "2021-02-19", "delivered": "2021-03-19", "in_service": "2021-03-29"}
    slow = {**steps, "in_service": "2021-04-26"}
    batch = {"name": "quotation", "kits": kits, "funder": "provincial", "route": "quotation"}
    batch |= {"ordered": "2021-01-20", "until": None, "source": ""}
    given = {"name": "given", "kits": 6, "funder": "central", "route": None, "ordered": None}
    there = {"contract": None, "delivered": None, "in_service": "2021-02-25"}
    route = {
        "name": "quotation",
        "title": {"vi": "Chào hàng cạnh tranh", "en": "Competitive quotation"},
        "law": "Law 43/2013 art. 23",
        "limit": LIMIT,
        **dict.fromkeys(("contract", "supply", "commissioning"), DURATION),
        "lead": {"low": 15, "base": 30, "high": 60},
        "last_order": {"low": "2021-06-15", "base": "2021-05-31", "high": "2021-05-01"},
    }
    bought = {
        "kit_price": {**PRICE, "source": "assumed", "grade": "L"},
        "deliveries": [
            {**batch, "steps": {"low": steps, "base": steps, "high": slow}},
            {**given, "steps": dict.fromkeys(("low", "base", "high"), there), "until": None},
        ],
        "routes": [route, {**route, "name": "tender", "limit": None}],
    }
    prices = [{"path": "supply.kit_price", **PRICE, "unit": "VND", "source": "", "grade": "L"}]
    shares = {"low": 0.7, "base": 0.85, "high": 0.92, "unit": "share"}
    assumed = [{"path": "demand.show_up", **shares, "source": HOSTILE, "grade": "L"}]
    return {**base, "procurement": bought, "prices": prices, "assumptions": assumed}


def ending(name: str) -> dict[str, Any]:
    """Return how a scenario ends."""
    chance = {"estimate": 0.75, "ci_low": 0.349, "ci_high": 0.968}
    found = {"citizens": {"p05": 1_800.0}, "p_on_time": chance, "finish": {"p50": "2021-06-10"}}
    return {
        "scenario": name,
        "kits": 22.0,
        "milestones": dict.fromkeys(("dossier", "sent", "produced", "in_hand"), found),
        "without_dossier": {
            "never_summoned": 10.0,
            "missed_summons": 30.5,
            "correction": 0.0,
            "home_visit": 8.0,
        },
        "held_at_deadline": {"upload": 12.0, "plant": 400.0},
        "limits": {
            "upload": {"from": None, "until": None},
            "plant": {"from": "2021-03-18", "until": None},
        },
    }


def cost_lines(names: tuple[str, ...], lines: tuple[Any, ...]) -> pd.DataFrame:
    """Return the lines of cost of every scenario."""
    keys = ("line", "funder", "head", "unit", "quantity", "unit_price")
    rows = []
    for name in names:
        for *entries, factor in lines:
            row = {"scenario": name, **dict(zip(keys, entries, strict=True))}
            vnd = round(row["quantity"] * row["unit_price"] * factor)
            rows.append({**row, "vnd": vnd, "vnd_p05": vnd, "vnd_p95": vnd})
    frame = pd.DataFrame(rows)
    return frame.assign(source="assumed", grade="L", event="stations.csv: officer_minutes")


def costs(names: tuple[str, ...], lines: tuple[Any, ...]) -> pd.DataFrame:
    """Return the same by month."""
    sums = cost_lines(names, lines).groupby(["scenario", "head", "funder"], sort=False)["vnd"].sum()
    rows = []
    for (name, head, funder), vnd in sums.items():
        parts = [round(vnd * share) for share in MONTHS.values()]
        parts[-1] = vnd - sum(parts[:-1])
        for month, part in zip(MONTHS, parts, strict=True):
            key = {"scenario": name, "head": head, "funder": funder, "month": month}
            rows.append({**key, "vnd": part, "vnd_p05": part, "vnd_p95": part})
    return pd.DataFrame(rows)


def summary(names: tuple[str, ...]) -> pd.DataFrame:
    """Return the measures the sheets look up."""
    measures = {
        "dossier_by_deadline": 1_951.5,
        "dossier_share_by_deadline": 0.97575,
        "p_on_time_dossier": 0.75,
        "in_hand_by_deadline": 500.25,
        "cost_vnd": 5_000_000_000.0,
        "cost_per_card_vnd": 9_995_002.0,
        "cost_per_dossier_vnd": 2_562_132.0,
        "p_on_time_within_budget": 0.625,
    }
    columns = ("mean", "ci_low", "ci_high", "p05", "p50", "p80", "p95")
    rows = [
        {"scenario": name, "measure": measure, **dict.fromkeys(columns, value)}
        for name in names
        for measure, value in measures.items()
    ]
    return pd.DataFrame(rows)


def districts(names: tuple[str, ...]) -> pd.DataFrame:
    """Return two districts of each scenario, one of which does not finish in every replication."""
    rows = []
    for name in names:
        for rank, (code, place, eligible, *_) in enumerate(DISTRICTS, 1):
            row = {"scenario": name, "district": code, "name": place, "eligible": eligible}
            row |= {"kits": 1.5, "taken_by_deadline": 0.97 * eligible, "share_by_deadline": 0.97}
            row |= {"p_on_time": 0.75, "utilisation": 0.8, "rank": rank}
            dates = {"finish_date_p50": "2021-06-10", "finish_date_p80": None}
            rows.append({**row, **dates, "in_hand_by_deadline": 250.125})
    return pd.DataFrame(rows)
