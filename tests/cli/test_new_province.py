"""From a table of districts to a sized purchase and its document, as a new user would go."""

import json
from pathlib import Path

from cli.command import call

TABLE = "code,name,eligible\n1,Đông Hòa,1 500\n2,Tây Hòa,1 200\n3,Nam,600\n"
KNOWN = ("--start", "2021-02-25", "--deadline", "2021-04-15", "--kits", 1)
FEWER = ("--set", "campaign.horizon=2021-06-30")  # quick


def test_from_a_table_to_a_sized_purchase(charts):
    Path("my.csv").write_text(TABLE, encoding="utf-8")
    made = call("scenario", "new", "--districts", "my.csv", "--out", "mine", *KNOWN)
    assert (made.exit_code, made.stderr) == (0, "")
    checked = call("scenario", "check", "mine/scenario.yaml")
    assert (checked.exit_code, checked.stdout) == (
        0,
        "mine: complete and without contradictions\n",
    )
    assert call("run", "mine/scenario.yaml", "--replications", 2, *FEWER).exit_code == 0
    sized = call("size", "mine/scenario.yaml", "--jobs", 1, "--replications", 100, *FEWER)
    assert (sized.exit_code, sized.stderr) == (0, "")
    answer = json.loads(Path("runs/size-mine/answer.json").read_text(encoding="utf-8"))
    assert answer["headline"] in sized.stdout.replace("\n", " ")
    assert call("report", "runs/size-mine", "--format", "html").exit_code == 0
    assert list(Path("runs/size-mine/report").glob("*.html"))


def test_what_cannot_be_read_is_told_at_once():
    Path("my.csv").write_text(TABLE, encoding="utf-8")
    done = call(
        *("scenario", "new", "--districts", "my.csv", "--out", "mine"),
        *("--deadline", "soon", "--kits", "many"),
    )
    assert done.exit_code == 2
    assert "--deadline: soon is not a date" in done.stderr
    assert "--kits: many is not" in done.stderr
    assert not Path("mine").exists()
