"""`cccd-sim scenario`: what it prints, and that faults go to the caller as errors."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cccd_sim.cli.scenario import app
from cccd_sim.errors import ScenarioError
from cccd_sim.scenario.files import load_scenario, shipped


def run(*arguments):
    """Return what a command prints."""
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_list_names_every_shipped_scenario_with_its_title():
    lines = run("list", "--lang", "en").splitlines()
    assert [line.split()[0] for line in lines] == list(shipped())
    assert "2 kits, 50 dossiers a day in the whole province" in lines[2]
    assert "cả tỉnh 50 hồ sơ/ngày" in run("list")


def test_check_says_one_line():
    line = "promised-32-campaign: complete and without contradictions\n"
    assert run("check", "promised-32-campaign", "--lang", "en") == line


def test_check_tells_cautions():
    package = "{kits: 4, funder: district, route: direct_appointment, ordered: 2021-02-01}"
    settings = [f"supply.deliveries.{name}={package}" for name in ("one", "two")]
    options = [word for setting in settings for word in ("--set", setting)]
    first, caution = run("check", "promised-32-campaign", "--lang", "en", *options).splitlines()
    assert first == "promised-32-campaign: complete and without contradictions"
    assert caution.startswith("caution: one, two together are 1200 million VND")


def test_check_raises_every_problem():
    with pytest.raises(ScenarioError) as caught:
        run("check", "promised-32-campaign", "--set", "supply.initial_kits=-1", "--set", "x=1")
    assert len(caught.value.problems) == 2


def test_show_prints_a_scenario(tmp_path):
    path = tmp_path / "shown.yaml"
    path.write_text(
        run("show", "promised-32-campaign", "--set", "supply.initial_kits=40"), encoding="utf-8"
    )
    assert load_scenario(path) == load_scenario("promised-32-campaign", {"supply.initial_kits": 40})
    assert "# --set supply.initial_kits" in path.read_text(encoding="utf-8")


def test_new_makes_a_scenario_that_checks(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("code,name,eligible\n1,Đông,1500\n", encoding="utf-8")
    out = tmp_path / "new"
    assert run("new", "--districts", str(table), "--out", str(out), "--lang", "en").startswith(
        str(out / "scenario.yaml")
    )
    assert run("check", str(out / "scenario.yaml"), "--lang", "en").startswith("new: complete")


def test_schema_prints_json_or_a_page():
    assert json.loads(run("schema"))["title"] == "cccd-sim scenario"
    assert run("schema", "--format", "markdown").startswith("# What a scenario file holds")


def test_importing_the_commands_is_light():
    code = (
        "import sys, cccd_sim.cli.scenario; "
        "sys.exit(bool({'pydantic', 'yaml', 'numpy', 'pandas'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
