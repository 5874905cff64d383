"""Quantities are read strictly: nothing is guessed, each refusal says how to write it."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import pytest

from cccd_sim.scenario import quantities as q


@pytest.mark.parametrize(
    "text", [1500000, "1500000", "1_500_000", "1 500 000", "1\u00a0500\u202f000"]
)
def test_a_count_may_be_grouped_by_spaces_or_underscores(text):
    assert q.count(text) == 1_500_000


@pytest.mark.parametrize(
    "text",
    [
        "1.500.000",
        "1,500,000",
        "1_50",
        "15_00",
        "1 500_000",
        "1e6",
        "0x10",
        "0o17",
        "²",
        "",
        " ",
        "-",
        "1 5",
    ],
)
def test_other_groupings_are_no_count(text):
    with pytest.raises(q.QuantityError):
        q.count(text)


@pytest.mark.parametrize(("text", "mend"), [("1.500.000", "1500000"), ("1,500", "1500")])
def test_grouping_by_points_or_commas_is_mended(text, mend):
    with pytest.raises(q.QuantityError, match=f"write {mend}$"):
        q.count(text)


@pytest.mark.parametrize("value", [True, None, 2.0, [], {}, math.nan, math.inf])
def test_only_whole_numbers_are_counts(value):
    with pytest.raises(q.QuantityError):
        q.count(value)


@pytest.mark.parametrize("value", [10**9 + 1, -(10**9) - 1, 10**300, "9" * 5000, 1e300, math.inf])
def test_huge_numbers_are_refused_in_a_short_message(value):
    with pytest.raises(q.QuantityError) as caught:
        q.count(value) if isinstance(value, str) else q.number(value)
    assert len(str(caught.value)) < 200


def test_an_integer_too_long_to_print_is_refused():
    with pytest.raises(q.QuantityError, match="beyond all measure"):
        q.count(10**5000)


def test_nan_is_refused_by_name():
    with pytest.raises(q.QuantityError, match="NaN"):
        q.number(math.nan)


@pytest.mark.parametrize(("text", "value"), [("0.85", 0.85), (0.85, 0.85), (1, 1), ("1e-3", 0.001)])
def test_a_share_lies_between_0_and_1(text, value):
    assert q.share(text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (1.4, "1.4 is more than 1; shares run from 0 to 1"),
        (-0.1, "-0.1 is less than 0"),
        ("85%", "85% is a percentage; shares run from 0 to 1, say 0.85"),
        ("0,85", "0,85 has a decimal comma; write 0.85"),
        ("most", "most is not a number; write one such as 0.85"),
    ],
)
def test_no_share(text, message):
    with pytest.raises(q.QuantityError) as caught:
        q.share(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3 days", 4320),
        ("1 day", 1440),
        ("2.5 min", Decimal("2.5")),
        ("320 hours", 19200),
        ("90 s", Decimal("1.5")),
        ("2 weeks", 20160),
        ("3 ngày", 4320),
        ("-10 days", -14400),
        ("3days", 4320),
    ],
)
def test_durations_carry_a_unit(text, minutes):
    assert q.duration(text) == minutes


@pytest.mark.parametrize(
    "text", [3, 2.5, "3", "days", "3 moons", "3 days 2 hours", "1,5 min", "", True, None]
)
def test_no_duration(text):
    with pytest.raises(q.QuantityError):
        q.duration(text)


def test_working_minutes_are_not_given_in_days():
    with pytest.raises(q.QuantityError, match="no fixed number of open minutes"):
        q.minutes("40 days")


@pytest.mark.parametrize("text", ["2021-07-01", "01/07/2021", "1/7/2021", date(2021, 7, 1)])
def test_dates_are_iso_or_day_first(text):
    assert q.calendar_date(text) == date(2021, 7, 1)


@pytest.mark.parametrize(
    "text",
    ["31/06/2021", "2021-02-29", "2021-7-1", "1/7/21", "07/15/2021", "0000-01-01", 20210701, ""],
)
def test_no_date(text):
    with pytest.raises(q.QuantityError):
        q.calendar_date(text)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("07:30-11:30", (450, 690)),
        ("7:30 – 11:30", (450, 690)),
        ("06:00-24:00", (360, 1440)),
        ("00:00-24:00", (0, 1440)),
        ("22:00-06:00", (1320, 1800)),
    ],
)
def test_hours(text, times):
    assert q.clock_times(text) == times


@pytest.mark.parametrize(
    "text", ["24:00-06:00", "07:60-08:00", "25:00-26:00", "07:30", "07:00-07:00", 450, "7-11"]
)
def test_no_hours(text):
    with pytest.raises(q.QuantityError):
        q.clock_times(text)


@pytest.mark.parametrize("text", ["07:30-11:30", "22:00-06:00", "06:00-24:00", "00:00-24:00"])
def test_hours_are_written_as_they_are_read(text):
    assert q.written_clock_times(*q.clock_times(text)) == text


@pytest.mark.parametrize("value", [0.5, 1, 1.5, 3, 19200, 0.1 + 0.2, 3e-77, 1e-7])
def test_durations_are_written_as_they_are_read(value):
    assert q.minutes(q.written_minutes(value)) == value
    assert q.days(q.written_days(value)) == value
