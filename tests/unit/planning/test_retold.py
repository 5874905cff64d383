"""An answer read back from a folder, told in another language."""

from __future__ import annotations

import json

from unit.planning.made import rich, told

from cccd_sim import replicate
from cccd_sim.planning.comparison import differences
from cccd_sim.planning.outcome import outcome
from cccd_sim.planning.retold import retold


def test_an_answer_retold_says_what_it_would_have_said():
    both = [told(replications=2), rich("rich", replications=2)]
    paired = differences(both)
    vietnamese, english = (
        json.loads(outcome(both, language, None, paired).to_json()) for language in ("vi", "en")
    )
    again = retold(vietnamese, "en")
    assert vietnamese["headline"] != english["headline"]
    assert again["headline"] == english["headline"]
    assert again["caveats"] == english["caveats"]
    assert again["scenarios"] == english["scenarios"]


def test_one_scenario_alone_is_retold_too():
    vietnamese, english = (
        json.loads(outcome([told()], language).to_json()) for language in ("vi", "en")
    )
    assert retold(vietnamese, "en")["headline"] == english["headline"]


def test_a_campaign_in_which_no_station_ever_opens_is_retold(tiny):
    without = tiny.with_(
        supply={"initial_kits": 0, "deliveries": {"without": list(tiny.supply.deliveries)}}
    )
    nothing = replicate(without, replications=2, jobs=1)
    vietnamese, english = (
        json.loads(outcome([nothing], language).to_json()) for language in ("vi", "en")
    )
    assert vietnamese["scenarios"][0]["kits_idle_no_crew"] is None
    assert retold(vietnamese, "en")["headline"] == english["headline"]
    assert "VND" in english["headline"]
    assert "for a dossier in time" not in english["headline"]


def test_an_answer_in_the_language_asked_for_and_one_to_another_question_stay():
    answer = {"language": "vi", "headline": "x", "scenarios": []}
    assert retold(answer, "vi") is answer
    question = {"language": "vi", "headline": "x"}
    assert retold(question, "en") is question
