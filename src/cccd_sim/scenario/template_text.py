"""The text of a new scenario: the shipped assumptions, with what a reader must put in first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from cccd_sim.errors import Problem, ScenarioError
from cccd_sim.language import N_
from cccd_sim.scenario.amounts import money
from cccd_sim.scenario.files import shipped_folder
from cccd_sim.scenario.quantities import QuantityError, calendar_date, count

SCENARIO = "scenario.yaml"
Read = TypeVar("Read")

NATIONAL_TARGET = 50_000_000
MOST_KITS = 4000
START, DEADLINE, HORIZON = date(2021, 1, 6), date(2021, 7, 1), date(2022, 1, 31)
"""The dates of the shipped assumptions."""
LATER = timedelta(days=60)
"""After the start: the day that examples in comments name."""

HEAD = """\
# yaml-language-server: $schema=schema.json
#
# Kịch bản mới: thay các số dưới đây bằng số của tỉnh mình, ghi nguồn cho từng số.
# A new scenario: replace the numbers by your own, and say where each comes from.
#
# Làm lần lượt · Step by step (cccd-sim … --lang en):
#   cccd-sim scenario check {file}    mọi lỗi, kèm cách sửa · every problem, with its mend
#   cccd-sim run {file}               kịp hạn không · is it on time
#   cccd-sim size {file}              mua bao nhiêu · how many kits to buy
#   cccd-sim report runs/size-{name}      bản in · the document
#
# Nên thay trước · Put in first: campaign (ngày · dates), demand.districts (districts.csv),
# supply (thiết bị · kits, giá · price), service.periods (giờ làm việc · hours).
#
# Grades: H read in a source, M inferred, L assumed. A range (low, base, high) is drawn anew in
# every replication: the intervals of the answer hold what you do not know.

name: {name}
title:
  vi: {title}
  en: {title}

"""
KITS = """\
supply:
  initial_kits: {{value: {kits}, source: "{source}", grade: L}}
  initial_funder: central     # central, provincial, district, loan
  initial_at: districts
  placement: two_per_unit     # or proportional, by_need
  # deliveries:               # thiết bị về sau · kits that come later
  #   second_batch:
  #     kits: 10
  #     funder: provincial
  #     in_service: {later}
  #     delay: {{low: -5 days, base: 0 days, high: 20 days, source: assumed, grade: L}}
"""
LONGER_HOURS = """\
    # campaign:               # cao điểm: giờ dài hơn từ một ngày · longer hours from a day on
    #   from: {later}
    #   days: every
    #   hours: ["06:00-24:00"]
    #   crew:
    #     officers: {{value: 7, source: "assumed: 3 + 2 + 2", grade: L}}
    #     shifts: {{value: 3, source: assumed, grade: L}}
    #   desks_per_kit:
    #     reception: {{value: 3, source: "assumed: 3 + 2 + 2", grade: L}}
    #     finishing: {{value: 2, source: "assumed: 3 + 2 + 2", grade: L}}
    #   evening:
    #     officers_per_kit: {{low: 1, base: 2, high: 3, source: assumed, grade: L}}
    #     length: {{low: 4 hours, base: 6 hours, high: 8 hours, source: assumed, grade: L}}
    #   dossiers_per_kit_day: {{low: 350, base: 420, high: 500, source: assumed, grade: L}}

