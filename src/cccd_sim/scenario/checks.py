"""What must hold between entries. No check repairs, none stops at the first fault.

Sections that could not be read in full lack their faulty entries. A check that meets such a gap
ends there (``AttributeError``), so that one mistake neither hides the others nor invents new ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from cccd_sim.language import N_
from cccd_sim.scenario import central_checks as central
from cccd_sim.scenario import cost_checks as costs
from cccd_sim.scenario import delivery_checks as deliveries
from cccd_sim.scenario import demand_checks as demand
from cccd_sim.scenario import period_checks as periods
from cccd_sim.scenario import place_checks as places
from cccd_sim.scenario import service_checks as service
from cccd_sim.scenario import supply_checks as supply
from cccd_sim.scenario.fields import Given, Section
from cccd_sim.scenario.findings import Contradiction, Findings, Parts
from cccd_sim.scenario.nodes import Step, Trail

WHOLE = (
    demand.dates_follow,
    places.districts_differ,
    places.provinces_are_a_country,
    places.a_country_has_no_provincial_station,
    places.citizens_are_a_province,
    places.ages_are_everybody,
    places.communes_are_of_these_districts,
    places.communes_differ,
    places.communes_are_their_districts,
    demand.returns_span_days,
    demand.walk_ins_come_once,
    demand.waves_bring_some_home,
    demand.records_improve,
    supply.first_kits_have_a_place,
    supply.station_stands_in_a_district,
    supply.kits_can_be_numbered,
    service.periods_cover_the_campaign,
    service.holidays_last,
    service.stops_last_somewhere,
    service.courses_train_known_districts,
    service.rounds_begin_in_time,
    service.outages_end,
    central.plant_rates_differ,
    central.rework_ends,
    costs.a_month_has_working_days,
    costs.fees_differ,
)
EACH_DELIVERY = (
    deliveries.delivery_has_a_known_route,
    deliveries.delivery_keeps_its_limit,
    deliveries.delivery_is_planned_one_way,
    deliveries.delivery_comes_in_time,
    deliveries.delivery_goes_back_if_lent,
    deliveries.delivery_is_more_than_its_spares,
    deliveries.delivery_is_placed_in_full,
    deliveries.delivery_goes_to_districts,
)
EACH_PERIOD = (
    periods.hours_are_in_order,
    periods.hours_leave_room,
    periods.walk_ins_find_it_open,
    periods.desks_are_apart_or_shared,
    periods.crew_mans_the_desks,
    periods.the_rate_is_reachable,
    periods.desks_feed_the_rate,
    periods.closed_holidays_exist,
)


def contradictions(parts: Parts) -> Findings:
    """Return everything that does not go together."""
    for name, section in parts._asdict().items():
        yield from ranges(section, (name,))
    for check in WHOLE:
        with suppress(AttributeError):
            yield from check(parts)
    for name, delivery in getattr(parts.supply, "deliveries", {}).items():
        for delivery_check in EACH_DELIVERY:
            with suppress(AttributeError):
                yield from delivery_check(parts, delivery, ("supply", "deliveries", name))
    for name, period in getattr(parts.service, "periods", {}).items():
        for period_check in EACH_PERIOD:
            with suppress(AttributeError):
                yield from period_check(parts, period, ("service", "periods", name))


def ranges(found: Any, trail: Trail) -> Findings:
    """Check that low, base and high are together and in order, wherever a number is given."""
    if isinstance(found, Given):
        with suppress(AttributeError):
            if (found.low is None) != (found.high is None):
                yield Contradiction(trail, N_("low and high go together: give both or none"), {})
            elif found.low is not None and not found.low <= found.value <= found.high:
                yield Contradiction(trail, N_("low, base and high are not in this order"), {})
    for step, entry in _entries(found):
        yield from ranges(entry, (*trail, step))


def _entries(found: Any) -> Iterable[tuple[Step, Any]]:
    """Return what lies inside a section, a mapping or a list, with the step that leads there."""
    if isinstance(found, Section):
        fields = type(found).model_fields
        return [(fields[name].alias or name, entry) for name, entry in vars(found).items()]
    if isinstance(found, dict):
        return found.items()
    return enumerate(found) if isinstance(found, tuple) else ()
