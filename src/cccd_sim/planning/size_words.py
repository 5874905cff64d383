"""The answer about a size in one sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from cccd_sim.language import N_, Language, number, percent, replications_told, say
from cccd_sim.planning import cells
from cccd_sim.planning.bounds import TITLES

Data = dict[str, Any]

REACHED = {
    "dossier": N_("dossiers taken on time"),
    "sent": N_("dossiers sent on time"),
    "produced": N_("cards produced on time"),
    "in_hand": N_("cards in hand on time"),
}
"""What is asked for."""

BILLION, MILLION = 10**9, 10**6


def money(language: Language, vnd: float) -> str:
    """Return an amount as a person writes it: 2.4 billion VND, 150 million VND."""
    if not vnd:
        return say(language, "{amount} VND", amount="0")
    if vnd >= BILLION:
        return say(language, "{amount} billion VND", amount=_short(language, vnd / BILLION))
    return say(language, "{amount} million VND", amount=_short(language, vnd / MILLION))


def _short(language: Language, value: float) -> str:
    """Return an amount with as many decimals as it has, two at most."""
    decimals = len(f"{value:.2f}".rstrip("0").partition(".")[2])
    return number(language, value, decimals)


def kits_told(language: Language, kits: int) -> str:
    """Return a number of extra kits in words."""
    if kits == 1:
        return say(language, "1 more kit")
    return say(language, "{kits} more kits", kits=number(language, kits))


def by_route(language: Language, data: Data) -> str:
    """Return how and when the kits are ordered, as a clause."""
    ordered = date.fromisoformat(data["ordered"])
    if data["route_title"] is None:
        return say(language, "in service from {day}", day=ordered)
    route = data["route_title"][language]
    return say(language, "by {route} ordered on {day}", route=within(route), day=ordered)


def within(title: str) -> str:
    """Return a title as it stands within a sentence; one that begins with a name stays."""
    words = title.split()
    named = len(words) > 1 and words[1][:1].isupper()
    return title if named else title[:1].lower() + title[1:]


def headline(data: Data, language: Language) -> str:
    """Return the answer in one sentence, with its uncertainty."""
    told = {"certified": _certified, "not certified": _uncertified, "impossible": _impossible}
    return told[data["state"]](data, language) + spent(data, language) + "."


def _certified(data: Data, language: Language) -> str:
    """Return the size that was found, what was shown of it, and of one kit less."""
    return _enough(data, language) + _shown(data, language) + _less(data, language)


def _enough(data: Data, language: Language) -> str:
    """Return how many kits are enough, as a clause."""
    values = {"what": reached(data, language)}
    values["target"] = cells.exactly(language, data["on_time"])
    if not data["kits"]:
        text = N_("No more kits are needed for {what} with probability {target}")
        return say(language, text, **values)
    return say(
        language,
        "{kits} {way} ({cost}) are the fewest found for {what} with probability {target}",
        kits=kits_told(language, data["kits"]),
        way=by_route(language, data),
        cost=_cost(data, language),
        **values,
    )


def _cost(data: Data, language: Language) -> str:
    if data["funder"] == "loan":
        return say(language, "lent, not bought")
    return money(language, data["cost_vnd"])


def _shown(data: Data, language: Language) -> str:
    """Return what the certificate says, as a clause."""
    one = data["certificate"]
    return say(
        language,
        "; certified: {successes} of {replications} fresh replications are on time, so the "
        "probability is at least {bound} (95% confidence; {floor} was to be shown)",
        successes=number(language, one["successes"]),
        replications=number(language, one["replications"]),
        bound=percent(language, _down(one["ci_low"])),
        floor=cells.exactly(language, data["floor"]),
    )


def _down(share: float) -> float:
    """Return a lower end rounded down: it must not promise more than was shown."""
    return int(share * 1000 + 1e-9) / 1000


def _less(data: Data, language: Language) -> str:
    """Return what is known of one kit less, as a clause."""
    one = data["one_kit_less"]
    if one is None:
        return ""
    if one["verdict"] == "refused":
        return say(language, "; one kit less is refused")
    if data["kits_searched"] < one["kits"]:
        return say(
            language,
            "; fewer, from {least} on, may be enough: more replications would tell "
            "(--replications)",
            least=number(language, data["kits_searched"]),
        )
    text = N_("; one kit less may be enough: more replications would tell (--replications)")
    return say(language, text)


def spent(data: Data, language: Language) -> str:
    """Return how many replications the answer took, as a clause."""
    return say(
        language,
        " ({replications} in all, seed {seed})",
        replications=replications_told(language, data["replications_spent"]),
        seed=data["seed"],
    )


def _uncertified(data: Data, language: Language) -> str:
    """Return what was found though no size could be certified."""
    text = N_(
        "Not certified: {what} with probability {target} or nearly so; with {kits} {way} ({cost}) "
        "it is near {estimate} ({low} to {high}; {fresh})"
    )
    told = say(language, text, **_so_far(data, language))
    if data["bound"] is None:
        return told + say(language, "; more replications may tell")
    return told + _binds(data, language)


def _so_far(data: Data, language: Language) -> dict[str, object]:
    """Return what is asked, and what fresh numbers say of the kits that were found."""
    seen = data["fresh_so_far"]
    return {
        "what": reached(data, language),
        "target": cells.exactly(language, data["on_time"]),
        "kits": kits_told(language, data["kits"]),
        "way": by_route(language, data),
        "cost": _cost(data, language),
        "estimate": percent(language, seen["p_on_time"]),
        "low": percent(language, seen["ci_low"]),
        "high": percent(language, seen["ci_high"]),
        "fresh": _fresh(seen, language),
    }


def _fresh(seen: Data, language: Language) -> str:
    """Return how many fresh replications are on time; those not simulated are with fewer kits."""
    text = N_("{successes} of {replications} fresh replications")
    if seen["simulated"] < seen["replications"]:
        text = N_(
            "{successes} of {replications} fresh replications, {simulated} of them simulated with "
            "so many kits"
        )
    values = {name: number(language, seen[name]) for name in ("successes", "replications")}
    return say(language, text, **values, simulated=number(language, seen["simulated"]))


def reached(data: Data, language: Language) -> str:
    """Return what is to be there by the deadline, in words."""
    text = REACHED[data["milestone"]]
    return say(language, text)


def bound_told(binds: Data, language: Language) -> str:
    """Return what keeps replications late, in words."""
    text = TITLES[binds["name"]]
    return say(language, text)


def _binds(data: Data, language: Language) -> str:
    """Return what keeps replications late however many kits there are, as a clause."""
    binds = data["bound"]
    text = N_("; more kits change no more: what binds is {bound}")
    told = say(language, text, bound=bound_told(binds, language))
    last = binds["tried"][-1]
    if binds["name"] == "several" or not last["without"]:
        return told
    return told + say(
        language,
        " (without it {on_time} of the {late} late ones would be on time with very many kits)",
        on_time=number(language, last["on_time"]),
        late=number(language, binds["late"]),
    )


def _impossible(data: Data, language: Language) -> str:
    """Return that no number of kits is enough, and what binds."""
    binds = data["bound"]
    values = {
        "way": by_route(language, data),
        "what": reached(data, language),
        "target": cells.exactly(language, data["on_time"]),
        "bound": bound_told(binds, language),
        "share": percent(language, binds["largest_share"]),
        "wanted": cells.exactly(language, data["target_share"]),
    }
    text = N_("No number of kits {way} brings {what} with probability {target}")
    told = say(language, text, **values)
    if binds["by_arithmetic"]:
        text = N_(
            ": what binds is {bound}, which by plain arithmetic lets at most {share} of the "
            "citizens through; {wanted} are wanted"
        )
        return told + say(language, text, **values)
    if data["fresh_so_far"]["p_on_time"] is None:
        text = N_(
            ": what binds is {bound}; with very many kits at most {share} of the citizens are "
            "reached, {wanted} are wanted"
        )
        return told + say(language, text, **values)
    text = N_("; with {kits} ({cost}) it is near {estimate} ({low} to {high}; {fresh})")
    return told + say(language, text, **_so_far(data, language)) + _binds(data, language)
