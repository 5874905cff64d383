"""Tables as bytes: the same numbers, the same file, whatever a spreadsheet makes of it."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cccd_sim.results import rendering
from cccd_sim.results.answer import EVERY_RUN
from cccd_sim.results.rendering import csv_chunks
from cccd_sim.results.tables import TABLES, Table


@pytest.fixture
def table(monkeypatch):
    """Declare a table for the test and return what writes it."""

    def text(**columns):
        monkeypatch.setitem(TABLES, "test", Table(("a",), dict.fromkeys(list(columns)[1:], "")))
        return b"".join(csv_chunks("test", [pd.DataFrame(columns)])).decode()

    return text


def test_a_table_begins_with_a_byte_order_mark_and_its_declared_columns(table):
    assert table(a=[1], b=[2]) == "\ufeffa,b\n1,2\n"


def test_an_optional_column_is_absent_where_nobody_has_it_and_empty_where_others_do(monkeypatch):
    monkeypatch.setitem(TABLES, "test", Table(("a",), {"b": "", "c": ""}, frozenset({"b"})))
    without, having = (
        pd.DataFrame({"a": [1], "c": [2]}),
        pd.DataFrame({"a": [3], "b": [4], "c": [5]}),
    )
    assert b"".join(csv_chunks("test", [without])).decode("utf-8-sig") == "a,c\n1,2\n"
    both = b"".join(csv_chunks("test", [without, having])).decode("utf-8-sig")
    assert both == "a,b,c\n1,,2\n3,4,5\n"
    with pytest.raises(KeyError, match="c"):
        list(csv_chunks("test", [having[["a", "b"]]]))


def test_floats_keep_six_decimals_and_no_minus_zero(table):
    values = [1 / 3, 2.0, -1e-9, 1234567.1234567, np.nan]
    assert table(a=values).split()[1:] == ["0.333333", "2.0", "0.0", "1234567.123457"]


@given(st.lists(st.floats(-1e15, 1e15) | st.floats(-10, 10), min_size=1))
def test_a_number_comes_back_as_it_was_but_for_the_decimals_left_out(values):
    """A value beyond a thousand million is written the long way, with the others of its rows."""
    frame = pd.DataFrame({"a": values, "b": values})
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(TABLES, "test", Table(("a",), {"b": ""}))
        text = b"".join(csv_chunks("test", [frame])).decode("utf-8-sig")
    found = [float(line.split(",")[0]) for line in text.splitlines()[1:]]
    assert found == [round(np.float64(value), 6) + 0.0 for value in values]


@given(st.lists(st.integers(-(10**15), 10**15), min_size=1))
def test_a_whole_number_is_written_as_python_writes_it(values):
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(TABLES, "test", Table(("a",), {}))
        text = b"".join(csv_chunks("test", [pd.DataFrame({"a": values})])).decode("utf-8-sig")
    assert text.splitlines()[1:] == [str(value) for value in values]


def test_a_long_table_is_cut_nowhere(table):
    rows = 70_000
    text = table(a=np.arange(rows), b=np.arange(rows) / 8)
    lines = text.splitlines()
    assert len(lines) == rows + 1
    assert [lines[at] for at in (1, 32_768, 32_769, rows)] == [
        "0,0.0",
        "32767,4095.875",
        "32768,4096.0",
        "69999,8749.875",
    ]


def test_missing_numbers_dates_and_counts_are_empty(table):
    text = table(
        a=["x"],
        b=[np.nan],
        c=np.array(["NaT"], "datetime64[s]"),
        d=pd.array([None], dtype="Int64"),
    )
    assert text.splitlines()[1] == "x,,,"


def test_dates_are_iso_and_categories_their_names(table):
    district = pd.Categorical.from_codes([1, -1], pd.Index(["643", "644"]))
    dates = np.array(["2021-07-01", "2021-12-31"], "datetime64[s]")
    assert table(a=dates, b=district).splitlines()[1:] == ["2021-07-01,644", "2021-12-31,"]


@pytest.mark.parametrize("formula", ["=1+1", "+84", "-x", "@sum", "\tx", "\rx"])
def test_no_text_is_a_formula_to_a_spreadsheet(table, formula):
    text = table(a=["name"], b=[formula])
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert row == ["name", "'" + formula]


@pytest.mark.parametrize("name", ["Krông Búk, huyện", 'the "old" one', "two\nlines", "Ea H'leo"])
def test_any_name_survives_the_way_through_csv(table, name):
    row = list(csv.reader(io.StringIO(table(a=[name], b=[1]), newline="")))[1]
    assert row == [name, "1"]


def test_negative_numbers_are_no_texts(table):
    assert table(a=[-1], b=[-2.5]).splitlines()[1] == "-1,-2.5"


def test_several_frames_follow_each_other_under_one_header(table):
    table(a=[1])
    chunks = csv_chunks("test", [pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]})])
    assert b"".join(chunks).decode("utf-8-sig") == "a\n1\n2\n"


def test_an_empty_frame_leaves_the_header(table):
    assert table(a=np.array([], "datetime64[s]"), b=np.array([], float)) == "\ufeffa,b\n"


def test_keys_come_first_in_every_table_of_every_run(ensemble):
    for name in EVERY_RUN:
        declared = TABLES[name]
        found = tuple(ensemble.table(name).columns)
        always = [
            each for each in declared.columns if each in found or each not in declared.optional
        ]
        assert found == tuple(always), name
        assert not ensemble.table(name).duplicated(list(declared.keys)).any(), name


def test_every_column_says_what_it_means():
    for declared in TABLES.values():
        assert all(declared.measures.values())


def test_parquet_holds_what_csv_holds(ensemble):
    pytest.importorskip("pyarrow")
    for name in ("daily", "kits", "summary"):
        made = rendering.parquet_bytes(name, [ensemble.table(name)])
        back = pd.read_parquet(io.BytesIO(made))
        again = b"".join(csv_chunks(name, [back]))
        assert again == b"".join(csv_chunks(name, [ensemble.table(name)]))
        assert made == rendering.parquet_bytes(name, [ensemble.table(name)])
