"""Replications here and in worker processes."""

import pickle
import subprocess
import sys

import numpy as np
import pytest

from cccd_sim.errors import BrokenLawError
from cccd_sim.experiment import executor
from cccd_sim.experiment.executor import Call, in_order, run_one


def tables_of(replications):
    return [
        (each.number, name, column, values.tobytes(), values.dtype)
        for each in replications
        for name, columns in each.tables.items()
        for column, values in columns.items()
    ]


def test_any_number_of_processes_gives_the_same_tables(tiny, monkeypatch):
    calls = [Call(tiny, 1, number) for number in range(1, 7)]
    alone = tables_of(in_order(calls, jobs=1))
    monkeypatch.setattr(executor, "IN_LINE_SECONDS", 0.0)
    assert tables_of(in_order(calls, jobs=2)) == alone


def test_short_work_starts_no_process(tiny, monkeypatch):
    monkeypatch.setattr(executor, "spread", None)  # would fail if called
    assert [each.number for each in in_order([Call(tiny, 1, n) for n in (1, 2, 3)], None)]


def test_a_replication_hangs_on_its_number_and_seed_alone(tiny):
    first = tables_of([run_one(Call(tiny, 1, 5))])
    run_one(Call(tiny, 1, 4))
    assert tables_of([run_one(Call(tiny, 1, 5))]) == first
    assert tables_of([run_one(Call(tiny, 2, 5))]) != first


@pytest.mark.parametrize(
    "fault", [AssertionError("x"), BrokenLawError("x"), ZeroDivisionError("x")]
)
def test_a_fault_is_told_with_what_makes_it_happen_again(tiny, monkeypatch, fault):
    class Broken:
        def __init__(self, *_):
            raise fault

    monkeypatch.setattr(executor, "Campaign", Broken)
    with pytest.raises(BrokenLawError, match=r"scenario tiny, seed 3, replication 7: .*x") as error:
        run_one(Call(tiny, 3, 7))
    assert pickle.loads(pickle.dumps(error.value)).text("en") == str(error.value)


def test_workers_start_without_pandas_matplotlib_and_typer():
    code = (
        "import sys, cccd_sim.experiment.executor; "
        "print([name for name in ('pandas', 'matplotlib', 'typer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_more_kits_leave_the_luck_of_a_replication_alone(tiny):
    """Common random numbers: what the first day holds does not change with later kits."""
    more = tiny.with_(name="more", supply={"deliveries": {"spring": {"kits": 4}}})
    here = run_one(Call(tiny, 1, 1)).tables["daily"]
    there = run_one(Call(more, 1, 1)).tables["daily"]
    first_week = here["day"] <= 5
    np.testing.assert_array_equal(here["arrived"][first_week], there["arrived"][first_week])
