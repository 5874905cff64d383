"""The life of one citizen or one kit, told in words: a line an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from cccd_sim import clock
from cccd_sim.experiment.diary import Diary
from cccd_sim.language import N_, Language, brief_day, number, say
from cccd_sim.queueing.pool import AGE_BAND, CANNOT_COME, LIVES_ELSEWHERE, NEVER_ASKED, PLACE
from cccd_sim.results.events import TOMORROW, UNSUMMONED, Events, Kind

AGES = ("14–19", "20–39", "40–59", "60–79", "80+")
"""The age bands."""

STEPS = {
    Kind.SUMMONED: N_("summoned for this day to {place}: summons number {what}"),
    Kind.NO_SHOW: N_("did not come"),
    Kind.AWAY: N_("lives elsewhere and was not there to be summoned"),
    Kind.HOUSEBOUND: N_("cannot leave home and waits for a visit"),
    Kind.ARRIVED: N_("came to {place}"),
    Kind.CAME_AGAIN: N_("was at {place} when it opened, among the first in line"),
    Kind.RECEPTION_START: N_("reception begins after {wait} minutes of waiting"),
    Kind.RECEPTION_END: N_("reception ends"),
    Kind.SENT_AWAY: N_("sent away to have the record corrected"),
    Kind.CAPTURE_START: N_("capture with kit {kit} begins after {wait} minutes of waiting"),
    Kind.CAPTURE_BROKEN_OFF: N_("the capture with kit {kit} is broken off"),
    Kind.CAPTURE_END: N_("capture ends"),
    Kind.FINISHING_START: N_("finishing begins after {wait} minutes of waiting"),
    Kind.FINISHING_END: N_("dossier taken: number {what} of {place}"),
    Kind.VISIT_START: N_("visited at home with kit {kit}"),
    Kind.VISIT_END: N_("dossier taken at home: number {what} of {place}"),
    Kind.SENT_HOME: N_("sent home at closing, to be summoned again"),
    Kind.UPLOADED: N_("dossier completed and sent to the centre"),
    Kind.REFUSED: N_("the centre refuses the dossier: to be captured again"),
    Kind.ACCEPTED: N_("the centre accepts the dossier"),
    Kind.PRODUCED: N_("card produced"),
    Kind.BACK_IN_DISTRICT: N_("card back in the district"),
    Kind.COLLECTED: N_("card in hand"),
    Kind.DELIVERED: N_("delivered"),
    Kind.IN_SERVICE: N_("in service at {place}"),
    Kind.SPARE: N_("kept as a spare"),
    Kind.BREAKDOWN: N_("breaks down at {place}"),
    Kind.REPAIRED: N_("repaired"),
    Kind.TRANSFER_START: N_("leaves for another station"),
    Kind.TRANSFER_END: N_("arrives at {place}"),
    Kind.MOVED: N_("moves to {place}"),
    Kind.GIVEN_BACK: N_("goes back to its lender"),
}
"""What happens, in words."""

VARIANTS = {
    (Kind.ARRIVED, UNSUMMONED): N_("came to {place} without a summons"),
    (Kind.SENT_HOME, TOMORROW): N_("sent home at closing, to come first on the next working day"),
}
"""Other words where ``what`` says so."""

BY_DAY = (
    Kind.REFUSED,
    Kind.ACCEPTED,
    Kind.PRODUCED,
    Kind.BACK_IN_DISTRICT,
    Kind.COLLECTED,
    Kind.DELIVERED,
    Kind.IN_SERVICE,
)
"""What is known by its day alone."""

AT_WORK = (
    Kind.CAPTURE_START,
    Kind.CAPTURE_BROKEN_OFF,
    Kind.CAPTURE_END,
    Kind.VISIT_START,
    Kind.VISIT_END,
    Kind.AT_WORK,
    Kind.IDLE,
)
"""What a kit does day by day; told for many days together."""


class Words:
    """Tells events of one diary in one language."""

    def __init__(self, diary: Diary, language: Language) -> None:
        self.labels, self.language = diary.labels, language
        self.places = [each["name"][language] for each in diary.facts["stations"]]

    def date(self, tick: int) -> date:
        """Return the date of a tick."""
        return clock.date_of(self.labels.start, tick // clock.TICKS_PER_DAY + 1)

    def when(self, tick: int, by_day: bool) -> str:
        """Return the date of a tick, and the time of day unless that is not known."""
        told = brief_day(self.language, self.date(tick))
        minute = tick % clock.TICKS_PER_DAY // clock.TICKS_PER_MINUTE
        return told if by_day else f"{told} {minute // 60:02d}:{minute % 60:02d}"

    def line(self, event: np.void, before: int) -> tuple[str, str]:
        """Return when something happened, and what; ``before`` is the tick of what was before."""
        kind, where = Kind(event["kind"]), int(event["where"])
        text = VARIANTS.get((kind, int(event["what"])), STEPS[kind])
        told = say(
            self.language,
            text,
            place=self.places[where] if where >= 0 else "",
            kit=self.labels.kits[event["kit"]] if event["kit"] >= 0 else "",
            what=number(self.language, int(event["what"])),
            wait=number(self.language, clock.minutes(int(event["tick"]) - before), 1),
        )
        return self.when(int(event["tick"]), kind in BY_DAY), told


def life_of_citizen(diary: Diary, who: int, events: Events, language: Language) -> list[str]:
    """Return the life of a citizen, a line an event."""
    words, ticks = Words(diary, language), [0, *events["tick"].tolist()]
    lines = [words.line(event, before) for event, before in zip(events, ticks, strict=False)]
    return [_about(diary, who, language), *_aligned(lines), _end_of(diary, who, language)]


def life_of_kit(diary: Diary, kit: int, events: Events, language: Language) -> list[str]:
    """Return the life of a kit: what befell it, and between that how many it captured."""
    words, begin = Words(diary, language), 0
    lines: list[tuple[str, str]] = []
    for end in [*np.flatnonzero(~np.isin(events["kind"], AT_WORK)).tolist(), len(events)]:
        lines += _stretch(words, events[begin:end])
        lines += [words.line(event, 0) for event in events[end : end + 1]]
        begin = end + 1
    about = say(
        language,
        "Kit {kit}, replication {replication} of {scenario}:",
        kit=diary.labels.kits[kit],
        replication=diary.labels.replication,
        scenario=diary.labels.scenario,
    )
    return [about, *_aligned(lines), _up_to(diary, language)]


def _stretch(words: Words, events: Events) -> Iterator[tuple[str, str]]:
    """Yield what a kit did day by day while nothing befell it."""
    language = words.language
    dates = events["tick"] // clock.TICKS_PER_DAY
    captured = np.isin(events["kind"], (Kind.CAPTURE_END, Kind.VISIT_END))
    idle = np.unique(dates[events["kind"] == Kind.IDLE]).size
    if not captured.any() and not idle:
        return
    first, last = int(events["tick"][0]), int(events["tick"][-1])
    span = " – ".join(dict.fromkeys(words.when(tick, by_day=True) for tick in (first, last)))
    if captured.any():
        _, counts = np.unique(dates[captured], return_counts=True)
        yield (
            span,
            say(
                language,
                "captures: {count}; days: {days}; a day: {low} to {high}",
                count=number(language, int(counts.sum())),
                days=number(language, counts.size),
                low=number(language, int(counts.min())),
                high=number(language, int(counts.max())),
            ),
        )
    if idle:
        told = say(language, "days without a crew: {days}", days=number(language, idle))
        yield span, told


def _about(diary: Diary, who: int, language: Language) -> str:
    """Return who a citizen is."""
    campaign, facts = diary.campaign, diary.facts
    person = campaign.citizens.pool.people[who]
    d = int(np.searchsorted(diary.labels.first, who, side="right")) - 1
    commune = int(np.searchsorted(campaign.citizens.pool.begins, who, side="right")) - 1
    told = [facts["districts"][d]["name"], facts["communes"][commune]["name"]]
    if who - diary.labels.first[d] < campaign.citizens.drawn[d]:  # else nobody has looked
        told.append(say(language, "aged {ages}", ages=AGES[person["kind"] >> AGE_BAND]))
        if person["kind"] & LIVES_ELSEWHERE:
            told.append(say(language, "living elsewhere"))
        if person["kind"] & CANNOT_COME:
            told.append(say(language, "unable to leave home"))
    return say(
        language,
        "Citizen {citizen} ({about}), replication {replication} of {scenario}:",
        citizen=diary.labels.citizen(who),
        about=", ".join(dict.fromkeys(told)),
        replication=diary.labels.replication,
        scenario=diary.labels.scenario,
    )


def _end_of(diary: Diary, who: int, language: Language) -> str:
    """Return how far a citizen's life was followed."""
    state = int(diary.campaign.citizens.pool.state[who])
    if state & PLACE == NEVER_ASKED:
        return "  " + say(language, "never summoned up to {day}", day=_last_day(diary))
    return _up_to(diary, language)


def _up_to(diary: Diary, language: Language) -> str:
    """Return up to when a life was followed."""
    return "  " + say(language, "up to {day}, the last day simulated", day=_last_day(diary))


def _last_day(diary: Diary) -> date:
    """Return the last day that is simulated."""
    return clock.date_of(diary.labels.start, diary.campaign.horizon)


def _aligned(lines: list[tuple[str, str]]) -> list[str]:
    """Return lines, the times in a column of their own."""
    wide = max((len(when) for when, _ in lines), default=0)
    return [f"  {when:<{wide}}  {what}" for when, what in lines]
