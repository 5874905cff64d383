"""What happened in one replication: the log of everything, and single lives told in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from cccd_sim.errors import UsageError
from cccd_sim.experiment.diary import Diary, watched
from cccd_sim.experiment.executor import Call
from cccd_sim.experiment.replicate import MOST_REPLICATIONS, check_numbers
from cccd_sim.language import N_, Language
from cccd_sim.planning.one_province import refuse_a_country
from cccd_sim.planning.stories import life_of_citizen, life_of_kit
from cccd_sim.planning.traces import Trace
from cccd_sim.results.event_tables import frame
from cccd_sim.results.events import Events, Labels, joined
from cccd_sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Life:
    """One life in one replication of a scenario; ``print`` tells it.

    Parameters
    ----------
    name
        Whose it is, as files are called: ``citizen-643-17``, ``kit-february-3``.
    story
        The life in words: who it is, then a line an event.
    labels, events
        Its events as plain arrays, and what the numbers in them stand for.
    """

    name: str
    story: tuple[str, ...]
    labels: Labels = field(repr=False, compare=False)
    events: Events = field(repr=False, compare=False)

    def __str__(self) -> str:
        return "\n".join(self.story)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return its rows of the event log; see :func:`events`."""
        return frame(self.labels, [self.events])


def events(
    scenario: Scenario, seed: int = 1, replication: int = 1, known_parameters: bool = False
) -> pd.DataFrame:
    """Return everything that happens in one replication: the event log, one row an event.

    The replication is that of ``replicate`` with this seed, simulated once more and watched.

    Parameters
    ----------
    scenario
        Of one province. A million and a half citizens make up to 20 million rows, 42 bytes each, in
        half a minute or more; while they are made, 3.3 GB of memory are needed.
    seed, known_parameters
        As in :func:`replicate`.
    replication
        Its number, from 1; the command ``run --events`` writes number 1.

    Returns
    -------
    DataFrame
        The columns of ``events.csv`` (``docs/events.md``), in order of time: ``minute`` since 00:00
        of the first day, ``time:timestamp`` with the zone of Việt Nam, names as categories.

    Raises
    ------
    UsageError
        If a number means nothing, or the scenario is a country.

    Examples
    --------
    >>> from cccd_sim import events, load_scenario
    >>> log = events(load_scenario("tests/tiny/tiny.yaml"), seed=1)
    >>> log.loc[log["kind"] == "breakdown", ["where", "org:resource"]].values.tolist()[:1]
    [['99', 'initial-1']]
    """
    with watched(_call(scenario, seed, replication, known_parameters)) as diary:
        return frame(diary.labels, diary.days())


def trace(
    scenario: Scenario,
    *,
    citizen: str | None = None,
    kit: str | None = None,
    seed: int = 1,
    replication: int = 1,
    known_parameters: bool = False,
    language: Language = "vi",
) -> Life:
    """Follow one citizen or one kit through one replication.

    Parameters
    ----------
    scenario
        Of one province.
    citizen
        District (code or name, accents may be left out) and number there, from 1: ``"643:17"``.
    kit
        Delivery (``initial`` for the first kits) and number in it, from 1: ``"february-3"``.
    seed, replication, known_parameters
        As in :func:`events`.
    language
        Of the story: ``vi`` or ``en``.

    Returns
    -------
    Life
        ``print`` tells it; ``table`` has its rows of the event log.

    Raises
    ------
    UsageError
        If nobody, or both, are asked for, or who is asked for is not there.

    Examples
    --------
    >>> from cccd_sim import load_scenario, trace
    >>> life = trace(load_scenario("tests/tiny/tiny.yaml"), citizen="nui:3", language="en")
    >>> print(life.story[0])
    Citizen 12:3 (Núi, aged 20–39), replication 1 of tiny:
    >>> life.table["kind"].tolist()[:4]
    ['summoned', 'no_show', 'summoned', 'arrived']
    """
    asked = [Trace(f"citizen={citizen}")] if citizen is not None else []
    asked += [Trace(f"kit={kit}")] if kit is not None else []
    if len(asked) != 1:
        raise UsageError(
            N_('trace: one citizen, such as citizen="643:17", or one kit, such as kit="initial-1"')
        )
    wanted, call = asked[0], _call(scenario, seed, replication, known_parameters)
    number = wanted.number_in(scenario)
    with watched(call, partial(wanted.events_of, number)) as diary:
        return life(diary, wanted, number, joined(diary.days()), language)


def life(diary: Diary, trace: Trace, number: int, events: Events, language: Language) -> Life:
    """Return the life of who has a number, from its events."""
    if trace.kind == "citizen":
        name = diary.labels.citizen(number).replace(":", "-")
        story = life_of_citizen(diary, number, events, language)
    else:
        name = diary.labels.kits[number]
        story = life_of_kit(diary, number, events, language)
    return Life(f"{trace.kind}-{name}", tuple(story), diary.labels, events)


def _call(scenario: Scenario, seed: int, replication: int, known_parameters: bool) -> Call:
    """Return the replication that is asked for; refuse what cannot be watched."""
    refuse_a_country(scenario)
    check_numbers(1, seed, None)
    if not 1 <= replication <= MOST_REPLICATIONS:
        raise UsageError(
            N_("replication: from 1 to {most}, not {found}"),
            most=MOST_REPLICATIONS,
            found=replication,
        )
    return Call(scenario, seed, replication, known_parameters)
