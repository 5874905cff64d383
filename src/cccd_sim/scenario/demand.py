"""Demand: the citizens of each district, and how they follow a summons."""

from __future__ import annotations

import unicodedata

from pydantic import Field

from cccd_sim.scenario.away import Away
from cccd_sim.scenario.districts import Commune, District, codes, folded, folded_names, names
from cccd_sim.scenario.fields import Given, Hours, Section
from cccd_sim.scenario.kinds import Days, Minutes, Multiple, Ratio, Share
from cccd_sim.scenario.records import Records


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
    """CSV file beside the scenario with these columns, or the same as a list."""
    communes: tuple[Commune, ...] | None = Field(default=None, min_length=1)
    """CSV file beside the scenario with these columns, or the same as a list. Left out: each
    district is one commune."""
    away: Away
    """Citizens registered here who live elsewhere."""
    household_adults: Given[Multiple]
    """Mean number of eligible citizens in a household; they come together."""
    home_visit_share: Given[Share]
    """Share of the eligible who cannot come and must be visited at home."""
    records: Records
    """Whether a citizen's record is ready."""
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

    @property
    def provinces(self) -> tuple[str, ...]:
        """Names of the provinces of a country, as they come first; none if all are one province."""
        names = dict.fromkeys(one.province for one in self.districts if one.province is not None)
        return tuple(names) if len(names) > 1 else ()

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
        for known in (codes, names, folded_names):
            wanted = folded(written) if known is folded_names else written
            if found := tuple(one for one in self.districts if wanted in known(one)):
                return found
        return ()

    def communes_of(self, district: District) -> tuple[Commune, ...]:
        """Return the communes of a district: itself as one where none are given."""
        if self.communes is None:
            whole = district.model_dump(include={"code", "name", "name_ascii", "eligible"})
            return (Commune(**whole, district=district.code, road_km=0),)
        return tuple(one for one in self.communes if one.district == district.code)
