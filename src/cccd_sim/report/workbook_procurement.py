"""Sheets about buying: the contractor selection plan, and how long each way to a kit takes."""

from __future__ import annotations

from typing import Any

from cccd_sim.language import number, say
from cccd_sim.report.cost_labels import FUNDERS, told
from cccd_sim.report.sources import source_told
from cccd_sim.report.workbook_draft import Draft
from cccd_sim.report.workbook_figures import Row, as_date
from cccd_sim.report.workbook_formulas import Cell, Formula, flag, product, total
from cccd_sim.report.workbook_numerals import Numerals
from cccd_sim.report.workbook_prices import Money
from cccd_sim.report.workbook_sheet import Sheet

_BUYERS = ("provincial", "district")
"""Funders whose purchases are the province's own to plan."""

_SMALL = 10_000_000_000
"""VND; goods of a package up to it are bought in one stage with one envelope (Decree 63/2014,
article 63)."""

_PLAN = (6, 34, 12, 20, 19, 26, 20, 21, 17, 17, 20, 22)


def write_plan(draft: Draft, money: Money, numerals: Numerals) -> None:
    """Write the contractor selection plan of the chosen alternative, as the law lists it.

    Law on Bidding 43/2013/QH13, article 35: package, price, source, form and method, time, type of
    contract, time of performance.
    """
    language, one = draft.language, draft.figures.chosen
    sheet = Sheet(draft, draft.names["plan"], _PLAN, one_page=True)
    sheet.banner(
        say(language, "CONTRACTOR SELECTION PLAN"),
        f"{one.title} ({one.name})",
        say(language, "Unit: VND"),
    )
    _plan_header(sheet)
    bought = one.facts["procurement"]
    routes = {route["name"]: route for route in bought["routes"]}
    packages = [each for each in bought["deliveries"] if each["funder"] in _BUYERS]
    prices = [
        _package(sheet, number, each, routes.get(each["route"] or ""), money)
        for number, each in enumerate(packages, 1)
    ]
    if not packages:
        sheet.across(say(language, "The province buys nothing in this alternative."), "cell italic")
    _proposed(sheet)
    for column in range(len(_PLAN)):
        sheet.put(column, None, "cell blank")
    sheet.put(1, say(language, "Total of the packages"), "cell bold")
    whole = sheet.put(3, total(prices), "cell bold money")
    sheet.row += 1
    sheet.across(numerals.read(whole), "italic bold", 2)
    _others(sheet, [each for each in bought["deliveries"] if each["funder"] not in _BUYERS], routes)
    for caution in one.facts.get("cautions", []):
        sheet.across(f"{caution[language]}.", "warning")
    sheet.across(
        say(
            language,
            "Yellow cells are proposals to be confirmed. Splitting one need over packages to stay "
            "below a limit is forbidden.",
        ),
        "italic small",
    )
    sheet.across(
        say(
            language,
            "A package price is kits times the unit price applied; estimate and funding are means "
            "of the simulation, which draws prices with a range, so the same kits may come to "
            "another amount there.",
        ),
        "italic small",
    )
    sheet.sign()


def _plan_header(sheet: Sheet) -> None:
    """Write the columns the law asks for, and the limit of the form."""
    language = sheet.draft.language
    sheet.header(
        (
            say(language, "No."),
            say(language, "Package"),
            say(language, "Kits"),
            say(language, "Package price"),
            say(language, "Source of funds"),
            say(language, "Form of selection and its law"),
            say(language, "Method"),
            say(language, "Selection begins"),
            say(language, "Type of contract"),
            say(language, "Contract performance, days"),
            say(language, "Limit of the form"),
            say(language, "Within the limit?"),
        ),
        repeats=True,
    )


def _package(sheet: Sheet, number: int, bought: Row, route: Row | None, money: Money) -> Cell:
    """Write one package; return its price."""
    language, put, figures = sheet.draft.language, sheet.put, sheet.draft.figures
    price = money.of_kit(figures.chosen)
    assert price is not None, "prices are written for all that is bought"
    limit = route["limit"]["value"] if route and route["limit"] else None
    put(0, number, "cell center")
    put(1, say(language, "Fingerprint and portrait capture kits: {name}", name=bought["name"]))
    kits = put(2, bought["kits"], "cell whole")
    cost = put(3, product(kits, price.now), "cell money")
    put(4, told(language, FUNDERS, bought["funder"]))
    put(5, f"{route['title'][language]} ({source_told(language, route['law'])})" if route else None)
    put(6, _method(sheet, cost, limit), "cell input")
    put(7, as_date(bought["ordered"]))
    put(8, say(language, "Lump sum"), "cell input")
    put(9, _performance(bought), "cell whole")
    ceiling = put(10, limit, "cell money")
    put(11, None if limit is None else _verdict(sheet, cost, ceiling), "cell bold center")
    sheet.row += 1
    return cost


def _proposed(sheet: Sheet) -> None:
    """Say that a purchase which the answer proposes is not part of the scenario, so not planned."""
    answer, language = sheet.draft.folder.answer, sheet.draft.language
    if not answer.get("kits") or answer.get("cost_vnd") is None:
        return
    text = say(
        language,
        "What the answer proposes, {kits} kits for {cost} VND, is not in this plan: write it into "
        "a scenario, run that, and make its papers.",
        kits=number(language, answer["kits"]),
        cost=number(language, answer["cost_vnd"]),
    )
    sheet.across(text, "warning")


def _verdict(sheet: Sheet, cost: Cell, ceiling: Cell) -> Formula:
    """Return whether a package is within the limit of its form; red if not."""
    language = sheet.draft.language
    beyond = say(language, "OVER THE LIMIT")
    sheet.page.conditional_format(
        sheet.row,
        11,
        sheet.row,
        11,
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{beyond}"',
            "format": sheet.draft.book.add_format({"font_color": "#FFFFFF", "bg_color": "#C00000"}),
        },
    )
    return flag(cost, ceiling, beyond, say(language, "within"))


def _method(sheet: Sheet, cost: Cell, limit: int | None) -> Formula | str:
    """Return stages and envelopes: forms with a limit have one of each, so have small tenders."""
    language = sheet.draft.language
    one = say(language, "One stage, one envelope")
    if limit is not None:
        return one
    two = say(language, "One stage, two envelopes")
    value = two if cost.amount > _SMALL else one
    return Formula(f'IF({{0}}>{_SMALL},"{two}","{one}")', (cost,), value)


def _performance(bought: Row) -> int | None:
    """Return how many days the contract takes as planned: supply and commissioning."""
    signed, works = (as_date(bought["steps"]["base"][step]) for step in ("contract", "in_service"))
    return (works - signed).days if signed and works else None


def _others(sheet: Sheet, others: list[Row], routes: dict[str, Row]) -> None:
    """Write what comes without a purchase of the province."""
    language = sheet.draft.language
    if not others:
        return
    sheet.row += 1
    sheet.across(say(language, "Kits that come without a selection by the province"), "bold")
    for place, each in enumerate(others, 1):
        route = routes.get(each["route"] or "")
        values: tuple[Any, ...] = (
            place,
            each["name"],
            each["kits"],
            None,
            told(language, FUNDERS, each["funder"]),
            route["title"][language] if route else None,
            as_date(each["steps"]["base"]["in_service"]),
        )
        looks = ("cell center", "cell", "cell whole", "cell", "cell", "cell", "cell")
        sheet.line(values, looks)
