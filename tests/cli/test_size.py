"""size: the answer, the folder, wrong questions."""

import json
from pathlib import Path

import pytest
from cli.command import TINY, call, check_screen

QUICK = ("--jobs", 1, "--replications", 150)


def test_size_tells_the_purchase_then_its_tables(charts):
    done = call("size", TINY, *QUICK)
    assert (done.exit_code, done.stderr) == (0, "")
    check_screen("size", done.stdout)
    place = Path("runs/size-tiny")
    assert {path.stem for path in (place / "tables").iterdir()} == {
        "size",
        "size_routes",
        "size_levers",
        "trials",
    }
    assert {path.name for path in (place / "charts").glob("*.png")} == {
        "tiny-probability.png",
        "tiny-frontier.png",
    }
    content = json.loads((place / "answer.json").read_text(encoding="utf-8"))
    rows = (place / "tables/trials.csv").read_text(encoding="utf-8").splitlines()
    assert content["replications_spent"] == len(rows) - 1
    assert call("verify", place).exit_code == 0


def test_a_budget_is_answered_with_what_it_buys():
    done = call("size", TINY, *QUICK, "--budget", "600 million VND")
    assert done.exit_code == 0
    check_screen("size_budget", done.stdout)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--on-time", 1), "--on-time: a share from 0.1 to 0.99, such as 0.95, not 1.0"),
        (("--route", "gift"), "no route gift; known: –"),
        (("--ordered", "2021-04-01"), "ordered: from 1 March 2021 to before 22 March 2021, not 1"),
        (("--budget", "lots"), "lots is not an amount of money"),
        (("--replications", 5), "it must be 100 or more"),
    ],
)
def test_a_wrong_question_writes_nothing(words, message):
    done = call("size", TINY, *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not Path("runs").exists()
