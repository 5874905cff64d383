"""Trials: remembered, the same for any number of processes, and the same as a whole run."""

import pytest

from cccd_sim.experiment import trials
from cccd_sim.experiment.replicate import replicate
from cccd_sim.experiment.trials import Case, Laboratory, outcome_of
from cccd_sim.results.tables import MILESTONES


class Notebook:
    """Remembers lines in memory."""

    def __init__(self):
        self.written = []

    def lines(self):
        return self.written

    def add(self, line):
        self.written.append(line)


class Watch:
    """Counts what it is told."""

    def __init__(self):
        self.steps, self.total = 0, 0

    def expect(self, total):
        self.total = total

    def step(self):
        self.steps += 1


@pytest.fixture
def case(tiny):
    return Case("as it is", tiny)


def test_an_outcome_is_what_the_tables_of_a_run_say(tiny, case):
    ensemble = replicate(tiny, 3, seed=1, jobs=1)
    measures = ensemble.table("replications")
    found = Laboratory(1, jobs=1).try_(case, [1, 2, 3])
    for place, milestone in enumerate(MILESTONES):
        reached = [each.reached[place] for each in found]
        assert reached == measures[f"{milestone}_by_deadline"].tolist()
        days = [each.days[place] for each in found]
        assert days == pytest.approx(measures[f"{milestone}_finish_day"].tolist(), nan_ok=True)
    assert [sum(each.taken) for each in found] == measures["dossier_by_deadline"].tolist()


def test_a_trial_is_simulated_once(case, monkeypatch):
    laboratory = Laboratory(1, jobs=1)
    first = laboratory.try_(case, [1, 2])
    monkeypatch.setattr(trials, "outcome_of", None)  # would fail if called
    assert laboratory.try_(case, [2, 1]) == first[::-1]
    assert laboratory.spent == 2


def test_a_question_asked_again_finds_its_trials_in_the_notebook(case, monkeypatch):
    notebook = Notebook()
    first = Laboratory(1, jobs=1, notebook=notebook).try_(case, [1, 2, 3])
    notebook.written[-1] = notebook.written[-1][:20]  # cut off by a crash
    calls = []
    monkeypatch.setattr(trials, "outcome_of", lambda call: calls.append(call) or outcome_of(call))
    watch = Watch()
    again = Laboratory(1, jobs=1, notebook=notebook, watch=watch)
    assert repr(again.try_(case, [1, 2, 3])) == repr(first)
    assert [call.number for call in calls] == [3]
    assert (again.spent, watch.steps) == (3, 3)


@pytest.mark.parametrize("changed", [{"seed": 2}, {"known_parameters": True}])
def test_trials_of_another_question_are_no_use(case, changed, monkeypatch):
    notebook = Notebook()
    Laboratory(1, jobs=1, notebook=notebook).try_(case, [1])
    calls = []
    monkeypatch.setattr(trials, "outcome_of", lambda call: calls.append(call) or outcome_of(call))
    Laboratory(**{"seed": 1, **changed}, jobs=1, notebook=notebook).try_(case, [1])
    assert len(calls) == 1


def test_another_scenario_is_another_trial_whatever_its_name(tiny, case):
    more = Case("more", tiny.with_(supply={"initial_kits": 3}))
    one, other = Laboratory(1, jobs=1).try_all([(case, 1), (more, 1)])
    assert one.reached[0] < other.reached[0]


def test_any_number_of_processes_gives_the_same_outcomes(case, monkeypatch):
    alone = Laboratory(1, jobs=1).try_(case, range(1, 7))
    monkeypatch.setattr(trials, "WORTH_SPREADING", 0.0)
    together = Laboratory(1, jobs=2)
    assert repr(together.try_(case, range(1, 7))) == repr(alone)
    assert [row["replication"] for row in together.rows()] == [1, 2, 3, 4, 5, 6]


@pytest.fixture
def cases(tiny):
    more = tiny.with_(supply={"initial_kits": 4})
    return [Case("one", tiny), Case("more", more), Case("the same as more", more)]


def test_a_case_under_two_names_is_simulated_once_and_told_twice(cases):
    notebook, watch = Notebook(), Watch()
    laboratory = Laboratory(1, jobs=1, notebook=notebook, watch=watch)
    found = laboratory.try_all([(case, number) for number in (1, 2) for case in cases])
    assert repr(found[1]) == repr(found[2]) != repr(found[0])
    assert (len(notebook.written), laboratory.spent, watch.steps) == (4, 6, 6)


def test_an_interrupted_question_gives_the_same_rows_in_the_same_order(cases):
    def asked(notebook):
        laboratory = Laboratory(1, jobs=1, notebook=notebook)
        laboratory.try_(cases[1], [1])
        laboratory.try_all([(case, number) for number in (1, 2) for case in cases])
        return repr(list(laboratory.rows()))

    whole = Notebook()
    rows = asked(whole)
    for kept in range(len(whole.written)):
        part = Notebook()
        part.written = whole.written[:kept]
        assert asked(part) == rows
