"""How surely more kits are on time, and what a probability costs."""

from __future__ import annotations

from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cccd_sim.language import N_, Language, number, percent, replications_told, say
from cccd_sim.report import labels, scales, style
from cccd_sim.results.answer import Answer

Row = dict[str, Any]

BILLION = 10**9

_BODY, _LEFT, _NAMES = 4.6, 0.75, 3.0
"""Inches of the axes' height, of what stands left of them, and of the names on their right."""

_STRIP = 0.045
"""Width of the strip of one lever, as a share of the axes."""

COMMON: dict[str, Any] = {"color": style.BLUE, "marker": "o"}
FRESH: dict[str, Any] = {"color": style.GREEN, "marker": "D"}
ROUTES: dict[str, Any] = {"color": style.ORANGE, "marker": "s"}
UNLAWFUL: dict[str, Any] = {**ROUTES, "markerfacecolor": "white"}
LEVERS: dict[str, Any] = {"color": style.PURPLE, "marker": "^"}

LEVER_NAMES = {
    "longer hours": N_("open round the clock"),
    "sooner": N_("two weeks sooner"),
    "officers": N_("half as many officers again"),
    "mobile teams": N_("half the kits with mobile teams"),
}
"""Levers in short."""

FOUND = {
    "certified": N_("{kits} more kits: on time with probability {floor} or more, certified"),
    "not certified": N_("{kits} more kits: near {target}, not certified"),
    "impossible": N_("No number of more kits is on time with probability {target}"),
    None: N_("{budget} billion VND buy {kits} more kits: on time with probability {chance}"),
}
"""The finding."""


@style.styled
def probability(answer: Answer, facts: dict[str, Any], language: Language) -> Figure:
    """Draw P(on time) against the number of more kits, with what was certified."""
    data = answer.data
    rows = [row for row in data["sizes"] if _is_known(row)]
    note = say(
        language,
        "Circles: common replications, exact 95% intervals; diamonds: fresh ones, arrows are "
        "one-sided bounds. Shaded: from what may be certified to what is asked for.",
    )
    sheet = style.page(_heading(data, facts, language, note), _BODY)
    plot = _axes(sheet, data, language, 0.0)
    for row in rows:
        look = FRESH if row["numbers"] == "fresh" else COMMON
        draw_estimate(plot, row["kits"], row, look)
    top = max((row["kits"] for row in rows), default=1)
    plot.set_xlim(-0.04 * max(top, 1), 1.06 * max(top, 1))
    plot.xaxis.set_major_locator(MaxNLocator(10, integer=True))
    plot.set_xlabel(say(language, "more kits"))
    _kits_named(plot, data, language)
    return sheet.figure


@style.styled
def frontier(answer: Answer, facts: dict[str, Any], language: Language) -> Figure:
    """Draw P(on time) against the price of the purchase: sizes, routes, and levers without one."""
    data = answer.data
    note = say(
        language,
        "Cost: kits only; hours, officers and teams (triangles, left) are not priced. Circles: "
        "sizes; squares: other routes, checked with few replications; diamond: certified with "
        "fresh ones. Exact 95% intervals.",
    )
    sheet = style.page(_heading(data, facts, language, note), _BODY)
    plot = _axes(sheet, data, language, _NAMES)
    points = list(_points(data, language))
    top = max([row["cost_vnd"] / BILLION for row, _, _ in points] or [1.0]) or 1.0
    strips = 0
    for row, look, _ in points:
        is_lever = look is LEVERS
        strips += is_lever
        draw_estimate(
            plot, -strips * _STRIP * top if is_lever else row["cost_vnd"] / BILLION, row, look
        )
    plot.set_xlim(-(strips + 1) * _STRIP * top, 1.06 * top)
    if strips:
        plot.axvspan(plot.get_xlim()[0], -_STRIP / 2 * top, color=style.CLOSED, zorder=0)
    ticks = [each for each in MaxNLocator(7).tick_values(0, 1.06 * top) if 0 <= each <= 1.06 * top]
    plot.set_xticks(ticks, [_short(language, each) for each in ticks])
    plot.set_xlabel(say(language, "cost of the kits, billion VND"))
    wanted = [
        scales.EdgeLabel(row["p_on_time"], (name,), sample={**look, "linestyle": ""})
        for row, look, name in points
        if name
    ]
    if wanted:
        scales.edge_labels(plot, wanted)
    return sheet.figure


def _points(data: Row, language: Language) -> Any:
    """Yield what is drawn in the frontier: the numbers, the look, and the name beside it."""
    if data.get("funder") != "loan":
        for row in data["sizes"]:
            if _is_known(row) and row["p_on_time"] is not None:
                look = FRESH if row["numbers"] == "fresh" else COMMON
                yield row, look, ""
    for row in data["routes"]:
        if "checked_p_on_time" not in row or row["checked_p_on_time"] is None:
            continue
        if row["route"] is None or row["route"] == data["route"]:
            continue
        ends = {end: row[f"checked_{end}"] for end in ("p_on_time", "ci_low", "ci_high")}
        is_over = (row["packages"] or 0) > 1
        text = N_("{kits} by {route} (over its limit)") if is_over else N_("{kits} by {route}")
        name = say(language, text, kits=row["kits"], route=row["route_title"][language])
        yield {**ends, "cost_vnd": row["cost_vnd"]}, UNLAWFUL if is_over else ROUTES, name
    for row in data.get("levers", ()):
        if row["lever"] in LEVER_NAMES:
            text = LEVER_NAMES[row["lever"]]
            yield {**row, "cost_vnd": 0}, LEVERS, say(language, text)


