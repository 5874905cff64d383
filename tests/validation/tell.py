"""Print the tables of docs/validation.md anew: `.venv/bin/python tests/validation/tell.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from validation.cases import CASES, RATE, REGIMES, by_week, results, tables
from validation.changes import CHANGES

VERDICTS = {True: "fits", False: "does not fit"}
GONE = "–"
WEEKS = 7

Row = tuple[str, list[str]]


def verdicts(*labels: str) -> Iterator[Row]:
    """Yield for some cases, or all, the median, lowest and highest replication, and the verdict."""
    for label in labels or CASES:
        case = CASES[label]
        found = results(case.scenario, case.measure)
        middle = float(np.median(found))
        cells = [case.form.format(value) for value in (middle, min(found), max(found))]
        yield label, [*cells, VERDICTS[case.fits(middle)]]


def weeks() -> Iterator[Row]:
    """Yield for every regime the rates beside the judged one, and that of each week."""
    for label, regime in REGIMES.items():
        beside = [np.median(results(regime.scenario, measure)) for measure in regime.beside]
        each = np.median([by_week(found) for found in tables(regime.scenario)[1]], axis=0)
        rates = [*beside, *each, *[None] * (WEEKS - len(each))]
        yield label, [GONE if rate is None else RATE.format(rate) for rate in rates]


def switched(*labels: str) -> Iterator[Row]:
    """Yield for every change what becomes of some cases."""
    cases = [CASES[label] for label in labels]
    changes = dict.fromkeys(name for case in cases for name in CHANGES[case.scenario])
    for change in changes:
        yield (
            change,
            [
                case.form.format(np.median(results(case.scenario, case.measure, change)))
                if change in CHANGES[case.scenario]
                else GONE
                for case in cases
            ],
        )


PAGE = {
    "Verdicts": verdicts,
    "Rates by week": weeks,
    "One thing changed in the regimes": lambda: switched(*list(CASES)[:3]),
    "One thing changed in Gia Lai": lambda: switched(
        "Gia Lai, by 13 March", "Gia Lai, by 15 April"
    ),
    "One thing changed in Jakarta": lambda: switched(
        "Jakarta, first 46 days", "Jakarta, first 224 days"
    ),
    "One thing changed in Đắk Lắk": lambda: switched(
        "nation, by 2 April", "nation, by 27 April", "nation, by 22 June"
    ),
}


def main() -> None:
    """Print all tables."""
    for title, rows in PAGE.items():
        sys.stdout.write(f"\n{title}\n")
        for label, cells in rows():
            sys.stdout.write(f"| {label} | {' | '.join(cells)} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
