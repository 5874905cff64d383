"""The risks of the chosen alternative: what may go wrong, and what the simulation says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cccd_sim.language import N_, day, number, percent, say
from cccd_sim.report.labels import MILESTONES
from cccd_sim.report.workbook_figures import Figures, as_date

LEFT = {
    "never_summoned": N_("Capacity: citizens never summoned by the deadline"),
    "missed_summons": N_("Absence: citizens who missed their summons"),
    "correction": N_("Civil status: citizens whose record is being corrected"),
    "home_visit": N_("Home visits: citizens who cannot come and still wait"),
}
"""Citizens without a dossier at the deadline, by what keeps them from it."""

QUEUES = {
    "upload": N_("Sending: dossiers wait to be completed and sent"),
    "plant": N_("Printing: accepted dossiers wait for their card"),
}

Risk = tuple[str, str]
"""What may go wrong, and what the simulation says of it."""


def risks(run: Figures) -> Iterator[Risk]:
    """Yield the risks: late, held up, left out, late deliveries, unlawful packages, dearer."""
    one, language = run.chosen, run.language
    if one.ending:
        yield from _late(run, one.ending)
        yield from _held(run, one.ending)
        yield from _left(run, one.ending)
    yield from _deliveries(run)
    for caution in one.facts.get("cautions", []):
        yield say(language, "Law on bidding"), f"{caution[language]}."
    yield from _dearer(run)


def _late(run: Figures, ending: dict[str, Any]) -> Iterator[Risk]:
    """Yield the milestones that may be missed."""
    language = run.language
    for name, text in MILESTONES.items():
        found = ending["milestones"][name]
        chance = found["p_on_time"]
        if chance["estimate"] >= 1:
            continue
        milestone = say(language, text)
        yield (
            say(language, "Target missed: {milestone}", milestone=milestone),
            say(
                language,
                "P(on time) {chance} (exact 95% interval {low} to {high}); in the worst 5% of the "
                "replications {count} or fewer",
                chance=percent(language, chance["estimate"]),
                low=percent(language, chance["ci_low"]),
                high=percent(language, chance["ci_high"]),
                count=number(language, found["citizens"]["p05"]),
            ),
        )


def _held(run: Figures, ending: dict[str, Any]) -> Iterator[Risk]:
    """Yield the queues that hold dossiers up."""
    language = run.language
    for queue, text in QUEUES.items():
        limits, count = ending["limits"][queue], ending["held_at_deadline"][queue]
        begins, ends = (as_date(limits[end]) for end in ("from", "until"))
        if begins is None:
            continue
        told = number(language, count)
        evidence = say(
            language,
            "{count} wait at the deadline; over a day behind from {begins} to {ends} (medians)",
            count=told,
            begins=begins,
            ends=_told(run, ends),
        )
        yield say(language, text), evidence


def _told(run: Figures, ends: date | None) -> str:
    """Return when a queue is worked off, if it is."""
    if ends is None:
        return say(run.language, "the end of the simulated time")
    return day(run.language, ends)


def _left(run: Figures, ending: dict[str, Any]) -> Iterator[Risk]:
    """Yield who has no dossier at the deadline."""
    language = run.language
    for kind, text in LEFT.items():
        count = ending["without_dossier"][kind]
        if count >= 1:
            told = say(language, "{count} citizens on average", count=number(language, count))
            yield say(language, text), told


def _deliveries(run: Figures) -> Iterator[Risk]:
    """Yield the batches that may come late."""
    language = run.language
    for each in run.chosen.facts.get("procurement", {}).get("deliveries", []):
        planned, slow = (as_date(each["steps"][end]["in_service"]) for end in ("base", "high"))
        if planned is None or slow is None or slow <= planned or not each["kits"]:
            continue
        text = say(
            language, "Late delivery: {name}, {kits} kits", name=each["name"], kits=each["kits"]
        )
        evidence = say(
            language,
            "planned to be in service on {planned}, on {slow} if every step is slow",
            planned=planned,
            slow=slow,
        )
        yield text, evidence


def _dearer(run: Figures) -> Iterator[Risk]:
    """Yield that it may cost more than the estimate."""
    language = run.language
    mean, high = (run.measure(run.chosen, "cost_vnd", each) for each in ("mean", "p95"))
    if mean is None or high is None:
        return
    evidence = say(
        language,
        "mean {mean} VND; 5% of the replications cost more than {high} VND",
        mean=number(language, mean),
        high=number(language, high),
    )
    yield say(language, "Dearer than the estimate"), evidence