def _axes(sheet: style.Page, data: Row, language: Language, beside: float) -> Axes:
    """Return axes of probability with what is asked for, and so much room beside them."""
    left = style.MARGIN + _LEFT
    right = style.WIDTH - style.MARGIN - beside
    plot = sheet.axes(left, sheet.bottom + 0.55, right, sheet.top - 0.25)
    scales.shares(plot, 1.0, language)
    plot.set_ylim(-0.03, 1.03)
    plot.set_ylabel(say(language, "P(on time)"))
    plot.axhspan(data["floor"], data["on_time"], color=style.FAINT, zorder=0)
    scales.target(plot, data["on_time"])
    return plot


def _is_known(row: Row) -> bool:
    return any(row[end] is not None for end in ("p_on_time", "ci_low", "ci_high"))


def draw_estimate(plot: Axes, place: float, row: Row, look: dict[str, Any]) -> None:
    """Draw an estimate with its interval, or the one end that is known as an arrow."""
    low, high, estimate = row["ci_low"], row["ci_high"], row["p_on_time"]
    ends = (0.0 if low is None else low, 1.0 if high is None else high)
    if low is not None and high is not None:
        plot.plot((place, place), ends, color=look["color"], linewidth=1.6, alpha=0.6, zorder=2)
    elif low is not None:
        plot.plot(place, low, marker="_", markersize=11, color=look["color"], zorder=2)
        plot.plot((place, place), (low, 1.0), color=look["color"], linewidth=1.6, zorder=2)
    elif high is not None:
        plot.plot(place, high, marker="_", markersize=11, color=look["color"], zorder=2)
        arrow = {"arrowstyle": "->", "color": look["color"], "linewidth": 1.2}
        plot.annotate("", (place, high - 0.09), (place, high), arrowprops=arrow)
    if estimate is not None:
        plot.plot(place, estimate, linestyle="", markersize=7, zorder=3, **look)


def _kits_named(plot: Axes, data: Row, language: Language) -> None:
    """Name the sizes that matter, on the vertical lines at which they stand."""
    names: dict[int, list[str]] = {}
    if data.get("kits_by_arithmetic") is not None:
        names.setdefault(data["kits_by_arithmetic"], []).append(say(language, "on paper"))
    if data.get("kits_even_chance") is not None:
        names.setdefault(data["kits_even_chance"], []).append(say(language, "even chance"))
    if data["kits"]:
        names.setdefault(data["kits"], []).append(
            say(language, "{kits} more kits", kits=number(language, data["kits"]))
        )
    middle = sum(plot.get_xlim()) / 2
    for level, (kits, told) in enumerate(sorted(names.items())):
        plot.axvline(kits, color=style.SOFT, linewidth=0.9, linestyle=":")
        plot.annotate(
            "\n".join(told),
            (kits, 0),
            (4 if kits < middle else -4, 8 + 14 * (level % 3)),
            ("data", "axes fraction"),
            "offset points",
            ha="left" if kits < middle else "right",
            va="bottom",
            fontsize=9,
            color=style.INK,
        )


def _heading(data: Row, facts: dict[str, Any], language: Language, note: str) -> style.Heading:
    """Say what was found, how and when the kits are ordered, and what it stands on."""
    text = FOUND[data.get("state")]
    best = data.get("chance") or {}
    title = say(
        language,
        text,
        kits=number(language, data["kits"]),
        target=labels.whole_percent(language, data["on_time"]),
        floor=labels.whole_percent(language, data["floor"]),
        budget=_short(language, data.get("budget_vnd", 0) / BILLION),
        chance=percent(language, best["p_on_time"]) if best else "",
    )
    route = data["route_title"]
    ordered = date.fromisoformat(data["ordered"])
    told = route[language] if route else say(language, "in service at once")
    what = labels.milestone(language, data["milestone"])
    subtitle = labels.join(
        str(facts["title"].get(language) or data["scenario"]).rstrip(" .") + ".",
        say(
            language,
            "{what} before {deadline}; {route}, ordered on {day}.",
            what=what[:1].upper() + what[1:],
            deadline=date.fromisoformat(data["deadline"]),
            route=told,
            day=ordered,
        ),
    )
    source = say(
        language,
        "Scenario {scenario}; {replications} in all; seed {seed}.",
        scenario=data["scenario"],
        replications=replications_told(language, data["replications_spent"]),
        seed=data["seed"],
    )
    dashed = say(
        language,
        "Dashed: what is asked for ({target}).",
        target=labels.whole_percent(language, data["on_time"]),
    )
    return style.Heading(title, subtitle, labels.join(source, note, dashed))


def _short(language: Language, value: float) -> str:
    """Return an amount with as many decimals as it has, two at most."""
    decimals = len(f"{value:.2f}".rstrip("0").partition(".")[2])
    return number(language, value, decimals)
