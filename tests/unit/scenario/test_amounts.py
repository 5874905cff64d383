"""Money and speeds are read strictly, and written as they are read."""

from __future__ import annotations

import pytest

from cccd_sim.scenario import amounts
from cccd_sim.scenario.quantities import QuantityError


@pytest.mark.parametrize(
    ("text", "vnd"),
    [
        ("20000 VND", 20_000),
        ("20 000 đồng", 20_000),
        ("1_500_000 VND", 1_500_000),
        ("150 million VND", 150_000_000),
        ("150 triệu đồng", 150_000_000),
        ("1.5 billion VND", 1_500_000_000),
        ("2 tỷ đồng", 2_000_000_000),
        ("300 nghìn vnd", 300_000),
        ("0 VND", 0),
    ],
)
def test_money(text, vnd):
    assert amounts.money(text) == vnd


@pytest.mark.parametrize(
    "text",
    ["150", 150, 1.5, True, "150 million", "VND", "1.500.000 VND", "1,5 tỷ đồng", "5 USD", []],
)
def test_what_is_no_money(text):
    with pytest.raises(QuantityError, match="not an amount of money"):
        amounts.money(text)


@pytest.mark.parametrize("text", ["-1 VND", "0.5 VND", "1000001 billion VND"])
def test_money_that_cannot_be(text):
    with pytest.raises(QuantityError, match=r"less than|more than|whole number of VND"):
        amounts.money(text)


@pytest.mark.parametrize(
    ("vnd", "text"),
    [
        (0, "0 VND"),
        (20_000, "20000 VND"),
        (150_000_000, "150 million VND"),
        (1_050_000_000, "1050 million VND"),
        (5_000_000_000, "5 billion VND"),
    ],
)
def test_money_is_written_as_it_is_read(vnd, text):
    assert amounts.written_money(vnd) == text
    assert amounts.money(text) == vnd


@pytest.mark.parametrize(("text", "speed"), [("35 km/h", 35), ("7.5km/h", 7.5), ("40 km/giờ", 40)])
def test_speed(text, speed):
    assert amounts.speed(text) == speed
    assert amounts.speed(amounts.written_speed(speed)) == speed


@pytest.mark.parametrize("text", ["35", 35, "35 km", "fast", "35 m/s"])
def test_what_is_no_speed(text):
    with pytest.raises(QuantityError, match="not a speed"):
        amounts.speed(text)
