"""Checks of the places: districts and communes, and the citizens in them."""

from __future__ import annotations

from collections import Counter

from cccd_sim.language import N_
from cccd_sim.scenario.districts import AGE_BANDS, Commune
from cccd_sim.scenario.findings import Contradiction, Findings, Parts

MOST_CITIZENS = 20_000_000
MOST_IN_A_COUNTRY = 200_000_000
ROUNDING_OF_AGES = 0.01


def districts_differ(parts: Parts) -> Findings:
    """Check that codes and names tell districts apart."""
    for column in ("code", "name"):
        first: dict[tuple[str | None, str], int] = {}
        for place, district in enumerate(parts.demand.districts):
            found = getattr(district, column)
            key = (district.province if column == "name" else None, found)
            if key in first:
                yield Contradiction(
                    ("demand", "districts", place, column),
                    N_("{found} is also the {column} of district {other} in the list"),
                    {"found": found, "column": column, "other": first[key] + 1},
                )
            first.setdefault(key, place)


def provinces_are_a_country(parts: Parts) -> Findings:
    """Check that every district of a country says of which province it is."""
    if not parts.demand.provinces:
        return
    for place, district in enumerate(parts.demand.districts):
        if district.province is None:
            yield Contradiction(
                ("demand", "districts", place, "province"),
                N_("other districts name their province; name it here too"),
                {},
            )


def a_country_has_no_provincial_station(parts: Parts) -> Findings:
    """Check that a country has stations in districts only: none would know which province's."""
    if parts.demand.provinces and parts.supply.provincial_station is not None:
        yield Contradiction(
            ("supply", "provincial_station"),
            N_(
                "the districts are of {provinces} provinces, and this station would be of one: "
                "write without: [provincial_station]"
            ),
            {"provinces": len(parts.demand.provinces)},
        )


def citizens_are_a_province(parts: Parts) -> Findings:
    """Check that there are not more citizens than can be simulated, together or in a province."""
    citizens: Counter[str | None] = Counter()
    for district in parts.demand.districts:
        citizens[district.province] += district.eligible
    total, largest = citizens.total(), max(citizens.values())
    for found, most in ((largest, MOST_CITIZENS), (total, MOST_IN_A_COUNTRY)):
        if found > most:
            yield Contradiction(
                ("demand", "districts"),
                N_("{found} eligible citizens in all; at most {most} can be simulated"),
                {"found": found, "most": most},
            )


def ages_are_everybody(parts: Parts) -> Findings:
    """Check that the age shares of each district sum to 1, but for rounding."""
    for place, district in enumerate(parts.demand.districts):
        total = sum(getattr(district, band) for band in AGE_BANDS)
        if abs(total - 1) > ROUNDING_OF_AGES:
            message = N_("the shares of the age bands sum to {found}, not to 1")
            yield Contradiction(("demand", "districts", place), message, {"found": f"{total:.6g}"})


def communes_are_of_these_districts(parts: Parts) -> Findings:
    """Check that the communes belong to the districts; say so once, they may be a parent's."""
    strangers = _strangers(parts)
    if strangers:
        place, commune = strangers[0]
        message = N_(
            "no district has the code {found} (communes without a district: {strangers}); "
            "give the communes of your districts, or write without: [communes]"
        )
        values: dict[str, object] = {"found": commune.district, "strangers": len(strangers)}
        yield Contradiction(("demand", "communes", place, "district"), message, values)


def _strangers(parts: Parts) -> list[tuple[int, Commune]]:
    """Return the communes of unknown districts, with their places in the list."""
    known = {district.code for district in parts.demand.districts}
    communes = enumerate(parts.demand.communes or ())
    return [(place, commune) for place, commune in communes if commune.district not in known]


def communes_differ(parts: Parts) -> Findings:
    """Check that codes tell communes apart."""
    first: dict[str, int] = {}
    for place, commune in enumerate(parts.demand.communes or ()):
        if commune.code in first:
            message = N_("{found} is also the code of commune {other} in the list")
            values: dict[str, object] = {"found": commune.code, "other": first[commune.code] + 1}
            yield Contradiction(("demand", "communes", place, "code"), message, values)
        first.setdefault(commune.code, place)


def communes_are_their_districts(parts: Parts) -> Findings:
    """Check that the communes of each district have its citizens, no more and no fewer."""
    if parts.demand.communes is None or _strangers(parts):
        return
    found: Counter[str] = Counter()
    for commune in parts.demand.communes:
        found[commune.district] += commune.eligible
    for district in parts.demand.districts:
        if found[district.code] != district.eligible:
            yield Contradiction(
                ("demand", "communes"),
                N_("the communes of {district} have {found} eligible citizens, it has {eligible}"),
                {
                    "district": f"{district.name} ({district.code})",
                    "found": found[district.code],
                    "eligible": district.eligible,
                },
            )
