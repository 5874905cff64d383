"""A new scenario from a table of districts: complete, its own, written whole or not at all."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from cccd_sim.errors import ScenarioError, UsageError
from cccd_sim.scenario.districts import AGE_BANDS
from cccd_sim.scenario.files import load_scenario, shipped_folder
from cccd_sim.scenario.provinces import provinces_apart
from cccd_sim.scenario.template import AGES, new_scenario

TABLE = "code,name,eligible\n1,Đông Hòa,1 500\n2,Tây Hòa,2500\n3,Nam,100\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_three_columns_make_a_complete_scenario(table, tmp_path):
    scenario = load_scenario(new_scenario(table, tmp_path / "phú-yên"))
    assert scenario.name == "phú-yên"
    assert scenario.supply.provincial_station is None
    assert scenario.supply.initial_at == "districts"
    assert [(one.code, one.name_ascii, one.eligible) for one in scenario.demand.districts] == [
        ("1", "Dong Hoa", 1500),
        ("2", "Tay Hoa", 2500),
        ("3", "Nam", 100),
    ]
    assert len({(one.tile_row, one.tile_col) for one in scenario.demand.districts}) == 3


def test_what_is_not_of_one_province_is_as_shipped(table, tmp_path):
    new = load_scenario(new_scenario(table, tmp_path / "new"))
    common = load_scenario(shipped_folder() / "dak-lak" / "common.yaml")
    assert new.service == common.service
    assert new.campaign == common.campaign
    assert new.target == common.target
    assert new.supply.breakdown == common.supply.breakdown
    household = common.demand.household_adults  # the census of one province
    assert new.demand.household_adults.grade == "L"
    places = {"districts": (), "communes": None, "household_adults": household}
    assert new.demand.model_copy(update=places) == common.demand.model_copy(update=places)
    assert (new.supply.routes, new.supply.kit_price) == (
        common.supply.routes,
        common.supply.kit_price,
    )
    assert new.central.plant.capacity == common.central.plant.capacity
    assert new.central.check == common.central.check
    text = (tmp_path / "new/scenario.yaml").read_text(encoding="utf-8")
    assert [name for name in ("Đắk Lắk", "Buôn Ma Thuột", "03/CT-UBND") if name in text] == []
    assert new.costs == common.costs


def test_a_table_without_ages_and_communes_gets_a_mix_and_none(table, tmp_path):
    new = load_scenario(new_scenario(table, tmp_path / "new"))
    assert {one.ages for one in new.demand.districts} == {(0.13, 0.43, 0.32, 0.1, 0.02)}
    assert new.demand.communes is None


def test_the_share_of_the_cards_follows_the_citizens(table, tmp_path):
    plant = load_scenario(new_scenario(table, tmp_path / "new")).central.plant
    assert plant.share.value == pytest.approx(4100 / 50_000_000)


@pytest.mark.parametrize("columns", [AGE_BANDS, tuple(AGES)], ids=["own names", "other names"])
def test_ages_are_used_where_present(columns, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(
        f"code,name,eligible,{','.join(columns)}\n1,x,500,0.1,0.4,0.3,0.15,0.05\n", encoding="utf-8"
    )
    (district,) = load_scenario(new_scenario(table, tmp_path / "new")).demand.districts
    assert district.ages == (0.1, 0.4, 0.3, 0.15, 0.05)


def test_some_ages_are_not_enough(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("code,name,eligible,age_14_19\n1,x,500,0.1\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        new_scenario(table, tmp_path / "new")
    assert [one.path for one in caught.value.problems] == [
        f"demand.districts[1].{band}" for band in AGE_BANDS[1:]
    ]


def test_other_columns_are_used_where_present(tmp_path):
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "code", "type", "eligible", "road_km_to_bmt", "name_ascii"])
        writer.writerow(["Buôn Hồ", "644", "town", "80479", "40.5", "BUON HO"])
    (district,) = load_scenario(new_scenario(table, tmp_path / "new")).demand.districts
    assert (district.road_km, district.name_ascii) == (40.5, "BUON HO")


def test_the_shipped_districts_go_through(tmp_path):
    source = shipped_folder() / "dak-lak" / "districts.csv"
    new = load_scenario(new_scenario(source, tmp_path / "copy"))
    assert new.demand.districts == load_scenario("directive-2-kits").demand.districts


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["{}: the file is empty"]),
        ("code,name,eligible\n", ["{}: demand.districts: there is no row below the header"]),
        (
            "code,name\n1,x\n",
            [
                "{}:1: demand.districts: column eligible is missing; "
                "the columns are code, name, eligible"
            ],
        ),
        (
            "code,name,eligible\n1,x,1.500\n1,x,-3\n",
            [
                "{}:2: demand.districts[1].eligible: 1.500 groups its digits by points or commas; "
                "write 1500",
                "{}:3: demand.districts[2].eligible: -3 is less than 1",
            ],
        ),
        (
            "code,name,eligible\n1,x,5\n1,y,5\n",
            ["{}:3: demand.districts[2].code: 1 is also the code of district 1 in the list"],
        ),
    ],
)
def test_faults_point_into_the_table_and_nothing_is_written(text, messages, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        new_scenario(table, tmp_path / "new")
    assert [str(one) for one in caught.value.problems] == [one.format(table) for one in messages]
    assert list(tmp_path.iterdir()) == [table]


def test_an_existing_folder_is_left_alone(table, tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    with pytest.raises(UsageError, match="exists already"):
        new_scenario(table, folder)
    assert list(folder.iterdir()) == []


def test_an_interrupted_write_leaves_nothing(table, tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        new_scenario(table, tmp_path / "new")
    assert list(tmp_path.iterdir()) == [table]


# ---- what is known besides -----------------------------------------------------------------------


def test_what_is_known_stands_in_the_new_scenario(table, tmp_path):
    known = {"title": 'Phú "Yên": 1', "start": "25/02/2021", "deadline": "2021-09-01"}
    file = new_scenario(table, tmp_path / "new", **known, kits=7, kit_price="180 million VND")
    new = load_scenario(file)
    assert (new.title.vi, new.title.en) == ('Phú "Yên": 1', 'Phú "Yên": 1')
    assert [getattr(new.campaign, day).isoformat() for day in ("start", "deadline", "horizon")] == [
        "2021-02-25",
        "2021-09-01",
        "2022-04-03",
    ]
    kits, price = new.supply.initial_kits, new.supply.kit_price
    assert (kits.value, kits.source, kits.grade) == (7, "stated when the scenario was made", "L")
    assert (price.value, price.low, price.grade) == (180_000_000, None, "L")


@pytest.mark.parametrize("start", ["2020-11-02", "2021-02-25"])
def test_stations_are_open_from_the_first_day(table, tmp_path, start):
    new = load_scenario(new_scenario(table, tmp_path / "new", start=start))
    assert new.campaign.start.isoformat() == start
    assert min(one.from_ for one in new.service.periods.values()) <= new.campaign.start


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"deadline": "tomorrow"}, "--deadline: tomorrow is not a date"),
        ({"start": "2021-13-01"}, "--start: "),
        ({"start": "2021-07-01"}, "--deadline: 1 July 2021 is not after the start, 1 July 2021"),
        ({"kits": "1.500"}, "--kits: 1.500 groups its digits"),
        ({"kit_price": "180", "kits": "x"}, "--kits: x is not a"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(table, tmp_path, known, message):
    with pytest.raises(ScenarioError) as error:
        new_scenario(table, tmp_path / "new", **known)
    assert str(error.value.problems[0]).startswith(message)
    assert len(error.value.problems) == len(known)
    assert list(tmp_path.iterdir()) == [table]


def test_the_examples_in_comments_can_be_used(table, tmp_path):
    file = new_scenario(table, tmp_path / "new")
    text = file.read_text(encoding="utf-8")
    assert "  # deliveries:" in text
    assert "    # campaign:" in text
    used = re.sub(r"^( +)# (?=deliveries:|campaign:|  )", r"\1", text, flags=re.MULTILINE)
    file.write_text(used, encoding="utf-8")
    new = load_scenario(file)
    assert new.supply.deliveries["second_batch"].kits.value == 10
    assert new.service.periods["campaign"].dossiers_per_kit_day.value == 420


def test_the_file_leads_its_reader(table, tmp_path):
    text = new_scenario(table, tmp_path / "new").read_text(encoding="utf-8")
    for step in ("scenario check", "run", "size", "report"):
        assert f"cccd-sim {step} " in text.partition("name:")[0]


def test_a_column_of_provinces_makes_a_country(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(
        "code,name,eligible,province\n1,x,500,A\n2,x,400,B\n3,y,300,B\n", encoding="utf-8"
    )
    new = load_scenario(new_scenario(table, tmp_path / "new"))
    assert new.demand.provinces == ("A", "B")
    assert list(provinces_apart(new)) == ["A", "B"]
