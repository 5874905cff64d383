"""Sources of the prices that come with the program, as they are told in Vietnamese papers."""

from __future__ import annotations

from cccd_sim.language import N_, Language, say

BETWEEN = "; "
"""What stands between the sources of a price made of several numbers."""

SOURCES = (
    N_("assumed"),
    N_("base salary: Decree 38/2019/NĐ-CP"),
    N_("police ranks from sub-lieutenant 4.20 to captain 5.40: Decree 204/2004/NĐ-CP"),
    N_("working days of an office month"),
    N_("Labour Code 2019 art. 105"),
    N_("Labour Code 2019 art. 98"),
    N_("Circular 40/2017/TT-BTC art. 6"),
    N_("assumed: van of 16 seats"),
    N_("petrol, first half of 2021"),
    N_("Circular 112/2020/TT-BTC: half until 30 June 2021"),
    N_("Circular 59/2019/TT-BTC"),
)


def source_told(language: Language, source: str) -> str:
    """Return a source; one that somebody else wrote stays as it is."""
    return BETWEEN.join(
        say(language, text) if text in SOURCES else text for text in source.split(BETWEEN)
    )
