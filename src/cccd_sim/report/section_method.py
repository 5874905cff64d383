"""How the numbers were made, and what they cannot say: the STRESS-DES checklist in short."""

from __future__ import annotations

from cccd_sim.language import number, replications_told, say
from cccd_sim.report.pieces import Bullets, Piece, Section, Text
from cccd_sim.report.workbook_figures import Figures


def method_section(found: Figures) -> Section:
    """Return the method and its limits, under the headings of STRESS-DES."""
    language = found.language
    parts = (
        (say(language, "a) Objective"), _objective(found)),
        (say(language, "b) Logic"), _logic(found)),
        (say(language, "c) Data"), _data(found)),
        (say(language, "d) Experimentation"), _experiments(found)),
        (say(language, "e) Implementation"), _implementation(found)),
        (say(language, "f) Limits"), _limits(found)),
    )
    pieces: list[Piece] = []
    for title, told in parts:
        pieces.append(Text(title, "heading"))
        pieces.append(told[0] if len(told) == 1 else Bullets(tuple(each.text for each in told)))
    title = say(language, "Method and limits (STRESS-DES)")
    return Section("method", title, tuple(pieces), own_page=True, annex=True)


def _objective(found: Figures) -> list[Text]:
    """Return which question is answered, and when a campaign is on time."""
    language = found.language
    text = say(
        language,
        "Which kits, hours, teams and placement make the date, and how surely? Four milestones "
        "are told apart: dossier taken, dossier sent and accepted by the centre, card produced, "
        "card in hand. A campaign is on time for a milestone if the target share of the eligible "
        "residents is there before 00:00 on the day of the deadline. People registered here who "
        "live elsewhere use stations and the plant but do not count.",
    )
    return [Text(text)]


def _logic(found: Figures) -> list[Text]:
    """Return what is simulated."""
    language = found.language
    told = (
        say(
            language,
            "Every citizen, kit, crew and station is simulated on its own, in continuous time: "
            "summons, walk-ins, queues at reception, capture and finishing, closing, overtime.",
        ),
        say(
            language,
            "Kits come in dated batches, break down, are repaired, replaced by spares, placed and "
            "moved; only trained crews work them.",
        ),
        say(
            language,
            "Dossiers are completed in the evening, sent over a line that may fail, checked at the "
            "centre (some are refused and taken again), printed at a plant of limited capacity, "
            "returned and collected.",
        ),
        say(
            language, "Every cost is counted from these events and priced; no flat sums are added."
        ),
    )
    return [Text(each) for each in told]


def _data(found: Figures) -> list[Text]:
    """Return where the inputs come from."""
    text = say(
        found.language,
        "The inputs of each alternative stand in one file, complete, each number with its source "
        "or the word assumed, with a grade, and where it is uncertain with low, base and high. "
        "They are listed in the part on what the numbers stand on.",
    )
    return [Text(text)]


def _experiments(found: Figures) -> list[Text]:
    """Return how often it was simulated, and how uncertainty is told."""
    language, manifest = found.language, found.folder.manifest
    told = [
        say(
            language,
            "Each alternative was simulated in {replications}, seed {seed}; alternatives share "
            "their luck (common random numbers), differences are paired.",
            replications=replications_told(language, manifest.replications),
            seed=manifest.seed,
        ),
        say(
            language,
            "Means have 95% intervals of Student's t; probabilities exact binomial intervals; "
            "P5–P95 holds 90% of the replications.",
        ),
        say(language, "Unknown inputs were left at their base value.")
        if manifest.known_parameters
        else say(
            language,
            "Unknown inputs were drawn anew in each replication, within their range ({count} of "
            "them in the chosen alternative).",
            count=number(language, found.chosen.facts.get("unknown_parameters", 0)),
        ),
        say(
            language,
            "There is no warm-up: the campaign starts empty on its first day, as it did in truth.",
        ),
    ]
    return [Text(each) for each in told]


def _implementation(found: Figures) -> list[Text]:
    """Return with what it was computed, and how it was checked."""
    language, versions = found.language, found.folder.manifest.versions
    text = say(
        language,
        "cccd-sim {version}: Python {python}, SimPy {simpy} for the events, compiled queues held "
        "against a plain SimPy model citizen by citizen, conservation laws checked in every "
        "replication. The whole of it can be simulated again from the run folder: "
        "`cccd-sim verify FOLDER`. The model is described in docs/model.md, its comparison with "
        "real campaigns in docs/validation.md.",
        version=versions.get("cccd-sim", "?"),
        python=versions.get("python", "?"),
        simpy=versions.get("simpy", "?"),
    )
    return [Text(text)]


def _limits(found: Figures) -> list[Text]:
    """Return what is left out."""
    language = found.language
    told = (
        say(language, "The way of a citizen to the station is not simulated."),
        say(
            language,
            "Officers are counted, not named: leave and illness appear only as crews that are "
            "missing.",
        ),
        say(
            language,
            "Machines idle in practice for want of power, material or orders are not foreseen.",
        ),
        say(
            language,
            "The last citizens are the hardest to reach; here they are harder only through "
            "absence, home visits and corrections.",
        ),
        say(
            language,
            "A probability tells how often the plan holds if the inputs hold; it is no promise.",
        ),
    )
    return [Text(each) for each in told]
