"""The small tables a planner reads below the answer, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cccd_sim.language import N_, Language, number, percent, say
from cccd_sim.planning import cells, money_told, standing, uncertainty
from cccd_sim.planning.ending import Ending
from cccd_sim.report.labels import MILESTONES
from cccd_sim.results.answer import Listing

IN_SHORT = {
    "dossier": N_("taken"),
    "sent": N_("sent"),
    "produced": N_("produced"),
    "in_hand": N_("in hand"),
}
"""The milestones in a word."""

LEFT = {
    "never_summoned": N_("never summoned (capacity)"),
    "missed_summons": N_("missed their summons (absence)"),
    "correction": N_("record being corrected"),
    "home_visit": N_("to be visited at home"),
    "waiting": N_("waiting at a station"),
}
"""Residents without a dossier."""

QUEUES = {
    "upload": N_("dossiers to be sent"),
    "check": N_("dossiers in check"),
    "plant": N_("cards to be made"),
    "return": N_("cards not collected"),
}
"""What stands between the station and the citizen's hand."""

Data = dict[str, Any]


def listings(data: Data, language: Language) -> tuple[Listing, ...]:
    """Return what the screen shows below the sentence."""
    endings = data["scenarios"]
    if len(endings) == 1:
        shown = [_milestones(endings[0], language), _literal_of(endings[0], language)]
    else:
        shown = [_shares(endings, language), _on_time(endings, language)]
        shown.append(_literal(endings, language))
    if "baseline" in data:
        shown[2:2] = [standing.listing(data, language), _against(data, language)]
    shown += money_told.listings(data, language)
    shown += [_held(endings, language), _left(endings, language)]
    if all(len(one["bridge"]) > 1 for one in endings):
        shown.append(_bridge(endings, language))
    if uncertainty.is_told(data):
        shown.append(uncertainty.listing(data, language))
    return tuple(shown)


def _milestones(one: Ending, language: Language) -> Listing:
    """Return one row per milestone of the only scenario."""
    header = (
        N_("by the deadline"),
        N_("citizens"),
        N_("share"),
        N_("P5–P95"),
        N_("target"),
        N_("P(on time)"),
        N_("95% interval"),
        N_("target met (median)"),
    )
    rows = []
    for milestone, name in MILESTONES.items():
        found = one["milestones"][milestone]
        share, chance = found["share"], found["p_on_time"]
        rows.append(
            (
                say(language, name),
                number(language, found["citizens"]["mean"]),
                percent(language, share["mean"]),
                cells.span(language, share["p05"], share["p95"]),
                cells.exactly(language, found["target_share"]),
                percent(language, chance["estimate"]),
                cells.span(language, chance["ci_low"], chance["ci_high"]),
                cells.met(language, found, one),
            )
        )
    title = say(language, "{name}: the four milestones", name=one["scenario"])
    return cells.listing(language, title, header, rows)


def _literal_of(one: Ending, language: Language) -> Listing:
    """Return the literal 100 % of every milestone of the only scenario."""
    header = (
        N_("by the deadline"),
        N_("P(100%)"),
        N_("largest share"),
        N_("on paper"),
        N_("bound by"),
    )
    rows = []
    for milestone, name in MILESTONES.items():
        literal = one["milestones"][milestone]["literal_100_percent"]
        chance = percent(language, literal["probability"]["estimate"])
        rows.append((say(language, name), chance, *cells.reach(language, literal)))
    return cells.listing(language, say(language, "The directive's literal 100%"), header, rows)


def _shares(endings: Sequence[Ending], language: Language) -> Listing:
    """Return how far each scenario takes each milestone."""
    header = (N_("scenario"), N_("kits"), N_("dossiers"), N_("P5–P95"), *IN_SHORT.values())
    rows = []
    for one in endings:
        found = one["milestones"]
        dossiers = found["dossier"]["citizens"]
        rows.append(
            (
                one["scenario"],
                cells.kits(language, one["kits"]),
                number(language, dossiers["mean"]),
                f"{number(language, dossiers['p05'])}–{number(language, dossiers['p95'])}",
                *(percent(language, found[each]["share"]["mean"]) for each in IN_SHORT),
            )
        )
    title = say(
        language, "By the deadline: dossiers, and the share of the citizens at each milestone"
    )
    return cells.listing(language, title, header, rows)


