"""The citizens of the province: their luck, where they stand, and who can be asked again when.

Luck belongs to the citizen. A household has one random 64-bit word, drawn from its district's
stream; ``luck(word, n)`` is its n-th uniform number (the SplitMix64 finaliser, as in
``streams.luck``). Low numbers say what a household does together: does it come unsummoned, and at
the k-th try (from ``FIRST + PER_TRY * k``) does it come, when will it be asked again, at what hour.
From ``own_number`` on a member has numbers of her own. So the same citizen has the same luck in
every scenario, whenever and wherever her turn comes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cccd_sim.queueing.compiler import compiled, compiled_with_arrays
from cccd_sim.queueing.memory import kept

# Where a citizen stands. MISSED: did not come, is asked again later. BACK: in the pool again, after
# closing or after the centre refused her dossier. HOME: sent home until the next working day. CAME:
# came and was not sent home, so that after closing her dossier is taken. CORRECTION: sent away to
# have her record mended. HOUSEBOUND: waits for a visit at home. AWAY: not here.
NEVER_ASKED, MISSED, BACK, HOME, CAME, CORRECTION, HOUSEBOUND, AWAY, PLACES = range(9)
PLACE = 7
"""Mask of the above in ``Pool.state``; beside it stand:"""
STAYS, MENDED, FAILS, AGAIN, ELSEWHERE = 8, 16, 32, 64, 128
"""She comes first on the next working day should she be sent home; her record has been mended; the
centre will refuse her dossier; it has refused one before; she lives elsewhere."""
EXCUSED = STAYS
"""Beside ``NEVER_ASKED``: she cannot come to a station."""
KEPT = MENDED | AGAIN | ELSEWHERE
"""What a citizen keeps from one coming to the next."""

SUMMONED, ARRIVED, TAKEN, RETURNEES, RECAPTURED, HOME_VISITS, LATE, TALLY = range(8)
"""Columns of ``Pool.tally``: people summoned, come; first dossiers of residents in time (at home
too); dossiers of people living elsewhere; dossiers taken again; of those taken, at home; first
dossiers of residents finished after the deadline."""

CANNOT_COME, LIVES_ELSEWHERE, AGE_BAND = 1, 2, 2
"""Bits of ``CITIZEN.kind``; from bit ``AGE_BAND`` on stands the number of the age band."""

WALKS_IN, SIZE, FIRST = 0, 1, 2
SHOWS_UP_AT, BACK_AFTER, PER_TRY = range(3)
MOST_TRIES = 255
GOES_HOME_AND_CHECK, READY_OR_AWAY, UNREADY, AGE_AND_HOUSE, WAVE = range(5)
DELAY, VISIT, COLLECTION = 10, 12, 14  # two numbers each
NEVER_COLLECTS = 16
OWN, OF_A_MEMBER = 1024, 64
ANEW, ANEW_OF_A_MEMBER, ANEW_OF_A_TRY = 1 << 20, 1 << 13, 1 << 4
"""What is drawn anew when a dossier was refused: three services, and ``CHECK_ANEW``."""
CHECK_ANEW = 3

LOW = 0xFFFFFFFF
"""Mask of the lower half of 64 random bits."""

AT_A_TIME = 512
"""Citizens whose luck is looked up together."""

PER_SHEET = 30
WRITTEN, NEXT = PER_SHEET, PER_SHEET + 1

Word = int | np.uint64
Counts = NDArray[np.int64]
Places = NDArray[np.int32]

CITIZEN = np.dtype(
    [
        ("word", np.uint64),  # the luck of her household …
        ("reception", np.float32),  # services as multiples of their means
        ("capture", np.float32),
        ("finishing", np.float32),
        ("member", np.uint8),  # … and her number in it
        ("kind", np.uint8),
    ],
    align=True,
)
"""What is drawn for a citizen stands together, is fetched together and never written again."""


class Pool(NamedTuple):
    """The citizens (N, district by district, commune by commune) and lists of whom to ask again."""

    people: NDArray[np.void]  # (N) of CITIZEN
    state: NDArray[np.uint8]  # (N)
    tries: NDArray[np.uint8]  # (N) how often her turn has come
    first: Counts  # (D + 1) where each district begins
    begins: Counts  # (C + 1) where each commune begins
    communes: Counts  # (D + 1) first commune of each district
    fresh: Counts  # (C) first citizen never asked
    due: NDArray[np.int32]  # (D, days + 1, 3) who is back on a day; last, who waits for a visit
    ready: NDArray[np.int32]  # (D, 3) lists of those who can be asked again now
    sheets: NDArray[np.int32]  # (…, PER_SHEET + 2) what lists are written on
    spare: NDArray[np.int32]  # sheets not in use; their number stands last
    gone: Counts  # (D) who lives elsewhere and will not come
    tally: Counts  # (D, TALLY) of today
    who: Counts  # (AT_A_TIME) room to note whose turn it is …
    words: NDArray[np.uint64]  # (AT_A_TIME) … their luck
    numbers: Counts  # (2, AT_A_TIME) … of this try, and of her own
    missed: Counts  # (AT_A_TIME) which of them did not come
    places: Counts  # (AT_A_TIME) … and on which lists they are put
    records: Counts  # (AT_A_TIME) bits that say whether her record is ready
    lucks: NDArray[np.float64]  # (5, AT_A_TIME) walking in, coming, hour, going home, check


def empty_lists(citizens: int, districts: int, days: int) -> dict[str, NDArray[np.int32]]:
    """Return the lists of a :class:`Pool`, empty.

    A list is a row (first sheet, last sheet, length); a sheet holds citizens, then how many have
    been written on it, then the next sheet. Each citizen is on one list at most, so sheets
    suffice for all citizens and one more for each list.
    """
    sheets = citizens // PER_SHEET + districts * (days + 3) + 1
    empty = np.array([-1, -1, 0], np.int32)
    return {
        "due": np.tile(empty, (districts, days + 1, 1)),
        "ready": np.tile(empty, (districts, 1)),
        "sheets": kept("sheets", (sheets, PER_SHEET + 2), np.int32),
        "spare": np.append(np.arange(sheets), sheets).astype(np.int32),
    }


@compiled
def mixed(word: Word, number: int) -> np.uint64:
    """Return the ``number``-th 64 random bits of the owner of ``word``."""
    z = np.uint64(word) + np.uint64(number + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@compiled
def luck(word: Word, number: int) -> float:
    """Return the ``number``-th uniform in [0, 1) of the owner of ``word``."""
    return np.float64(mixed(word, number) >> np.uint64(11)) * 2.0**-53


@compiled
def two_lucks(word: Word, number: int) -> tuple[float, float]:
    """Return two uniforms in [0, 1) out of one number: for two decisions that go together."""
    bits = mixed(word, number)
    low = np.float64(bits & np.uint64(0xFFFFFFFF)) * 2.0**-32
    return np.float64(bits >> np.uint64(32)) * 2.0**-32, low


@compiled
def normal(word: Word, number: int) -> float:
    """Return a standard normal out of two uniforms of ``word`` (Box and Muller 1958)."""
    radius = np.sqrt(-2.0 * np.log(1.0 - luck(word, number)))
    return float(radius * np.cos(2.0 * np.pi * luck(word, number + 1)))


@compiled
def own_number(member: int) -> int:
    """Return the first number that is a member's own."""
    return OWN + OF_A_MEMBER * int(member)


