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
    daily, stations, kits = found["daily"], found["stations"], found["kits"]
    for column in ("breakdowns", "transfers"):
        assert kits[column].sum() > 3, column
    assert kits["returned"].notna().sum() >= 6
    for column in ("waiting_at_close", "overtime_minutes", "sent_away", "waiting_upload"):
        assert stations[column].sum() > 10, column
    assert stations["kits_idle_no_crew"].sum() > 0
    assert stations["commune"].nunique() > 3
    assert (stations.groupby("station")["taken"].sum() > 0).all()
    assert daily["summoned"].sum() > daily["arrived"].sum() > 0
    for column in ("sent", "produced", "in_hand", "returnees", "recaptured", "home_visits"):
        assert daily[column].sum() > 10, column
    for column in ("missed_summons", "correction", "home_visit"):
        assert found["unserved"][column].sum() > 3, column
    for column in ("waiting_upload", "in_check", "waiting_plant", "uncollected"):
        assert found["pipeline"][column].sum() > 10, column
