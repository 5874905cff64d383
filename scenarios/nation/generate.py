"""Write districts.csv: a made-up country of 63 provinces, 700 districts and 50 million citizens.

No place in it exists. Sizes are drawn so that they look like a country's: two large cities, many
provinces of half a million to a million, districts of 20,000 to 200,000. The same seed gives the
same table; a test holds the one that is shipped against it.

    python scenarios/nation/generate.py > scenarios/nation/districts.csv
"""

from __future__ import annotations

import csv
import math
import random
import sys

SEED = 2021
PROVINCES, DISTRICTS, CITIZENS = 63, 700, 50_000_000
CITIES = 2
"""Provinces that are large cities, and come first."""
IN_A_CITY = 0.075
"""Share of the country's citizens in each of them."""
FEWEST_DISTRICTS = 6
AGES = (0.13, 0.43, 0.32, 0.10, 0.02)
SIDE = 8
"""Provinces in a row of the tile map."""
COLUMNS = (
    *("code", "name", "name_ascii", "eligible", "road_km", "tile_row", "tile_col"),
    *("age_14_19", "age_20_39", "age_40_59", "age_60_79", "age_80_plus", "province"),
)


def shared(total: int, weights: list[float], least: int = 1) -> list[int]:
    """Return a number in whole parts in proportion to weights, each ``least`` or more."""
    free, whole, upto, found = total - least * len(weights), sum(weights), 0.0, []
    for weight in weights:
        before = round(upto * free / whole)
        upto += weight
        found.append(least + round(upto * free / whole) - before)
    return found


def districts() -> list[dict[str, object]]:
    """Return the rows of the table."""
    luck = random.Random(SEED)
    sizes = sorted((luck.lognormvariate(0, 0.45) for _ in range(PROVINCES - CITIES)), reverse=True)
    rest = (1 - CITIES * IN_A_CITY) / sum(sizes)
    sizes = [IN_A_CITY] * CITIES + [size * rest for size in sizes]
    citizens = shared(CITIZENS, sizes)
    counts = shared(DISTRICTS, [math.sqrt(size) for size in sizes], FEWEST_DISTRICTS)
    width = math.ceil(math.sqrt(max(counts)))
    rows = []
    for place, (people, count) in enumerate(zip(citizens, counts, strict=True)):
        eligible = shared(people, [luck.lognormvariate(0, 0.4) for _ in range(count)])
        for number, residents in enumerate(eligible):
            rows.append(row(luck, place, number, residents, width))
    return rows


def row(
    luck: random.Random, place: int, number: int, residents: int, width: int
) -> dict[str, object]:
    """Return one district: the first of each province is its seat."""
    name = f"{place + 1:02}-{number + 1:02}"
    ages = [round(share * luck.uniform(0.92, 1.08), 4) for share in AGES]
    ages[1] = round(1 - sum(ages) + ages[1], 4)
    values = (
        f"{place + 1:02}{number + 1:02}",
        f"Huyện giả định {name}",
        f"Huyen gia dinh {name}",
        residents,
        round(luck.uniform(8, 110), 1) if number else 0,
        place // SIDE * (width + 1) + number // width,
        place % SIDE * (width + 1) + number % width,
        *ages,
        f"Tỉnh giả định {place + 1:02}",
    )
    return dict(zip(COLUMNS, values, strict=True))


def main() -> None:
    """Write the table to standard output."""
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(districts())


if __name__ == "__main__":
    main()
