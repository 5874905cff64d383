"""What a kit can do in a day: the stated rate of a period, or what its steps allow."""

from __future__ import annotations

from cccd_sim.scenario.service import Period, Service


def captures_at_openings(service: Service, period: Period) -> float:
    """Return by how much the starts of a day exceed open time over mean capture.

    A kit that is never without a waiting citizen starts one capture at each opening and reopening
    and then one after the other. By renewal theory (Cox 1962) the starts expected in a block of H
    minutes are H/mean + (1 + cv²)/2, up to terms that vanish after a few starts.
    """
    return len(period.hours) * (1 + service.capture.cv.value**2) / 2


def capture_minutes(service: Service, period: Period) -> float:
    """Return the mean capture: as given, or scaled to meet the stated rate of the period."""
    rate = period.dossiers_per_kit_day
    if rate is None:
        return service.capture.mean.value
    return period.open_minutes / (rate.value - captures_at_openings(service, period))


def captures_per_kit_day(service: Service, period: Period) -> float:
    """Return the captures expected of a kit in a day: its stated rate, or what time allows."""
    if period.dossiers_per_kit_day is not None:
        return period.dossiers_per_kit_day.value
    return period.open_minutes / service.capture.mean.value
