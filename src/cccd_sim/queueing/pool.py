"""The citizens of the province: their luck, where they stand, and who can be asked again when.

Luck belongs to the citizen. Each has one random 64-bit word, drawn from her district's stream;
``luck(word, n)`` is her n-th uniform number, so the same citizen has the same luck in every
scenario, whenever and wherever her turn comes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled

NEVER_ASKED, MISSED, BACK, HOME, CAME = range(5)
"""Where a citizen stands: never asked to come; did not come and is asked again later; was sent
home and went back to the pool; was sent home until the next working day; came and was not sent
home, so that after closing her dossier is taken.
"""

STAYS = 8
"""Set beside ``CAME`` if she will come first on the next working day should she be sent home."""

SUMMONED, ARRIVED, TAKEN = range(3)
"""Columns of ``Pool.tally``."""

AT_A_TIME = 512
"""Citizens whose luck is looked up together."""

PER_SHEET = 30
WRITTEN, NEXT = PER_SHEET, PER_SHEET + 1

Counts = NDArray[np.int64]
Places = NDArray[np.int32]

CITIZEN = np.dtype(
    [
        ("word", np.uint64),  # her luck
        ("reception", np.float32),  # services as multiples of their means
        ("capture", np.float32),
        ("finishing", np.float32),
    ],
    align=True,
)
"""What is drawn for a citizen stands together, is fetched together and never written again."""


class Pool(NamedTuple):
    """The citizens (N, district after district) and the queues of those to be asked again."""

    people: NDArray[np.void]  # (N) of CITIZEN
    state: NDArray[np.uint8]  # (N)
    tries: NDArray[np.uint8]  # (N) how often her turn has come
    first: Counts  # (D + 1) where each district begins
    fresh: Counts  # (D) first citizen never asked
    due: NDArray[np.int32]  # (D, days, 3) lists of those back in the pool on a day
    ready: NDArray[np.int32]  # (D, 3) lists of those who can be asked again now
    sheets: NDArray[np.int32]  # (C, PER_SHEET + 2) what lists are written on
    spare: NDArray[np.int32]  # (C + 1) sheets not in use; their number stands last
    tally: Counts  # (D, 3) today's summoned, arrived, taken
    who: Counts  # (AT_A_TIME) room to note whose turn it is …
    words: NDArray[np.uint64]  # (AT_A_TIME) … and their luck
    numbers: Counts  # (AT_A_TIME)
    missed: Counts  # (AT_A_TIME) which of them did not come
    places: Counts  # (AT_A_TIME) … and on which lists they are put
    lucks: NDArray[np.float64]  # (4, AT_A_TIME) of walking in, showing up, the hour, going home


def empty_lists(citizens: int, districts: int, days: int) -> dict[str, NDArray[np.int32]]:
    """Return the lists of a :class:`Pool`, empty.

    A list is a row (first sheet, last sheet, length); a sheet holds citizens, then how many have
    been written on it, then the next sheet. Each citizen is on one list at most, so sheets
    suffice for all citizens and one more for each list.
    """
    sheets = citizens // PER_SHEET + districts * (days + 2) + 1
    empty = np.array([-1, -1, 0], np.int32)
    return {
        "due": np.tile(empty, (districts, days, 1)),
        "ready": np.tile(empty, (districts, 1)),
        "sheets": np.empty((sheets, PER_SHEET + 2), np.int32),
        "spare": np.append(np.arange(sheets), sheets).astype(np.int32),
    }


@compiled
def luck(word: int, number: int) -> float:
    """Return the ``number``-th uniform in [0, 1) of the owner of ``word``."""
    z = np.uint64(word) + np.uint64(number + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.float64((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


@compiled
def enlist(n: int, who: Counts, places: Counts, pool: Pool) -> None:
    """Append the first ``n`` citizens of ``who`` to lists: ``places`` are rows of ``pool.due``.

    A whole loop, because a call for each citizen would count references to arrays each time.
    """
    rows, sheets, spare = pool.due.reshape(-1, 3), pool.sheets, pool.spare
    for k in range(n):
        row = places[k]
        last = rows[row, 1]
        if last < 0 or sheets[last, WRITTEN] == PER_SHEET:
            spare[-1] -= 1
            new = spare[spare[-1]]
            sheets[new, WRITTEN], sheets[new, NEXT] = 0, -1
            if last < 0:
                rows[row, 0] = new
            else:
                sheets[last, NEXT] = new
            rows[row, 1] = last = new
        sheets[last, sheets[last, WRITTEN]] = who[k]
        sheets[last, WRITTEN] += 1
        rows[row, 2] += 1


@compiled
def gather(day: int, last: int, pool: Pool) -> None:
    """Let those who are back by ``day`` be asked again; it was done for ``last`` before.

    They queue in the order of the days they were due.
    """
    for d in range(pool.fresh.size):
        ready = pool.ready[d]
        for past in range(last + 1, day + 1):
            row = pool.due[d, past]
            if row[2] > 0:
                if ready[1] < 0:
                    ready[0] = row[0]
                else:
                    pool.sheets[ready[1], NEXT] = row[0]
                ready[1] = row[1]
                ready[2] += row[2]


@compiled
def strike(n: int, row: Places, who: Counts, sheets: Places, spare: Places) -> None:
    """Take the first ``n`` citizens off the list of ``row`` into ``who``."""
    row[2] -= n
    taken = 0
    while taken < n:
        sheet = row[0]
        here = min(n - taken, sheets[sheet, WRITTEN])
        for k in range(here):
            who[taken + k] = sheets[sheet, k]
        taken += here
        left = sheets[sheet, WRITTEN] - here
        for k in range(left):
            sheets[sheet, k] = sheets[sheet, here + k]
        sheets[sheet, WRITTEN] = left
        if left == 0:
            row[0] = sheets[sheet, NEXT]
            spare[spare[-1]] = sheet
            spare[-1] += 1
    if row[0] < 0:
        row[1] = -1
