"""An answer as data."""

import json

import numpy as np
import pandas as pd

from cccd_sim.results.answer import Answer


def test_an_answer_is_json_whatever_numbers_it_holds():
    data = {
        "nothing": np.nan,
        "endless": float("inf"),
        "count": np.int64(3),
        "share": np.float64(1 / 3),
        "yes": np.True_,
        "missing": pd.NA,
        "rows": [{"name": "Đắk Lắk", "low": None}],
    }
    answer = Answer("Một câu.", pd.DataFrame(), (), ("nhưng",), data)
    assert json.loads(answer.to_json()) == {
        "headline": "Một câu.",
        "nothing": None,
        "endless": None,
        "count": 3,
        "share": 0.333333,
        "yes": True,
        "missing": None,
        "rows": [{"name": "Đắk Lắk", "low": None}],
        "caveats": ["nhưng"],
        "listings": [],
    }
