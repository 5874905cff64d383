"""Fixtures that several folders of tests share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import places
import pytest

from cccd_sim.experiment.replicate import replicate
from cccd_sim.results.ensemble import Ensemble
from cccd_sim.scenario.files import load_scenario
from cccd_sim.scenario.schema import Scenario

TINY = Path(__file__).parent / "tiny" / "tiny.yaml"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest, so that all processors are busy to the end."""
    items.sort(key=minutes, reverse=True)  # stable: all others stay in their order


def minutes(item: pytest.Item) -> float:
    """Return about how long a test takes, where it says so."""
    slow = item.get_closest_marker("slow")
    return slow.kwargs.get("minutes", 0) if slow else 0


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """Return two districts and a provincial station, three weeks, 2000 citizens, everything on."""
    return load_scenario(TINY)


@pytest.fixture(scope="session")
def quiet(tiny: Scenario) -> Scenario:
    """Return two districts with a kit each in which nothing is uncertain but services."""
    return places.quiet(tiny)


@pytest.fixture(scope="session")
def ensemble(tiny: Scenario) -> Ensemble:
    """Return eight replications of the tiny province."""
    return replicate(tiny, replications=8, seed=1, jobs=1)


@pytest.fixture
def luck() -> np.random.Generator:
    """Return a generator for the test's own draws."""
    return np.random.default_rng(20210106)
