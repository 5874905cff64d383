"""The compiled kernel against the plain SimPy twin: tick for tick, citizen for citizen."""

from __future__ import annotations

import sys
import types
from itertools import count
from pathlib import Path

import pytest
from by_kernel import play
from properties.generated import script, stops
from script import Script, Story
from twin import Twin

from cccd_sim.queueing import changes, kernel, servers, shared_desks

SEEDS = 120


def same(mine: Story, theirs: Story) -> bool:
    """Tell whether a day went the same way."""
    return (
        all(sorted(a) == sorted(b) for a, b in zip(mine.ends, theirs.ends, strict=True))
        and mine.busy == {slot: spent for slot, spent in theirs.busy.items() if spent}
        and mine.overtime == {slot: spent for slot, spent in theirs.overtime.items() if spent}
        and mine.waited == theirs.waited
        and mine.sent_away == theirs.sent_away
    )


def agree(drawn: Script, seed: int, **engine) -> bool:
    """Tell whether kernel and twin play a script the same way."""
    mine, theirs = play(drawn, stops(seed, last_tick(drawn)), **engine), Twin(drawn).run()
    return len(mine) == len(theirs) and all(map(same, mine, theirs))


def last_tick(drawn: Script) -> int:
    return drawn.days[-1].blocks[-1][1]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_kernel_and_twin_agree_on_every_citizen(seed):
    assert agree(script(seed), seed)


def test_the_generated_days_hold_everything_that_can_go_wrong():
    stories = [(script(seed), story) for seed in range(60) for story in Twin(script(seed)).run()]
    ends = [end for _, story in stories for step in story.ends for end, _ in step]
    assert sum(story.restarts for _, story in stories) > 500
    assert sum(bool(story.overtime) for _, story in stories) > 50
    assert len(ends) - len(set(ends)) > 5_000, "ties"
    assert any(len(day.blocks) > 1 for drawn, _ in stories for day in drawn.days)
    assert any(spells[0][0] > 0 for drawn, _ in stories for spells in drawn.spells.values())


FAULTS = {
    "off by one at closing": (kernel, "if t >= limit:", "if t > limit:"),
    "a start in the tick of the breakdown": (
        kernel,
        "limit = min(until, s[SHUT])",
        "limit = min(until + 1, s[SHUT])",
    ),
    "the last to lose her kit is captured first": (
        kernel,
        "key = waiting[0]",
        "key = waiting[s[RETURNED] - 1]",
    ),
    "the wrong kit is freed": (
        changes,
        "while k < s[KITS_UP]:",
        "k = 0\n    while k < s[KITS_UP]:",
    ),
    "ties among kits the other way": (
        changes,
        "h[k - 1] > key:",
        "h[k - 1] >> KIT_BITS >= key >> KIT_BITS:",
    ),
    "a capture resumes instead of starting again": (
        kernel,
        "need = q.visits[NEED_2, j, key & NOBODY]",
        "need = q.visits[NEED_2, j, key & NOBODY] // 2 + 1",
    ),
    "the received lose their place overnight": (
        changes,
        "range(s[PASSED_1], s[LOGGED_1])",
        "range(s[LOGGED_1] - 1, s[PASSED_1] - 1, -1)",
    ),
    "finishing goes on through the break": (kernel, "else limit", "else until"),
    "a crew of two finishes first": (
        shared_desks,
        "elif start == receive:",
        "elif start == receive and start != finish:",
    ),
    "who is sent away is captured": (kernel, "i if need > 0 else NOBODY", "i"),
    "the frozen lose time": (changes, "h[k] += away << KIT_BITS", "h[k] += 0"),
    "captures start while the line is down": (
        kernel,
        "s[PACE], max(gate, s[THAW])",
        "s[PACE], gate",
    ),
    "frozen minutes count as work": (changes, "since = max(now, s[THAW])", "since = now"),
    "crews at the desks never tire": (kernel, "abs(need) * pace >> PACE_BITS", "abs(need)"),
    "a restarted capture forgets the crew's pace": (
        kernel,
        "key & NOBODY] * q.paces[slot] >> PACE_BITS",
        "key & NOBODY]",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_twin_finds_a_planted_fault(name):
    module, right, wrong = FAULTS[name]
    engine = interpreted({module: (right, wrong)})
    assert any(not survives(script(seed), seed, engine) for seed in range(SEEDS))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_source_agrees_without_the_compiler(seed):
    assert agree(script(seed), seed, engine=interpreted({}))


def survives(drawn: Script, seed: int, engine) -> bool:
    """Tell whether a kernel plays a script as the twin does; looking for a lost kit is no."""
    try:
        return agree(drawn, seed, engine=engine)
    except IndexError:
        return False


number = count()
MODULES = (servers, shared_desks, kernel, changes)  # in the order in which they import each other


def interpreted(faults) -> tuple[types.ModuleType, types.ModuleType]:
    """Return kernel and changes as plain Python, with a fault planted in their source."""
    names = {
        module: f"planted_{module.__name__.rpartition('.')[2]}_{next(number)}" for module in MODULES
    }
    for module, name in names.items():
        source = Path(module.__file__).read_text(encoding="utf-8")
        right, wrong = faults.get(module, ("", ""))
        assert right in source, "the fault no longer finds its place"
        source = source.replace(right, wrong, 1) if right else source
        source = source.replace("@compiled\n", "")
        for other, planted_name in names.items():
            source = source.replace(f"from {other.__name__} ", f"from {planted_name} ")
        sys.modules[name] = planted = types.ModuleType(name)
        exec(compile(source, name, "exec"), planted.__dict__)
    return sys.modules[names[kernel]], sys.modules[names[changes]]