"""
PLANT_SHARE = """\
    share: {{value: {share}, source: "assumed: its part of 50 million citizens", grade: L}}"""
HOUSEHOLD = """\
  household_adults: {value: 2.84, source: "assumed: as in another province", grade: L}"""
PRICE = """\
  kit_price: {{value: {price:.0f} VND, source: "stated when the scenario was made", grade: L}}"""


@dataclass(frozen=True)
class Wishes:
    """What is known of a province when its scenario is made; all else is assumed.

    Parameters
    ----------
    title
        Of the scenario.
    start, deadline
        First day of the campaign, and the first that no longer counts.
    kits
        Kits that are there on the first day.
    kit_price
        Price of one, VND.
    """

    title: str | None = None
    start: date | None = None
    deadline: date | None = None
    kits: int | None = None
    kit_price: float | None = None

    @property
    def first(self) -> date:
        """First day of the campaign."""
        return self.start or START

    @property
    def last(self) -> date:
        """First day that no longer counts."""
        return self.deadline or DEADLINE

    @property
    def horizon(self) -> date:
        """Last day simulated: as long after the deadline as in the shipped assumptions."""
        return HORIZON if self.last == DEADLINE else self.last + (HORIZON - DEADLINE)


def wishes(
    title: str | None = None,
    start: date | str | None = None,
    deadline: date | str | None = None,
    kits: int | str | None = None,
    kit_price: str | None = None,
) -> Wishes:
    """Return what is known, read as in a scenario file.

    Raises
    ------
    ScenarioError
        With every date, number and amount that cannot be read, and a deadline before the start.
    """
    problems: list[Problem] = []
    found = Wishes(
        title,
        _read("--start", start, calendar_date, problems),
        _read("--deadline", deadline, calendar_date, problems),
        _read("--kits", kits, count, problems),
        _read("--kit-price", kit_price, money, problems),
    )
    if not problems and found.first >= found.last:
        message = N_("{found} is not after the start, {start}")
        values: dict[str, object] = {"found": found.last, "start": found.first}
        problems.append(Problem("--deadline", None, "", message, values))
    if problems:
        raise ScenarioError(problems)
    return found


def _read(
    option: str, given: object, kind: Callable[[object], Read], problems: list[Problem]
) -> Read | None:
    """Return what an option says, read as in a scenario file; what cannot be is a problem."""
    try:
        return None if given is None else kind(given)
    except QuantityError as error:
        problems.append(Problem(option, None, "", error.message, error.values))
        return None


def scenario_text(folder: str, districts: int, eligible: int, known: Wishes) -> str:
    """Return the scenario of a province with so many districts and eligible citizens."""
    name = re.sub(r"[^\w-]+|^[\W_]+", "-", folder).strip("-")[:40] or "scenario"
    body = (shipped_folder() / "dak-lak" / "common.yaml").read_text(encoding="utf-8")
    body = body[body.index("# ── ") :]
    for entry, text in _changes(districts, eligible, known):
        written = text.replace("\\", r"\\")
        body, times = re.subn(entry, written, body, flags=re.MULTILINE)
        assert times, f"the shipped assumptions have no {entry}"
    title = json.dumps(known.title or name, ensure_ascii=False)
    return HEAD.format(name=name, title=title, file=f"{folder}/{SCENARIO}") + body


def _changes(districts: int, eligible: int, known: Wishes) -> list[tuple[str, str]]:
    """Return what stands in the shipped assumptions, as patterns, and what stands there instead."""
    share = f"{min(1, eligible / NATIONAL_TARGET):.8f}".rstrip("0")
    later = known.first + LATER
    kits, source = known.kits, "stated when the scenario was made"
    if kits is None:
        kits, source = min(2 * districts, MOST_KITS), "assumed: two for each district"
    supply = KITS.format(kits=kits, source=source, later=later)
    found = [
        (r"^  start: .*$", f"  start: {known.first}"),
        (
            r"^  deadline: .*$",
            f"  deadline: {known.last}        # the first day too late",
        ),
        (r"^  horizon: .*$", f"  horizon: {known.horizon}         # the last day simulated"),
        (r"^  communes: communes.csv\n", ""),
        (r"^  household_adults: .*$", HOUSEHOLD),
        (r"^supply:\n(?:.*\n)*?(?=  breakdown:)", supply),
        (r"^(?=# ── Sau điểm thu nhận)", LONGER_HOURS.format(later=later)),
        (r"^      from: 2021-01-06$", f"      from: {min(START, known.first)}"),
        (r"^    share:\n.* million citizens.*$", PLANT_SHARE.format(share=share)),
        (r" +# 03/CT-UBND, task \d$", ""),
        (r" +# the province orders the campaign$", ""),
    ]
    if known.kit_price is not None:
        found.append((r"^  kit_price:\n.*$", PRICE.format(price=known.kit_price)))
    return found
