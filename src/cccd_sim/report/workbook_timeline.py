"""The procurement timeline: when each batch comes, and when it is too late to order."""

from __future__ import annotations

from datetime import date
from typing import Any

from cccd_sim.language import N_, say
from cccd_sim.report.cost_labels import FUNDERS, told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import Row, as_date
from cccd_sim.report.workbook_formulas import days_until
from cccd_sim.report.workbook_sheet import Sheet

_WIDTHS = (6, 30, 12, 20, 16, 16, 16, 16, 16, 16)
_LAST_ORDER = 8
"""Column of the last order as planned."""
_DAY_0 = date(1899, 12, 30)
"""Spreadsheets count days from here."""
FOUND_BY = {
    "simulation": N_("simulation"),
    "arithmetic": N_("arithmetic"),
    "arithmetic, checked": N_("arithmetic, checked by simulation"),
}
_STEPS = ("contract", "supply", "commissioning")


def write_timeline(draft: Draft) -> None:
    """Write the batches of the chosen alternative, and all ways to more kits."""
    language, one = draft.language, draft.figures.chosen
    sheet = Sheet(draft, draft.names["timeline"], _WIDTHS, one_page=True)
    sheet.banner(
        say(language, "PROCUREMENT TIMELINE"),
        f"{one.title} ({one.name})",
        say(
            language, "Planned dates, from the durations stated; deliveries are drawn late or early"
        ),
    )
    bought = one.facts["procurement"]
    titles = {route["name"]: route["title"][language] for route in bought["routes"]}
    _batches(sheet, bought["deliveries"], titles)
    sheet.row += 1
    _sized(sheet)
    _routes(sheet, bought["routes"])


def _batches(sheet: Sheet, deliveries: list[Row], titles: dict[str, str]) -> None:
    """Write when each batch is ordered, signed for, delivered and in service."""
    language, put = sheet.draft.language, sheet.put
    sheet.merge(6, 8, say(language, "Deadline: before"), "bold right")
    until = put(9, as_date(sheet.draft.figures.chosen.facts["deadline"]), "cell bold")
    sheet.row += 1
    sheet.across(say(language, "A. Batches of this alternative"), "bold")
    sheet.header(
        (
            say(language, "No."),
            say(language, "Batch and form"),
            say(language, "Kits"),
            say(language, "Source of funds"),
            say(language, "Ordered"),
            say(language, "Contract signed"),
            say(language, "Delivered"),
            say(language, "In service"),
            say(language, "In service if slow"),
            say(language, "Days of use before the deadline"),
        )
    )
    for number, each in enumerate(deliveries, 1):
        steps = each["steps"]
        form = titles.get(each["route"] or "")
        put(0, number, "cell center")
        put(1, f"{each['name']} ({form})" if form else each["name"])
        put(2, each["kits"], "cell whole")
        put(3, told(language, FUNDERS, each["funder"]))
        put(4, as_date(each["ordered"]))
        put(5, as_date(steps["base"]["contract"]))
        put(6, as_date(steps["base"]["delivered"]))
        begins = put(7, as_date(steps["base"]["in_service"]))
        put(8, as_date(steps["high"]["in_service"]))
        put(9, days_until(begins, until, as_date(each["until"])), "cell whole")
        sheet.row += 1


def _routes(sheet: Sheet, routes: list[Row]) -> None:
    """Write how long each way takes and the last order that still puts kits to work."""
    language = sheet.draft.language
    if not routes:
        return
    text = say(
        language,
        "B. Every form of procurement: the last day to order so that kits work on at least one day "
        "before the deadline",
    )
    sheet.across(text, "bold")
    sheet.header(
        (
            say(language, "No."),
            say(language, "Form of selection"),
            say(language, "Days in all"),
            say(language, "Limit, VND"),
            say(language, "Until the contract, days"),
            say(language, "Supply, days"),
            say(language, "Commissioning, days"),
            say(language, "Last order if quick"),
            say(language, "Last order as planned"),
            say(language, "Last order if slow"),
        )
    )
    first = sheet.row
    for number, route in enumerate(routes, 1):
        limit = route["limit"]["value"] if route["limit"] else say(language, "none")
        last = route["last_order"]
        values: list[Any] = [number, route["title"][language], route["lead"]["base"], limit]
        values += [route[step]["value"] for step in _STEPS]
        values += [as_date(last[end]) for end in ("low", "base", "high")]
        looks = ["cell center", "cell", "cell whole", "cell money", *("cell whole",) * 3]
        sheet.line(values, [*looks, "cell", "cell bold", "cell"])
    _gantt(sheet, first, len(routes))


def _sized(sheet: Sheet) -> None:
    """Write the last useful orders a search has found, where the run is one."""
    language, routes = sheet.draft.language, sheet.draft.folder.answer.get("routes")
    if not routes:
        return
    text = say(language, "As the answer tells: the last day to order and still be on time")
    sheet.across(text, "bold")
    sheet.header(
        (
            say(language, "No."),
            say(language, "Form of selection"),
            say(language, "Kits"),
            say(language, "Price of the kits, VND"),
            say(language, "Last useful order"),
            say(language, "Last order of any use"),
            say(language, "Last useful order by"),
        )
    )
    answer = sheet.draft.folder.answer
    for number, route in enumerate(routes, 1):
        title = (route.get("route_title") or {}).get(language) or route.get("route")
        values = (
            number,
            title,
            route.get("last_kits"),
            _price(route, answer),
            as_date(route.get("last_order")),
            as_date(route.get("last_order_of_any_use")),
            told(language, FOUND_BY, route.get("last_order_by") or ""),
        )
        money = "cell simulated money"
        looks = ("cell center", "cell", "cell simulated whole", money)
        sheet.line(values, (*looks, "cell simulated bold", "cell simulated", "cell"))
    sheet.row += 1


def _price(route: Row, answer: Row) -> int | None:
    """Return what the kits cost for which the last order is told; lent ones nothing."""
    kits, each = route.get("last_kits"), answer.get("kit_price_vnd")
    if kits is None or each is None:
        return None
    return 0 if route.get("funder") == "loan" else kits * each


def _gantt(sheet: Sheet, first: int, rows: int) -> None:
    """Draw each way backwards from the deadline: when it must begin, and its three steps."""
    draft, language = sheet.draft, sheet.draft.language
    chart = draft.book.add_chart({"type": "bar", "subtype": "stacked"})
    last = first + rows - 1
    categories = [sheet.name, first, 1, last, 1]
    starts = [sheet.written[row, _LAST_ORDER].value for row in range(first, last + 1)]
    chart.add_series(
        {
            "name": " ",
            "categories": categories,
            "values": [sheet.name, first, _LAST_ORDER, last, _LAST_ORDER],
            "fill": {"none": True},
            "border": {"none": True},
            "gap": 50,
        }
    )
    colours = ("#E69F00", "#56B4E9", "#009E73")
    for column, colour in zip((4, 5, 6), colours, strict=True):
        chart.add_series(
            {
                "name": [sheet.name, first - 1, column],
                "categories": categories,
                "values": [sheet.name, first, column, last, column],
                "fill": {"color": colour},
            }
        )
    chart.set_title({"name": say(language, "Latest useful start of each form"), "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True})
    from_day = (min(starts) - _DAY_0).days
    chart.set_x_axis({"min": from_day, "num_format": "dd/mm/yyyy", "label_position": "high"})
    sheet.draw(
        chart,
        say(
            language,
            "Bars: until the contract, supply, commissioning, ending just before the deadline",
        ),
    )
