"""Charts of an allocation say in words and numbers what its tables say."""

import pandas as pd
import pytest
from unit.known import facts

from cccd_sim.report.allocation_charts import allocation_map, placement_gains
from cccd_sim.results.answer import Answer

GAINS = ("gain", "days_gained", "last_district_days_gained")


def row(stage, placement, gain, half):
    found = {"stage": stage, "placement": placement}
    for name in GAINS:
        ends = {f"{name}_ci_low": gain - half, f"{name}_ci_high": gain + half}
        found |= {name: gain, **ends}
    return found


def made(best="most_dossiers"):
    """Return an answer made by hand: two kits go elsewhere than in proportion."""
    known = facts()
    rows = [
        {
            "district": each["code"],
            "name": each["name"],
            "eligible": each["eligible"],
            "kits_proportional": 2,
            "kits_best": {0: 4, 1: 1, 2: 1}.get(at, 2),
            "dossiers_best": each["eligible"] * (0.5 if at == 7 else 0.96),
        }
        for at, each in enumerate(known["districts"])
    ]
    office = {"district": "66", "name": "Provincial", "kits_proportional": 2, "kits_best": 2}
    trials = [
        row("search", "proportional", 0.0, 0.0),
        row("search", "two_per_unit", -5_000.0, 900.0),
        row("check", "proportional", 0.0, 0.0),
        row("check", "most_dossiers", 1_200.0, 300.0),
        row("transfers", "most_dossiers", 50.0, 300.0),
    ]
    names = {each: each.replace("_", " ") for each in ("proportional", "two_per_unit", best)}
    data = {
        "scenario": known["name"],
        "deadline": known["deadline"],
        "seed": 1,
        "replications": 30,
        "best": best,
        "names": names | {"most_dossiers": "most dossiers"},
    }
    tables = {"allocation": pd.DataFrame([*rows, office]), "placement_trials": pd.DataFrame(trials)}
    return Answer("", tables["allocation"], (), (), data, tables=tables), known


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def words(figure):
    return " ".join(text.get_text() for text in figure.texts)


def test_the_map_tells_kits_and_how_they_differ_from_proportional():
    figure = allocation_map(*made(), "en")
    written = texts(figure)
    assert "4 (+2)" in written
    assert written.count("1 (−1)") == 2
    assert written.count("2") == 12
    assert "2 kits elsewhere" in words(figure)
    assert "Krông\N{NO-BREAK SPACE}Năng (50.0%)" in words(figure)
    assert "Not drawn: Provincial, 2 kits." in words(figure)


def test_the_map_of_the_proportional_placement_says_so():
    figure = allocation_map(*made("proportional"), "en")
    assert "kits in proportion to the eligible citizens" in words(figure)


def test_gains_are_drawn_but_not_of_the_proportional_rule_over_itself():
    figure = placement_gains(*made(), "en")
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert names == ["two per unit", "most dossiers, checked", "most dossiers, kits move weekly"]
    assert "−5,000" in texts(figure)
    fills = [line.get_fillstyle() for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert fills == ["full", "full", "none"]  # the last interval holds 0


@pytest.mark.parametrize("best", ["most_dossiers", "proportional"])
def test_the_title_tells_whether_anything_is_better(best):
    title = placement_gains(*made(best), "en").get_label()
    assert ("no placement is clearly better" in title) == (best == "proportional")
