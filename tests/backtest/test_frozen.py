"""The frozen scenario still gives its tables."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from backtest import freeze

KEPT = Path(__file__).parent / "tables"


@pytest.fixture(scope="module")
def tables() -> dict[str, bytes]:
    return freeze.tables()


@pytest.mark.parametrize("name", freeze.TABLES)
def test_results_are_what_they_were(tables, name):
    """Mend, if the change was meant: make backtest."""
    then, now = pd.read_csv(KEPT / f"{name}.csv"), pd.read_csv(BytesIO(tables[name]))
    pd.testing.assert_frame_equal(now, then, rtol=1e-9)  # processors differ in the last digits


def test_the_frozen_scenario_has_something_of_everything(tables):
    found = {name: pd.read_csv(BytesIO(content)) for name, content in tables.items()}
    assert found["kits"]["breakdowns"].sum() > 3
    assert found["stations"]["waiting_at_close"].sum() > 10
    assert found["stations"]["overtime_minutes"].sum() > 10
    assert (found["stations"].groupby("station")["taken"].sum() > 0).all()
    assert found["daily"]["summoned"].sum() > found["daily"]["arrived"].sum() > 0
    assert found["unserved"]["missed_summons"].sum() > 10
