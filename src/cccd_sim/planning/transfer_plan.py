"""Transfers: which kits move from where to where, week by week, as simulated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cccd_sim import clock
from cccd_sim.experiment.diary import watched
from cccd_sim.experiment.executor import Call, spread
from cccd_sim.results.events import Events, Kind
from cccd_sim.results.tables import TABLES
from cccd_sim.scenario.schema import Scenario

POLICIES = {"weekly": "weekly_by_need", "none": "none"}
"""What may be asked for, and the policy of the scenario that does it."""

WATCHED = 3
"""Replications whose transfers are written down: each takes as long as ten that are not."""

_WANTED = (Kind.TRANSFER_START, Kind.TRANSFER_END)


class Seen(NamedTuple):
    """A kit on its way: its number, from where on which day (1 = start), to where and when there.

    ``to`` is -1 and ``arrives`` 0 where it was still on its way at the end.
    """

    kit: int
    giver: int
    leaves: int
    to: int = -1
    arrives: int = 0


def with_transfers(scenario: Scenario, asked: str) -> Scenario:
    """Return a scenario in which kits move every Monday to where need is greatest, or never."""
    supply = scenario.supply
    transfers = supply.transfers.model_copy(update={"policy": POLICIES[asked]})
    changed = supply.model_copy(update={"transfers": transfers})
    return scenario.model_copy(update={"supply": changed})


def transfer_table(
    scenario: Scenario, seed: int, numbers: Iterable[int], known: bool, jobs: int | None
) -> pd.DataFrame:
    """Return the ``transfers`` table: what moves before the deadline in some replications.

    Parameters
    ----------
    known
        Take every unknown parameter at its base value.
    jobs
        Most processes at a time; none stated: one per core.
    """
    calls = [Call(scenario, seed, number, known) for number in numbers]
    seen = map(seen_in, calls) if jobs == 1 else spread(seen_in, calls, jobs)
    rows = [
        row
        for call, moves in zip(calls, seen, strict=True)
        for row in _rows(scenario, call.number, moves)
    ]
    return pd.DataFrame(rows, columns=list(TABLES["transfers"].columns))


def seen_in(call: Call) -> list[Seen]:
    """Return the transfers of one replication, in order."""
    with watched(call, _is_wanted) as diary:
        return paired(event for day in diary.days() for event in day)


def paired(events: Iterable[Any]) -> list[Seen]:
    """Return transfers from the events at their two ends."""
    found: list[Seen] = []
    under_way: dict[int, int] = {}
    for event in events:
        kit, day = int(event["kit"]), int(event["tick"]) // clock.TICKS_PER_DAY + 1
        if event["kind"] == Kind.TRANSFER_START:
            under_way[kit] = len(found)
            found.append(Seen(kit, int(event["where"]), day))
        elif kit in under_way:
            at = under_way.pop(kit)
            found[at] = found[at]._replace(to=int(event["where"]), arrives=day)
    return found


def _is_wanted(events: Events) -> NDArray[np.bool_]:
    return np.isin(events["kind"], _WANTED)


def _rows(scenario: Scenario, number: int, moves: Sequence[Seen]) -> Iterable[dict[str, Any]]:
    """Yield transfers as rows, kits of one day and way together."""
    start, deadline = scenario.campaign.start, scenario.campaign.deadline
    codes = [one.code for one in scenario.demand.districts]
    together: dict[tuple[int, int, int, int], int] = {}
    for each in sorted(moves, key=lambda one: (one.leaves, one.giver, one.to)):
        if each.to >= 0 and start + timedelta(days=each.leaves - 1) < deadline:
            way = each.leaves, each.giver, each.to, each.arrives
            together[way] = together.get(way, 0) + 1
    for (leaves, giver, to, arrives), kits in together.items():
        yield {
            "scenario": scenario.name,
            "replication": number,
            "leaves": _date(start, leaves),
            "from_district": codes[giver],
            "to_district": codes[to],
            "arrives": _date(start, arrives),
            "kits": kits,
        }


def _date(start: date, day: int) -> str:
    """Return a day of the campaign as a date."""
    return (start + timedelta(days=day - 1)).isoformat()
