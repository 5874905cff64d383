"""What a table is: columns and what they mean; and the milestones that many are about."""

from __future__ import annotations

from dataclasses import dataclass

MILESTONES = {"dossier": "taken", "sent": "sent", "produced": "produced", "in_hand": "in_hand"}
"""The four milestones in order, and the column of ``daily`` that counts each."""

REACHED = {
    "dossier": "dossiers of residents taken",
    "sent": "dossiers of residents accepted by the centre",
    "produced": "cards of residents produced",
    "in_hand": "cards in the hands of residents",
}
"""What reaching each of them means in a column."""


@dataclass(frozen=True)
class Table:
    """One table: the columns that identify a row, then what was measured, with the meaning."""

    keys: tuple[str, ...]
    measures: dict[str, str]
    optional: frozenset[str] = frozenset()
    """Columns that are absent where no scenario has them."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return all columns, keys first."""
        return (*self.keys, *self.measures)