def _on_time(endings: Sequence[Ending], language: Language) -> Listing:
    """Return how surely each scenario meets each target, and when."""
    header = (
        N_("scenario"),
        *IN_SHORT.values(),
        N_("95% interval, taken"),
        N_("median date, taken"),
        N_("median date, in hand"),
    )
    rows = []
    for one in endings:
        found = one["milestones"]
        chance = found["dossier"]["p_on_time"]
        rows.append(
            (
                one["scenario"],
                *(percent(language, found[each]["p_on_time"]["estimate"]) for each in IN_SHORT),
                cells.span(language, chance["ci_low"], chance["ci_high"]),
                cells.met(language, found["dossier"], one),
                cells.met(language, found["in_hand"], one),
            )
        )
    title = say(
        language, "P(on time): probability of each target in time; median date on which it is met"
    )
    return cells.listing(language, title, header, rows)


def _against(data: Data, language: Language) -> Listing:
    """Return what each scenario gains over the first, the same luck in both."""
    shown = {name: MILESTONES[name] for name in ("dossier", "in_hand")}
    rows = [
        (one["scenario"], *(cells.gain(language, one["scenario"], each, data) for each in shown))
        for one in data["scenarios"]
    ]
    title = say(
        language, "Citizens more or fewer than in {name}, 95% interval", name=data["baseline"]
    )
    return cells.listing(language, title, (N_("scenario"), *shown.values()), rows, cells.WIDE)


def _held(endings: Sequence[Ending], language: Language) -> Listing:
    """Return what stands in which queue at the deadline, and when upload or plant limit."""
    header = (N_("scenario"), *QUEUES.values(), N_("upload limits"), N_("plant limits"))
    rows = [
        (
            one["scenario"],
            *(number(language, one["held_at_deadline"][queue]) for queue in QUEUES),
            *(cells.spell(language, one["limits"][queue], one) for queue in ("upload", "plant")),
        )
        for one in endings
    ]
    title = say(
        language,
        "At the deadline, between the station and the citizen's hand (also of people living "
        "elsewhere)",
    )
    return cells.listing(language, title, header, rows)


def _literal(endings: Sequence[Ending], language: Language) -> Listing:
    """Return the directive's literal 100 %: how likely, how near, and what is in the way."""
    header = (
        N_("scenario"),
        N_("dossiers: P(100%)"),
        N_("largest share"),
        N_("on paper"),
        N_("bound by"),
        N_("cards in hand: largest share"),
        N_("on paper"),
        N_("bound by"),
    )
    rows = []
    for one in endings:
        dossier, card = (
            one["milestones"][each]["literal_100_percent"] for each in ("dossier", "in_hand")
        )
        probability = percent(language, dossier["probability"]["estimate"])
        shares = (cells.reach(language, literal) for literal in (dossier, card))
        rows.append((one["scenario"], probability, *(cell for three in shares for cell in three)))
    return cells.listing(language, say(language, "The directive's literal 100%"), header, rows)


def _left(endings: Sequence[Ending], language: Language) -> Listing:
    """Return who has no dossier at the deadline."""
    rows = [
        (one["scenario"], *(number(language, one["without_dossier"][kind]) for kind in LEFT))
        for one in endings
    ]
    title = say(language, "Citizens without a dossier at the deadline")
    return cells.listing(language, title, (N_("scenario"), *LEFT.values()), rows)


def _bridge(endings: Sequence[Ending], language: Language) -> Listing:
    """Return the arithmetic beside the simulated answer."""
    steps = [step["step"] for step in endings[0]["bridge"]]
    rows = [
        (one["scenario"], *(number(language, step["dossiers"]) for step in one["bridge"]))
        for one in endings
    ]
    title = say(language, "From arithmetic to simulation: dossiers by the deadline")
    return cells.listing(language, title, (N_("scenario"), *steps), rows, cells.WIDE)
