"""The first page: the answer in one sentence, the numbers behind it, what to know before use."""

from __future__ import annotations

from collections.abc import Iterator

from cccd_sim.language import day, number, percent, say
from cccd_sim.report.pictures import picture
from cccd_sim.report.pieces import Bullets, Figure, Figures, Piece, Section, Text
from cccd_sim.report.spans import share_span, span
from cccd_sim.report.workbook_figures import Alternative, as_date
from cccd_sim.report.workbook_figures import Figures as Found


def answer_section(found: Found) -> Section:
    """Return the answer on one page."""
    language, answer = found.language, found.folder.answer
    pieces: list[Piece] = [Text(answer["headline"], "lead")]
    one = found.chosen
    if one.ending is not None:
        text = say(language, "In numbers: {title} ({name})", title=one.title, name=one.name)
        header = (say(language, "Measure"), say(language, "Value"), say(language, "How sure"))
        pieces += [Text(text, "heading"), Figures(tuple(_figures(found, one)), header)]
    shown = picture(found, f"{one.name}-progress") if len(found.alternatives) == 1 else None
    caveats = caveats_about(found, one)
    if caveats:
        text = say(language, "To be known before relying on the numbers")
        pieces += [Text(text, "heading"), Bullets(caveats)]
    if shown is not None:
        pieces.append(shown)
    return Section("answer", say(language, "The answer"), tuple(pieces))


def caveats_about(found: Found, one: Alternative) -> tuple[str, ...]:
    """Return what must be known of this alternative; of the others it stands with the risks."""
    others = tuple(f"{each.name}{mark}" for each in found.alternatives for mark in " :")
    own = (f"{one.name} ", f"{one.name}:")
    caveats = [str(each) for each in found.folder.answer.get("caveats", [])]
    return tuple(each for each in caveats if each.startswith(own) or not each.startswith(others))


def _figures(found: Found, one: Alternative) -> Iterator[Figure]:
    """Yield the numbers a decision hangs on."""
    yield from _dossiers(found, one)
    yield from _cards(found, one)
    yield from _money(found, one)


def _dossiers(found: Found, one: Alternative) -> Iterator[Figure]:
    """Yield how far the dossiers come, how surely, and when."""
    language, measure = found.language, found.measure
    deadline = as_date(one.facts["deadline"])
    low, high = (measure(one, "dossier_by_deadline", each) for each in ("p05", "p95"))
    mean, share = (measure(one, f"dossier_{each}by_deadline") for each in ("", "share_"))
    chance = [measure(one, "p_on_time_dossier", each) for each in ("mean", "ci_low", "ci_high")]
    yield Figure(
        say(language, "Dossiers taken before {deadline}", deadline=deadline),
        number(language, mean or 0),
        f"P5–P95: {span(language, low, high)}",
    )
    yield Figure(
        say(language, "Share of the eligible citizens"),
        percent(language, share or 0),
        say(
            language,
            "target {target} of {eligible}",
            target=percent(language, one.facts["target_share"]["dossier"], 0),
            eligible=number(language, one.facts["eligible"]),
        ),
    )
    yield Figure(
        say(language, "Probability of being on time"),
        percent(language, chance[0] or 0),
        say(language, "exact 95% interval {span}", span=share_span(language, *chance[1:])),
    )
    met = as_date(one.ending["milestones"]["dossier"]["finish"]["p50"]) if one.ending else None
    yield Figure(
        say(language, "Day on which the target is met"),
        day(language, met) if met else say(language, "not met"),
        say(language, "median; half of the replications are no later") if met else "",
    )


def _cards(found: Found, one: Alternative) -> Iterator[Figure]:
    """Yield how many hold their card, and the kits it takes."""
    language, measure = found.language, found.measure
    share, chance = measure(one, "in_hand_share_by_deadline"), measure(one, "p_on_time_in_hand")
    yield Figure(
        say(language, "Citizens who hold their card by then"),
        percent(language, share or 0),
        say(
            language,
            "target {target}, met with probability {chance}",
            target=percent(language, one.facts["target_share"]["in_hand"], 0),
            chance=percent(language, chance or 0),
        ),
    )
    yield Figure(
        say(language, "Kits planned"),
        number(language, one.facts["kits"]),
        say(language, "{count} of them there at the start", count=one.facts["initial_kits"]),
    )


def _money(found: Found, one: Alternative) -> Iterator[Figure]:
    """Yield what it costs, where the run knows."""
    language, measure = found.language, found.measure
    cost, low, high = (measure(one, "cost_vnd", each) for each in ("mean", "p05", "p95"))
    if cost is None:
        return
    yield Figure(
        say(language, "Cost, VND"),
        number(language, cost),
        f"P5–P95: {span(language, low, high)}",
    )
    card = measure(one, "cost_per_card_vnd")
    dossier = measure(one, "cost_per_dossier_vnd")
    if dossier is not None:
        yield Figure(
            say(language, "Cost of a dossier, VND"),
            number(language, dossier),
            say(language, "of a card in hand on time: {cost}", cost=number(language, card))
            if card is not None
            else "",
        )
    both = [measure(one, "p_on_time_within_budget", each) for each in ("mean", "ci_low", "ci_high")]
    if both[0] is not None and found.budget is not None:
        yield Figure(
            say(language, "On time and within budget"),
            percent(language, both[0]),
            say(
                language,
                "budget {budget} VND; exact 95% interval {span}",
                budget=number(language, found.budget),
                span=share_span(language, *both[1:]),
            ),
        )
