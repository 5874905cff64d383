"""What a kit can do in a day: the stated rate of a period, or what its steps allow."""

from __future__ import annotations

import numpy as np

from cccd_sim.scenario.demand import Demand
from cccd_sim.scenario.service import Period, Service


def age_mix(demand: Demand, service: Service) -> tuple[float, float]:
    """Return the mean of the age factor of capture over all citizens, and of its square."""
    people = np.array([district.eligible for district in demand.districts], float)
    ages = np.array([district.ages for district in demand.districts])
    share = people @ ages / people.sum()
    factors = np.array(service.age_factors.values)
    return float(share @ factors), float(share @ factors**2)


def captures_at_openings(demand: Demand, service: Service, period: Period) -> float:
    """Return by how much the starts of a day exceed open time over mean capture.

    A kit that is never without a waiting citizen starts one capture at each opening and reopening
    and then one after the other. By renewal theory (Cox 1962) the starts expected in a block of H
    minutes are H/mean + (1 + cv²)/2, up to terms that vanish after a few starts; the cv is that of
    captures of all ages.
    """
    mean, square = age_mix(demand, service)
    spread = (1 + service.capture.cv.value**2) * square / mean**2
    return len(period.hours) * spread / 2


def capture_minutes(demand: Demand, service: Service, period: Period) -> float:
    """Return the mean capture of ages 14 to 59: as given, or scaled to the period's stated rate."""
    rate = period.dossiers_per_kit_day
    if rate is None:
        return service.capture.mean.value
    mean, _ = age_mix(demand, service)
    open_minutes = working_minutes(service, period)
    return open_minutes / (rate.value - captures_at_openings(demand, service, period)) / mean


def captures_per_kit_day(demand: Demand, service: Service, period: Period, ready: float) -> float:
    """Return the captures expected of a kit in a day: its stated rate, or what its crew can do.

    Without a stated rate that is what the scarcest of kit and desks can serve of citizens of whom
    a share ``ready`` has a ready record; crews that have learnt all there is to learn.
    """
    if period.dossiers_per_kit_day is not None:
        return period.dossiers_per_kit_day.value
    mean, _ = age_mix(demand, service)
    desks, finishing = period.desks_per_kit, service.finishing.mean.value
    reception = reception_minutes(demand, service, ready)
    needs = [(1, service.capture.mean.value * mean)]
    for desk, need in (
        (desks.reception, reception),
        (desks.finishing, finishing),
        (desks.shared, reception + finishing),
    ):
        if desk is not None:
            needs.append((desk.value, need))
    return working_minutes(service, period) * min(servers / need for servers, need in needs)


def reception_minutes(demand: Demand, service: Service, ready: float) -> float:
    """Return the minutes at reception for one citizen captured, in the long run.

    Who is sent away to have a record mended comes a second time, with a record that is ready.
    """
    usual, longer = service.reception.mean.value, service.not_ready.mean.value
    return usual + (1 - ready) * (longer - usual + demand.records.sent_away.value * usual)


def working_minutes(service: Service, period: Period) -> float:
    """Return the open minutes of a day, those of the night counted for what is done in them."""
    return service.working_minutes(period)