@compiled
def anew_number(member: int, tries: int) -> int:
    """Return the first number of a capture that is drawn anew at a member's try."""
    return ANEW + ANEW_OF_A_MEMBER * int(member) + ANEW_OF_A_TRY * int(tries)


@compiled
def district_of(i: int, near: int, first: Counts) -> int:
    """Return the district of citizen ``i``; it is ``near`` as a rule: that of who was before."""
    if first[near] <= i < first[near + 1]:
        return near
    low, high = 0, first.size - 2
    while low < high:
        middle = (low + high + 1) // 2
        if first[middle] <= i:
            low = middle
        else:
            high = middle - 1
    return low


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
    for d in range(pool.gone.size):
        ready = pool.ready[d]
        for past in range(last + 1, min(day + 1, pool.due.shape[1] - 1)):
            row = pool.due[d, past]
            if row[2] > 0:
                if ready[1] < 0:
                    ready[0] = row[0]
                else:
                    pool.sheets[ready[1], NEXT] = row[0]
                ready[1] = row[1]
                ready[2] += row[2]
                row[0], row[1], row[2] = -1, -1, 0


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


@compiled_with_arrays
def account(today: int, pool: Pool) -> Counts:
    """Return who of each district is on a list, was never asked, or is away for good.

    Lists of the days up to ``today`` are empty: they have been gathered.
    """
    found = pool.gone.copy()
    for d in range(found.size):
        found[d] += pool.ready[d, 2]
        for day in range(min(today + 1, pool.due.shape[1] - 2), pool.due.shape[1]):
            found[d] += pool.due[d, day, 2]
        for c in range(pool.communes[d], pool.communes[d + 1]):
            found[d] += pool.begins[c + 1] - pool.fresh[c]
    return found


@compiled_with_arrays
def count_states(pool: Pool) -> Counts:
    """Return how many citizens of each district (rows) are in each state (columns)."""
    found, side_by_side = np.zeros((pool.gone.size, 256), np.int64), np.zeros((4, 256), np.int64)
    state = pool.state
    for d in range(pool.gone.size):
        side_by_side[:] = 0  # counting the same state twice in a row would have to wait
        first, end = pool.first[d], pool.first[d + 1]
        rest = end - (end - first) % 4
        for i in range(first, rest, 4):
            for k in range(4):
                side_by_side[k, state[i + k]] += 1
        for i in range(rest, end):
            side_by_side[0, state[i]] += 1
        found[d] = side_by_side.sum(axis=0)
    return found
