"""Amounts in words, as they stand on paper that is signed."""

from __future__ import annotations

import pytest

from cccd_sim.language import LANGUAGES
from cccd_sim.report.words import dong_in_words, in_words

SPOKEN = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    110: "một trăm mười",
    111: "một trăm mười một",
    115: "một trăm mười lăm",
    1_005: "một nghìn không trăm linh năm",
    1_050: "một nghìn không trăm năm mươi",
    10_000: "mười nghìn",
    1_000_005: "một triệu không trăm linh năm",
    21_000_000: "hai mươi mốt triệu",
    1_500_000_000: "một tỷ năm trăm triệu",
    1_000_001_000: "một tỷ không trăm linh một nghìn",
    2_000_000_000_000: "hai nghìn tỷ",
    1_005_000_000_000: "một nghìn không trăm linh năm tỷ",
    -1_005: "âm một nghìn không trăm linh năm",
}


@pytest.mark.parametrize(("number", "words"), SPOKEN.items())
def test_a_number_is_read_as_in_a_finance_office(number: int, words: str) -> None:
    assert in_words("vi", number) == words


def test_an_amount_begins_with_a_capital_and_ends_with_its_unit() -> None:
    assert dong_in_words("vi", 1_005) == "Một nghìn không trăm linh năm đồng"


def test_only_an_amount_without_odd_hundreds_is_called_even() -> None:
    told = [dong_in_words("vi", amount) for amount in (1_500_000, 1_500_500, 0)]
    assert [words.endswith("đồng chẵn") for words in told] == [True, False, False]


def test_english_amounts_are_read_too() -> None:
    words = "One billion two hundred and five million thirty-one thousand twelve dong"
    assert dong_in_words("en", 1_205_031_012) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_sound_alike(language) -> None:
    numbers = [*range(2_000), *(each * 1_000 + 5 for each in range(2_000)), 10**9, 10**12]
    told = {in_words(language, number) for number in numbers}
    assert len(told) == len(set(numbers))
