"""Words and number formats of the charts, Vietnamese and English."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor, log10

from cccd_sim.analysis import trajectories
from cccd_sim.language import N_, Language, day, number, percent, replications_told, say
from cccd_sim.results.ensemble import Ensemble

_DAY_TICKS = 9
"""Most ticks an axis has that counts days; with more it counts months."""

MILESTONES = {
    "dossier": N_("dossier taken"),
    "sent": N_("dossier sent"),
    "produced": N_("card produced"),
    "in_hand": N_("card in hand"),
}
"""What a citizen has reached."""

_DIGITS = 4
"""Significant digits of a rounded count: 1,386,000 for 1,385,934."""


def about(language: Language, count: float) -> str:
    """Return a count to four significant digits: luck makes the rest meaningless."""
    if count < 10**_DIGITS:
        return number(language, round(count))
    return number(language, round(count, _DIGITS - 1 - floor(log10(count))))


def share(language: Language, value: float, goal: float = 1.0) -> str:
    """Return a share as a percentage that never rounds up to a goal it has missed."""
    shown = round(value, 3)
    return percent(language, goal - 0.001 if value < goal <= shown < 1 else value)


def whole_percent(language: Language, value: float) -> str:
    """Return a share someone has set, without needless decimals: 95 %, 97.5 %."""
    return percent(language, value, 0 if abs(100 * value - round(100 * value)) < 1e-9 else 1)  # noqa: PLR2004


def milestone(language: Language, name: str) -> str:
    """Return what a milestone is called."""
    text = MILESTONES[name]
    return say(language, text)


def target_share(ensemble: Ensemble, name: str = "dossier") -> float:
    """Return the share of residents who must be at a milestone before the deadline."""
    return float(ensemble.facts["target_share"][name])


def target(language: Language, ensemble: Ensemble, name: str = "dossier") -> str:
    """Return the target as a percentage."""
    return whole_percent(language, target_share(ensemble, name))


def deadline(language: Language, ensemble: Ensemble) -> str:
    """Return the deadline as it is written."""
    return day(language, trajectories.deadline(ensemble))


def before_deadline(language: Language, ensemble: Ensemble) -> str:
    """Return what stands at the line of the deadline."""
    return say(language, "deadline: before {deadline}", deadline=deadline(language, ensemble))


def province_share(
    language: Language, ensemble: Ensemble, count: float, name: str = "dossier"
) -> str:
    """Return a count as a share of the province's residents."""
    return share(language, count / ensemble.facts["eligible"], target_share(ensemble, name))


def scenario_title(language: Language, ensemble: Ensemble) -> str:
    """Return the scenario's title as a sentence, or its name where it has none."""
    title = str(ensemble.facts["title"].get(language) or ensemble.name)
    return title.rstrip(" .") + "."


def unbroken(name: str) -> str:
    """Return a name that no line break may part."""
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def source(language: Language, ensemble: Ensemble) -> str:
    """Return which runs the numbers come from: the first sentence of every note."""
    return say(
        language,
        "Scenario {scenario}; {replications}; seed {seed}.",
        scenario=ensemble.name,
        replications=replications_told(language, len(ensemble.runs)),
        seed=ensemble.seed,
    )


def sources(language: Language, ensembles: list[Ensemble]) -> str:
    """Return how many replications, and which seeds, several scenarios stand on."""
    runs = sorted({len(each.runs) for each in ensembles})
    return say(
        language,
        "Replications of each scenario: {replications}; seed: {seed}.",
        replications="–".join(number(language, each) for each in (runs[0], runs[-1])[: len(runs)]),
        seed=", ".join(str(seed) for seed in sorted({each.seed for each in ensembles})),
    )


def sure(language: Language) -> str:
    """Return from when on a scenario is called on time."""
    return say(language, "On time: 95% of the replications meet the target, or more.")


def bands(language: Language, ensemble: Ensemble) -> str:
    """Return how to read lines and bands."""
    if len(ensemble.runs) == 1:
        return say(language, "One replication only, so there is no band.")
    return say(
        language,
        "Lines and numbers: medians (the tables print means); bands: P5 to P95, 90% of the "
        "replications each day.",
    )


def notes(language: Language, ensemble: Ensemble, *reading: str) -> str:
    """Return the note below a chart: which runs, how to read it, what the rates mean."""
    observed = ""
    if ensemble.facts.get("observed"):
        observed = say(
            language, "Rates as observed: breakdowns and missed summonses are already in them."
        )
    return join(source(language, ensemble), *reading, observed)


def join(*sentences: str) -> str:
    """Return the sentences that are not empty, as one text."""
    return " ".join(sentence for sentence in sentences if sentence)


def short_day(language: Language, value: date) -> str:
    """Return a date without its year, for an axis: 01/3 (vi), 1 Mar (en)."""
    if language == "vi":
        return day(language, value).rpartition("/")[0]
    return f"{value.day} {value:%b}"


def ticks(first: date, last: date, room: int) -> list[date]:
    """Return at most about ``room`` dates for an axis: the first, then days or first of months."""
    span = (last - first).days
    for step in (1, 2, 7, 14):
        if span <= step * min(room, _DAY_TICKS):
            return [first + timedelta(days=step * turn) for turn in range(span // step + 1)]
    step = next(months for months in (1, 2, 3, 6, 12, 24, 60) if span <= months * 30.4 * room)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    starts = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [first, *(start for start in starts if (start - first).days >= step * 20)]


def tick_labels(language: Language, days: list[date]) -> list[str]:
    """Return the dates of an axis, the year below the first of each year."""
    labels = []
    for index, each in enumerate(days):
        new_year = index == 0 or each.year != days[index - 1].year
        labels.append(short_day(language, each) + (f"\n{each.year}" if new_year else ""))
    return labels
