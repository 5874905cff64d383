"""Districts and communes: the places citizens live in, and how a reader may call them."""

from __future__ import annotations

import unicodedata

from cccd_sim.scenario.fields import Section
from cccd_sim.scenario.kinds import Citizens, Code, Kilometres, Share, Text, TilePlace

AGE_BANDS = ("age_14_19", "age_20_39", "age_40_59", "age_60_79", "age_80_plus")


class District(Section):
    """A unit with its own citizens, station and target."""

    code: Code
    """Official code; the key of everything that belongs to the district."""
    name: Text
    """Name as people write it."""
    name_ascii: Text
    """Name without accents."""
    eligible: Citizens
    """Resident citizens who must have their card."""
    road_km: Kilometres
    """Road distance to the provincial seat, kilometres."""
    tile_row: TilePlace
    """Row on the tile map, from the north."""
    tile_col: TilePlace
    """Column on the tile map, from the west."""
    age_14_19: Share
    """Share of the eligible aged 14 to 19."""
    age_20_39: Share
    """Share aged 20 to 39."""
    age_40_59: Share
    """Share aged 40 to 59."""
    age_60_79: Share
    """Share aged 60 to 79."""
    age_80_plus: Share
    """Share aged 80 and older."""
    province: Text | None = None
    """Province it belongs to, where the table is of a country. Left out: all districts are one
    province."""

    @property
    def ages(self) -> tuple[float, ...]:
        """Shares of the five age bands, made to sum to 1 (tables round them)."""
        shares = [getattr(self, band) for band in AGE_BANDS]
        return tuple(share / sum(shares) for share in shares)


class Commune(Section):
    """A part of a district: where its citizens live, and where a mobile team stops."""

    code: Code
    """Official code."""
    district: Code
    """Code of its district."""
    name: Text
    """Name as people write it; other districts may have a commune of that name."""
    name_ascii: Text
    """Name without accents."""
    eligible: Citizens
    """Resident citizens who must have their card."""
    road_km: Kilometres
    """Road distance to the district's seat, kilometres."""


def codes(district: District) -> tuple[str, ...]:
    """Return what a reference by code must be."""
    return (district.code,)


def names(district: District) -> tuple[str, ...]:
    """Return what a reference by name must be."""
    return (district.name,)


def folded_names(district: District) -> tuple[str, ...]:
    """Return what a reference by name without accents must be."""
    return (folded(district.name), folded(district.name_ascii))


def folded(name: str) -> str:
    """Return a name without accents, capitals, apostrophes and extra spaces: for comparing."""
    apart = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    kept = (sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’`´-")
    return " ".join("".join(kept).split())
