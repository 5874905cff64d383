"""Whole numbers in words, as a document that is signed states its totals."""

from __future__ import annotations

from cccd_sim.language import Language

_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
"""Ones that change their name after twenty and more."""

_BILLION = 10**9
SCALES: dict[Language, tuple[str, str]] = {
    "vi": ("triệu", "nghìn"),
    "en": ("million", "thousand"),
}
BILLION: dict[Language, str] = {"vi": "tỷ", "en": "billion"}
ROUND = 1000
"""What is a multiple of it is called even: *đồng chẵn*."""


def dong_in_words(language: Language, amount: int) -> str:
    """Return an amount of money: ``Một nghìn không trăm linh năm đồng``.

    In Vietnamese what has no odd hundreds ends with *chẵn*, so that nothing can be added to it.
    """
    words = in_words(language, amount)
    words = words[0].upper() + words[1:]
    if language == "en":
        return f"{words} dong"
    return f"{words} đồng chẵn" if amount and amount % ROUND == 0 else f"{words} đồng"


def in_words(language: Language, number: int) -> str:
    """Return a whole number in words; groups of three digits that are all 0 are not read."""
    if number == 0:
        return below_thousand(language, 0, leads=True)
    parts = []
    billions, rest = divmod(abs(number), _BILLION)
    if billions:
        parts.append(f"{in_words(language, billions)} {BILLION[language]}")
    millions, rest = divmod(rest, 10**6)
    thousands, ones = divmod(rest, 1000)
    for group, scale in ((millions, 0), (thousands, 1), (ones, None)):
        if group:
            words = below_thousand(language, group, leads=not parts)
            parts.append(words if scale is None else f"{words} {SCALES[language][scale]}")
    minus = {"vi": "âm ", "en": "minus "}[language] if number < 0 else ""
    return minus + " ".join(parts)


def below_thousand(language: Language, number: int, leads: bool) -> str:
    """Return 0 to 999 in words; a group that does not lead says its hundreds even if 0 (vi)."""
    return _english(number) if language == "en" else _vietnamese(number, leads)


def _vietnamese(number: int, leads: bool) -> str:
    """Return three digits: ``không trăm linh năm`` after thousands, ``năm`` alone."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    parts = [] if leads and not hundreds else [_VI[hundreds], "trăm"]
    if tens == 0:
        if ones and parts:
            parts.append("linh")
    else:
        parts += ["mười"] if tens == 1 else [_VI[tens], "mươi"]
    if ones or not parts:
        found = _VI[ones]
        if tens:
            found = _AFTER_TENS.get(ones, found) if tens > 1 or ones == 5 else found  # noqa: PLR2004
        parts.append(found)
    return " ".join(parts)


def _english(number: int) -> str:
    """Return three digits: ``one hundred and five``."""
    hundreds, rest = divmod(number, 100)
    parts = [f"{_EN[hundreds]} hundred"] if hundreds else []
    if rest or not parts:
        tens, ones = divmod(rest, 10)
        below = (
            _EN[rest]
            if rest < len(_EN)
            else "-".join((_TENS[tens - 2], _EN[ones])[: 1 + (ones > 0)])
        )
        parts.append(below)
    return " and ".join(parts)
