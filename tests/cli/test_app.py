"""The root command: help, version, language, and how quick it is."""

import subprocess
import sys

import pytest
from cli.command import call

import cccd_sim
from cccd_sim.cli.console import aligned
from cccd_sim.cli.options import spoken
from cccd_sim.results.answer import Listing

HEAVY = ("numba", "pandas", "scipy", "matplotlib", "joblib", "yaml", "simpy", "numpy", "rich")


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["scenario", "--help"]])
def test_help_loads_nothing_heavy(words):
    code = (
        "import sys, atexit; from cccd_sim.cli.app import main; "
        f"atexit.register(lambda: print([name for name in {HEAVY} if name in sys.modules])); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0].startswith("Cách dùng: cccd-sim")
    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_the_package_loads_none_of_its_folders():
    code = "import sys, cccd_sim; print([name for name in sys.modules if 'cccd_sim.' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_face_holds_what_it_promises():
    for name in cccd_sim.__all__:
        assert getattr(cccd_sim, name) is not None
    assert set(cccd_sim.__all__) == set(cccd_sim._HOMES)
    assert dir(cccd_sim) == sorted(cccd_sim.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'forecast'"):
        cccd_sim.forecast  # noqa: B018


def test_every_verb_is_in_the_help_and_nothing_unfinished():
    shown = call("--help").stdout
    questions = ("size", "allocate", "sensitivity", "explain")
    for verb in ("run", "compare", *questions, "report", "resume", "verify", "scenario"):
        assert f"  {verb} " in shown
    for later in ("forecast", "calibrate", "dask"):
        assert later not in shown


def test_the_version_is_told():
    assert call("--version").stdout.startswith("cccd-sim ")


def test_python_dash_m_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "cccd_sim", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("cccd-sim ")


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, "vi"),
        (["run", "--lang", "en"], {}, "en"),
        (["run", "--lang=en"], {}, "en"),
        ([], {"CCCD_SIM_LANG": "en"}, "en"),
        (["--lang", "vi"], {"CCCD_SIM_LANG": "en"}, "vi"),
        (["--lang", "fr"], {}, "vi"),
        (["--lang"], {}, "vi"),
    ],
)
def test_the_language_of_help_is_known_before_anything_is_parsed(words, environment, language):
    assert spoken(words, environment) == language


@pytest.mark.parametrize("words", [[], ["run"], ["scenario"], ["scenario", "new"]])
def test_help_is_in_one_language(words):
    page = subprocess.run(
        [sys.executable, "-m", "cccd_sim", *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    english = ("Usage", "Options", "COMMAND", "Show this", "default", "env", "required", "<path>")
    assert [word for word in english if word in page] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run"], "thiếu KỊCH_BẢN"),
        (["run", "a", "--seed"], "--seed cần một giá trị"),
        (
            ["run", "a", "--seed", "x"],
            "--seed: không dùng được giá trị x; phải là số nguyên",
        ),
        (
            ["run", "a", "--seed", "-1"],
            "--seed: không dùng được giá trị -1; phải từ 0 trở lên",
        ),
        (
            ["run", "a", "--require", "2"],
            "--require: không dùng được giá trị 2; phải là tỷ lệ từ 0 đến 1, như 0.95",
        ),
        (
            ["run", "a", "--require", "half"],
            "--require: không dùng được giá trị half; phải là một số",
        ),
        (
            ["run", "a", "--lang", "fr"],
            "--lang: không dùng được giá trị fr; phải là một trong các giá trị 'vi', 'en'",
        ),
        (["verify", "a", "b"], "thừa b"),
        (["--foo"], "không có tùy chọn --foo"),
        (["scenario", "nix"], "không có lệnh nix"),
    ],
)
def test_wrong_usage_is_told_in_the_language(words, message):
    done = subprocess.run(
        [sys.executable, "-m", "cccd_sim", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == f"Lỗi: {message}"


def test_headers_of_several_lines_stand_on_their_rows():
    listing = Listing("Kết quả", ("tên", "hồ sơ\nđã thu", "tỉ lệ"), (("a", "1.234", "<0,1%"),))
    assert aligned(listing) == [
        "Kết quả",
        "        hồ sơ",
        "  tên  đã thu  tỉ lệ",
        "  a     1.234  <0,1%",
    ]


def test_plain_tables_are_aligned_whatever_the_accents():
    listing = Listing("Huyện", ("tên", "hồ sơ"), (("Krông Ana", "1.234"), ("Lắk", "7")))
    assert aligned(listing) == [
        "Huyện",
        "  tên        hồ sơ",
        "  Krông Ana  1.234",
        "  Lắk            7",
    ]
