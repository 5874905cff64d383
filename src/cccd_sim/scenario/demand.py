"""Demand: the citizens of each district, and how they follow a summons."""

from __future__ import annotations

import unicodedata

from pydantic import Field

from cccd_sim.scenario.fields import Given, Hours, Section
from cccd_sim.scenario.kinds import (
    Citizens,
    Code,
    Days,
    Kilometres,
    Minutes,
    Ratio,
    Share,
    Text,
    TilePlace,
)


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


class NoShow(Section):
    """When those who did not follow a summons can be summoned again."""

    early_share: Given[Share]
    """Share of them who return to the pool early; the others return late."""
    early_from: Given[Days]
    """Earliest early return after the missed day."""
    early_to: Given[Days]
    """Latest early return."""
    late_from: Given[Days]
    """Earliest late return."""
    late_to: Given[Days]
    """Latest late return."""


class HourShare(Section):
    """A part of the day and the share of walk-ins who come in it."""

    hours: Hours
    """Part of the day."""
    share: Given[Share]
    """Share of the day's walk-ins."""


class Demand(Section):
    """Who must come, and how they come."""

    districts: tuple[District, ...] = Field(min_length=1)
    """CSV file beside the scenario (columns code, name, name_ascii, eligible, road_km, tile_row,
    tile_col), or the same as a list."""
    show_up: Given[Share]
    """Probability that a summoned citizen comes on the day."""
    walk_in_share: Given[Share]
    """Share of the citizens who come on their own, without a summons."""
    reserve: Given[Ratio]
    """Citizens summoned beyond what the station expects to serve, as a ratio."""
    no_show: NoShow
    """Those who did not come."""
    return_next_day: Given[Share]
    """Of those waiting at closing time: share who come first on the next working day; the others
    return to the pool."""
    last_invitation_before_closing: Given[Minutes]
    """The summoned arrive uniformly over the open minutes less these."""
    walk_in_hours: tuple[HourShare, ...] = Field(min_length=1)
    """When walk-ins come; rescaled to the opening hours."""

    def district(self, reference: str) -> District:
        """Return the district with that code or name; accents may be left out.

        Raises ``LookupError`` if there is none, or more than one.
        """
        found = self.districts_like(reference)
        if len(found) != 1:
            raise LookupError(reference)
        return found[0]

    def districts_like(self, reference: str) -> tuple[District, ...]:
        """Return the districts a reference can mean: by code, by name, by name without accents."""
        written = unicodedata.normalize("NFC", reference.strip())
        for names in (_codes, _names, _folded_names):
            wanted = folded(written) if names is _folded_names else written
            if found := tuple(one for one in self.districts if wanted in names(one)):
                return found
        return ()


def _codes(district: District) -> tuple[str, ...]:
    return (district.code,)


def _names(district: District) -> tuple[str, ...]:
    return (district.name,)


def _folded_names(district: District) -> tuple[str, ...]:
    return (folded(district.name), folded(district.name_ascii))


def folded(name: str) -> str:
    """Return a name without accents, capitals, apostrophes and extra spaces: for comparing."""
    apart = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    kept = (sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’`´-")
    return " ".join("".join(kept).split())
